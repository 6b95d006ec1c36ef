"""Questions with known answers: no change may answer them worse than ``tests/golden/floors.json`` says."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bot.answers.answerer import Answerer
from bot.answers.model import Status
from bot.search.building import prepare
from bot.search.saved import open_saved
from bot.search.store import Store
from bot.terminal.evaluation import Report, answer_line, evaluate, read_questions
from bot.text import terms
from tests.material import ROOT, SOURCE, shipped, shipped_answerer

GOLDEN = ROOT / "tests" / "golden"
FLOORS: dict[str, dict[str, float]] = json.loads((GOLDEN / "floors.json").read_text(encoding="utf-8"))
FILES = tuple(f"questions_{name}.jsonl" for name in ("dev", "own", "near", "plain", "fresh"))
CEILINGS = {"answered when unanswerable", "refused when answerable"}
"""The rates of which less is better; all other figures are floors."""


@pytest.fixture(scope="module")
def reports() -> dict[str, Report]:
    return {name: evaluate(shipped_answerer(), read_questions(GOLDEN / name)) for name in FILES}


def measured(report: Report) -> dict[str, float | None]:
    return {**report.by_type["all"], **report.summary}


def test_each_file_of_questions_has_its_floors() -> None:
    figures = {"hit@1", "hit@3", "sentence@1", "actor precision", "actor recall", *CEILINGS}
    assert FLOORS.keys() == set(FILES)
    assert all(floors.keys() == figures for floors in FLOORS.values())


def test_what_the_result_is_tested_on_stands_in_no_file_that_weights_are_fitted_to() -> None:
    asked = {
        name: {" ".join(terms(row["question"])) or row["question"] for row in read_questions(GOLDEN / name)}
        for name in FILES
    }
    kept_out = asked.pop("questions_dev.jsonl")
    assert [question for questions in asked.values() for question in questions & kept_out] == []


@pytest.mark.parametrize(("name", "figure"), [(name, figure) for name, floors in FLOORS.items() for figure in floors])
def test_no_figure_is_worse_than_what_was_reached(reports: dict[str, Report], name: str, figure: str) -> None:
    value, bound = measured(reports[name])[figure], FLOORS[name][figure]
    assert value is not None
    worse = value > bound + 5e-5 if figure in CEILINGS else value < bound - 5e-5
    assert not worse, f"{figure} on {name} is {value}, was {bound}; misses:\n" + "\n".join(reports[name].misses)


@pytest.mark.parametrize("name", FILES)
def test_capitals_and_question_marks_decide_nothing(name: str) -> None:
    """Small letters may only hide a name ("us"): then an answer is less sure, never surer."""
    bolder = []
    for row in read_questions(GOLDEN / name):
        asked = row["question"][: shipped_answerer().max_question - 1]
        status = shipped_answerer().answer(asked).status
        for written in (asked.lower(), asked.lower().capitalize(), asked.rstrip("?"), asked.rstrip("?") + "?"):
            other = shipped_answerer().answer(written).status
            if other is not status and (other is Status.ANSWERED or "us" not in terms(asked)):
                bolder.append((asked, written, status, other))
    assert bolder == []


def test_what_is_saved_answers_every_question_with_the_same_bytes(tmp_path: Path) -> None:
    store = Store(tmp_path)
    saved = open_saved(store, prepare(ROOT / "knowledge", store).version)
    assert saved.knowledge == shipped()
    answerer = Answerer(saved.knowledge, indexed=saved.indexed)
    for name in FILES:
        for row in read_questions(GOLDEN / name):
            asked = row["question"]
            assert json.dumps(answerer.answer(asked).to_json()) == json.dumps(
                shipped_answerer().answer(asked).to_json()
            )


@pytest.mark.parametrize("name", FILES)
def test_gold_places_and_actors_are_of_the_shipped_knowledge(name: str) -> None:
    passages = {f"p{passage.number}": passage for passage in shipped().documents[SOURCE].passages}
    for row in read_questions(GOLDEN / name):
        assert passages.keys() >= set(row["gold_paragraphs"]), row["id"]
        for sentence in row["gold_sentences"]:
            paragraph, number = sentence[1:].split(".")
            assert 1 <= int(number) <= len(passages[f"p{paragraph}"].sentences), row["id"]
        assert shipped().actors.keys() >= {*row["gold_actors"], *row["allowed_actors"]}, row["id"]


def test_the_text_is_cut_as_the_golden_segments_are() -> None:
    document = shipped().documents[SOURCE]
    segments = json.loads((GOLDEN / "segments.json").read_text(encoding="utf-8"))
    cut = [
        (f"p{passage.number}", document.slice(passage), [document.slice(sentence) for sentence in passage.sentences])
        for passage in document.passages
    ]
    assert cut == [(p["id"], p["text"], [s["text"] for s in p["sentences"]]) for p in segments["paragraphs"]]


def test_the_golden_files_are_copies_of_the_shared_ones(shared_dir: Path) -> None:
    for name in ("questions_dev.jsonl", "segments.json"):
        if not (shared_dir / "eval" / name).is_file():
            pytest.skip(f"SHARED_DIR has no eval/{name}")
        assert (GOLDEN / name).read_bytes() == (shared_dir / "eval" / name).read_bytes()


def test_our_scores_are_those_of_the_reference(shared_dir: Path, tmp_path: Path, reports: dict[str, Report]) -> None:
    reference = shared_dir / "eval" / "evaluate.py"
    if not reference.is_file():
        pytest.skip("SHARED_DIR has no eval/evaluate.py")
    lines = (GOLDEN / FILES[0]).read_text(encoding="utf-8").splitlines()
    answers = tmp_path / "answers.jsonl"
    answers.write_text("".join(json.dumps(answer_line(shipped_answerer(), line)) + "\n" for line in lines))
    done = subprocess.run(
        [sys.executable, str(reference), str(answers), "--json"], capture_output=True, text=True, check=True, timeout=60
    )
    theirs: dict[str, Any] = json.loads(done.stdout)
    ours = reports[FILES[0]]
    for kind, scores in ours.by_type.items():
        assert scores == {name: theirs["retrieval"][kind][name] for name in scores}, kind
    assert ours.summary == {name: theirs["summary"][name] for name in ours.summary}
    assert theirs["summary"]["excerpts that are not verbatim"] == 0
    assert theirs["summary"]["questions without an answer line"] == 0
