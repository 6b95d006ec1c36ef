"""The BM25 index: rank_bm25's model over postings."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING, Any

import numpy as np
from rank_bm25 import BM25Okapi  # type: ignore[import-untyped]  # it ships no types

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import numpy.typing as npt


class BM25(BM25Okapi):  # type: ignore[misc]  # the base has no types
    """Okapi BM25 with an idf that is always positive, ``log(1 + (N - n + 0.5) / (n + 0.5))``.

    `corpus` gives the passages one by one, each as its terms in order.
    """

    def __init__(self, corpus: Iterable[Sequence[str]], *, k1: float = 1.5, b: float = 0.75) -> None:
        """Index the passages; their numbers count from 0 in the order given."""
        self.k1, self.b = k1, b
        lengths: list[int] = []
        postings: dict[str, list[tuple[int, int]]] = {}
        for number, terms in enumerate(corpus):
            lengths.append(len(terms))
            for term, count in Counter(terms).items():
                postings.setdefault(term, []).append((number, count))
        self.corpus_size = len(lengths)
        self.avgdl = sum(lengths) / len(lengths) if lengths else 0.0
        self.doc_len = np.array(lengths, dtype=np.uint32)
        self._postings = {term: self._score(np.array(pairs, dtype=np.int64)) for term, pairs in postings.items()}

    def _score(self, pairs: npt.NDArray[np.int64]) -> tuple[npt.NDArray[np.uint32], npt.NDArray[np.float64]]:
        passages, counts = pairs[:, 0], pairs[:, 1]
        lengths = self.doc_len[passages].astype(np.int64)
        norm = self.k1 * (1 - self.b + self.b * lengths / self.avgdl)
        scores = self._idf(len(passages)) * (counts * (self.k1 + 1) / (counts + norm))
        return passages.astype(np.uint32), scores

    def _idf(self, frequency: int) -> float:
        return math.log(1 + (self.corpus_size - frequency + 0.5) / (frequency + 0.5))

    def document_frequency(self, term: str) -> int:
        """Return the number of passages that hold `term`."""
        return len(self._postings[term][0]) if term in self._postings else 0

    def idf(self, term: str) -> float:
        """Return how much `term` tells: ``log(1 + (N - n + 0.5) / (n + 0.5))``, also for a term in no passage."""
        return self._idf(self.document_frequency(term))

    def get_scores(self, query: Sequence[str]) -> npt.NDArray[np.float64]:
        """Return the score of every passage; a repeated term counts each time."""
        scores = np.zeros(self.corpus_size)
        for term in query:
            if term in self._postings:
                passages, partial = self._postings[term]
                scores[passages] += partial
        return scores

    def get_batch_scores(self, query: Sequence[str], doc_ids: Sequence[int]) -> list[float]:
        """Return the scores of the passages `doc_ids`, in that order."""
        return [float(score) for score in self.get_scores(query)[list(doc_ids)]]

    def get_top_n(self, query: Sequence[str], documents: Sequence[Any], n: int = 5) -> list[Any]:
        """Return those of `documents` (one per passage) whose passages score best; none that shares no term."""
        if len(documents) != self.corpus_size:
            raise ValueError(f"{len(documents)} documents given for an index of {self.corpus_size} passages")
        return [documents[number] for number in self.top(query, n)[0]]

    def top(self, query: Sequence[str], k: int) -> tuple[npt.NDArray[np.uint32], npt.NDArray[np.float64]]:
        """Return the numbers and scores of the best `k` passages that share a term with `query`.

        Best first; equal scores in order of passage number.
        """
        scores = self.get_scores(query)
        touched = np.flatnonzero(scores)
        best = touched[np.lexsort((touched, -scores[touched]))][:k]
        return best.astype(np.uint32), scores[best]
