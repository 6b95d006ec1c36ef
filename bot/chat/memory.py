"""Whom a user's last question in a channel was about: what a follow-up needs, kept in memory only, and not for long."""

from __future__ import annotations

import time
from collections import OrderedDict
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

MAX_KEPT = 10_000
KEPT_SECONDS = 600.0


class _Kept(NamedTuple):
    until: float
    actors: tuple[str, ...]
    private: bool


class Memory:
    """The actors of each user's last question in each channel: 10 minutes long, of the last 10,000.

    A channel is in one server, or is one direct message, so nothing passes from one to another.
    """

    def __init__(self, *, seconds: float = KEPT_SECONDS, clock: Callable[[], float] = time.monotonic) -> None:
        """Begin with nothing."""
        self._seconds = seconds
        self._clock = clock
        self._kept: OrderedDict[tuple[int, int], _Kept] = OrderedDict()

    def __len__(self) -> int:
        """Count the questions remembered."""
        return len(self._kept)

    def keep(self, user: int, channel: int, actors: tuple[str, ...], *, private: bool) -> None:
        """Remember whom a question was about; one about nobody leaves nothing to go on from."""
        self._kept.pop((user, channel), None)
        if actors:
            self._kept[user, channel] = _Kept(self._clock() + self._seconds, actors, private)
        self._forget()

    def recall(self, user: int, channel: int, *, private: bool) -> tuple[str, ...]:
        """Return whom the last question was about; what was asked in private is not told in public."""
        self._forget()
        kept = self._kept.get((user, channel))
        return () if kept is None or (kept.private and not private) else kept.actors

    def _forget(self) -> None:
        """Drop what is too old, which stands first, or too much."""
        now = self._clock()
        while self._kept and (len(self._kept) > MAX_KEPT or next(iter(self._kept.values())).until <= now):
            self._kept.popitem(last=False)
