"""What the bot says of itself: /about and /help."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
import simcord
from discord import AppCommandType, app_commands

from bot import __version__, wording
from bot.answers import holdings
from bot.chat.about import about_page, example_values
from bot.chat.client import Bot
from bot.chat.links import Links
from bot.snapshot import SnapshotStore
from tests.chat.conftest import World, labels, people, shown

LINKS = Links("https://example.org/p", "https://example.org/t", "https://example.org/c", "https://example.org/s")


async def helped(world: World, *, admin: bool = False) -> str:
    return shown((await (world.admin if admin else world.member).slash(world.channel, "help")).response)


async def test_about_says_what_is_held_and_kept(world: World) -> None:
    text = shown((await world.member.slash(world.channel, "about")).response)
    assert "**Knowledge**: 1 document, 8 paragraphs" in text
    assert "sources of 14 Oct 2021" in text
    assert f"**Versions**: bot {__version__} · knowledge {world.bot.store.current.version[7:15]}" in text  # type: ignore[union-attr]
    assert "**Running**: for 0 seconds · Discord" in text
    assert f"**Privacy**: {wording.manners.PRIVACY}" in text
    assert "**Licence**: my code is under the MIT licence" in text
    assert "degraded" not in text


def test_privacy_takes_two_sentences() -> None:
    assert len(re.findall(r"[.](?= |$)", wording.manners.PRIVACY)) == 2


async def test_about_and_sources_offer_the_operators_addresses(make_bot: Callable[..., Bot]) -> None:
    given = {f"{name}_url": url for name, url in vars_of(LINKS).items()}
    async with simcord.run(make_bot(**given)) as env:
        world = people(env)
        about = await world.member.slash(world.channel, "about")
        assert labels(about.response) == ["Privacy", "Terms", "Source code", "Report an error"]
        sources = await world.member.slash(world.channel, "sources")
        assert labels(sources.response)[-1] == "Report an error"


def vars_of(links: Links) -> dict[str, str | None]:
    return {name: getattr(links, name) for name in ("privacy", "terms", "contact", "source")}


async def test_what_is_not_set_is_not_shown(world: World) -> None:
    assert labels((await world.member.slash(world.channel, "about")).response) == []
    assert "Report an error" not in labels((await world.member.slash(world.channel, "sources")).response)


def test_about_says_when_it_is_degraded() -> None:
    card = holdings.about(None, bot_version="1", degraded=True)
    assert "no knowledge is loaded" in about_page(card, timedelta(), 0.1, Links()).text
    served = replace(card, knowledge_version="sha256:0123", documents=1)
    assert "⚠ **Status**: degraded" in about_page(served, timedelta(), 0.1, Links()).text


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [
        (0, "for 0 seconds"),
        (61, "for 1 minute 1 second"),
        (3 * 3600 + 5, "for 3 hours 5 seconds"),
        (90061, "for 1 day 1 hour"),
    ],
)
def test_up_time_is_said_in_words(seconds: int, expected: str) -> None:
    assert wording.manners.up_time(timedelta(seconds=seconds)) == expected


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [
        (0.0421, "Discord answers in 42 ms"),
        (float("nan"), "Discord's speed not measured yet"),
        (float("inf"), "Discord's speed not measured yet"),
    ],
)
def test_latency_is_said_once_it_is_known(seconds: float, expected: str) -> None:
    assert wording.manners.latency(seconds) == expected


async def test_help_lists_every_command_that_the_reader_may_use_to_be_clicked(world: World) -> None:
    own, admins = await helped(world), await helped(world, admin=True)
    for command in world.bot.tree.walk_commands():
        if isinstance(command, app_commands.Command):
            mention = re.compile(
                rf"^</{command.qualified_name}:\d+>.* — {re.escape(command.description)}$", re.MULTILINE
            )
            assert mention.search(admins), command.qualified_name
            assert bool(mention.search(own)) is (command.parent is None)
    for menu in world.bot.tree.walk_commands(type=AppCommandType.message):
        assert menu.extras["help"]
        assert f"- **{menu.name}** — {menu.extras['help']}" in own


async def test_help_begins_with_what_is_used_most(world: World) -> None:
    commands = re.findall(r"^</([a-z ]+):", await helped(world, admin=True), re.MULTILINE)
    assert commands == [name for name in wording.chat.HELP if name in commands]
    assert (commands[0], commands[-1]) == ("ask", "knowledge status")


async def test_the_commands_to_click_are_those_that_discord_has(world: World, make_bot: Callable[..., Bot]) -> None:
    before = re.findall(r"</.+?>", await helped(world))
    assert before
    bot = make_bot()
    await world.env.restart_bot(bot)
    ask = next(c for c in bot.tree.get_commands(type=AppCommandType.chat_input) if c.name == "ask")
    assert isinstance(ask, app_commands.Command)
    assert bot.tree.mention(ask) in before
    assert make_bot().tree.mention(ask) == "`/ask`"


async def test_every_question_that_help_gives_is_answered(world: World) -> None:
    message = (await world.member.slash(world.channel, "help")).response
    assert wording.chat.EXAMPLES_BELOW in shown(message)
    assert len(labels(message)) == 3
    for question in labels(message):
        assert not (await world.member.slash(world.channel, "ask", question=question)).ephemeral


async def test_every_example_that_help_gives_works(world: World) -> None:
    assert world.bot.store.current is not None
    values: dict[str, str | int] = {**example_values(world.bot.store.current)}
    values["paragraph"] = int(values["paragraph"])
    text = await helped(world)
    for command in world.bot.tree.walk_commands():
        if not isinstance(command, app_commands.Command) or command.parent:
            continue
        given = {option.name: values[option.name] for option in command.parameters if option.required}
        written = " ".join(f"{name}: {value}" for name, value in given.items())
        assert not given or f"-# e.g. /{command.qualified_name} {written}" in text
        told = await world.member.slash(world.channel, command.qualified_name, **given)
        assert told.response.content == "", command.qualified_name
        assert wording.trust.IDENTICAL_RECEIPT in shown(told.response) or command.name != "verify"


async def test_whoever_may_manage_the_server_is_told_how_to_keep_the_bot_quiet(world: World) -> None:
    assert wording.manners.QUIET not in await helped(world)
    text = await helped(world, admin=True)
    assert wording.manners.QUIET in text
    for switch in ("Server Settings → Integrations", "Use Application Commands", "Use External Apps"):
        assert switch in text


async def test_help_works_without_knowledge(make_bot: Callable[..., Bot], tmp_path: object) -> None:
    async with simcord.run(make_bot(SnapshotStore(tmp_path / "none", None))) as env:  # type: ignore[operator]
        world = people(env)
        text = await helped(world)
        assert "</ask:" in text
        assert "e.g." not in text
