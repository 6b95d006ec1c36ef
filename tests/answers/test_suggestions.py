from __future__ import annotations

from itertools import islice

import pytest

from bot import wording
from bot.answers.answerer import SUGGESTIONS, Answerer
from bot.answers.model import Status
from bot.answers.suggestions import Suggestions, called
from bot.knowledge.actors import Actor, Fact
from bot.knowledge.predicates import PREDICATES
from tests.material import actor, knowledge_of, shipped, shipped_answerer


def test_each_question_asks_for_what_a_fact_records_and_comes_once() -> None:
    questions = list(Suggestions(shipped().actors).about(()))
    starts = {asks.partition("{")[0] for asks in wording.answers.SUGGESTIONS.values()}
    assert len(set(questions)) == len(questions) > SUGGESTIONS
    assert all(question.startswith(tuple(starts)) for question in questions)
    assert wording.answers.SUGGESTIONS.keys() <= PREDICATES.keys()


@pytest.mark.parametrize(
    ("near", "first"),
    [
        (("tajikistan",), "Who offered sanctuary to Amrullah Saleh?"),
        (("united-states",), "Who was killed in a raid by the U.S.?"),
        (("syria",), "Who moved to Syria?"),
        (("china",), "Who is an ally of Pakistan?"),
    ],
)
def test_what_is_recorded_of_actors_that_were_asked_about_comes_first(near: tuple[str, ...], first: str) -> None:
    assert next(Suggestions(shipped().actors).about(near)) == first


def test_who_is_not_known_changes_nothing() -> None:
    assert list(Suggestions(shipped().actors).about(("nobody",))) == list(Suggestions(shipped().actors).about(()))


def test_different_questions_are_offered_for_different_actors() -> None:
    offered = {
        near: tuple(islice(Suggestions(shipped().actors).about((near,)), 3)) for near in ("taliban", "china", "aqis")
    }
    assert len(set(offered.values())) == 3


@pytest.mark.parametrize(
    ("actor_id", "name"),
    [
        ("taliban", "the Taliban"),
        ("china", "China"),
        ("united-states", "the U.S."),
        ("anti-taliban-resistance", "the anti-Taliban resistance"),
    ],
)
def test_an_actor_is_called_as_the_documents_call_it(actor_id: str, name: str) -> None:
    assert called(shipped().actors[actor_id]) == name


def test_classes_and_places_are_not_suggested() -> None:
    shown = " ".join(Suggestions(shipped().actors).about(()))
    named = [a.name for a in shipped().actors.values() if a.kind in {"class", "place"} and len(a.name.split()) > 2]
    assert [name for name in named if name in shown] == []


def test_without_actors_or_relations_there_is_nothing_to_suggest() -> None:
    assert list(Suggestions({}).about(())) == []
    assert list(Suggestions({"a": actor("a", "A")}).about(("a",))) == []
    itself = Fact("f", "hosts", "asserted", (), "a")
    assert list(Suggestions({"a": Actor("a", "group", "A", facts=(itself,))}).about(())) == []


def test_what_is_suggested_is_answered() -> None:
    answerer = shipped_answerer()
    assert len(answerer.examples) == SUGGESTIONS
    for question in ("xyzzy", "", "Does Pakistan export cotton?", "x" * 3000, "Where is Jund al-Khilafah's bakery?"):
        for suggestion in answerer.answer(question).suggestions:
            assert answerer.answer(suggestion).status is Status.ANSWERED


def test_an_answer_suggests_nothing_else_and_a_refusal_does() -> None:
    answerer = shipped_answerer()
    assert answerer.answer(answerer.examples[0]).suggestions == ()
    assert answerer.answer("xyzzy").suggestions == answerer.examples
    assert Answerer(knowledge_of("A river.")).answer("xyzzy").suggestions == ()
