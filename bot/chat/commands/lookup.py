"""`/actor`, `/actors`, `/compare`, `/timeline`, `/discrepancies`, `/sources`: look-ups, answered privately."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import discord
from discord import app_commands

from bot import wording
from bot.chat.host import host_of
from bot.chat.journal import entry_of
from bot.chat.markup import cut, one_line
from bot.chat.opening import open_place, place_for
from bot.chat.place import short_id
from bot.chat.respond import say, send_page
from bot.chat.tree import completing

if TYPE_CHECKING:
    from bot.chat.tree import Complete, Tree
    from bot.snapshot import Snapshot, SnapshotStore

Kind = Literal["group", "state", "person", "organisation", "place", "class"]
MAX_CHOICE = 100


def add(tree: Tree, store: SnapshotStore) -> None:
    """Put the look-ups into the tree."""
    _add_actor(tree, store)
    _add_compare(tree, store)
    _add_timeline(tree, store)

    @tree.command(name="actors", description=wording.chat.HELP["actors"])
    @app_commands.describe(kind=wording.chat.ACTORS_KIND)
    async def actors(interaction: discord.Interaction, kind: Kind | None = None) -> None:
        if snapshot := await current(interaction, store):
            await show(interaction, snapshot, "actors", *([kind] if kind else []))

    @tree.command(name="discrepancies", description=wording.chat.HELP["discrepancies"])
    async def discrepancies(interaction: discord.Interaction) -> None:
        if snapshot := await current(interaction, store):
            await show(interaction, snapshot, "discrepancies")

    @tree.command(name="sources", description=wording.chat.HELP["sources"])
    async def sources(interaction: discord.Interaction) -> None:
        if snapshot := await current(interaction, store):
            await show(interaction, snapshot, "sources")


def _add_actor(tree: Tree, store: SnapshotStore) -> None:
    @tree.command(name="actor", description=wording.chat.HELP["actor"])
    @app_commands.describe(name=wording.chat.ACTOR_NAME)
    async def actor(interaction: discord.Interaction, name: str) -> None:
        if (snapshot := await current(interaction, store)) and (found := await one_actor(interaction, snapshot, name)):
            await show(interaction, snapshot, "actor", short_id(found))

    actor.autocomplete("name")(completing_actors(store))


def _add_compare(tree: Tree, store: SnapshotStore) -> None:
    @tree.command(name="compare", description=wording.chat.HELP["compare"])
    @app_commands.describe(first=wording.lookups.COMPARE_FIRST, second=wording.lookups.COMPARE_SECOND)
    async def compare(interaction: discord.Interaction, first: str, second: str) -> None:
        snapshot = await current(interaction, store)
        if not snapshot or not (one := await one_actor(interaction, snapshot, first)):
            return
        if not (other := await one_actor(interaction, snapshot, second)):
            return
        if one == other:
            entry_of(interaction).status = "same"
            name = cut(one_line(snapshot.knowledge.actors[one].name), 200)
            await say(interaction, wording.lookups.same_actor(name))
        else:
            await show(interaction, snapshot, "compare", short_id(one), short_id(other))

    compare.autocomplete("first")(completing_actors(store))
    compare.autocomplete("second")(completing_actors(store))


def _add_timeline(tree: Tree, store: SnapshotStore) -> None:
    @tree.command(name="timeline", description=wording.chat.HELP["timeline"])
    @app_commands.describe(actor=wording.lookups.TIMELINE_ACTOR)
    async def timeline(interaction: discord.Interaction, actor: str | None = None) -> None:
        snapshot = await current(interaction, store)
        if snapshot and actor is None:
            await show(interaction, snapshot, "timeline")
        elif snapshot and actor is not None and (found := await one_actor(interaction, snapshot, actor)):
            await show(interaction, snapshot, "timeline", short_id(found))

    timeline.autocomplete("actor")(completing_actors(store))


def completing_actors(store: SnapshotStore) -> Complete:
    """Return what offers actors by what was typed of a name."""

    @completing
    async def complete(_: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        actors = store.current.names.complete(typed, limit=25) if store.current else []
        return [
            app_commands.Choice(
                name=label(actor.name), value=actor.id if len(actor.id) <= MAX_CHOICE else label(actor.name)
            )
            for actor in actors
        ]

    return complete


async def one_actor(interaction: discord.Interaction, snapshot: Snapshot, typed: str) -> str | None:
    """Return the id of the actor that `typed` means; where it is none or several, say so and return None."""
    found = actor_ids(snapshot, typed)
    if len(found) == 1:
        return found[0]
    entry_of(interaction).status = "unknown"
    await say(interaction, _not_one(snapshot, typed, found))
    return None


async def current(interaction: discord.Interaction, store: SnapshotStore) -> Snapshot | None:
    """Return what is served; where it is nothing, say so."""
    if store.current is None:
        entry_of(interaction).status = "no-knowledge"
        await say(interaction, wording.chat.NO_KNOWLEDGE)
    return store.current


async def show(interaction: discord.Interaction, snapshot: Snapshot, verb: str, *args: str) -> None:
    """Answer privately with a place."""
    await send_page(
        interaction,
        open_place(snapshot, place_for(snapshot, verb, *args), links=host_of(interaction).links),
        private=True,
    )


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


def _not_one(snapshot: Snapshot, typed: str, found: list[str]) -> str:
    names = [snapshot.knowledge.actors[actor].name for actor in found]
    names = names or [actor.name for actor in snapshot.names.complete(typed, limit=3)]
    say_so = wording.chat.ambiguous_actor if found else wording.chat.unknown_actor
    return say_so(cut(one_line(typed), 100), [cut(one_line(name), 100) for name in names[:3]])


def label(text: str) -> str:
    """Return a choice's name as Discord takes it."""
    return one_line(text)[:MAX_CHOICE] or "?"
