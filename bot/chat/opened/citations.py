"""Passages as citations: to be copied, with a link that leads to the very words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot import wording
from bot.answers.citation import cite as citation_of
from bot.chat.markup import cut, is_address, units
from bot.chat.opened.seen import packed
from bot.chat.page import MAX_ADDRESS, ROOM, Button
from bot.chat.place import find_passage, passage_id
from bot.chat.render import cite_button

if TYPE_CHECKING:
    from bot.chat.opened.seen import Opened, Seen


def cite(seen: Seen) -> Opened:
    """Give each passage as a citation: the sentences that answer, or the paragraph where there is no answer now."""
    answer = seen.answer()
    spans = {passage_id(e.document, e.paragraph): (e.start, e.end) for e in answer.excerpts} if answer else {}
    blocks, buttons = [], []
    for short in seen.place.args:
        found = find_passage(short, seen.snapshot.knowledge)
        if found is None:
            continue
        document, passage = found
        span = spans.get(short, (passage.start, passage.end))
        citation = citation_of(document, passage.number, span, date=wording.date(document.published))
        blocks.append(f"**¶{passage.number}** · {wording.trust.AS_MARKDOWN}\n{_to_copy(citation.markdown)}")
        blocks.append(f"**¶{passage.number}** · {wording.trust.AS_TEXT}\n{_to_copy(citation.plain)}")
        if citation.link and is_address(document.url or "") and len(citation.link) <= MAX_ADDRESS:
            buttons.append(Button(f"{wording.trust.OPEN_ORIGINAL} ¶{passage.number}", url=citation.link))
    return replace(packed(seen, [*blocks, *gone(seen)] or [wording.chat.PASSAGE_GONE]), buttons=tuple(buttons))


def gone(seen: Seen) -> list[str]:
    """Tell once how many of a place's passages are gone."""
    asked = dict.fromkeys(seen.place.args)
    missing = sum(find_passage(short, seen.snapshot.knowledge) is None for short in asked)
    return [wording.chat.passages_gone(missing, len(asked))] if missing else []


def citable(seen: Seen, opened: Opened) -> Opened:
    """Put a button below what a place shows that gives its passages as citations."""
    known = tuple(short for short in seen.place.args if find_passage(short, seen.snapshot.knowledge))
    button = cite_button(seen.place.version, known)
    return replace(opened, buttons=(*opened.buttons, *([button] if button else [])))


def _to_copy(text: str) -> str:
    """Put a text where Discord shows it as it is, and lets it be copied at a touch."""
    if "```" in text or text.endswith("`") or units(text) > ROOM - 100:
        return cut(text, ROOM - 100)
    return f"```\n{text}\n```"
