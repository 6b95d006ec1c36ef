"""What is said or done once."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Hashable

MAX_KEPT = 1000


class Once:
    """Remembers what was said or done already: the last 1,000, in memory only."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._done: dict[Hashable, None] = {}

    def first(self, key: Hashable) -> bool:
        """Tell whether this comes for the first time, and take it as done from now on."""
        if key in self._done:
            return False
        self._done[key] = None
        if len(self._done) > MAX_KEPT:
            del self._done[next(iter(self._done))]
        return True

    def undo(self, key: Hashable) -> None:
        """Take this as not done after all."""
        self._done.pop(key, None)
