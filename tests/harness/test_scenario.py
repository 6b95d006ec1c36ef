"""The bot as a process of its own: every command, the network's faults, and the figures that were promised."""

from __future__ import annotations

import asyncio
import json
import re
import shutil
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

SANCTUARY = "Which country offered sanctuary to Saleh and Massoud?"
DOCUMENT = "impact-of-taliban-resurgence"
COLD_START, ANSWER, CLOSING = 2.0, 500.0, 5.0


class Drive:
    """Drives one bot, and keeps what every response has to hold."""

    def __init__(self, discord: Any) -> None:
        self.discord = discord
        self.latencies: dict[str, float] = {}

    def note(self, name: str, response: Any, *, limit: float = ANSWER) -> Any:
        """Hold a response to the limit of time, and to pinging nobody."""
        assert response.ok, f"{name}: {response.error}"
        took = response.latency.get("ack", response.latency.get("first", 0.0))
        self.latencies[name] = max(took, self.latencies.get(name, 0.0))
        assert took <= limit, f"{name} took {took:.0f} ms"
        for message in response.messages:
            assert not message.pings["everyone"], name
            assert not message.pings["roles"], name
            assert not message.pings["users"], name
        return response

    async def slash(self, command: str, limit: float = ANSWER, **options: Any) -> Any:
        """Run a command as a member in a channel, or as whom and where the options say."""
        who = {key: options.pop(key) for key in ("user", "channel", "install", "locale") if key in options}
        response = await self.discord.slash(command, options, **{"user": "bob", "channel": "general", **who})
        return self.note(f"/{command}", response, limit=limit)

    async def click(self, on: Any, label: str, user: str = "carol") -> Any:
        """Click a button."""
        return self.note(f"[{re.sub('[0-9]+', 'n', label)}]", await self.discord.click(on, label, user=user))

    async def choose(self, on: Any, menu: str, option: int) -> Any:
        """Choose the option of that number in a menu."""
        values = [
            entry["value"]
            for select in on.message.selects
            if select["custom_id"] == menu
            for entry in select["options"]
        ]
        response = await self.discord.select(on, [values[option]], custom_id=menu, user="bob")
        return self.note(f"[{menu}]", response)

    async def say(self, text: str, **how: Any) -> Any:
        """Write in chat and take the answer."""
        return self.note("chat", await self.discord.say(text, **how))


async def test_every_command_and_fault(
    emulator: Any, contract: str | None, start_bot: Callable[..., Any], capsys: pytest.CaptureFixture[str]
) -> None:
    async with emulator.Emulator(openapi=contract, rate_limits="discord") as discord:
        bot = start_bot(discord)
        await bot.start()
        cold = await bot.wait_ready(commands=True)
        try:
            drive = Drive(discord)
            await use_commands(drive)
            await use_buttons(drive)
            await follow_and_share(drive)
            await be_brought_along(drive)
            await chat(drive)
            await leave_and_return(drive)
            await manage(drive)
            await meet_faults(drive)
            assert bot.running
        finally:
            begun = time.perf_counter()
            status = await bot.stop(signal.SIGTERM)
            closing = time.perf_counter() - begun
        report = discord.report()
    log = "\n".join(bot.output)
    with capsys.disabled():
        slowest = max(drive.latencies.items(), key=lambda item: item[1])
        figures = f"cold start {cold:.2f} s, slowest {slowest[0]} {slowest[1]:.0f} ms, SIGTERM {closing:.2f} s"
        sys.stdout.write(f"\nlocal Discord: {figures}, {report['rest_requests']} requests\n")
    assert cold <= COLD_START
    assert (status, closing <= CLOSING) == (0, True)
    assert report["contract_errors"] == []
    assert report["unknown_keys"] == []
    assert report["problems"] == []
    assert report["unimplemented_routes"] == []
    assert "Traceback" not in log
    for secret in (discord.token, SANCTUARY, "Massoud?", "bob", str(discord.user("bob").id)):
        assert secret not in log


async def use_commands(drive: Drive) -> None:
    """Run every command, in a server, in a direct message and where a user brought the bot along."""
    answer = await drive.slash("ask", question=SANCTUARY)
    assert not answer.ephemeral
    assert "¶6" in answer.text
    assert "Reported, not asserted: “reportedly”" in answer.text
    assert (await drive.slash("ask", question=SANCTUARY, private=True)).ephemeral
    assert (await drive.slash("ask", question="xyzzy plugh")).ephemeral
    assert "¶6" in (await drive.slash("ask", question=SANCTUARY, channel="dm")).text
    assert "¶6" in (await drive.slash("ask", question=SANCTUARY, channel="dm", install="user", locale="de")).text
    for command, options in (
        ("actor", {"name": "taliban"}),
        ("relations", {}),
        ("relations", {"actor": "tajikistan"}),
        ("actors", {}),
        ("actors", {"kind": "state"}),
        ("compare", {"first": "imu", "second": "tip"}),
        ("compare", {"first": "imu", "second": "imu"}),
        ("timeline", {}),
        ("timeline", {"actor": "taliban"}),
        ("discrepancies", {}),
        ("sources", {}),
        ("read", {"document": DOCUMENT, "paragraph": 6}),
        ("read", {"document": DOCUMENT}),
        ("about", {}),
        ("help", {}),
    ):
        assert (await drive.slash(command, **options)).ephemeral
    choices = drive.note("autocomplete", await drive.discord.autocomplete("actor", "name", "tali")).choices
    assert choices[0]["name"] == "Taliban"
    for bad in ("@everyone", "<@&1>", "\x00\u202e", "z\u0334\u0335\u0336\u0337\u0338", "```", "a" * 3000):
        assert (await drive.slash("ask", question=bad)).text


async def use_buttons(drive: Drive) -> None:
    """Click every button of an answer."""
    answer = await drive.slash("ask", question="Who is wary of the Taliban?")
    labels = [button["label"] for button in answer.buttons]
    for label in labels:
        if label not in {"Delete", "Ask a follow-up"}:
            assert (await drive.click(answer, label)).ephemeral
    card = await drive.slash("actor", name="taliban")
    assert "**" in (await drive.choose(card, "s|quote", 0)).text
    assert "page 2 of" in (await drive.click(card, "Next ›", user="bob")).text
    assert "page 3 of" in (await drive.choose(card, "s|page", -1)).text
    assert "Timeline: Taliban" in (await drive.click(card, "Timeline", user="bob")).text
    assert "## " in (await drive.choose(await drive.slash("compare", first="imu", second="tip"), "s|card", 2)).text
    assert "**¶1**" in (await drive.click(await drive.slash("sources"), "Read it", user="bob")).text
    assert "Only whoever asked" in (await drive.click(answer, "Delete")).text
    await drive.click(answer, "Delete", user="bob")
    assert answer.message.source.deleted


async def follow_up(drive: Drive, on: Any, question: str, user: str = "carol") -> Any:
    """Open the form for a follow-up and send it."""
    form = await drive.click(on, "Ask a follow-up", user=user)
    return drive.note("form follow-up", await drive.discord.submit_modal(form, {"question": question}))


async def follow_and_share(drive: Drive) -> None:
    """Follow an answer up, share a private one, look a message up, and search."""
    answer = await drive.slash("ask", question="Who is wary of the Taliban?")
    follow = await follow_up(drive, answer, "and Pakistan?")
    assert follow.ephemeral
    assert "asked: and Pakistan? (Taliban)" in follow.text
    again = await drive.slash("ask", question="and China?", locale="de")
    assert "asked: and China? (Taliban)" in again.text
    private = await drive.slash("ask", question=SANCTUARY, private=True)
    shared = await drive.click(private, "Share", user="bob")
    (posted,) = [message for message in shared.messages if not message.ephemeral]
    assert f"@Bob asked: {SANCTUARY}" in posted.text
    twice = await drive.slash("ask", question=SANCTUARY, private=True)
    clicks = await asyncio.gather(*(drive.discord.click(twice, "Share", user="bob") for _ in range(2)))
    assert sum("was shared already" in click.text for click in clicks) == 1
    assert '"Share"' not in json.dumps(private.message.source.components)
    message = await drive.discord.post(SANCTUARY, user="alice", channel="general")
    looked_up = drive.note("menu", await drive.discord.message_menu("Look this up", message, user="bob"))
    assert looked_up.ephemeral
    assert "¶6" in looked_up.text
    found = await drive.slash("search", words="taliban")
    assert "**Taliban**" in found.text
    assert "page 2 of" in (await drive.click(found, "Next ›", user="bob")).text


async def be_brought_along(drive: Drive) -> None:
    """Run every command where the bot is not a member: a user brought it along, in a server and directly."""
    discord = drive.discord
    for channel in ("general", "dm"):
        where: dict[str, Any] = {"channel": channel, "install": "user", "locale": "de"}
        for command, options in (
            ("ask", {"question": SANCTUARY}),
            ("ask", {"question": SANCTUARY, "private": True}),
            ("search", {"words": "sanctuary"}),
            ("actor", {"name": "taliban"}),
            ("actors", {}),
            ("sources", {}),
            ("read", {"document": DOCUMENT, "paragraph": 6}),
            ("about", {}),
            ("help", {}),
        ):
            assert (await drive.slash(command, **where, **options)).text
        answer = await drive.slash("ask", question="Who is wary of the Taliban?", **where)
        assert "(Taliban)" in (await follow_up(drive, answer, "and Pakistan?", user="bob")).text
    message = await discord.post(SANCTUARY, user="alice", channel="general")
    menu = await discord.message_menu("Look this up", message, user="bob", install="user")
    assert "¶6" in drive.note("menu", menu).text


async def leave_and_return(drive: Drive) -> None:
    """Use the buttons of a message from before the bot left the server and came back."""
    discord = drive.discord
    answer = await drive.slash("ask", question=SANCTUARY)
    guild = discord.channel("general").guild
    await discord.gateway.emit("GUILD_DELETE", {"id": str(guild.id)}, guild)
    await discord.gateway.emit("GUILD_CREATE", guild.create_payload(discord.bot.id, all_members=False), guild)
    assert (await drive.click(answer, "In context")).ephemeral
    assert (await follow_up(drive, answer, "and Pakistan?")).ephemeral


async def chat(drive: Drive) -> None:
    """Ask by mention, by reply and directly."""
    answer = await drive.say(f"@bot {SANCTUARY}")
    assert "¶6" in answer.text
    assert "¶" in (await drive.say("Who is wary of the Taliban?", reply_to=answer.message)).text
    greeting = await drive.say("@bot")
    assert "Hello" in greeting.text
    for question in [button["label"] for button in greeting.buttons]:
        assert "¶" in (await drive.click(greeting.message, question)).text
    slash = await drive.slash("ask", question=SANCTUARY)
    assert "use /ask" in (await drive.say("and why?", reply_to=slash.message)).text
    assert (await drive.discord.say("and why?", reply_to=slash.message, timeout=0.5)).error == "no reply"
    assert "¶6" in drive.note("chat", await drive.discord.dm(SANCTUARY)).text
    assert (await drive.discord.say(SANCTUARY, timeout=0.5)).error == "no reply"
    silent = await drive.discord.say(f"@bot {SANCTUARY}", channel="read-only-for-bot", timeout=0.5)
    assert silent.error == "no reply"


async def manage(drive: Drive) -> None:
    """Run the owner's commands, and be refused them."""
    refused = await drive.slash("knowledge status", user="alice")
    assert "for the owner of this bot only" in refused.text
    for command, expected in (("status", "in order"), ("check", "in order"), ("reload", "Nothing differs")):
        response = await drive.slash(f"knowledge {command}", user="owner", channel="dm")
        assert response.ephemeral
        assert expected in response.text


async def meet_faults(drive: Drive) -> None:
    """Lose the connection in several ways, and meet an error of Discord's own."""
    discord = drive.discord
    resumes = discord.resume_count
    await discord.gateway.request_reconnect()
    await discord.until(lambda: discord.resume_count > resumes, 10, "resume")
    await drive.slash("ask", question=SANCTUARY)
    await discord.gateway.drop(None)
    await discord.until(lambda: discord.resume_count > resumes + 1, 15, "resume after a dropped connection")
    await drive.slash("ask", question=SANCTUARY)
    for method, path in (("POST", "/interactions/*"), ("POST", "/channels/*/messages")):
        discord.faults.add(method, path, status=500, times=1)
        if "interactions" in path:
            # discord.py waits one second before it tries again.
            drive.latencies["/ask after a 500"] = 0.0
            response = await discord.slash("ask", {"question": SANCTUARY}, user="carol", channel="general")
        else:
            response = await discord.say(f"@bot {SANCTUARY}", user="carol")
        assert response.ok
        assert "¶6" in response.text


async def test_a_typing_error_then_a_crash_then_a_start(
    emulator: Any, contract: str | None, start_bot: Callable[..., Any], knowledge_dir: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "knowledge"
    shutil.copytree(knowledge_dir, folder)
    async with emulator.Emulator(openapi=contract) as discord:
        drive = Drive(discord)
        bot = start_bot(discord, folder)
        await bot.start()
        await bot.wait_ready(commands=True)
        synchronised = len(discord.command_syncs)
        file = folder / "actors" / "tajikistan.yaml"
        file.write_text(file.read_text(encoding="utf-8").replace("predicate:", "predicat:", 1), encoding="utf-8")
        bot.process.send_signal(signal.SIGKILL)
        await bot.process.wait()
        discord.gateway.sessions.clear()  # the real one forgets a dead session by itself, after a while
        again = start_bot(discord, folder)
        await again.start()
        await again.wait_ready()
        assert "¶6" in (await drive.slash("ask", question=SANCTUARY)).text
        assert "degraded" in (await drive.slash("about")).text
        assert "degraded" in (await drive.slash("knowledge status", user="owner", channel="dm")).text

        def told() -> list[Any]:
            return [
                m for m in discord.dm_channel(discord.owner).messages.values() if m.author is discord.bot and m.files
            ]

        await discord.until(told, 10, "the owner being told")
        assert len(told()) == 1
        assert b"actors/tajikistan.yaml:" in told()[0].files[0].data
        assert len(discord.command_syncs) == synchronised
        assert await again.stop(signal.SIGTERM) == 0
        assert discord.report()["contract_errors"] == []


async def test_a_wrong_token_is_one_line_and_exit_status_1(emulator: Any, start_bot: Callable[..., Any]) -> None:
    async with emulator.Emulator() as discord:
        bot = start_bot(discord)
        bot.env["DISCORD_TOKEN"] = "d3Jvbmc.wrong.token"
        await bot.start()
        status = await asyncio.wait_for(bot.process.wait(), 10)
        await asyncio.sleep(0.1)
    output = [line for line in bot.output if line.strip()]
    assert status == 1
    assert "Traceback" not in "\n".join(output)
    assert sum("Discord does not accept this token" in line for line in output) == 1
    assert "d3Jvbmc" not in "\n".join(output)
