"""The BM25 index: rank_bm25's model over postings.

rank_bm25 asks all N passages for each word of a question. Here each term has its postings: the numbers of the passages
that hold it and what it adds to their scores, computed when the index is built. A query reads only the postings of its
own terms, adds them up in its own order, and has the same scores, bit for bit.
"""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Self

import numpy as np
from rank_bm25 import BM25Okapi  # type: ignore[import-untyped]  # it ships no types

from bot.errors import SavedIndexError
from bot.search.best import NumpyBest
from bot.search.postings import Postings, idf
from bot.search.terms import ARRAYS as TERM_ARRAYS
from bot.search.terms import Terms, term_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    import numpy.typing as npt

    from bot.search.best import Best, FindBest
    from bot.search.store import Store, Writer

    Array = npt.NDArray[Any]

_ARRAYS = TERM_ARRAYS | {"lengths": "<i8", "offsets": "<i8", "passages": "<u4", "scores": "<f8"}
_REMEMBERED = 1 << 14  # terms; people ask for few words again and again, and a look-up costs a microsecond


class BM25(BM25Okapi):  # type: ignore[misc]  # the base has no types
    """Okapi BM25 with an idf that is always positive, ``log(1 + (N - n + 0.5) / (n + 0.5))``.

    It never changes once it is made. Threads may share it: `top` has one buffer, over which they take turns; so an
    index that another thread builds or opens is in nobody's way.
    """

    def __init__(
        self, corpus: Iterable[Sequence[str]], *, k1: float = 1.5, b: float = 0.75, fast: bool | None = None
    ) -> None:
        """Index the passages of `corpus`, each given as its terms in order, in memory; they are numbered from 0.

        `fast` is whether numba answers queries: None, where it is installed.
        """
        values, pieces = _build(Postings(corpus), k1, b)
        parts: dict[str, list[Array]] = {name: [] for name in _ARRAYS}
        for name, piece in pieces:
            parts[name].append(piece)
        arrays = {name: np.concatenate([np.empty(0, _ARRAYS[name]), *parts.pop(name)]) for name in _ARRAYS}
        for array in arrays.values():
            array.flags.writeable = False
        self._set(values, arrays, fast, None)

    @classmethod
    def create(
        cls,
        corpus: Iterable[Sequence[str]],
        store: Store,
        version: str,
        *,
        k1: float = 1.5,
        b: float = 0.75,
        fast: bool | None = None,
    ) -> Self:
        """Index the passages of `corpus` into the folder of `version`, passage by passage, and open it.

        Raises OSError where the folder cannot be written.
        """
        with store.write(version) as writer:
            cls.write(Postings(corpus), writer, k1=k1, b=b)
        return cls.open(store, version, fast=fast)

    @staticmethod
    def write(postings: Postings, writer: Writer, *, k1: float = 1.5, b: float = 0.75) -> None:
        """Put the index into a folder that is being written, which may hold other arrays as well."""
        writer.values, pieces = _build(postings, k1, b)
        for name, piece in pieces:
            writer.append(name, piece.astype(_ARRAYS[name], copy=False))

    @classmethod
    def open(cls, store: Store, version: str, *, fast: bool | None = None) -> Self:
        """Map the index saved for `version`, in the same time at any size.

        Raises FileNotFoundError where there is none, and SavedIndexError where it cannot be used.
        """
        return cls.mapped(*store.open(version), version, store.cache / "numba", fast=fast)

    @classmethod
    def mapped(
        cls,
        values: Mapping[str, float],
        arrays: Mapping[str, Array],
        version: str,
        cache: Path | None = None,
        *,
        fast: bool | None = None,
    ) -> Self:
        """Use the values and arrays that a store has opened; what numba compiles is kept in `cache`.

        Raises SavedIndexError where they cannot be used.
        """
        _check(values, arrays, version)
        self = cls.__new__(cls)
        self._set(values, arrays, fast, cache)
        return self

    def term(self, number: int) -> str:
        """Return the term of that number; terms are numbered in the order in which the passages hold them."""
        return self._terms.spell(number)

    def number(self, term: str) -> int | None:
        """Return the number of a term, or None where no passage holds it."""
        return self._terms.find(term)

    @property
    def terms(self) -> int:
        """The number of different terms."""
        return len(self._terms)

    def _set(
        self, values: Mapping[str, float], arrays: Mapping[str, Array], fast: bool | None, cache: Path | None
    ) -> None:
        self.k1, self.b, self.avgdl = values["k1"], values["b"], values["avgdl"]
        self.doc_len = arrays["lengths"]
        self.corpus_size = len(self.doc_len)
        self._terms = Terms(arrays)
        self._spans: dict[str, tuple[int, int]] = {}
        self._offsets = memoryview(arrays["offsets"].data)
        self._passages, self._scores = arrays["passages"], arrays["scores"]
        use_numba = find_spec("numba") is not None if fast is None else fast
        finder: type[FindBest] = _compiled_best(cache) if use_numba else NumpyBest
        self._best = finder(self._passages, self._scores, self.corpus_size)

    def _span(self, term: str) -> tuple[int, int]:
        """Return where the postings of `term` begin and end; what was asked before is remembered."""
        span = self._spans.get(term)
        if span is None:
            if len(self._spans) >= _REMEMBERED:
                self._spans.clear()
            span = self._spans[term] = self._find_span(term)
        return span

    def _find_span(self, term: str) -> tuple[int, int]:
        number = self._terms.find(term)
        if number is None:
            return 0, 0
        start, stop = self._offsets[number], self._offsets[number + 1]
        if not 0 <= start <= stop <= len(self._passages):
            raise SavedIndexError("The saved index is damaged: the postings of a term lie outside of it.")
        return start, stop

    def document_frequency(self, term: str) -> int:
        """Return the number of passages that hold `term`."""
        start, stop = self._span(term)
        return stop - start

    def passages_with(self, term: str) -> Array:
        """Return the numbers of the passages that hold `term`, in order."""
        start, stop = self._span(term)
        return self._passages[start:stop]

    def idf(self, term: str) -> float:
        """Return how much `term` tells: ``log(1 + (N - n + 0.5) / (n + 0.5))``, also for a term in no passage."""
        return idf(self.corpus_size, self.document_frequency(term))

    def top(self, query: Sequence[str], k: int) -> Best:
        """Return the numbers and scores of the best `k` passages that share a term with `query`.

        Best first; equal scores in order of passage number. A repeated term counts each time.
        """
        spans = [span for span in map(self._span, query) if span[0] < span[1]]
        if not spans or k < 1:
            return np.empty(0, dtype=np.uint32), np.empty(0)
        try:
            return self._best(spans, min(k, self.corpus_size))
        except (IndexError, ValueError) as error:
            raise SavedIndexError(f"The saved index is damaged: {error}.") from error

    def get_scores(self, query: Sequence[str]) -> npt.NDArray[np.float64]:
        """Return the score of every passage; a repeated term counts each time."""
        scores = np.zeros(self.corpus_size)
        for start, stop in map(self._span, query):
            scores[self._passages[start:stop]] += self._scores[start:stop]
        return scores

    def get_batch_scores(self, query: Sequence[str], doc_ids: Sequence[int]) -> list[float]:
        """Return the scores of the passages `doc_ids`, in that order."""
        scores: list[float] = self.get_scores(query)[np.asarray(doc_ids, dtype=np.intp)].tolist()
        return scores

    def get_top_n(self, query: Sequence[str], documents: Sequence[Any], n: int = 5) -> list[Any]:
        """Return those of `documents`, one a passage, whose passages score best; none that shares no term.

        Raises ValueError where there are not as many documents as passages.
        """
        if len(documents) != self.corpus_size:
            raise ValueError(f"{len(documents)} documents given for an index of {self.corpus_size} passages")
        return [documents[number] for number in self.top(query, n)[0]]


def _compiled_best(cache: Path | None) -> type[FindBest]:
    """Import what numba compiles; `cache` is where it keeps that, unless the environment names another place."""
    config = import_module("numba").config
    if cache and not config.CACHE_DIR:
        config.CACHE_DIR = str(cache)
    fast_best: type[FindBest] = import_module("bot.search.fast").FastBest
    return fast_best


def _build(postings: Postings, k1: float, b: float) -> tuple[dict[str, float], Iterator[tuple[str, Array]]]:
    """Return the index's values, and its arrays in pieces."""
    if not (k1 >= 0 and 0 <= b <= 1):
        raise ValueError(f"k1 must be 0 or more and b from 0 to 1, not {k1} and {b}")

    def pieces() -> Iterator[tuple[str, Array]]:
        yield "lengths", postings.lengths
        yield "offsets", postings.offsets
        yield from term_table(postings.terms).items()
        for passages, scores in postings.scored(k1, b):
            yield "passages", passages
            yield "scores", scores

    return {"k1": k1, "b": b, "avgdl": postings.average}, pieces()


def _check(values: Mapping[str, float], arrays: Mapping[str, Array], version: str) -> None:
    """See that the arrays fit together, by their types, lengths and bounds: what costs the same at any size."""
    sound = (
        values.keys() == {"k1", "b", "avgdl"}
        and {name: array.dtype.str for name, array in arrays.items() if name in _ARRAYS} == _ARRAYS
        and len(arrays["passages"]) == len(arrays["scores"])
        and _bounds(arrays["offsets"], len(arrays["passages"]), len(arrays["term_order"]))
        and _bounds(arrays["term_ends"], len(arrays["term_text"]), len(arrays["term_order"]))
        and _bounds(arrays["term_heads"], len(arrays["term_order"]), len(arrays["term_heads"]) - 1)
    )
    if not sound:
        raise SavedIndexError(f"The saved index of {version} is damaged: its arrays do not fit together.")


def _bounds(offsets: Array, last: int, count: int) -> bool:
    """Tell whether `offsets` lays out `count` pieces, the first at 0 and the last ending at `last`."""
    return len(offsets) == count + 1 and offsets[0] == 0 and offsets[-1] == last
