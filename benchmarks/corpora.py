"""Corpora from a seed, with the statistics of English prose, for the benchmarks.

- How often a word occurs falls with its rank r as ``1 / (r + q) ** s`` (Zipf-Mandelbrot; stop words are not drawn,
  hence the large q).
- The vocabulary grows with the number of tokens T as ``28.4 * T ** 0.517`` (Heaps' law).
- Lengths of passages are log-normal, cut to 20-400 tokens, 100 on average.
- A word that a passage has used comes again: each token repeats an earlier one of its passage with probability 0.26
  (a Pólya urn).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import numpy.typing as npt

ZIPF_Q, ZIPF_S = 150, 1.386
HEAPS_K, HEAPS_BETA = 28.4, 0.517
LENGTH_MEAN, LENGTH_SIGMA, LENGTH_MIN, LENGTH_MAX = 100, 0.37, 20, 400
REPEAT = 0.26
_BATCH = 20_000  # passages drawn at a time


@dataclass(frozen=True, slots=True)
class Corpus:
    """Tokens of all passages, one after the other: passage i is ``tokens[starts[i]:starts[i + 1]]``.

    A token is the rank of its word, from 0; `words` spells them.
    """

    tokens: npt.NDArray[np.uint32]
    starts: npt.NDArray[np.int64]
    vocabulary: int

    def __len__(self) -> int:
        """Count the passages."""
        return len(self.starts) - 1

    @property
    def words(self) -> list[str]:
        """Return the spelling of every word of the vocabulary, by rank."""
        return [f"w{rank}" for rank in range(self.vocabulary)]

    def ids(self) -> Iterator[npt.NDArray[np.uint32]]:
        """Give each passage as an array of ranks."""
        for i in range(len(self)):
            yield self.tokens[self.starts[i] : self.starts[i + 1]]

    def frequencies(self) -> npt.NDArray[np.int64]:
        """Count, for each word, the passages that hold it."""
        counts = np.zeros(self.vocabulary, dtype=np.int64)
        for first in range(0, len(self), _BATCH):
            starts = self.starts[first : first + _BATCH + 1]
            numbers = np.repeat(np.arange(len(starts) - 1), np.diff(starts))
            pairs = np.unique(numbers * self.vocabulary + self.tokens[starts[0] : starts[-1]])
            counts += np.bincount(pairs % self.vocabulary, minlength=self.vocabulary)
        return counts

    def passages(self) -> Iterator[list[str]]:
        """Give each passage as a list of words; equal words are one object."""
        words = np.array(self.words, dtype=object)
        for ids in self.ids():
            yield words[ids].tolist()

    def save(self, folder: Path) -> None:
        """Write the corpus to `folder`, for `Corpus.load` in another process."""
        folder.mkdir(parents=True, exist_ok=True)
        np.save(folder / "tokens.npy", self.tokens)
        np.save(folder / "starts.npy", self.starts)
        np.save(folder / "vocabulary.npy", np.array(self.vocabulary))

    @classmethod
    def load(cls, folder: Path) -> Corpus:
        """Map a saved corpus; its tokens stay on disk until they are read."""
        return cls(
            np.load(folder / "tokens.npy", mmap_mode="r", allow_pickle=False),
            np.load(folder / "starts.npy", allow_pickle=False),
            int(np.load(folder / "vocabulary.npy", allow_pickle=False)),
        )


def synthetic(passages: int, seed: int = 1) -> Corpus:
    """Draw a corpus; the same seed gives the same one."""
    rng = np.random.default_rng(seed)
    mu = np.log(LENGTH_MEAN) - LENGTH_SIGMA**2 / 2
    lengths = np.clip(np.rint(rng.lognormal(mu, LENGTH_SIGMA, passages)), LENGTH_MIN, LENGTH_MAX).astype(np.int64)
    starts = np.concatenate(([0], np.cumsum(lengths)))
    vocabulary = max(1, round(HEAPS_K * float(starts[-1]) ** HEAPS_BETA))
    cumulative = np.cumsum((np.arange(1, vocabulary + 1) + ZIPF_Q) ** -ZIPF_S)
    tokens = np.empty(starts[-1], dtype=np.uint32)
    for first in range(0, passages, _BATCH):
        batch = lengths[first : first + _BATCH]
        tokens[starts[first] : starts[first] + batch.sum()] = _draw(rng, batch, cumulative)
    return Corpus(tokens, starts, vocabulary)


def _draw(
    rng: np.random.Generator, lengths: npt.NDArray[np.int64], cumulative: npt.NDArray[np.float64]
) -> npt.NDArray[np.int64]:
    """Draw the tokens of some passages: each is new with probability 1 - REPEAT, else a copy of an earlier one."""
    total = int(lengths.sum())
    fresh: npt.NDArray[np.int64] = np.minimum(
        np.searchsorted(cumulative, rng.random(total) * cumulative[-1]), len(cumulative) - 1
    )
    begin = np.repeat(np.cumsum(lengths) - lengths, lengths)
    place = np.arange(total)
    earlier = begin + (rng.random(total) * (place - begin)).astype(np.int64)
    source = np.where((rng.random(total) < REPEAT) & (place > begin), earlier, place)
    while True:  # a copy of a copy leads back to a new token
        further = source[source]
        if np.array_equal(further, source):
            return fresh[source]
        source = further


def draw_queries(
    frequencies: npt.NDArray[np.int64], terms: int, count: int, seed: int = 1
) -> list[npt.NDArray[np.int64]]:
    """Draw `count` queries of `terms` different words each, a word as likely as the number of passages that hold it."""
    rng = np.random.default_rng([seed, terms])
    chances = frequencies / frequencies.sum()
    return [rng.choice(len(frequencies), size=terms, replace=False, p=chances) for _ in range(count)]
