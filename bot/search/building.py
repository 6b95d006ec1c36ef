"""Building what `bot.search.saved` opens: aside, document by document.

What did not change since the folder before is taken over from there: a document whose file has the same digest is not
read again, and not tokenised again as long as the actors have the same names.
"""

from __future__ import annotations

import logging
from collections import deque
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from bot.errors import SavedIndexError
from bot.knowledge import archive
from bot.knowledge.archive import Previous
from bot.knowledge.columns import Columns
from bot.knowledge.files import DOCUMENTS, read_files
from bot.knowledge.loader import load_files
from bot.knowledge.report import Report
from bot.knowledge.track import untracked
from bot.search import layout, meaning
from bot.search.index import BM25
from bot.search.layout import Layout, Renumber, say
from bot.search.meaning import embed
from bot.search.names import Names
from bot.search.postings import Postings
from bot.search.saved import Saved, open_saved, version_of, write_about

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from bot.knowledge.documents import Document
    from bot.knowledge.files import Files
    from bot.knowledge.model import Knowledge
    from bot.knowledge.track import Track
    from bot.search.encoder import Encoder
    from bot.search.layout import Said
    from bot.search.postings import Run
    from bot.search.store import Store

_log = logging.getLogger(__name__)

_TOGETHER = 256  # documents taken over at a time


class Prepared(NamedTuple):
    """What the store has now; `kept` documents were taken over, all of them where nothing was built."""

    saved: Saved
    kept: int

    @property
    def version(self) -> str:
        """What `version_of` makes of the knowledge's."""
        return self.saved.version

    @property
    def documents(self) -> int:
        """The number of documents."""
        return len(self.saved.documents)

    @property
    def passages(self) -> int:
        """The number of passages."""
        return len(self.saved.indexed.corpus)


def prepare(
    folder: Path,
    store: Store,
    track: Track = untracked,
    encoder: Encoder | None = None,
    *,
    verify: bool = False,
    fast: bool | None = None,
) -> Prepared:
    """Open what the store has of just what the knowledge in `folder` says, or build it.

    With `verify`, what is there is read from end to end. A folder that cannot be used is told in the log.

    Raises KnowledgeError where the knowledge has faults, and OSError where the store cannot be written.
    """
    report = Report()
    previous = _previous(store, encoder, fast=fast)
    files = read_files(folder, report, _known(previous))
    version = version_of(files.version, encoder)
    if not report.faults and (saved := _usable(store, version, previous, encoder, verify=verify, fast=fast)):
        store.touch(version)
        return Prepared(saved, len(saved.documents))
    # What is of this very version was found damaged just now, and that was told.
    if previous and (previous.version == version or not _is_whole(store, previous)):
        previous, report = None, Report()
        files = read_files(folder, report)
    version, kept = _build(files, report, previous, store, track, encoder)
    return Prepared(open_saved(store, version, encoder, fast=fast), kept)


def _build(
    files: Files, report: Report, previous: Saved | None, store: Store, track: Track, encoder: Encoder | None
) -> tuple[str, int]:
    """Write what `files` say, without what has not changed since `previous`; return its version and what was kept."""
    reading = Previous(previous.documents, previous.names) if previous else None
    knowledge = load_files(files, report, reading, track, pack=True)
    before = previous if previous and previous.names == knowledge.names else None
    kept = sum(map(reading.has, knowledge.documents.values())) if reading else 0
    documents = deque(knowledge.documents.values())
    knowledge = replace(knowledge, documents={})  # what is written is let go of, document by document
    _write(knowledge, documents, store, before, track, encoder)
    return version_of(knowledge.version, encoder), kept


def _known(previous: Saved | None) -> dict[str, str]:
    """Return the digests of the document files that need not be read again."""
    digests = previous.documents.digests() if previous else {}
    return {f"{DOCUMENTS}/{slug}.md": digest for slug, digest in digests.items()}


def _usable(
    store: Store, version: str, previous: Saved | None, encoder: Encoder | None, *, verify: bool, fast: bool | None
) -> Saved | None:
    """Return what is saved as `version`, which `previous` may be already; None where that cannot be used."""
    try:
        if verify:
            store.verify(version)
        return previous if previous and previous.version == version else open_saved(store, version, encoder, fast=fast)
    except FileNotFoundError:
        return None
    except SavedIndexError as error:
        _log.warning("%s. It is built again.", str(error).removesuffix("."))
        return None


def _previous(store: Store, encoder: Encoder | None, *, fast: bool | None) -> Saved | None:
    """Return what was built or used last; what is wrong with any other is told when that is to be used."""
    for version in store.versions():
        with suppress(OSError, SavedIndexError):
            return open_saved(store, version, encoder, fast=fast)
    return None


def _is_whole(store: Store, saved: Saved) -> bool:
    """Read a folder from end to end: its damage would be handed on."""
    try:
        store.verify(saved.version)
    except (OSError, SavedIndexError) as error:
        _log.warning("%s. Nothing is taken over from it.", str(error).removesuffix("."))
        return False
    return True


def _write(
    knowledge: Knowledge,
    documents: deque[Document],
    store: Store,
    before: Saved | None,
    track: Track,
    encoder: Encoder | None,
) -> None:
    """Write all of a knowledge, and the `documents` that it is of, none of which is left then."""
    with store.write(version_of(knowledge.version, encoder)) as writer:
        columns = Columns(archive.ARRAYS | layout.ARRAYS | (meaning.ARRAYS if encoder else {}), writer.append)
        runs = _Runs(knowledge, columns, before, encoder)
        BM25.write(Postings.numbered(runs.of_all(documents, track), runs.layout.numbers), writer)
        columns.flush()
        write_about(knowledge, encoder, writer)


class _Runs:
    """Yields the terms of all units for the index, while all else of the documents goes into `columns`."""

    def __init__(self, knowledge: Knowledge, columns: Columns, before: Saved | None, encoder: Encoder | None) -> None:
        self.layout = Layout(columns)
        self._knowledge, self._columns, self._before, self._encoder = knowledge, columns, before, encoder
        self._names = Names(knowledge.actors, knowledge.peoples)
        index = before.indexed.index if before else None
        self._renumber = Renumber(self.layout.numbers, index.term, index.terms) if index else None

    def of_all(self, documents: deque[Document], track: Track) -> Iterator[Run]:
        tracked = track(_taken_out(documents), len(documents), "Indexing documents")
        for together in _neighbours(tracked, self._before):
            first = self._before.documents.place(together[0]) if self._before else None
            if self._before and first is not None:
                yield self._taken_over(self._before, together, first)
            else:
                yield from map(self._made, together)

    def _made(self, document: Document) -> Run:
        archive.write_document(self._columns, document, self._knowledge.uses.get(document.slug, b"[]"))
        said = say(document, self._names, self.layout.numbers)
        self._embed(document, said)
        return self.layout.add(said)

    def _taken_over(self, before: Saved, together: list[Document], first: int) -> Run:
        assert self._renumber is not None  # noqa: S101 - for the type checker: there is an index where there are documents
        last = first + len(together)
        before.documents.copy(self._columns, first, last)
        units, meant = before.indexed.corpus, before.indexed.meaning
        if meant:
            self._columns.add(meaning.VECTORS, meant.said(units.sentences(first, last)).ravel())
        else:
            for place, document in enumerate(together, start=first):
                self._embed(document, units.said(place, place + 1))
        return self.layout.take_over(units.said(first, last), self._renumber)

    def _embed(self, document: Document, said: Said) -> None:
        if self._encoder:
            spoken = ((document, sentences) for sentences in said.spoken(document))
            self._columns.add(meaning.VECTORS, embed(self._encoder, spoken).ravel())


def _taken_out(documents: deque[Document]) -> Iterator[Document]:
    while documents:
        yield documents.popleft()


def _neighbours(documents: Iterable[Document], before: Saved | None) -> Iterator[list[Document]]:
    """Yield the documents in order, those that stood one after the other before together, but not too many."""
    together: list[Document] = []
    place = expected = None
    for document in documents:
        place = before.documents.place(document) if before else None
        if together and (place is None or place != expected or len(together) == _TOGETHER):
            yield together
            together = []
        together.append(document)
        expected = place + 1 if place is not None else None
    if together:
        yield together
