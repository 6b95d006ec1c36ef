"""Which version of a knowledge folder was served last, so that a typing error in a file never takes the bot down."""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import suppress
from pathlib import Path

_PREFIX = "served-"


class Served:
    """A small file in the cache folder, one for each knowledge folder: what one serves is never shown for another."""

    def __init__(self, cache: Path, folder: Path) -> None:
        """Remember in `cache` what is served of the knowledge in `folder`."""
        self._knowledge = os.path.realpath(folder)
        name = hashlib.sha256(os.fsencode(self._knowledge)).hexdigest()[:16]
        self._path = cache / f"{_PREFIX}{name}.json"

    def read(self) -> str | None:
        """Return the version that was served last, or None."""
        return _version(self._path)

    def write(self, version: str) -> None:
        """Remember `version`. Raises OSError where that cannot be done."""
        aside = self._path.with_suffix(f".{os.getpid()}")
        aside.write_text(json.dumps({"knowledge": self._knowledge, "version": version}), encoding="utf-8")
        aside.replace(self._path)


def served_versions(cache: Path) -> set[str]:
    """Return the versions that were served last of all knowledge folders that still exist."""
    return {version for path in cache.glob(f"{_PREFIX}*.json") if (version := _version(path))}


def _version(path: Path) -> str | None:
    with suppress(OSError, ValueError, TypeError, KeyError):
        told = json.loads(path.read_bytes())
        if Path(told["knowledge"]).exists():
            return str(told["version"])
    return None
