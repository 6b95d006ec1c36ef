"""The best passages of a query, compiled by numba; imported only where numba is installed.

As in `best`, sums grow in query order and only what reaches a floor under the k-th best score is looked at again; but
always range by range, since a range's turn costs next to nothing here, so that the sums stay in the processor's cache.
"""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
from numba import njit  # type: ignore[import-not-found,import-untyped,unused-ignore]  # optional, and has no types

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy.typing as npt

    from bot.search.best import Best, Spans

    Function = TypeVar("Function", bound=Callable[..., Any])

RANGE = 1 << 15  # passages: 256 KiB of sums
_NO_PASSAGE = np.uint32(0xFFFFFFFF)


def _compiled(function: Function) -> Function:
    """Have `function` compiled at its first call, and kept on disk where there is a place to."""
    try:
        compiled: Function = njit(cache=True, nogil=True)(function)
    except RuntimeError:  # numba's word for: no folder to write to
        compiled = njit(nogil=True)(function)
    return compiled


class FastBest:
    """`FindBest`, compiled."""

    def __init__(self, passages: npt.NDArray[np.uint32], scores: npt.NDArray[np.float64], size: int) -> None:
        """Read the postings, and compile now, or load what was compiled before, rather than at the first question."""
        self._passages, self._scores, self._size = passages, scores, size
        self._sums = np.zeros(RANGE)
        self._lock = Lock()
        self([(0, 0)], 1)

    def __call__(self, spans: Spans, k: int) -> Best:
        """Return the best `k` passages over the postings of `spans`, one span a term, in query order."""
        bounds = np.array(spans, dtype=np.int64)
        with self._lock:
            numbers, scores, sound = _best(bounds, self._passages, self._scores, self._sums, self._size, k)
            if not sound:
                self._sums[:] = 0.0
                raise IndexError("a posting names a passage that is not in order or not there")
        return numbers, scores


@_compiled
def _best(
    bounds: npt.NDArray[np.int64],
    passages: npt.NDArray[np.uint32],
    scores: npt.NDArray[np.float64],
    sums: npt.NDArray[np.float64],
    size: int,
    k: int,
) -> tuple[npt.NDArray[np.uint32], npt.NDArray[np.float64], bool]:
    """Return the best `k`, best first, and whether the postings were sound; `sums` is all zeros before and after."""
    best_scores, best_numbers = np.zeros(k), np.full(k, _NO_PASSAGE)
    sample = np.empty(k)
    candidates = np.empty(min(int((bounds[:, 1] - bounds[:, 0]).sum()), len(bounds) * RANGE), np.uint32)
    heads = bounds[:, 0].copy()  # the next posting of each term
    floor = 0.0
    for first in range(0, size, RANGE):
        low, high = np.uint32(first), np.uint32(min(first + RANGE, size))
        begins = heads.copy()
        found = 0
        for term in range(len(bounds)):
            heads[term] = _first_from(passages, begins[term], bounds[term, 1], high)
            span = (begins[term], heads[term])
            found, floor = _add(span, passages, scores, low, sums, sample, candidates, found, floor)
            if found < 0:
                return best_numbers, best_scores, False
        for place in candidates[:found]:
            score = sums[place]
            if score >= floor and score > 0.0:  # 0 where the passage was met before
                sums[place] = 0.0
                _offer(best_scores, best_numbers, score, np.uint32(place + low))
        floor = max(floor, best_scores[0])
        _clear(sums, passages, begins, heads, low, high)
    count = _sort(best_scores, best_numbers)
    return best_numbers[:count], best_scores[:count], bool(np.all(heads == bounds[:, 1]))


@_compiled
def _clear(
    sums: npt.NDArray[np.float64],
    passages: npt.NDArray[np.uint32],
    begins: npt.NDArray[np.int64],
    ends: npt.NDArray[np.int64],
    low: np.uint32,
    high: np.uint32,
) -> None:
    """Set the sums of a range to 0 again: all of them where the postings would touch most cache lines anyway."""
    if (ends - begins).sum() > (high - low) // 4:
        sums[:] = 0.0
        return
    for term in range(len(begins)):
        for posting in range(begins[term], ends[term]):
            sums[np.uint32(passages[posting] - low)] = 0.0


@_compiled
def _first_from(passages: npt.NDArray[np.uint32], start: int, stop: int, number: np.uint32) -> int:
    """Return the first of the postings from `start` to before `stop` whose passage is `number` or later."""
    while start < stop:
        middle = (start + stop) >> 1
        if passages[middle] < number:
            start = middle + 1
        else:
            stop = middle
    return start


@_compiled
def _add(  # noqa: PLR0913,PLR0917  # compiled functions have no object to keep these in
    span: tuple[int, int],
    passages: npt.NDArray[np.uint32],
    scores: npt.NDArray[np.float64],
    low: np.uint32,
    sums: npt.NDArray[np.float64],
    sample: npt.NDArray[np.float64],
    candidates: npt.NDArray[np.uint32],
    found: int,
    floor: float,
) -> tuple[int, float]:
    """Add a term's postings in a range from `low` to `sums`, and those whose sum reaches `floor` to `candidates`.

    The largest sums that one term leads to are of different passages: the k-th of them raises the floor. Returns the
    number of candidates, -1 where a posting is not of this range or there are too many, and the floor.
    """
    filled = 0
    for posting in range(span[0], span[1]):
        place = np.uint32(passages[posting] - low)
        if place >= RANGE:
            return -1, floor
        score = sums[place] + scores[posting]
        sums[place] = score
        if score >= floor:
            if found == len(candidates):  # a term names a passage twice: nothing here checks bounds
                return -1, floor
            candidates[found] = place
            found += 1
            filled = _keep(sample, filled, score)
            if filled == len(sample):
                floor = max(floor, sample[0])
    return found, floor


@_compiled
def _keep(heap: npt.NDArray[np.float64], filled: int, value: float) -> int:
    """Keep `value` among the largest in `heap`, smallest first, of which `filled` are in use; return how many are."""
    size = len(heap)
    if filled < size:
        place = filled
        while place > 0 and heap[(place - 1) >> 1] > value:
            heap[place] = heap[(place - 1) >> 1]
            place = (place - 1) >> 1
        heap[place] = value
        return filled + 1
    if value > heap[0]:
        place, child = 0, 1
        while child < size:
            if child + 1 < size and heap[child + 1] < heap[child]:
                child += 1
            if heap[child] >= value:
                break
            heap[place] = heap[child]
            place, child = child, 2 * child + 1
        heap[place] = value
    return filled


@_compiled
def _offer(scores: npt.NDArray[np.float64], numbers: npt.NDArray[np.uint32], score: float, number: np.uint32) -> None:
    """Put a passage in place of the worst of the heap, if it is better; equal scores rank by number."""
    if score > scores[0] or (score == scores[0] and number < numbers[0]):
        _sink(scores, numbers, len(scores), score, number)


@_compiled
def _sink(
    scores: npt.NDArray[np.float64], numbers: npt.NDArray[np.uint32], size: int, score: float, number: np.uint32
) -> None:
    """Replace the first, that is the worst, of a heap of `size`."""
    place, child = 0, 1
    while child < size:
        other = child + 1
        if other < size and (
            scores[other] < scores[child] or (scores[other] == scores[child] and numbers[other] > numbers[child])
        ):
            child = other
        if scores[child] > score or (scores[child] == score and numbers[child] < number):
            break
        scores[place], numbers[place] = scores[child], numbers[child]
        place, child = child, 2 * child + 1
    scores[place], numbers[place] = score, number


@_compiled
def _sort(scores: npt.NDArray[np.float64], numbers: npt.NDArray[np.uint32]) -> int:
    """Sort a heap, best first; return how many of its places hold a passage."""
    for last in range(len(scores) - 1, 0, -1):
        score, number = scores[last], numbers[last]
        scores[last], numbers[last] = scores[0], numbers[0]
        _sink(scores, numbers, last, score, number)
    return int(np.count_nonzero(scores))
