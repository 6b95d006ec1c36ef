"""Verifying an answer: by its message, in a server and in a direct message, or by its receipt."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path

from bot import wording
from bot.chat.client import Bot
from tests.chat.conftest import SANCTUARY, World, loaded, shown
from tests.knowledge.folder import KnowledgeFolder

MENU = wording.trust.VERIFY_MENU


def mention(world: World) -> str:
    assert world.bot.user is not None
    return f"<@{world.bot.user.id}>"


def receipt_in(text: str) -> str:
    return text.split("receipt ")[1].split(" ", maxsplit=1)[0]


async def test_a_slash_answer_is_identical_until_something_changes(world: World) -> None:
    answer = await world.member.slash(world.channel, "ask", question=SANCTUARY)
    told = await world.admin.context_menu(world.channel, MENU, answer.response)
    assert told.ephemeral
    text = shown(told.response)
    assert text.split("\n")[:3] == [
        f"-# Verified: {SANCTUARY}",
        wording.trust.IDENTICAL,
        "✓ [1] stands word for word in ¶6",
    ]
    assert receipt_in(text) == receipt_in(shown(answer.response))


async def test_an_answer_in_chat_is_verified_as_well(world: World) -> None:
    await world.member.send(world.channel, f"{mention(world)} {SANCTUARY}")
    told = await world.member.context_menu(world.channel, MENU, world.channel.last_message)
    assert wording.trust.IDENTICAL in shown(told.response)


async def test_a_refusal_is_verified_as_well(world: World) -> None:
    refusal = await world.member.slash(world.channel, "ask", question="xyzzy plugh")
    told = await world.member.slash(
        world.channel, "verify", receipt=receipt_in(shown(refusal.response)), question="xyzzy plugh"
    )
    assert told.ephemeral
    assert wording.trust.IDENTICAL_RECEIPT in shown(told.response)


async def test_a_forged_answer_is_not_vouched_for(world: World) -> None:
    answer = await world.member.slash(world.channel, "ask", question=SANCTUARY)
    forged = await world.member.send(world.channel, shown(answer.response))
    told = await world.admin.context_menu(world.channel, MENU, forged)
    assert told.ephemeral
    assert told.response.content == wording.trust.NOT_OURS


async def test_a_message_of_the_bots_that_is_no_answer_is_told_from_one(world: World) -> None:
    await world.member.send(world.channel, mention(world))
    told = await world.member.context_menu(world.channel, MENU, world.channel.last_message)
    assert told.response.content == wording.trust.NO_ANSWER


async def test_a_receipt_is_verified_with_its_question(world: World) -> None:
    answer = await world.member.slash(world.channel, "ask", question=SANCTUARY)
    line = shown(answer.response).split("\n")[-1]

    async def verify(receipt: str, question: str) -> str:
        told = await world.member.slash(world.channel, "verify", receipt=receipt, question=question)
        return shown(told.response)

    assert wording.trust.IDENTICAL_RECEIPT in await verify(line, SANCTUARY)
    assert wording.trust.IDENTICAL_RECEIPT in await verify(f" {receipt_in(line)} ", SANCTUARY.upper())
    other = await verify(receipt_in(line), "Who is wary of the Taliban?")
    assert wording.trust.DIFFERS in other
    assert "**Receipt**: asking again gives another one" in other
    assert await verify("a1b2", SANCTUARY) == wording.trust.NO_RECEIPT
    assert "**Knowledge**: version 00000000 then" in await verify("00000000-0123456789ab", SANCTUARY)
    altered = await verify(f"{receipt_in(line)} · bot 0.0.1", SANCTUARY)
    assert "**Bot**: version 0.0.1 then" in altered
    assert wording.trust.RECEIPT_OF_THIS_BOT in altered


FRONT = "---\ntitle: Two rivers\npublisher: The River Office\n---\n"
WARY = "The League is wary of the Order."


async def test_what_has_changed_since_is_told(
    tmp_path: Path, make_bot: Callable[..., Bot], running: Callable[..., AbstractAsyncContextManager[World]]
) -> None:
    folder = KnowledgeFolder(tmp_path)
    for actor in ("blue", "dol", "green"):
        folder.delete(f"actors/{actor}.yaml")
    folder.write("documents/rivers.md", f"{FRONT}It is dry.\n\n{WARY}\n")
    store = loaded(tmp_path)
    async with running(make_bot(store)) as world:
        answer = (await world.member.slash(world.channel, "ask", question="Who is wary of the Order?")).response

        async def verified(file: str) -> str:
            folder.write("documents/rivers.md", file)
            store.reload()
            return shown((await world.member.context_menu(world.channel, MENU, answer)).response)

        assert wording.trust.IDENTICAL in await verified(f"{FRONT}It is dry.\n\n{WARY}\n")
        touched = await verified(f"{FRONT}It is wet.\n\n{WARY}\n")
        assert wording.trust.VERBATIM in touched
        assert "✓ [1] stands word for word in ¶2" in touched
        assert "- **Knowledge**: version" in touched
        moved = await verified(f"{FRONT}It is dry.\n\nIt is wet.\n\n{WARY}\n")
        assert wording.trust.DIFFERS in moved
        assert "≠ [1] stands word for word in ¶3, no longer in ¶2" in moved
        changed = await verified(f"{FRONT}It is dry.\n\nThe League was wary of the Order.\n")
        assert "≠ [1] no longer stands in ¶2: the text was changed\n¶2 now says:\n> The League was wary" in changed
        gone = await verified(f"{FRONT.replace('Two', 'Three')}It is dry.\n\n{WARY}\n")
        assert "≠ [1] cannot be compared: no document is cited like this now" in gone
