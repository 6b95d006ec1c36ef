"""The term table: from a term to its number, in flat arrays that a file can hold.

A hash table with chains laid out one after the other: the terms of bucket h are ``order[heads[h]:heads[h + 1]]``, and
the UTF-8 bytes of term t are ``text[ends[t]:ends[t + 1]]``. The bucket is the CRC-32 of the bytes, which, unlike
Python's own hash, is the same in every process.
"""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy.typing as npt

ARRAYS = {"term_text": "|u1", "term_ends": "<i8", "term_heads": "<i8", "term_order": "<u4"}


def term_table(terms: Sequence[str]) -> dict[str, npt.NDArray[np.generic]]:
    """Lay out the table for `terms`, numbered as they stand; see `ARRAYS` for the names and types."""
    encoded = [_encode(term) for term in terms]
    buckets = 1 << max(len(terms) - 1, 0).bit_length()
    hashes = np.fromiter(map(crc32, encoded), dtype=np.int64, count=len(encoded)) & (buckets - 1)
    heads = np.concatenate(([0], np.cumsum(np.bincount(hashes, minlength=buckets))))
    return {
        "term_text": np.frombuffer(b"".join(encoded), dtype=np.uint8),
        "term_ends": np.fromiter(accumulate(map(len, encoded), initial=0), dtype=np.int64, count=len(encoded) + 1),
        "term_heads": heads.astype(np.int64),
        "term_order": np.argsort(hashes, kind="stable").astype(np.uint32),
    }


def _encode(term: str) -> bytes:
    return term.encode("utf-8", "surrogatepass")


class Terms:
    """Finds the number of a term in a table made by `term_table`."""

    def __init__(self, arrays: Mapping[str, npt.NDArray[np.generic]]) -> None:
        """Read the table from `arrays`; nothing is copied."""
        # An element of a memoryview is a Python int at once, where one of an array would be a numpy scalar first.
        self._text, self._ends, self._heads, self._order = (memoryview(arrays[name].data) for name in ARRAYS)
        self._mask = len(self._heads) - 2

    def __len__(self) -> int:
        """Count the terms."""
        return len(self._order)

    def find(self, term: str) -> int | None:
        """Return the number of `term`, or None where no passage holds it."""
        key = _encode(term)
        bucket = crc32(key) & self._mask
        for place in range(self._heads[bucket], self._heads[bucket + 1]):
            number = self._order[place]
            if self._text[self._ends[number] : self._ends[number + 1]] == key:
                return number
        return None

    def spell(self, number: int) -> str:
        """Return the term of that number."""
        return str(self._text[self._ends[number] : self._ends[number + 1]], "utf-8", "surrogatepass")
