"""`/verify` and the message menu *Verify this answer*."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands

from bot import wording
from bot.answers.verification import Claim, Receipt, verify
from bot.chat.claim import claim_of
from bot.chat.journal import entry_of
from bot.chat.respond import say, send_page
from bot.chat.verified import verified_page
from bot.chat.view import text_of

if TYPE_CHECKING:
    from bot.chat.cooldown import Cooldowns
    from bot.chat.tree import Tree
    from bot.snapshot import Snapshot, SnapshotStore


def add(tree: Tree, store: SnapshotStore, cooldowns: Cooldowns) -> None:
    """Put `/verify` and its message menu into the tree."""

    @tree.command(name="verify", description=wording.chat.HELP["verify"])
    @app_commands.describe(receipt=wording.trust.VERIFY_RECEIPT, question=wording.trust.VERIFY_QUESTION)
    async def from_receipt(interaction: discord.Interaction, receipt: str, question: str) -> None:
        if snapshot := await _ready(interaction, store, cooldowns):
            found = Receipt.read(receipt)
            claim = Claim(question, found) if found else None
            await _show(interaction, snapshot, claim, wording.trust.NO_RECEIPT)

    @tree.context_menu(name=wording.trust.VERIFY_MENU, extras={"help": wording.trust.VERIFY_MENU_HELP})
    async def from_message(interaction: discord.Interaction, message: discord.Message) -> None:
        entry_of(interaction).command = "menu verify"
        if message.author.id != interaction.application_id and message.author != interaction.client.user:
            await _refuse(interaction, wording.trust.NOT_OURS)
        elif snapshot := await _ready(interaction, store, cooldowns):
            claim = claim_of(text_of(message), snapshot.answerer)
            await _show(interaction, snapshot, claim, wording.trust.NO_ANSWER)


async def _ready(interaction: discord.Interaction, store: SnapshotStore, cooldowns: Cooldowns) -> Snapshot | None:
    """Return what is asked again; None where there is no knowledge, or the user has to wait, and was told so."""
    wait = cooldowns.wait(interaction.user.id)
    if store.current is None or wait:
        entry_of(interaction).status = "cooldown" if store.current else "no-knowledge"
        await say(interaction, wording.chat.cooldown(wait) if store.current else wording.chat.NO_KNOWLEDGE)
        return None
    cooldowns.spend(interaction.user.id)
    return store.current


async def _show(interaction: discord.Interaction, snapshot: Snapshot, claim: Claim | None, otherwise: str) -> None:
    if claim is None:
        await _refuse(interaction, otherwise)
        return
    verification = verify(claim, snapshot.answerer)
    entry_of(interaction).status = "identical" if verification.is_identical else "differs"
    await send_page(interaction, verified_page(verification, snapshot.knowledge), private=True)


async def _refuse(interaction: discord.Interaction, sentence: str) -> None:
    entry_of(interaction).status = "refused"
    await say(interaction, sentence)
