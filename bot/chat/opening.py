"""What the buttons and look-ups open: a place in one snapshot's knowledge → one page, pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import wording
from bot.chat.echo import is_echo, question_of
from bot.chat.links import NO_LINKS, Links
from bot.chat.opened import (
    actors,
    card,
    citations,
    comparison,
    discrepancies,
    documents,
    keywords,
    passages,
    relations,
    timeline,
)
from bot.chat.opened.seen import Opened, Seen
from bot.chat.page import ACCENT, Button, Page
from bot.chat.place import Place
from bot.knowledge.model import short_version

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.snapshot import Snapshot


def place_for(snapshot: Snapshot, verb: str, *args: str) -> Place:
    """Return a place in the knowledge as it is now."""
    return Place(verb, short_version(snapshot.version), args)


def open_place(snapshot: Snapshot, place: Place, message: str = "", links: Links = NO_LINKS) -> Page:
    """Return the page of a place; `message` is the text of the message with the button, whose first line is kept.

    `links` are the operator's, for those places that offer them.
    """
    first = message.partition("\n")[0]
    head = [first] if is_echo(first) else []
    seen = Seen(snapshot, place, question_of(first), links)
    if not seen.is_current:
        head.append(f"⚠ {wording.chat.KNOWLEDGE_CHANGED}")
    opened = _VERBS.get(place.verb, _nothing)(seen)
    foot = [f"-# {wording.lookups.page_of(opened.number + 1, opened.count)}"] if opened.count > 1 else []
    turns = _turns(place, opened.number, opened.count)
    return Page((*head, *opened.blocks, *foot), (*turns, *opened.buttons), ACCENT, opened.selects)


def _turns(place: Place, number: int, count: int) -> tuple[Button, ...]:
    back = Button(wording.lookups.BACK, place.turning(number - 1)) if number > 0 else None
    on = Button(wording.lookups.NEXT, place.turning(number + 1)) if number + 1 < count else None
    return tuple(button for button in (back, on) if button)


def _nothing(_: Seen) -> Opened:
    return Opened((wording.chat.NOTHING_MORE,))


_VERBS: dict[str, Callable[[Seen], Opened]] = {
    "read": passages.read,
    "quote": passages.quote,
    "more": passages.more,
    "cite": citations.cite,
    "who": actors.who,
    "actor": card.card,
    "actors": actors.actors,
    "compare": comparison.compare,
    "search": keywords.search,
    "sources": documents.sources,
    "relations": relations.relations,
    "timeline": timeline.timeline,
    "discrepancies": discrepancies.discrepancies,
}
