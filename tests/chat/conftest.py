"""The real bot in a Discord that lives in this process, with whoever is needed to drive it."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import discord
import pytest
import simcord

from bot.chat.client import Bot
from bot.settings import Settings
from bot.snapshot import SnapshotStore
from tests.chat.contract import Schema, broken_limits, components

SANCTUARY = "Which country offered sanctuary to Saleh and Massoud?"
WARY = "Who is wary of the Taliban?"
"""A question that several passages answer."""


@dataclass
class World:
    """A server with an administrator and a member, and the bot in it."""

    env: simcord.Env
    bot: Bot
    guild: Any
    channel: Any
    admin: Any
    member: Any

    def last(self) -> str:
        """Return the text of the channel's last message."""
        return shown(self.channel.last_message)

    def bodies(self) -> list[tuple[str, str, Any]]:
        """Return method, path and body of every request with one."""
        return bodies_of(self.env)


def shown(message: Any) -> str:
    """Return all text of a message."""
    parts = [component.to_dict() if hasattr(component, "to_dict") else component for component in message.components]
    texts = [part["content"] for part in components(parts) if part["type"] == 10]
    return "\n".join([*([message.content] if message.content else []), *texts])


def labels(message: Any) -> list[str]:
    """Return the labels of a message's buttons."""
    parts = [component.to_dict() if hasattr(component, "to_dict") else component for component in message.components]
    return [part["label"] for part in components(parts) if part["type"] == 2]


def opening(message: Any) -> list[str]:
    """Return the labels of the buttons that open something privately."""
    return [label for label in labels(message) if label not in {"Delete", "Share", "Ask a follow-up"}]


@pytest.fixture(scope="session")
def shipped(knowledge_dir: Path) -> SnapshotStore:
    """The shipped knowledge, loaded once for the tests that do not reload it."""
    store = loaded(knowledge_dir)
    assert store.current is not None
    return store


@pytest.fixture(scope="session")
def schema(request: pytest.FixtureRequest) -> Schema | None:
    """Discord's schema, or None where the shared folder is absent."""
    try:
        folder = request.getfixturevalue("shared_dir")
    except pytest.skip.Exception:
        return None
    file = folder / "discord" / "openapi.json"
    return Schema(file) if file.is_file() else None


@pytest.fixture(autouse=True)
def contract(monkeypatch: pytest.MonkeyPatch, schema: Schema | None) -> Iterator[None]:
    """Hold what any bot sends in any test against Discord's limits, and its schema where it is there."""
    started: list[simcord.Env] = []
    start = simcord.Env.start

    async def remembered(env: simcord.Env) -> None:
        started.append(env)
        await start(env)

    monkeypatch.setattr(simcord.Env, "start", remembered)
    yield
    for env in started:
        check_bodies(env, schema)


@pytest.fixture
def settings() -> Settings:
    """The default settings, whatever the environment says; no limit on questions."""
    return make_settings()


def make_settings(**given: Any) -> Settings:
    """Return settings that the environment has no part in."""
    return Settings(_env_file=None, **{"cooldown": "0", **given})


@pytest.fixture
def make_bot(shipped: SnapshotStore) -> Callable[..., Bot]:
    """Return a maker of bots, over the shipped knowledge where no other is given."""

    def make(store: SnapshotStore = shipped, **given: Any) -> Bot:
        return Bot(make_settings(**given), store)

    return make


@pytest.fixture
def running(make_bot: Callable[..., Bot]) -> Callable[..., AbstractAsyncContextManager[World]]:
    """Return what runs a bot, one over the shipped knowledge where none is given."""

    @asynccontextmanager
    async def run(bot: Bot | None = None) -> AsyncIterator[World]:
        # simcord's own context manager cannot be left in another task than it was entered in, as a fixture is.
        env = simcord.Env(bot or make_bot())
        await env.start()
        here = people(env)
        try:
            yield here
        finally:
            await env.shutdown()
            # simcord leaves the bot open, and with it the process that draws.
            await here.bot.painter.close()
        env.raise_errors()

    return run


@pytest.fixture
async def world(running: Callable[..., AbstractAsyncContextManager[World]]) -> AsyncIterator[World]:
    """A world with the shipped knowledge."""
    async with running() as here:
        yield here


@pytest.fixture
def folder(tmp_path: Path, knowledge_dir: Path) -> Path:
    """A copy of the shipped knowledge that may be changed."""
    copy = tmp_path / "knowledge"
    shutil.copytree(knowledge_dir, copy)
    return copy


def loaded(folder: Path) -> SnapshotStore:
    """Return a store of this knowledge, loaded, with nothing kept on disk."""
    store = SnapshotStore(folder, None)
    store.load()
    return store


def people(env: simcord.Env) -> World:
    """Put a server, an administrator who runs the bot, and a member into an environment."""
    guild = env.create_guild()
    channel = guild.create_text_channel("general")
    role = guild.create_role("Administrators", permissions=discord.Permissions(administrator=True))
    admin = guild.add_member(env.create_user("admin"), roles=[role])
    member = guild.add_member(env.create_user("newcomer"))
    assert isinstance(env.bot, Bot)
    env.bot.admins.add(admin.id)
    return World(env, env.bot, guild, channel, admin, member)


def bodies_of(env: simcord.Env) -> list[tuple[str, str, Any]]:
    """Return method, path and body of every request with one."""
    return [(entry.method, entry.path, entry.json) for entry in env.http_requests if entry.json is not None]


def check_bodies(env: simcord.Env, schema: Schema | None) -> None:
    """Hold every body that the bot sent against Discord's limits, and its schema where it is there."""
    assert isinstance(env.bot, Bot)
    own = {command.qualified_name for command in env.bot.tree.walk_commands()}
    for method, path, body in bodies_of(env):
        assert broken_limits(body, own) == [], body
        if schema is not None:
            assert schema.violations(method, path, body) == [], body
