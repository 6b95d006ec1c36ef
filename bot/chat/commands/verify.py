"""`/verify` and the message menu *Verify this answer*."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands

from bot import wording
from bot.answers.verification import Claim, Receipt, verify
from bot.chat.claim import claim_of
from bot.chat.interactions import admitted
from bot.chat.journal import entry_of
from bot.chat.respond import say, send_page
from bot.chat.verified import verified_page
from bot.chat.view import text_of

if TYPE_CHECKING:
    from bot.chat.desk import Desk
    from bot.chat.tree import Tree
    from bot.snapshot import Snapshot


def add(tree: Tree, desk: Desk) -> None:
    """Put `/verify` and its message menu into the tree."""

    @tree.command(name="verify", description=wording.chat.HELP["verify"])
    @app_commands.describe(receipt=wording.trust.VERIFY_RECEIPT, question=wording.trust.VERIFY_QUESTION)
    async def from_receipt(interaction: discord.Interaction, receipt: str, question: str) -> None:
        if snapshot := await admitted(interaction, desk):
            found = Receipt.read(receipt)
            claim = Claim(question, found) if found else None
            await _show(interaction, snapshot, claim, wording.trust.NO_RECEIPT)

    @tree.context_menu(name=wording.trust.VERIFY_MENU, extras={"help": wording.trust.VERIFY_MENU_HELP})
    async def from_message(interaction: discord.Interaction, message: discord.Message) -> None:
        entry_of(interaction).command = "menu verify"
        if message.author.id != interaction.application_id and message.author != interaction.client.user:
            await _refuse(interaction, wording.trust.NOT_OURS)
        elif snapshot := await admitted(interaction, desk):
            claim = claim_of(text_of(message), snapshot.answerer)
            await _show(interaction, snapshot, claim, wording.trust.NO_ANSWER)


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
