"""Blocking work off the event loop, which nothing waits for when the process ends."""

from __future__ import annotations

import asyncio
import threading
from concurrent.futures import Executor, Future
from functools import partial
from typing import TYPE_CHECKING, ParamSpec, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

P = ParamSpec("P")
T = TypeVar("T")


async def in_background(work: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
    """Do `work` in a thread of its own; return what it returns, or raise what it raises.

    It is a daemon thread: those of `asyncio.to_thread` are joined when the loop closes, however long that takes.
    """
    return await asyncio.get_running_loop().run_in_executor(_Daemons(), partial(work, *args, **kwargs))


class _Daemons(Executor):
    """Starts a daemon thread for each call."""

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        future: Future[T] = Future()

        def run() -> None:
            if not future.set_running_or_notify_cancel():
                return
            try:
                result = fn(*args, **kwargs)
            except BaseException as error:  # noqa: BLE001 - whatever it is, it is raised to whoever waits
                future.set_exception(error)
            else:
                future.set_result(result)

        threading.Thread(target=run, name="background", daemon=True).start()
        return future
