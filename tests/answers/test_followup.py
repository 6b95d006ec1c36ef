"""Follow-ups are made whole by the names of those whom the question before was about."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.followup import CARRIED, last_actors, unresolved, whole_question
from bot.answers.model import Status
from bot.snapshot import Snapshot, SnapshotStore

LAST = ("taliban",)


@pytest.fixture(scope="module")
def snapshot(knowledge_dir: Path) -> Snapshot:
    store = SnapshotStore(knowledge_dir, None)
    store.load()
    assert store.current is not None
    return store.current


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("and Pakistan?", "and Pakistan? (Taliban)"),
        ("What about China?", "What about China? (Taliban)"),
        ("but why Iran", "but why Iran (Taliban)"),
        ("and the others?", "and the others? (Taliban)"),
        ("why did they?", "why did they? (Taliban)"),
        ("What weapons do they have?", "What weapons do they have? (Taliban)"),
        ("Where did its leaders go?", "Where did its leaders go? (Taliban)"),
        ("Why did Pakistan pressure them?", "Why did Pakistan pressure them? (Taliban)"),
        ("why?", "why? (Taliban)"),
        ("Since when exactly?", "Since when exactly? (Taliban)"),
    ],
)
def test_a_pronoun_or_an_ellipsis_carries_the_last_actors(snapshot: Snapshot, question: str, expected: str) -> None:
    assert made_whole(snapshot, question) == expected


@pytest.mark.parametrize(
    "question",
    [
        "Who is wary of the Taliban?",
        "and who leads the IMU?",
        "Pakistan?",
        "What did Pakistan say about its pledge?",
        "Is it true that Pakistan is wary?",
        "What is sanctuary?",
        "and the Taliban?",
        "Who published this?",
        "And when was it published?",
        "thanks",
        "who are you?",
        "?",
        "",
    ],
)
def test_a_question_that_stands_by_itself_is_left_as_it_is(snapshot: Snapshot, question: str) -> None:
    assert made_whole(snapshot, question) == question


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Pakistan?", "Pakistan? (Taliban)"),
        ("What weapons?", "What weapons? (Taliban)"),
        ("Who leads the IMU?", "Who leads the IMU?"),
        ("Who published this?", "Who published this?"),
        ("thanks", "thanks"),
        ("", ""),
    ],
)
def test_what_is_meant_as_a_follow_up_carries_them_also_without_a_pronoun(
    snapshot: Snapshot, question: str, expected: str
) -> None:
    assert made_whole(snapshot, question, explicit=True) == expected


def test_an_actor_that_is_gone_is_left_out_and_one_named_again_is_not_repeated(snapshot: Snapshot) -> None:
    last = ("nobody", "pakistan", "taliban", "taliban")
    assert made_whole(snapshot, "and Pakistan?", last) == "and Pakistan? (Taliban)"
    assert made_whole(snapshot, "why did they?", ("nobody",)) == "why did they?"


def test_what_would_be_too_long_is_left_as_it_is(snapshot: Snapshot) -> None:
    reader = snapshot.answerer.ranker.reader
    whole = whole_question("why?", LAST, snapshot.knowledge.actors, reader, longest=len("why? (Taliban)"))
    assert whole == "why? (Taliban)"
    assert whole_question("why?", LAST, snapshot.knowledge.actors, reader, longest=len(whole) - 1) == "why?"


@given(st.text(max_size=60), st.booleans())
def test_the_words_of_the_user_stand_first_and_a_whole_question_stays_as_it_is(
    snapshot: Snapshot, question: str, explicit: bool
) -> None:
    whole = made_whole(snapshot, question, explicit=explicit)
    assert whole in {question, f"{question.rstrip()} (Taliban)"}
    assert made_whole(snapshot, whole, explicit=explicit) == whole


@pytest.mark.parametrize(
    ("question", "actors"),
    [
        ("Who is wary of the Taliban?", ("taliban",)),
        ("Which country offered sanctuary to Saleh and Massoud?", ("amrullah-saleh", "ahmad-massoud")),
        ("Which country offered sanctuary?", ("tajikistan",)),
        ("Who leads the Taliban?", ("taliban",)),
        ("What does Tajikistn eat?", ("tajikistan",)),
        ("Who published this?", ()),
        ("xyzzy", ()),
    ],
)
def test_a_follow_up_is_about_the_actors_asked_about_or_else_those_of_the_answer(
    snapshot: Snapshot, question: str, actors: tuple[str, ...]
) -> None:
    assert last_actors(snapshot.answerer.answer(question), snapshot.names, snapshot.answerer.ranker.reader) == actors


def test_many_actors_are_not_all_carried(snapshot: Snapshot) -> None:
    question = "What do China, Pakistan, Tajikistan, Syria and the Taliban share?"
    assert (
        len(last_actors(snapshot.answerer.answer(question), snapshot.names, snapshot.answerer.ranker.reader)) == CARRIED
    )


@pytest.mark.parametrize(
    ("question", "paragraph"),
    [("and Pakistan?", 7), ("why are they wary?", 2), ("what do they want?", 5)],
)
def test_a_whole_question_is_answered(snapshot: Snapshot, question: str, paragraph: int) -> None:
    answer = snapshot.answerer.answer(made_whole(snapshot, question))
    assert (answer.status, answer.excerpts[0].paragraph) == (Status.ANSWERED, paragraph)
    assert "taliban" in {actor.id for actor in answer.actors}


def made_whole(snapshot: Snapshot, question: str, last: tuple[str, ...] = LAST, *, explicit: bool = False) -> str:
    reader = snapshot.answerer.ranker.reader
    return whole_question(question, last, snapshot.knowledge.actors, reader, explicit=explicit)


@pytest.mark.parametrize("question", ["why?", "why did they?", "since when?", "Why did the Taliban?", "When, Taliban?"])
def test_a_question_that_says_nothing_but_why_or_when_is_not_taken_for_answered(
    snapshot: Snapshot, question: str
) -> None:
    answer = snapshot.answerer.answer(made_whole(snapshot, question))
    assert answer.status is Status.RELATED
    assert answer.excerpts


@pytest.mark.parametrize(
    ("question", "pronoun"),
    [
        ("Who leads it?", "it"),
        ("who hosts them?", "them"),
        ("Who is fighting him now?", "him"),
        ("What do they want?", "they"),
        ("Who is his brother?", "his"),
        ("What are Their goals?", "Their"),
        ("Why do fighters say they will move?", None),
        ("Is it true that groups move?", None),
        ("How likely is it that fighters move?", None),
        ("What did Pakistan say about its pledge?", None),
        ("Who is wary of the Taliban?", None),
        ("why did they? (Taliban)", None),
        ("", None),
    ],
)
def test_a_pronoun_that_nothing_explains_is_found(snapshot: Snapshot, question: str, pronoun: str | None) -> None:
    assert unresolved(question, snapshot.answerer.ranker.reader) == pronoun
