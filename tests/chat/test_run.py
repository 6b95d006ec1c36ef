"""Starting and stopping the process."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import socket
import threading
import time
from collections.abc import Awaitable, Callable

import pytest
from aiohttp import web
from discord.http import Route

from bot.chat.background import in_background
from bot.chat.run import run_bot
from bot.snapshot import SnapshotStore
from tests.chat.conftest import make_settings


async def discord(answer: Callable[[], Awaitable[web.Response]], monkeypatch: pytest.MonkeyPatch) -> web.AppRunner:
    """Serve `answer` to every request of discord.py's, on a loopback port."""

    async def handle(_: web.Request) -> web.Response:
        return await answer()

    application = web.Application()
    application.router.add_route("*", "/{path:.*}", handle)
    runner = web.AppRunner(application, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    monkeypatch.setattr(Route, "BASE", f"http://127.0.0.1:{runner.addresses[0][1]}")
    return runner


async def test_a_wrong_token_is_one_clear_line_and_exit_status_1(
    shipped: SnapshotStore, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def refuse() -> web.Response:
        return web.json_response({"message": "401: Unauthorized", "code": 0}, status=401)

    runner = await discord(refuse, monkeypatch)
    try:
        assert await run_bot(make_settings(discord_token="not-a-token"), shipped) == 1
    finally:
        await runner.cleanup()
    (line,) = [record for record in caplog.records if record.levelno >= logging.ERROR]
    assert line.getMessage().startswith("Discord does not accept this token.")
    assert line.exc_info is None
    assert "not-a-token" not in caplog.text


async def test_no_connection_is_one_clear_line_and_exit_status_1(
    shipped: SnapshotStore, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        monkeypatch.setattr(Route, "BASE", f"http://127.0.0.1:{taken.getsockname()[1]}")
        assert await run_bot(make_settings(discord_token="not-a-token"), shipped) == 1
    assert "Discord cannot be reached" in caplog.text


async def test_no_token_is_said(shipped: SnapshotStore, caplog: pytest.LogCaptureFixture) -> None:
    assert await run_bot(make_settings(), shipped) == 1
    assert "There is no token" in caplog.text


async def ended_by_a_signal(
    store: SnapshotStore, monkeypatch: pytest.MonkeyPatch, meanwhile: Callable[[], object] = lambda: None
) -> int:
    """Return the exit status after SIGTERM, sent while Discord leaves the bot waiting and `meanwhile` has begun."""
    reached = asyncio.Event()

    async def leave_waiting() -> web.Response:
        reached.set()
        await asyncio.Event().wait()
        return web.Response()

    runner = await discord(leave_waiting, monkeypatch)
    running = asyncio.create_task(run_bot(make_settings(discord_token="x"), store))
    try:
        await reached.wait()
        busy = asyncio.create_task(in_background(meanwhile))
        await asyncio.sleep(0.1)
        os.kill(os.getpid(), signal.SIGTERM)
        status = await asyncio.wait_for(running, 5)
        busy.cancel()
        return status
    finally:
        await runner.cleanup()


async def test_a_signal_ends_it_with_exit_status_0(shipped: SnapshotStore, monkeypatch: pytest.MonkeyPatch) -> None:
    assert await ended_by_a_signal(shipped, monkeypatch) == 0


def test_a_signal_ends_it_though_a_reload_is_under_way(shipped: SnapshotStore, monkeypatch: pytest.MonkeyPatch) -> None:
    go_on = threading.Event()
    begun = time.monotonic()
    try:
        assert asyncio.run(ended_by_a_signal(shipped, monkeypatch, lambda: go_on.wait(30))) == 0
    finally:
        go_on.set()
    assert time.monotonic() - begun < 5


async def test_work_in_the_background_returns_or_raises_what_it_does() -> None:
    assert await in_background(int, "12", base=3) == 5
    with pytest.raises(ValueError, match="invalid literal"):
        await in_background(int, "x")
