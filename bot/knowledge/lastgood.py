"""A copy of the last knowledge that was good, so that a typing error in a file never takes the bot down."""

from __future__ import annotations

import logging
import os
import shutil
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from bot.errors import KnowledgeError
from bot.knowledge.files import read_files
from bot.knowledge.loader import load
from bot.knowledge.report import Report

if TYPE_CHECKING:
    from bot.knowledge.files import Files
    from bot.knowledge.model import Knowledge

_log = logging.getLogger(__name__)

_ASIDE = ".new-"
_ABANDONED = 3600.0  # seconds after which a copy that was never finished is taken for left over


class LastGood:
    """Keeps copies in a folder of its own: one subfolder a version, and the file ``current`` that names the latest.

    A copy is written aside and renamed, then ``current`` is replaced: whoever reads sees the old one or the new one.
    """

    def __init__(self, folder: Path) -> None:
        """Keep the copies in `folder`, which is made when it is needed."""
        self._folder = folder
        self._pointer = folder / "current"
        self._warned = False

    def save(self, files: Files) -> None:
        """Keep `files`. Where that cannot be done, the log says so once, and the bot goes on."""
        name = _short(files.version)
        before = self._current()
        try:
            if before != name or self._version(name) != files.version:
                self._write(name, files)
            self._remove_all_but(name, before)
        except OSError as error:
            if not self._warned:
                reason = error.strerror or error
                _log.warning("The last good knowledge cannot be kept in %s: %s. Going on.", self._folder, reason)
            self._warned = True

    def load(self) -> Knowledge | None:
        """Return the knowledge that was kept last, or None; a damaged copy is logged and not used."""
        name = self._current()
        if name is None:
            return None
        try:
            knowledge = load(self._folder / name)
        except KnowledgeError as error:
            _log.warning("The last good knowledge kept in %s cannot be used: %s", self._folder / name, error)
            return None
        if _short(knowledge.version) != name:
            _log.warning("The last good knowledge kept in %s is damaged and not used.", self._folder / name)
            return None
        return knowledge

    def _current(self) -> str | None:
        try:
            name = self._pointer.read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError):
            return None  # none was kept yet, or none that can be found
        return name if name.isalnum() else None

    def _version(self, name: str) -> str:
        return read_files(self._folder / name, Report()).version

    def _write(self, name: str, files: Files) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(prefix=_ASIDE, dir=self._folder))
        try:
            for file, data in files.contents.items():
                path = aside / file
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)
            shutil.rmtree(self._folder / name, ignore_errors=True)
            aside.replace(self._folder / name)
            pointer = self._folder / f"{_ASIDE}{os.getpid()}"
            pointer.write_text(name, encoding="utf-8")
            pointer.replace(self._pointer)
        finally:
            shutil.rmtree(aside, ignore_errors=True)

    def _remove_all_but(self, *names: str | None) -> None:
        for path in self._folder.iterdir():
            unfinished = path.name.startswith(_ASIDE) and time.time() - path.stat().st_mtime < _ABANDONED
            if path.is_dir() and path.name not in names and not unfinished:
                shutil.rmtree(path, ignore_errors=True)


def _short(version: str) -> str:
    return version.removeprefix("sha256:")[:16]
