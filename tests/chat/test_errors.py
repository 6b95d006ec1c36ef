"""Every error is one sentence and a reference id, before or after a first response."""

from __future__ import annotations

import re
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import aiohttp
import discord
import pytest
import simcord
from discord import app_commands

from bot import wording
from bot.chat.client import Bot
from bot.chat.errors import NotAllowed, cause_of, sentence
from bot.errors import KnowledgeError, ReloadInProgressError
from bot.search.names import Names
from tests.chat.conftest import SANCTUARY, people


def http(kind: type[discord.HTTPException], status: int, code: int = 0) -> discord.HTTPException:
    """Return an error as discord.py makes it from Discord's reply."""
    reply: Any = SimpleNamespace(status=status, reason="reason")
    return kind(reply, {"code": code, "message": "message"})


ERRORS: list[tuple[Exception, str | None]] = [
    (RuntimeError("secret"), wording.chat.BROKEN),
    (ReloadInProgressError(), "Another reload is under way; wait for it to end."),
    (KnowledgeError([]), "The knowledge files have 0 faults and were not loaded."),
    (NotAllowed(), wording.chat.NOT_ALLOWED),
    (app_commands.CommandNotFound("x", []), wording.chat.COMMAND_CHANGED),
    (app_commands.NoPrivateMessage(), wording.chat.ONLY_IN_SERVERS),
    (app_commands.BotMissingPermissions(["send_messages"]), wording.chat.MISSING_PERMISSION),
    (app_commands.MissingPermissions(["manage_guild"]), wording.chat.MAY_NOT),
    (app_commands.CheckFailure(), wording.chat.MAY_NOT),
    (
        app_commands.TransformerError("x", discord.AppCommandOptionType.string, app_commands.Transformer()),
        wording.chat.BAD_ARGUMENT,
    ),
    (app_commands.CommandOnCooldown(app_commands.Cooldown(1, 1), 1.0), wording.chat.TOO_FAST),
    (http(discord.Forbidden, 403, 50013), wording.chat.MISSING_PERMISSION),
    (http(discord.NotFound, 404, 10008), wording.chat.GONE),
    (http(discord.DiscordServerError, 503), wording.chat.DISCORD_TROUBLE),
    (aiohttp.ServerDisconnectedError(), wording.chat.DISCORD_TROUBLE),
    (ConnectionResetError(), wording.chat.DISCORD_TROUBLE),
    (http(discord.NotFound, 404, 10062), None),
    (http(discord.HTTPException, 400, 40060), None),
]


@pytest.mark.parametrize(("error", "words"), ERRORS, ids=lambda value: type(value).__name__)
def test_every_error_has_a_sentence_without_its_details(error: Exception, words: str | None) -> None:
    assert sentence(error)
    assert "secret" not in sentence(error)
    if words is not None:
        assert sentence(error) == words


@pytest.mark.parametrize("responded", [False, True])
@pytest.mark.parametrize(("error", "words"), ERRORS, ids=lambda value: type(value).__name__)
async def test_an_error_of_a_command_is_told_before_or_after_a_first_response(
    make_bot: Callable[..., Bot], error: Exception, words: str | None, *, responded: bool
) -> None:
    bot = make_bot()

    @bot.tree.command(name="broken", description="Fails")
    async def broken(interaction: discord.Interaction) -> None:
        if responded:
            await interaction.response.defer(ephemeral=True)
        raise error

    async with simcord.run(bot, check_errors=False) as env:
        world = people(env)
        result = await world.member.slash(world.channel, "broken")
        told = [message.content for message in (result.response, *result.followups) if message and message.content]
        if words is None:
            assert told == []
        else:
            assert len(set(told)) == 1
            assert re.fullmatch(re.escape(words) + r" \(reference [0-9a-f]{8}\)", told[0])
            assert result.ephemeral


async def test_an_autocompletion_that_fails_offers_nothing(
    make_bot: Callable[..., Bot], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("inside")

    monkeypatch.setattr(Names, "complete", broken)
    async with simcord.run(make_bot()) as env:
        world = people(env)
        assert await world.member.autocomplete(world.channel, "actor", "name", "tal") == []
    assert "command=autocomplete reference=" in caplog.text


async def test_an_error_behind_a_button_is_told(make_bot: Callable[..., Bot], monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("inside")

    monkeypatch.setattr("bot.chat.buttons.places.open_place", broken)
    async with simcord.run(make_bot()) as env:
        world = people(env)
        asked = await world.member.slash(world.channel, "ask", question=SANCTUARY)
        result = await world.member.click(asked.response, label="In context")
        assert result.response.content.startswith(wording.chat.BROKEN)


async def test_one_server_error_costs_a_second_and_no_answer(make_bot: Callable[..., Bot]) -> None:
    async with simcord.run(make_bot()) as env:
        world = people(env)
        env.inject_error("POST", "/channels/*/messages", status=500)
        assert world.bot.user is not None
        await world.member.send(world.channel, f"<@{world.bot.user.id}> {SANCTUARY}")
        assert world.channel.last_message.author.id == world.bot.user.id


def test_what_a_command_raised_is_looked_at_not_its_wrapping() -> None:
    command: Any = SimpleNamespace(qualified_name="x", callback=SimpleNamespace(__name__="x"), name="x")
    inner = RuntimeError()
    assert cause_of(app_commands.CommandInvokeError(command, inner)) is inner
