"""An encoder of a few words, for which no model is needed: a direction for each group of words that mean the same."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from bot.search.encoder import Encoder
from bot.text import words

GROUPS = ("refuge sanctuary shelter asylum", "chief chiefs leader leaders", "river rivers stream", "money cash funds")
_PLACES = {word: place for place, group in enumerate(GROUPS) for word in group.split()}


class TinyEncoder(Encoder):
    """Counts the words of each group; other words mean a little of nothing in particular."""

    def __init__(self, identity: str = "tiny") -> None:
        self.name, self.identity, self.dimensions = "tiny", identity, len(GROUPS) + 1
        self.folder = Path("tiny")
        self.encoded: list[str] = []

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """Count, and bring to length 1."""
        self.encoded += texts
        rows = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in words(text):
                row[_PLACES.get(word.folded, len(GROUPS))] += 1.0 if word.folded in _PLACES else 0.1
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        scaled: npt.NDArray[np.float32] = (rows / np.maximum(lengths, 1e-9)).astype(np.float32)
        return scaled

    def encode_parts(self, text: str) -> npt.NDArray[np.float32]:
        """Take each word by itself."""
        return self.encode([word.surface for word in words(text)])

    def similarity(self, cosines: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
        """Take a cosine of 0.6 for near."""
        return cosines * 5

    similarity_of_words = similarity
