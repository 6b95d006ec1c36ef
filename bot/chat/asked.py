"""Answering an interaction that asks a question: a command, a form, a button."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.chat.desk import Desk, Request
from bot.chat.journal import entry_of
from bot.chat.render import Asker
from bot.chat.respond import say, send_page

if TYPE_CHECKING:
    import discord


def asker_of(interaction: discord.Interaction) -> Asker:
    """Return who asks, under the name that is shown there."""
    return Asker(interaction.user.display_name, interaction.user.id)


async def answer(
    interaction: discord.Interaction,
    desk: Desk,
    question: str,
    *,
    private: bool,
    follows: tuple[str, ...] | None = None,
    note: str = "",
) -> None:
    """Answer a question; with `follows`, the short ids of actors, as a follow-up."""
    entry = entry_of(interaction)
    admitted = desk.admit(interaction.user.id, entry)
    if isinstance(admitted, str):
        await say(interaction, admitted)
        return
    request = Request(
        question,
        asker_of(interaction),
        interaction.channel_id or 0,
        private=private,
        direct=interaction.context.dm_channel,
        follows=follows,
        explicit=bool(follows),
        note=note,
    )
    reply = desk.reply(request, admitted, entry)
    await send_page(interaction, reply.page, private=reply.private)


async def answer_aside(
    interaction: discord.Interaction, desk: Desk, question: str, *, follows: tuple[str, ...] | None = None
) -> None:
    """Answer what a button asked: privately, though a direct message keeps it like any other answer."""
    await answer(interaction, desk, question, private=not interaction.context.dm_channel, follows=follows)
