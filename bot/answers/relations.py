"""What relation a question asks about, by the words of the closed list of predicates, and whether facts record it."""

from __future__ import annotations

from itertools import dropwhile, takewhile
from typing import TYPE_CHECKING

from bot.knowledge.predicates import PREDICATES
from bot.text import terms, words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.knowledge.actors import Actor, Fact
    from bot.search.query import Concept, Query
    from bot.text import Word

# Words of wordings that belong to no one relation.
_VAGUE = frozenset(
    terms(
        "carry free full have include made make north offer open party perceived place point reference regarded seek "
        "seen set subject take"
    )
)
# How people ask for what the wording does not say.
_ALSO = {
    "leader": "boss chief commander emir head lead leadership led minister president",
    "relocated_to": "move",
    "relative_of": "brother cousin daughter family father husband mother sister son uncle wife",
}
# What is asked with these is told by any relation.
_ANY = terms("connection link relation relationship tie")
# The relations that are told by the document's own words alone.
_IN_THE_DOCUMENTS_WORDS = frozenset({"linked_to", "linked_from"})


def _vocabulary() -> dict[str, frozenset[str]]:
    """Return, for each term that names a relation or attribute, the predicates that it may mean, inverses with them."""
    meant: dict[str, set[str]] = {}
    for predicate in PREDICATES.values():
        for term in {*terms(predicate.wording), *terms(_ALSO.get(predicate.name, ""))} - _VAGUE:
            meant.setdefault(term, set()).update(filter(None, (predicate.name, predicate.inverse)))
    relations = {predicate.name for predicate in PREDICATES.values() if predicate.is_relation}
    meant.update((term, relations) for term in _ANY)
    return {term: frozenset(names) for term, names in meant.items()}


VOCABULARY = _vocabulary()


class Relations:
    """Tells how much of the relations that a question asks about is recorded of the actors that it names."""

    def __init__(self, actors: Mapping[str, Actor]) -> None:
        """Read what each actor's facts say."""
        self._facts: dict[str, list[tuple[Fact, frozenset[str], frozenset[str]]]] = {}
        for actor in actors.values():
            for fact in actor.facts:
                involved = _involved(actor, fact)
                for each in involved:
                    self._facts.setdefault(each, []).append((fact, involved, _verbs(fact)))
        self._cites = {
            actor.id: frozenset(source.document for fact in actor.facts for source in fact.sources)
            for actor in actors.values()
        }

    def asked(self, concept: Concept) -> frozenset[str]:
        """Return the predicates that a word of a question may mean."""
        if concept.actor:
            return frozenset()
        found = [VOCABULARY[way.terms[0]] for way in concept.ways if len(way.terms) == 1 and way.terms[0] in VOCABULARY]
        return found[0] if len(found) == 1 else frozenset[str]().union(*found)

    def asked_in(self, query: Query) -> frozenset[str]:
        """Return the predicates that any word of the question may mean."""
        return frozenset().union(*map(self.asked, query.concepts))

    def untold(self, query: Query, document: str) -> float:
        """Return the share of the relations asked about that no fact of the actors named records, 0 to 1.

        A fact that involves only some of these actors records as much less. That facts are missing tells something
        only of documents that facts of the actors cite, such as `document`.
        """
        if not any(document in self._cites[actor] for actor in query.actors):
            return 0.0
        asked = [(concept, meant) for concept in query.concepts if (meant := self.asked(concept))]
        told = [self._told(concept, meant, query.actors) for concept, meant in asked]
        return 1 - sum(told) / len(told) if told else 0.0

    def _told(self, concept: Concept, meant: frozenset[str], actors: Sequence[str]) -> float:
        said = {way.terms[0] for way in concept.ways if len(way.terms) == 1}
        shares = [
            len(involved.intersection(actors)) / len(actors)
            for actor in actors
            for fact, involved, verbs in self._facts.get(actor, ())
            if fact.predicate in meant or not verbs.isdisjoint(said)
        ]
        return max(shares, default=0.0)


def _involved(actor: Actor, fact: Fact) -> frozenset[str]:
    return frozenset(filter(None, (actor.id, fact.object, fact.place, fact.speaker)))


def _verbs(fact: Fact) -> frozenset[str]:
    """Return the terms of a fact’s value up to a name in it: “hosted or cooperated with” has the document’s verbs.

    Where the predicate itself says what the relation is, its value may speak of anything ("its leading authorities").
    """
    known = PREDICATES.get(fact.predicate)
    if known and known.is_relation and fact.predicate not in _IN_THE_DOCUMENTS_WORDS:
        return frozenset()

    def is_name(word: Word) -> bool:
        return word.surface[:1].isupper()

    before = takewhile(lambda word: not is_name(word), dropwhile(is_name, words(fact.value or "")))
    return frozenset(word.term for word in before if word.term)
