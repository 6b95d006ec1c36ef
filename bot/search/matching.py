"""Where the concepts of a question stand in passages, and what that is worth.

Terms are compared by their numbers, of all candidates at once: few of them are among those looked for.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import numpy.typing as npt

    from bot.search.corpus import Corpus

    Array = npt.NDArray[Any]

# Measured on public collections: wider pairs or heavier ones rank no better on both of them.
PAIR_DISTANCE = 8
PAIR_WEIGHT = 0.15
# A sentence's score is divided by its length in terms to this power: a long one matches by chance.
LENGTH_POWER = 0.5
# The number of the "sentence" that holds the title and publisher.
HEADING = -1

# A way to say a concept: the terms that must stand together, the number of the concept, what a match is worth.
Weighed = tuple[tuple[str, ...], int, float]
# The same with the numbers of the terms, by the first of them.
_Starts = dict[int, list[tuple[list[int], int, float]]]


class Match(NamedTuple):
    """A concept of the question found in a unit: in which sentence, at which term of the unit, and what it is worth."""

    sentence: int
    position: int
    concept: int
    worth: float


class Matched(NamedTuple):
    """What was found in a unit, in order, and how many terms each of its sentences has."""

    unit: int
    matches: list[Match]
    lengths: list[int]


def find_matches(corpus: Corpus, units: Array, ways: Iterable[Weighed]) -> list[Matched]:
    """Return where the ways to say each concept stand in the units of these numbers, those of the heading first."""
    arrays = corpus.arrays
    documents = arrays["unit_document"][units].astype(np.int64)
    headings = _Runs.of(arrays["heading_terms"], arrays["heading_ends"], documents, documents + 1)
    first, last = arrays["unit_ends"][units], arrays["unit_ends"][units + 1]
    texts = _Runs.of(arrays["said_terms"], arrays["said_ends"], first, last)
    said_ends = arrays["said_ends"].data
    ends = [said_ends[a : b + 1].tolist() for a, b in zip(first.tolist(), last.tolist(), strict=True)]
    found: list[list[Match]] = [[] for _ in ends]
    starts = _starts(corpus, ways)
    for unit, at, begin in headings.places(starts):
        end = begin - at + headings.lengths[unit]
        said = _said(headings.array, begin, end, starts)
        found[unit] += [Match(HEADING, at, concept, worth) for concept, worth in said]
    for unit, at, begin in texts.places(starts):
        stops = ends[unit]
        sentence = bisect_right(stops, begin) - 1
        said = _said(texts.array, begin, stops[sentence + 1], starts)
        position = headings.lengths[unit] + at
        found[unit] += [Match(sentence, position, concept, worth) for concept, worth in said]
    return [
        Matched(unit, matches, [b - a for a, b in pairwise(stops)])
        for unit, matches, stops in zip(units.tolist(), found, ends, strict=True)
    ]


def _starts(corpus: Corpus, ways: Iterable[Weighed]) -> _Starts:
    """Number the terms of the ways; what has a term that nothing holds is left out."""
    starts: _Starts = {}
    for terms, concept, worth in ways:
        numbers = [number for number in map(corpus.number, terms) if number is not None]
        if len(numbers) == len(terms):
            starts.setdefault(numbers[0], []).append((numbers, concept, worth))
    return starts


def _said(array: Array, begin: int, end: int, starts: _Starts) -> list[tuple[int, float]]:
    """Return the concepts, each with its worth, that are said from a term on, before the `end` of its sentence."""
    return [
        (concept, worth)
        for numbers, concept, worth in starts[int(array[begin])]
        if len(numbers) == 1
        or (begin + len(numbers) <= end and array[begin : begin + len(numbers)].tolist() == numbers)
    ]


class _Runs(NamedTuple):
    """Some runs of an array of terms: run i is ``array[starts[i]:starts[i] + lengths[i]]``; `terms` holds all."""

    array: Array
    terms: Array
    starts: list[int]
    lengths: list[int]
    ends: Array

    @classmethod
    def of(cls, array: Array, ends: Array, first: Array, last: Array) -> _Runs:
        """Take the runs that begin where the run `first` of `ends` does, and end where `last` begins."""
        starts = ends[first]
        lengths = ends[last] - starts
        stops = np.cumsum(lengths)
        terms = array[np.arange(stops[-1] if len(stops) else 0) + np.repeat(starts - stops + lengths, lengths)]
        return cls(array, terms, starts.tolist(), lengths.tolist(), stops)

    def places(self, wanted: Iterable[int]) -> Iterator[tuple[int, int, int]]:
        """Yield where one of the terms `wanted` stands: in which run, at which of its terms, where in the array."""
        there = np.zeros(len(self.terms), dtype=np.bool_)
        for number in wanted:
            there |= self.terms == number
        places = np.flatnonzero(there)
        runs = self.ends.searchsorted(places, side="right")
        for run, place in zip(runs.tolist(), places.tolist(), strict=True):
            at = place - int(self.ends[run]) + self.lengths[run]
            yield run, at, self.starts[run] + at


def best_worths(matches: Iterable[Match]) -> dict[int, float]:
    """Return what the best match of each concept is worth."""
    best: dict[int, float] = {}
    for match in matches:
        best[match.concept] = max(best.get(match.concept, 0.0), match.worth)
    return best


def saturated(matches: Sequence[Match], k1: float, norm: float) -> float:
    """Return the matches' BM25 score (Robertson and Zaragoza, 2009), where all ways to say a concept count as one."""
    counts: dict[int, int] = {}
    for match in matches:
        counts[match.concept] = counts.get(match.concept, 0) + 1
    return sum(worth * counts[c] * (k1 + 1) / (counts[c] + norm) for c, worth in best_worths(matches).items())


def nearness(matches: Sequence[Match]) -> float:
    """Return, over all pairs of concepts that stand within `PAIR_DISTANCE` terms, the worth of the lesser of each."""
    pairs: dict[tuple[int, int], float] = {}
    for at, first in enumerate(matches):
        for later in range(at + 1, len(matches)):  # a slice would copy all of a long passage's matches for each of them
            second = matches[later]
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
