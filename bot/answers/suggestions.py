"""Questions to offer after a refusal: made of relations that facts record, so that a passage answers them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import wording
from bot.knowledge.predicates import PREDICATES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.knowledge.actors import Actor, Fact

NAMED_KINDS = frozenset({"group", "state", "person", "organisation"})
# Relations that make no question that anybody would ask.
UNASKED = frozenset({"linked_to", "part_of", "relative_of", "located_relative_to"})


def candidates(actors: Mapping[str, Actor], near: Sequence[str]) -> Iterator[str]:
    """Yield questions for who stands in a relation to an actor, those about the actors `near` first.

    Each relation and each actor is asked for once, so that three questions are about three things.
    """
    ordered = sorted(actors.values(), key=lambda a: (a.id not in near, -len(a.facts), a.id))
    relations: set[str] = set()
    objects: set[str] = set()
    for subject in ordered:
        for fact in subject.facts:
            other = actors.get(fact.object or "")
            if other is None or other is subject or not _can_be_asked(subject, fact, other):
                continue
            if fact.predicate in relations or (other.id in objects and other.id not in near):
                continue
            relations.add(fact.predicate)
            objects.add(other.id)
            yield wording.answers.suggestion(PREDICATES[fact.predicate].wording, other.name)
            break


def _can_be_asked(subject: Actor, fact: Fact, other: Actor) -> bool:
    return (
        {subject.kind, other.kind} <= NAMED_KINDS
        and PREDICATES[fact.predicate].is_relation
        and not fact.derived
        and not fact.negated
        and fact.predicate not in UNASKED
    )
