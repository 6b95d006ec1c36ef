"""Which actors and facts bear on a question, given the excerpts that were found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answers.model import FactSource, FactTime, ShownActor, ShownFact
from bot.text import distinct, terms

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from bot.knowledge.actors import Actor, Fact
    from bot.knowledge.documents import Sentence
    from bot.search.query import Query

FACTS_SHOWN = 4
# What is told of a person on the line of its name, lest the living and the dead look alike.
FATE = "killed_by"


class FactFinder:
    """Finds facts by the place that they rest on."""

    def __init__(self, actors: Mapping[str, Actor]) -> None:
        """Index all facts by the paragraph of each source."""
        self._actors = actors
        self._at: dict[tuple[str, int], list[tuple[str, Fact]]] = {}
        for actor in actors.values():
            for fact in actor.facts:
                for place in {(source.document, source.paragraph) for source in fact.sources}:
                    self._at.setdefault(place, []).append((actor.id, fact))

    def resting_on(self, document: str, paragraph: int, part: Sentence) -> list[tuple[str, Fact]]:
        """Return the facts, each with its actor's id, whose quotations overlap `part` of a paragraph."""
        return [
            (actor, fact)
            for actor, fact in self._at.get((document, paragraph), ())
            if any(
                s.document == document and s.paragraph == paragraph and s.start < part.end and part.start < s.end
                for s in fact.sources
            )
        ]

    def bearing(self, facts: Iterable[tuple[str, Fact]], query: Query) -> list[tuple[str, Fact]]:
        """Return those of `facts` that the question is about: as much of it in the quotation as in any, best first.

        The actors that a question names count as much as its words do.
        """
        asked = {term for term in query.terms if not term.startswith("@")}
        scored = []
        for order, (actor, fact) in enumerate(facts):
            said = asked & {term for source in fact.sources for term in terms(source.quote)}
            named = {actor, fact.object} & set(query.actors)
            scored.append((len(said) + len(named), -order, actor, fact))
        best = max((score for score, *_ in scored), default=0)
        chosen = [row for row in scored if row[0] * 2 >= best]
        return [(actor, fact) for _, _, actor, fact in sorted(chosen, key=lambda row: (-row[0], -row[1]))]

    def shown(self, ids: Iterable[str], facts: Sequence[tuple[str, Fact]]) -> tuple[ShownActor, ...]:
        """Return the actors `ids`, in that order, each with its share of `facts`.

        The inverse of a relation is left out where the relation itself is shown under another of the actors.
        """
        order = [actor for actor in distinct(ids) if actor in self._actors]
        out = []
        for actor in order:
            own = [f for owner, f in facts if owner == actor and not (f.derived and f.object in order)]
            own = list({fact.id: fact for fact in own}.values())[:FACTS_SHOWN]
            described = self._actors[actor]
            out.append(
                ShownActor(
                    id=actor,
                    name=described.name,
                    kind=described.kind,
                    facts=tuple(self._fact(fact) for fact in own),
                    note=fate(described),
                )
            )
        return tuple(out)

    def _fact(self, fact: Fact) -> ShownFact:
        return ShownFact(
            id=fact.id,
            predicate=fact.predicate,
            object=fact.object,
            object_name=self._actors[fact.object].name if fact.object else None,
            value=fact.value,
            negated=fact.negated,
            condition=fact.condition,
            stance=fact.stance,
            hedge=fact.hedge,
            speaker=fact.speaker,
            time=FactTime(fact.time.text, fact.time.start, fact.time.end) if fact.time else None,
            sources=tuple(FactSource(s.document, s.paragraph, s.quote, s.start, s.end) for s in fact.sources),
        )


def fate(actor: Actor) -> str | None:
    """Return the document's words for a person's recorded death, if there are any that do not hedge it."""
    if actor.kind != "person":
        return None
    deaths = (f for f in actor.facts if f.predicate == FATE and f.stance == "asserted" and not f.negated)
    return next((fact.value or fact.sources[0].quote for fact in deaths), None)
