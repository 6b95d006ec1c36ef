from __future__ import annotations

import json

import pytest

from bot.answers.model import CONTRACT, Reason, Status
from tests.material import ODD_QUESTIONS, SANCTUARY, shipped_answerer

ANSWER = set(
    "contract question status reason message confidence excerpts actors metadata unknown_terms missing_terms "
    "also_searched knowledge_version bot_version receipt".split()
)
EXCERPT = set(
    "rank document title publisher published url paragraph text window answer start end stance hedge score "
    "found_by".split()
)
ACTOR = {"id", "name", "kind", "facts"}
FACT = set("id predicate object object_name value negated condition stance hedge speaker time sources".split())
SOURCE = {"document", "paragraph", "quote", "start", "end"}


@pytest.mark.parametrize("question", [SANCTUARY, "Who published this?", "xyzzy", "", "x" * 3000])
def test_the_contracts_fields_are_all_there(question: str) -> None:
    told = shipped_answerer().answer(question).to_json()
    assert told.keys() >= ANSWER
    assert told["contract"] == CONTRACT == 1
    assert all(excerpt.keys() >= EXCERPT for excerpt in told["excerpts"])
    for actor in told["actors"]:
        assert actor.keys() >= ACTOR
        for fact in actor["facts"]:
            assert fact.keys() >= FACT
            assert all(source.keys() == SOURCE for source in fact["sources"])
    assert all(datum.keys() == {"document", "field", "value"} for datum in told["metadata"])


@pytest.mark.parametrize("question", [SANCTUARY, *ODD_QUESTIONS.values()])
def test_an_answer_is_json_and_back_the_same(question: str) -> None:
    told = shipped_answerer().answer(question).to_json()
    back = json.loads(json.dumps(told))
    assert back == json.loads(json.dumps(back))
    assert back["status"] in {status.value for status in Status}
    assert back["reason"] in {None, *(reason.value for reason in Reason)}
    assert back["question"] == question
