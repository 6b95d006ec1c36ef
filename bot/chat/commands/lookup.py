"""`/actor`, `/actors`, `/sources`, `/read`: look-ups, answered privately."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import discord
from discord import app_commands

from bot import wording
from bot.chat.journal import entry_of
from bot.chat.markup import cut, one_line
from bot.chat.opening import open_place, place_for
from bot.chat.place import passage_id, short_id
from bot.chat.respond import say, send_page
from bot.chat.tree import completing

if TYPE_CHECKING:
    from bot.chat.tree import Tree
    from bot.knowledge.documents import Document
    from bot.snapshot import Snapshot, SnapshotStore

Kind = Literal["group", "state", "person", "organisation", "place", "class"]
MAX_CHOICE = 100


def add(tree: Tree, store: SnapshotStore) -> None:
    """Put the look-ups into the tree."""
    _add_actor(tree, store)

    @tree.command(name="actors", description=wording.chat.HELP["actors"])
    @app_commands.describe(kind=wording.chat.ACTORS_KIND)
    async def actors(interaction: discord.Interaction, kind: Kind | None = None) -> None:
        if snapshot := await _current(interaction, store):
            await _show(interaction, snapshot, "actors", *([kind] if kind else []))

    @tree.command(name="sources", description=wording.chat.HELP["sources"])
    async def sources(interaction: discord.Interaction) -> None:
        if snapshot := await _current(interaction, store):
            await _show(interaction, snapshot, "sources")

    _add_read(tree, store)


def _add_actor(tree: Tree, store: SnapshotStore) -> None:
    @tree.command(name="actor", description=wording.chat.HELP["actor"])
    @app_commands.describe(name=wording.chat.ACTOR_NAME)
    async def actor(interaction: discord.Interaction, name: str) -> None:
        if snapshot := await _current(interaction, store):
            found = actor_ids(snapshot, name)
            if len(found) == 1:
                await _show(interaction, snapshot, "actor", short_id(found[0]))
            else:
                entry_of(interaction).status = "unknown"
                await say(interaction, _not_one(snapshot, name, found))

    @actor.autocomplete("name")
    @completing
    async def actor_names(_: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        actors = store.current.names.complete(typed, limit=25) if store.current else []
        return [
            app_commands.Choice(
                name=_label(actor.name), value=actor.id if len(actor.id) <= MAX_CHOICE else _label(actor.name)
            )
            for actor in actors
        ]


def _add_read(tree: Tree, store: SnapshotStore) -> None:
    @tree.command(name="read", description=wording.chat.HELP["read"])
    @app_commands.describe(document=wording.chat.READ_DOCUMENT, paragraph=wording.chat.READ_PARAGRAPH)
    async def read(
        interaction: discord.Interaction, document: str, paragraph: app_commands.Range[int, 0, 1_000_000]
    ) -> None:
        if snapshot := await _current(interaction, store):
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
                await _show(interaction, snapshot, "read", passage_id(found.slug, paragraph))

    @read.autocomplete("document")
    @completing
    async def documents(_: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        found = store.current.knowledge.documents.values() if store.current else ()
        wanted = typed.casefold()
        return [
            app_commands.Choice(name=_label(document.title), value=document.slug)
            for document in found
            if len(document.slug) <= MAX_CHOICE and wanted in f"{document.title} {document.slug}".casefold()
        ][:25]


async def _current(interaction: discord.Interaction, store: SnapshotStore) -> Snapshot | None:
    if store.current is None:
        entry_of(interaction).status = "no-knowledge"
        await say(interaction, wording.chat.NO_KNOWLEDGE)
    return store.current


async def _show(interaction: discord.Interaction, snapshot: Snapshot, verb: str, *args: str) -> None:
    await send_page(interaction, open_place(snapshot, place_for(snapshot, verb, *args)), private=True)


def actor_ids(snapshot: Snapshot, typed: str) -> list[str]:
    """Return the actors that `typed` means: by id, else by a name or alias of theirs, whatever its case."""
    wanted = one_line(typed).casefold()
    actors = snapshot.knowledge.actors
    if wanted in actors:
        return [wanted]
    return [
        actor.id
        for actor in actors.values()
        if wanted in {actor.name.casefold(), *(alias.text.casefold() for alias in actor.aliases)}
    ]


def document_named(snapshot: Snapshot, typed: str) -> Document | None:
    """Return the document whose slug or title is `typed`, whatever its case."""
    wanted = one_line(typed).casefold()
    documents = snapshot.knowledge.documents.values()
    return next((found for found in documents if wanted in {found.slug.casefold(), found.title.casefold()}), None)


def _not_one(snapshot: Snapshot, typed: str, found: list[str]) -> str:
    names = [snapshot.knowledge.actors[actor].name for actor in found]
    names = names or [actor.name for actor in snapshot.names.complete(typed, limit=3)]
    return wording.chat.unknown_actor(cut(one_line(typed), 100), [cut(name, 100) for name in names[:3]])


def _label(text: str) -> str:
    return one_line(text)[:MAX_CHOICE] or "?"
