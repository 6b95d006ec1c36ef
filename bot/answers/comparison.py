"""Two actors beside each other, predicate by predicate: nothing is inferred, and nothing is taken over from a class."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.answers.cards import grouped, named_fact, named_facts
from bot.knowledge.actors import CLASS
from bot.knowledge.quotes import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.answers.cards import NamedFact
    from bot.knowledge.actors import Actor
    from bot.knowledge.model import Knowledge

BELONGING = frozenset(
    "among includes member_of has_member part_of has_part offshoot_of has_offshoot splinter_of has_splinter".split()
)
"""Relations between an actor and the class that it is one of, or that comes from it."""
_BARE = frozenset({"mention"})
"""What tells nothing of an actor that could be compared."""
_IN_WORDS = frozenset({"linked_to", "linked_from"})
"""Relations that say nothing without the document's words: with others, it is another link."""


@dataclass(frozen=True, slots=True)
class Row:
    """What is said of two actors with the same predicate, of either perhaps nothing.

    `of_classes` are facts of classes close to an actor of which nothing is said, for the first and for the second:
    such a fact is no statement about the actor. `besides` tells that the predicate is among what is shared, too.
    """

    predicate: str
    negated: bool
    first: tuple[NamedFact, ...]
    second: tuple[NamedFact, ...]
    of_classes: tuple[tuple[NamedFact, ...], tuple[NamedFact, ...]] = ((), ())
    besides: bool = False


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two actors: how they relate, what is said of both alike, and what else is said of each; every fact stands once.

    `between` are relations written under one of them with the other as object. `shared` are facts of both with the
    same predicate and the same object; of an attribute, and of a mere link, the same words. `classes` are the ids of
    those close to either. `documents` are the slugs that all of it rests on.
    """

    first: Actor
    second: Actor
    between: tuple[NamedFact, ...]
    shared: tuple[Row, ...]
    rows: tuple[Row, ...]
    classes: tuple[str, ...]
    documents: tuple[str, ...]


def compare(knowledge: Knowledge, first_id: str, second_id: str) -> Comparison:
    """Put two actors beside each other.

    Raises:
        KeyError: there is no such actor.
        ValueError: both are the same.
    """
    if first_id == second_id:
        raise ValueError(f"{first_id} cannot be compared with itself")
    first, second = knowledge.actors[first_id], knowledge.actors[second_id]
    of_first, of_second = (
        [named for named in named_facts(knowledge, actor) if named.fact.predicate not in _BARE]
        for actor in (first, second)
    )
    between = [n for n in (*of_first, *of_second) if n.fact.object in {first_id, second_id} and not n.fact.derived]
    rest = [[n for n in facts if n.fact.object not in {first_id, second_id}] for facts in (of_first, of_second)]
    near = (_classes(knowledge, first, second), _classes(knowledge, second, first))
    shared = _shared(rest[0], rest[1])
    return Comparison(
        first,
        second,
        between=tuple(between),
        shared=shared,
        rows=_rows(knowledge, rest[0], rest[1], near, shared),
        classes=tuple(dict.fromkeys((*near[0], *near[1]))),
        documents=tuple(dict.fromkeys(s.document for n in (*between, *rest[0], *rest[1]) for s in n.fact.sources)),
    )


def _shared(first: Iterable[NamedFact], second: Iterable[NamedFact]) -> tuple[Row, ...]:
    sides: tuple[dict[object, list[NamedFact]], dict[object, list[NamedFact]]] = ({}, {})
    for side, facts in zip(sides, (first, second), strict=True):
        for named in facts:
            fact = named.fact
            is_told = fact.value and (not fact.object or fact.predicate in _IN_WORDS)
            words = fold(fact.value).text.casefold() if fact.value and is_told else None
            side.setdefault((fact.predicate, fact.negated, fact.object, words), []).append(named)
    return tuple(
        Row(facts[0].fact.predicate, facts[0].fact.negated, tuple(facts), tuple(sides[1][key]))
        for key, facts in sides[0].items()
        if key in sides[1]
    )


def _rows(
    knowledge: Knowledge,
    first: Iterable[NamedFact],
    second: Iterable[NamedFact],
    near: tuple[tuple[str, ...], tuple[str, ...]],
    shared: tuple[Row, ...],
) -> tuple[Row, ...]:
    """Return a row for each predicate of what is not shared: first those of both, then of the first, of the second."""
    told = {(named.owner, named.fact.id) for row in shared for named in (*row.first, *row.second)}
    left = [[named for named in facts if (named.owner, named.fact.id) not in told] for facts in (first, second)]
    sides = [{(g.predicate, g.negated): g.facts for g in grouped(facts)} for facts in left]
    besides = {(row.predicate, row.negated) for row in shared}
    keys = [*(k for k in sides[0] if k in sides[1]), *(k for k in sides[0] if k not in sides[1])]
    keys += [k for k in sides[1] if k not in sides[0]]

    def said_of(key: tuple[str, bool], side: int) -> tuple[NamedFact, ...]:
        classes = () if key in sides[side] or key in besides else near[side]
        return tuple(
            named_fact(knowledge, knowledge.actors[name], fact)
            for name in classes
            for fact in knowledge.actors[name].facts
            if (fact.predicate, fact.negated) == key
        )

    return tuple(
        Row(*key, sides[0].get(key, ()), sides[1].get(key, ()), (said_of(key, 0), said_of(key, 1)), key in besides)
        for key in keys
    )


def _classes(knowledge: Knowledge, actor: Actor, other: Actor) -> tuple[str, ...]:
    """Return the classes, but `other`, that an actor belongs to or could be confused with, or that come from it."""
    ids = [entry.actor for entry in actor.not_to_be_confused_with]
    ids += [fact.object for fact in actor.facts if fact.predicate in BELONGING]
    known = (name for name in dict.fromkeys(ids) if name and name != other.id and name in knowledge.actors)
    return tuple(name for name in known if knowledge.actors[name].kind == CLASS)
