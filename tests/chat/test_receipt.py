"""What every answer carries so that it can be checked: its receipt, its dates, and what it calls “now”."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.chat.markup import units
from bot.chat.page import PUBLIC_TEXT
from bot.chat.quoting import as_of_line, excerpt_block
from bot.chat.render import Asker, answer_page
from bot.snapshot import Snapshot, SnapshotStore
from tests.chat.conftest import SANCTUARY
from tests.material import ODD_QUESTIONS

ASKER = Asker("newcomer", 7)
FOOTPRINT = "Where have the main Central Asian militant groups relocated to?"


@pytest.fixture
def snapshot(shipped: SnapshotStore) -> Snapshot:
    assert shipped.current is not None
    return shipped.current


@pytest.mark.parametrize("private", [True, False])
@pytest.mark.parametrize(
    "question", [SANCTUARY, "Who leads the Taliban?", "Who published this?", *ODD_QUESTIONS.values()]
)
def test_every_answer_ends_with_its_receipt(snapshot: Snapshot, question: str, private: bool) -> None:
    answer = snapshot.answerer.answer(question)
    page = answer_page(answer, snapshot.knowledge, ASKER, private=private)
    last = page.text.split("\n")[-1]
    assert last.startswith("-# ")
    assert last.endswith(f"receipt {answer.receipt} · bot {answer.bot_version}")
    assert page.length <= PUBLIC_TEXT or private


def test_an_answer_gives_the_dates_of_what_it_quotes(snapshot: Snapshot) -> None:
    answer = snapshot.answerer.answer("Who is wary of the Taliban?")
    assert len(answer.excerpts) > 1
    older = replace(answer.excerpts[1], published="2019-03")
    undated = replace(answer.excerpts[0], published=None)
    for excerpts, expected in (
        (answer.excerpts, "-# Sources: 14 Oct 2021 · receipt"),
        ((answer.excerpts[0], older), "-# Sources: Mar 2019, 14 Oct 2021 · receipt"),
        ((undated,), "-# Sources: undated · receipt"),
    ):
        page = answer_page(replace(answer, excerpts=excerpts), snapshot.knowledge, ASKER, private=True)
        assert page.text.split("\n")[-1].startswith(expected)


def test_what_a_quotation_calls_now_is_tied_to_its_date(snapshot: Snapshot) -> None:
    page = answer_page(snapshot.answerer.answer(FOOTPRINT), snapshot.knowledge, ASKER, private=False)
    assert "-# “at present” means as of 14 Oct 2021" in page.text.split("\n")
    assert as_of_line("It currently holds it now.", "2020") == "-# “currently” and “now” mean as of 2020"
    assert as_of_line("It holds it now.", None) == "-# “now”: at a time not recorded, the document is undated"
    assert as_of_line("It holds it.", "2020") == ""


def test_only_what_is_shown_is_tied_to_a_date(snapshot: Snapshot) -> None:
    excerpt = replace(
        snapshot.answerer.answer(SANCTUARY).excerpts[0],
        text="It left. Now it is here.",
        window="It left. Now it is here.",
    )
    excerpt = replace(excerpt, answer="It left.")
    assert "“Now” means" in excerpt_block(excerpt, 1)
    long = replace(excerpt, text="It left. " * 30 + "Now.", window="It left. " * 30 + "Now.")
    block = excerpt_block(long, 1, 300)
    assert "“Now” means" not in block
    assert units(block) < 500


def test_a_slip_of_the_source_is_marked_however_little_room_there_is(snapshot: Snapshot) -> None:
    excerpt = replace(snapshot.answerer.answer(SANCTUARY).excerpts[0], stance=None, condition=None)
    text = "They tooks over Afghanistan military. " + "It rained for days. " * 20
    slip = replace(excerpt, text=text, window=text, answer=text.strip(), sic=("over Afghanistan military",))
    assert "> **They tooks over Afghanistan military \\[sic\\]. It" in excerpt_block(slip, 1, 1000)
    assert "> They tooks over Afghanistan military \\[sic\\]. It" in excerpt_block(slip, 1, 200)
