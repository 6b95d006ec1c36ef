"""The real bot in a browser page, against a Discord that lives in this process: nothing leaves the machine."""

from __future__ import annotations

import asyncio
import logging
import signal
import webbrowser
from importlib.util import find_spec
from typing import TYPE_CHECKING

import discord

from bot import wording
from bot.chat.background import in_background
from bot.chat.client import Bot
from bot.chat.journal import log, quieten
from bot.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Callable

    import simcord

    from bot.settings import Settings
    from bot.snapshot import SnapshotStore

NAME = "assessment-bot"
EXAMPLE = "Which country offered sanctuary to Saleh and Massoud?"
NEEDED = ("simcord", "aiohttp", "markdown_it", "linkify_it", "regex", "PIL")


def run_preview(
    settings: Settings, store: SnapshotStore, *, port: int, open_browser: bool, say: Callable[[str], None] = log.info
) -> int:
    """Serve the preview on the loopback address until it is closed or SIGINT or SIGTERM comes; return 0.

    A `port` of 0 is any free one. `say` is told the address, which holds a secret of this session.

    Raises:
        ImportError: the preview's dependencies are not installed.
        SettingsError: the port is taken or not allowed.
    """
    missing = [name for name in NEEDED if find_spec(name) is None]
    if missing:
        raise ImportError(wording.chat.preview_needs(missing), name=missing[0])
    # There is no network here to warn of, and simcord, on import, probes discord.py in ways that it warns of.
    quieten(logging.ERROR)
    from simcord import SetupError  # noqa: PLC0415 - an optional dependency

    bot = Bot(settings, store, say=log.debug, tells_owner=False)
    try:
        asyncio.run(_serve(bot, port, open_browser=open_browser, say=say))
    except SetupError as error:
        if not isinstance(error.__cause__, OSError):
            raise
        raise SettingsError(wording.chat.port_unusable(port, error.__cause__.strerror)) from error
    return 0


async def _serve(bot: Bot, port: int, *, open_browser: bool, say: Callable[[str], None]) -> None:
    import simcord  # noqa: PLC0415 - an optional dependency

    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    try:
        async with simcord.run(bot, check_errors=False) as env:
            channel, viewers = _people(env, bot)
            if bot.user is not None:
                await bot.user.edit(username=NAME)
            if bot.store.current is not None:
                await viewers[0].slash(channel, "ask", question=EXAMPLE)
            async with env.preview(channel, viewers=viewers, layout="channel", port=port) as preview:
                say(wording.chat.preview_at(preview.url))
                if open_browser:
                    await in_background(webbrowser.open, preview.url)
                closed = asyncio.create_task(preview.wait_closed())
                stopped = asyncio.create_task(stop.wait())
                await asyncio.wait({closed, stopped}, return_when=asyncio.FIRST_COMPLETED)
                for task in (closed, stopped):
                    task.cancel()
    finally:
        # Not closed by the preview's Discord.
        await bot.painter.close()


def _people(env: simcord.Env, bot: Bot) -> tuple[simcord.ChannelHandle, list[simcord.MemberActor]]:
    """Set up a server with a member and an administrator, who runs the bot there."""
    guild = env.create_guild("Library")
    channel = guild.create_text_channel("ask-the-documents")
    administrators = guild.create_role("Administrators", permissions=discord.Permissions(administrator=True))
    member = guild.add_member(env.create_user("newcomer"))
    administrator = guild.add_member(env.create_user("administrator"), roles=[administrators])
    bot.admins.add(administrator.id)
    return channel, [member, administrator]
