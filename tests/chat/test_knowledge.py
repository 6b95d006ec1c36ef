"""`/knowledge`: reload, check and status, and what becomes of faults."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from pathlib import Path

import discord
import pytest
import simcord

import bot.snapshot
from bot.answers.holdings import about
from bot.chat.client import Bot
from bot.chat.upkeep import status_blocks
from bot.errors import BotError, Fault, KnowledgeError
from bot.knowledge.loader import load
from bot.knowledge.model import Knowledge
from bot.snapshot import Diff, SnapshotStore
from tests.chat.conftest import SANCTUARY, World, people, shown


@pytest.fixture
def spoil(folder: Path) -> Callable[[], None]:
    """Return what puts one typing error into the knowledge."""

    def type_wrongly() -> None:
        file = folder / "actors" / "tajikistan.yaml"
        file.write_text(
            file.read_text(encoding="utf-8").replace("predicate: shelters", "predicate: sheltres", 1), "utf-8"
        )

    return type_wrongly


@pytest.fixture
def stores(folder: Path, tmp_path: Path) -> Callable[[], SnapshotStore]:
    """Return a maker of stores, as if the process were started anew."""

    def start() -> SnapshotStore:
        store = SnapshotStore(folder, tmp_path / "cache")
        store.load()
        return store

    return start


async def ask(world: World) -> str:
    return shown((await world.member.slash(world.channel, "ask", question=SANCTUARY)).response)


async def test_only_those_who_run_the_bot_may_use_it(make_bot: Callable[..., Bot]) -> None:
    async with simcord.run(make_bot(), check_errors=False) as env:
        world = people(env)
        role = world.guild.create_role("Managers", permissions=discord.Permissions(manage_guild=True))
        manager = world.guild.add_member(env.create_user("manager"), roles=[role])
        for command in ("knowledge reload", "knowledge check", "knowledge status"):
            result = await manager.slash(world.channel, command)
            assert result.ephemeral
            assert result.response.content.startswith("This command is for the owner of this bot only. (reference ")


async def test_the_application_s_owner_and_team_and_the_configured_users_run_the_bot(
    make_bot: Callable[..., Bot],
) -> None:
    bot = make_bot(admin_user_ids="5, 6")
    assert bot.is_admin(5)
    assert not bot.is_admin(7)
    async with simcord.run(bot):
        assert bot.application is not None
        assert bot.is_admin(bot.application.owner.id)


async def test_a_reload_answers_with_what_changed(
    stores: Callable[[], SnapshotStore], folder: Path, make_bot: Callable[..., Bot]
) -> None:
    async with simcord.run(make_bot(stores())) as env:
        world = people(env)
        same = await world.admin.slash(world.channel, "knowledge reload")
        assert same.ephemeral
        assert "Nothing differs from what is loaded." in shown(same.response)
        file = folder / "documents" / "new.md"
        file.write_text("---\ntitle: New\npublisher: Somebody\n---\nA new paragraph.\n", encoding="utf-8")
        before = world.bot.store.current
        dry = await world.admin.slash(world.channel, "knowledge reload", dry_run=True)
        assert "Dry run: nothing was changed." in shown(dry.response)
        assert world.bot.store.current is before
        done = await world.admin.slash(world.channel, "knowledge reload")
        assert "documents added (1): new" in shown(done.response)
        assert world.bot.store.current is not before


async def test_faults_are_listed_and_the_old_knowledge_goes_on_answering(
    stores: Callable[[], SnapshotStore], spoil: Callable[[], None], make_bot: Callable[..., Bot]
) -> None:
    async with simcord.run(make_bot(stores())) as env:
        world = people(env)
        before = world.bot.store.current
        spoil()
        for command in ("knowledge reload", "knowledge check"):
            text = shown((await world.admin.slash(world.channel, command)).response)
            assert "The knowledge files have 1 fault" in text
            assert "actors/tajikistan.yaml:" in text
            assert "goes on answering" in text
        assert world.bot.store.current is before
        assert "¶6" in await ask(world)


async def test_a_long_list_of_faults_comes_as_a_file(
    stores: Callable[[], SnapshotStore], folder: Path, make_bot: Callable[..., Bot]
) -> None:
    async with simcord.run(make_bot(stores())) as env:
        world = people(env)
        for file in (folder / "actors").iterdir():
            file.write_text("kind: nonsense\n", encoding="utf-8")
        result = await world.admin.slash(world.channel, "knowledge check")
        assert [attachment.filename for attachment in result.followups[0].attachments] == ["knowledge.txt"]


async def test_a_second_reload_is_told_that_one_is_under_way(
    make_bot: Callable[..., Bot], knowledge_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = SnapshotStore(knowledge_dir, None)
    store.load()
    begun, go_on = threading.Event(), threading.Event()

    def slow(folder: Path) -> Knowledge:
        begun.set()
        go_on.wait(5)
        return load(folder)

    monkeypatch.setattr(bot.snapshot, "load", slow)
    async with simcord.run(make_bot(store), check_errors=False) as env:
        world = people(env)
        first = threading.Thread(target=store.reload)
        first.start()
        begun.wait(5)
        second = await world.admin.slash(world.channel, "knowledge reload")
        go_on.set()
        await asyncio.to_thread(first.join)
        told = [message.content for message in (second.response, *second.followups) if message and message.content]
        assert told
        assert told[0].startswith("Another reload is under way; wait for it to end.")


async def test_faults_at_start_leave_the_last_good_knowledge_serving_and_the_owner_told(
    stores: Callable[[], SnapshotStore], spoil: Callable[[], None], make_bot: Callable[..., Bot]
) -> None:
    stores()
    spoil()
    async with simcord.run(make_bot(stores())) as env:
        world = people(env)
        assert "¶6" in await ask(world)
        assert "degraded" in shown((await world.admin.slash(world.channel, "knowledge status")).response)
        assert "degraded" in shown((await world.member.slash(world.channel, "about")).response)


async def test_faults_that_a_reload_finds_are_told_until_the_files_are_in_order_again(
    stores: Callable[[], SnapshotStore], spoil: Callable[[], None], folder: Path, make_bot: Callable[..., Bot]
) -> None:
    async with simcord.run(make_bot(stores())) as env:
        world = people(env)

        async def told() -> list[str]:
            status = await world.admin.slash(world.channel, "knowledge status")
            return [shown(reply.response) for reply in (status, await world.member.slash(world.channel, "about"))]

        assert ["degraded" in text for text in await told()] == [False, False]
        right = (folder / "actors" / "tajikistan.yaml").read_text(encoding="utf-8")
        spoil()
        await world.admin.slash(world.channel, "knowledge reload")
        status, about = await told()
        assert "degraded: the knowledge files have faults" in status
        assert "**Faults**: 1," in status
        assert "in order" not in status
        assert "degraded" in about
        (folder / "actors" / "tajikistan.yaml").write_text(right, encoding="utf-8")
        await world.admin.slash(world.channel, "knowledge reload")
        assert ["degraded" in text for text in await told()] == [False, False]


async def test_a_check_tells_whether_the_files_are_those_that_are_loaded(
    stores: Callable[[], SnapshotStore], spoil: Callable[[], None], folder: Path, make_bot: Callable[..., Bot]
) -> None:
    right = (folder / "actors" / "tajikistan.yaml").read_text(encoding="utf-8")
    stores()
    spoil()
    async with simcord.run(make_bot(stores())) as env:
        world = people(env)

        async def told() -> str:
            return shown((await world.admin.slash(world.channel, "knowledge check")).response)

        (folder / "actors" / "tajikistan.yaml").write_text(right, encoding="utf-8")
        assert "/knowledge reload takes them over" in await told()
        await world.admin.slash(world.channel, "knowledge reload")
        assert "/knowledge reload" not in await told()
        (folder / "actors" / "tajikistan.yaml").write_text(f"{right}\n", encoding="utf-8")
        assert "/knowledge reload takes them over" in await told()


def test_the_status_says_which_bot_has_checked_what_is_served(folder: Path) -> None:
    faults = KnowledgeError([Fault("actors/tip.yaml", 1, 1, "the file is empty")])
    card = about(load(folder), bot_version="2", degraded=True, checked_by="1")
    assert "checked by an earlier state of the bot, version 1." in status_blocks(card, faults)[0]
    card = about(load(folder), bot_version="2", degraded=True)
    assert "earlier" not in status_blocks(card, faults)[0]


async def test_reading_the_files_never_holds_up_the_end_of_the_process(
    folder: Path, make_bot: Callable[..., Bot]
) -> None:
    store = NotingStore(folder, None)
    store.load()
    store.daemons.clear()
    async with simcord.run(make_bot(store)) as env:
        world = people(env)
        for command in ("knowledge reload", "knowledge check"):
            await world.admin.slash(world.channel, command)
    assert store.daemons == [True, True]


class NotingStore(SnapshotStore):
    """A store that notes whether it is read in threads that nothing waits for."""

    def __init__(self, folder: Path, cache: Path | None) -> None:
        super().__init__(folder, cache)
        self.daemons: list[bool] = []

    def reload(self, *, dry_run: bool = False) -> Diff:
        self.daemons.append(threading.current_thread().daemon)
        return super().reload(dry_run=dry_run)

    def check(self) -> Knowledge:
        self.daemons.append(threading.current_thread().daemon)
        return super().check()


async def test_with_no_knowledge_at_all_each_question_gets_one_sentence(
    tmp_path: Path, make_bot: Callable[..., Bot]
) -> None:
    store = SnapshotStore(tmp_path / "nothing", None)
    store.load()
    async with simcord.run(make_bot(store)) as env:
        world = people(env)
        assert world.bot.user is not None
        for command, options in (
            ("ask", {"question": SANCTUARY}),
            ("actor", {"name": "taliban"}),
            ("actors", {}),
            ("sources", {}),
            ("read", {"document": "x", "paragraph": 1}),
        ):
            result = await world.member.slash(world.channel, command, **options)
            assert result.ephemeral
            assert result.response.content.startswith("I hold no knowledge at the moment")
        await world.member.send(world.channel, f"<@{world.bot.user.id}> {SANCTUARY}")
        assert world.last().startswith("I hold no knowledge at the moment")
        await world.member.send(world.channel, f"<@{world.bot.user.id}>")
        assert world.last().startswith("I hold no knowledge at the moment")
        assert await world.member.autocomplete(world.channel, "actor", "name", "t") == []
        for command in ("about", "help"):
            assert shown((await world.member.slash(world.channel, command)).response)
        status = shown((await world.admin.slash(world.channel, "knowledge status")).response)
        assert "no knowledge is loaded" in status


def test_every_error_of_ours_has_a_sentence() -> None:
    assert all(kind.__doc__ for kind in BotError.__subclasses__())
