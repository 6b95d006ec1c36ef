"""`/actor`, `/actors`, `/compare`, `/timeline`, `/discrepancies`, `/sources`: look-ups, answered privately."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import discord
from discord import app_commands

from bot import wording
from bot.chat.commands.arguments import completing_actors, one_actor
from bot.chat.host import host_of
from bot.chat.interactions import current
from bot.chat.opening import open_place, place_for
from bot.chat.place import short_id
from bot.chat.respond import send_page

if TYPE_CHECKING:
    from bot.chat.tree import Tree
    from bot.snapshot import Snapshot, SnapshotStore

Kind = Literal["group", "state", "person", "organisation", "place", "class"]


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


async def show(interaction: discord.Interaction, snapshot: Snapshot, verb: str, *args: str) -> None:
    """Answer privately with a place."""
    await send_page(
        interaction,
        open_place(snapshot, place_for(snapshot, verb, *args), links=host_of(interaction).links),
        private=True,
    )
