"""`/relations`, as users run it: the picture, the list below it, and what there is without a picture."""

from __future__ import annotations

import os
import signal
from typing import Any

from tests.chat.conftest import World, labels, shown
from tests.chat.contract import components


def gallery(message: Any) -> list[dict[str, Any]]:
    """Return the pictures that a message shows."""
    parts = [component.to_dict() if hasattr(component, "to_dict") else component for component in message.components]
    return [item for part in components(parts) for item in part.get("items", [])]


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
    assert "- **Tajikistan** shelters Amrullah Saleh, Ahmad Massoud: “sanctuary” (reported: “reportedly”" in text
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
    assert shown(message) == "No source joins Washington DC to another actor."
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
