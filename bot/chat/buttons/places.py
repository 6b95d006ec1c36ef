"""Buttons and menus that open a place in the knowledge, or turn a message to another page of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord import ui

from bot import wording
from bot.chat import custom_ids
from bot.chat.buttons.button import Button
from bot.chat.host import host_of
from bot.chat.interactions import current
from bot.chat.opening import open_place
from bot.chat.place import PLACE, Place
from bot.chat.respond import answering, say, send_page, turn_page
from bot.chat.view import text_of
from bot.knowledge.model import short_version

if TYPE_CHECKING:
    import re

    import discord


class Open(Button, template=PLACE):
    """Opens a place privately, or turns the private message that it stands in to another page."""

    async def callback(self, interaction: discord.Interaction) -> None:
        """Show the place."""
        await _open(interaction, self.match)


class Choose(Button, template=custom_ids.MENU):
    """Does what the button would do that the chosen option of a menu stands for."""

    async def callback(self, interaction: discord.Interaction) -> None:
        """Open the chosen place, or turn to it."""
        chosen = self.item.values if isinstance(self.item, ui.Select) else []
        if found := PLACE.fullmatch("".join(chosen[:1])):
            await _open(interaction, found)
        else:
            async with answering(interaction, "menu") as entry:
                entry.status = "refused"
                await say(interaction, wording.chat.COMMAND_CHANGED)


async def _open(interaction: discord.Interaction, custom_id: re.Match[str]) -> None:
    """Show the place that a custom id says, privately; or, where it says a page, in the message's place."""
    place = Place.of(custom_id)
    async with answering(interaction, f"button {place.verb}"):
        host = host_of(interaction)
        snapshot = await current(interaction, host.store)
        if snapshot is None:
            return
        page = open_place(snapshot, place, text_of(interaction.message), host.links)
        if place.page is None:
            await send_page(interaction, page, private=True)
        else:
            await turn_page(interaction, page, keeps_picture=place.version == short_version(snapshot.version))
