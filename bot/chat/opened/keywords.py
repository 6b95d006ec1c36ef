"""Plain search: the passages that have the words of the message's first line, a few a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import wording
from bot.answers import keywords
from bot.chat.markup import MARK, cut, marked, quotation, units
from bot.chat.opened.seen import Opened
from bot.chat.page import ROOM, Button
from bot.chat.place import Place, passage_id
from bot.chat.quoting import as_of_line, citation, stance_line
from bot.chat.render import cite_button

if TYPE_CHECKING:
    from bot.answers.keywords import Found, KeywordHit
    from bot.chat.opened.seen import Seen
    from bot.search.query import Query

HITS = 4
_BEFORE = 100
"""How much stands before the first matched word where a sentence must be cut."""


def search(seen: Seen) -> Opened:
    """Show a page of the hits, the matched words in bold."""
    if seen.question is None:
        return Opened((wording.asking.SEARCH_AGAIN,))
    ranker = seen.snapshot.answerer.ranker
    found = keywords.search(seen.question, ranker)
    if not found.words:
        return Opened((wording.asking.NO_WORDS,))
    if not found.hits:
        return Opened((wording.asking.no_match([cut(word, 60) for word in found.words[:5]]),))
    count = -(-len(found.hits) // HITS)
    number = min(seen.place.page or 0, count - 1)
    first = number * HITS
    shown = found.hits[first : first + HITS]
    head = _head(found, first, len(shown))
    room = (ROOM - units(head)) // HITS
    query = ranker.reader.read(seen.question)
    blocks = (head, *(_hit(seen, query, hit, at, room) for at, hit in enumerate(shown, first + 1)))
    return Opened(blocks, number, count, _buttons(seen, shown, first))


def _head(found: Found, first: int, count: int) -> str:
    here, words = (first + 1, first + count), len(found.words)
    told = [wording.asking.matches(len(found.hits), here, words, capped=found.is_capped)]
    if found.absent:
        told.append(f"-# {wording.asking.nowhere([cut(word, 60) for word in found.absent[:5]])}")
    return "\n".join(told)


def _hit(seen: Seen, query: Query, hit: KeywordHit, number: int, room: int) -> str:
    """Quote a sentence; the words stand there, and nothing says that it answers anything."""
    stance = hit.stance(query, seen.snapshot.answerer.facts, seen.snapshot.knowledge.hedges)
    below = [
        line
        for line in (
            stance_line(*stance),
            as_of_line(hit.text, hit.document.published),
            citation(hit.document, hit.passage.number, number),
        )
        if line
    ]
    return "\n".join([_quoted(hit, room - sum(units(line) + 1 for line in below)), *below])


def _quoted(hit: KeywordHit, room: int) -> str:
    """Quote the sentence with its marks; of a long one the part with the first of them."""
    whole = _part(hit, hit.start, hit.end)
    if units(whole) <= room:
        return whole
    text, first = hit.document.text, hit.marks[0] if hit.marks else (hit.start, hit.start)
    start, end = hit.start, hit.end
    if first[0] - start > 2 * _BEFORE:
        start = text.find(" ", first[0] - _BEFORE, first[0]) + 1 or first[0]
    while units(_part(hit, start, end)) > room and end > first[1]:
        shorter = start + (end - start) * 9 // 10
        end = max(first[1], text.rfind(" ", start, shorter))
    return _part(hit, start, end)


def _part(hit: KeywordHit, start: int, end: int) -> str:
    """Quote from `start` to `end` of the document, the words in bold."""
    slips = tuple(slip.words for slip in hit.document.sic if slip.paragraph == hit.passage.number)
    marks = [(a - start, b - start) for a, b in hit.marks if start <= a and b <= end]
    before = f"{MARK} " if hit.passage.start < start else ""
    after = f" {MARK}" if end < hit.passage.end else ""
    return quotation(f"{before}{marked(hit.document.text[start:end], marks, slips)}{after}")


def _buttons(seen: Seen, shown: tuple[KeywordHit, ...], first: int) -> tuple[Button, ...]:
    ids = [passage_id(hit.document.slug, hit.passage.number) for hit in shown]
    buttons = [
        Button(wording.asking.in_context(number), Place("read", seen.place.version, (short,)).opening)
        for number, short in enumerate(ids, first + 1)
    ]
    cite = cite_button(seen.place.version, tuple(ids))
    return (*buttons, *([cite] if cite else []))
