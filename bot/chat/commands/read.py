"""`/read`: a paragraph of a document, answered privately."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

import discord
from discord import app_commands

from bot import wording
from bot.chat.commands.lookup import MAX_CHOICE, current, label, show
from bot.chat.journal import entry_of
from bot.chat.markup import cut, one_line
from bot.chat.place import passage_id
from bot.chat.respond import say
from bot.chat.tree import completing

if TYPE_CHECKING:
    from bot.chat.tree import Tree
    from bot.knowledge.documents import Document
    from bot.snapshot import Snapshot, SnapshotStore


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

    @read.autocomplete("document")
    @completing
    async def documents(_: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        found = store.current.knowledge.documents.values() if store.current else ()
        wanted = typed.casefold()
        meant = (
            app_commands.Choice(name=label(document.title), value=document.slug)
            for document in found
            if len(document.slug) <= MAX_CHOICE and wanted in f"{document.title} {document.slug}".casefold()
        )
        return list(islice(meant, 25))


def document_named(snapshot: Snapshot, typed: str) -> Document | None:
    """Return the document whose slug or title is `typed`, whatever its case."""
    wanted = one_line(typed).casefold()
    documents = snapshot.knowledge.documents.values()
    return next((found for found in documents if wanted in {found.slug.casefold(), found.title.casefold()}), None)
