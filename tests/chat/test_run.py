"""Starting and stopping the process."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import socket
import threading
import time

import discord
import pytest
from aiohttp import web

from bot.chat.aside import aside
from bot.chat.run import run_bot
from bot.snapshot import SnapshotStore
from tests.chat.conftest import make_settings


async def discord_that_answers(status: int, body: dict[str, object]) -> web.AppRunner:
    """Serve one answer to every request on a loopback port."""

    async def answer(_: web.Request) -> web.Response:
        return web.json_response(body, status=status)

    application = web.Application()
    application.router.add_route("*", "/{path:.*}", answer)
    runner = web.AppRunner(application)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    return runner


async def test_a_wrong_token_is_one_clear_line_and_exit_status_1(
    shipped: SnapshotStore, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    runner = await discord_that_answers(401, {"message": "401: Unauthorized", "code": 0})
    monkeypatch.setattr(discord.http.Route, "BASE", f"http://127.0.0.1:{runner.addresses[0][1]}")
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
        monkeypatch.setattr(discord.http.Route, "BASE", f"http://127.0.0.1:{taken.getsockname()[1]}")
        assert await run_bot(make_settings(discord_token="not-a-token"), shipped) == 1
    assert "Discord cannot be reached" in caplog.text


async def test_no_token_is_said(shipped: SnapshotStore, caplog: pytest.LogCaptureFixture) -> None:
    assert await run_bot(make_settings(), shipped) == 1
    assert "There is no token" in caplog.text


def test_a_signal_ends_it_though_a_reload_is_under_way(shipped: SnapshotStore, monkeypatch: pytest.MonkeyPatch) -> None:
    go_on = threading.Event()

    async def reload_for_ever(*_: object, **__: object) -> None:
        asyncio.get_running_loop().call_later(0.2, os.kill, os.getpid(), signal.SIGTERM)
        await aside(go_on.wait, 30)

    monkeypatch.setattr("bot.chat.client.Bot.start", reload_for_ever)
    begun = time.monotonic()
    try:
        assert asyncio.run(run_bot(make_settings(discord_token="x"), shipped)) == 0
    finally:
        go_on.set()
    assert time.monotonic() - begun < 5


async def test_work_aside_returns_or_raises_what_it_does() -> None:
    assert await aside(int, "12", base=3) == 5
    with pytest.raises(ValueError, match="invalid literal"):
        await aside(int, "x")


async def test_a_signal_ends_it_with_exit_status_0(shipped: SnapshotStore, monkeypatch: pytest.MonkeyPatch) -> None:
    reached = asyncio.Event()

    async def wait_for_ever(*_: object, **__: object) -> None:
        reached.set()
        await asyncio.Event().wait()

    monkeypatch.setattr("bot.chat.client.Bot.start", wait_for_ever)
    running = asyncio.create_task(run_bot(make_settings(discord_token="x"), shipped))
    await reached.wait()
    os.kill(os.getpid(), signal.SIGTERM)
    assert await asyncio.wait_for(running, 5) == 0
