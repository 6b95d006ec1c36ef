"""*Delete*: takes a public answer away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import wording
from bot.chat import custom_ids
from bot.chat.buttons.button import Button
from bot.chat.respond import answering, say

if TYPE_CHECKING:
    import discord


class Delete(Button, template=custom_ids.DELETE):
    """Deletes a public answer, for whoever asked and for moderators."""

    async def callback(self, interaction: discord.Interaction) -> None:
        """Delete the message through the interaction, which needs no permission of the bot's."""
        async with answering(interaction, "button delete") as entry:
            if interaction.user.id == int(self.match["asker"]) or interaction.permissions.manage_messages:
                await interaction.response.defer()
                await interaction.delete_original_response()
            else:
                entry.status = "refused"
                await say(interaction, wording.chat.NOT_YOURS)
