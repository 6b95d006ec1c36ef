"""Discrepancies: what the documents say differently of one thing, side by side."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot import wording
from bot.answers.cards import named_fact
from bot.answers.differing import differences
from bot.answers.slips import with_sic
from bot.chat import facts
from bot.chat.markup import cut, passage, quotation, units
from bot.chat.opened.lines import Line, Numbers, entry, statement
from bot.chat.opened.sheets import spread
from bot.knowledge.actors import is_plural
from bot.knowledge.predicates import wording as predicate_wording
from bot.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.answers.differing import Difference
    from bot.chat.opened.seen import Opened, Seen
    from bot.knowledge.model import Knowledge

MAX_SAID = 600


def discrepancies(seen: Seen) -> Opened:
    """Show what the documents say differently."""
    knowledge = seen.snapshot.knowledge
    return spread(seen, f"## {wording.lookups.DISCREPANCIES}", _lines(differences(knowledge), knowledge))


def _lines(found: Iterable[Difference], knowledge: Knowledge) -> list[Line]:
    """Return what differs, all that is said of one thing below one heading, each with its quotation."""
    numbers = Numbers()
    out = []
    for at, difference in enumerate(found, start=1):
        section = f"{at}: {_about(difference, knowledge)}"
        for actor_id, fact, saying in zip(difference.actors, difference.facts, difference.said, strict=True):
            actor = knowledge.actors[actor_id]
            (line,) = facts.of_card([named_fact(knowledge, actor, fact)])
            told = entry(line._replace(objects=()), numbers, section)
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
