"""A verification → one message, pure: the outcome first, then each quotation, then what differs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import __version__, wording
from bot.answers.model import Status
from bot.answers.verification import Finding
from bot.chat.markup import cut, quotation
from bot.chat.page import Page
from bot.chat.render import ACCENTS
from bot.text import one_line

if TYPE_CHECKING:
    from bot.answers.verification import Checked, Verification
    from bot.knowledge.model import Knowledge

MAX_PARAGRAPH = 700


def verified_page(verification: Verification, knowledge: Knowledge) -> Page:
    """Tell whether an answer is what it was, and else what differs: text, rank, outcome, knowledge, bot."""
    said, claim = wording.trust, verification.claim
    differing = _differences(verification)
    if verification.is_identical:
        head = said.IDENTICAL if claim.quoted else said.IDENTICAL_RECEIPT
    else:
        head = said.VERBATIM if verification.is_verbatim and claim.quoted else said.DIFFERS
    blocks = [head]
    if claim.question is not None:
        blocks.insert(0, f"-# {wording.trust.VERIFIED} {cut(one_line(claim.question), 200)}")
    for checked in verification.checked:
        blocks += _quotation_lines(checked, knowledge)
    blocks += [f"- {line}" for line in differing]
    compared = said.compared(claim.receipt.number, verification.knowledge, __version__)
    accent = ACCENTS[Status.ANSWERED if verification.is_identical else Status.RELATED]
    return Page((*blocks, f"-# {compared}"), accent=accent)


def _differences(verification: Verification) -> list[str]:
    """Say what differs besides the quotations themselves."""
    said, claim, now = wording.trust, verification.claim, verification.now
    lines = [said.words_differ(cut(one_line(words), 200)) for words in verification.altered[:5]]
    if now is None:
        lines.append(said.NOT_ASKED_AGAIN)
    else:
        ranks = [one for one in verification.checked if one.finding in {Finding.SAME, Finding.MOVED}]
        lines += [said.rank_differs(o.quoted.number, o.rank) for o in ranks if o.rank != o.quoted.number]
        if claim.status and not verification.is_status_same:
            lines.append(said.status_differs(claim.status.value, now.status.value))
    if not verification.is_knowledge_same:
        lines.append(said.knowledge_differs(claim.receipt.knowledge, verification.knowledge))
    if not verification.is_bot_same:
        lines.append(said.bot_differs((claim.receipt.bot or "")[:40], __version__))
    if now and verification.is_knowledge_same and not verification.is_receipt_same:
        is_ours = now.receipt == claim.receipt.number
        lines.append(said.RECEIPT_OF_THIS_BOT if is_ours else said.RECEIPT_DIFFERS.format(now=now.receipt))
    return lines


def _quotation_lines(checked: Checked, knowledge: Knowledge) -> list[str]:
    """Say what became of a quotation, and show what stands in its place."""
    said, quoted = wording.trust, checked.quoted
    if checked.finding is Finding.SAME:
        return [said.text_same(quoted.number, quoted.paragraph)]
    if checked.finding is Finding.MOVED and checked.paragraph is not None:
        return [said.text_moved(quoted.number, quoted.paragraph, checked.paragraph)]
    if checked.finding is Finding.GONE:
        return [said.text_gone(quoted.number)]
    lines = [said.text_changed(quoted.number, quoted.paragraph)]
    document = knowledge.documents.get(quoted.document or "")
    passage = document.passage(checked.paragraph) if document and checked.paragraph is not None else None
    if document and passage:
        text = cut(one_line(document.slice(passage)), MAX_PARAGRAPH)
        lines.append(f"{said.now_quoted(passage.number)}\n{quotation(text)}")
    return lines
