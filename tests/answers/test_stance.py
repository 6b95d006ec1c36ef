from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.stance import CAUTION, Stance, stance_of
from bot.knowledge.actors import Fact
from bot.knowledge.model import Hedges
from tests.material import shipped

HEDGES = Hedges(("may", "a possibility"), ("reportedly", "is said"))


def fact(stance: str, hedge: str | None = None, condition: str | None = None) -> Fact:
    return Fact("f", "goal", stance, (), hedge=hedge, condition=condition)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("It left.", Stance()),
        ("It may leave.", Stance("possible", "may")),
        ("May it leave?", Stance("possible", "May")),
        ("It left in May.", Stance()),
        ("It left, reportedly.", Stance("reported", "reportedly")),
        ("Reportedly it left.", Stance("reported", "Reportedly")),
        ("“Reportedly it left.”", Stance("reported", "Reportedly")),
        ("(REPORTEDLY it left.)", Stance("reported", "REPORTEDLY")),
        ("It is  said to leave.", Stance("reported", "is  said")),
        ("It is\nsaid to leave.", Stance("reported", "is\nsaid")),
        ("It reportedly may leave.", Stance("possible", "may")),
        ("There is a possibility.", Stance("possible", "a possibility")),
        ("It dismayed them.", Stance()),
        ("", Stance()),
    ],
)
def test_hedge_words_of_the_sentence_speak(sentence: str, expected: Stance) -> None:
    assert stance_of(sentence, (), HEDGES) == expected


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ([fact("asserted")], None),
        ([fact("asserted"), fact("assessed")], "assessed"),
        ([fact("assessed"), fact("reported")], "reported"),
        ([fact("reported"), fact("stated")], "stated"),
        ([fact("stated"), fact("possible")], "possible"),
    ],
)
def test_the_more_cautious_fact_wins(facts: list[Fact], expected: str | None) -> None:
    assert stance_of("It left.", facts, HEDGES).name == expected


@pytest.mark.parametrize("stance", ["asserted", "assessed"])
def test_a_fact_never_strengthens_a_hedged_sentence(stance: str) -> None:
    assert stance_of("It may leave.", [fact(stance)], HEDGES) == Stance("possible", "may")


def test_the_facts_own_hedge_goes_before_the_lists() -> None:
    told = stance_of("It reportedly left if it could.", [fact("reported", "reportedly left", "if it could")], HEDGES)
    assert told == Stance("reported", "reportedly left", "if it could")


def test_words_of_a_fact_that_stand_in_another_sentence_are_not_told_of_this_one() -> None:
    assert stance_of("It left.", [fact("possible", "may", "if it could")], HEDGES) == Stance("possible")


def test_without_a_hedge_list_only_facts_speak() -> None:
    assert stance_of("It may leave.", (), Hedges()) == Stance()
    assert stance_of("It may leave.", [fact("stated")], Hedges()) == Stance("stated")


def rank(stance: str | None) -> int:
    return CAUTION.index(stance) if stance in CAUTION else len(CAUTION)


@given(
    st.lists(st.sampled_from(["It", "may", "left", "reportedly", "is said", "May"]), max_size=6).map(" ".join),
    st.lists(st.sampled_from([*CAUTION, "asserted"]).map(fact), max_size=4),
)
def test_more_facts_only_ever_weaken(sentence: str, facts: list[Fact]) -> None:
    alone = stance_of(sentence, (), HEDGES)
    told = stance_of(sentence, facts, HEDGES)
    assert rank(told.name) == min([rank(alone.name), *(rank(f.stance) for f in facts)])
    assert told.name != "asserted"


def test_every_shipped_fact_with_a_hedge_weakens_the_sentences_it_rests_on() -> None:
    for actor in shipped().actors.values():
        for one in actor.facts:
            if one.stance != "asserted":
                told = stance_of(one.sources[0].quote, [one], shipped().hedges)
                assert rank(told.name) <= rank(one.stance), (actor.id, one.id)
