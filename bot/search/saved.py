"""A knowledge with its index in one folder: built aside, document by document, then opened without reading it.

What did not change since the folder before is taken over from there: a document whose file has the same digest is not
read again, and not tokenised again as long as the actors have the same names.
"""

from __future__ import annotations

import hashlib
import json
import logging
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from pydantic import TypeAdapter

import bot
from bot.errors import Fault, SavedIndexError
from bot.knowledge import archive
from bot.knowledge.actors import Actor  # noqa: TC001 - pydantic reads the annotations of _About
from bot.knowledge.archive import SavedDocuments
from bot.knowledge.columns import Columns
from bot.knowledge.files import DOCUMENTS, read_files
from bot.knowledge.loader import Previous, load_files, untracked
from bot.knowledge.model import Hedges, Knowledge
from bot.knowledge.report import Report
from bot.search import corpus
from bot.search.corpus import Corpus, Layout, Renumber, say
from bot.search.index import BM25
from bot.search.names import Names
from bot.search.postings import Postings
from bot.search.ranking import Indexed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.knowledge.documents import Document
    from bot.knowledge.loader import Track
    from bot.search.postings import Run
    from bot.search.store import Store

_log = logging.getLogger(__name__)

_ABOUT = "about"
_TOGETHER = 256  # documents taken over at a time


@dataclass(frozen=True, slots=True)
class _About:
    """What is not worth an array; `made_by` tells the code that made the folder."""

    made_by: str
    names: str
    actors: tuple[Actor, ...]
    synonyms: tuple[tuple[str, ...], ...]
    peoples: tuple[str, ...]
    hedges: Hedges
    warnings: tuple[Fault, ...]


class Saved(NamedTuple):
    """A knowledge and its index, mapped from a folder; `documents` are those of the knowledge."""

    knowledge: Knowledge
    documents: SavedDocuments
    indexed: Indexed
    names: str

    def place(self, document: Document) -> int | None:
        """Return the number of a document, where it is one of these."""
        known = self.documents.get(document.slug) is document
        return self.documents.number(document.slug) if known else None


class Prepared(NamedTuple):
    """What there is in the folder of `version`; `kept` documents were taken over, all of them where it was there."""

    version: str
    documents: int
    passages: int
    kept: int


def open_saved(store: Store, version: str, *, fast: bool | None = None) -> Saved:
    """Map the folder of `version`; `fast` is whether numba answers queries: None, where it is installed.

    Raises FileNotFoundError where there is none, and SavedIndexError where it is damaged, foreign or older.
    """
    values, arrays = store.open(version)
    try:
        about = _adapter().validate_python(json.loads(arrays[_ABOUT].tobytes()))
        documents = SavedDocuments(arrays) if archive.fits(arrays) else None
    except (KeyError, TypeError, ValueError):
        raise SavedIndexError(f"The saved index of {version} is damaged: it does not say what it holds.") from None
    if about.made_by != made_by():
        raise SavedIndexError(f"The saved index of {version} was made by another version of the bot.")
    index = BM25.mapped(values, arrays, version, store.cache / "numba", fast=fast)
    if documents is None or not corpus.fits(arrays, len(documents)) or index.corpus_size != len(arrays["unit_first"]):
        raise SavedIndexError(f"The saved index of {version} is damaged: its arrays do not fit together.")
    knowledge = Knowledge(
        documents=documents,
        actors={actor.id: actor for actor in about.actors},
        version=version,
        synonyms=about.synonyms,
        peoples=about.peoples,
        hedges=about.hedges,
        warnings=about.warnings,
    )
    return Saved(knowledge, documents, Indexed(Corpus.saved(arrays, documents, index.term), index), about.names)


def find_saved(folder: Path, store: Store) -> Saved | None:
    """Return what is saved of just what the knowledge in `folder` says, or None where nothing of use is."""
    report = Report()
    version = read_files(folder, report).version
    with suppress(OSError, SavedIndexError):
        return None if report.faults else open_saved(store, version)
    return None


def prepare(
    folder: Path, store: Store, track: Track = untracked, *, verify: bool = False, fast: bool | None = None
) -> Prepared:
    """See that the store has what the knowledge in `folder` says, and build it where it is not there.

    What is there is opened, as `fast` says; with `verify` it is read from end to end. A folder that cannot be used is
    told in the log.

    Raises KnowledgeError where the knowledge has faults, and OSError where the store cannot be written.
    """
    report = Report()
    previous = _previous(store)
    files = read_files(folder, report, _known(previous))
    if not report.faults and (saved := _usable(store, files.version, verify=verify, fast=fast)):
        store.touch(files.version)
        return _prepared(saved, len(saved.documents))
    if previous and not _is_whole(store, previous):
        previous, report = None, Report()
        files = read_files(folder, report)
    reading = Previous(previous.documents, previous.names) if previous else None
    knowledge = load_files(files, report, reading, track, pack=True)
    _write(knowledge, store, previous if previous and previous.names == knowledge.names else None, track)
    kept = sum(map(reading.has, knowledge.documents.values())) if reading else 0
    return _prepared(open_saved(store, knowledge.version, fast=fast), kept)


def _known(previous: Saved | None) -> dict[str, str]:
    """Return the digests of the document files that need not be read again."""
    digests = previous.documents.digests() if previous else {}
    return {f"{DOCUMENTS}/{slug}.md": digest for slug, digest in digests.items()}


def _prepared(saved: Saved, kept: int) -> Prepared:
    return Prepared(saved.knowledge.version, len(saved.documents), len(saved.indexed.corpus), kept)


def _usable(store: Store, version: str, *, verify: bool, fast: bool | None) -> Saved | None:
    try:
        if verify:
            store.verify(version)
        return open_saved(store, version, fast=fast)
    except FileNotFoundError:
        return None
    except SavedIndexError as error:
        _log.warning("%s It is built again.", str(error).removesuffix(".") + ".")
        return None


def _previous(store: Store) -> Saved | None:
    """Return what was built or used last; what is wrong with any other is told when that is to be used."""
    for version in store.versions():
        with suppress(OSError, SavedIndexError):
            return open_saved(store, version, fast=False)
    return None


def _is_whole(store: Store, saved: Saved) -> bool:
    """Read a folder from end to end: its damage would be handed on."""
    try:
        store.verify(saved.knowledge.version)
    except (OSError, SavedIndexError) as error:
        _log.warning("%s Nothing is taken over from it.", str(error).removesuffix(".") + ".")
        return False
    return True


def _write(knowledge: Knowledge, store: Store, before: Saved | None, track: Track) -> None:
    about = _About(
        made_by=made_by(),
        names=knowledge.names,
        actors=tuple(knowledge.actors.values()),
        synonyms=knowledge.synonyms,
        peoples=knowledge.peoples,
        hedges=knowledge.hedges,
        warnings=knowledge.warnings,
    )
    with store.write(knowledge.version) as writer:
        columns = Columns(archive.ARRAYS | corpus.ARRAYS, writer.append)
        layout = Layout(columns)
        BM25.write(Postings.numbered(_runs(knowledge, columns, layout, before, track), layout.numbers), writer)
        columns.flush()
        data = json.dumps(_adapter().dump_python(about)).encode()
        writer.append(_ABOUT, np.frombuffer(data, np.uint8))


def _runs(knowledge: Knowledge, columns: Columns, layout: Layout, before: Saved | None, track: Track) -> Iterator[Run]:
    """Yield the terms of all units for the index, while all else of the documents goes into `columns`."""
    names = Names(knowledge.actors, knowledge.peoples)
    index = before.indexed.index if before else None
    renumber = Renumber(layout.numbers, index.term, index.terms) if index else None
    documents = track(knowledge.documents.values(), len(knowledge.documents), "Indexing documents")
    for together in _neighbours(documents, before):
        if before and renumber and (first := before.place(together[0])) is not None:
            last = first + len(together)
            before.documents.copy(columns, first, last)
            yield layout.take_over(before.indexed.corpus.said(first, last), renumber)
            continue
        for document in together:
            archive.write_document(columns, document, knowledge.uses.get(document.slug, b"[]"))
            yield layout.add(say(document, names, layout.numbers))


def _neighbours(documents: Iterable[Document], before: Saved | None) -> Iterator[list[Document]]:
    """Yield the documents in order, those that stood one after the other before together, but not too many."""
    together: list[Document] = []
    place = expected = None
    for document in documents:
        place = before.place(document) if before else None
        if together and (place is None or place != expected or len(together) == _TOGETHER):
            yield together
            together = []
        together.append(document)
        expected = place + 1 if place is not None else None
    if together:
        yield together


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
