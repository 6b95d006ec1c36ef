"""Questions to offer after a refusal: made of what facts record, so that a passage answers them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot import wording
from bot.knowledge.predicates import PREDICATES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.knowledge.actors import Actor, Fact

NAMED_KINDS = frozenset({"group", "state", "person", "organisation", "place"})


def candidates(actors: Mapping[str, Actor], near: Sequence[str]) -> Iterator[str]:
    """Yield questions for what facts record, those about the actors `near` first, in their order, then one of each.

    Each predicate is asked for once, so that three questions are about three things.
    """
    close = [actors[actor] for actor in near if actor in actors]
    others = sorted((a for a in actors.values() if a.id not in near), key=lambda a: (-len(a.facts), a.id))
    asked: set[str] = set()
    for actor in (*close, *others):
        for predicate, question in _questions(actor, actors):
            if predicate not in asked:
                asked.add(predicate)
                yield question
                if actor.id not in near:
                    break


def _questions(actor: Actor, actors: Mapping[str, Actor]) -> Iterator[tuple[str, str]]:
    """Yield the predicates of an actor's facts with a question for each: those that name it, then those it answers."""
    ends = [ends for fact in actor.facts if (ends := _ends(actor, fact, actors))]
    for own in (True, False):
        for predicate, subject, object_ in ends:
            asks = wording.answers.SUGGESTIONS[predicate]
            named, field = (subject, "{subject}") if "{subject}" in asks else (object_, "{object}")
            if named and (named is actor) is own and named.kind in NAMED_KINDS:
                yield predicate, asks.replace(field, called(named))


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
