"""What is wrong in the knowledge files, gathered over all of them."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process, utils

from bot.errors import Fault
from bot.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable

WHOLE_FILE = (0, 0)
"""The place of a fault that belongs to a file as a whole."""


class Report:
    """Collects faults and warnings; a `place` is a line and a column, both from 1."""

    def __init__(self) -> None:
        """Begin without any."""
        self.faults: list[Fault] = []
        self.warnings: list[Fault] = []

    def fault(self, file: str, place: tuple[int, int], message: str, hint: str = "") -> None:
        """Add something that keeps the knowledge from being loaded."""
        self.faults.append(Fault(file, *place, message, hint))

    def warn(self, file: str, place: tuple[int, int], message: str, hint: str = "") -> None:
        """Add something that the author should look at."""
        self.warnings.append(Fault(file, *place, message, hint))


# Below this, words are offered that mean something else: "restricts" for "arrests".
_NEAR = 72


def did_you_mean(word: str, choices: Iterable[str]) -> str:
    """Return ``Did you mean "…"?`` for the choice nearest to `word`, or nothing where none is near."""
    known, folded = _folded(frozenset(choices))
    best = process.extractOne(utils.default_process(word), folded, scorer=fuzz.ratio, score_cutoff=_NEAR)
    return f'Did you mean "{known[best[2]]}"?' if best else ""


@lru_cache(maxsize=16)
def _folded(choices: frozenset[str]) -> tuple[list[str], list[str]]:
    """Return the choices in order, and as they are compared: the same ones are offered for many faults."""
    known = sorted(choices)
    return known, [utils.default_process(choice) for choice in known]


def shorten(text: str, limit: int = 60) -> str:
    """Return `text` on one line, cut to `limit` characters, for a message."""
    line = one_line(text)
    return line if len(line) <= limit else line[: limit - 1] + "…"
