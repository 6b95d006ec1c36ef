"""A knowledge with its index in one folder, which is opened without reading it; `bot.search.building` builds it."""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from pydantic import TypeAdapter

import bot
from bot.errors import Fault, SavedIndexError
from bot.knowledge import archive
from bot.knowledge.actors import Actor  # noqa: TC001 - pydantic reads the annotations of _About
from bot.knowledge.archive import SavedDocuments
from bot.knowledge.files import read_files
from bot.knowledge.model import Hedges, Knowledge
from bot.knowledge.report import Report
from bot.search import layout
from bot.search.corpus import Corpus
from bot.search.index import BM25
from bot.search.meaning import Meaning
from bot.search.ranking import Indexed

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy.typing as npt

    from bot.search.encoder import Encoder
    from bot.search.store import Store, Writer

    Array = npt.NDArray[Any]

_ABOUT = "about"
_UNFIT = "The saved index of {} is damaged: its arrays do not fit together."


@dataclass(frozen=True, slots=True)
class _About:
    """What is not worth an array.

    `made_by` tells the code that made the folder, `bot` its version, `model` the encoder of its vectors.
    """

    made_by: str
    names: str
    actors: tuple[Actor, ...]
    synonyms: tuple[tuple[str, ...], ...]
    peoples: tuple[str, ...]
    hedges: Hedges
    warnings: tuple[Fault, ...]
    model: str | None = None
    bot: str = ""


class Saved(NamedTuple):
    """A knowledge and its index, mapped from the folder of `version`; `documents` are those of the knowledge."""

    version: str
    knowledge: Knowledge
    documents: SavedDocuments
    indexed: Indexed
    names: str


def version_of(knowledge: str, encoder: Encoder | None) -> str:
    """Return the version under which a store keeps a knowledge: its own, and behind a + the identity of the encoder."""
    return f"{knowledge}+{encoder.identity}" if encoder else knowledge


def open_saved(store: Store, version: str, encoder: Encoder | None = None, *, fast: bool | None = None) -> Saved:
    """Map the folder of `version`; `fast` is whether numba answers queries: None, where it is installed.

    Its vectors are used where `encoder` made them.

    Raises FileNotFoundError where there is none, and SavedIndexError where it is damaged, foreign or older.
    """
    values, arrays = store.open(version)
    about = _about(arrays, version)
    if about.made_by != made_by():
        raise SavedIndexError(f"The saved index of {version} was made by another version of the bot.")
    index = BM25.mapped(values, arrays, version, store.cache / "numba", fast=fast)
    documents = _documents(arrays, version)
    if not layout.fits(arrays, len(documents)) or index.corpus_size != len(arrays["unit_first"]):
        raise SavedIndexError(_UNFIT.format(version))
    knowledge = _knowledge(about, documents, version)
    units = Corpus.saved(arrays, documents, index)
    knows = encoder is not None and about.model == encoder.identity
    meant = Meaning.saved(arrays, units, encoder, version) if encoder and knows else None
    return Saved(version, knowledge, documents, Indexed(units, index, meant), about.names)


def open_knowledge(store: Store, version: str) -> tuple[Knowledge, str]:
    """Return the knowledge alone that stands in the folder of `version`, and which version of the bot has put it there.

    That may be any whose format this one reads: its index is of no use then, but what it has checked is.

    Raises FileNotFoundError where there is none, and SavedIndexError where it cannot be read or is not sound.
    """
    _, arrays = store.open(version)
    about = _about(arrays, version)
    knowledge = _knowledge(about, _documents(arrays, version), version)
    if not knowledge.is_sound():
        raise SavedIndexError(f"The saved index of {version} holds facts that this version of the bot would not load.")
    return knowledge, about.bot


def _about(arrays: Mapping[str, Array], version: str) -> _About:
    try:
        return _adapter().validate_python(json.loads(arrays[_ABOUT].tobytes()))
    except (KeyError, TypeError, ValueError):
        raise SavedIndexError(f"The saved index of {version} is damaged: it does not say what it holds.") from None


def _documents(arrays: Mapping[str, Array], version: str) -> SavedDocuments:
    if not archive.fits(arrays):
        raise SavedIndexError(_UNFIT.format(version))
    try:
        return SavedDocuments(arrays)
    except ValueError:
        raise SavedIndexError(_UNFIT.format(version)) from None


def _knowledge(about: _About, documents: SavedDocuments, version: str) -> Knowledge:
    return Knowledge(
        documents=documents,
        actors={actor.id: actor for actor in about.actors},
        version=version.partition("+")[0],
        synonyms=about.synonyms,
        peoples=about.peoples,
        hedges=about.hedges,
        warnings=about.warnings,
    )


def find_saved(folder: Path, store: Store, encoder: Encoder | None = None) -> Saved | None:
    """Return what is saved of just what the knowledge in `folder` says, or None where nothing of use is."""
    report = Report()
    version = read_files(folder, report).version
    with suppress(OSError, SavedIndexError):
        return None if report.faults else open_saved(store, version_of(version, encoder), encoder)
    return None


def write_about(knowledge: Knowledge, encoder: Encoder | None, writer: Writer) -> None:
    """Put what is not worth an array into a folder that is being written."""
    about = _About(
        made_by=made_by(),
        names=knowledge.names,
        actors=tuple(knowledge.actors.values()),
        synonyms=knowledge.synonyms,
        peoples=knowledge.peoples,
        hedges=knowledge.hedges,
        warnings=knowledge.warnings,
        model=encoder.identity if encoder else None,
        bot=bot.__version__,
    )
    data = json.dumps(_adapter().dump_python(about)).encode()
    writer.append(_ABOUT, np.frombuffer(data, np.uint8))


@cache
def made_by() -> str:
    """Return a digest of all code that what is saved depends on: another version might cut or count otherwise."""
    package = Path(bot.__file__).parent
    sources = [
        package / "text.py",
        *sorted((package / "knowledge").glob("*.py")),
        *sorted((package / "search").glob("*.py")),
    ]
    digest = hashlib.sha256(" ".join(metadata.version(name) for name in ("sentencex", "PyStemmer", "numpy")).encode())
    for source in sources:
        digest.update(source.read_bytes())
    return digest.hexdigest()


@cache
def _adapter() -> TypeAdapter[_About]:
    return TypeAdapter(_About)
