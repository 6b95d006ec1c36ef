"""Arrays in a folder: written once, verified, then mapped by every process that needs them.

A store keeps one folder per version of the knowledge below `CACHE_DIR`. In it stand plain arrays, little-endian, one a
file, and `manifest.json`, which names the format, the version, some values, each file with its type, size and SHA-256,
and the SHA-256 of all that. A folder is written aside and renamed, so that it is whole or not there.
"""

from __future__ import annotations

import hashlib
import json
import mmap
import os
import re
import shutil
import tempfile
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import numpy as np

from bot.errors import SavedIndexError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    import numpy.typing as npt

    Array = npt.NDArray[Any]

FORMAT = 1
"""To be raised whenever arrays of the same names and types come to mean something else."""
_MANIFEST = "manifest.json"
_PREFIX, _ASIDE = "index-", "aside-"
_STALE = 3600.0  # seconds after which a folder that nobody finished is taken for a dead process's


class Writer:
    """Writes the arrays of one folder, each in one or more pieces."""

    def __init__(self, folder: Path) -> None:
        """Write to `folder`, which exists."""
        self.values: dict[str, float] = {}
        self._folder = folder
        self._files: dict[str, tuple[BinaryIO, str, Any]] = {}

    def append(self, name: str, piece: Array) -> None:
        """Add `piece` to the array `name`, whose type is that of its first piece."""
        if name not in self._files:
            path = self._folder / f"{name}.bin"
            self._files[name] = (path.open("xb"), piece.dtype.newbyteorder("<").str, hashlib.sha256())
        file, kind, digest = self._files[name]
        data = np.ascontiguousarray(piece, dtype=kind).view(np.uint8).data
        file.write(data)
        digest.update(data)

    def finish(self, version: str) -> None:
        """Bring all files to the disk, and the manifest last."""
        files = {}
        for name, (file, kind, digest) in self._files.items():
            files[name] = {"type": kind, "bytes": file.tell(), "sha256": digest.hexdigest()}
            file.flush()
            os.fsync(file.fileno())
        manifest = {"format": FORMAT, "version": version, "values": self.values, "files": files}
        (self._folder / _MANIFEST).write_text(json.dumps(manifest | {"sha256": manifest_digest(manifest)}, indent=1))

    def close(self) -> None:
        """Close the files."""
        for file, _, _ in self._files.values():
            file.close()


class Store:
    """The folders below one cache folder; several processes may share it."""

    def __init__(self, cache: Path) -> None:
        """Keep folders in `cache`, which is made when something is written."""
        self.cache = cache

    def folder(self, version: str) -> Path:
        """Return where `version` stands, or would."""
        return self.cache / (_PREFIX + re.sub(r"[^A-Za-z0-9._-]", "-", version))

    @contextmanager
    def write(self, version: str) -> Iterator[Writer]:
        """Give a writer; its folder takes the place of `version` when the block ends without an error.

        Raises OSError where the cache folder cannot be written, and SavedIndexError where the contents, read back,
        are not those that were written.
        """
        self.cache.mkdir(parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(prefix=_ASIDE, dir=self.cache))
        try:
            writer = Writer(aside)
            try:
                yield writer
                writer.finish(version)
            finally:
                writer.close()
            _verify(aside, version)
            self._place(aside, version)
        finally:
            shutil.rmtree(aside, ignore_errors=True)

    def _place(self, aside: Path, version: str) -> None:
        """Rename `aside` to its place, unless another process was first with the same."""
        place = self.folder(version)
        with suppress(FileNotFoundError, SavedIndexError):
            _verify(place, version)
            if _manifest(place, version) == _manifest(aside, version):
                return
        with suppress(FileNotFoundError):
            _remove(place.rename(aside.with_name(f"{aside.name}-replaced")))
        try:
            aside.rename(place)
        except OSError:  # another process was first in this very moment
            if not place.exists():
                raise

    def open(self, version: str) -> tuple[dict[str, float], dict[str, Array]]:
        """Map the folder of `version`; return its values and arrays. Takes as long for a million passages as for one.

        Raises FileNotFoundError where there is none, and SavedIndexError where it is damaged, foreign or older.
        """
        folder = self.folder(version)
        manifest = _manifest(folder, version)
        arrays = {name: _map(folder / f"{name}.bin", entry) for name, entry in manifest["files"].items()}
        return manifest["values"], arrays

    def versions(self) -> Iterator[str]:
        """Yield the versions that have a folder, the one last written or used first; they may be damaged."""
        for folder in sorted(self.cache.glob(_PREFIX + "*"), key=_age):
            with suppress(OSError, ValueError, TypeError, KeyError):
                yield str(json.loads((folder / _MANIFEST).read_bytes())["version"])

    def touch(self, version: str) -> None:
        """Make the folder of `version` the one last used; not where it is gone or the cache cannot be written."""
        with suppress(OSError):
            os.utime(self.folder(version))

    def verify(self, version: str) -> None:
        """Read every byte of `version` and compare it with the manifest.

        Raises FileNotFoundError where there is no folder, and SavedIndexError where one byte differs.
        """
        _verify(self.folder(version), version)

    def prune(self, current: str, keep: Iterable[str] = ()) -> None:
        """Remove all but the folders of `current`, of `keep` and the newest other, and what dead processes left behind.

        A process that has a removed folder mapped keeps on reading it.
        """
        kept = {self.folder(version) for version in (current, *keep)}
        others = [path for path in self.cache.glob(_PREFIX + "*") if path not in kept]
        stale = [path for path in self.cache.glob(_ASIDE + "*") if _age(path) > _STALE]
        for path in sorted(others, key=_age)[1:] + stale:
            _remove(path)


def _remove(path: Path) -> None:
    """Remove a folder, or whatever stands in the place of one, as far as that can be done."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with suppress(OSError):
            path.unlink()


def _age(folder: Path) -> float:
    """Return the seconds since something was written in `folder`; endless where it is gone, or no folder."""
    newest = 0.0
    with suppress(FileNotFoundError, NotADirectoryError):
        newest = max(path.stat().st_mtime for path in (folder, *folder.iterdir()))
    return time.time() - newest


def manifest_digest(manifest: Mapping[str, Any]) -> str:
    """Return the SHA-256 that a manifest is given."""
    return hashlib.sha256(json.dumps(manifest, sort_keys=True).encode()).hexdigest()


def _manifest(folder: Path, version: str) -> Any:
    """Read and check the manifest of `folder`, and that the files are as long as it says."""
    manifest = _read_manifest(folder)
    if manifest["format"] != FORMAT:
        raise SavedIndexError(f"{folder.name} has format {manifest['format']}, not {FORMAT}")
    if manifest["version"] != version:
        raise SavedIndexError(f"{folder.name} belongs to {manifest['version']}, not to {version}")
    for name, entry in manifest["files"].items():
        path = folder / f"{name}.bin"
        size = path.stat().st_size if path.is_file() else None
        if size != entry["bytes"]:
            found = "is missing" if size is None else f"has {size} bytes"
            raise SavedIndexError(f"{folder.name}: {path.name} {found}, expected {entry['bytes']}")
    return manifest


def _read_manifest(folder: Path) -> Any:
    try:
        manifest = json.loads((folder / _MANIFEST).read_bytes())
        digest = manifest.pop("sha256")
    except (FileNotFoundError, NotADirectoryError):
        if not folder.exists():
            raise
        found = f"has no {_MANIFEST}" if folder.is_dir() else "is no folder"
        raise SavedIndexError(f"{folder.name} {found}") from None
    except (ValueError, TypeError, AttributeError, KeyError):
        raise SavedIndexError(f"{folder.name}: {_MANIFEST} cannot be read") from None
    if digest != manifest_digest(manifest):
        raise SavedIndexError(f"{folder.name}: {_MANIFEST} is damaged")
    if not _is_complete(manifest):
        raise SavedIndexError(f"{folder.name}: {_MANIFEST} is not one of an index")
    return manifest


def _is_complete(manifest: Mapping[str, Any]) -> bool:
    """Tell whether a manifest has all that `Writer.finish` writes."""
    values, files = manifest.get("values"), manifest.get("files")
    return (
        {"format", "version"} <= manifest.keys()
        and isinstance(values, dict)
        and isinstance(files, dict)
        and all(isinstance(entry, dict) and {"type", "bytes", "sha256"} <= entry.keys() for entry in files.values())
    )


def _map(path: Path, entry: Mapping[str, Any]) -> Array:
    """Map the array at `path`; nothing is read yet."""
    try:
        if not entry["bytes"]:  # an empty file cannot be mapped
            return np.empty(0, dtype=entry["type"])
        with path.open("rb") as file:
            return np.frombuffer(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ), dtype=entry["type"])
    except (ValueError, TypeError) as error:
        raise SavedIndexError(f"{path.parent.name}: {path.name} cannot be mapped: {error}") from None


def _verify(folder: Path, version: str) -> None:
    for name, entry in _manifest(folder, version)["files"].items():
        path = folder / f"{name}.bin"
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        if digest != entry["sha256"]:
            raise SavedIndexError(f"{folder.name}: the contents of {path.name} are damaged")
