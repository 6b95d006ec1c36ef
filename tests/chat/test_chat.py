"""Questions asked in chat: mentions, replies and direct messages."""

from __future__ import annotations

import logging
from typing import Any

import discord
import pytest

from tests.chat.conftest import SANCTUARY, World, labels, opening, shown


def mention(world: World) -> str:
    assert world.bot.user is not None
    return f"<@{world.bot.user.id}>"


def answers(world: World, channel: Any = None) -> list[Any]:
    """Return what the bot wrote in a channel, oldest first."""
    assert world.bot.user is not None
    channel = channel or world.channel
    return [message for message in channel.history() if message.author.id == world.bot.user.id]


async def test_a_mention_is_answered_as_a_reply(world: World) -> None:
    asked = await world.member.send(world.channel, f"{mention(world)} {SANCTUARY}")
    (answer,) = answers(world)
    assert answer.reference.message_id == asked.id
    assert shown(answer).startswith(f"-# @newcomer asked: {SANCTUARY}\n> ")
    assert labels(answer)[-1] == "Delete"


async def test_the_buttons_of_a_chat_answer_work(world: World) -> None:
    await world.member.send(world.channel, f"{SANCTUARY} {mention(world)}")
    (answer,) = answers(world)
    for label in opening(answer):
        assert (await world.admin.click(answer, label=label)).ephemeral
    await world.member.click(answer, label="Delete")
    assert answers(world) == []


async def test_what_is_not_answered_names_no_unknown_word_in_public(world: World) -> None:
    await world.member.send(world.channel, f"{mention(world)} xyzzy plugh")
    (answer,) = answers(world)
    assert "xyzzy" not in "\n".join(shown(answer).split("\n")[1:])


async def test_a_reply_to_an_ordinary_answer_is_a_question(world: World) -> None:
    await world.member.send(world.channel, f"{mention(world)} {SANCTUARY}")
    (answer,) = answers(world)
    await world.member.send(world.channel, "Who is wary of the Taliban?", reply_to=answer)
    assert "asked: Who is wary of the Taliban?" in shown(answers(world)[-1])


async def test_a_reply_to_a_slash_answer_is_told_once_how_to_ask(world: World) -> None:
    result = await world.member.slash(world.channel, "ask", question=SANCTUARY)
    for _ in range(2):
        await world.member.send(world.channel, "and why?", reply_to=result.response)
    said = [message.content for message in answers(world) if message.content]
    assert len(said) == 1
    assert "use /ask" in said[0]


async def test_a_mention_without_text_is_greeted(world: World) -> None:
    await world.member.send(world.channel, mention(world))
    text = shown(answers(world)[0])
    assert text.startswith("Hello. I quote 1 document")
    assert len(text) < 200
    await world.member.send_dm("<@1>".replace("1", str(world.bot.user.id)))  # type: ignore[union-attr]
    assert "</ask:" in shown(world.member.user.dm_channel.last_message)


async def test_a_direct_message_is_a_question_and_shows_several_excerpts(world: World) -> None:
    await world.member.send_dm("Who is wary of the Taliban?")
    text = shown(world.member.user.dm_channel.last_message)
    assert text.startswith("-# @newcomer asked: Who is wary of the Taliban?")
    assert "-# [2]" in text


async def test_chatter_is_left_alone(world: World) -> None:
    await world.member.send(world.channel, SANCTUARY)
    await world.member.send(world.channel, "@everyone listen")
    assert answers(world) == []


async def test_bots_and_webhooks_are_left_alone(world: World) -> None:
    other = world.guild.add_member(world.env.create_user("other-bot", bot=True))
    await other.send(world.channel, f"{mention(world)} {SANCTUARY}")
    hook = world.guild.create_webhook(world.channel, "hook")
    await hook.send(f"{mention(world)} {SANCTUARY}")
    assert answers(world) == []


async def test_a_mention_is_answered_only_where_its_author_may_use_commands(world: World) -> None:
    overwrite = discord.PermissionOverwrite(use_application_commands=False)
    closed = world.guild.create_text_channel("closed", overwrites={world.guild.default_role: overwrite})
    await world.member.send(closed, f"{mention(world)} {SANCTUARY}")
    assert answers(world, closed) == []
    await world.admin.send(closed, f"{mention(world)} {SANCTUARY}")
    assert len(answers(world, closed)) == 1


async def test_where_the_bot_may_not_write_its_author_is_told_once_in_private(world: World) -> None:
    overwrite = discord.PermissionOverwrite(send_messages=False)
    silent = world.guild.create_text_channel("silent", overwrites={world.bot.user: overwrite})
    for _ in range(2):
        await world.member.send(silent, f"{mention(world)} {SANCTUARY}")
    direct = world.member.user.dm_channel
    assert [message.content for message in direct.history() if message.author.bot] == [
        f"You asked me something in <#{silent.id}>, where I may not write. Ask me here, or use /ask there."
    ]


async def test_an_error_is_told_with_a_reference_and_logged_under_it(
    world: World, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("inside")

    monkeypatch.setattr("bot.chat.desk.answer_page", broken)
    await world.member.send(world.channel, f"{mention(world)} {SANCTUARY}")
    (answer,) = answers(world)
    sentence, _, reference = answer.content.rstrip(")").partition(" (reference ")
    assert sentence == "Something went wrong on my side; nothing was changed, so please try again later."
    failed = next(record for record in caplog.records if record.levelno == logging.ERROR)
    assert reference in failed.getMessage()
    assert failed.exc_info is not None


async def test_a_permission_that_is_missing_after_all_is_told_in_private(world: World) -> None:
    world.env.inject_error("POST", "/channels/*/messages", status=403, code=50013)
    await world.member.send(world.channel, f"{mention(world)} {SANCTUARY}")
    assert answers(world) == []
    assert "where I may not write" in world.member.user.dm_channel.last_message.content


async def test_nothing_that_identifies_a_question_or_its_asker_is_logged(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    await world.member.slash(world.channel, "ask", question=SANCTUARY)
    await world.member.send(world.channel, f"{mention(world)} {SANCTUARY}")
    await world.member.slash(world.channel, "actor", name="xyzzy")
    log = "\n".join(record.getMessage() for record in caplog.records if record.name.startswith("bot"))
    assert "command=/ask status=answered" in log
    assert "passages=impact-of-taliban-resurgence#6" in log
    assert "command=chat status=answered" in log
    assert "command=/actor status=unknown" in log
    for secret in (SANCTUARY, "sanctuary", "newcomer", "xyzzy", str(world.member.id)):
        assert secret not in log


async def test_the_bot_asks_for_no_privileged_intent_and_keeps_nothing(world: World) -> None:
    await world.member.slash(world.channel, "ask", question=SANCTUARY)
    await world.member.send(world.channel, f"{mention(world)} {SANCTUARY}")
    assert list(world.bot.persistent_views) == []
    intents = world.bot.intents
    assert {name for name, on in intents if on} == {"guilds", "guild_messages", "dm_messages"}
    assert list(world.bot.cached_messages) == []
    allowed = world.bot.allowed_mentions
    assert allowed is not None
    assert allowed.to_dict() == discord.AllowedMentions.none().to_dict()
