"""Slash commands, as users run them."""

from __future__ import annotations

import re
import time
from collections.abc import Callable

import discord
import pytest
import simcord

from bot.chat.client import Bot
from tests.chat.conftest import SANCTUARY, World, labels, people, shown

DOCUMENT = "impact-of-taliban-resurgence"


async def test_an_answer_is_public_with_one_excerpt_and_its_buttons(world: World) -> None:
    result = await world.member.slash(world.channel, "ask", question=SANCTUARY)
    assert not result.ephemeral
    assert not result.deferred
    text = shown(result.response)
    assert text.startswith(f"-# @newcomer asked: {SANCTUARY}\n> ")
    assert "¶6" in text
    assert "Reported, not asserted: “reportedly”" in text
    assert "**Tajikistan** shelters" in text
    assert labels(result.response)[0] == "In context"
    assert labels(result.response)[-1] == "Delete"


async def test_an_answer_can_be_asked_for_in_private(world: World) -> None:
    result = await world.member.slash(world.channel, "ask", question=SANCTUARY, private=True)
    assert result.ephemeral
    assert "Delete" not in labels(result.response)


@pytest.mark.parametrize("question", ["xyzzy plugh", "?!", "the of and", "word " * 600])
async def test_what_is_not_answered_is_told_in_private(world: World, question: str) -> None:
    result = await world.member.slash(world.channel, "ask", question=question)
    assert result.ephemeral
    assert shown(result.response)


async def test_a_direct_message_takes_commands_too(world: World) -> None:
    result = await world.member.user.slash("ask", question=SANCTUARY)
    assert "¶6" in shown(result.response)


@pytest.mark.parametrize("name", ["taliban", "Taliban", "TALIBAN", "Islamic Emirate"])
async def test_an_actor_is_looked_up_by_id_name_or_alias(world: World, name: str) -> None:
    result = await world.member.slash(world.channel, "actor", name=name)
    assert result.ephemeral
    assert shown(result.response).startswith("## Taliban\n-# group")


async def test_every_actor_has_a_card_of_pages_that_can_be_turned(world: World) -> None:
    assert world.bot.store.current is not None
    for actor in world.bot.store.current.knowledge.actors.values():
        result = await world.member.slash(world.channel, "actor", name=actor.id)
        assert shown(result.response).startswith(f"## {actor.name}")
        while "Next ›" in labels(result.response):
            result = await world.member.click(result.response, label="Next ›")


async def test_an_unknown_actor_is_said_to_be_unknown(world: World) -> None:
    result = await world.member.slash(world.channel, "actor", name="@everyone talibann")
    assert result.ephemeral
    assert result.response.content.startswith(r"I know no actor named “\@everyone talibann”.")


async def test_a_misspelt_actor_brings_the_nearest_names(world: World) -> None:
    result = await world.member.slash(world.channel, "actor", name="Tajikistn")
    assert "Did you mean Tajikistan" in result.response.content


async def test_autocomplete_offers_names_alone(world: World) -> None:
    choices = await world.member.autocomplete(world.channel, "actor", "name", "tali")
    assert choices[0] == {"name": "Taliban", "value": "taliban"}
    assert len(await world.member.autocomplete(world.channel, "actor", "name", "")) == 25


async def test_actors_are_listed_by_kind(world: World) -> None:
    every = await world.member.slash(world.channel, "actors")
    assert every.ephemeral
    states = shown((await world.member.slash(world.channel, "actors", kind="state")).response)
    assert states.startswith("### States\n- Afghanistan · 2 facts, and named in 12 about others\n")
    assert "Tajikistan" in states
    assert "Taliban ·" not in states


async def test_sources_are_listed_with_rights_and_address(world: World) -> None:
    result = await world.member.slash(world.channel, "sources")
    text = shown(result.response)
    assert result.ephemeral
    assert "The Soufan Center · 14 Oct 2021 · reliability: not judged · 8 paragraphs · " in text
    assert "reprint, not compared in full with the original" in text
    assert "https://thesoufancenter.org/intelbrief-2021-october-14/" in text


async def test_a_paragraph_is_read_with_its_neighbours(world: World) -> None:
    result = await world.member.slash(world.channel, "read", document=DOCUMENT, paragraph=2)
    text = shown(result.response)
    assert result.ephemeral
    assert [f"¶{n}\n" in text for n in (1, 3)] == [True, True]
    assert "**¶2**" in text
    assert "¶4\n" not in text
    assert text.endswith("The rest is in the original.")
    assert labels(result.response)[0] == "Original"


async def test_a_document_is_offered_and_found_by_its_title(world: World) -> None:
    choices = await world.member.autocomplete(world.channel, "read", "document", "resurgence on")
    assert choices[0]["value"] == DOCUMENT
    title = choices[0]["name"]
    result = await world.member.slash(world.channel, "read", document=title, paragraph=6)
    assert "Tajikistan" in shown(result.response)


async def test_what_cannot_be_read_is_said(world: World) -> None:
    gone = await world.member.slash(world.channel, "read", document="nonsense", paragraph=1)
    assert (
        gone.response.content
        == f"I hold no document named “nonsense”. /sources lists all that I hold, such as {DOCUMENT}."
    )
    far = await world.member.slash(world.channel, "read", document=DOCUMENT, paragraph=99)
    assert far.response.content == "There is no paragraph 99: this document has paragraphs 1 to 8."


async def test_the_cooldown_is_told_with_the_time_left(make_bot: Callable[..., Bot]) -> None:
    async with simcord.run(make_bot(cooldown="2/30")) as env:
        world = people(env)
        for _ in range(2):
            result = await world.member.slash(world.channel, "ask", question=SANCTUARY)
            assert "¶6" in shown(result.response)
        refused = await world.member.slash(world.channel, "ask", question=SANCTUARY)
        assert refused.ephemeral
        assert refused.response.content == "That was quick: ask again in 30 seconds."
        assert world.bot.user is not None
        await world.member.send(world.channel, f"<@{world.bot.user.id}> {SANCTUARY}")
        assert world.last() == "That was quick: ask again in 30 seconds."
        assert "¶6" in shown((await world.admin.slash(world.channel, "ask", question=SANCTUARY)).response)
        await env.advance_time(31)
        assert "¶6" in shown((await world.member.slash(world.channel, "ask", question=SANCTUARY)).response)


async def test_what_is_rejected_spends_the_cooldown_too(make_bot: Callable[..., Bot]) -> None:
    async with simcord.run(make_bot(cooldown="2/30")) as env:
        world = people(env)
        for _ in range(2):
            assert "nothing to search for" in shown(
                (await world.member.slash(world.channel, "ask", question="?!")).response
            )
        refused = await world.member.slash(world.channel, "ask", question=SANCTUARY)
        assert refused.response.content == "That was quick: ask again in 30 seconds."


async def test_a_channel_is_told_of_waiting_once_a_user_and_period(make_bot: Callable[..., Bot]) -> None:
    async with simcord.run(make_bot(cooldown="1/30")) as env:
        world = people(env)
        me = world.bot.user
        assert me is not None
        notice = "That was quick: ask again in 30 seconds."

        def said() -> list[str]:
            return [shown(m) for m in world.channel.history() if m.author.id == me.id]

        for _ in range(4):
            await world.member.send(world.channel, f"<@{me.id}> {SANCTUARY}")
        assert said()[1:] == [notice]
        await world.admin.send(world.channel, f"<@{me.id}>")
        await world.admin.send(world.channel, f"<@{me.id}>")
        assert said()[2].startswith("Hello. ")
        assert said()[3:] == [notice]
        await env.advance_time(31)
        for _ in range(3):
            await world.member.send(world.channel, f"<@{me.id}> {SANCTUARY}")
        assert [text == notice for text in said()[4:]] == [False, True]


async def test_commands_work_everywhere_and_for_both_ways_of_installing(world: World) -> None:
    sent = next(body for method, path, body in world.bodies() if method == "PUT" and path.endswith("/commands"))
    assert [command["contexts"] for command in sent] == [[0, 1, 2]] * len(sent)
    assert [command["integration_types"] for command in sent] == [[0, 1]] * len(sent)


async def test_commands_are_synchronised_only_when_they_differ(world: World, make_bot: Callable[..., Bot]) -> None:
    def syncs() -> int:
        return sum(method == "PUT" and path.endswith("/commands") for method, path, _ in world.bodies())

    assert syncs() == 1
    await world.env.restart_bot(make_bot())
    assert syncs() == 1
    changed = make_bot()
    command = changed.tree.get_command("ask", type=discord.AppCommandType.chat_input)
    assert isinstance(command, discord.app_commands.Command)
    command.description = "Something else"
    await world.env.restart_bot(changed)
    assert syncs() == 2


async def test_an_answer_comes_at_once(world: World) -> None:
    await world.member.slash(world.channel, "ask", question=SANCTUARY)
    begun = time.perf_counter()
    await world.member.slash(world.channel, "ask", question="Who is wary of the Taliban?")
    assert time.perf_counter() - begun < 0.5


@pytest.mark.parametrize(
    ("command", "options"),
    [
        ("actor", {"name": "nobody at all"}),
        ("actor", {"name": "talibann"}),
        ("compare", {"first": "taliban", "second": "taliban"}),
        ("read", {"document": "nonsense"}),
        ("search", {"words": "xyzzy"}),
        ("search", {"words": "the"}),
        ("verify", {"receipt": "nonsense", "question": "why?"}),
    ],
)
async def test_what_cannot_be_shown_comes_with_a_next_step(world: World, command: str, options: dict[str, str]) -> None:
    result = await world.member.slash(world.channel, command, **options)
    assert result.ephemeral
    assert re.search(r"/[a-z]+|Did you mean|Search for|Choose|Copy the one", shown(result.response))
