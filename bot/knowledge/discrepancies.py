"""Where what the documents say of the same thing differs. Both are kept, and shown together."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.knowledge import quotes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.knowledge.actors import Actor, Fact


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """Two or more facts, each as (actor's id, fact), that differ in their time, or that an author links."""

    facts: tuple[tuple[str, Fact], ...]
    linked: bool = False


def discrepancies(actors: Mapping[str, Actor]) -> tuple[Discrepancy, ...]:
    """Return all discrepancies between the facts of `actors`, in the order of the files.

    Facts with the same subject, predicate and object (an actor; but for `mention`) differ where their times' words do;
    a fact without a time says nothing about it. What an author links by `differs_from` is one whatever it says.
    """
    found: list[Discrepancy] = []
    for actor in actors.values():
        told = [fact for fact in actor.facts if not fact.derived]
        found += [Discrepancy(tuple((actor.id, fact) for fact in facts)) for facts in _by_time(told)]
        for fact in told:
            other = _linked(actors, actor.id, fact) if fact.differs_from else None
            if other and not any({(actor.id, fact), other} <= set(known.facts) for known in found):
                found.append(Discrepancy(((actor.id, fact), other), linked=True))
    return tuple(found)


def _by_time(facts: list[Fact]) -> list[list[Fact]]:
    groups: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.time and fact.object is not None and fact.predicate != "mention":
            groups[fact.predicate, fact.object].append(fact)
    return [group for group in groups.values() if len({_time(fact) for fact in group}) > 1]


def _time(fact: Fact) -> str:
    return quotes.fold(fact.time.text).text.casefold() if fact.time else ""


def _linked(actors: Mapping[str, Actor], actor: str, fact: Fact) -> tuple[str, Fact] | None:
    subject, dot, name = (fact.differs_from or "").partition(".")
    owner, wanted = (subject, name) if dot else (actor, subject)
    return next(((owner, f) for f in actors[owner].facts if f.id == wanted and not f.derived), None)
