"""`/relations`: a picture of who does what to whom, and the list of what it shows, answered privately."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import discord
from discord import app_commands

from bot import wording
from bot.chat.background import in_background
from bot.chat.commands.arguments import completing_actors, one_actor
from bot.chat.interactions import current
from bot.chat.journal import entry_of, log
from bot.chat.opening import open_place, place_for
from bot.chat.page import Media
from bot.chat.place import short_id
from bot.chat.render import documents_and_dates
from bot.chat.respond import fill
from bot.errors import PictureError, PicturesMissingError
from bot.pictures.chart import chart_of
from bot.pictures.graph import graph_of

if TYPE_CHECKING:
    from bot.chat.page import Page
    from bot.chat.tree import Tree
    from bot.pictures.chart import Chart
    from bot.pictures.painter import Painter
    from bot.snapshot import Snapshot, SnapshotStore

FILE = "relations.png"


def add(tree: Tree, store: SnapshotStore, painter: Painter) -> None:
    """Put `/relations` into the tree."""

    @tree.command(name="relations", description=wording.chat.HELP["relations"])
    @app_commands.describe(actor=wording.relations.ACTOR)
    async def relations(interaction: discord.Interaction, actor: str | None = None) -> None:
        snapshot = await current(interaction, store)
        if snapshot is None:
            return
        found = None
        if actor is not None:
            found = await one_actor(interaction, snapshot, actor)
            if found is None:
                return
        await interaction.response.defer(ephemeral=True, thinking=True)
        chart, page = await in_background(_told, snapshot, found)
        picture = None
        if chart:
            try:
                picture = await painter.paint(snapshot.version, chart)
            except (PictureError, PicturesMissingError) as error:
                entry_of(interaction).status = "no-picture"
                log.warning("reference=%s %s", entry_of(interaction).reference, error.sentence)
                page = replace(page, blocks=(f"⚠ {error.sentence}", *page.blocks))
            else:
                page = replace(page, media=Media(FILE, chart.alternative))
        await fill(interaction, page, picture)

    relations.autocomplete("actor")(completing_actors(store))


def _told(snapshot: Snapshot, actor: str | None) -> tuple[Chart | None, Page]:
    """Return what to draw, and the list; with thousands of actors that takes longer than others should wait."""
    chart = chart_of(
        graph_of(snapshot.knowledge), actor, wording.answers.held(*documents_and_dates(snapshot.knowledge))
    )
    place = place_for(snapshot, "relations", *([short_id(actor)] if actor else []))
    return chart, open_place(snapshot, place)
