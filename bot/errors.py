"""The exceptions that the bot raises on purpose.

::

    BotError                    anything below
    ├── KnowledgeError          the knowledge files have faults
    ├── SettingsError           a setting cannot be used
    ├── ReloadInProgressError   a second reload was asked for during the first
    ├── SavedIndexError         a saved index is damaged, foreign or older
    ├── IndexingError           the process that builds an index came to nothing
    ├── ModelError              a model of sentence vectors cannot be loaded
    ├── PicturesMissingError    the packages that draw are not installed
    ├── PictureError            the process that draws came to nothing
    └── QuestionFileError       a file of questions cannot be read

Each class has a `sentence` that a user may read.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing wrong in a knowledge file, with the place and the remedy.

    `file` is relative to the knowledge folder; `line` and `column` count from 1, and are 0 where the fault belongs to
    the whole file or folder.
    """

    file: str
    line: int
    column: int
    message: str
    hint: str = ""

    def __str__(self) -> str:
        """Show the fault as a compiler would: ``actors/tip.yaml:14:9: message``, the hint indented below."""
        place = ":".join([self.file, *(str(n) for n in (self.line, self.column) if n)])
        return f"{place}: {self.message}" + (f"\n    {self.hint}" if self.hint else "")


class BotError(Exception):
    """The bot cannot do this."""

    @property
    def sentence(self) -> str:
        """What a user may read."""
        return str(self) or (type(self).__doc__ or "").splitlines()[0]


class KnowledgeError(BotError):
    """The knowledge files have faults and were not loaded."""

    def __init__(self, faults: Sequence[Fault], warnings: Sequence[Fault] = ()) -> None:
        """Keep every fault and warning of one run, in order of file, line and column."""
        self.faults = tuple(sorted(faults))
        self.warnings = tuple(sorted(warnings))
        count = len(self.faults)
        super().__init__(f"The knowledge files have {count} fault{'s' * (count != 1)} and were not loaded.")


class SettingsError(BotError):
    """A setting cannot be used."""


class ReloadInProgressError(BotError):
    """Another reload is under way; wait for it to end."""


class SavedIndexError(BotError):
    """The saved index cannot be used; it is built again."""


class IndexingError(BotError):
    """The process that builds the index came to nothing."""


class ModelError(BotError):
    """The model of sentence vectors cannot be loaded."""


class QuestionFileError(BotError):
    """The file of questions cannot be read."""


class PicturesMissingError(BotError):
    """There is no picture, because the packages that draw are not installed where I run; the list says the same."""


class PictureError(BotError):
    """The picture could not be drawn this time; the list says the same."""
