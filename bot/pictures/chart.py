"""Graph → what one picture shows of it: the strongest neighbourhood, its arrows, and how much it leaves out."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from bot import wording
from bot.pictures.graph import Node

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from bot.pictures.graph import Edge, Graph

MAX_ALTERNATIVE = 1024
"""How many UTF-16 units of alternative text Discord takes."""
NEIGHBOURS = 16
"""How many actors a picture shows around one: as many rows as stay legible on a phone."""
ACTORS = 11
ARROWS = 18
"""How many actors, and arrows between them, a picture without an actor in its middle shows."""

LABELS = PARALLEL = 2
"""How many labels an arrow of a network has room for, and how many arrows there are between the same two."""


@dataclass(frozen=True, slots=True)
class Arrow:
    """The relations of one actor to another that are drawn by one line: all of its `line` style, all negated or none.

    `labels` hold what is written on it, each once; `relations` counts the facts that they stand for.
    """

    subject: str
    object: str
    line: str
    negated: bool
    labels: tuple[str, ...]
    relations: int


@dataclass(frozen=True, slots=True)
class Chart:
    """What a picture shows: around `hub`, or a network where that is None; `notes` say what it leaves out.

    `alternative` sums it up for who cannot see it, in at most 1,024 UTF-16 units.
    """

    title: str
    alternative: str
    hub: str | None
    nodes: tuple[Node, ...]
    arrows: tuple[Arrow, ...]
    notes: tuple[str, ...]
    left_out_actors: int = 0
    left_out_relations: int = 0

    def to_json(self) -> dict[str, Any]:
        """Return it as JSON's own kinds."""
        return asdict(self)

    @classmethod
    def from_json(cls, told: Mapping[str, Any]) -> Chart:
        """Read what `to_json` returned.

        Raises:
            KeyError, TypeError: it is none.
        """
        nodes = tuple(Node(**node) for node in told["nodes"])
        arrows = tuple(Arrow(**{**arrow, "labels": tuple(arrow["labels"])}) for arrow in told["arrows"])
        return cls(**{**told, "nodes": nodes, "arrows": arrows, "notes": tuple(told["notes"])})


def chart_of(graph: Graph, actor: str | None, documents: str) -> Chart | None:
    """Choose what to draw around an actor, or of the whole graph; None where there is no relation.

    `documents` counts and dates them, for the note below the picture.
    """
    edges = graph.around(actor) if actor else graph.edges
    if not edges:
        return None
    shown = _nearest(edges, actor) if actor else _strongest(edges)
    arrows = _arrows((edge for edge in edges if edge.subject in shown and edge.object in shown), in_full=bool(actor))
    if actor is None:
        arrows = _within(arrows)
    drawn = {end for arrow in arrows for end in (arrow.subject, arrow.object)}
    actors = len({end for edge in edges for end in (edge.subject, edge.object)} - drawn)
    kept = {(arrow.subject, arrow.object, arrow.line, arrow.negated) for arrow in arrows}
    drawn_edges = [edge for edge in edges if (edge.subject, edge.object, edge.line, edge.negated) in kept]
    relations = len(edges) - len(drawn_edges)
    title = wording.relations.title(graph.nodes[actor].name if actor else None)
    left_out = [wording.relations.left_out(relations, actors)] if relations else []
    return Chart(
        title=title,
        alternative=alternative(title, [*_sentences(drawn_edges, graph)], left_out=relations),
        hub=actor,
        nodes=tuple(node for node in graph.nodes.values() if node.id in drawn),
        arrows=arrows,
        notes=(*left_out, wording.relations.told_by(documents)),
        left_out_actors=actors,
        left_out_relations=relations,
    )


def label(edge: Edge) -> str:
    """Return what is written on the arrow of a relation, its stance in words: ``shelters (reported)``."""
    return wording.relations.label(edge.words, edge.value, edge.stance, conditional=edge.conditional)


def alternative(title: str, sentences: Sequence[str], *, left_out: int) -> str:
    """Sum a picture up: its title, how much it shows, and as many of its relations as there is room for, each once."""
    parts = [wording.relations.picture_of(title, len(sentences), left_out)]
    counted = Counter(sentences)
    left = len(sentences)
    for sentence, times in counted.items():
        rest = wording.relations.and_more(left)
        left -= times
        if _units(" ".join([*parts, sentence, *([rest] if left else [])])) > MAX_ALTERNATIVE:
            parts.append(rest)
            break
        parts.append(sentence)
    told = " ".join(parts)
    while _units(told) > MAX_ALTERNATIVE:
        told = f"{told[:-2].rstrip()}…"
    return told


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _sentences(edges: Iterable[Edge], graph: Graph) -> Iterator[str]:
    for edge in edges:
        names = graph.nodes[edge.subject].name, graph.nodes[edge.object].name
        yield wording.relations.sentence(*names, edge.words, edge.stance, conditional=edge.conditional)


def _nearest(edges: Iterable[Edge], actor: str) -> set[str]:
    """Return an actor with those that the most relations join it to."""
    count = Counter(end for edge in edges for end in {edge.subject, edge.object} - {actor})
    ranked = sorted(count, key=lambda other: (-count[other], other))
    return {actor, *ranked[:NEIGHBOURS]}


def _strongest(edges: Sequence[Edge]) -> set[str]:
    """Grow the strongest neighbourhood: from the actor with the most relations, always by the one most joined to it."""
    ties: dict[str, Counter[str]] = {}
    for edge in edges:
        ties.setdefault(edge.subject, Counter())[edge.object] += 1
        ties.setdefault(edge.object, Counter())[edge.subject] += 1
    degree = {actor: sum(others.values()) for actor, others in ties.items()}
    first = min(degree, key=lambda actor: (-degree[actor], actor))
    shown, joined = {first}, Counter(ties[first])
    while joined and len(shown) < ACTORS:
        best = min(joined, key=lambda actor: (-joined[actor], -degree[actor], actor))
        shown.add(best)
        joined += ties[best]
        for actor in shown:
            del joined[actor]
    return shown


def _arrows(edges: Iterable[Edge], *, in_full: bool) -> tuple[Arrow, ...]:
    """Gather the relations of one actor to another that are drawn alike into one arrow with several labels.

    In a network there is room for a few words only, the stance of which is seen by the line.
    """
    bundles: dict[tuple[str, str, str, bool], list[str]] = {}
    for edge in edges:
        bundles.setdefault((edge.subject, edge.object, edge.line, edge.negated), []).append(
            label(edge) if in_full else edge.words
        )
    return tuple(Arrow(*key, _labels(labels, in_full=in_full), len(labels)) for key, labels in bundles.items())


def _labels(labels: Sequence[str], *, in_full: bool) -> tuple[str, ...]:
    told = tuple(dict.fromkeys(labels))
    if in_full or len(told) <= LABELS:
        return told
    return (*told[: LABELS - 1], wording.relations.more(len(told) - LABELS + 1))


def _within(arrows: tuple[Arrow, ...]) -> tuple[Arrow, ...]:
    """Return the arrows that stand for the most relations, in their order; of the same two actors a few at most."""
    kept: list[int] = []
    between: Counter[frozenset[str]] = Counter()
    for number in sorted(range(len(arrows)), key=lambda i: (-arrows[i].relations, i)):
        pair = frozenset({arrows[number].subject, arrows[number].object})
        if len(kept) < ARROWS and between[pair] < PARALLEL:
            kept.append(number)
            between[pair] += 1
    return tuple(arrows[number] for number in sorted(kept))
