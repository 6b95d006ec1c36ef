"""`/ask`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands

from bot import wording
from bot.answers.model import Status
from bot.chat.journal import entry_of
from bot.chat.render import Asker, answer_page
from bot.chat.respond import say, send_page

if TYPE_CHECKING:
    from bot.chat.cooldown import Cooldowns
    from bot.chat.tree import Tree
    from bot.snapshot import SnapshotStore


def add(tree: Tree, store: SnapshotStore, cooldowns: Cooldowns) -> None:
    """Put `/ask` into the tree."""

    @tree.command(name="ask", description=wording.chat.HELP["ask"])
    @app_commands.describe(question=wording.chat.ASK_QUESTION, private=wording.chat.ASK_PRIVATE)
    async def ask(interaction: discord.Interaction, question: str, private: bool = False) -> None:
        snapshot = store.current
        wait = cooldowns.wait(interaction.user.id)
        if snapshot is None or wait:
            entry_of(interaction).status = "no-knowledge" if snapshot is None else "cooldown"
            await say(interaction, wording.chat.cooldown(wait) if snapshot else wording.chat.NO_KNOWLEDGE)
            return
        cooldowns.spend(interaction.user.id)
        answer = snapshot.answerer.answer(question)
        entry_of(interaction).note(answer)
        private = private or answer.status is not Status.ANSWERED
        asker = Asker(interaction.user.display_name, interaction.user.id)
        page = answer_page(answer, snapshot.knowledge, asker, private=private or interaction.context.dm_channel)
        await send_page(interaction, page, private=private)
