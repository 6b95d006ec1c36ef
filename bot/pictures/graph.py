"""Knowledge → the graph of its relations: actors, and an edge for each cited relation between two of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.knowledge.actors import is_plural
from bot.knowledge.predicates import wording

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.knowledge.actors import Actor, Fact
    from bot.knowledge.model import Knowledge

LINKED = "linked_to"
"""The relation that says nothing without the document's words."""
POSSIBLE = "possible"
ASSESSED = "assessed"
PASSED_ON = frozenset({"reported", "stated"})
"""Stances of what a document passes on without vouching for it."""


@dataclass(frozen=True, slots=True)
class Node:
    """An actor."""

    id: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Edge:
    """A relation as an author wrote it: `subject` and `object` are ids of actors, `words` stand between their names.

    `value` holds the document's own words where the relation says no more than that there is one. `passages` are the
    (document, paragraph) pairs that it is cited from; there is at least one.
    """

    fact: str
    subject: str
    object: str
    words: str
    value: str | None
    stance: str
    negated: bool
    conditional: bool
    passages: tuple[tuple[str, int], ...]

    @property
    def line(self) -> str:
        """How it is drawn: ``dashed`` where it is only possible, ``dotted`` where it is passed on.

        What is assessed is ``hollow``, solid but for its head; what is told is ``solid``.
        """
        if self.stance == POSSIBLE:
            return "dashed"
        if self.stance == ASSESSED:
            return "hollow"
        return "dotted" if self.stance in PASSED_ON else "solid"


@dataclass(frozen=True, slots=True)
class Graph:
    """All actors that stand in a relation, by id, and all relations in the order of the files."""

    nodes: dict[str, Node]
    edges: tuple[Edge, ...]

    def around(self, actor: str) -> tuple[Edge, ...]:
        """Return the relations that one actor stands in."""
        return tuple(edge for edge in self.edges if actor in {edge.subject, edge.object})


def graph_of(knowledge: Knowledge) -> Graph:
    """Return the relations that were written; derived inverses say the same again and are no edges."""
    edges = tuple(_edges(knowledge))
    joined = {actor for edge in edges for actor in (edge.subject, edge.object)}
    nodes = {a.id: Node(a.id, a.name, a.kind) for a in knowledge.actors.values() if a.id in joined}
    return Graph(nodes, edges)


def is_relation(actor: Actor, fact: Fact, knowledge: Knowledge) -> bool:
    """Tell whether a fact of `actor` joins it to another that there is; one that only names it, as a risk, does not."""
    return fact.is_relation and fact.object in knowledge.actors and fact.object != actor.id


def _edges(knowledge: Knowledge) -> Iterator[Edge]:
    for actor in knowledge.actors.values():
        for fact in actor.facts:
            if not fact.derived and is_relation(actor, fact, knowledge):
                yield _edge(actor, fact)


def _edge(actor: Actor, fact: Fact) -> Edge:
    return Edge(
        fact=fact.id,
        subject=actor.id,
        object=fact.object or "",
        words=wording(fact.predicate, negated=fact.negated, plural=is_plural(actor.kind, actor.name)),
        value=fact.value if fact.predicate == LINKED else None,
        stance=fact.stance,
        negated=fact.negated,
        conditional=fact.condition is not None,
        passages=tuple(dict.fromkeys((source.document, source.paragraph) for source in fact.sources)),
    )
