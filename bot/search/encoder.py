"""Texts as vectors: a static embedding model, for which the extra `semantic` is installed and `SEMANTIC_MODEL` is set.

Such a model is a table with a vector for each piece of a word; a text's vector is their mean. It knows that "refuge" is
near "sanctuary", writes nothing, and takes microseconds (Tulkens and van Dongen, Model2Vec, 2024).
"""

from __future__ import annotations

import hashlib
import logging
import re
from functools import cached_property
from importlib import import_module, metadata
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from bot import wording
from bot.errors import ModelError
from bot.text import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    Vectors = npt.NDArray[np.float32]
    Scale = tuple[float, float]

_log = logging.getLogger(__name__)

# What model2vec reads of a model's folder; sentence-transformers keeps the last two in a folder of their own.
_FILES = [
    "config.json",
    "config_sentence_transformers.json",
    *(folder + name for folder in ("", "0_StaticEmbedding/") for name in ("model.safetensors", "tokenizer.json")),
]
_HUB_NAME = re.compile(r"[\w-][\w.-]*/[\w-][\w.-]*", re.ASCII)
# No text of a kind that is asked for, or quoted, is longer; what is behind is cut off before it costs time.
_LONGEST = 512  # tokens
_WORDS_REMEMBERED = 1 << 15  # of which the parts are known
_TINY = 1e-12  # what a vector's length is at least taken for

# What people ask, and what answers it; each question has nothing to do with the answers to the others.
_EVERYDAY = (
    ("How long do you boil an egg?", "Leave it in the hot water for six minutes."),
    ("Which train goes to the coast?", "The express to the harbour leaves from platform four."),
    ("Who won the match last night?", "The home team scored twice in the second half."),
    ("What does the roof need?", "Several tiles have cracked and let the rain in."),
    ("Why did the shares fall?", "Investors were disappointed by the quarterly profits."),
    ("Where do swallows spend the winter?", "The birds fly south across the desert in autumn."),
    ("When was the bridge built?", "Engineers finished the crossing in 1894."),
    ("How is the patient treated?", "The doctor prescribed rest and an antibiotic."),
    ("Which programme did she study?", "After school she enrolled in chemistry at the university."),
    ("What is the song about?", "The chorus tells of a sailor who never came home."),
    ("How do I reset my password?", "Open the settings of your account and choose a new one."),
    ("Who painted the portrait?", "The canvas is by a pupil of the Dutch master."),
)


class Encoder:
    """Turns texts into vectors of length 1, the same for the same text; threads may share it."""

    def __init__(self, folder: Path, name: str | None = None) -> None:
        """Load the model in `folder`, which is told of as `name` (that of the folder, unless given).

        Raises ModelError where model2vec is not installed, or the folder holds no model of its kind.
        """
        self.folder, self.name = folder, name or folder.resolve().name
        self._cut: dict[str, list[int]] = {}
        try:
            self._model: Any = import_module("model2vec").StaticModel.from_pretrained(folder)
            self._model.tokenizer.enable_truncation(_LONGEST)
            self.dimensions = int(self._model.dim)
            self.identity = _identity(folder)
            self.encode([self.name])
        except ImportError:
            raise ModelError(wording.meaning.NO_MODEL2VEC) from None
        except Exception as error:  # safetensors and tokenizers may raise anything for a foreign file
            raise ModelError(wording.meaning.not_a_model(_brief(error))) from error

    @cached_property
    def _unrelated(self) -> Scale:
        """The mean and the standard deviation of the cosines of questions with sentences of quite other things."""
        asked, said = (self.encode(texts) for texts in zip(*_EVERYDAY, strict=True))
        return _spread(asked @ said.T)

    @cached_property
    def _unrelated_words(self) -> Scale:
        """The same for words that tell something, each with all others."""
        vectors = self.encode(sorted({w.surface for w in words(" ".join(chain(*_EVERYDAY))) if w.term}))
        return _spread(vectors @ vectors.T)

    def similarity(self, cosines: Vectors) -> Vectors:
        """Return cosines of texts on a scale that is alike for all models.

        It counts standard deviations from the mean cosine of texts that have nothing to do with each other.
        """
        mean, deviation = self._unrelated
        return (cosines - mean) / deviation

    def similarity_of_words(self, cosines: Vectors) -> Vectors:
        """Return cosines of words on such a scale: deviations from the mean cosine of words of quite other things."""
        mean, deviation = self._unrelated_words
        return (cosines - mean) / deviation

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return a row for each text: its vector, or zeros where the model knows no part of it."""
        vectors = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        for row, parts in zip(vectors, self._tokenized(texts), strict=True):
            if parts:
                row[:] = self._vectors(parts).mean(axis=0)
        return _of_length_1(vectors)

    def encode_parts(self, text: str) -> Vectors:
        """Return a row for each different part of a text that the model knows, a word or a piece of one: its vector."""
        found = {word: self._cut.get(word) for word in text.split()}
        if new := [word for word, parts in found.items() if parts is None]:
            cut = dict(zip(new, self._tokenized(new), strict=True))
            if len(self._cut) > _WORDS_REMEMBERED:
                self._cut.clear()
            self._cut.update(cut)
            found.update(cut)
        different = dict.fromkeys(chain.from_iterable(parts for parts in found.values() if parts))
        return _of_length_1(self._vectors(list(different)))

    def _tokenized(self, texts: Sequence[str]) -> list[list[int]]:
        """Return the numbers of the parts of each text."""
        longest = _LONGEST * self._model.median_token_length
        # Half a surrogate pair is no text.
        readable = [text[:longest].encode("utf-8", "replace").decode() for text in texts]
        numbers: list[list[int]] = self._model.tokenize(readable)
        return numbers

    def _vectors(self, parts: Sequence[int]) -> Vectors:
        """Return the vectors of some parts, weighed as the model's own `encode` weighs them.

        That would do as well, but what it sets up for many texts costs as much as one question does.
        """
        model, numbers = self._model, np.array(parts, dtype=np.int64)
        rows = numbers if model.token_mapping is None else model.token_mapping[numbers]
        vectors: Vectors = model.embedding[rows].astype(np.float32)
        return vectors if model.weights is None else vectors * model.weights[numbers, None].astype(np.float32)


def find_encoder(name: str | None) -> Encoder | None:
    """Return the encoder that `name` (a folder, or a model's name on its hub) means, and say in the log which it is.

    Without a name, and where it cannot be loaded, there is none, and the log says so in one line. Only a name of the
    hub that is not in the local cache is downloaded.
    """
    if name is None:
        _log.info("%s", wording.meaning.UNSET)
        return None
    try:
        folder = _folder(name)
        encoder = Encoder(folder, None if folder == Path(name) else name)
    except ModelError as error:
        _log.warning("%s", wording.meaning.words_alone(name, error.sentence))
        return None
    _log.info("%s", wording.meaning.found(encoder.name, encoder.dimensions))
    return encoder


def _folder(name: str) -> Path:
    """Return the folder of the model `name`; one of the hub's is taken from the local cache, else downloaded there."""
    if Path(name).is_dir():
        return Path(name)
    if not _HUB_NAME.fullmatch(name):
        raise ModelError(wording.meaning.NO_FOLDER)
    try:
        download = import_module("huggingface_hub").snapshot_download
    except ImportError:
        raise ModelError(wording.meaning.NO_MODEL2VEC) from None
    for locally in (True, False):
        try:
            return Path(download(name, allow_patterns=_FILES, local_files_only=locally))
        except (OSError, ValueError, RuntimeError) as error:
            if not locally:
                raise ModelError(wording.meaning.not_downloaded(_brief(error))) from error
    raise AssertionError("one of the two ways returns or raises")


def _of_length_1(vectors: Vectors) -> Vectors:
    """Bring each row to length 1, but for zeros."""
    scaled: Vectors = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), _TINY)
    return scaled


def _spread(cosines: Vectors) -> Scale:
    """Return the mean and the standard deviation of cosines, leaving out those on the diagonal."""
    others = cosines[~np.eye(len(cosines), dtype=bool)]
    return float(others.mean()), float(others.std()) or 1.0


def _identity(folder: Path) -> str:
    """Return a digest of the model's files and of the version of model2vec: others give other vectors."""
    digest = hashlib.sha256(metadata.version("model2vec").encode())
    for name in _FILES:
        if (path := folder / name).is_file():
            with path.open("rb") as file:
                digest.update(hashlib.file_digest(file, "sha256").digest())
    return digest.hexdigest()[:16]


def _brief(error: Exception) -> str:
    lines = str(error).split("\n")
    return (lines[0].strip() or type(error).__name__)[:200]
