from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bot.answers.answerer import Answerer
from bot.answers.evidence import Weights
from bot.errors import QuestionFileError
from bot.terminal.evaluation import answer_line, auroc, evaluate, read_questions, sentence_id
from tests.material import actor, knowledge_of

TEXT = "The river is dry. The bridge fell.\n\nThe Blue Order left. A tower stands."
KNOWLEDGE = knowledge_of(TEXT, actors=(actor("blue", "Blue Order"), actor("red", "Red Order")))
ANSWERS = Answerer(KNOWLEDGE, weights=Weights(50.0, 0.5, {}))
REFUSES = Answerer(KNOWLEDGE, weights=Weights(-50.0, 0.5, {}))


def row(**given: Any) -> dict[str, Any]:
    blank: dict[str, Any] = {
        "id": "q",
        "question": "Which bridge fell?",
        "type": "factoid",
        "expected": "answer",
        "gold_paragraphs": ["p1"],
        "gold_sentences": ["s1.2"],
        "best_sentence": "s1.2",
        "gold_actors": [],
        "allowed_actors": [],
    }
    return {**blank, **given}


def test_a_right_answer_scores_full_marks() -> None:
    scores = evaluate(ANSWERS, [row()]).by_type
    assert scores["all"] == scores["factoid"]
    assert scores["all"] == {
        "rows": 1, "hit@1": 1, "hit@3": 1, "mrr": 1, "sentence@1": 1, "best@1": 1, "answered": 1,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        ({"gold_sentences": ["s1.1"]}, {"sentence@1"}),
        ({"best_sentence": "s1.1"}, {"best@1"}),
        ({"best_sentence": "s1.1", "equal_best": ["s1.2"]}, set()),
        ({"best_sentence": "s1.1", "equal_best": None}, {"best@1"}),
        ({"gold_paragraphs": ["p2"]}, {"hit@1", "hit@3", "mrr"}),
        ({"question": "xyzzy"}, {"hit@1", "hit@3", "mrr", "sentence@1", "best@1", "answered"}),
    ],
)
def test_each_figure_tells_one_thing(given: dict[str, Any], wrong: set[str]) -> None:
    scores = evaluate(ANSWERS, [row(**given)]).by_type["all"]
    assert {name for name, value in scores.items() if value == 0} == wrong


def test_a_second_place_counts_half() -> None:
    scores = evaluate(ANSWERS, [row(question="river bridge or tower", gold_paragraphs=["p2"])]).by_type["all"]
    assert (scores["hit@1"], scores["hit@3"], scores["mrr"]) == (0, 1, 0.5)


def test_a_related_answer_finds_but_does_not_answer() -> None:
    scores = evaluate(REFUSES, [row()]).by_type["all"]
    assert (scores["hit@1"], scores["answered"]) == (1, 0)


def test_both_abstention_rates_are_given_and_either_rows_left_out() -> None:
    rows = [
        row(),
        row(id="x", question="river tower", expected="abstain", type="unans_ontopic"),
        row(id="y", question="?!", expected="reject", type="adversarial"),
        row(id="z", question="river", expected="either", type="adversarial"),
    ]
    answering, refusing = evaluate(ANSWERS, rows), evaluate(REFUSES, rows)
    assert answering.summary["answered when unanswerable"] == 0.5
    assert answering.summary["refused when answerable"] == 0
    assert refusing.summary["answered when unanswerable"] == 0
    assert refusing.summary["refused when answerable"] == 1
    assert [miss.split()[0] for miss in answering.misses] == ["x"]
    assert list(answering.by_type) == ["all", "factoid"]


def test_actors_are_scored_over_all_rows_together() -> None:
    rows = [
        row(question="What of the Blue Order?", gold_actors=["blue", "red"], allowed_actors=["blue"]),
        row(id="r", question="Did the Red Order see the river?", gold_actors=[], allowed_actors=[]),
    ]
    summary = evaluate(ANSWERS, rows).summary
    assert (summary["actor precision"], summary["actor recall"]) == (0.5, 0.5)


def test_without_rows_to_refuse_there_is_no_auroc() -> None:
    report = evaluate(ANSWERS, [row()])
    assert report.summary["AUROC of confidence"] is None
    assert json.loads(json.dumps(report.to_json()))["retrieval"]["all"]["rows"] == 1


@pytest.mark.parametrize(
    ("positive", "negative", "expected"),
    [([1.0], [0.0], 1.0), ([0.0], [1.0], 0.0), ([0.5], [0.5], 0.5), ([1.0, 0.0], [0.5], 0.5), ([], [1.0], None)],
)
def test_auroc_is_the_chance_of_a_right_order(
    positive: list[float], negative: list[float], expected: float | None
) -> None:
    assert auroc(positive, negative) == expected


def test_a_sentence_is_known_by_where_its_answer_starts() -> None:
    excerpt = ANSWERS.answer("Where is the tower?").excerpts[0]
    assert sentence_id(excerpt, ANSWERS) == "s2.2"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "there is no such file."),
        (b"\xff", "cannot be read as UTF-8 text"),
        (b"", "holds no question."),
        (b"\n \n", "holds no question."),
        (b"\n{", ":2: not JSON"),
        (b"[" * 100_000, ":1: not JSON"),
        (b"[]", ":1: not a JSON object."),
        (b'{"id": "a", "type": "b"}', ":1: lacks question, expected, gold_paragraphs"),
        (json.dumps(row(question=5, id=1)).encode(), ":1: id, question must be text."),
        (json.dumps(row(gold_paragraphs=None)).encode(), ":1: gold_paragraphs must be a list of texts."),
        (json.dumps(row(gold_actors=[1])).encode(), ":1: gold_actors must be a list of texts."),
        ((json.dumps(row()) + "\n" + json.dumps(row())).encode(), ":2: the id 'q' stands twice."),
    ],
)
def test_a_file_that_is_none_of_questions_is_told_with_its_line(
    tmp_path: Path, content: bytes | None, message: str
) -> None:
    path = tmp_path / "questions.jsonl"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(QuestionFileError) as raised:
        read_questions(path)
    assert raised.value.sentence.startswith(str(path))
    assert message in raised.value.sentence


def test_a_line_separator_within_a_question_does_not_cut_it(tmp_path: Path) -> None:
    path = tmp_path / "questions.jsonl"
    path.write_text(json.dumps(row(question="a\u2028b\x85c"), ensure_ascii=False), encoding="utf-8")
    assert [r["question"] for r in read_questions(path)] == ["a\u2028b\x85c"]


def test_a_line_is_answered_under_its_id() -> None:
    told = answer_line(ANSWERS, '{"id": "a", "question": "Which bridge fell?"}')
    assert (told["id"], told["status"]) == ("a", "answered")


@pytest.mark.parametrize("line", ["not json", "[1]", '{"id": "a"}', '{"id": "a", "question": 5}'])
def test_a_line_that_asks_nothing_is_told_what_it_should_be(line: str) -> None:
    told = answer_line(ANSWERS, line)
    assert (told["status"], told["reason"]) == ("rejected", "empty")
    assert told["message"] == "This line is no JSON object with an id and a question, so nothing was asked."
    assert answer_line(ANSWERS, '{"id": "a", "question": "?!"}')["message"].startswith("There is nothing to search for")
