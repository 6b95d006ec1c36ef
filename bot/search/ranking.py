"""Candidate passages → windows → hits: rank paragraphs, then cut the excerpt out of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from bot.search.asked import has_form
from bot.search.corpus import Corpus, Unit
from bot.search.index import BM25
from bot.search.meaning import BY_WORDS, Meaning, Near, mixed
from bot.search.query import Concept, Query, QueryReader, Way

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.knowledge.model import Knowledge
    from bot.search.encoder import Encoder
    from bot.search.names import Names

# Measured on public collections: more candidates, wider pairs or heavier ones rank no better on both of them.
CANDIDATES = 50
PAIR_DISTANCE = 8
PAIR_WEIGHT = 0.15
# How much the best sentence counts beside its paragraph.
SENTENCE_WEIGHT = 1.0
# A sentence's score is divided by its length in terms to this power: a long one matches by chance.
LENGTH_POWER = 0.5
# How much more a sentence counts that holds what is asked for: a name, a time, a place, a number, a cause.
FORM_WEIGHT = 0.2
# How much better a passage ranks that facts quote: whoever keeps the knowledge found it worth recording.
CITED_WEIGHT = 1.0
# Scores that are the same to so many decimals are equal evidence.
EQUAL = 2
# A window is what chat shows.
WINDOW_SENTENCES = 3
WINDOW_WORDS = 75
# The number of the "sentence" that holds the title and publisher.
HEADING = -1


# A way to say a concept: the terms that must stand together, the number of the concept, what a match is worth.
Weighed = tuple[tuple[str, ...], int, float]


class Match(NamedTuple):
    """A concept of the question found in a unit: in which sentence, at which term of the unit, and what it is worth."""

    sentence: int
    position: int
    concept: int
    worth: float


@dataclass(frozen=True, slots=True)
class Hit:
    """A unit that bears on the question.

    `answer` is the number of the sentence that matches best, `window` the range of sentences around it to show (end
    exclusive). `score` ranks the hits; `by_words` is the part of it that words alone have, on their own scale. `near`
    tells how near it comes to the question in meaning, where that was asked.
    """

    unit: Unit
    score: float
    answer: int
    window: tuple[int, int]
    matches: tuple[Match, ...]
    by_words: float = 0.0
    near: Near | None = None

    @property
    def found_by(self) -> tuple[str, ...]:
        """What led here: `words` that the passage shares with the question, `meaning`, or both."""
        if not (self.near and self.near.is_near):
            return ("words",)
        return ("words", "meaning") if self.concepts(0, len(self.unit.sentences)) else ("meaning",)

    def concepts(self, start: int, end: int) -> frozenset[int]:
        """Return the concepts that the unit's sentences from `start` to `end` (exclusive) speak of."""
        return frozenset(match.concept for match in self.matches if start <= match.sentence < end)


class Indexed(NamedTuple):
    """The units of a knowledge and the index over them."""

    corpus: Corpus
    index: BM25
    meaning: Meaning | None = None


def _index(knowledge: Knowledge, names: Names, encoder: Encoder | None) -> Indexed:
    corpus = Corpus(knowledge, names)
    return Indexed(corpus, BM25(corpus.texts()), Meaning.of(corpus, encoder) if encoder else None)


class Ranker:
    """Finds the passages of one knowledge that bear on a question."""

    def __init__(
        self,
        knowledge: Knowledge,
        names: Names,
        indexed: Indexed | None = None,
        encoder: Encoder | None = None,
        *,
        mix: float = 0.0,
    ) -> None:
        """Take what was `indexed` before, or index the knowledge, and encode it where there is an `encoder`.

        `mix` is what meaning counts beside words, from 0 to 1.
        """
        self._mix = mix
        self.corpus, self.index, self.meaning = indexed or _index(knowledge, names, encoder)
        self._cited = frozenset(
            (source.document, source.paragraph)
            for actor in knowledge.actors.values()
            for fact in actor.facts
            for source in fact.sources
        )
        self.reader = QueryReader(names, knowledge.actors, knowledge.synonyms, self.index.document_frequency)

    def worth(self, concept: Concept) -> float:
        """Return how much a concept tells: the idf of the commonest way to say it; of none, that of an unknown term."""
        known = [way.terms for way in concept.ways if self._known(way)]
        return min((max(self.index.idf(term) for term in terms) for terms in known), default=self.index.idf(""))

    def rank(self, query: Query, limit: int = 10) -> list[Hit]:
        """Return the best hits for `query`, best first; of equal ones the newest, then by document and position."""
        ways = [
            (way.terms, at, way.weight * worth)
            for at, concept in enumerate(query.concepts)
            for worth in [self.worth(concept)]
            for way in concept.ways
            if self._known(way)
        ]
        if self.meaning:
            by_words = self.index.top(query.terms, BY_WORDS)
            near = self.meaning.candidates(query.question, by_words, self._mix, CANDIDATES)
            found = [hit for number in sorted(near) if (hit := self._hit(number, ways, query, near[number]))]
            hits = _mixed(found, self._mix)
        else:
            numbers, _ = self.index.top(query.terms, CANDIDATES)
            hits = [hit for number in sorted(numbers.tolist()) if (hit := self._hit(number, ways, query))]
        return self._in_order(hits)[:limit]

    def _in_order(self, hits: Sequence[Hit]) -> list[Hit]:
        newest = sorted(sorted(hits, key=self._place), key=_published, reverse=True)
        return sorted(newest, key=lambda hit: round(self._place(hit), EQUAL))

    def _place(self, hit: Hit) -> float:
        cited = (hit.unit.document.slug, hit.unit.passage.number) in self._cited
        return -hit.score * (1 + CITED_WEIGHT * cited)

    def speaks_of(self, concept: Concept) -> bool:
        """Tell whether any passage holds a way to say the concept."""
        return any(self._known(way) for way in concept.ways)

    def _known(self, way: Way) -> bool:
        return all(self.index.document_frequency(term) for term in way.terms)

    def _hit(self, number: int, ways: Sequence[Weighed], query: Query, near: Near | None = None) -> Hit | None:
        unit = self.corpus.units[number]
        matches = find_matches([self.corpus.headings[unit.document.slug], *unit.terms], ways)
        if not unit.sentences or not (matches or (near and near.is_near)):
            return None
        scores = []
        for at, terms in enumerate(unit.terms):
            score = sentence_score([match for match in matches if match.sentence == at], len(terms))
            if score and has_form(query.asked, unit.document.slice(unit.sentences[at]), query.words):
                score *= 1 + FORM_WEIGHT
            scores.append(score)
        best = max(scores)
        if near and not best:  # only meaning can tell which sentence it is
            scores = np.maximum(near.sentences, 0.0).tolist()
        answer = max(range(len(scores)), key=lambda at: (scores[at], -at))
        norm = self.index.k1 * (1 - self.index.b + self.index.b * int(self.index.doc_len[number]) / self.index.avgdl)
        score = saturated(matches, self.index.k1, norm) + PAIR_WEIGHT * nearness(matches) + SENTENCE_WEIGHT * best
        return Hit(
            unit=unit,
            score=score,
            answer=answer,
            window=cut_window(unit, answer, scores),
            matches=tuple(matches),
            by_words=score,
            near=near,
        )


def _mixed(hits: list[Hit], weight: float) -> list[Hit]:
    """Give each hit the score that words and meaning make together, on the scale that words have."""
    most = max((hit.by_words for hit in hits), default=0.0) or 1.0
    return [replace(hit, score=most * mixed(hit.by_words / most, hit.near.scaled, weight)) for hit in hits if hit.near]


def _published(hit: Hit) -> str:
    """Return the date of a hit's document, ISO; of one that has none, one before all others."""
    return hit.unit.document.published or ""


def find_matches(sentences: Sequence[Sequence[str]], ways: Sequence[Weighed]) -> list[Match]:
    """Return where the ways to say each concept stand, in order; `sentences` begins with the heading."""
    starts: dict[str, list[Weighed]] = {}
    for way in ways:
        starts.setdefault(way[0][0], []).append(way)
    found, position = [], 0
    for number, sentence in enumerate(sentences, start=HEADING):
        for at, term in enumerate(sentence):
            for said, concept, worth in starts.get(term, ()):
                if len(said) == 1 or tuple(sentence[at : at + len(said)]) == said:
                    found.append(Match(number, position + at, concept, worth))
        position += len(sentence)
    return found


def best_worths(matches: Iterable[Match]) -> dict[int, float]:
    """Return what the best match of each concept is worth."""
    best: dict[int, float] = {}
    for match in matches:
        best[match.concept] = max(best.get(match.concept, 0.0), match.worth)
    return best


def saturated(matches: Sequence[Match], k1: float, norm: float) -> float:
    """Return the matches' BM25 score (Robertson and Zaragoza, 2009), where all ways to say a concept count as one."""
    counts = Counter(match.concept for match in matches)
    return sum(worth * counts[c] * (k1 + 1) / (counts[c] + norm) for c, worth in best_worths(matches).items())


def nearness(matches: Sequence[Match]) -> float:
    """Return, over all pairs of concepts that stand within `PAIR_DISTANCE` terms, the worth of the lesser of each."""
    pairs: dict[tuple[int, int], float] = {}
    for at, first in enumerate(matches):
        for second in matches[at + 1 :]:
            if second.position - first.position > PAIR_DISTANCE:
                break
            if first.concept != second.concept:
                key = (min(first.concept, second.concept), max(first.concept, second.concept))
                pairs[key] = max(pairs.get(key, 0.0), min(first.worth, second.worth))
    return sum(pairs.values())


def sentence_score(matches: Sequence[Match], length: int) -> float:
    """Return how well a sentence of `length` terms with these matches speaks to the question."""
    if not matches:
        return 0.0
    covered = sum(best_worths(matches).values())
    return float((covered + PAIR_WEIGHT * nearness(matches)) / max(length, 1) ** LENGTH_POWER)


def cut_window(unit: Unit, answer: int, scores: Sequence[float]) -> tuple[int, int]:
    """Return the range of neighbouring sentences around `answer` to show: best score first, then the earliest."""
    near = range(max(0, answer - WINDOW_SENTENCES + 1), min(len(scores), answer + WINDOW_SENTENCES))
    lengths = {at: len(unit.document.slice(unit.sentences[at]).split()) for at in near}
    best = (answer, answer + 1)
    best_key = (scores[answer], 1, 0)
    for start in range(near.start, answer + 1):
        for end in range(answer + 1, min(near.stop, start + WINDOW_SENTENCES) + 1):
            key = (sum(scores[start:end]), end - start, -start)
            if key > best_key and sum(lengths[at] for at in range(start, end)) <= WINDOW_WORDS:
                best, best_key = (start, end), key
    return best
