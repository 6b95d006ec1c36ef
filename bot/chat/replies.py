"""Replies to chat messages: where the bot may not write, its author is told in private."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

import discord

from bot import wording
from bot.chat.errors import CANNOT_SEND, is_expected, sentence
from bot.chat.journal import log
from bot.chat.once import Once
from bot.chat.page import Page
from bot.chat.permissions import may_reply
from bot.chat.respond import DROPPED, send_twice
from bot.chat.view import layout

if TYPE_CHECKING:
    from bot.chat.journal import Entry


class Replies:
    """Sends replies, and remembers what was said once and need not be said again."""

    def __init__(self) -> None:
        """Begin with nothing said."""
        self._told = Once()

    async def send(self, message: discord.Message, content: Page | str) -> None:
        """Reply to a message; where the bot may not write, tell its author so in private, once a channel."""
        if not may_reply(message):
            await self._tell_privately(message)
            return
        try:
            await _reply(message, content)
        except discord.Forbidden as error:
            if error.code not in CANNOT_SEND or message.guild is None:
                raise
            await self._tell_privately(message)

    async def report(self, message: discord.Message, error: Exception, entry: Entry) -> None:
        """Log an error and tell one sentence with a reference id."""
        entry.fail(error, traceback=not is_expected(error))
        try:
            await _reply(message, wording.chat.error(sentence(error), entry.reference))
        except (discord.HTTPException, *DROPPED) as trouble:
            entry.fail(trouble, traceback=False)

    async def _tell_privately(self, message: discord.Message) -> None:
        if self._told.first((message.author.id, message.channel.id)):
            name = f"<#{message.channel.id}>"
            try:
                await message.author.send(wording.chat.cannot_write(name))
            except discord.Forbidden:
                log.info("neither the channel nor its author takes messages")


async def _reply(message: discord.Message, content: Page | str) -> None:
    """Reply, once more with the same nonce where the connection dropped: Discord shows it once."""
    nonce = secrets.randbits(63)
    reference = message.to_reference(fail_if_not_exists=False)

    async def send() -> None:
        if isinstance(content, Page):
            await message.channel.send(view=layout(content), reference=reference, nonce=nonce)
        else:
            await message.channel.send(content, reference=reference, nonce=nonce)

    await send_twice(send)
