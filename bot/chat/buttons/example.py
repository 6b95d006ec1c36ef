"""Questions to try, as buttons that ask them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord import ui

from bot.chat import custom_ids
from bot.chat.buttons.button import Button
from bot.chat.host import host_of
from bot.chat.interactions import answer_privately
from bot.chat.respond import answering

if TYPE_CHECKING:
    import discord


class Example(Button, template=custom_ids.EXAMPLE):
    """Asks the question that it is labelled with; the label is the question whole."""

    async def callback(self, interaction: discord.Interaction) -> None:
        """Answer whoever clicked."""
        async with answering(interaction, "button example"):
            question = self.item.label if isinstance(self.item, ui.Button) else None
            await answer_privately(interaction, host_of(interaction).desk, question or "", follows=())
