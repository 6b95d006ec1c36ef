from __future__ import annotations

import pytest
from hypothesis import given

from bot.search.asked import Asked, asked_for, has_form
from bot.text import words
from tests.material import questions


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("Who shelters Saleh?", Asked.WHO),
        ("To whom was aid given?", Asked.WHO),
        ("Whose leader was killed?", Asked.WHO),
        ("Who's wary?", Asked.WHO),
        ("Which country offered sanctuary?", Asked.WHO),
        ("which two groups moved?", Asked.WHO),
        ("When did it happen?", Asked.WHEN),
        ("Since when?", Asked.WHEN),
        ("What year was it?", Asked.WHEN),
        ("In which month?", Asked.WHEN),
        ("What was the date of it?", Asked.WHEN),
        ("What is the place called?", Asked.WHERE),
        ("What did it say of the year?", Asked.OTHER),
        ("Where is Panjshir?", Asked.WHERE),
        ("What province is it?", Asked.WHERE),
        ("Why is China wary?", Asked.WHY),
        ("What is the reason?", Asked.OTHER),
        ("the reason for it", Asked.WHY),
        ("How many were killed?", Asked.HOW_MANY),
        ("How long did it host them?", Asked.HOW_MANY),
        ("How did it come about?", Asked.OTHER),
        ("What is the policy?", Asked.OTHER),
        ("how", Asked.OTHER),
        ("what", Asked.OTHER),
        ("Taliban", Asked.OTHER),
        ("", Asked.OTHER),
    ],
)
def test_the_question_word_says_what_is_asked_for(question: str, asked: Asked) -> None:
    assert asked_for(words(question)) is asked


@pytest.mark.parametrize(
    ("asked", "sentence", "holds"),
    [
        (Asked.WHEN, "It happened in late August.", True),
        (Asked.WHEN, "It hosted them over two decades.", True),
        (Asked.WHEN, "It can happen.", False),
        (Asked.WHY, "It left because it was dry.", True),
        (Asked.WHY, "It left.", False),
        (Asked.WHO, "The river belongs to Tajikistan.", True),
        (Asked.WHO, "the river is dry.", False),
        (Asked.WHERE, "They moved to Syria.", True),
        (Asked.WHERE, "They moved.", False),
        (Asked.OTHER, "", True),
    ],
)
def test_a_sentence_has_or_lacks_what_is_asked_for(asked: Asked, sentence: str, holds: bool) -> None:
    assert has_form(asked, sentence, words("")) is holds


@pytest.mark.parametrize(
    ("asked", "sentence"), [(Asked.WHO, "The League is in Syria."), (Asked.WHERE, "The League is in Syria.")]
)
def test_a_name_that_stands_in_the_question_is_no_answer_to_it(asked: Asked, sentence: str) -> None:
    assert has_form(asked, sentence, words("the League"))
    assert not has_form(asked, sentence, words("the League in Syria"))


@pytest.mark.parametrize(
    ("question", "sentence", "holds"),
    [
        ("What year did it happen?", "It happened in 2001.", True),
        ("In what year did it happen?", "It happened in the years before September 11.", False),
        ("In which month did it happen?", "It happened in late August.", True),
        ("In which month did it happen?", "It happened in 2001.", False),
        ("What was the date?", "It happened in late August.", True),
        ("What was the date?", "It happened over two decades.", False),
        ("On what day was it?", "It was on Monday.", True),
        ("On what day was it?", "It was last week.", False),
        ("When was it?", "It was last week.", True),
    ],
)
def test_a_year_that_is_asked_for_needs_a_year(question: str, sentence: str, holds: bool) -> None:
    text = words(question)
    assert has_form(asked_for(text), sentence, text) is holds


@given(questions(), questions())
def test_any_question_asks_for_something_and_any_sentence_has_it_or_not(question: str, sentence: str) -> None:
    text = words(question)
    assert has_form(asked_for(text), sentence, text) in {True, False}


@pytest.mark.parametrize(
    ("question", "sentence", "holds"),
    [
        ("How many men left?", "Some 12 armed men left.", True),
        ("How many men left?", "Two men left.", True),
        ("How many men left?", "The men left.", False),
        ("How many men left?", "They left in 12 boats.", False),
        ("How long did it host them?", "It hosted them over two decades.", True),
        ("How long did it host them?", "It hosted two groups.", False),
        ("How large is its footprint?", "It has a modest footprint.", True),
        ("How large is its footprint?", "It has a footprint.", False),
    ],
)
def test_a_number_counts_where_it_counts_what_was_asked_for(question: str, sentence: str, holds: bool) -> None:
    text = words(question)
    assert has_form(asked_for(text), sentence, text) is holds
