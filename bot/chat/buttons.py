"""Buttons and menus that survive a restart: discord.py finds them by their custom id, which says all that they need."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

import discord
from discord import ui

from bot import wording
from bot.chat import place
from bot.chat.example import Example
from bot.chat.follow import FollowUp
from bot.chat.host import host_of
from bot.chat.journal import entry_of
from bot.chat.opening import open_place
from bot.chat.place import Place
from bot.chat.respond import report, say, send_page, turn_page
from bot.chat.share import Share
from bot.chat.view import text_of

if TYPE_CHECKING:
    import re

AnyButton = ui.Button[Any]
AnySelect = ui.Select[Any]


class Open(ui.DynamicItem[AnyButton], template=place.PLACE):
    """Opens a place privately, or turns the private message that it stands in to another page."""

    def __init__(self, item: AnyButton, custom_id: re.Match[str]) -> None:
        """Keep the custom id, which says what to open."""
        super().__init__(item)
        self.match = custom_id

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction, item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Take the button with its custom id."""
        return cls(_button(item), match)

    async def callback(self, interaction: discord.Interaction) -> None:
        """Show the place."""
        await _open(interaction, self.match)


class Choose(ui.DynamicItem[AnySelect], template=place.SELECT):
    """Does what the button would do that the chosen option of a menu stands for."""

    def __init__(self, item: AnySelect) -> None:
        """Keep the menu, which knows what was chosen."""
        super().__init__(item)

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction, item: ui.Item[Any], _match: re.Match[str], /
    ) -> Self:
        """Take the menu."""
        if not isinstance(item, ui.Select):
            raise TypeError(f"a custom id of ours on a {type(item).__name__}")
        return cls(item)

    async def callback(self, interaction: discord.Interaction) -> None:
        """Open the chosen place, or turn to it."""
        if found := place.PLACE.fullmatch("".join(self.item.values[:1])):
            await _open(interaction, found)
        else:
            await say(interaction, wording.chat.COMMAND_CHANGED)


class Delete(ui.DynamicItem[AnyButton], template=place.DELETE):
    """Deletes a public answer, for whoever asked and for moderators."""

    def __init__(self, item: AnyButton, asker: int) -> None:
        """Keep who asked."""
        super().__init__(item)
        self.asker = asker

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction, item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Read who asked from the custom id."""
        return cls(_button(item), int(match["asker"]))

    async def callback(self, interaction: discord.Interaction) -> None:
        """Delete the message through the interaction, which needs no permission of the bot's."""
        entry = entry_of(interaction)
        entry.command = "button delete"
        try:
            if interaction.user.id == self.asker or interaction.permissions.manage_messages:
                await interaction.response.defer()
                await interaction.delete_original_response()
            else:
                entry.status = "refused"
                await say(interaction, wording.chat.NOT_YOURS)
        except Exception as error:  # noqa: BLE001 - every click ends in a message
            await report(interaction, error)
        else:
            entry.close()


async def _open(interaction: discord.Interaction, custom_id: re.Match[str]) -> None:
    """Show the place that a custom id says, privately; or, where it says a page, in the message's place."""
    opened = Place.of(custom_id)
    entry = entry_of(interaction)
    entry.command = f"button {opened.verb}"
    try:
        host = host_of(interaction)
        if host.store.current is None:
            entry.status = "no-knowledge"
            await say(interaction, wording.chat.NO_KNOWLEDGE)
            entry.close()
            return
        page = open_place(host.store.current, opened, text_of(interaction.message), host.links)
        if custom_id["page"] is None:
            await send_page(interaction, page, private=True)
        else:
            is_current = opened.version == place.short_version(host.store.current.version)
            await turn_page(interaction, page, keeps_picture=is_current)
    except Exception as error:  # noqa: BLE001 - every click ends in a message
        await report(interaction, error)
    else:
        entry.close()


BUTTONS: tuple[type[ui.DynamicItem[Any]], ...] = (Open, Choose, Delete, FollowUp, Share, Example)


def _button(item: ui.Item[Any]) -> AnyButton:
    if not isinstance(item, ui.Button):
        raise TypeError(f"a custom id of ours on a {type(item).__name__}")
    return item
