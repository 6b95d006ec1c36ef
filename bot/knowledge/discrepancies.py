"""Where what the documents say of the same thing differs. Both are kept, and shown together."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.knowledge import quotes

if TYPE_CHECKING:
    from collections.abc import Container

    from bot.knowledge.actors import Fact
    from bot.knowledge.model import Knowledge


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """Two or more facts, each as (actor's id, fact), that differ in their time, or that an author links."""

    facts: tuple[tuple[str, Fact], ...]
    linked: bool = False


def discrepancies(knowledge: Knowledge, among: Container[str] | None = None) -> tuple[Discrepancy, ...]:
    """Return all discrepancies, or those in which facts of the actors `among` take part, in the order of the files.

    Facts with the same subject, predicate and object (an actor; but for `mention`) differ where their times' words do;
    a fact without a time says nothing about it. What an author links by `differs_from` is one whatever it says.
    """
    found: list[Discrepancy] = []
    for actor in knowledge.actors.values():
        wanted = among is None or actor.id in among
        if wanted:
            told = [fact for fact in actor.facts if not fact.derived]
            found += [Discrepancy(tuple((actor.id, fact) for fact in facts)) for facts in _by_time(told)]
        for fact in actor.facts:
            other = _linked(knowledge, actor.id, fact) if fact.differs_from and not fact.derived else None
            if other is None or not (wanted or (among and other[0] in among)):
                continue
            pair = {(actor.id, fact), other}
            if not any(pair <= set(known.facts) for known in found):
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


def _linked(knowledge: Knowledge, actor: str, fact: Fact) -> tuple[str, Fact] | None:
    subject, dot, name = (fact.differs_from or "").partition(".")
    owner, wanted = (subject, name) if dot else (actor, subject)
    return next(((owner, f) for f in knowledge.actors[owner].facts if f.id == wanted and not f.derived), None)
