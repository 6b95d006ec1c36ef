"""Replies to chat messages: where the bot may not write, its author is told in private."""

from __future__ import annotations

import asyncio
import secrets
from typing import TYPE_CHECKING

import discord

from bot import wording
from bot.chat.errors import CANNOT_SEND, is_expected, sentence
from bot.chat.journal import log
from bot.chat.page import Page
from bot.chat.respond import DROPPED
from bot.chat.view import layout

if TYPE_CHECKING:
    from bot.chat.journal import Entry

MAX_TOLD = 1000


class Replies:
    """Sends replies, and remembers what was said once and need not be said again."""

    def __init__(self) -> None:
        """Begin with nothing said."""
        self._told: dict[tuple[int, int], None] = {}

    async def send(self, message: discord.Message, content: Page | str) -> None:
        """Reply to a message; where the bot may not write, tell its author so in private, once a channel."""
        if not may_send(message):
            await self._tell_privately(message)
            return
        try:
            await _reply(message, content)
        except discord.Forbidden as error:
            if error.code not in CANNOT_SEND or message.guild is None:
                raise
            await self._tell_privately(message)

    def first_time(self, user: int, channel: int) -> bool:
        """Tell whether this was not yet said to `user`; remembers the last 1,000."""
        if (user, channel) in self._told:
            return False
        self._told[user, channel] = None
        while len(self._told) > MAX_TOLD:
            del self._told[next(iter(self._told))]
        return True

    async def report(self, message: discord.Message, error: Exception, entry: Entry) -> None:
        """Log an error and tell one sentence with a reference id."""
        entry.fail(error, traceback=not is_expected(error))
        try:
            await _reply(message, wording.chat.error(sentence(error), entry.reference))
        except (discord.HTTPException, *DROPPED) as trouble:
            entry.fail(trouble, traceback=False)

    async def _tell_privately(self, message: discord.Message) -> None:
        if self.first_time(message.author.id, message.channel.id):
            name = f"<#{message.channel.id}>"
            try:
                await message.author.send(wording.chat.cannot_write(name))
            except discord.Forbidden:
                log.info("neither the channel nor its author takes messages")


def may_send(message: discord.Message) -> bool:
    """Tell whether the bot may write where a message stands."""
    channel, guild = message.channel, message.guild
    if guild is None or not isinstance(channel, discord.abc.GuildChannel | discord.Thread):
        return True
    allowed = channel.permissions_for(guild.me)
    return allowed.send_messages_in_threads if isinstance(channel, discord.Thread) else allowed.send_messages


async def _reply(message: discord.Message, content: Page | str) -> None:
    """Reply, once more with the same nonce where the connection dropped: Discord shows it once."""
    nonce = secrets.randbits(63)
    reference = message.to_reference(fail_if_not_exists=False)

    async def send() -> None:
        if isinstance(content, Page):
            await message.channel.send(view=layout(content), reference=reference, nonce=nonce)
        else:
            await message.channel.send(content, reference=reference, nonce=nonce)

    try:
        await send()
    except DROPPED:
        await asyncio.sleep(0.2)
        await send()
