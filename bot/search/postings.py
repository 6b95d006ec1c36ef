"""From a stream of passages to postings: per term, which passages hold it and what it adds to their scores.

The passages are read once, each token becoming a number at once; what is kept until the end is six bytes a posting.
Batches of tokens are sorted by term and passage and counted (`_Batch`); in the end the batches are merged, some
terms at a time, and scored (`Postings`).
"""

from __future__ import annotations

import math
from array import array
from collections import defaultdict
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING, Self

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import numpy.typing as npt

    Scored = tuple[npt.NDArray[np.uint32], npt.NDArray[np.float64]]
    Run = tuple[npt.NDArray[np.uint32], npt.NDArray[np.int64]]

BATCH = 1 << 20  # tokens sorted at a time
BLOCK = 1 << 19  # postings merged and scored at a time
_NOTHING, _NONE = np.empty(0, dtype=np.uint32), np.empty(0, dtype=np.int64)


@dataclass(frozen=True, slots=True)
class _Batch:
    """The postings of a run of passages, by term and passage: those of ``terms[i]`` are ``starts[i]:starts[i + 1]``."""

    terms: npt.NDArray[np.uint32]
    starts: npt.NDArray[np.int64]
    passages: npt.NDArray[np.uint32]
    counts: npt.NDArray[np.unsignedinteger]

    @classmethod
    def of(cls, tokens: npt.NDArray[np.uint32], lengths: npt.NDArray[np.int64], first: int) -> _Batch:
        """Sort and count the `tokens` of passages of these `lengths`, the first of them being number `first`."""
        keys = tokens.astype(np.uint64) << np.uint64(32)
        keys |= np.repeat(np.arange(first, first + len(lengths), dtype=np.uint64), lengths)
        keys.sort()
        begins = _run_starts(keys)
        counts = np.diff(begins, append=len(keys))
        keys = keys[begins]
        passages = keys.astype(np.uint32)
        keys >>= np.uint64(32)
        starts = _run_starts(keys)
        return cls(
            keys[starts].astype(np.uint32),
            np.append(starts, len(keys)),
            passages,
            counts.astype(np.min_scalar_type(counts.max(initial=0))),
        )


def _run_starts(values: npt.NDArray[np.uint64]) -> npt.NDArray[np.int64]:
    """Return where each run of equal values begins."""
    return np.flatnonzero(np.concatenate((np.ones(min(len(values), 1), dtype=bool), values[1:] != values[:-1])))


class Postings:
    """The counted postings of a corpus; terms are numbered as they first occur.

    `offsets` has one more entry than there are terms: those of term t are ``offsets[t]:offsets[t + 1]``.
    """

    def __init__(self, corpus: Iterable[Sequence[str]]) -> None:
        """Read the passages one by one, each as its terms in order."""
        numbers: defaultdict[str, int] = defaultdict()
        numbers.default_factory = count().__next__
        number = numbers.__getitem__
        self._batches: list[_Batch] = []
        lengths, tokens, first = array("q"), array("I"), 0
        for terms in corpus:
            lengths.append(len(terms))
            tokens.extend(map(number, terms))
            if len(tokens) >= BATCH:
                self._add(tokens, lengths, first)
                tokens, first = array("I"), len(lengths)
        self._add(tokens, lengths, first)
        self._finish(list(numbers), np.array(lengths, dtype=np.int64))

    @classmethod
    def numbered(cls, runs: Iterable[Run], numbers: Iterable[str]) -> Self:
        """Read runs of passages whose terms have their numbers already.

        A run is the terms of some passages, one after the other, and the length of each passage. `numbers` gives, when
        all runs are read, every term in the order of its number.
        """
        self = cls.__new__(cls)
        self._batches = []
        tokens, lengths, counted, waiting = [_NOTHING], [_NONE], 0, [_NONE]
        for ids, sizes in runs:
            tokens.append(ids)
            waiting.append(sizes)
            if sum(map(len, tokens)) >= BATCH:
                lengths += waiting
                self._batches.append(_Batch.of(np.concatenate(tokens), np.concatenate(waiting), counted))
                counted += sum(map(len, waiting))
                tokens, waiting = [_NOTHING], [_NONE]
        self._batches.append(_Batch.of(np.concatenate(tokens), np.concatenate(waiting), counted))
        self._finish(list(numbers), np.concatenate([*lengths, *waiting]))
        return self

    def _finish(self, terms: list[str], lengths: npt.NDArray[np.int64]) -> None:
        self.terms, self.lengths = terms, lengths
        self.offsets: npt.NDArray[np.int64] = np.zeros(len(self.terms) + 1, dtype=np.int64)
        self.average = float(self.lengths.sum() / len(lengths)) if len(lengths) else 0.0
        for batch in self._batches:
            self.offsets[batch.terms + np.uint32(1)] += np.diff(batch.starts)
        np.cumsum(self.offsets, out=self.offsets)

    def _add(self, tokens: array[int], lengths: array[int], first: int) -> None:
        these = np.array(lengths[first:], dtype=np.int64)
        self._batches.append(_Batch.of(np.frombuffer(tokens, dtype=np.uint32), these, first))

    def scored(self, k1: float, b: float) -> Iterator[Scored]:
        """Give the passages and scores of all postings in order, in blocks.

        A score is computed as rank_bm25's `get_scores` does, operation by operation, so that it has the same bits.
        """
        if not self.terms:
            yield np.empty(0, dtype=np.uint32), np.empty(0)
            return
        size = len(self.lengths)
        norms = k1 * (1 - b + b * self.lengths / self.average)
        for low, high in self._blocks():
            passages, counts = self._merged(low, high)
            frequencies = np.diff(self.offsets[low : high + 1])
            idfs = np.array([idf(size, n) for n in frequencies.tolist()])
            scores = np.repeat(idfs, frequencies) * (counts * (k1 + 1) / (counts + norms[passages]))
            yield passages, scores

    def _blocks(self) -> Iterator[tuple[int, int]]:
        """Cut the terms into ranges of about BLOCK postings."""
        low = 0
        while low < len(self.terms):
            high = int(np.searchsorted(self.offsets, self.offsets[low] + BLOCK, side="right")) - 1
            yield low, max(high, low + 1)
            low = max(high, low + 1)

    def _merged(self, low: int, high: int) -> tuple[npt.NDArray[np.uint32], npt.NDArray[np.int64]]:
        """Return the passages and counts of the terms from `low` to before `high`."""
        heads = self.offsets[low:high] - self.offsets[low]  # where the next posting of each term goes
        passages = np.empty(self.offsets[high] - self.offsets[low], dtype=np.uint32)
        counts = np.empty(len(passages), dtype=np.int64)
        for batch in self._batches:
            i, j = np.searchsorted(batch.terms, (low, high))
            terms, starts = batch.terms[i:j] - np.uint32(low), batch.starts[i : j + 1]
            frequencies = np.diff(starts)
            places = np.repeat(heads[terms] - starts[:-1], frequencies) + np.arange(starts[0], starts[-1])
            passages[places] = batch.passages[starts[0] : starts[-1]]
            counts[places] = batch.counts[starts[0] : starts[-1]]
            heads[terms] += frequencies
        return passages, counts


def idf(size: int, frequency: int) -> float:
    """Return how much a term tells that `frequency` of `size` passages hold; always positive.

    ``log(1 + (N - n + 0.5) / (n + 0.5))``, the idf of Robertson and Sparck Jones made positive, as in Lucene.
    """
    return math.log(1 + (size - frequency + 0.5) / (frequency + 0.5))
