"""`/about` and `/help`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands

from bot import __version__, wording
from bot.answers import holdings
from bot.chat import about as pages
from bot.chat.markup import escape
from bot.chat.respond import send_page

if TYPE_CHECKING:
    from bot.chat.host import Host
    from bot.chat.page import Page
    from bot.chat.tree import Tree


_ORDER = list(wording.chat.HELP)


def add(tree: Tree, bot: Host) -> None:
    """Put `/about` and `/help` into the tree."""

    @tree.command(name="about", description=wording.chat.HELP["about"])
    async def about(interaction: discord.Interaction) -> None:
        page = pages.about_page(about_card(bot), bot.up_time(), interaction.client.latency, bot.links)
        await send_page(interaction, page, private=True)

    @tree.command(name="help", description=wording.chat.HELP["help"])
    async def help_(interaction: discord.Interaction) -> None:
        manages = interaction.guild_id is not None and interaction.permissions.manage_guild
        page = help_page(bot, for_admin=bot.is_admin(interaction.user.id), manages=manages)
        await send_page(interaction, page, private=True)


def about_card(bot: Host) -> holdings.About:
    """Return the counts of what `bot` serves."""
    current = bot.store.current
    return holdings.about(
        current.knowledge if current else None,
        bot_version=__version__,
        degraded=bot.trouble is not None,
        model=current.model if current else None,
        checked_by=current.checked_by if current else None,
    )


def help_page(bot: Host, *, for_admin: bool = False, manages: bool = False) -> Page:
    """Return the help for somebody who may run the bot or not, and who `manages` the server or not."""
    leaves = {c.qualified_name: c for c in bot.tree.walk_commands() if isinstance(c, app_commands.Command)}
    ordered = sorted(leaves.values(), key=lambda leaf: _ORDER.index(leaf.qualified_name))
    commands = [_described(bot.tree, leaf) for leaf in ordered if for_admin or leaf.parent is None]
    menus = [
        (menu.name, str(menu.extras.get("help", "")))
        for menu in bot.tree.walk_commands(type=discord.AppCommandType.message)
    ]
    return pages.help_page(commands, menus, bot.store.current, manages=manages)


def _described(tree: Tree, command: app_commands.Command[Any, ..., Any]) -> pages.Described:
    options = (option.name if option.required else f"[{option.name}]" for option in command.parameters)
    return pages.Described(
        mention=tree.mention(command),
        usage=f"/{command.qualified_name}",
        options=escape(" ".join(options)),
        description=command.description,
        needs=tuple(option.name for option in command.parameters if option.required),
    )
