"""`/read`: a paragraph of a document, answered privately."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands

from bot import wording
from bot.chat.commands.arguments import completing_documents, document_named
from bot.chat.commands.lookup import show
from bot.chat.interactions import current
from bot.chat.journal import entry_of
from bot.chat.markup import cut
from bot.chat.place import passage_id
from bot.chat.respond import say
from bot.text import one_line

if TYPE_CHECKING:
    from bot.chat.tree import Tree
    from bot.snapshot import SnapshotStore


def add(tree: Tree, store: SnapshotStore) -> None:
    """Put `/read` into the tree."""

    @tree.command(name="read", description=wording.chat.HELP["read"])
    @app_commands.describe(document=wording.chat.READ_DOCUMENT, paragraph=wording.chat.READ_PARAGRAPH)
    async def read(
        interaction: discord.Interaction, document: str, paragraph: app_commands.Range[int, 0, 1_000_000] = 1
    ) -> None:
        if snapshot := await current(interaction, store):
            found = document_named(snapshot, document)
            if found is None:
                entry_of(interaction).status = "unknown"
                known = [cut(slug, 100) for slug in list(snapshot.knowledge.documents)[:5]]
                await say(interaction, wording.chat.unknown_document(cut(one_line(document), 100), known))
            elif found.passage(paragraph) is None:
                entry_of(interaction).status = "unknown"
                last = max((part.number for part in found.passages), default=0)
                await say(interaction, wording.chat.unknown_paragraph(paragraph, last))
            else:
                await show(interaction, snapshot, "read", passage_id(found.slug, paragraph))

    read.autocomplete("document")(completing_documents(store))
