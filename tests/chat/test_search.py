"""`/search`: words as they stand in the documents, paged."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import wording
from bot.chat.client import Bot
from bot.chat.echo import echo
from bot.chat.opening import open_place, place_for
from bot.chat.page import MAX_TEXT
from bot.chat.view import layout
from bot.snapshot import Snapshot, SnapshotStore
from tests.chat.conftest import SANCTUARY, World, labels, shown
from tests.chat.contract import COMPONENTS_V2, broken_limits
from tests.material import knowledge_of


async def search(world: World, words: str) -> Any:
    return await world.member.slash(world.channel, "search", words=words)


async def test_hits_are_shown_privately_with_the_words_in_bold_and_cited(world: World) -> None:
    result = await search(world, "sanctuary Taliban")
    text = shown(result.response)
    assert result.ephemeral
    assert text.startswith("-# @newcomer searched for: sanctuary Taliban\n")
    assert "7 passages have one or more of these words; 1 to 4:" in text
    assert "**sanctuary** in case they fled Afghanistan." in text
    assert "-# [1] Impact of Taliban resurgence" in text
    assert "· ¶6" in text


async def test_how_sure_the_document_is_stands_beside_a_hit(world: World) -> None:
    text = shown((await search(world, "sanctuary")).response)
    assert "\n1 passage has this word:\n" in text
    assert "⚠ Reported, not asserted: “reportedly” · condition: “in case they fled Afghanistan”" in text


async def test_a_hit_is_as_sure_as_an_answer_with_the_same_words(world: World) -> None:
    hit = shown((await search(world, SANCTUARY)).response)
    answer = shown((await world.member.slash(world.channel, "ask", question=SANCTUARY)).response)
    (stance,) = (line for line in answer.splitlines() if line.startswith("⚠"))
    assert hit.split("-# [1]")[0].splitlines()[-1] == stance


async def test_pages_turn_and_number_the_hits_on(world: World, make_bot: Callable[..., Bot]) -> None:
    first = await search(world, "sanctuary Taliban")
    assert "page 1 of 2" in shown(first.response)
    await world.env.restart_bot(make_bot())
    second = await world.member.click(first.response, label="Next ›")
    text = shown(second.response)
    assert text.startswith("-# @newcomer searched for: sanctuary Taliban\n")
    assert "5 to 7:" in text
    assert "-# [5] " in text
    assert "-# [4] " not in text
    opened = await world.member.click(second.response, label="In context [5]")
    assert "**¶" in shown(opened.response)
    back = await world.member.click(second.response, label="‹ Back")
    assert shown(back.response) == shown(first.response)


async def test_where_nothing_matches_it_says_so(world: World) -> None:
    nothing = await search(world, "xyzzy plugh")
    assert nothing.ephemeral
    assert "No passage has “xyzzy” or “plugh”." in shown(nothing.response)
    some = await search(world, "xyzzy sanctuary")
    assert "-# in no document: “xyzzy”" in shown(some.response)


@pytest.mark.parametrize("words", ["?!", "the of and"])
async def test_where_there_is_nothing_to_look_for_it_says_so(world: World, words: str) -> None:
    result = await search(world, words)
    assert result.ephemeral
    assert result.response.content == wording.asking.NO_WORDS


async def test_words_are_shown_as_they_were_typed_and_ping_nobody(world: World) -> None:
    first = await search(world, "@everyone **Taliban** <@1>")
    turned = await world.member.click(first.response, label="Next ›")
    assert r"searched for: \@everyone \*\*Taliban\*\* \<\@1\>" in shown(turned.response)


async def test_without_knowledge_it_is_told_so(world: World, make_bot: Callable[..., Bot], tmp_path: Any) -> None:
    await world.env.restart_bot(make_bot(SnapshotStore(tmp_path, None)))
    assert (await search(world, "Taliban")).response.content == wording.chat.NO_KNOWLEDGE


def page(snapshot: Snapshot, words: str, number: int = 0) -> Any:
    head = echo("newcomer", words, 500, wording.asking.SEARCHED_FOR)
    place = place_for(snapshot, "search")
    return open_place(snapshot, type(place)(place.verb, place.version, page=number), head)


def test_what_cannot_be_read_back_is_to_be_searched_again(shipped: SnapshotStore) -> None:
    assert shipped.current is not None
    assert wording.asking.SEARCH_AGAIN in page(shipped.current, "taliban " * 100).text


def test_long_sentences_are_cut_around_the_word_and_fit(tmp_path: Any) -> None:
    (tmp_path / "documents").mkdir()
    filling = "and so it goes on and on, " * 80
    text = "\n\n".join(f"{number} {filling} needle {filling} end." for number in range(9))
    file = tmp_path / "documents" / "long.md"
    file.write_text(f"---\ntitle: {'Long ' * 40}\npublisher: Somebody\n---\n{text}\n", encoding="utf-8")
    store = SnapshotStore(tmp_path, None)
    store.load()
    assert store.current is not None
    for number in range(3):
        shown_page = page(store.current, "needle", number)
        assert shown_page.length <= MAX_TEXT
        assert shown_page.text.count("**needle**") == min(4, 9 - 4 * number)
        assert labels_of(shown_page)


def labels_of(shown_page: Any) -> list[str]:
    return [button.label for button in shown_page.buttons]


async def test_a_hit_can_be_opened_and_cited(world: World) -> None:
    result = await search(world, "sanctuary")
    assert labels(result.response) == ["In context [1]", wording.trust.COPY]
    for label in labels(result.response):
        assert (await world.member.click(result.response, label=label)).ephemeral


@given(st.text("\\{}*_~`|<>[]()@&#-+1.:/ \nab", min_size=1, max_size=3000), st.sampled_from(["b", "ab b", "1 ab"]))
def test_whatever_a_document_holds_a_page_is_within_the_limits(text: str, words: str) -> None:
    snapshot = Snapshot.build(knowledge_of(text, text, text, text, title=text[:300]))
    first = page(snapshot, words)
    assert first.length <= MAX_TEXT
    view: Any = layout(first)
    body = {"components": view.to_components(), "flags": COMPONENTS_V2, "allowed_mentions": {"parse": []}}
    assert broken_limits(body) == []
