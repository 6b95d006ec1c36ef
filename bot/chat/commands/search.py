"""`/search`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands

from bot import wording
from bot.chat.echo import MAX_PRIVATE_ECHO, echo
from bot.chat.interactions import admitted
from bot.chat.journal import entry_of
from bot.chat.opening import open_place, place_for
from bot.chat.respond import say, send_page
from bot.text import terms

if TYPE_CHECKING:
    from bot.chat.desk import Desk
    from bot.chat.tree import Tree

MAX_WORDS = 200


def add(tree: Tree, desk: Desk) -> None:
    """Put `/search` into the tree."""

    @tree.command(name="search", description=wording.chat.HELP["search"])
    @app_commands.describe(words=wording.asking.SEARCH_WORDS)
    async def search(interaction: discord.Interaction, words: app_commands.Range[str, 1, MAX_WORDS]) -> None:
        snapshot = await admitted(interaction, desk)
        if snapshot is None:
            return
        if not terms(words):
            entry_of(interaction).status = "rejected"
            await say(interaction, wording.asking.NO_WORDS)
        else:
            head = echo(interaction.user.display_name, words, MAX_PRIVATE_ECHO, wording.asking.SEARCHED_FOR)
            await send_page(interaction, open_place(snapshot, place_for(snapshot, "search"), head), private=True)
