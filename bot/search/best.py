"""The best passages of a query, in numpy.

The postings of the query's terms are added up in query order, so that a sum has the same bits as rank_bm25's. Few
postings are added into an accumulator over all passages, of which only the places touched are looked at and cleared.
Many are added up range by range, each small enough for the processor's cache.

What is selected rests on one fact: scores only grow while terms are added. The k-th largest of any sums seen on the
way, of different passages, is a floor under the k-th best final score; only what reaches it is sorted.
"""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING, Protocol

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    Best = tuple[npt.NDArray[np.uint32], npt.NDArray[np.float64]]
    Spans = Sequence[tuple[int, int]]

RANGE = 1 << 17  # passages; 32k, which is right for compiled code, costs numpy 20 % more in calls
MANY = 8  # more postings than 1/MANY of the passages are added up in ranges
_BLOCK = 64  # a multiple of it is kept, so that a range can be folded into rows
_LEAST = np.nextafter(0.0, 1.0)


class FindBest(Protocol):
    """Finds the best passages of a query over one index's postings; safe to share, calls take turns."""

    def __init__(self, passages: npt.NDArray[np.uint32], scores: npt.NDArray[np.float64], size: int) -> None:
        """Read the postings `passages` and `scores` of an index of `size` passages; nothing is copied."""

    def __call__(self, spans: Spans, k: int) -> Best:
        """Return the best `k` passages over the postings of `spans`, one span a term, in query order.

        Raises IndexError or ValueError where the postings name a passage that is not there.
        """


class NumpyBest:
    """`FindBest` in numpy."""

    def __init__(self, passages: npt.NDArray[np.uint32], scores: npt.NDArray[np.float64], size: int) -> None:
        """Read the postings `passages` and `scores` of an index of `size` passages; nothing is copied."""
        self._passages, self._scores, self._size = passages, scores, size
        self._sums = np.zeros(size)
        self._edges = np.arange(0, size + RANGE, RANGE).astype(np.uint32)
        self._places = np.empty(0, dtype=np.intp)
        self._values = np.empty(0)
        self._lock = Lock()

    def __call__(self, spans: Spans, k: int) -> Best:
        """Return the best `k` passages over the postings of `spans`, one span a term, in query order."""
        total = sum(stop - start for start, stop in spans)
        with self._lock:
            few = total * MANY <= self._size
            numbers, scores = self._touched(spans, k, total) if few else self._ranged(spans, k)
        order = np.lexsort((numbers, -scores))[:k]
        return numbers[order].astype(np.uint32), scores[order]

    def _room(self, count: int) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.float64]]:
        """Return two buffers for `count` postings, kept from query to query: fresh memory costs more than the sums."""
        if count > len(self._places):
            self._places, self._values = np.empty(2 * count, dtype=np.intp), np.empty(2 * count)
        return self._places[:count], self._values[:count]

    def _touched(self, spans: Spans, k: int, total: int) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.float64]]:
        """Add up in the accumulator over all passages; return candidates, among them the best `k`."""
        places, values = self._room(total)
        floor, used = _LEAST, 0
        try:
            for start, stop in spans:
                touched = slice(used, used + stop - start)
                place, value = places[touched], values[touched]
                place[:] = self._passages[start:stop]
                self._sums.take(place, out=value)
                value += self._scores[start:stop]
                self._sums[place] = value
                floor = max(floor, _floor(value, k))
                used = touched.stop
            numbers = np.unique(places[values >= floor])
            return numbers, self._sums[numbers]
        finally:
            self._sums[places[:used]] = 0.0

    def _ranged(self, spans: Spans, k: int) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.float64]]:
        """Add up range by range; return candidates, among them the best `k`."""
        cuts = [self._cut(start, stop) for start, stop in spans]
        floor = _LEAST
        numbers, scores = [], []
        for i, first in enumerate(range(0, self._size, RANGE)):
            sums = self._range_sums([(cut[i], cut[i + 1]) for cut in cuts], first)
            rows = sums.reshape(_BLOCK, -1)
            highest = rows.max(axis=0)
            floor = max(floor, _kth(highest, k))
            columns = (highest >= floor).nonzero()[0]
            row, column = (rows[:, columns] >= floor).nonzero()
            place = row * rows.shape[1] + columns[column]
            numbers.append(place + first)
            scores.append(sums[place])
        return np.concatenate(numbers), np.concatenate(scores)

    def _cut(self, start: int, stop: int) -> list[int]:
        """Return where the postings of each range begin, and the end of the last."""
        if self._size <= RANGE:
            return [start, stop]
        cuts: list[int] = (self._passages[start:stop].searchsorted(self._edges) + start).tolist()
        return cuts

    def _range_sums(self, spans: Spans, first: int) -> npt.NDArray[np.float64]:
        """Return the sums of a range that begins at passage `first`, with some zeros at the end."""
        places, values = self._room(sum(stop - start for start, stop in spans))
        np.concatenate([self._passages[start:stop] for start, stop in spans], out=places)
        np.concatenate([self._scores[start:stop] for start, stop in spans], out=values)
        if first:
            places -= first
        size = min(RANGE, self._size - first)
        padded = size + -size % _BLOCK
        sums = np.bincount(places, values, padded)
        if len(sums) != padded:
            raise IndexError("a posting names a passage that is not in order or not there")
        return sums.astype(np.float64, copy=False)


def _floor(sums: npt.NDArray[np.float64], k: int) -> float:
    """Return a floor under the `k`-th largest of `sums`: of the highest of each few, where there are many."""
    if len(sums) > 4 * _BLOCK * k:
        sums = sums[: len(sums) - len(sums) % _BLOCK].reshape(_BLOCK, -1).max(axis=0)
    return _kth(sums, k)


def _kth(values: npt.NDArray[np.float64], k: int) -> float:
    """Return the `k`-th largest of `values`, 0 where there are fewer."""
    place = len(values) - k
    return float(np.partition(values, place)[place]) if place >= 0 else 0.0
