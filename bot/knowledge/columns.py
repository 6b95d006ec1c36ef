"""Arrays that grow piece by piece, on their way to a file or into memory."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import numpy.typing as npt

    Array = npt.NDArray[Any]

FLUSH = 1 << 22  # bytes that wait to be passed on


class Columns:
    """Gathers small pieces of some arrays, and passes them on in large ones.

    An array of *ends* tells where each of some runs of another array ends: run i is ``ends[i]:ends[i + 1]``, and the
    first end is 0.
    """

    def __init__(self, types: Mapping[str, str], sink: Callable[[str, Array], None]) -> None:
        """Give the arrays named in `types` to `sink`, each at least once, so that an empty one is there too."""
        self._types = {name: np.dtype(kind) for name, kind in types.items()}
        self._sink = sink
        self._pieces: dict[str, list[Array]] = {name: [np.empty(0, kind)] for name, kind in self._types.items()}
        self._waiting = 0
        self._ends: dict[str, int] = {}

    def add(self, name: str, values: Any) -> None:
        """Add numbers, or bytes, to the array `name`."""
        kind = self._types[name]
        piece = np.frombuffer(values, kind) if isinstance(values, bytes) else np.asarray(values, kind)
        self._pieces[name].append(piece)
        self._waiting += piece.nbytes
        if self._waiting > FLUSH:
            self.flush()

    def add_lengths(self, name: str, lengths: Any) -> None:
        """Add runs of these lengths to the array of ends `name`."""
        if name not in self._ends:
            self.add(name, [0])
        ends = np.cumsum(lengths, dtype=np.int64) + self._ends.get(name, 0)
        self._ends[name] = int(ends[-1]) if len(ends) else self._ends.get(name, 0)
        self.add(name, ends)

    def flush(self) -> None:
        """Pass on what waits."""
        for name, pieces in self._pieces.items():
            if pieces:
                self._sink(name, np.concatenate(pieces))
                pieces.clear()
        self._waiting = 0


def in_memory(parts: Mapping[str, list[Array]]) -> dict[str, Array]:
    """Join what a sink has put into `parts`."""
    return {name: np.concatenate(pieces) for name, pieces in parts.items()}


def sound_ends(ends: Array, runs: int | None, last: int) -> bool:
    """Tell whether `ends` lays out `runs` runs (any number for None) that end at `last`; empty is no run at all."""
    if not len(ends):
        return not runs and last == 0
    return (runs is None or len(ends) == runs + 1) and ends[0] == 0 and ends[-1] == last
