"""A model of sentence vectors is loaded, or one clear line says why not."""

from __future__ import annotations

import logging
import shutil
import threading
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from bot import wording
from bot.errors import ModelError
from bot.search.encoder import Encoder, find_encoder

QUESTION = "Which nation was ready to give refuge to the rebel chiefs?"
ANSWER = "Tajikistan was offering the two leaders sanctuary."
OTHER = "The price of cotton fell in the second quarter."


def told(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.getMessage() for record in caplog.records]


class TestWithoutAModel:
    def test_none_named_is_said_in_one_line(self, caplog: pytest.LogCaptureFixture) -> None:
        with caplog.at_level(logging.INFO):
            assert find_encoder(None) is None
        assert told(caplog) == ["Passages are found by words alone: SEMANTIC_MODEL names no model."]

    @pytest.mark.parametrize("name", ["./no/such/folder", "no-such-folder", "/a/b/c", "a/b/c", "../a", "https://a/b"])
    def test_what_is_no_folder_and_no_name_of_the_hub_is_not_looked_for_there(
        self, name: str, caplog: pytest.LogCaptureFixture
    ) -> None:
        assert find_encoder(name) is None
        assert told(caplog) == [wording.meaning.words_alone(name, wording.meaning.NO_FOLDER)]

    @pytest.mark.skipif(find_spec("model2vec") is not None, reason="model2vec is installed")
    @pytest.mark.parametrize("name", [".", "owner/name"])
    def test_without_the_extra_the_line_names_it(self, name: str, caplog: pytest.LogCaptureFixture) -> None:
        assert find_encoder(name) is None
        assert told(caplog) == [wording.meaning.words_alone(name, wording.meaning.NO_MODEL2VEC)]


class TestWithAModel:
    def test_it_is_named_in_one_line(self, model_dir: Path, caplog: pytest.LogCaptureFixture) -> None:
        with caplog.at_level(logging.INFO, logger="bot"):
            found = find_encoder(str(model_dir))
        assert found is not None
        assert told(caplog) == ["Passages are found by words and by meaning: model, 64 dimensions."]

    def test_it_knows_what_is_near(self, encoder: Encoder) -> None:
        question, answer, other = encoder.encode([QUESTION, ANSWER, OTHER])
        assert question @ answer > question @ other

    def test_a_question_in_another_language_is_near_its_answer(self, encoder: Encoder) -> None:
        russian, answer, other = encoder.encode(["Какая страна предложила лидерам убежище?", ANSWER, OTHER])
        assert russian @ answer > russian @ other

    def test_vectors_have_length_1_or_0(self, encoder: Encoder) -> None:
        vectors = encoder.encode([QUESTION, "", "\ud800", ANSWER * 1000])
        assert np.linalg.norm(vectors, axis=1) == pytest.approx([1, 0, 1, 1], abs=1e-5)

    def test_the_same_text_has_the_same_vector_alone_and_among_others(self, encoder: Encoder) -> None:
        assert (encoder.encode([QUESTION])[0] == encoder.encode([ANSWER, QUESTION, OTHER])[1]).all()

    def test_texts_that_have_nothing_to_do_with_each_other_are_around_0(self, encoder: Encoder) -> None:
        question, answer, other = encoder.encode([QUESTION, ANSWER, OTHER])
        similar = encoder.similarity(np.array([question @ answer, question @ other]))
        assert similar[0] > 1.5 > abs(similar[1])

    def test_words_that_mean_the_same_are_near_and_others_around_0(self, encoder: Encoder) -> None:
        asked, said, other = encoder.encode(["founded", "established", "cotton"])
        near, far = encoder.similarity_of_words(np.array([asked @ said, asked @ other]))
        assert near > 2 > abs(far)

    def test_the_different_parts_of_a_text_have_length_1(self, encoder: Encoder) -> None:
        for text, fewest in ((QUESTION, 10), ("", 0), ("\ud800", 1), (ANSWER, 7)):
            parts = encoder.encode_parts(text)
            assert parts.shape[0] >= fewest
            assert parts.shape[1] == encoder.dimensions
            assert np.linalg.norm(parts, axis=1) == pytest.approx(1, abs=1e-5)

    def test_parts_are_the_same_however_often_a_text_has_them(self, encoder: Encoder, model_dir: Path) -> None:
        first = encoder.encode_parts(f"{ANSWER} {OTHER}")
        assert (Encoder(model_dir).encode_parts(f"{ANSWER} {OTHER} {ANSWER} {OTHER}") == first).all()
        assert (encoder.encode_parts(f"{ANSWER} {OTHER}") == first).all()

    def test_threads_may_share_it(self, encoder: Encoder) -> None:
        expected = encoder.encode([QUESTION])
        found: list[bool] = []

        def work() -> None:
            found.extend(bool((encoder.encode([QUESTION]) == expected).all()) for _ in range(50))

        threads = [threading.Thread(target=work) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert found == [True] * 200

    def test_its_identity_is_that_of_its_files(self, model_dir: Path, encoder: Encoder, tmp_path: Path) -> None:
        copy = Path(shutil.copytree(model_dir, tmp_path / "copy"))
        assert Encoder(copy).identity == encoder.identity
        config = copy / "config.json"
        config.write_text(config.read_text() + "\n")
        assert Encoder(copy).identity != encoder.identity

    @pytest.mark.parametrize("name", ["config.json", "model.safetensors", "tokenizer.json"])
    @pytest.mark.parametrize("content", [None, b"", b"{}", b"\xff\x00"])
    def test_a_damaged_model_is_refused(
        self, model_dir: Path, tmp_path: Path, name: str, content: bytes | None
    ) -> None:
        if (name, content) == ("config.json", b"{}"):
            pytest.skip("nothing in there is needed")
        copy = Path(shutil.copytree(model_dir, tmp_path / "copy"))
        (copy / name).unlink()
        if content is not None:
            (copy / name).write_bytes(content)
        with pytest.raises(ModelError, match="it is not a model of model2vec's kind"):
            Encoder(copy)

    def test_a_name_of_the_hub_that_cannot_be_had_is_one_line(
        self, model_dir: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
    ) -> None:
        monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
        assert find_encoder("owner/no-such-model") is None
        (line,) = told(caplog)
        start = "SEMANTIC_MODEL: owner/no-such-model cannot be used: there is no such folder, and no such model"
        assert line.startswith(start)
        assert line.endswith("Passages are found by words alone.")
