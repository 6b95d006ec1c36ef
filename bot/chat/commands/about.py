"""`/about` and `/help`."""

from __future__ import annotations

import time
from datetime import timedelta
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
    from bot.chat.tree import Tree
    from bot.snapshot import SnapshotStore


def add(tree: Tree, store: SnapshotStore) -> None:
    """Put `/about` and `/help` into the tree."""
    started = time.monotonic()

    @tree.command(name="about", description=wording.HELP["about"])
    async def about(interaction: discord.Interaction) -> None:
        card = about_card(store)
        up = timedelta(seconds=int(time.monotonic() - started))
        await send_page(interaction, Page(tuple(cards.about_blocks(card, str(up))), accent=ACCENT), private=True)

    @tree.command(name="help", description=wording.HELP["help"])
    async def help_(interaction: discord.Interaction) -> None:
        await send_page(interaction, help_page(tree, store), private=True)


def about_card(store: SnapshotStore) -> data.About:
    """Return the counts of what `store` serves."""
    knowledge = store.current.knowledge if store.current else None
    return data.about(knowledge, bot_version=__version__, degraded=store.trouble is not None)


def help_page(tree: Tree, store: SnapshotStore) -> Page:
    """Return how to ask, every command of the tree, and questions that the knowledge answers."""
    lines = [wording.HELP_HEAD, *(f"`{usage(command)}` {command.description}" for command in _leaves(tree))]
    blocks = ["\n".join(lines)]
    tries = store.current.answerer.answer("").suggestions if store.current else ()
    if tries:
        blocks.append(cards.examples(tries))
    return Page(tuple(blocks), accent=ACCENT)


def usage(command: app_commands.Command[Any, ..., Any]) -> str:
    """Return a command with its options: ``/ask question [private]``."""
    options = (option.name if option.required else f"[{option.name}]" for option in command.parameters)
    return " ".join([f"/{command.qualified_name}", *options])


def _leaves(tree: Tree) -> list[app_commands.Command[Any, ..., Any]]:
    return [command for command in tree.walk_commands() if isinstance(command, app_commands.Command)]
