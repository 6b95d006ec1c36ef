"""The weights are fitted the same from the same data, and no feature speaks against its sense."""

from __future__ import annotations

import json
import math
from dataclasses import fields
from typing import TYPE_CHECKING, Any

import pytest

from benchmarks import calibrate
from benchmarks.logistic import cross_validated, fit
from benchmarks.rows import FOLDS, Row, Without
from bot.answers.evidence import BY_MEANING_ALONE, SIGNS, Evidence, Weights
from bot.search.names import Names
from bot.search.ranking import Ranker
from tests.material import knowledge_of

if TYPE_CHECKING:
    from pathlib import Path

PARAGRAPHS = {
    "dev/Rivers/0": "The Danube flows through ten countries. It ends in the Black Sea.",
    "dev/Rivers/1": "The Nile floods in late summer. Farmers wait for its silt.",
    "dev/Bridges/0": "Engineers closed the bridge because its cables had rusted.",
    "dev/Bridges/1": "The bridge of Mostar was rebuilt in 2004 with stones from the river.",
    "dev/Snow/0": "Avalanches kill some hundred people each winter.",
}
QUESTIONS = {
    "dev/Rivers/0": "How many countries does the Danube flow through?",
    "dev/Rivers/1": "What do farmers wait for?",
    "dev/Bridges/0": "Why did engineers close the bridge?",
    "dev/Bridges/1": "When was the bridge of Mostar rebuilt?",
    "dev/Snow/0": "How many people do avalanches kill?",
}


def write_collection(folder: Path, texts: dict[str, str], questions: dict[str, str]) -> None:
    def lines(rows: list[dict[str, str]]) -> str:
        return "".join(json.dumps(row) + "\n" for row in rows)

    folder.mkdir()
    (folder / "corpus.jsonl").write_text(lines([{"_id": name, "text": text} for name, text in texts.items()]))
    (folder / "queries.jsonl").write_text(lines([{"_id": f"q{name}", "text": q} for name, q in questions.items()]))
    (folder / "qrels.tsv").write_text("query\tpassage\tgain\n" + "".join(f"q{name}\t{name}\t1\n" for name in questions))


@pytest.fixture(scope="module")
def collections(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("ir")
    write_collection(folder / "squad2", PARAGRAPHS, QUESTIONS)
    write_collection(folder / "scifact", {"1": "Aspirin thins the blood."}, {"1": "What thins the blood?"})
    return folder


@pytest.fixture(scope="module")
def told(collections: Path) -> dict[str, Any]:
    return calibrate.calibrate(collections, None)


def test_the_same_data_give_the_same_weights(collections: Path, told: dict[str, Any]) -> None:
    assert calibrate.calibrate(collections, None) == told


def test_what_is_fitted_can_be_used_and_no_feature_speaks_against_its_sense(told: dict[str, Any]) -> None:
    weights = Weights(**told["model"])
    assert 0 < weights.threshold < 1
    assert {*weights.features} == {field.name for field in fields(Evidence)} - BY_MEANING_ALONE
    for name, weight in weights.features.items():
        assert math.isfinite(weight)
        assert weight * SIGNS.get(name, 0) >= 0
    assert told["rows"] > 3 * len(QUESTIONS)
    assert all(0 <= figure <= 1 for figure in told["cross-validated"].values())


def row(*, answerable: bool, fold: int = 0, group: str = "golden", **features: float) -> Row:
    blank = {field.name: 0.0 for field in fields(Evidence)}
    return Row(group, Evidence(**{**blank, **features}), answerable, 1.0, fold)


def test_a_feature_that_the_data_turn_round_is_left_out() -> None:
    rows = [row(answerable=yes, untold=float(yes), actors_missing=float(not yes)) for yes in (True, False)] * 20
    found = dict(zip((field.name for field in fields(Evidence)), fit(rows)[1:], strict=True))
    assert found["untold"] == 0.0
    assert found["actors_missing"] < 0


def test_the_threshold_refuses_as_many_as_may_be() -> None:
    rows = [
        row(answerable=yes, fold=at % FOLDS, actors_missing=at / 45 if yes else 1.0)
        for at in range(45)
        for yes in (True, False)
    ]
    least = calibrate.threshold_of(rows)
    right = [c for c, one in zip(cross_validated(rows).tolist(), rows, strict=True) if one.answerable]
    assert sum(c < least for c in right) == len(right) / 9


def test_what_is_taken_out_is_in_no_passage() -> None:
    knowledge = knowledge_of("A river.\n\nA bridge.\n\nA river with a bridge.")
    ranker = Ranker(knowledge, Names({}, {}))
    without = Without(ranker, [1, 2])
    river, bridge = ranker.reader.read("river or bridge").concepts
    assert ranker.speaks_of(bridge)
    assert without.speaks_of(river)
    assert not without.speaks_of(bridge)
    assert without.worth(bridge) == ranker.index.idf("") > ranker.worth(bridge)
    hits = without.left(without.rank(without.reader.read("river or bridge")))
    assert [hit.unit.passage.number for hit in hits] == [1]
