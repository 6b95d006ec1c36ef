"""One version of everything that answers, and the store that swaps it whole."""

from __future__ import annotations

import logging
import tempfile
import threading
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot import wording
from bot.answers.answerer import Answerer
from bot.errors import IndexingError, KnowledgeError, ReloadInProgressError, SavedIndexError
from bot.indexer import Indexer
from bot.knowledge.diff import Change, Diff
from bot.knowledge.loader import load
from bot.search.building import prepare
from bot.search.saved import Saved, open_knowledge, open_saved, version_of
from bot.search.served import Served, served_versions
from bot.search.store import Store

if TYPE_CHECKING:
    from pathlib import Path

    from bot.knowledge.model import Knowledge
    from bot.search.encoder import Encoder
    from bot.search.names import Names
    from bot.search.ranking import Indexed

__all__ = ["Change", "Diff", "Snapshot", "SnapshotStore"]

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One knowledge with all that was made of it. A command takes one and uses it to its end.

    `checked_by` is the version of the bot that has checked the knowledge, where it was not this one.
    """

    knowledge: Knowledge
    answerer: Answerer
    names: Names
    checked_by: str | None = None

    @classmethod
    def build(
        cls,
        knowledge: Knowledge,
        *,
        max_question: int = 1000,
        indexed: Indexed | None = None,
        encoder: Encoder | None = None,
    ) -> Snapshot:
        """Index `knowledge`, unless it is `indexed`, for answering questions of at most `max_question` characters."""
        answerer = Answerer(knowledge, max_question=max_question, indexed=indexed, encoder=encoder)
        return cls(knowledge, answerer, answerer.names)

    @property
    def version(self) -> str:
        """The knowledge's version, ``sha256:…``."""
        return self.knowledge.version

    @property
    def model(self) -> str | None:
        """The name of the model that passages are found by meaning with, or None where words alone find them."""
        meaning = self.answerer.ranker.meaning
        return meaning.encoder.name if meaning else None


class SnapshotStore:
    """Holds the snapshot that answers now, and replaces it by a new one, whole.

    `current` is None before `load`, and where there was never a good knowledge. `trouble` holds the faults for which
    the last good knowledge, or none, has been served since the start; those that only a reload finds are told by that.
    """

    def __init__(
        self, folder: Path, cache: Path | None, *, max_question: int = 1000, encoder: Encoder | None = None
    ) -> None:
        """Serve the knowledge in `folder`; keep it indexed below `cache`, or in memory alone if that is None.

        With `encoder`, passages are found by what they mean as well.
        """
        self._folder = folder
        self._saved = Store(cache) if cache is not None else None
        self._served = Served(cache, folder) if cache is not None else None
        self._max_question = max_question
        self._encoder = encoder
        self._reloading = threading.Lock()
        self._current: Snapshot | None = None
        self._trouble: KnowledgeError | None = None
        self._warned = False
        self._indexer: Indexer | None = None

    @property
    def current(self) -> Snapshot | None:
        """The snapshot that answers now."""
        return self._current

    @property
    def trouble(self) -> KnowledgeError | None:
        """The faults, where the last good knowledge, or none, is served instead of the folder's."""
        return self._trouble

    def load(self) -> None:
        """Start: serve the folder's knowledge, or, where it has faults, the last good one, or none.

        What is saved for the very files is opened; else it is built, in this process, since nobody waits for an answer.
        """
        try:
            self._serve(self._start())
        except KnowledgeError as error:
            self._trouble = error
            self._current = self._last_good()
            # The faults say where they are: a traceback would not help.
            _log.error("%s %s", error, _told(self._current))
            for fault in error.faults:
                _log.error("%s", fault)

    def check(self) -> Knowledge:
        """Read the folder, without serving it.

        Raises:
            KnowledgeError: it has faults.
        """
        return load(self._folder)

    def reload(self, *, dry_run: bool = False) -> Diff:
        """Build the folder's knowledge aside and serve it; with `dry_run` only tell what would change.

        It blocks for as long as that takes; meanwhile, and after any failure, `current` is what it was. The work is
        done by a process of its own, unless nothing can be saved.

        Raises:
            KnowledgeError: the folder has faults.
            IndexingError: the process that does the work came to nothing.
            ReloadInProgressError: another reload is under way.
        """
        if not self._reloading.acquire(blocking=False):
            raise ReloadInProgressError
        try:
            return self._reload(dry_run=dry_run)
        except KnowledgeError as error:
            if self._trouble:
                self._trouble = error
            raise
        finally:
            self._reloading.release()

    def close(self) -> None:
        """End a reload that is under way, so that nothing waits for it; what is served stays."""
        if self._indexer:
            self._indexer.stop()

    def _reload(self, *, dry_run: bool) -> Diff:
        fresh, old = self._fresh(), self._current
        diff = Diff.between(old.knowledge if old else None, fresh.knowledge)
        if not dry_run:
            self._serve(fresh)
        return diff

    def _start(self) -> Snapshot:
        """Return the folder's knowledge, saved where that can be done."""
        if self._saved:
            try:
                return self._mapped(prepare(self._folder, self._saved, encoder=self._encoder).saved)
            except (OSError, SavedIndexError) as error:
                self._warn(error)
        return self._in_memory(load(self._folder))

    def _fresh(self) -> Snapshot:
        """Return the folder's knowledge as it is now: the current snapshot where nothing has changed."""
        if self._saved and self._can_be_written(self._saved.cache):
            self._indexer = Indexer(self._folder, self._saved.cache, str(self._encoder.folder) if self._encoder else "")
            version = self._indexer.run()
            if current := self._served_as(version):
                return current
            if version.partition("+")[2] != (self._encoder.identity if self._encoder else ""):
                raise IndexingError(wording.terminal.not_indexed(wording.meaning.CHANGED))
            try:
                return self._open(version)
            except (OSError, SavedIndexError) as error:
                raise IndexingError(wording.terminal.not_indexed(str(error).rstrip("."))) from error
        knowledge = load(self._folder)
        return self._served_as(version_of(knowledge.version, self._encoder)) or self._in_memory(knowledge)

    def _served_as(self, version: str) -> Snapshot | None:
        """Return what answers where it is `version`, as this version of the bot has checked it."""
        current = self._current
        return current if current and current.checked_by is None and self._version(current) == version else None

    def _serve(self, fresh: Snapshot) -> None:
        self._current, self._trouble = fresh, None
        if not (self._saved and self._served):
            return
        try:
            self._saved.cache.mkdir(parents=True, exist_ok=True)
            self._served.write(self._version(fresh))
        except OSError as error:
            self._warn(error)
        self._saved.prune(self._version(fresh), served_versions(self._saved.cache))

    def _last_good(self) -> Snapshot | None:
        """Return the version that was served last, read from end to end; damage is logged and not served."""
        version = self._served.read() if self._served else None
        if not (self._saved and version):
            return None
        try:
            self._saved.verify(version)
            return self._open_of_any_bot(version)
        except FileNotFoundError:
            return None
        except (OSError, SavedIndexError) as error:
            _log.warning("The last good knowledge cannot be used: %s", error)
            return None

    def _can_be_written(self, cache: Path) -> bool:
        try:
            cache.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=cache):
                return True
        except OSError as error:
            self._warn(error)
            return False

    def _warn(self, error: Exception) -> None:
        """Say once that nothing can be saved."""
        if self._saved and not self._warned:
            reason = (error.strerror if isinstance(error, OSError) else None) or str(error).rstrip(".")
            _log.warning("%s", wording.terminal.no_cache(self._saved.cache, reason))
        self._warned = True

    def _version(self, snapshot: Snapshot) -> str:
        """Return the version under which a snapshot of the folder is saved."""
        return version_of(snapshot.version, self._encoder)

    def _open(self, version: str) -> Snapshot:
        assert self._saved is not None  # noqa: S101 - for the type checker: whoever opens has built before
        return self._mapped(open_saved(self._saved, version, self._encoder))

    def _open_of_any_bot(self, version: str) -> Snapshot:
        """Open the folder of `version`; where only another version of the bot can, index its knowledge in memory."""
        try:
            return self._open(version)
        except SavedIndexError:
            assert self._saved is not None  # noqa: S101 - as above
            knowledge, checked_by = open_knowledge(self._saved, version)
            return replace(self._in_memory(knowledge), checked_by=checked_by)

    def _mapped(self, saved: Saved) -> Snapshot:
        return Snapshot.build(saved.knowledge, max_question=self._max_question, indexed=saved.indexed)

    def _in_memory(self, knowledge: Knowledge) -> Snapshot:
        return Snapshot.build(knowledge, max_question=self._max_question, encoder=self._encoder)


def _told(instead: Snapshot | None) -> str:
    """Say what is served instead of what has faults."""
    if instead is None:
        return wording.terminal.NONE_INSTEAD
    served = wording.terminal.served_instead(instead.version[:15])
    return served if instead.checked_by is None else f"{served} {wording.terminal.checked_by(instead.checked_by)}"
