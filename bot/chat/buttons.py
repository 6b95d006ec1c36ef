"""Buttons and menus that survive a restart: discord.py finds them by their custom id, which says all that they need."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, Self, runtime_checkable

import discord
from discord import ui

from bot import wording
from bot.chat import place
from bot.chat.journal import entry_of
from bot.chat.opening import open_place
from bot.chat.place import Place
from bot.chat.respond import report, say, send_page, turn_page
from bot.chat.view import text_of

if TYPE_CHECKING:
    import re

    from bot.snapshot import SnapshotStore

AnyButton = ui.Button[Any]
AnySelect = ui.Select[Any]


@runtime_checkable
class Serving(Protocol):
    """A client that serves the knowledge of a store."""

    store: SnapshotStore


class Open(ui.DynamicItem[AnyButton], template=place.OPEN):
    """Opens a place privately."""

    def __init__(self, item: AnyButton, opened: Place) -> None:
        """Keep what is opened."""
        super().__init__(item)
        self.opened = opened

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction, item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Read the place from the custom id."""
        return cls(_button(item), Place.of(match))

    async def callback(self, interaction: discord.Interaction) -> None:
        """Show the place."""
        await _show(interaction, self.opened, turning=False)


class Turn(ui.DynamicItem[AnyButton], template=place.TURN):
    """Turns to another page of a private message."""

    def __init__(self, item: AnyButton, opened: Place) -> None:
        """Keep what is shown, and which page of it."""
        super().__init__(item)
        self.opened = opened

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction, item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Read the place from the custom id."""
        return cls(_button(item), Place.of(match))

    async def callback(self, interaction: discord.Interaction) -> None:
        """Show the page in the message's place."""
        await _show(interaction, self.opened, turning=True)


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
        chosen = "".join(self.item.values[:1])
        opening, turning = place.OPEN.fullmatch(chosen), place.TURN.fullmatch(chosen)
        if found := opening or turning:
            await _show(interaction, Place.of(found), turning=opening is None)
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


async def _show(interaction: discord.Interaction, opened: Place, *, turning: bool) -> None:
    entry = entry_of(interaction)
    entry.command = f"button {opened.verb}"
    try:
        client = interaction.client
        snapshot = client.store.current if isinstance(client, Serving) else None
        if snapshot is None:
            await say(interaction, wording.chat.NO_KNOWLEDGE)
            return
        page = open_place(snapshot, opened, text_of(interaction.message))
        if turning:
            await turn_page(interaction, page)
        else:
            await send_page(interaction, page, private=True)
    except Exception as error:  # noqa: BLE001 - every click ends in a message
        await report(interaction, error)
    else:
        entry.close()


BUTTONS: tuple[type[ui.DynamicItem[Any]], ...] = (Open, Turn, Choose, Delete)


def _button(item: ui.Item[Any]) -> AnyButton:
    if not isinstance(item, ui.Button):
        raise TypeError(f"a custom id of ours on a {type(item).__name__}")
    return item
