"""Running the bot until it is told to stop."""

from __future__ import annotations

import asyncio
import logging
import signal
from typing import TYPE_CHECKING

import aiohttp
import discord

from bot import wording
from bot.chat.client import Bot
from bot.chat.health import health_page
from bot.chat.journal import log, quieten

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.settings import Settings
    from bot.snapshot import SnapshotStore

CLOSING = 3.0
"""Seconds that Discord has to say good-bye; what stops the bot waits 5."""


async def run_bot(settings: Settings, store: SnapshotStore, *, say: Callable[[str], None] = log.info) -> int:
    """Connect and answer until SIGTERM or SIGINT; return the exit status. `say` is told how to go on, once connected.

    0 after a signal; 1 where Discord refuses the token or cannot be reached, with one line in the log.

    Raises:
        SettingsError: the token's file cannot be read, or the health page cannot have its port.
    """
    quieten(logging.getLevelName(settings.log_level))
    token = settings.token()
    if not token:
        log.error(wording.chat.NOT_CONFIGURED)
        return 1
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    try:
        async with Bot(settings, store, say=say) as bot, health_page(bot.unfit, settings.health_port):
            return await _until(stop, bot, token)
    finally:
        store.close()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.remove_signal_handler(number)


async def _until(stop: asyncio.Event, bot: Bot, token: str) -> int:
    running = asyncio.create_task(bot.start(token))
    stopping = asyncio.create_task(stop.wait())
    await asyncio.wait({running, stopping}, return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
    if running.done():
        return _outcome(running)
    log.info("closing")
    try:
        await asyncio.wait_for(bot.close(), CLOSING)
    except TimeoutError:
        log.warning(wording.terminal.NO_GOOD_BYE)
    running.cancel()
    await asyncio.wait({running}, timeout=1)
    return 0


def _outcome(running: asyncio.Task[None]) -> int:
    """Say in one line why the bot ended by itself."""
    error = running.exception()
    if isinstance(error, discord.LoginFailure):
        log.error(wording.chat.REFUSED_BY_DISCORD)
    elif isinstance(error, aiohttp.ClientError | OSError):
        log.error(wording.chat.UNREACHABLE)
    elif isinstance(error, discord.HTTPException | discord.GatewayNotFound | discord.ConnectionClosed):
        log.error("%s (%s)", wording.chat.UNREACHABLE, type(error).__name__)
    elif error is not None:
        raise error
    return 1
