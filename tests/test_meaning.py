"""Finding by meaning with a real model: as good as it was, and nothing changes for whoever does without."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.answers.answerer import Answerer
from bot.answers.evidence import BY_MEANING_ALONE, Weights
from bot.answers.model import BY_MEANING, Status
from bot.errors import IndexingError
from bot.search.encoder import Encoder
from bot.snapshot import SnapshotStore
from bot.terminal.evaluation import Report, evaluate, read_questions
from tests.knowledge.folder import KnowledgeFolder
from tests.material import ROOT, shipped, shipped_answerer
from tests.search.tiny import TinyEncoder

GOLDEN = ROOT / "tests" / "golden"
DEV = GOLDEN / "questions_dev.jsonl"
RUSSIAN = "Какая страна была готова дать убежище лидерам?"


@pytest.fixture(scope="module")
def answerer(encoder: Encoder) -> Answerer:
    return Answerer(shipped(), encoder=encoder)


@pytest.fixture(scope="module")
def report(answerer: Answerer) -> Report:
    return evaluate(answerer, read_questions(DEV))


class TestWithAModel:
    def test_it_ranks_better_than_words_alone(self, report: Report) -> None:
        assert report.by_type["all"]["hit@1"] >= 0.9
        assert report.by_type["all"]["hit@3"] >= 0.96

    def test_it_answers_no_more_of_what_has_no_answer(self, report: Report) -> None:
        alone = evaluate(shipped_answerer(), read_questions(DEV))
        with_model, without = (r.summary["answered when unanswerable"] for r in (report, alone))
        assert with_model is not None
        assert without is not None
        assert with_model <= without

    def test_a_question_in_russian_finds_the_english_passage(self, answerer: Answerer) -> None:
        answer = answerer.answer(RUSSIAN)
        assert answer.status in {Status.RELATED, Status.ANSWERED}
        assert 6 in [excerpt.paragraph for excerpt in answer.excerpts[:3]]
        assert {excerpt.found_by for excerpt in answer.excerpts} == {BY_MEANING}

    def test_the_same_question_gets_the_same_answer(self, answerer: Answerer, encoder: Encoder) -> None:
        again = Answerer(shipped(), encoder=encoder)
        for row in read_questions(DEV)[:20]:
            assert json.dumps(answerer.answer(row["question"]).to_json()) == json.dumps(
                again.answer(row["question"]).to_json()
            )

    def test_a_reload_builds_with_the_model_in_a_process_of_its_own(
        self, model_dir: Path, encoder: Encoder, tmp_path: Path
    ) -> None:
        folder = KnowledgeFolder(tmp_path / "knowledge")
        store = SnapshotStore(folder.path, tmp_path / "cache", encoder=Encoder(model_dir))
        store.load()
        folder.write("documents/more.md", "---\ntitle: More\npublisher: Office\n---\nThe cash is gone.\n")
        assert store.reload()
        assert store.current is not None
        assert store.current.model == "model"
        assert not store.reload()

    def test_the_command_line_tells_what_it_ranks_by(self, model_dir: Path) -> None:
        done = subprocess.run(
            [sys.executable, "-m", "bot", "check"],
            cwd=ROOT,
            env={**os.environ, "SEMANTIC_MODEL": str(model_dir)},
            capture_output=True,
            text=True,
            check=True,
            timeout=120,
        )
        assert done.stdout.splitlines()[-1] == "passages are ranked by words and meaning (model)"


class TestWithout:
    def test_no_feature_of_meaning_has_a_weight(self) -> None:
        assert BY_MEANING_ALONE.isdisjoint(Weights.shipped().features)
        assert Weights.shipped(by_meaning=True).features.keys() >= BY_MEANING_ALONE

    def test_every_answer_is_found_by_words(self) -> None:
        for row in read_questions(DEV):
            assert {excerpt.found_by for excerpt in shipped_answerer().answer(row["question"]).excerpts} <= {("words",)}

    def test_nothing_of_it_is_imported(self) -> None:
        code = "import sys, bot.__main__; sys.exit(bool({'model2vec', 'tokenizers'} & set(sys.modules)))"
        assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False, timeout=60).returncode == 0

    def test_a_model_that_cannot_be_loaded_is_one_line_and_answers_go_on(self, tmp_path: Path) -> None:
        done = subprocess.run(
            [sys.executable, "-m", "bot", "ask", "--cache", str(tmp_path), "Who leads the Taliban?"],
            cwd=ROOT,
            env={**os.environ, "SEMANTIC_MODEL": "./no-model"},
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
        )
        assert done.stderr.count("\n") == 1
        assert done.stderr.startswith("SEMANTIC_MODEL: ./no-model cannot be used: there is no such folder")
        assert done.stdout


def test_the_last_good_knowledge_is_served_after_the_model_has_changed(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    folder = KnowledgeFolder(tmp_path / "knowledge")
    SnapshotStore(folder.path, tmp_path / "cache", encoder=TinyEncoder("a")).load()
    folder.write("actors/blue.yaml", "kind: [group\n")
    store = SnapshotStore(folder.path, tmp_path / "cache", encoder=TinyEncoder("b"))
    with caplog.at_level(logging.CRITICAL):
        store.load()
    assert store.current is not None
    assert store.current.model is None


def test_a_model_that_changed_since_the_start_is_told(tmp_path: Path) -> None:
    folder = KnowledgeFolder(tmp_path / "knowledge")
    encoder = TinyEncoder()
    encoder.folder = tmp_path / "no-model"
    store = SnapshotStore(folder.path, tmp_path / "cache", encoder=encoder)
    store.load()
    folder.write("documents/more.md", "---\ntitle: More\npublisher: Office\n---\nThe cash is gone.\n")
    with pytest.raises(IndexingError, match="start the bot again"):
        store.reload()
    assert store.current is not None
    assert store.current.model == "tiny"
