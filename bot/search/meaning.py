"""What the passages mean: a vector for each sentence, with which questions are compared.

It is the mean of two: of the sentence, which finds what is asked for, and of the window of three sentences around it,
which knows what "it" and "the group" are. The vectors are made when the index is built, and stand in its folder as
half-precision numbers.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import chain, islice, pairwise
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import numpy as np

from bot.errors import SavedIndexError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    import numpy.typing as npt

    from bot.knowledge.documents import Document, Sentence
    from bot.search.corpus import Corpus
    from bot.search.encoder import Encoder

    Array = npt.NDArray[Any]

Scores = TypeVar("Scores", float, "Array")
VECTORS = "vectors"
ARRAYS = {VECTORS: "<f2"}
# To compare with all of so many sentences takes less than a millisecond, with 500,000 more than ten.
ALL_COMPARED = 20_000
# Above that, only the passages that score best by words are compared; below, as many more may come in by meaning alone.
BY_WORDS, BY_MEANING = 100, 30
# From this similarity on, a passage is found by meaning as well as by words, or by meaning alone.
NEAR = 3.0
# A word is far from what a text says up to the one similarity of words, and as good as said from the other on.
FAR_WORDS, NEAR_WORDS = 2.0, 3.0
_WORDS_REMEMBERED, _TEXTS_REMEMBERED = 4096, 64
_TOGETHER = 4096  # texts encoded at a time, an even number


class Near(NamedTuple):
    """How near a unit comes to a question in meaning: each of its sentences, as a cosine, and the nearest of them.

    `similarity` is the nearest one's as `Encoder.similarity` has it, `scaled` its place from 0 to 1 among others.
    """

    sentences: Array
    similarity: float
    scaled: float

    @property
    def is_near(self) -> bool:
        """Whether it is near enough to be shown even where no word is shared."""
        return self.similarity >= NEAR


class Meaning:
    """The vectors of all sentences of a corpus, and the encoder that made them."""

    def __init__(self, encoder: Encoder, vectors: Array, ends: Array) -> None:
        """Keep `vectors`, a row a sentence; unit i has the rows ``ends[i]:ends[i + 1]``, at least one."""
        self.encoder, self._vectors, self._ends = encoder, vectors, ends
        # Widened once where every question needs them all.
        self._all = vectors.astype(np.float32) if len(vectors) <= ALL_COMPARED else None
        self._word = lru_cache(maxsize=_WORDS_REMEMBERED)(lambda word: encoder.encode([word])[0])
        self._parts = lru_cache(maxsize=_TEXTS_REMEMBERED)(encoder.encode_parts)

    @classmethod
    def saved(cls, arrays: Mapping[str, Array], corpus: Corpus, encoder: Encoder, version: str) -> Meaning:
        """Read the vectors that `encoder` made of `corpus` from `arrays`.

        Raises SavedIndexError where they are not there, or not as many.
        """
        found, ends = arrays.get(VECTORS), corpus.ends
        sentences = int(ends[-1]) if len(ends) else 0
        if found is None or found.dtype.str != ARRAYS[VECTORS] or len(found) != sentences * encoder.dimensions:
            raise SavedIndexError(f"The saved index of {version} is damaged: its vectors do not fit its sentences.")
        return cls(encoder, found.reshape(sentences, encoder.dimensions), ends)

    @classmethod
    def of(cls, corpus: Corpus, encoder: Encoder) -> Meaning:
        """Encode all units of `corpus`."""
        return cls(encoder, embed(encoder, ((unit.document, unit.sentences) for unit in corpus.units)), corpus.ends)

    def said(self, sentences: slice) -> Array:
        """Return the vectors of a run of sentences."""
        return self._vectors[sentences]

    def every(self, question: str) -> dict[int, Near] | None:
        """Return how near each unit comes, by its number; None where there are too many sentences for that."""
        if self._all is None:
            return None
        if not len(self._all):
            return {}
        found = self._all @ self.encoder.encode([question])[0]
        similar, scaled = self._scales(np.maximum.reduceat(found, self._ends[:-1]))
        ends = self._ends.tolist()
        each = zip(pairwise(ends), similar.tolist(), scaled.tolist(), strict=True)
        return {at: Near(found[a:b], one, place) for at, ((a, b), one, place) in enumerate(each)}

    def candidates(self, question: str, by_words: tuple[Array, Array], weight: float, count: int) -> dict[int, Near]:
        """Return how near the `count` units come that are best by words and meaning together, by their numbers.

        `by_words` are numbers of units with their scores, the best `BY_WORDS`; `weight` is what meaning counts.
        """
        asked = self.encoder.encode([question])[0]
        numbers, scores = by_words
        if self._all is not None:
            numbers, scores = self._joined(numbers, scores, self._all @ asked)
        if not len(numbers):
            return {}
        near, starts, stops = self._compared(numbers, asked)
        similar, scaled = self._scales(np.maximum.reduceat(near, starts))
        order = np.lexsort((numbers, -mixed(scores / (scores.max() or 1.0), scaled, weight)))
        kept = order[(scores[order] > 0) | (similar[order] >= NEAR)][:count]
        each = zip(*(of[kept].tolist() for of in (numbers, starts, stops, similar, scaled)), strict=True)
        return {unit: Near(near[a:b], one, place) for unit, a, b, one, place in each}

    def _scales(self, cosines: Array) -> tuple[Array, Array]:
        """Return these cosines as `Near` has them: as similarities, and as their places among each other."""
        least, most = cosines.min(), cosines.max()
        return self.encoder.similarity(cosines), (cosines - least) / ((most - least) or 1.0)

    def closeness(self, words: Sequence[str], text: str) -> list[float]:
        """Return how close the closest part of `text` comes to each of `words`, from 0 for far to 1 for near."""
        cosines = np.stack([self._word(word) for word in words]) @ self._parts(text).T
        similar = self.encoder.similarity_of_words(cosines.max(axis=1, initial=0.0))
        closeness: list[float] = np.clip((similar - FAR_WORDS) / (NEAR_WORDS - FAR_WORDS), 0.0, 1.0).tolist()
        return closeness

    def _joined(self, numbers: Array, scores: Array, found: Array) -> tuple[Array, Array]:
        """Add to the units found by words, with no score, those that come nearest of all."""
        best = np.maximum.reduceat(found, self._ends[:-1]) if len(found) else found
        best[numbers] = -2.0  # below any cosine: they are there already
        place = max(len(best) - BY_MEANING, 0)
        others = (np.argpartition(best, place) if place else np.arange(len(best)))[place:]
        others = others[best[others] > -2.0]
        return np.concatenate([numbers, others]), np.concatenate([scores, np.zeros(len(others))])

    def _compared(self, numbers: Array, asked: Array) -> tuple[Array, Array, Array]:
        """Return the cosines of the sentences of some units, and where those of each begin and end."""
        first = self._ends[numbers].astype(np.int64)
        lengths = self._ends[numbers + 1] - first
        stops = np.cumsum(lengths)
        starts = stops - lengths
        rows = np.arange(stops[-1]) + np.repeat(first - starts, lengths)
        return self._vectors[rows].astype(np.float32) @ asked, starts, stops


def mixed(words: Scores, meaning: Scores, weight: float) -> Scores:
    """Return the convex sum of two scores of the same passages, each between 0 and 1; `weight` is that of the second.

    What is brought there by its least and its greatest value (min-max) mixes better than ranks do; the least score by
    words is 0 (Bruch, Gai and Ingber, An Analysis of Fusion Functions for Hybrid Retrieval, 2023).
    """
    return (1 - weight) * words + weight * meaning


def embed(encoder: Encoder, units: Iterable[tuple[Document, Sequence[Sentence]]]) -> Array:
    """Return the vectors of the sentences of some units, each a document with neighbouring sentences, a row each."""
    texts = chain.from_iterable(_texts(document, sentences) for document, sentences in units)
    rows = [np.empty((0, encoder.dimensions), dtype=ARRAYS[VECTORS])]
    while some := list(islice(texts, _TOGETHER)):
        found = encoder.encode(some)
        rows.append(((found[0::2] + found[1::2]) / 2).astype(ARRAYS[VECTORS]))
    return np.concatenate(rows)


def _texts(document: Document, sentences: Sequence[Sentence]) -> Iterator[str]:
    """Yield each sentence, followed by the window of three around it."""
    last = len(sentences) - 1
    for at, sentence in enumerate(sentences):
        yield document.slice(sentence)
        yield document.text[sentences[max(at - 1, 0)].start : sentences[min(at + 1, last)].end]
