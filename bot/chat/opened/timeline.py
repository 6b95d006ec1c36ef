"""A timeline: what is dated, in order, then what is not, in document order."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from bot import wording
from bot.answers.asof import words_of_now
from bot.answers.timeline import timeline as timeline_of
from bot.chat import facts
from bot.chat.markup import cut
from bot.chat.opened.card import card_menu
from bot.chat.opened.lines import Line, Numbers, statement
from bot.chat.opened.seen import Opened
from bot.chat.opened.sheets import spread
from bot.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.answers.cards import NamedFact
    from bot.answers.timeline import Timeline
    from bot.chat.opened.seen import Seen
    from bot.knowledge.actors import Time
    from bot.knowledge.model import Knowledge

MAX_WORDS = 160


def timeline(seen: Seen) -> Opened:
    """Show what happens to one actor, or to all, in order."""
    knowledge = seen.snapshot.knowledge
    name = seen.actor()
    if name is None and seen.place.args:
        return Opened((wording.chat.ACTOR_GONE,))
    of = f": {cut(one_line(knowledge.actors[name].name), 150)}" if name else ""
    head, lines = f"## {wording.lookups.TIMELINE}{of}", _lines(timeline_of(knowledge, name), knowledge, named=not name)
    if not lines and name:
        return Opened((head, wording.lookups.NOTHING_HAPPENS_TO_IT), selects=card_menu(seen, [name]))
    return spread(seen, head, lines or [Line("", wording.lookups.NOTHING_HAPPENS)])


def _lines(timeline: Timeline, knowledge: Knowledge, *, named: bool) -> list[Line]:
    """Return the lines of a timeline, each beginning with the document's own words for the time.

    Actors are `named` unless all is about the one in the heading.
    """
    numbers = Numbers()
    out = [
        line
        for section, told in (
            (wording.lookups.DATED, timeline.dated),
            (wording.lookups.TIMED, timeline.timed),
            (wording.lookups.UNDATED, timeline.undated),
        )
        for line in _told(told, knowledge, numbers, section, named=named)
    ]
    if timeline.left_out:
        out.append(Line(out[-1].section, f"- {wording.lookups.left_out(timeline.left_out)}"))
    return out


def _told(
    told: Iterable[NamedFact], knowledge: Knowledge, numbers: Numbers, section: str, *, named: bool
) -> Iterable[Line]:
    for owner, run in groupby(told, key=lambda fact: fact.owner):
        for line in facts.of_card(run):
            when = line.facts[0].fact.time
            published = knowledge.documents[line.facts[0].fact.sources[0].document].published
            before = _when(when, published) if when else ""
            name = knowledge.actors[owner].name if named else ""
            yield statement(name, line._replace(time=None), numbers, section, before)


def _when(time: Time, published: str | None) -> str:
    """Return a time in the document's words, behind the date where it gives one; “at present” is tied to its own."""
    start, end = (wording.date(day) if day else None for day in (time.start, time.end))
    span = wording.lookups.span(start, end)
    words = f"“{cut(one_line(time.text), MAX_WORDS)}”"
    now = f" ({wording.lookups.as_of(wording.date(published))})" if published and words_of_now(time.text) else ""
    return f"{span} {words}{now}: " if span else f"{words}{now}: "
