"""The files of a knowledge folder, read once into memory, with what is wrong with them as files."""

from __future__ import annotations

import hashlib
import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bot.knowledge.report import WHOLE_FILE
from bot.knowledge.slugs import SLUG_HINT, is_slug, slugify

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.knowledge.report import Report

MAX_DOCUMENT = 8_000_000
"""Bytes of a document at most."""
MAX_YAML = 1_000_000
"""Bytes of a YAML file at most."""

DOCUMENTS = "documents"
ACTORS = "actors"
SYNONYMS = "synonyms.yaml"
HEDGES = "hedges.yaml"
# What no text holds: ESC and CSI would be commands to the terminal that an excerpt is shown on.
_NO_TEXT_NAMES = {b"\0": "NUL", b"\x1b": "ESC", "\x9b".encode(): "CSI"}
_NO_TEXT = re.compile(b"|".join(_NO_TEXT_NAMES))
_SUFFIXES = {DOCUMENTS: ".md", ACTORS: ".yaml"}


@dataclass(frozen=True, slots=True)
class Files:
    """What was read, by name (``actors/tip.yaml``), sorted; and the names of files that could not be read.

    `digests` has the SHA-256 of every file that was read, `contents` the bytes of those that are not known already.
    """

    digests: Mapping[str, str]
    contents: dict[str, bytes]
    unread: frozenset[str]

    def take(self, name: str) -> bytes:
        """Return the contents of a file, and let go of them: nobody reads a document twice."""
        return self.contents.pop(name)

    def of(self, kind: str) -> Iterator[tuple[str, str]]:
        """Yield stem and name of every file that was read in one of the two folders."""
        for name in self.digests:
            if name.startswith(f"{kind}/"):
                yield stem(name), name

    def stems(self, kind: str) -> set[str]:
        """Return the slugs or ids that have a file, also one that could not be read."""
        return {stem(name) for name in (*self.digests, *self.unread) if name.startswith(f"{kind}/")}

    @property
    def version(self) -> str:
        """``sha256:`` and the hash over all names and digests, a line each."""
        lines = "".join(f"{digest} {name}\n" for name, digest in self.digests.items())
        return f"sha256:{hashlib.sha256(lines.encode('utf-8', 'surrogateescape')).hexdigest()}"


def stem(name: str) -> str:
    """Return the slug or id that a file's name stands for."""
    return name.rpartition("/")[2].rpartition(".")[0]


def read_files(folder: Path, report: Report, known: Mapping[str, str] | None = None) -> Files:
    """Read every knowledge file below `folder`; what cannot be read goes to `report`.

    The contents of a file that still has the digest that `known` gives for its name are not kept.
    """
    if not folder.is_dir():
        what = "is not a folder" if folder.exists() else "does not exist"
        hint = "Name a folder that holds documents/ and actors/."
        report.fault(str(folder), WHOLE_FILE, f"the knowledge folder {what}", hint)
        return Files({}, {}, frozenset())
    digests: dict[str, str] = {}
    contents: dict[str, bytes] = {}
    unread: set[str] = set()
    try:
        names = sorted(_listed(folder, report))
    except OSError as error:
        message = f"the knowledge folder cannot be read ({error.strerror})"
        report.fault(str(folder), WHOLE_FILE, message, "Check the folder's permissions.")
        return Files({}, {}, frozenset())
    for name in names:
        data = _read(folder, name, report)
        if data is None:
            unread.add(name)
            continue
        digests[name] = hashlib.sha256(data).hexdigest()
        if (known or {}).get(name) != digests[name]:
            contents[name] = data
    if not any(name.startswith(f"{DOCUMENTS}/") for name in (*digests, *unread)):
        hint = "Put at least one Markdown file with front matter there."
        report.fault(DOCUMENTS, WHOLE_FILE, "no documents", hint)
    return Files(digests, contents, frozenset(unread))


def _listed(folder: Path, report: Report) -> Iterator[str]:
    for name in (SYNONYMS, HEDGES):
        if (folder / name).exists() or (folder / name).is_symlink():
            yield name
    for path in sorted(folder.iterdir()):
        if path.suffix in {".yaml", ".yml", ".md"} and path.name not in {SYNONYMS, HEDGES, "README.md"}:
            hint = "Documents belong in documents/, actors in actors/."
            report.warn(path.name, WHOLE_FILE, "this file is not read", hint)
    for kind, suffix in _SUFFIXES.items():
        if _leads_out(folder, kind):
            report.fault(kind, WHOLE_FILE, *_LEADS_OUT)
        elif (folder / kind).is_dir():
            yield from _listed_in(folder, kind, suffix, report)
        elif (folder / kind).exists():
            report.fault(kind, WHOLE_FILE, "is not a folder", f"Make it a folder that holds {suffix} files.")


_LEADS_OUT = ("is a symbolic link that leads out of the knowledge folder", "Put a copy here instead.")


def _listed_in(folder: Path, kind: str, suffix: str, report: Report) -> Iterator[str]:
    for found in sorted(path.name for path in (folder / kind).iterdir()):
        name = f"{kind}/{found}"
        if found.startswith("."):
            continue
        if Path(found).suffix != suffix:
            report.warn(name, WHOLE_FILE, "this file is not read", f"Only *{suffix} files of this folder are.")
        elif is_slug(stem(found)):
            yield name
        else:
            hint = f"Rename it, for example to {slugify(stem(found))}{suffix}. {SLUG_HINT}"
            report.fault(name, WHOLE_FILE, f'"{stem(found)}" cannot be a name', hint)


def _leads_out(folder: Path, name: str) -> bool:
    # Not Path.resolve: what it does with a link that leads to itself depends on Python's version.
    return not Path(os.path.realpath(folder / name)).is_relative_to(os.path.realpath(folder))


def _read(folder: Path, name: str, report: Report) -> bytes | None:
    path, limit = folder / name, MAX_DOCUMENT if name.startswith(f"{DOCUMENTS}/") else MAX_YAML
    try:
        plain = stat.S_ISREG(path.lstat().st_mode)
        # Its folder was looked at already; where a link leads takes a while to tell.
        if not plain and _leads_out(folder, name):
            report.fault(name, WHOLE_FILE, *_LEADS_OUT)
            return None
        # Anything else than a plain file (a pipe, a device) might never end.
        if not (plain or path.is_file()):
            report.fault(name, WHOLE_FILE, "is not a file", "Put a plain file here.")
            return None
        with path.open("rb") as file:
            data = file.read(limit + 1)
    except OSError as error:
        report.fault(name, WHOLE_FILE, f"cannot be read ({error.strerror})", "Check the file's permissions.")
        return None
    if len(data) > limit:
        report.fault(name, WHOLE_FILE, f"larger than {limit:,} bytes", "Split the file.")
        return None
    return data


def decode(data: bytes, name: str, report: Report) -> str | None:
    """Return the text of a file, without a byte order mark; None, and a fault, where it is none."""
    if not data.strip():
        report.fault(name, WHOLE_FILE, "the file is empty", "Fill it, or delete it.")
        return None
    if found := _NO_TEXT.search(data):
        message = f"not a text file: byte {found.start()} is {_NO_TEXT_NAMES[found[0]]}"
        report.fault(name, _place(data, found.start()), message, "Save it as plain text in UTF-8.")
        return None
    try:
        return data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        message = f"not UTF-8: byte {error.start} is 0x{data[error.start]:02x}"
        report.fault(name, _place(data, error.start), message, "Save the file as UTF-8.")
        return None


def _place(data: bytes, at: int) -> tuple[int, int]:
    before = data[:at]
    line = before[before.rfind(b"\n") + 1 :]
    return before.count(b"\n") + 1, len(line.decode("utf-8", "replace")) + 1
