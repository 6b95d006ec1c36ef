"""Candidate passages → windows → hits: rank paragraphs, then cut the excerpt out of them."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from bot.search.asked import Asked, has_form
from bot.search.corpus import Corpus, Unit
from bot.search.index import BM25
from bot.search.matching import (
    LENGTH_POWER,
    PAIR_WEIGHT,
    Match,
    Text,
    find_matches,
    nearness,
    saturated,
    sentence_scores,
)
from bot.search.meaning import BY_WORDS, Meaning, Near, mixed
from bot.search.query import Concept, Query, QueryReader

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from bot.knowledge.model import Knowledge
    from bot.search.encoder import Encoder
    from bot.search.matching import Matched
    from bot.search.names import Names

    Array = npt.NDArray[np.integer]

# Measured on public collections: more candidates rank no better on both of them.
CANDIDATES = 50
# How much the best sentence counts beside its paragraph.
SENTENCE_WEIGHT = 1.0
# Among the sentences of one passage a long one matches less by chance than among those of all: half is given back of
# what its length takes from its score.
LEVELLED = LENGTH_POWER / 2
# How much more a sentence counts that holds what is asked for: a name, a time, a place, a number, a cause.
FORM_WEIGHT = 0.2
# How much a word counts that an answer may do without.
OPTIONAL_WEIGHT = 0.75
# How much better a passage ranks that facts quote: whoever keeps the knowledge found it worth recording.
CITED_WEIGHT = 1.5
# Scores that are the same to so many decimals are equal evidence.
EQUAL = 2
# A window is what chat shows.
WINDOW_SENTENCES = 3
WINDOW_WORDS = 75
_REMEMBERED = 1 << 14  # units, and ways to say something


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
        self._citing: dict[str, set[int]] = {}
        for actor in knowledge.actors.values():
            for source in chain.from_iterable(fact.sources for fact in actor.facts):
                self._citing.setdefault(source.document, set()).add(source.paragraph)
        self._is_cited = lru_cache(maxsize=_REMEMBERED)(self._find_cited)
        self._idf = lru_cache(maxsize=_REMEMBERED)(self._find_idf)
        self.reader = QueryReader(names, knowledge.actors, knowledge.synonyms, self.index.document_frequency)

    def worth(self, concept: Concept) -> float:
        """Return how much a concept tells: the idf of the commonest way to say it; of none, that of an unknown term."""
        idfs = [idf for way in concept.ways if (idf := self._idf(way.terms)) is not None]
        return min(idfs) if idfs else self.index.idf("")

    def rank(self, query: Query, limit: int = 10) -> list[Hit]:
        """Return the best hits for `query`, best first; of equal ones the newest, then by document and position."""
        ways = [
            (way.terms, at, way.weight * worth)
            for at, concept in enumerate(query.concepts)
            for worth in [self.worth(concept) * (OPTIONAL_WEIGHT if concept.optional else 1.0)]
            for way in concept.ways
            if self._idf(way.terms) is not None
        ]
        near = self._near(query, self.meaning) if self.meaning else {}
        text = self._whole or self._text(
            np.array(sorted(near), dtype=np.int64)
            if self.meaning
            else np.sort(self.index.top(query.terms, CANDIDATES)[0])
        )
        found = find_matches(self.corpus, text, ways)
        counted = [one for each in found if (one := self._counted(each, near.get(each.unit)))]
        if not self.meaning and query.asked is not Asked.OTHER:
            counted = self._promising(counted, limit)
        scored = [self._scored(one, query) for one in counted]
        return [self._hit(one) for one in self._best(_mixed(scored, self._mix) if self.meaning else scored, limit)]

    def _near(self, query: Query, meaning: Meaning) -> dict[int, Near]:
        """Return how near the candidates come in meaning, by their numbers."""
        near = meaning.every(query.question) if self._whole else None
        if near is not None:
            return near
        by_words = self.index.top(query.terms, BY_WORDS)
        return meaning.candidates(query.question, by_words, self._mix, CANDIDATES)

    def _best(self, scored: Sequence[_Scored], limit: int) -> list[_Scored]:
        """Return the best: of those whose scores are the same when rounded the newest, then by score and position."""
        placed = sorted(((self._place(one), one) for one in scored), key=lambda row: row[0])
        worst = round(placed[limit - 1][0], EQUAL) if len(placed) > limit else math.inf
        near = [(round(place, EQUAL), one) for place, one in placed if round(place, EQUAL) <= worst]
        newest = sorted(near, key=lambda row: self.corpus.document(row[1].unit).published or "", reverse=True)
        return [one for _, one in sorted(newest, key=lambda row: row[0])][:limit]

    def _place(self, one: _Scored) -> float:
        return -one.score * self._standing(one.unit)

    def _standing(self, unit: int) -> float:
        return 1 + CITED_WEIGHT * self._is_cited(unit)

    def _find_cited(self, unit: int) -> bool:
        document = self.corpus.document(unit).slug
        return document in self._citing and self.corpus.passage(unit).number in self._citing[document]

    def speaks_of(self, concept: Concept) -> bool:
        """Tell whether any passage holds a way to say the concept."""
        return any(self._idf(way.terms) is not None for way in concept.ways)

    def _find_idf(self, terms: tuple[str, ...]) -> float | None:
        """Return how much the rarest of some terms tells; None where no passage holds one of them."""
        known = all(map(self.index.document_frequency, terms))
        return max(map(self.index.idf, terms)) if known else None

    @cached_property
    def _whole(self) -> Text | None:
        """All units, where they are so few that each is a candidate."""
        return self._text(np.arange(len(self.corpus))) if len(self.corpus) <= CANDIDATES else None

    def _text(self, numbers: Array) -> Text:
        return Text.of(self.corpus.arrays, numbers)

    def _counted(self, found: Matched, near: Near | None) -> _Counted | None:
        """Count the matches of a unit and of its sentences; None where it has nothing to do with the question."""
        unit, matches, lengths = found
        if not lengths or not (matches or (near and near.is_near)):
            return None
        index = self.index
        norm = index.k1 * (1 - index.b + index.b * int(index.doc_len[unit]) / index.avgdl)
        return _Counted(
            unit,
            saturated(matches, index.k1, norm) + PAIR_WEIGHT * nearness(matches),
            sentence_scores(matches, lengths),
            matches,
            near,
        )

    def _promising(self, counted: Sequence[_Counted], limit: int) -> list[_Counted]:
        """Leave out what is not among the best whatever its sentences hold, so that they need not be read."""

        def scores(form: float) -> list[float]:
            most = SENTENCE_WEIGHT * (1 + FORM_WEIGHT * form)
            return [(one.passage + most * max(one.sentences)) * self._standing(one.unit) for one in counted]

        if len(counted) <= limit:
            return list(counted)
        # What is the same when rounded differs by less than two of the last digit.
        least = sorted(scores(0.0), reverse=True)[limit - 1] - 2 * 10**-EQUAL
        return [one for one, most in zip(counted, scores(1.0), strict=True) if most >= least]

    def _scored(self, one: _Counted, query: Query) -> _Scored:
        """Score a unit and each of its sentences, those higher that hold what is asked for."""
        scores = [
            score and score * (1 + FORM_WEIGHT * self._has_form(query, one.unit, at))
            for at, score in enumerate(one.sentences)
        ]
        best = max(scores)
        if one.near and not best:  # only meaning can tell which sentence it is
            scores = np.maximum(one.near.sentences, 0.0).tolist()
        score = one.passage + SENTENCE_WEIGHT * best
        return _Scored(one.unit, score, score, scores, one.matches, one.near)

    def _has_form(self, query: Query, unit: int, sentence: int) -> bool:
        return query.asked is Asked.OTHER or has_form(query.asked, self.corpus.text(unit, sentence), query.words)

    def _hit(self, one: _Scored) -> Hit:
        unit = self.corpus.units[one.unit]
        scores = [score * length**LEVELLED for score, length in zip(one.sentences, unit.lengths, strict=True)]
        answer = scores.index(max(scores))
        window = cut_window(unit, answer, scores)
        return Hit(unit, one.score, answer, window, tuple(one.matches), one.by_words, one.near)


class _Counted(NamedTuple):
    """What the matches of a unit are worth by themselves: all together, and in each of its sentences."""

    unit: int
    passage: float
    sentences: list[float]
    matches: list[Match]
    near: Near | None


class _Scored(NamedTuple):
    """A unit, by its number, with its score as a `Hit` has it, and that of each of its sentences."""

    unit: int
    score: float
    by_words: float
    sentences: list[float]
    matches: list[Match]
    near: Near | None


def _mixed(scored: Sequence[_Scored], weight: float) -> list[_Scored]:
    """Give each unit the score that words and meaning make together, on the scale that words have."""
    most = max((one.by_words for one in scored), default=0.0) or 1.0
    return [
        one._replace(score=most * mixed(one.by_words / most, one.near.scaled, weight)) for one in scored if one.near
    ]


def cut_window(unit: Unit, answer: int, scores: Sequence[float]) -> tuple[int, int]:
    """Return the range of neighbouring sentences around `answer` to show: best score first, then the earliest."""
    near = range(max(0, answer - WINDOW_SENTENCES + 1), min(len(scores), answer + WINDOW_SENTENCES))
    lengths = unit.lengths
    best = (answer, answer + 1)
    best_key = (scores[answer], 1, 0)
    for start in range(near.start, answer + 1):
        for end in range(answer + 1, min(near.stop, start + WINDOW_SENTENCES) + 1):
            key = (sum(scores[start:end]), end - start, -start)
            if key > best_key and sum(lengths[start:end]) <= WINDOW_WORDS:
                best, best_key = (start, end), key
    return best
