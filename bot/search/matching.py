"""Where the concepts of a question stand in passages, and what that is worth.

Terms are compared by their numbers, of all candidates at once: few of them are among those looked for.
"""

from __future__ import annotations

import math
from itertools import chain, groupby, pairwise
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

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


def find_matches(corpus: Corpus, text: Text, ways: Iterable[Weighed]) -> list[Matched]:
    """Return where the ways to say each concept stand in each unit of a text, those of the heading first."""
    starts = _starts(corpus, ways)
    wanted = np.fromiter(starts, dtype=text.terms.dtype, count=len(starts))
    places = np.flatnonzero((text.terms == wanted[:, None]).any(axis=0))
    pieces = text.ends.searchsorted(places, side="right")
    found: list[list[Match]] = [[] for _ in text.lengths]
    for unit, sentence, position, left, place in zip(
        text.owners[pieces].tolist(),
        text.sentences[pieces].tolist(),
        (places - text.origins[pieces]).tolist(),
        (text.ends[pieces] - places).tolist(),
        places.tolist(),
        strict=True,
    ):
        for numbers, concept, worth in starts[int(text.terms[place])]:
            length = len(numbers)
            if length == 1 or (length <= left and text.terms[place : place + length].tolist() == numbers):
                found[unit].append(Match(sentence, position, concept, worth))
    return list(map(Matched, text.units, found, text.lengths))


def _starts(corpus: Corpus, ways: Iterable[Weighed]) -> _Starts:
    """Number the terms of the ways; what has a term that nothing holds is left out."""
    starts: _Starts = {}
    for terms, concept, worth in ways:
        numbers = [number for number in map(corpus.number, terms) if number is not None]
        if len(numbers) == len(terms):
            starts.setdefault(numbers[0], []).append((numbers, concept, worth))
    return starts


class Text(NamedTuple):
    """The terms of some units, cut into pieces: the heading of each unit, then the sentences of each.

    `units` has the units' numbers, `lengths` how many terms each sentence of each has. Piece i ends before
    ``terms[ends[i]]`` and is the sentence ``sentences[i]`` of ``units[owners[i]]``; of its terms, the one at place p is
    number ``p - origins[i]`` of the unit's, those of its heading included.
    """

    units: list[int]
    lengths: list[list[int]]
    terms: Array
    ends: Array
    owners: Array
    sentences: Array
    origins: Array

    @classmethod
    def of(cls, arrays: Mapping[str, Array], units: Array) -> Text:
        """Take the units of these numbers out of the arrays of a corpus."""
        documents = arrays["unit_document"][units].astype(np.int64)
        heads, headings = _runs(arrays["heading_ends"], documents, documents + 1)
        first, last = arrays["unit_ends"][units], arrays["unit_ends"][units + 1]
        starts, texts = _runs(arrays["said_ends"], first, last)
        counts = last - first
        each = np.arange(len(units))
        owners = np.repeat(each, counts)
        spoken = _places(first, counts)
        lengths = arrays["said_ends"][spoken + 1] - arrays["said_ends"][spoken]
        begins = np.cumsum(np.concatenate((headings, texts))) - np.concatenate((headings, texts))
        stops = [0, *np.cumsum(counts).tolist()]
        each_length = lengths.tolist()
        return cls(
            units=units.tolist(),
            lengths=[each_length[a:b] for a, b in pairwise(stops)],
            terms=np.concatenate(
                (arrays["heading_terms"][_places(heads, headings)], arrays["said_terms"][_places(starts, texts)])
            ),
            ends=np.cumsum(np.concatenate((headings, lengths))),
            owners=np.concatenate((each, owners)),
            sentences=np.concatenate((np.full(len(units), HEADING), spoken - first[owners])),
            origins=np.concatenate((begins[: len(units)], (begins[len(units) :] - headings)[owners])),
        )


def _runs(ends: Array, first: Array, last: Array) -> tuple[Array, Array]:
    """Return where the runs begin that go from run `first` of `ends` to before `last`, and how long they are."""
    starts = ends[first]
    return starts, ends[last] - starts


def _places(starts: Array, lengths: Array) -> Array:
    """Return the places of some runs, one run after the other."""
    stops = np.cumsum(lengths)
    places: Array = np.arange(stops[-1] if len(stops) else 0) + np.repeat(starts - stops + lengths, lengths)
    return places


def best_worths(matches: Iterable[Match]) -> dict[int, float]:
    """Return what the best match of each concept is worth."""
    best: dict[int, float] = {}
    for _, _, concept, worth in matches:
        if worth > best.get(concept, 0.0):
            best[concept] = worth
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
    for at, (_, position, concept, worth) in enumerate(matches, start=1):
        for later in range(at, len(matches)):  # a slice would copy all of a long passage's matches for each of them
            _, place, other, value = matches[later]
            if place - position > PAIR_DISTANCE:
                break
            if concept != other:
                key = (concept, other) if concept < other else (other, concept)
                lesser = min(worth, value)
                if lesser > pairs.get(key, 0.0):
                    pairs[key] = lesser
    return sum(pairs.values())


def sentence_scores(matches: Sequence[Match], lengths: Sequence[int]) -> list[float]:
    """Return how well each sentence of a unit speaks to the question, from all its matches and its sentences' lengths.

    What most of its sentences say tells the less which of them answers, as it does with passages: a concept that s of
    the n sentences hold counts ``log((n + 1) / s) / log(n + 1)`` of what it is worth.
    """
    scores = [0.0] * len(lengths)
    told = [(at, list(said)) for at, said in groupby(matches, key=itemgetter(0)) if at != HEADING]
    worths = [best_worths(said) for _, said in told]
    held: dict[int, int] = {}
    for concept in chain.from_iterable(worths):
        held[concept] = held.get(concept, 0) + 1
    most = math.log(len(lengths) + 1)
    tells = {concept: 1 - math.log(count) / most for concept, count in held.items()}
    for (at, said), best in zip(told, worths, strict=True):
        covered = sum([worth * tells[concept] for concept, worth in best.items()])
        scores[at] = (covered + PAIR_WEIGHT * nearness(said)) / max(lengths[at], 1) ** LENGTH_POWER
    return scores
