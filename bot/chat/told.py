"""Timelines and discrepancies as lines."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from bot import wording
from bot.answers.asof import words_of_now
from bot.answers.cards import named_fact
from bot.answers.slips import with_sic
from bot.chat import facts
from bot.chat.cited import Line, Numbers, entry, statement
from bot.chat.markup import cut, one_line, passage, quotation, units
from bot.chat.quoting import date
from bot.knowledge.actors import is_plural
from bot.knowledge.predicates import wording as predicate_wording

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.answers.cards import NamedFact
    from bot.answers.differing import Difference
    from bot.answers.timeline import Timeline
    from bot.knowledge.actors import Time
    from bot.knowledge.model import Knowledge

MAX_WORDS = 160
MAX_SAID = 600


def timeline_lines(timeline: Timeline, knowledge: Knowledge) -> list[Line]:
    """Return the lines of a timeline, each beginning with the document's own words for the time."""
    numbers = Numbers()
    out = [
        line
        for section, told in (
            (wording.lookups.DATED, timeline.dated),
            (wording.lookups.TIMED, timeline.timed),
            (wording.lookups.UNDATED, timeline.undated),
        )
        for line in _told(told, knowledge, numbers, section)
    ]
    if timeline.left_out:
        out.append(Line(out[-1].section, f"- {wording.lookups.left_out(timeline.left_out)}"))
    return out or [Line("", wording.lookups.NOTHING_HAPPENS)]


def _told(told: Iterable[NamedFact], knowledge: Knowledge, numbers: Numbers, section: str) -> Iterable[Line]:
    for owner, run in groupby(told, key=lambda named: named.owner):
        for line in facts.of_card(run):
            when = line.facts[0].fact.time
            published = knowledge.documents[line.facts[0].fact.sources[0].document].published
            before = _when(when, published) if when else ""
            yield statement(knowledge.actors[owner].name, replace(line, time=None), numbers, section, before)


def _when(time: Time, published: str | None) -> str:
    """Return a time in the document's words, behind the date where it gives one; “at present” is tied to its own."""
    start, end = (date(day) if day else None for day in (time.start, time.end))
    span = wording.lookups.span(start, end)
    words = f"“{cut(one_line(time.text), MAX_WORDS)}”"
    now = f" ({wording.lookups.as_of(date(published))})" if published and words_of_now(time.text) else ""
    return f"{span} {words}{now}: " if span else f"{words}{now}: "


def discrepancy_lines(differences: Iterable[Difference], knowledge: Knowledge) -> list[Line]:
    """Return what differs, all that is said of one thing below one heading, each with its quotation."""
    numbers = Numbers()
    out = []
    for at, difference in enumerate(differences, start=1):
        section = f"{at}: {_about(difference, knowledge)}"
        for actor_id, fact, saying in zip(difference.actors, difference.facts, difference.said, strict=True):
            actor = knowledge.actors[actor_id]
            (line,) = facts.of_card([named_fact(knowledge, actor, fact)])
            told = entry(replace(line, objects=()), numbers, section)
            if difference.linked:
                told = statement(actor.name, line, numbers, section)
            out.append(replace(told, text=f"{told.text}\n{_quote(saying.words, fact.sources[0].quote, line.sic)}"))
    return out or [Line("", wording.lookups.NO_DISCREPANCIES)]


def _about(difference: Difference, knowledge: Knowledge) -> str:
    """Return what it is that is told differently, as plain text."""
    fact, actor = difference.facts[0], knowledge.actors[difference.actors[0]]
    words = predicate_wording(fact.predicate, negated=fact.negated, plural=is_plural(actor.kind, actor.name))
    names = ", ".join(knowledge.actors[name].name for name in difference.objects)
    return " ".join(filter(None, (actor.name, words, names)))


def _quote(words: str, quote: str, sic: tuple[str, ...]) -> str:
    """Quote what is said, with the words that differ in bold where there is room for all of it."""
    at = quote.find(words)
    bold = (at, at + len(words)) if words and at >= 0 and words != quote else None
    whole = quotation(passage(quote, bold, sic))
    return whole if units(whole) <= MAX_SAID else quotation(cut(one_line(with_sic(quote, sic)), MAX_SAID))
