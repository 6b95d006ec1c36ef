"""Cards → blocks of markup, pure: an actor, the lists, a passage to read, the bot itself."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from bot import wording
from bot.chat import facts
from bot.chat.cited import Numbers
from bot.chat.markup import MARK, bold, cut, escape, one_line, passage, quotation, units
from bot.chat.page import quotations
from bot.chat.quoting import citation, date

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.answers.cards import About, ActorLine, Reading, SourceLine
    from bot.errors import KnowledgeError
    from bot.knowledge.documents import Document, Passage
    from bot.knowledge.model import Knowledge
    from bot.snapshot import Diff

_ADDRESS = re.compile(r"https?://[A-Za-z0-9.-]+(?:/[A-Za-z0-9._~/?=%+,;:#-]{0,400})?")


def who_blocks(actors: Sequence[tuple[str, str, Sequence[facts.FactLine]]], knowledge: Knowledge) -> list[str]:
    """Show several actors, each as (name, kind, facts), with one list of sources; last those without a fact."""
    numbers = Numbers()
    blocks = []
    for name, kind, lines in actors:
        shown = facts.blocks(name, lines, numbers, knowledge)
        if shown:
            blocks.append(f"### {cut(one_line(name), 200)}\n-# {escape(kind)}\n{shown[0]}")
            blocks += shown[1:]
    blocks += numbers.citations(knowledge)
    others = [f"{cut(one_line(name), 100)} ({escape(kind)})" for name, kind, lines in actors if not lines]
    if others:
        blocks.append(f"{wording.chat.NAMED_TOO if blocks else wording.chat.NAMED}: {', '.join(others[:15])}")
    return blocks or [wording.chat.NO_ACTORS]


def actors_blocks(lines: Sequence[ActorLine]) -> list[str]:
    """List actors by kind."""
    blocks = []
    for kind, group in groupby(lines, key=lambda line: line.kind):
        for number, line in enumerate(group):
            entry = f"{cut(one_line(line.name), 90)} · {wording.plural(line.facts, 'fact')}"
            blocks.append(f"**{escape(kind)}**\n{entry}" if number == 0 else entry)
    return blocks or [wording.chat.NO_ACTORS]


def sources_blocks(lines: Sequence[SourceLine]) -> list[str]:
    """List documents with their date, rights and counts."""
    return [_source(line) for line in lines] or [wording.lookups.NO_DOCUMENTS]


def _source(line: SourceLine) -> str:
    """Describe a document in at most 800 units, so that a page of `opened.documents.LISTED` always has room."""
    doc = line.document
    reliability = f"reliability: {escape(doc.reliability)}" if doc.reliability else "reliability: not judged"
    counts = (wording.plural(line.paragraphs, "paragraph"), wording.plural(line.facts, "fact"))
    about = [cut(one_line(doc.publisher), 60), date(doc.published), reliability, *counts]
    if doc.author:
        about.insert(0, cut(one_line(doc.author), 60))
    lines = [
        f"**{cut(one_line(doc.title), 150)}**",
        f"-# {' · '.join(about)}",
        f"-# name for /read: {cut(doc.slug, 100)}",
    ]
    lines += [f"-# {cut(one_line(text), 100)}" for text in (doc.rights, doc.via) if text]
    if doc.url:
        lines.append(f"-# {address(doc.url, 100)}")
    return "\n".join(lines)


def reading_blocks(reading: Reading) -> list[str]:
    """Show where a passage stands; then it and its neighbours, each under its number; then where the rest is."""
    doc = reading.document
    blocks = [citation(doc, reading.passage.number)]
    for part in (reading.before, reading.passage, reading.after):
        if part is not None:
            blocks += paragraph_blocks(doc, part, marked=part is reading.passage)
    if reading.more and doc.access != "full" and doc.url:
        blocks.append(f"-# {wording.lookups.rest_in_original(None if is_address(doc.url) else address(doc.url))}")
    return blocks


def is_address(url: str) -> bool:
    """Tell whether an address can be a link, with nothing in it that could be taken for markup."""
    return _ADDRESS.fullmatch(url) is not None


def address(url: str, longest: int = 300) -> str:
    """Return an address as a link where it can be one and is not too long, else escaped and cut."""
    return url if is_address(url) and len(url) <= longest else cut(one_line(url), longest)


def paragraph_blocks(document: Document, part: Passage, *, marked: bool = True) -> list[str]:
    """Quote a whole paragraph under its number, bold where it is `marked`."""
    text = document.slice(part)
    ends = [sentence.end - part.start for sentence in part.sentences]
    slips = tuple(slip.words for slip in document.sic if slip.paragraph == part.number)
    blocks = quotations(text, ends, slips)
    label = paragraph_label(part, marked=marked)
    return [f"{label}\n{blocks[0]}", *blocks[1:]] if blocks else []


def paragraph_label(part: Passage, *, marked: bool) -> str:
    """Return the line above a paragraph, bold where it is the one asked for."""
    return f"**¶{part.number}**" if marked else f"¶{part.number}"


def marked_paragraph(document: Document, part: Passage, span: tuple[int, int], room: int) -> str:
    """Quote a paragraph with ``document.text[span]`` in bold; of a very long one as many sentences around as fit."""
    slips = tuple(slip.words for slip in document.sic if slip.paragraph == part.number)

    def shown(start: int, end: int) -> str:
        text = document.text[start:end].rstrip()
        marked = passage(text, (span[0] - start, span[1] - start), slips)
        before, after = (f"{MARK} " if start > part.start else ""), (f" {MARK}" if end < part.end else "")
        return quotation(f"{before}{marked}{after}")

    starts = [part.start, *(s.start for s in part.sentences if part.start < s.start <= span[0])]
    ends = [part.end, *(s.end for s in reversed(part.sentences) if span[1] <= s.end < part.end)]
    while len(starts) > 1 or len(ends) > 1:
        whole = shown(starts[0], ends[0])
        if units(whole) <= room:
            return whole
        del (starts if len(starts) >= len(ends) else ends)[0]
    whole = shown(starts[0], ends[0])
    return whole if units(whole) <= room else quotation(bold(cut(one_line(document.text[slice(*span)]), room)))


def held(card: About) -> str:
    """Count what is held."""
    if card.knowledge_version is None:
        return wording.chat.WITHOUT_KNOWLEDGE
    counts = (
        (card.documents, "document"),
        (card.paragraphs, "paragraph"),
        (card.actors, "actor"),
        (card.facts, "fact"),
    )
    return ", ".join(wording.plural(count, noun) for count, noun in counts)


def examples(questions: Sequence[str]) -> str:
    """List questions that the knowledge answers."""
    return "\n".join([wording.chat.EXAMPLES, *(f"- *{cut(one_line(question), 150)}*" for question in questions[:3])])


def fault_text(error: KnowledgeError) -> str:
    """List every fault and warning, one a line, as plain text."""
    return "\n".join([*map(str, error.faults), *(f"warning: {warning}" for warning in error.warnings)])


def diff_text(diff: Diff) -> str:
    """List what a reload added, changed and removed, as plain text."""
    lines = [f"{diff.old_version or 'nothing'} → {diff.new_version}"]
    for noun in ("documents", "passages", "actors", "facts", "aliases"):
        change = getattr(diff, noun)
        for verb in ("added", "changed", "removed"):
            names = getattr(change, verb)
            if names:
                lines.append(f"{noun} {verb} ({len(names)}): {', '.join(names)}")
    return "\n".join(lines) if len(lines) > 1 else f"{wording.chat.NO_DIFFERENCE}"


def status_blocks(card: About, trouble: KnowledgeError | None) -> list[str]:
    """Say what is loaded and whether its files are in order."""
    state = wording.chat.ALL_GOOD
    if trouble is not None:
        state = wording.chat.DEGRADED if card.knowledge_version else wording.chat.WITHOUT_KNOWLEDGE
    lines = [f"**Status** {state}", f"**Version** {card.knowledge_version or 'none'}", f"**Held** {held(card)}"]
    lines.append(f"**Ranking** {escape(wording.meaning.ranked(card.model))}")
    if trouble is not None:
        lines.append(f"**Faults** {len(trouble.faults)}, **warnings** {len(trouble.warnings)}")
    return ["\n".join(lines)]
