"""`/knowledge reload`, `check` and `status`, for whoever runs the bot."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import discord
from discord import app_commands

from bot import wording
from bot.answers import holdings
from bot.chat.background import in_background
from bot.chat.commands.about import about_card
from bot.chat.errors import NotAllowed
from bot.chat.journal import entry_of
from bot.chat.markup import cut, quotation
from bot.chat.page import ACCENT, Page
from bot.chat.respond import send_page, send_twice
from bot.chat.upkeep import diff_text, fault_text, status_blocks
from bot.chat.view import layout
from bot.errors import KnowledgeError
from bot.knowledge.model import short_version

if TYPE_CHECKING:
    from bot.chat.host import Host
    from bot.chat.tree import Tree
    from bot.knowledge.model import Knowledge

MAX_LISTED = 2500
_TROUBLE = 0x9B2C2C


def add(tree: Tree, bot: Host) -> None:
    """Put `/knowledge` into the tree; the bot decides who may use it, Discord's permissions only hide it."""
    group = app_commands.Group(
        name="knowledge",
        description=wording.chat.HELP["knowledge"],
        default_permissions=discord.Permissions(manage_guild=True),
    )

    async def allowed(interaction: discord.Interaction) -> bool:
        if not bot.is_admin(interaction.user.id):
            raise NotAllowed
        return True

    _add_reload(group, bot)
    _add_check(group, bot)
    _add_status(group, bot)
    for command in group.commands:
        if isinstance(command, app_commands.Command):
            command.add_check(allowed)
    tree.add_command(group)


def _add_reload(group: app_commands.Group, bot: Host) -> None:
    @group.command(name="reload", description=wording.chat.HELP["knowledge reload"])
    @app_commands.describe(dry_run=wording.chat.RELOAD_DRY_RUN)
    async def reload(interaction: discord.Interaction, dry_run: bool = False) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        try:
            diff = await in_background(bot.store.reload, dry_run=dry_run)
        except KnowledgeError as error:
            await _list_faults(interaction, error, bot)
        else:
            bot.faults = None
            head = wording.chat.DRY_RUN if dry_run else wording.chat.reloaded(short_version(diff.new_version))
            await _list(interaction, head, diff_text(diff), "", trouble=False)


def _add_check(group: app_commands.Group, bot: Host) -> None:
    @group.command(name="check", description=wording.chat.HELP["knowledge check"])
    async def check(interaction: discord.Interaction) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        try:
            knowledge = await in_background(bot.store.check)
        except KnowledgeError as error:
            await _list_faults(interaction, error, bot)
        else:
            bot.faults = None
            counts = holdings.about(knowledge, bot_version="", degraded=False)
            head = wording.chat.in_order(counts.documents, counts.paragraphs, counts.actors, counts.facts)
            foot = "" if _is_loaded(knowledge, bot) else wording.chat.NOT_LOADED
            await _list(interaction, head, "\n".join(map(str, knowledge.warnings)), foot, trouble=False)


def _is_loaded(knowledge: Knowledge, bot: Host) -> bool:
    current = bot.store.current
    return current is not None and current.version == knowledge.version and bot.store.trouble is None


def _add_status(group: app_commands.Group, bot: Host) -> None:
    @group.command(name="status", description=wording.chat.HELP["knowledge status"])
    async def status(interaction: discord.Interaction) -> None:
        blocks = status_blocks(about_card(bot), bot.trouble)
        await send_page(interaction, Page(tuple(blocks), accent=_TROUBLE if bot.trouble else ACCENT), private=True)


async def _list_faults(interaction: discord.Interaction, error: KnowledgeError, bot: Host) -> None:
    bot.faults = error
    entry_of(interaction).status = "faults"
    await _list(interaction, error.sentence, fault_text(error), wording.chat.OLD_GOES_ON if bot.store.current else "")


async def _list(interaction: discord.Interaction, head: str, text: str, foot: str, *, trouble: bool = True) -> None:
    """Fill the deferred response: a sentence and a list, the whole list as a file where it is long."""
    blocks = [f"**{cut(head, 300)}**"]
    files = []
    if text:
        listed = cut(text, MAX_LISTED)
        blocks.append(quotation(listed))
        # Escapes may make it twice as long.
        if len(text) > MAX_LISTED // 2:
            blocks.append(f"-# {wording.chat.FAULTS_ATTACHED}")
            files.append(discord.File(io.BytesIO(text.encode("utf-8", "replace")), "knowledge.txt"))
    if foot:
        blocks.append(foot)
    # A file may stand beside Components V2 only where a component shows it, so a long list follows on its own.
    view = layout(Page(tuple(blocks), accent=_TROUBLE if trouble else ACCENT))
    await send_twice(lambda: interaction.edit_original_response(view=view))
    if files:
        await interaction.followup.send(files=files, ephemeral=True)
