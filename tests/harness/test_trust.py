"""The bot as a process of its own: verifying wherever it is used, failing well, and what its log never holds."""

from __future__ import annotations

import asyncio
import json
import re
import signal
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import pytest

SANCTUARY = "Which country offered sanctuary to Saleh and Massoud?"
WARY = "Who is wary of the Taliban?"
VERIFY = "Verify this answer"
IDENTICAL = "Identical."


@asynccontextmanager
async def running(
    emulator: Any, contract: str | None, start_bot: Callable[..., Any], **environment: str
) -> AsyncIterator[tuple[Any, Any]]:
    """A local Discord with the bot connected to it."""
    async with emulator.Emulator(openapi=contract) as discord:
        bot = start_bot(discord, **environment)
        await bot.start()
        try:
            await bot.wait_ready(commands=True)
            yield discord, bot
        finally:
            assert await bot.stop(signal.SIGTERM) == 0
        assert discord.report()["contract_errors"] == []
        assert discord.report()["unknown_keys"] == []


async def use(discord: Any) -> None:
    """Ask, verify, cite and look up as several people, in a server, directly, and where the bot is not a member."""
    answer = await discord.slash("ask", {"question": SANCTUARY}, user="bob", channel="general")
    assert IDENTICAL in (await discord.message_menu(VERIFY, answer.message, user="carol")).text
    opened = await discord.click(answer, "In context", user="carol")
    assert "#:~:text=" in (await discord.click(opened, "Copy as citation", user="carol")).text
    refused = await discord.slash("ask", {"question": "xyzzy plugh"}, user="bob", channel="general")
    (receipt,) = re.findall(r"receipt ([0-9a-f]{8}-[0-9a-f]{12})", refused.text)
    given = {"receipt": receipt, "question": "xyzzy plugh"}
    assert IDENTICAL in (await discord.slash("verify", given, user="bob", channel="general")).text
    await discord.say(f"@bot {WARY}", user="carol")
    directly = await discord.dm(SANCTUARY, user="carol")
    assert IDENTICAL in (await discord.message_menu(VERIFY, directly.message, user="carol")).text
    for command in ("about", "help", "sources", "actors"):
        assert (await discord.slash(command, {}, user="alice", channel="general")).ok


async def test_an_answer_is_verified_where_the_bot_is_not_a_member(
    emulator: Any, contract: str | None, start_bot: Callable[..., Any]
) -> None:
    async with running(emulator, contract, start_bot) as (discord, _):
        for channel in ("general", "dm"):
            answer = await discord.slash("ask", {"question": SANCTUARY}, user="bob", channel=channel, install="user")
            told = await discord.message_menu(VERIFY, answer.message, user="bob", install="user")
            assert told.ephemeral
            assert IDENTICAL in told.text
        forged = await discord.post(answer.text, user="carol", channel="general")
        told = await discord.message_menu(VERIFY, forged, user="bob", install="user")
        assert "not mine" in told.text


@pytest.mark.parametrize("form", ["console", "json"])
async def test_no_log_holds_a_question_a_person_or_a_token(
    emulator: Any, contract: str | None, start_bot: Callable[..., Any], form: str
) -> None:
    given = {"LOG_LEVEL": "DEBUG", "LOG_FORMAT": form}
    async with running(emulator, contract, start_bot, **given) as (discord, bot):
        await use(discord)
        # What goes wrong is logged as well: a refusal of Discord's, too many requests, lost connections.
        for fault in (
            {"status": 500},
            {"status": 429, "retry_after": 0.1},
            {"status": 400},
            {"drop": True, "times": 2},
        ):
            discord.faults.add("POST", "/interactions/*", **fault)
            await discord.slash("ask", {"question": SANCTUARY}, user="bob", channel="general")
        discord.faults.add("POST", "/channels/*/messages", drop=True)
        await discord.say(f"@bot {SANCTUARY}", user="carol")
    log = "\n".join(bot.output)
    assert log.count("status=answered") > 3
    assert re.search(r"status=\w*(?:Error|Exception|Disconnected)\w*", log)
    people = [part for user in discord.users.values() for part in (str(user.id), user.name) if user is not discord.bot]
    tokens = re.findall(r"/(?:interactions|webhooks)/\d+/([^/]+)", "\n".join(e["path"] for e in discord.rest_log))
    assert tokens
    for secret in (discord.token, SANCTUARY, WARY, "xyzzy", "Massoud?", "wary of", *tokens, *people):
        assert not re.search(rf"\b{re.escape(secret)}\b", log), secret


async def test_every_line_of_a_json_log_is_an_object(
    emulator: Any, contract: str | None, start_bot: Callable[..., Any]
) -> None:
    async with running(emulator, contract, start_bot, LOG_FORMAT="json") as (discord, bot):
        await discord.slash("ask", {"question": SANCTUARY}, user="bob", channel="general")
        discord.faults.add("POST", "/interactions/*", status=400)
        await discord.slash("ask", {"question": SANCTUARY}, user="bob", channel="general")
        for _ in range(50):
            if "Invite me" in "".join(bot.output):
                break
            await asyncio.sleep(0.1)
    lines = [json.loads(line) for line in bot.output if line.strip()]
    assert all({"time", "level", "logger", "message"} <= set(line) for line in lines)
    asked = next(line for line in lines if line.get("command") == "/ask")
    assert asked["status"] == "answered"
    assert asked["passages"][0] == "impact-of-taliban-resurgence#6"
    assert asked["ms"] > 0
    assert re.fullmatch("[0-9a-f]{8}", asked["reference"])
    assert any("Traceback" in line.get("error", "") for line in lines)
    assert any("Invite me" in line["message"] for line in lines)


def callbacks(discord: Any) -> int:
    return sum("/interactions/" in e["path"] or "/webhooks/" in e["path"] for e in discord.rest_log)


async def test_an_expired_interaction_is_not_answered_again(
    emulator: Any, contract: str | None, start_bot: Callable[..., Any]
) -> None:
    async with running(emulator, contract, start_bot) as (discord, bot):
        before = callbacks(discord)
        discord.faults.add("POST", "/interactions/*", status=0, delay=3.3)
        late = await discord.slash("ask", {"question": SANCTUARY}, user="bob", channel="general", timeout=5)
        assert not late.ok
        await asyncio.sleep(0.5)
        assert callbacks(discord) - before == 1
        assert (await discord.slash("ask", {"question": SANCTUARY}, user="bob", channel="general")).ok
    log = "\n".join(bot.output)
    assert "status=NotFound" in log
    assert "Traceback" not in log


@pytest.mark.parametrize(("drops", "attempts"), [(1, 2), (2, 3)])
async def test_a_dropped_connection_gets_one_retry_and_then_one_sentence(
    emulator: Any, contract: str | None, start_bot: Callable[..., Any], drops: int, attempts: int
) -> None:
    async with running(emulator, contract, start_bot) as (discord, bot):
        before = callbacks(discord)
        discord.faults.add("POST", "/interactions/*", drop=True, times=drops)
        told = await discord.slash("ask", {"question": SANCTUARY}, user="bob", channel="general")
        assert callbacks(discord) - before == attempts
        assert len(told.messages) == 1
        if drops == 1:
            assert "¶6" in told.text
        else:
            assert told.ephemeral
            (reference,) = re.findall(r"^Discord did not take my answer.* \(reference ([0-9a-f]{8})\)$", told.text)
            assert f"reference={reference}" in "\n".join(bot.output)


async def test_a_deferred_answer_survives_a_dropped_connection(
    emulator: Any, contract: str | None, start_bot: Callable[..., Any]
) -> None:
    async with running(emulator, contract, start_bot) as (discord, _):
        discord.faults.add("PATCH", "/webhooks/*", drop=True)
        told = await discord.slash("knowledge check", {}, user="owner", channel="dm")
        assert "in order" in told.text


async def test_the_health_page_follows_the_connection(
    emulator: Any, contract: str | None, start_bot: Callable[..., Any]
) -> None:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]

    async def status() -> int:
        async with aiohttp.ClientSession() as session, session.get(f"http://127.0.0.1:{port}/") as page:
            return page.status

    async def is_green() -> bool:
        for _ in range(50):
            if await status() == 200:
                return True
            await asyncio.sleep(0.1)
        return False

    async with running(emulator, contract, start_bot, HEALTH_PORT=str(port)) as (discord, _):
        assert await is_green()
        discord.faults.add("GET", "/gateway*", status=500, times=3)
        resumes = discord.resume_count
        await discord.gateway.drop(None)
        await discord.until(lambda: discord.resume_count > resumes, 15, "resume")
        assert await is_green()
