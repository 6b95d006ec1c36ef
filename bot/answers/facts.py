"""Which actors and facts bear on a question, given the excerpts that were found."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from bot.answers.model import FactSource, FactTime, ShownActor, ShownFact
from bot.answers.relations import Relations
from bot.knowledge.predicates import PREDICATES
from bot.text import distinct, terms

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from bot.knowledge.actors import Actor, Fact
    from bot.knowledge.documents import Sentence
    from bot.search.query import Query

FACTS_SHOWN = 4
_REMEMBERED = 4096  # parts of paragraphs
# What is told of a person on the line of its name, lest the living and the dead look alike.
FATE = frozenset({"killed_by", "killed_in_raid_by"})


class FactFinder:
    """Finds facts by the place that they rest on."""

    def __init__(self, actors: Mapping[str, Actor]) -> None:
        """Index all facts by the paragraph of each source."""
        self._actors = actors
        self._relations = Relations(actors)
        self._made: dict[tuple[str, str], ShownFact] = {}
        # The same sentences are shown for many questions.
        self._resting = lru_cache(maxsize=_REMEMBERED)(self._find_resting)
        self._at: dict[tuple[str, int], list[tuple[int, int, str, Fact]]] = {}
        for actor in actors.values():
            for fact in actor.facts:
                for source in fact.sources:
                    place = (source.document, source.paragraph)
                    self._at.setdefault(place, []).append((source.start, source.end, actor.id, fact))
        self._quoted = {
            (actor.id, fact.id): frozenset(term for source in fact.sources for term in terms(source.quote))
            for actor in actors.values()
            for fact in actor.facts
        }

    def untold(self, query: Query, document: str) -> float:
        """Return the share of the relations asked about that no fact of the actors named records; see `Relations`."""
        return self._relations.untold(query, document)

    def resting_on(self, document: str, paragraph: int, part: Sentence) -> tuple[tuple[str, Fact], ...]:
        """Return the facts, each with its actor's id, whose quotations overlap `part` of a paragraph."""
        return self._resting(document, paragraph, part.start, part.end)

    def _find_resting(self, document: str, paragraph: int, first: int, last: int) -> tuple[tuple[str, Fact], ...]:
        found = {
            (actor, fact.id): (actor, fact)
            for start, end, actor, fact in self._at.get((document, paragraph), ())
            if start < last and first < end
        }
        return tuple(found.values())

    def telling(self, facts: Sequence[tuple[str, Fact]], query: Query) -> list[tuple[str, Fact]]:
        """Leave out those of `facts` on one sentence that tell of another part of it than the one asked about.

        A quotation is of another part where some other one says all that it says of the words asked for, and more: what
        a sentence puts cautiously in passing is not said of the rest. Names tell no parts apart: they stand in all.
        """
        if len(facts) < 2:
            return list(facts)
        asked = [[frozenset(way.terms) for way in c.ways] for c in query.concepts if not c.actor and not c.optional]
        said: list[frozenset[int]] = []
        known: dict[frozenset[str], frozenset[int]] = {}
        for actor, fact in facts:
            quoted = self._quoted[actor, fact.id]
            if quoted not in known:
                known[quoted] = frozenset(at for at, ways in enumerate(asked) if any(way <= quoted for way in ways))
            said.append(known[quoted])
        different = set(said)
        most = {own for own in different if not any(own < other for other in different)}
        return [row for row, own in zip(facts, said, strict=True) if own in most]

    def bearing(self, facts: Iterable[tuple[str, Fact]], query: Query) -> list[tuple[str, Fact]]:
        """Return those of `facts` that the question is about: as much of it in the quotation as in any, best first.

        The actors that a question names count as much as its words do; facts of a relation that it asks about go first.
        """
        asked, named = frozenset(query.terms), frozenset(query.actors)
        predicates = self._relations.asked_in(query)
        scored = [
            (len(asked & self._quoted[actor, fact.id]) + (actor in named) + (fact.object in named), actor, fact)
            for actor, fact in facts
        ]
        best = max((score for score, *_ in scored), default=0)
        chosen = [row for row in scored if row[0] * 2 >= best]
        chosen.sort(key=lambda row: (row[2].predicate not in predicates, -row[0]))
        return [(actor, fact) for _, actor, fact in chosen]

    def shown(self, ids: Iterable[str], facts: Sequence[tuple[str, Fact]]) -> tuple[ShownActor, ...]:
        """Return the actors `ids`, each with its share of `facts`: who has the first of them first, the rest as given.

        The inverse of a relation is left out where the relation itself is shown under another of the actors.
        """
        order = [actor for actor in distinct(ids) if actor in self._actors]
        out = []
        for actor in order:
            own = {
                fact.id: (place, fact)
                for place, (owner, fact) in reversed(list(enumerate(facts)))
                if owner == actor and not (fact.derived and fact.object in order)
            }
            ranked = sorted(own.values(), key=lambda row: row[0])[:FACTS_SHOWN]
            first = ranked[0][0] if ranked else len(facts)
            out.append((first, self._shown(actor, [fact for _, fact in ranked])))
        return tuple(shown for _, shown in sorted(out, key=lambda row: row[0]))

    def _shown(self, actor: str, facts: Sequence[Fact]) -> ShownActor:
        described = self._actors[actor]
        told = tuple(self._fact(actor, fact) for fact in facts)
        return ShownActor(id=actor, name=described.name, kind=described.kind, facts=told, note=fate(described))

    def _fact(self, actor: str, fact: Fact) -> ShownFact:
        key = actor, fact.id
        if key not in self._made:
            self._made[key] = self._make(fact)
        return self._made[key]

    def _make(self, fact: Fact) -> ShownFact:
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
            place=fact.place,
            object_note=fate_of_object(fact, self._actors),
        )


def fate(actor: Actor) -> str | None:
    """Return the document's words for a person's recorded death, if there are any that do not hedge it."""
    if actor.kind != "person":
        return None
    deaths = (f for f in actor.facts if f.predicate in FATE and f.stance == "asserted" and not f.negated)
    return next((fact.value or fact.sources[0].quote for fact in deaths), None)


def fate_of_object(fact: Fact, actors: Mapping[str, Actor]) -> str | None:
    """Return the document's words for the recorded death of a fact's object, unless the fact itself tells it."""
    other = actors.get(fact.object or "")
    predicate = PREDICATES.get(fact.predicate)
    return None if other is None or (predicate and predicate.inverse in FATE) else fate(other)
