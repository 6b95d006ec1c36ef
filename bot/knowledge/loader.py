"""A knowledge folder → Knowledge, or every fault in it at once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.errors import KnowledgeError
from bot.knowledge.files import read_files
from bot.knowledge.report import Report
from bot.knowledge.track import untracked

if TYPE_CHECKING:
    from pathlib import Path

    from bot.knowledge.archive import Previous
    from bot.knowledge.files import Files
    from bot.knowledge.model import Knowledge
    from bot.knowledge.track import Track


def load(folder: Path, track: Track = untracked) -> Knowledge:
    """Read, check and return what a knowledge folder says; `track` shows how far that has come.

    Raises:
        KnowledgeError: there are faults; it has all of them, over all files, and the warnings.
    """
    report = Report()
    return load_files(read_files(folder, report), report, track=track)


def load_files(
    files: Files, report: Report, previous: Previous | None = None, track: Track = untracked, *, pack: bool = False
) -> Knowledge:
    """Check and return what `files` say, without reading again those documents of `previous` that are the same.

    Documents that are to be saved and let go again are best kept small: `pack` them.

    Raises:
        KnowledgeError: there are faults, those of `report` included.
    """
    from bot.knowledge.reading import read_knowledge  # noqa: PLC0415 - to open what is saved, nothing is read

    knowledge = read_knowledge(files, report, previous, track, pack=pack)
    if report.faults:
        raise KnowledgeError(report.faults, report.warnings)
    return replace(knowledge, warnings=tuple(sorted(report.warnings)))
