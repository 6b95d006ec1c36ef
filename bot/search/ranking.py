"""Candidate passages → windows → hits: rank paragraphs, then cut the excerpt out of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from bot.search.asked import has_form
from bot.search.corpus import Corpus, Unit
from bot.search.index import BM25
from bot.search.query import Concept, Query, QueryReader, Way

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.knowledge.model import Knowledge
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
CITED_WEIGHT = 0.3
# A window is what chat shows.
WINDOW_SENTENCES = 3
WINDOW_WORDS = 75
# The number of the "sentence" that holds the title and publisher.
HEADING = -1


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
    exclusive). `score` ranks the hits.
    """

    unit: Unit
    score: float
    answer: int
    window: tuple[int, int]
    matches: tuple[Match, ...]

    def concepts(self, start: int, end: int) -> frozenset[int]:
        """Return the concepts that the unit's sentences from `start` to `end` (exclusive) speak of."""
        return frozenset(match.concept for match in self.matches if start <= match.sentence < end)


class Indexed(NamedTuple):
    """The units of a knowledge and the index over them."""

    corpus: Corpus
    index: BM25


def _index(knowledge: Knowledge, names: Names) -> Indexed:
    corpus = Corpus(knowledge, names)
    return Indexed(corpus, BM25(corpus.texts()))


class Ranker:
    """Finds the passages of one knowledge that bear on a question."""

    def __init__(self, knowledge: Knowledge, names: Names, indexed: Indexed | None = None) -> None:
        """Take what was `indexed` before, or tokenise and index the knowledge."""
        self.corpus, self.index = indexed or _index(knowledge, names)
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
        """Return the best hits for `query`, best first; ties by document and position."""
        ways = [
            (way.terms, at, way.weight * worth)
            for at, concept in enumerate(query.concepts)
            for worth in [self.worth(concept)]
            for way in concept.ways
            if self._known(way)
        ]
        numbers, _ = self.index.top(query.terms, CANDIDATES)
        hits = [hit for number in sorted(numbers.tolist()) if (hit := self._hit(number, ways, query))]
        return sorted(hits, key=self._place)[:limit]

    def _place(self, hit: Hit) -> float:
        cited = (hit.unit.document.slug, hit.unit.passage.number) in self._cited
        return -hit.score * (1 + CITED_WEIGHT * cited)

    def speaks_of(self, concept: Concept) -> bool:
        """Tell whether any passage holds a way to say the concept."""
        return any(self._known(way) for way in concept.ways)

    def _known(self, way: Way) -> bool:
        return all(self.index.document_frequency(term) for term in way.terms)

    def _hit(self, number: int, ways: Sequence[tuple[tuple[str, ...], int, float]], query: Query) -> Hit | None:
        unit = self.corpus.units[number]
        matches = find_matches([self.corpus.headings[unit.document.slug], *unit.terms], ways)
        if not matches or not unit.sentences:
            return None
        scores = []
        for at, terms in enumerate(unit.terms):
            score = sentence_score([match for match in matches if match.sentence == at], len(terms))
            if score and has_form(query.asked, unit.document.slice(unit.sentences[at]), query.words):
                score *= 1 + FORM_WEIGHT
            scores.append(score)
        answer = max(range(len(scores)), key=lambda at: (scores[at], -at))
        norm = self.index.k1 * (1 - self.index.b + self.index.b * int(self.index.doc_len[number]) / self.index.avgdl)
        score = saturated(matches, self.index.k1, norm) + PAIR_WEIGHT * nearness(matches)
        return Hit(
            unit=unit,
            score=score + SENTENCE_WEIGHT * scores[answer],
            answer=answer,
            window=cut_window(unit, answer, scores),
            matches=tuple(matches),
        )


def find_matches(sentences: Sequence[Sequence[str]], ways: Sequence[tuple[tuple[str, ...], int, float]]) -> list[Match]:
    """Return where the ways to say each concept stand, in order; `sentences` begins with the heading.

    `ways` are (terms that must stand together, number of the concept, what a match is worth).
    """
    starts: dict[str, list[tuple[tuple[str, ...], int, float]]] = {}
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
    lengths = [len(unit.document.slice(sentence).split()) for sentence in unit.sentences]
    best = (answer, answer + 1)
    best_key = (scores[answer], 1, 0)
    for start in range(max(0, answer - WINDOW_SENTENCES + 1), answer + 1):
        for end in range(answer + 1, min(len(lengths), start + WINDOW_SENTENCES) + 1):
            key = (sum(scores[start:end]), end - start, -start)
            if sum(lengths[start:end]) <= WINDOW_WORDS and key > best_key:
                best, best_key = (start, end), key
    return best
