"""One version of everything that answers, and the store that swaps it whole."""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.answers.answerer import Answerer
from bot.errors import KnowledgeError, ReloadInProgressError
from bot.knowledge.lastgood import LastGood
from bot.knowledge.loader import load, load_with_files

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from bot.knowledge.model import Knowledge
    from bot.search.names import Names

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One knowledge with all that was made of it. A command takes one and uses it to its end."""

    knowledge: Knowledge
    answerer: Answerer
    names: Names

    @classmethod
    def build(cls, knowledge: Knowledge, *, max_question: int = 1000) -> Snapshot:
        """Index `knowledge` for answering questions of at most `max_question` characters."""
        answerer = Answerer(knowledge, max_question=max_question)
        return cls(knowledge, answerer, answerer.names)

    @property
    def version(self) -> str:
        """The knowledge's version, ``sha256:…``."""
        return self.knowledge.version


@dataclass(frozen=True, slots=True)
class Change:
    """What was added, changed and removed between two versions, by name, sorted."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Tell whether there is any difference."""
        return bool(self.added or self.changed or self.removed)


@dataclass(frozen=True, slots=True)
class Diff:
    """What differs between two versions of the knowledge; `old_version` is None where there was none.

    Documents and actors go by slug and id, passages by ``slug ¶6``, facts by ``actor/fact``, aliases by
    ``actor: alias``. Inverses of relations are left out.
    """

    old_version: str | None
    new_version: str
    documents: Change
    passages: Change
    actors: Change
    facts: Change
    aliases: Change

    @classmethod
    def between(cls, old: Knowledge | None, new: Knowledge) -> Diff:
        """Compare two versions."""
        before, after = _parts(old), _parts(new)
        changes = {name: _change(before[name], after[name]) for name in after}
        return cls(old.version if old else None, new.version, **changes)

    def __bool__(self) -> bool:
        """Tell whether there is any difference."""
        return any((self.documents, self.passages, self.actors, self.facts, self.aliases))


def _parts(knowledge: Knowledge | None) -> dict[str, dict[str, Any]]:
    documents = knowledge.documents.values() if knowledge else ()
    actors = knowledge.actors.values() if knowledge else ()
    return {
        "documents": {document.slug: document for document in documents},
        "passages": {f"{d.slug} ¶{p.number}": d.slice(p) for d in documents for p in d.passages},
        "actors": {actor.id: (actor.kind, actor.name, actor.not_to_be_confused_with) for actor in actors},
        "facts": {f"{actor.id}/{fact.id}": fact for actor in actors for fact in actor.facts if not fact.derived},
        "aliases": {f"{actor.id}: {alias.text}": alias for actor in actors for alias in actor.aliases},
    }


def _change(before: Mapping[str, Any], after: Mapping[str, Any]) -> Change:
    return Change(
        added=tuple(sorted(after.keys() - before.keys())),
        changed=tuple(sorted(name for name in after.keys() & before.keys() if after[name] != before[name])),
        removed=tuple(sorted(before.keys() - after.keys())),
    )


class SnapshotStore:
    """Holds the snapshot that answers now, and replaces it by a new one, whole.

    `current` is None before `load`, and where there was never a good knowledge. `trouble` holds the faults while what
    answers is not what the folder says.
    """

    def __init__(self, folder: Path, cache: Path | None, *, max_question: int = 1000) -> None:
        """Serve the knowledge in `folder`; keep the last good one below `cache`, or nowhere if that is None."""
        self._folder = folder
        self._last_good = LastGood(cache / "last-good") if cache is not None else None
        self._max_question = max_question
        self._reloading = threading.Lock()
        self._current: Snapshot | None = None
        self._trouble: KnowledgeError | None = None

    @property
    def current(self) -> Snapshot | None:
        """The snapshot that answers now."""
        return self._current

    @property
    def trouble(self) -> KnowledgeError | None:
        """The faults, where the last good knowledge, or none, is served instead of the folder's."""
        return self._trouble

    def load(self) -> None:
        """Start: serve the folder's knowledge, or, where it has faults, the last good one, or none."""
        try:
            self.reload()
        except KnowledgeError as error:
            self._trouble = error
            kept = self._last_good.load() if self._last_good else None
            self._current = self._build(kept) if kept else None
            instead = f"Serving the last good one, {kept.version[:15]}." if kept else "There is none to serve instead."
            # The faults say where they are: a traceback would not help.
            _log.error("%s %s", error, instead)
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

        It blocks for as long as that takes; meanwhile, and after any failure, `current` is what it was.

        Raises:
            KnowledgeError: the folder has faults.
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

    def _reload(self, *, dry_run: bool) -> Diff:
        knowledge, files = load_with_files(self._folder)
        old = self._current
        diff = Diff.between(old.knowledge if old else None, knowledge)
        if dry_run:
            return diff
        fresh = old if old and old.version == knowledge.version else self._build(knowledge)
        if self._last_good:
            self._last_good.save(files)
        self._current, self._trouble = fresh, None
        return diff

    def _build(self, knowledge: Knowledge) -> Snapshot:
        return Snapshot.build(knowledge, max_question=self._max_question)
