"""PRIVACY.md and TERMS.md say what the code does."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable
from pathlib import Path

import discord
import pytest

from bot import wording
from bot.answers.answerer import REMEMBERED
from bot.chat.client import Bot
from bot.chat.cooldown import MAX_USERS
from bot.chat.journal import Entry
from bot.chat.memory import KEPT_SECONDS, MAX_KEPT
from bot.chat.once import MAX_KEPT as MAX_TOLD
from bot.settings import Settings


@pytest.fixture(scope="session")
def privacy(root: Path) -> str:
    return " ".join((root / "PRIVACY.md").read_text(encoding="utf-8").split())


@pytest.fixture(scope="session")
def terms(root: Path) -> str:
    return " ".join((root / "TERMS.md").read_text(encoding="utf-8").split())


def test_the_intents_named_are_those_asked_for_and_none_is_privileged(
    privacy: str, make_bot: Callable[..., Bot]
) -> None:
    asked = {name for name, is_on in make_bot().intents if is_on}
    named = re.search(r"intents (`.*?`), and for none", privacy)
    assert named
    assert set(re.findall(r"`(\w+)`", named[1])) == asked
    privileged = {"members", "presences", "message_content"}
    assert privileged & asked == set()
    assert privileged <= set(discord.Intents.VALID_FLAGS)


def test_neither_messages_nor_members_are_kept(privacy: str, make_bot: Callable[..., Bot]) -> None:
    assert "| messages of yours | nowhere | |" in privacy
    assert "| members, presences | nowhere | |" in privacy
    bot = make_bot()
    assert list(bot.cached_messages) == []
    assert not any(is_on for _, is_on in discord.MemberCacheFlags.none())


def test_what_is_kept_in_memory_is_as_much_as_is_told(privacy: str) -> None:
    assert f"or {MAX_USERS:,} others have asked since" in privacy
    assert f"the last {MAX_TOLD:,} each |" in privacy
    assert f"until the knowledge is loaded anew or the bot stops; the last {REMEMBERED} |" in privacy
    assert f"| {KEPT_SECONDS / 60:.0f} minutes; the last {MAX_KEPT:,} questions |" in privacy


def test_a_log_line_has_what_is_told_and_no_more(privacy: str) -> None:
    fields = {field.name for field in dataclasses.fields(Entry)}
    assert fields == {"command", "status", "passages", "reference", "started"}
    assert (
        "its name, what became of it, how long it took, which passages were shown, and a random reference id" in privacy
    )


def test_no_setting_keeps_more(root: Path) -> None:
    assert not {name for name in Settings.model_fields if "history" in name or "database" in name}
    for file in ("PRIVACY.md", "TERMS.md"):
        named = set(re.findall(r"`([A-Z]+_[A-Z_]+|COOLDOWN)`", (root / file).read_text(encoding="utf-8")))
        assert named
        assert named <= {name.upper() for name in Settings.model_fields}


def test_what_the_notices_point_to_is_there(privacy: str, terms: str, root: Path) -> None:
    for text in (privacy, terms):
        for command in re.findall(r"`/(\w+)`", text):
            assert command in wording.chat.HELP
        for button in re.findall(r"(?<!\*)\*([A-Z][\w ]+)\*(?!\*)", text):
            assert button in {"Delete", wording.asking.SHARE, wording.trust.COPY, wording.manners.REPORT}
        for link in re.findall(r"\]\(([^)]+)\)", text):
            assert (root / link).is_file()


def test_the_notices_are_short_enough_to_be_read(privacy: str, terms: str) -> None:
    assert len(privacy.split()) < 600
    assert len(terms.split()) < 400
