"""A paragraph to read, with its neighbours, and where leafing leads from there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.knowledge.documents import Document, Passage


@dataclass(frozen=True, slots=True)
class Reading:
    """A passage with its neighbours; `more` tells whether the document goes on beyond them."""

    document: Document
    passage: Passage
    before: Passage | None
    after: Passage | None
    more: bool


@dataclass(frozen=True, slots=True)
class Leaf:
    """Where leafing leads: the paragraph to read next, and the first and last one that are shown then and not now."""

    paragraph: int
    first: int
    last: int
    onwards: bool


def reading_of(document: Document, number: int) -> Reading | None:
    """Return a paragraph with at most one neighbour on either side, or None where there is no such paragraph.

    The title line (paragraph 0) is nobody's neighbour: it stands above anyway.
    """
    passage = document.passage(number)
    if passage is None:
        return None
    before = document.passage(number - 1) if number > 1 else None
    after = document.passage(number + 1)
    shown = {part.number for part in (before, passage, after) if part}
    more = any(part.number > 0 and part.number not in shown for part in document.passages)
    return Reading(document, passage, before, after, more)


def leaves(reading: Reading) -> list[Leaf]:
    """Return where to go on reading before and after a passage: nowhere, unless its document may be shown in full."""
    document = reading.document
    if document.access != "full":
        return []
    shown = [part.number for part in (reading.before, reading.passage, reading.after) if part]
    last = max(passage.number for passage in document.passages[-1:])
    out = []
    if shown[0] > 1:
        centre = max(1, shown[0] - 2)
        out.append(Leaf(centre, max(1, centre - 1), min(shown[0] - 1, centre + 1), onwards=False))
    if shown[-1] < last:
        centre = min(last, shown[-1] + 2)
        out.append(Leaf(centre, shown[-1] + 1, min(last, centre + 1), onwards=True))
    return out
