"""*Copy as citation*: in private messages, with a link that leads to the words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot import wording
from bot.answers.answerer import Answerer
from bot.chat.echo import echo
from bot.chat.opening import open_place, place_for
from bot.chat.place import Place, passage_id
from bot.chat.render import Asker, answer_page
from bot.snapshot import Snapshot, SnapshotStore
from tests.chat.conftest import SANCTUARY, WARY, World, labels, shown
from tests.material import SOURCE, knowledge_of

COPY = wording.trust.COPY
LINK = "https://thesoufancenter.org/intelbrief-2021-october-14/#:~:text="


@pytest.fixture
def snapshot(shipped: SnapshotStore) -> Snapshot:
    assert shipped.current is not None
    return shipped.current


async def test_what_a_public_answer_opens_privately_can_be_copied_as_a_citation(world: World) -> None:
    answer = await world.member.slash(world.channel, "ask", question=WARY)
    assert COPY not in labels(answer.response)
    for label in ("In context", "more passage"):
        button = next(one for one in labels(answer.response) if label in one)
        opened = await world.admin.click(answer.response, label=button)
        assert opened.ephemeral
        copied = await world.admin.click(opened.response, label=COPY)
        assert copied.ephemeral
        text = shown(copied.response)
        assert text.startswith(f"-# @newcomer asked: {WARY}\n**¶")
        assert text.count("```\n“") == 2 * (
            (len(labels(opened.response)) - 1 and text.count("· Markdown")) or text.count("· Markdown")
        )
        assert LINK in text


async def test_a_private_answer_can_be_copied_as_it_is_shown(world: World) -> None:
    answer = await world.member.slash(world.channel, "ask", question=SANCTUARY, private=True)
    copied = await world.member.click(answer.response, label=COPY)
    text = shown(copied.response)
    assert "**¶6** · Markdown\n```\n“Further, when the anti-Taliban resistance" in text
    assert labels(copied.response) == ["Open the original at ¶6"]
    assert "**¶6** · plain text\n```\n“Further, when the anti-Taliban resistance" in text


def test_a_paragraph_that_no_answer_marks_is_cited_whole(snapshot: Snapshot) -> None:
    place = place_for(snapshot, "cite", passage_id(SOURCE, 2))
    text = open_place(snapshot, place).text
    assert "“Central Asian countries remain wary" in text
    assert "over the past two decades.” — Impact of Taliban" in text


@pytest.mark.parametrize("verb", ["cite", "more"])
def test_passages_that_are_gone_are_told_once_behind_those_that_are_not(snapshot: Snapshot, verb: str) -> None:
    gone, there = (passage_id("gone", 2), passage_id(SOURCE, 99)), passage_id(SOURCE, 2)

    def text(*passages: str) -> str:
        return open_place(snapshot, Place(verb, "00000000", passages), echo("x", SANCTUARY)).text

    assert text(gone[0]).endswith(wording.chat.PASSAGE_GONE)
    assert text(*gone).endswith("\nAll of these passages are gone. Ask again to see what there is now.")
    assert text(gone[0], there).endswith("\n1 of these passages is gone. Ask again to see what there is now.")
    assert "Central Asian countries remain wary" in text(gone[0], there)


def test_nothing_can_be_cited_of_a_passage_that_is_gone(snapshot: Snapshot) -> None:
    assert open_place(snapshot, Place("read", "00000000", (passage_id("gone", 2),))).buttons == ()


@pytest.mark.parametrize("text", ["It ran ```rm``` and ended.", "It ended with a `"])
def test_words_that_would_break_out_are_shown_escaped(text: str) -> None:
    knowledge = knowledge_of(text)
    answerer = Answerer(knowledge)
    snapshot = Snapshot(knowledge, answerer, answerer.names)
    shown_text = open_place(snapshot, place_for(snapshot, "cite", passage_id("d0", 1))).text
    assert shown_text.count("```") in {0, 2, 4}
    assert "```rm```" not in shown_text


@pytest.mark.parametrize(
    ("url", "offered"), [("https://example.org/a", True), ("see the library", False), (None, False)]
)
def test_only_an_address_can_be_opened(url: str | None, offered: bool) -> None:
    knowledge = knowledge_of("The river is dry.")
    knowledge = replace(knowledge, documents={"d0": replace(knowledge.documents["d0"], url=url)})
    answerer = Answerer(knowledge)
    snapshot = Snapshot(knowledge, answerer, answerer.names)
    page = open_place(snapshot, place_for(snapshot, "cite", passage_id("d0", 1)))
    assert [button.url for button in page.buttons] == [f"{url}#:~:text=The%20river%20is%20dry."] * offered


def test_the_longest_citations_are_paged(snapshot: Snapshot) -> None:
    knowledge = knowledge_of("\n\n".join("word " * 600 for _ in range(3)))
    source = replace(knowledge.documents["d0"], url="https://example.org/" + "a" * 1500)
    knowledge = replace(knowledge, documents={"d0": source})
    answerer = Answerer(knowledge)
    made = Snapshot(knowledge, answerer, answerer.names)
    place = place_for(made, "cite", *(passage_id("d0", number) for number in (1, 2, 3)))
    pages = [open_place(made, replace(place, page=number)) for number in range(9)]
    assert all(page.length <= 4000 for page in pages)
    assert "page 1 of" in pages[0].text


@pytest.mark.parametrize("private", [True, False])
def test_the_button_stands_on_private_answers_that_quote(snapshot: Snapshot, private: bool) -> None:
    for question, quotes in ((SANCTUARY, True), ("xyzzy", False)):
        answer = snapshot.answerer.answer(question)
        page = answer_page(answer, snapshot.knowledge, Asker("x", 7), private=private)
        assert (COPY in [button.label for button in page.buttons]) is (private and quotes)
        assert len(page.buttons) <= 5 or private
