from __future__ import annotations

from bot.answers.answerer import SUGGESTIONS, Answerer
from bot.answers.model import Status
from bot.answers.suggestions import candidates
from bot.knowledge.actors import Actor, Fact
from bot.knowledge.predicates import PREDICATES
from tests.material import actor, knowledge_of, shipped, shipped_answerer


def test_each_question_asks_who_stands_in_a_recorded_relation_and_comes_once() -> None:
    questions = list(candidates(shipped().actors, ()))
    names = {a.id: a.name for a in shipped().actors.values()}
    recorded = {
        f"Who {PREDICATES[f.predicate].wording} {names[f.object]}?"
        for a in shipped().actors.values()
        for f in a.facts
        if f.object and not f.negated and not f.derived
    }
    assert len(set(questions)) == len(questions) > SUGGESTIONS
    assert set(questions) <= recorded


def test_what_is_recorded_of_actors_that_were_asked_about_comes_first() -> None:
    assert next(candidates(shipped().actors, ("tajikistan",))) == "Who shelters Amrullah Saleh?"
    assert list(candidates(shipped().actors, ("nobody",))) == list(candidates(shipped().actors, ()))


def test_classes_and_places_are_not_suggested() -> None:
    shown = " ".join(candidates(shipped().actors, ()))
    named = [a.name for a in shipped().actors.values() if a.kind in {"class", "place"} and len(a.name.split()) > 2]
    assert [name for name in named if name in shown] == []


def test_without_actors_or_relations_there_is_nothing_to_suggest() -> None:
    assert list(candidates({}, ())) == []
    assert list(candidates({"a": actor("a", "A")}, ("a",))) == []
    itself = Fact("f", "hosts", "asserted", (), "a")
    assert list(candidates({"a": Actor("a", "group", "A", facts=(itself,))}, ())) == []


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
