"""How often one user may ask."""

from __future__ import annotations

import time
from collections import OrderedDict, deque

MAX_USERS = 10_000


class Cooldowns:
    """At most `count` questions a user in any `seconds`; a count of 0 is no limit. Remembers 10,000 users at most."""

    def __init__(self, count: int, seconds: float) -> None:
        """Begin with nobody having asked."""
        self._count = count
        self._seconds = seconds
        self._asked: OrderedDict[int, deque[float]] = OrderedDict()
        self._told: OrderedDict[int, float] = OrderedDict()

    def wait(self, user: int) -> float:
        """Return for how many seconds `user` has to wait before the next question; 0 where it may ask now."""
        asked = self._asked.get(user)
        if not self._count or asked is None or len(asked) < self._count:
            return 0.0
        return max(0.0, asked[0] + self._seconds - time.monotonic())

    def spend(self, user: int) -> None:
        """Note that `user` has asked."""
        if not self._count:
            return
        asked = self._asked.setdefault(user, deque(maxlen=self._count))
        asked.append(time.monotonic())
        self._asked.move_to_end(user)
        while len(self._asked) > MAX_USERS:
            self._asked.popitem(last=False)

    def is_news(self, user: int) -> bool:
        """Tell whether `user` has yet to be told of waiting, and take it as told until the wait is over."""
        now = time.monotonic()
        if now < self._told.get(user, 0.0):
            return False
        self._told[user] = now + self.wait(user)
        self._told.move_to_end(user)
        while len(self._told) > MAX_USERS:
            self._told.popitem(last=False)
        return True
