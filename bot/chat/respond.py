"""Sending: one message to an interaction or a channel, tried once more where the connection dropped."""

from __future__ import annotations

import asyncio
import io
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from typing import TYPE_CHECKING

import aiohttp
import discord

from bot import wording
from bot.chat.errors import ALREADY_ACKNOWLEDGED, cause_of, is_expected, is_expired, sentence
from bot.chat.journal import entry_of
from bot.chat.page import Media
from bot.chat.view import description_of, layout

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from bot.chat.journal import Entry
    from bot.chat.page import Page

PAUSE = 0.2
"""Seconds after which a dropped connection is tried again."""
DROPPED = (aiohttp.ClientConnectionError, ConnectionError)


async def send_page(interaction: discord.Interaction, page: Page, *, private: bool) -> None:
    """Answer an interaction with a page."""
    view = layout(page)
    await send_twice(lambda: interaction.response.send_message(view=view, ephemeral=private))


async def fill(interaction: discord.Interaction, page: Page, picture: bytes | None = None) -> None:
    """Fill a deferred response with a page, and attach the picture that it shows."""
    view = layout(page)

    def files() -> list[discord.File]:
        return [discord.File(io.BytesIO(picture), page.media.name)] if picture and page.media else []

    await send_twice(lambda: interaction.edit_original_response(view=view, attachments=files()))


async def turn_page(interaction: discord.Interaction, page: Page, *, keeps_picture: bool = False) -> None:
    """Put a page in the place of the message that a button stands in; a picture there stays, or is taken away."""
    message = interaction.message
    attached = message.attachments if message else []
    if attached and keeps_picture:
        page = replace(page, media=Media(attached[0].filename, description_of(message)))
    view = layout(page)
    if attached and not keeps_picture:
        await send_twice(lambda: interaction.response.edit_message(view=view, attachments=[]))
    else:
        # Attachments that an edit does not name stay.
        await send_twice(lambda: interaction.response.edit_message(view=view))


async def say(interaction: discord.Interaction, text: str) -> None:
    """Tell one sentence privately, before or after a first response."""
    if interaction.response.is_done():
        await send_twice(lambda: interaction.followup.send(text, ephemeral=True))
    else:
        await send_twice(lambda: interaction.response.send_message(text, ephemeral=True))


async def send_twice(send: Callable[[], Awaitable[object]]) -> None:
    """Send; where the connection dropped, once more after a moment.

    Of what came through already the second is refused to an interaction, and, by its nonce, not shown in a channel.
    """
    try:
        await send()
    except DROPPED:
        await asyncio.sleep(PAUSE)
        try:
            await send()
        except discord.HTTPException as error:
            if error.code != ALREADY_ACKNOWLEDGED:
                raise


@asynccontextmanager
async def answering(interaction: discord.Interaction, command: str) -> AsyncIterator[Entry]:
    """Do what a click or a form asks for: whatever happens, the user gets a message, and the log a line."""
    entry = entry_of(interaction)
    entry.command = command
    try:
        yield entry
    except Exception as error:  # noqa: BLE001 - every click ends in a message
        await report(interaction, error)
    else:
        entry.close()


async def report(interaction: discord.Interaction, error: BaseException) -> None:
    """Log an error and tell the user one sentence with a reference id; an interaction that is gone is left alone."""
    entry = entry_of(interaction)
    cause = cause_of(error)
    entry.fail(cause, traceback=not is_expected(cause) and not is_expired(cause))
    if is_expired(cause):
        return
    try:
        await say(interaction, wording.chat.error(sentence(cause), entry.reference))
    except (discord.HTTPException, *DROPPED) as trouble:
        entry.fail(trouble, traceback=False)


@asynccontextmanager
async def typing(channel: discord.abc.Messageable) -> AsyncIterator[None]:
    """Show that the bot is writing; nothing waits for that, and nothing fails where it does."""
    sign = asyncio.create_task(_type(channel))
    # Its request has to be on its way before that of the answer is.
    await asyncio.sleep(0)
    try:
        yield
    finally:
        sign.cancel()


async def _type(channel: discord.abc.Messageable) -> None:
    with suppress(discord.HTTPException, *DROPPED):
        await channel.typing()
