"""Asking in every way: follow-ups, sharing, looking a message up, and questions to try."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

import discord
import pytest
import simcord

from bot import wording
from bot.chat.client import Bot
from bot.chat.page import MAX_BUTTONS
from bot.snapshot import SnapshotStore
from tests.chat.conftest import SANCTUARY, WARY, World, labels, people, shown

FOLLOW_UP = wording.asking.FOLLOW_UP


async def ask(world: World, question: str = WARY, **options: object) -> Any:
    return (await world.member.slash(world.channel, "ask", question=question, **options)).response


def asked(message: Any) -> str:
    """Return the question that a message says it answers."""
    return shown(message).split("\n")[0].partition(" asked: ")[2]


def said(world: World) -> list[Any]:
    """Return what stands in the channel of the bot's, oldest first."""
    assert world.bot.user is not None
    return [message for message in world.channel.history() if message.author.id == world.bot.user.id]


async def follow_up(who: Any, message: Any, question: str) -> Any:
    form = await who.click(message, label=FOLLOW_UP)
    return await who.submit_modal(form, {"question": question})


class TestFollowUpByForm:
    async def test_it_carries_the_actors_of_the_answer_and_answers_privately(self, world: World) -> None:
        result = await follow_up(world.member, await ask(world), "and Pakistan?")
        assert result.ephemeral
        assert asked(result.response) == "and Pakistan? (Taliban)"
        assert "pressured the Taliban" in shown(result.response)

    async def test_anybody_may_use_it_under_a_public_answer(self, world: World) -> None:
        result = await follow_up(world.admin, await ask(world), "what do they want?")
        assert result.ephemeral
        assert shown(result.response).startswith("-# @admin asked: what do they want? (Taliban)")

    async def test_a_question_that_names_its_own_actors_is_left_as_it_is(self, world: World) -> None:
        result = await follow_up(world.member, await ask(world), "Who leads the IMU?")
        assert asked(result.response) == "Who leads the IMU?"

    async def test_it_goes_on_from_follow_up_to_follow_up(self, world: World) -> None:
        first = await follow_up(world.member, await ask(world), "and Pakistan?")
        second = await follow_up(world.member, first.response, "what do they want?")
        assert asked(second.response) == "what do they want? (Pakistan, Taliban)"

    async def test_it_stands_on_private_and_unanswered_and_direct_answers(self, world: World) -> None:
        private = await ask(world, private=True)
        none = await ask(world, "Who leads the Taliban?")
        direct = (await world.member.user.slash("ask", question=WARY)).response
        for message, who in ((private, world.member), (none, world.member), (direct, world.member.user)):
            result = await follow_up(who, message, "and Pakistan?")
            assert asked(result.response) == "and Pakistan? (Taliban)"

    async def test_in_a_direct_message_the_answer_stays(self, world: World) -> None:
        direct = (await world.member.user.slash("ask", question=WARY)).response
        assert not (await follow_up(world.member.user, direct, "and Pakistan?")).ephemeral

    async def test_button_and_open_form_survive_a_restart(self, world: World, make_bot: Callable[..., Bot]) -> None:
        message = await ask(world)
        await world.env.restart_bot(make_bot())
        form = await world.member.click(message, label=FOLLOW_UP)
        await world.env.restart_bot(make_bot())
        result = await world.member.submit_modal(form, {"question": "and Pakistan?"})
        assert asked(result.response) == "and Pakistan? (Taliban)"

    async def test_nothing_of_a_form_is_kept(self, world: World) -> None:
        for _ in range(3):
            await world.member.click(await ask(world), label=FOLLOW_UP)
        assert list(world.bot.persistent_views) == []

    async def test_without_knowledge_it_is_told_so(
        self, world: World, make_bot: Callable[..., Bot], tmp_path: Any
    ) -> None:
        message = await ask(world)
        await world.env.restart_bot(make_bot(SnapshotStore(tmp_path, None)))
        result = await follow_up(world.member, message, "and Pakistan?")
        assert result.response.content == wording.chat.NO_KNOWLEDGE

    async def test_an_error_is_told(self, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
        def broken(*_: object) -> None:
            raise RuntimeError("inside")

        form = await world.member.click(await ask(world), label=FOLLOW_UP)
        monkeypatch.setattr("bot.chat.desk.last_actors", broken)
        result = await world.member.submit_modal(form, {"question": "why?"})
        assert result.response.content.startswith(wording.chat.BROKEN)


class TestFollowUpByAskingAgain:
    async def test_ask_carries_the_last_actors_of_the_same_user_in_the_same_channel(self, world: World) -> None:
        await ask(world)
        assert asked(await ask(world, "and Pakistan?")) == "and Pakistan? (Taliban)"

    async def test_without_anybody_to_carry_it_says_so_and_answers_privately(self, world: World) -> None:
        result = await world.member.slash(world.channel, "ask", question="who hosts them?")
        assert result.ephemeral
        remark = (
            "-# I cannot tell whom or what “them” means, so I went by the other words alone. Ask again with a name."
        )
        assert shown(result.response).split("\n")[1] == remark
        assert wording.asking.SHARE not in labels(result.response)
        await ask(world)
        assert "I cannot tell" not in shown(await ask(world, "who hosts them?"))

    async def test_neither_another_user_nor_another_channel_sees_them(self, world: World) -> None:
        await ask(world)
        other = world.guild.create_text_channel("other")
        for who, where in ((world.admin, world.channel), (world.member, other)):
            result = await who.slash(where, "ask", question="what do they want?")
            assert asked(result.response) == "what do they want?"
        direct = await world.member.user.slash("ask", question="what do they want?")
        assert asked(direct.response) == "what do they want?"

    async def test_another_server_does_not_see_them(self, world: World) -> None:
        await ask(world)
        elsewhere = world.env.create_guild("Elsewhere")
        channel = elsewhere.create_text_channel("general")
        same = elsewhere.add_member(world.member.user)
        result = await same.slash(channel, "ask", question="what do they want?")
        assert asked(result.response) == "what do they want?"

    async def test_what_was_asked_in_private_is_carried_in_private_alone(self, world: World) -> None:
        await ask(world, private=True)
        assert asked(await ask(world, "what do they want?")) == "what do they want?"
        await ask(world, private=True)
        assert asked(await ask(world, "what do they want?", private=True)) == "what do they want? (Taliban)"

    async def test_chat_and_direct_messages_carry_them_too(self, world: World) -> None:
        assert world.bot.user is not None
        for question in (WARY, "and Pakistan?"):
            await world.member.send(world.channel, f"<@{world.bot.user.id}> {question}")
            await world.member.send_dm(question)
        assert asked(said(world)[-1]) == "and Pakistan? (Taliban)"
        assert asked(world.member.user.dm_channel.last_message) == "and Pakistan? (Taliban)"

    async def test_a_reply_goes_on_from_the_answer_that_it_replies_to(self, world: World) -> None:
        assert world.bot.user is not None
        await world.member.send(world.channel, f"<@{world.bot.user.id}> {WARY}")
        first = said(world)[-1]
        await world.admin.send(world.channel, f"<@{world.bot.user.id}> Which country offered sanctuary?")
        await world.admin.send(world.channel, "and Pakistan?", reply_to=first)
        assert asked(said(world)[-1]) == "and Pakistan? (Taliban)"


class TestShare:
    async def test_it_posts_the_answer_under_the_askers_name_once(self, world: World) -> None:
        private = await ask(world, SANCTUARY, private=True)
        assert said(world) == []
        await world.member.click(private, label="Share")
        (public,) = said(world)
        assert shown(public).startswith(f"-# @newcomer asked: {SANCTUARY}\n> ")
        assert labels(public)[-2:] == [FOLLOW_UP, "Delete"]
        with pytest.raises(Exception, match="Share"):
            await world.member.click(private, label="Share")

    async def test_a_restart_in_between_changes_nothing(self, world: World, make_bot: Callable[..., Bot]) -> None:
        private = await ask(world, SANCTUARY, private=True)
        await world.env.restart_bot(make_bot())
        await world.member.click(private, label="Share")
        assert len(said(world)) == 1

    async def test_the_private_answer_keeps_its_text_and_other_buttons(self, world: World) -> None:
        private = await ask(world, SANCTUARY, private=True)
        text, before = shown(private), labels(private)
        shared = await world.member.click(private, label="Share")
        now = shared.response
        assert (shown(now), labels(now)) == (text, [label for label in before if label != "Share"])

    async def test_who_may_not_write_there_is_told_so(self, world: World) -> None:
        overwrite = discord.PermissionOverwrite(send_messages=False)
        for barred, sentence in (
            (world.guild.default_role, wording.asking.CANNOT_SHARE),
            (world.bot.user, wording.asking.CANNOT_SHARE_AS_BOT),
        ):
            quiet = world.guild.create_text_channel("quiet", overwrites={barred: overwrite})
            private = await world.member.slash(quiet, "ask", question=SANCTUARY, private=True)
            refused = await world.member.click(private.response, label="Share")
            assert refused.response.content == sentence
            assert "Share" in labels(private.response)

    async def test_after_a_reload_it_shares_nothing_else_than_what_was_seen(
        self, world: World, make_bot: Callable[..., Bot], tmp_path: Any
    ) -> None:
        private = await ask(world, SANCTUARY, private=True)
        (tmp_path / "documents").mkdir()
        text = "---\ntitle: Other\npublisher: Somebody\n---\nSaleh and Massoud were offered sanctuary.\n"
        (tmp_path / "documents" / "other.md").write_text(text, encoding="utf-8")
        store = SnapshotStore(tmp_path, None)
        store.load()
        await world.env.restart_bot(make_bot(store))
        refused = await world.member.click(private, label="Share")
        assert refused.response.content == wording.asking.SHARE_CHANGED
        assert said(world) == []

    async def test_where_posting_fails_the_button_comes_back(self, world: World) -> None:
        private = await ask(world, SANCTUARY, private=True)
        world.env.inject_error("POST", "/webhooks/*", status=403, code=50013)
        await world.member.click(private, label="Share")
        assert said(world) == []
        await world.member.click(private, label="Share")
        assert len(said(world)) == 1

    async def test_it_stands_under_private_answers_alone(self, world: World) -> None:
        assert "Share" not in labels(await ask(world))
        assert "Share" not in labels(await ask(world, "Who leads the Taliban?"))
        assert "Share" not in labels((await world.member.user.slash("ask", question=WARY)).response)
        assert "Share" not in labels(await ask(world, f"{WARY} " + "And which countries? " * 40, private=True))


class TestLookThisUp:
    async def look_up(self, world: World, content: str) -> Any:
        message = await world.admin.send(world.channel, content)
        return await world.member.context_menu(world.channel, wording.asking.LOOK_UP_MENU, message)

    async def test_the_text_of_a_message_is_the_question(self, world: World) -> None:
        result = await self.look_up(world, f"<@123> {SANCTUARY} https://example.org/a?b=c <https://example.org>")
        assert result.ephemeral
        assert shown(result.response).startswith(f"-# @newcomer asked: {SANCTUARY}\n> ")

    async def test_of_a_long_message_the_beginning_is_looked_up_and_that_is_said(self, world: World) -> None:
        result = await self.look_up(world, f"{SANCTUARY} " + "Which country was it? " * 60)
        assert result.ephemeral
        assert "-# I looked up the first 1,000 characters of this message; it is longer.\n" in shown(result.response)

    async def test_of_an_answer_it_is_the_question(self, world: World) -> None:
        answer = await ask(world)
        result = await world.admin.context_menu(world.channel, wording.asking.LOOK_UP_MENU, answer)
        assert result.ephemeral
        assert shown(result.response).startswith(f"-# @admin asked: {WARY}\n> ")

    @pytest.mark.parametrize("content", ["<@123>", "<:smile:123456789012345678>", "https://example.org/a"])
    async def test_a_message_without_text_is_said_to_be_one(self, world: World, content: str) -> None:
        result = await self.look_up(world, content)
        assert result.ephemeral
        assert result.response.content == wording.asking.NO_TEXT

    async def test_nothing_is_carried_into_it(self, world: World) -> None:
        await ask(world)
        assert asked((await self.look_up(world, "what do they want?")).response) == "what do they want?"


class TestGreeting:
    async def greeting(self, world: World) -> Any:
        assert world.bot.user is not None
        await world.member.send(world.channel, f"<@{world.bot.user.id}>")
        return said(world)[-1]

    async def test_it_offers_three_questions_each_of_which_is_answered_to_whoever_clicks(self, world: World) -> None:
        greeting = await self.greeting(world)
        assert shown(greeting).startswith(
            "Hello. I quote 1 document of 14 Oct 2021, word for word; I know nothing else."
        )
        assert len(labels(greeting)) == 3
        for question in labels(greeting):
            result = await world.admin.click(greeting, label=question)
            assert result.ephemeral
            assert shown(result.response).startswith(f"-# @admin asked: {question}\n> ")

    @pytest.mark.parametrize(
        "said", ["Hello!", "what can you do?", "Which sources do you use?", "Summarise this document."]
    )
    async def test_who_says_hello_by_command_is_greeted_too(self, world: World, said: str) -> None:
        result = await world.member.slash(world.channel, "ask", question=said)
        assert result.ephemeral
        assert shown(result.response).startswith("Hello. I quote 1 document")
        assert len(labels(result.response)) == 3

    async def test_who_gives_thanks_is_not_refused(self, world: World) -> None:
        assert world.bot.user is not None
        await world.member.send(world.channel, f"<@{world.bot.user.id}> thanks!")
        assert said(world)[-1].content == wording.chat.WELCOME

    async def test_its_buttons_survive_a_restart(self, world: World, make_bot: Callable[..., Bot]) -> None:
        greeting = await self.greeting(world)
        await world.env.restart_bot(make_bot())
        assert (await world.member.click(greeting, label=labels(greeting)[0])).ephemeral

    async def test_asking_by_them_counts_as_asking(self, make_bot: Callable[..., Bot]) -> None:
        async with simcord.run(make_bot(cooldown="1/30")) as env:
            world = people(env)
            greeting = await self.greeting(world)
            refused = await world.member.click(greeting, label=labels(greeting)[0])
            assert "ask again in" in refused.response.content


async def test_nothing_of_a_question_is_logged(world: World, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    private = await ask(world, SANCTUARY, private=True)
    await follow_up(world.member, await ask(world), "and Pakistan?")
    await world.member.click(private, label="Share")
    log = "\n".join(record.getMessage() for record in caplog.records if record.name.startswith("bot"))
    for line in ("button follow-up status=done", "form follow-up status=answered", "button share status=done"):
        assert f"command={line}" in log
    for secret in ("sanctuary", "Pakistan", "newcomer", str(world.member.id)):
        assert secret not in log


async def test_chat_shows_that_it_is_writing_and_answers_where_that_fails(world: World) -> None:
    assert world.bot.user is not None

    def typed() -> int:
        return sum(entry.path.endswith("/typing") for entry in world.env.http_requests)

    await world.member.send(world.channel, f"<@{world.bot.user.id}> {WARY}")
    assert typed() == 1
    world.env.inject_error("POST", "/channels/*/typing", status=403, code=50013)
    await world.member.send(world.channel, f"<@{world.bot.user.id}> {SANCTUARY}")
    assert asked(said(world)[-1]) == SANCTUARY


SAME = "The ferry crosses the river at Mill Bend."
MORE = "At noon the ferry crosses again, with a crew of four, where it crosses at night."
REPORTS = {"older": ("2019-03-01", SAME), "newer": ("2021-10-14", f"{SAME}\n\n{MORE}")}


async def test_excerpts_of_several_documents_stand_together_under_their_dates(
    world: World, make_bot: Callable[..., Bot], tmp_path: Any
) -> None:
    (tmp_path / "documents").mkdir()
    for slug, (published, text) in REPORTS.items():
        head = f"---\ntitle: The {slug} report\npublisher: Somebody\npublished: {published}\n---\n"
        (tmp_path / "documents" / f"{slug}.md").write_text(f"{head}{text}\n", encoding="utf-8")
    store = SnapshotStore(tmp_path, None)
    store.load()
    await world.env.restart_bot(make_bot(store))
    result = await ask(world, "Where does the ferry cross the river?", private=True)
    lines = shown(result).split("\n")
    heads = [
        line for line in lines if line in {"**14 Oct 2021 · The newer report**", "**1 Mar 2019 · The older report**"}
    ]
    cited = [line[3:6] + line[-2:] for line in lines if line.startswith("-# [")]
    assert heads == ["**14 Oct 2021 · The newer report**", "**1 Mar 2019 · The older report**"]
    assert cited == ["[1]¶1", "[3]¶2", "[2]¶1"]
    assert labels(result)[:3] == ["In context [1]", "In context [3]", "In context [2]"]
    for label in labels(result)[:3]:
        assert (await world.member.click(result, label=label)).ephemeral


class TestLookingUp:
    async def test_who_names_no_more_than_an_actor_is_led_to_its_card(self, world: World) -> None:
        message = await ask(world, "Who are the Taliban?")
        assert "\n-# For all that is recorded of the Taliban, open the card below.\n" in shown(message)
        assert labels(message)[0] == "Card: Taliban"
        assert "Actors" not in labels(message)
        assert len(labels(message)) <= MAX_BUTTONS
        card = await world.member.click(message, label="Card: Taliban")
        assert card.ephemeral
        assert "\n## Taliban\n" in shown(card.response)

    async def test_who_types_another_name_is_told_whose_card_it_is(self, world: World) -> None:
        message = await ask(world, "What was ETIM?")
        assert "For all that is recorded of Turkistan Islamic Party, open the card below." in shown(message)
        assert labels(message)[0] == "Card: Turkistan Islamic Party"

    async def test_who_names_no_more_than_two_is_led_to_their_comparison(self, world: World) -> None:
        message = await ask(world, "China and Pakistan")
        assert "-# To see China and Pakistan beside each other, open the comparison below." in shown(message)
        compared = await world.member.click(message, label="Compare them")
        assert "\n## China and Pakistan\n" in shown(compared.response)

    async def test_such_an_answer_can_be_verified_like_any_other(self, world: World) -> None:
        checked = await world.member.context_menu(world.channel, "Verify this answer", await ask(world, "Taliban"))
        assert wording.trust.IDENTICAL in shown(checked.response)

    async def test_a_follow_up_that_is_but_a_name_asks_what_was_asked_before(self, world: World) -> None:
        result = await follow_up(world.member, await ask(world), "and Pakistan?")
        assert "open the" not in shown(result.response)

    async def test_a_refusal_s_questions_are_answered_at_a_press(self, world: World) -> None:
        refused = await ask(world, "How tall is the Eiffel tower?")
        question = labels(refused)[0]
        assert question.endswith("?")
        answered = await world.member.click(refused, label=question)
        assert asked(answered.response) == question
        assert "> " in shown(answered.response)
