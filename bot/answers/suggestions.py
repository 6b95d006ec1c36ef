"""Questions to offer after a refusal: made of what facts record, so that a passage answers them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot import wording
from bot.knowledge.actors import CLASS
from bot.knowledge.predicates import PREDICATES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.knowledge.actors import Actor, Fact


class Suggestions:
    """Questions for what the facts of some actors record."""

    def __init__(self, actors: Mapping[str, Actor]) -> None:
        """Find out what can be asked of each actor: of 10,000 that takes too long to be done for a refusal."""
        self._asks = {actor.id: _asks(actor, actors) for actor in actors.values()}
        self._order = sorted(self._asks, key=lambda actor: (-len(actors[actor].facts), actor))
        self._predicates = frozenset().union(*self._asks.values())

    def about(self, near: Sequence[str]) -> Iterator[str]:
        """Yield questions about the actors `near` first, in their order, then one of each other actor.

        Each predicate is asked for once, so that three questions are about three things.
        """
        asked: set[str] = set()
        close = [actor for actor in near if actor in self._asks]
        for actor in (*close, *(actor for actor in self._order if actor not in near)):
            if asked == self._predicates:
                return
            for predicate, named in self._asks[actor].items():
                if predicate not in asked:
                    asked.add(predicate)
                    yield _question(predicate, named)
                    if actor not in near:
                        break


def _asks(actor: Actor, actors: Mapping[str, Actor]) -> dict[str, Actor]:
    """Return what can be asked: each predicate with whom its question names; those that name `actor` come first."""
    asks: dict[str, Actor] = {}
    ends = [ends for fact in actor.facts if (ends := _ends(actor, fact, actors))]
    for own in (True, False):
        for predicate, subject, object_ in ends:
            named = subject if "{subject}" in wording.answers.SUGGESTIONS[predicate] else object_
            if named and (named is actor) is own and named.kind != CLASS:
                asks.setdefault(predicate, named)
    return asks


def _question(predicate: str, named: Actor) -> str:
    name = called(named)
    return wording.answers.SUGGESTIONS[predicate].replace("{subject}", name).replace("{object}", name)


def _ends(actor: Actor, fact: Fact, actors: Mapping[str, Actor]) -> tuple[str, Actor, Actor | None] | None:
    """Return predicate, subject and object of a fact, as it was written; None where nobody would ask for it."""
    predicate = (PREDICATES[fact.predicate].inverse or "") if fact.derived else fact.predicate
    other = actors.get(fact.object or "")
    if predicate not in wording.answers.SUGGESTIONS or fact.negated or other is actor:
        return None
    return (predicate, other, actor) if fact.derived and other else (predicate, actor, other)


def called(actor: Actor) -> str:
    """Return a name of an actor as the documents write it, with "the" where they do: "the U.S.", "China"."""
    quotes = [source.quote for fact in actor.facts for source in fact.sources]
    for name in (actor.name, *(alias.text for alias in actor.aliases if not alias.search_only)):
        said = re.compile(rf"\bthe {re.escape(name)}(?!\w)", re.IGNORECASE)
        found = next((match[0] for quote in quotes if (match := said.search(quote))), None)
        if found:
            return found[0].lower() + found[1:]
    return actor.name
