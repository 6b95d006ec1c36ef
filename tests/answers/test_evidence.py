from __future__ import annotations

import math
from dataclasses import astuple, fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.evidence import Evidence, Weights, weigh
from bot.answers.facts import FactFinder
from bot.knowledge.actors import Actor
from bot.search.names import Names
from bot.search.ranking import Ranker
from bot.terminal.evaluation import read_questions
from tests.material import ROOT, actor, knowledge_of, questions, shipped_answerer, texts

NAMES = [field.name for field in fields(Evidence)]


def evidence(question: str, *documents: str, actors: tuple[Actor, ...] = ()) -> Evidence | None:
    knowledge = knowledge_of(*documents, actors=(actor("order", "Order"), *actors))
    ranker = Ranker(knowledge, Names(knowledge.actors))
    query = ranker.reader.read(question)
    return weigh(query, ranker.rank(query), ranker, FactFinder(knowledge.actors))


def confidence(question: str, *documents: str) -> float:
    found = evidence(question, *documents)
    assert found is not None
    return Weights.shipped().confidence(found)


@pytest.mark.parametrize("question", ["tower", "", "who is it"])
def test_without_a_hit_there_is_nothing_to_weigh(question: str) -> None:
    assert evidence(question, "A river.") is None
    assert evidence(question) is None


@given(st.lists(texts(), max_size=2), questions())
def test_every_feature_is_a_finite_number_that_is_not_negative(documents: list[str], question: str) -> None:
    found = evidence(question, *documents)
    if found is not None:
        assert all(0 <= value < math.inf for value in astuple(found)), found
        assert 0 < Weights.shipped().confidence(found) < 1


def test_the_shipped_weights_are_those_of_the_features() -> None:
    shipped = Weights.shipped()
    assert shipped.features.keys() <= set(NAMES)
    assert 0 < shipped.threshold < 1


@given(st.sampled_from(NAMES), st.floats(-1e9, 1e9), st.floats(0, 1), st.floats(0, 1))
def test_a_feature_moves_confidence_the_way_of_its_weight(name: str, weight: float, low: float, high: float) -> None:
    weights = Weights(0.0, 0.5, {name: weight})
    blank = dict.fromkeys(NAMES, 0.0)
    first, second = (weights.confidence(Evidence(**{**blank, name: value})) for value in sorted((low, high)))
    assert 0 <= min(first, second) <= max(first, second) <= 1
    assert (second - first) * weight >= 0


def test_all_of_the_question_in_one_sentence_is_surer_than_half_of_it() -> None:
    text = "The stone bridge crosses the river.\n\nThe tower is old.\n\nA league of walls."
    assert confidence("stone bridge river", text) > confidence("stone bridge harbour market", text)


def test_a_question_whose_every_word_is_answered_is_answered_and_one_that_only_touches_is_not() -> None:
    answerer = shipped_answerer()
    covered = answerer.answer("Which country offered sanctuary to Saleh and Massoud?")
    touched = answerer.answer("How many helicopters did Pakistan sell to Tajikistan's navy in Doha?")
    assert covered.confidence > touched.confidence
    assert (covered.status.value, touched.status.value) == ("answered", "related")


@pytest.mark.parametrize("name", ["dev", "own", "near", "plain", "fresh"])
def test_a_word_that_no_document_uses_never_makes_an_answer_surer(name: str) -> None:
    answerer = shipped_answerer()
    surer = [
        row["question"]
        for row in read_questions(ROOT / "tests" / "golden" / f"questions_{name}.jsonl")
        if answerer.answer(f"{row['question']} zzqqx").confidence > answerer.answer(row["question"]).confidence
        and len(row["question"]) < answerer.max_question - 10
    ]
    assert surer == []


@pytest.mark.parametrize(
    "question",
    ["Who is the president of Uzbekistan?", "Who leads Uzbekistan?", "who leads uzbekistan", "What is Uzbekistan?"],
)
def test_a_state_that_stands_only_in_the_name_of_a_group_is_not_answered_about(question: str) -> None:
    assert shipped_answerer().answer(question).status.value == "related"


def test_what_a_group_named_after_a_state_did_is_answered() -> None:
    assert shipped_answerer().answer("Who hosted the Islamic Movement of Uzbekistan?").status.value == "answered"


def told(question: str, *documents: str, actors: tuple[Actor, ...] = ()) -> Evidence:
    found = evidence(question, *documents, actors=actors)
    assert found is not None
    return found


def test_what_is_asked_for_first_counts_most_where_it_is_missing() -> None:
    text = "The stone bridge crosses the river.\n\nThe harbour and the tower are old."
    first, last = told("harbour near stone bridge", text), told("stone bridge near harbour", text)
    assert first.early_missing > last.early_missing > 0
    assert first.unnamed_missing == pytest.approx(last.unnamed_missing)


def test_where_an_actor_is_named_only_strange_words_that_stand_apart_from_it_count() -> None:
    text = "The Order crosses the stone bridge."
    assert told("Who xylophoned the Order stone bridge?", text).strange_of_many == 0
    assert told("Did the Order cross bridge xylophones?", text).strange_of_many > 0


def test_a_word_that_begins_alike_counts_where_the_word_itself_is_missing() -> None:
    assert told("legality of the bridge", "The bridge is legalised.").alike_of_many > 0
    assert told("bridge and river", "The bridge and the river.").alike_of_many == 0


def test_who_is_named_before_the_actor_asked_about_counts() -> None:
    asked = "What does the Order guard?"
    others = (actor("guild", "Guild"),)
    assert told(asked, "The Guild and the Order guard a bridge.", actors=others).other_of_many > 0
    assert told(asked, "The Order and the Guild guard a bridge.", actors=others).other_of_many == 0
