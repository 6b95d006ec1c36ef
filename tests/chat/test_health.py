"""The health page: green only when the bot can answer."""

from __future__ import annotations

import asyncio
import re
import socket
import sys
from collections.abc import Callable
from pathlib import Path

import aiohttp
import pytest
import simcord

from bot.chat.client import Bot
from bot.chat.health import health_page
from bot.chat.run import run_bot
from bot.errors import SettingsError
from bot.snapshot import SnapshotStore
from tests.chat.conftest import World, make_settings


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


async def asked(port: int) -> tuple[int, object]:
    async with aiohttp.ClientSession() as session, session.get(f"http://127.0.0.1:{port}/") as page:
        return page.status, await page.json()


async def test_a_connected_bot_with_knowledge_is_healthy_until_the_connection_is_lost(world: World) -> None:
    port = free_port()
    async with health_page(world.bot.unfit, port):
        assert await asked(port) == (200, {"healthy": True, "reason": None})
        await world.bot.on_disconnect()
        assert await asked(port) == (503, {"healthy": False, "reason": "not connected to Discord"})
        await world.bot.on_resumed()
        assert (await asked(port))[0] == 200


async def test_a_bot_without_knowledge_is_not_healthy(tmp_path: Path, make_bot: Callable[..., Bot]) -> None:
    store = SnapshotStore(tmp_path / "missing", None)
    store.load()
    env = simcord.Env(make_bot(store))
    await env.start()
    try:
        assert isinstance(env.bot, Bot)
        assert env.bot.unfit() == "no knowledge is loaded"
    finally:
        await env.shutdown()


async def test_a_bot_that_has_not_connected_yet_is_not_healthy(make_bot: Callable[..., Bot]) -> None:
    assert make_bot().unfit() == "not connected to Discord"


async def test_the_page_is_on_the_loopback_address_alone_and_gone_with_the_bot() -> None:
    port = free_port()
    async with health_page(lambda: None, port):
        with socket.socket() as other:
            other.bind(("127.0.0.2", port))
    with pytest.raises(aiohttp.ClientConnectionError):
        await asked(port)


async def test_a_port_that_is_taken_is_told_before_anything_else_happens(shipped: SnapshotStore) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(SettingsError, match=rf"^HEALTH_PORT: {port} cannot be used"):
            await run_bot(make_settings(discord_token="x", health_port=port), shipped)


async def test_without_a_port_nothing_is_served() -> None:
    async with health_page(lambda: None, None):
        pass


@pytest.mark.parametrize(("trouble", "status"), [(None, 0), ("not connected to Discord", 1)])
async def test_the_check_of_the_image_asks_the_page(root: Path, trouble: str | None, status: int) -> None:
    found = re.search(r'HEALTHCHECK .*?CMD \["python", "-c", "(.+?)"\]', (root / "Dockerfile").read_text(), re.DOTALL)
    assert found
    port = free_port()
    async with health_page(lambda: trouble, port):
        process = await asyncio.create_subprocess_exec(sys.executable, "-c", found[1], env={"HEALTH_PORT": str(port)})
        assert await process.wait() == status
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", found[1], env={"HEALTH_PORT": str(port)}, stderr=asyncio.subprocess.DEVNULL
    )
    assert await process.wait() == 1
