"""Buttons: what they open is private, and they survive restarts and reloads."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest

from bot import wording
from bot.chat.client import Bot
from bot.chat.opening import open_place
from bot.chat.place import Place
from bot.snapshot import SnapshotStore
from tests.chat.conftest import SANCTUARY, WARY, World, labels, loaded, opening, shown
from tests.chat.contract import components


async def ask(world: World, question: str = SANCTUARY, **options: object) -> object:
    return (await world.member.slash(world.channel, "ask", question=question, **options)).response


async def test_in_context_opens_the_paragraph_and_its_neighbours_privately(world: World) -> None:
    opened = await world.admin.click(await ask(world), label="In context")
    text = shown(opened.response)
    assert opened.ephemeral
    assert text.startswith(f"-# @newcomer asked: {SANCTUARY}")
    assert "¶5\n" in text
    assert "**¶6**" in text
    assert "Next ›" in labels(opened.response)


async def test_pages_turn_in_place_to_the_end_and_back(world: World) -> None:
    opened = await world.member.click(await ask(world), label="In context")
    first = shown(opened.response)
    assert "page 1 of 2" in first
    turned = await world.member.click(opened.response, label="Next ›")
    assert turned.response.id == opened.response.id
    assert "¶7\n" in shown(turned.response)
    assert "‹ Back" in labels(turned.response)
    assert "Next ›" not in labels(turned.response)
    back = await world.member.click(turned.response, label="‹ Back")
    assert shown(back.response) == first


def more(message: object) -> str:
    """Return the label of the button that opens further passages."""
    return next(label for label in labels(message) if "more passage" in label)


async def test_more_opens_the_further_excerpts_of_the_same_answer(world: World) -> None:
    message = await ask(world, WARY)
    opened = await world.member.click(message, label=more(message))
    text = shown(opened.response)
    assert opened.ephemeral
    assert text.count("-# [") == int(more(message).split()[0])
    assert "-# [2]" in text
    assert "-# [1]" not in text


async def test_more_works_for_a_question_too_long_to_be_shown_whole(world: World) -> None:
    message = await ask(world, f"{WARY} " + "Which Central Asian countries remain wary of the Taliban? " * 5)
    assert "[…]" in shown(message).split("\n")[0]
    opened = await world.member.click(message, label=more(message))
    text = shown(opened.response)
    assert opened.ephemeral
    assert "> " in text
    assert "⚠ Of “Time will tell whether the Taliban …”: Possible, not certain: “Time will tell whether”" in text


async def test_actors_opens_the_facts_that_bear_on_the_question(world: World) -> None:
    opened = await world.member.click(await ask(world), label="Actors")
    text = shown(opened.response)
    assert opened.ephemeral
    assert "### Tajikistan\n-# state" in text
    assert "(reported: “reportedly”; condition: “in case they fled Afghanistan”) [1]" in text
    assert "-# [1] " in text


async def test_from_further_passages_the_way_leads_on_to_their_context_and_citations(world: World) -> None:
    message = await ask(world, "taliban")
    opened = await world.admin.click(message, label=more(message))
    assert labels(opened.response)[:2] == ["In context [2]", "In context [3]"]
    context = await world.admin.click(opened.response, label="In context [2]")
    assert context.ephemeral
    assert "**¶" in shown(context.response)
    assert "https://" in shown((await world.admin.click(context.response, label="Copy as citation")).response)


async def test_from_the_actors_of_an_answer_the_way_leads_on_to_their_cards(world: World) -> None:
    opened = await world.admin.click(await ask(world), label="Actors")
    (menu,) = (part for part in components(opened.response.components) if part["type"] == 3)
    first = menu["options"][0]
    assert first["label"] == "Tajikistan"
    card = await world.admin.select(opened.response, [first["value"]], custom_id=menu["custom_id"])
    assert card.ephemeral
    assert "## Tajikistan\n-# state · " in shown(card.response)


async def test_the_asker_and_moderators_may_delete_and_nobody_else(world: World) -> None:
    other = world.guild.add_member(world.env.create_user("other"))
    refused = await other.click(await ask(world), label="Delete")
    assert refused.ephemeral
    assert refused.response.content == "Only whoever asked and moderators can delete this answer."
    for who in (world.member, world.admin):
        message = await ask(world)
        await who.click(message, label="Delete")
        assert world.channel.last_message.id != message.id  # type: ignore[attr-defined]


async def test_buttons_survive_a_restart(world: World, make_bot: Callable[..., Bot]) -> None:
    message = await ask(world)
    await world.env.restart_bot(make_bot())
    for label in opening(message):
        assert (await world.member.click(message, label=label)).ephemeral


async def test_a_click_without_knowledge_is_told_so_and_logged(
    world: World, make_bot: Callable[..., Bot], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    message = await ask(world)
    await world.env.restart_bot(make_bot(SnapshotStore(tmp_path, None)))
    caplog.set_level(logging.INFO)
    clicked = await world.member.click(message, label="In context")
    assert clicked.response.content == wording.chat.NO_KNOWLEDGE
    assert "command=button read status=no-knowledge" in caplog.text


async def test_buttons_say_so_when_the_knowledge_has_changed(
    folder: Path, make_bot: Callable[..., Bot], running: Callable[..., AbstractAsyncContextManager[World]]
) -> None:
    store = loaded(folder)
    async with running(make_bot(store)) as world:
        message = await ask(world)
        with (folder / "synonyms.yaml").open("a", encoding="utf-8") as file:
            file.write("# changed\n")
        store.reload()
        for label in opening(message):
            text = shown((await world.member.click(message, label=label)).response)
            assert "The knowledge has changed since this message" in text
            assert "is gone" not in text
        _replace_everything(folder)
        store.reload()
        for label in opening(message):
            assert "is gone" in shown((await world.member.click(message, label=label)).response)


def _replace_everything(folder: Path) -> None:
    for file in [*(folder / "documents").iterdir(), *(folder / "actors").iterdir()]:
        file.unlink()
    text = "---\ntitle: Other\npublisher: Somebody\n---\nNothing of the kind stands here.\n"
    (folder / "documents" / "other.md").write_text(text, encoding="utf-8")


async def test_a_button_of_a_kind_that_is_gone_says_so(world: World) -> None:
    assert world.bot.store.current is not None
    page = open_place(world.bot.store.current, Place("nonsense", "00000000"))
    assert "no further passages" in page.text
