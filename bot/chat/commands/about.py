"""`/about` and `/help`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands

from bot import __version__, wording
from bot.answers import cards as data
from bot.chat import cards
from bot.chat.opening import ACCENT
from bot.chat.page import Page
from bot.chat.respond import send_page

if TYPE_CHECKING:
    from bot.chat.host import Host
    from bot.chat.tree import Tree


def add(tree: Tree, bot: Host) -> None:
    """Put `/about` and `/help` into the tree."""

    @tree.command(name="about", description=wording.chat.HELP["about"])
    async def about(interaction: discord.Interaction) -> None:
        blocks = cards.about_blocks(about_card(bot), str(bot.up_time()))
        await send_page(interaction, Page(tuple(blocks), accent=ACCENT), private=True)

    @tree.command(name="help", description=wording.chat.HELP["help"])
    async def help_(interaction: discord.Interaction) -> None:
        await send_page(interaction, help_page(bot, for_admin=bot.is_admin(interaction.user.id)), private=True)


def about_card(bot: Host) -> data.About:
    """Return the counts of what `bot` serves."""
    current = bot.store.current
    return data.about(
        current.knowledge if current else None,
        bot_version=__version__,
        degraded=bot.trouble is not None,
        model=current.model if current else None,
    )


def help_page(bot: Host, *, for_admin: bool = False) -> Page:
    """Return how to ask, every command that the reader may use, and questions that the knowledge answers."""
    commands = [leaf for leaf in _leaves(bot.tree) if for_admin or leaf.parent is None]
    lines = [wording.chat.HELP_HEAD, *(f"`{usage(command)}` {command.description}" for command in commands)]
    blocks = ["\n".join(lines)]
    current = bot.store.current
    tries = current.answerer.answer("").suggestions if current else ()
    if tries:
        blocks.append(cards.examples(tries))
    return Page(tuple(blocks), accent=ACCENT)


def usage(command: app_commands.Command[Any, ..., Any]) -> str:
    """Return a command with its options: ``/ask question [private]``."""
    options = (option.name if option.required else f"[{option.name}]" for option in command.parameters)
    return " ".join([f"/{command.qualified_name}", *options])


def _leaves(tree: Tree) -> list[app_commands.Command[Any, ..., Any]]:
    return [command for command in tree.walk_commands() if isinstance(command, app_commands.Command)]
