"""Actors and documents as arguments of commands: what is offered while one types, and what was meant."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

import discord
from discord import app_commands

from bot import wording
from bot.chat.journal import entry_of
from bot.chat.markup import cut
from bot.chat.respond import say
from bot.chat.tree import completing
from bot.text import one_line

if TYPE_CHECKING:
    from bot.chat.tree import Complete
    from bot.knowledge.documents import Document
    from bot.snapshot import Snapshot, SnapshotStore

MAX_CHOICE = 100
MAX_CHOICES = 25


def completing_actors(store: SnapshotStore) -> Complete:
    """Return what offers actors by what was typed of a name."""

    @completing
    async def complete(_: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        actors = store.current.names.complete(typed, limit=MAX_CHOICES) if store.current else []
        return [
            app_commands.Choice(
                name=_label(actor.name), value=actor.id if len(actor.id) <= MAX_CHOICE else _label(actor.name)
            )
            for actor in actors
        ]

    return complete


def completing_documents(store: SnapshotStore) -> Complete:
    """Return what offers documents by what was typed of a title or slug."""

    @completing
    async def complete(_: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        found = store.current.knowledge.documents.values() if store.current else ()
        wanted = typed.casefold()
        meant = (
            app_commands.Choice(name=_label(document.title), value=document.slug)
            for document in found
            if len(document.slug) <= MAX_CHOICE and wanted in f"{document.title} {document.slug}".casefold()
        )
        return list(islice(meant, MAX_CHOICES))

    return complete


async def one_actor(interaction: discord.Interaction, snapshot: Snapshot, typed: str) -> str | None:
    """Return the id of the actor that `typed` means; where it is none or several, say so and return None."""
    found = _actor_ids(snapshot, typed)
    if len(found) == 1:
        return found[0]
    entry_of(interaction).status = "unknown"
    await say(interaction, _not_one(snapshot, typed, found))
    return None


def _actor_ids(snapshot: Snapshot, typed: str) -> list[str]:
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


def _not_one(snapshot: Snapshot, typed: str, found: list[str]) -> str:
    names = [snapshot.knowledge.actors[actor].name for actor in found]
    names = names or [actor.name for actor in snapshot.names.complete(typed, limit=3)]
    say_so = wording.chat.ambiguous_actor if found else wording.chat.unknown_actor
    return say_so(cut(one_line(typed), 100), [cut(one_line(name), 100) for name in names[:3]])


def document_named(snapshot: Snapshot, typed: str) -> Document | None:
    """Return the document whose slug or title is `typed`, whatever its case."""
    wanted = one_line(typed).casefold()
    documents = snapshot.knowledge.documents.values()
    return next((found for found in documents if wanted in {found.slug.casefold(), found.title.casefold()}), None)


def _label(text: str) -> str:
    """Return a choice's name as Discord takes it."""
    return one_line(text)[:MAX_CHOICE] or "?"
