"""`/relations`, as users run it: the picture, the list below it, and what there is without a picture."""

from __future__ import annotations

import os
import signal
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from benchmarks.pictures import synthetic
from bot.answers.answerer import Answerer
from bot.chat.opened.relations import MAX_LISTED
from bot.chat.opening import open_place, place_for
from bot.pictures import painter
from bot.pictures.graph import graph_of
from bot.search.names import Names
from bot.snapshot import Snapshot, SnapshotStore
from tests.chat.conftest import World, labels, shown
from tests.chat.contract import components


def parts_of(message: Any) -> list[dict[str, Any]]:
    return list(components([c.to_dict() if hasattr(c, "to_dict") else c for c in message.components]))


def gallery(message: Any) -> list[dict[str, Any]]:
    """Return the pictures that a message shows."""
    return [item for part in parts_of(message) for item in part.get("items", [])]


async def relations(world: World, **options: str) -> Any:
    result = await world.member.slash(world.channel, "relations", **options)
    assert result.ephemeral
    return result.response


def callbacks(world: World) -> list[int]:
    return [body["type"] for _, path, body in world.bodies() if path.endswith("/callback")]


async def test_a_picture_comes_in_private_with_its_summary_and_the_list(world: World) -> None:
    message = await relations(world, actor="Tajikistan")
    assert callbacks(world) == [5]
    (item,) = gallery(message)
    assert item["description"].startswith("Picture: Relations of Tajikistan, ")
    assert "Tajikistan does not recognise Taliban (stated" in item["description"]
    assert [file.filename for file in message.attachments] == ["relations.png"]
    text = shown(message)
    assert text.startswith("## Relations of Tajikistan")
    assert "- shelters Amrullah Saleh, Ahmad Massoud: “sanctuary” (reported: “reportedly”" in text
    assert "[1] ¶" in text


async def test_the_picture_stays_while_the_list_is_turned(world: World) -> None:
    message = await relations(world)
    (item,) = gallery(message)
    result = await world.member.click(message, label="Next ›")
    assert "page 2 of" in shown(result.response)
    (later,) = gallery(result.response)
    assert later["description"] == item["description"]
    assert [file.filename for file in result.response.attachments] == ["relations.png"]


async def test_an_actor_without_relations_gets_a_sentence(world: World) -> None:
    message = await relations(world, actor="Washington DC")
    assert shown(message) == "No source joins Washington DC to another actor; its card has what is said of it."
    (card,) = (part["options"][0]["value"] for part in parts_of(message) if part["type"] == 3)
    opened = await world.member.select(message, [card], custom_id="s|card")
    assert shown(opened.response).startswith("## Washington DC")
    assert gallery(message) == []


async def test_an_unknown_actor_is_said_to_be_unknown(world: World) -> None:
    message = await relations(world, actor="Tajikistn")
    assert "Did you mean Tajikistan" in message.content


async def test_names_are_offered_while_typing(world: World) -> None:
    choices = await world.member.autocomplete(world.channel, "relations", "actor", "tali")
    assert choices[0] == {"name": "Taliban", "value": "taliban"}


async def test_a_process_that_was_killed_is_started_again(world: World) -> None:
    await relations(world, actor="taliban")
    process = world.bot.painter.process_id
    assert process is not None
    os.kill(process, signal.SIGKILL)
    assert gallery(await relations(world, actor="china"))
    assert world.bot.painter.process_id not in {process, None}
    assert "Next ›" not in labels(await relations(world, actor="china"))


async def test_without_a_picture_the_list_is_shown_and_says_so(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(painter, "find_spec", lambda _: None)
    message = await relations(world, actor="tajikistan")
    assert gallery(message) == []
    assert shown(message).startswith("⚠ There is no picture, because the packages that draw are not installed")
    assert "does not recognise Taliban" in shown(message)


async def test_a_picture_that_cannot_be_drawn_is_replaced_by_a_sentence(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(painter, "PATIENCE", 0.0)
    message = await relations(world)
    assert gallery(message) == []
    assert shown(message).startswith("⚠ The picture could not be drawn this time")
    result = await world.member.click(message, label="Next ›")
    assert gallery(result.response) == []


async def test_after_a_reload_the_old_picture_goes_with_the_first_turn(world: World, shipped: SnapshotStore) -> None:
    message = await relations(world)
    assert shipped.current is not None
    newer = replace(shipped.current.knowledge, version="sha256:ffffffffffffffff")
    world.bot.store = Serving(Snapshot.build(newer))
    result = await world.member.click(message, label="Next ›")
    assert "The knowledge has changed" in shown(result.response)
    assert gallery(result.response) == []
    assert result.response.attachments == []


class Serving(SnapshotStore):
    """A store that serves what it is given."""

    def __init__(self, snapshot: Snapshot) -> None:
        super().__init__(Path("nowhere"), None)
        self.served = snapshot

    @property
    def current(self) -> Snapshot:
        return self.served


def test_of_very_many_relations_as_many_are_listed_as_belong() -> None:
    knowledge = synthetic(500)
    snapshot = Snapshot(knowledge, Answerer(knowledge), Names(knowledge.actors))
    last = open_place(snapshot, replace(place_for(snapshot, "relations"), page=9999))
    rest = len(graph_of(knowledge).edges) - MAX_LISTED
    assert f"{rest:,} more relations: give an actor's name" in last.text
