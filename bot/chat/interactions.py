"""What interactions ask: by whom, of which knowledge, and the answer to a question of theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import wording
from bot.chat.desk import Desk, Request
from bot.chat.journal import entry_of
from bot.chat.render import Asker
from bot.chat.respond import say, send_page

if TYPE_CHECKING:
    import discord

    from bot.snapshot import Snapshot, SnapshotStore


def asker_of(interaction: discord.Interaction) -> Asker:
    """Return who asks, under the name that is shown there."""
    return Asker(interaction.user.display_name, interaction.user.id)


async def current(interaction: discord.Interaction, store: SnapshotStore) -> Snapshot | None:
    """Return what is served; where it is nothing, say so and return None."""
    if store.current is None:
        entry_of(interaction).status = "no-knowledge"
        await say(interaction, wording.chat.NO_KNOWLEDGE)
    return store.current


async def admitted(interaction: discord.Interaction, desk: Desk) -> Snapshot | None:
    """Return what answers a question now; where there is nothing, or the user has to wait, say so and return None."""
    found = desk.admit(interaction.user.id, entry_of(interaction))
    if isinstance(found, str):
        await say(interaction, found)
        return None
    return found


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
    snapshot = await admitted(interaction, desk)
    if snapshot is None:
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
    reply = desk.reply(request, snapshot, entry_of(interaction))
    await send_page(interaction, reply.page, private=reply.private)


async def answer_privately(
    interaction: discord.Interaction, desk: Desk, question: str, *, follows: tuple[str, ...] | None = None
) -> None:
    """Answer what a button asked: privately, though a direct message keeps it like any other answer."""
    await answer(interaction, desk, question, private=not interaction.context.dm_channel, follows=follows)
