"""Passages are found by what they mean, beside and without the words of the question."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import bot.search.meaning
from bot.answers.answerer import Answerer
from bot.answers.evidence import weigh
from bot.answers.model import Status
from bot.errors import SavedIndexError
from bot.search.building import prepare
from bot.search.meaning import Meaning, mixed
from bot.search.names import Names
from bot.search.ranking import Hit, Ranker
from bot.search.saved import find_saved, open_saved
from bot.search.store import Store
from bot.text import terms
from tests.knowledge.folder import KnowledgeFolder
from tests.material import ODD_QUESTIONS, knowledge_of, questions, texts
from tests.search.tiny import TinyEncoder

VILLAGE = "The village was poor. Nobody came.\n\nThe neighbours gave sanctuary to the leaders.\n\nThe stream is dry."
SANCTUARY = "Who took the chiefs in and gave asylum?"


@pytest.fixture
def folder(tmp_path: Path) -> KnowledgeFolder:
    return KnowledgeFolder(tmp_path / "knowledge")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "cache")


def ranker(*documents: str, encoder: TinyEncoder | None = None) -> Ranker:
    knowledge = knowledge_of(*documents)
    return Ranker(knowledge, Names({}, ()), encoder=encoder or TinyEncoder(), mix=0.4)


def ask(asked: Ranker, question: str, limit: int = 10) -> list[Hit]:
    return asked.rank(asked.reader.read(question), limit)


def said(hit: Hit) -> str:
    return hit.unit.document.slice(hit.unit.sentences[hit.answer])


class TestFinding:
    def test_a_sentence_that_shares_no_word_is_found_by_meaning(self) -> None:
        (hit,) = ask(ranker(VILLAGE), "refuge for chiefs")
        assert said(hit) == "The neighbours gave sanctuary to the leaders."
        assert hit.found_by == ("meaning",)

    def test_what_shares_words_as_well_is_found_by_both(self) -> None:
        found = {said(hit): hit.found_by for hit in ask(ranker(VILLAGE), "refuge for the leaders of the village")}
        assert found["The neighbours gave sanctuary to the leaders."] == ("words", "meaning")
        assert found["The village was poor."] == ("words",)

    def test_what_is_far_and_shares_no_word_is_not_found(self) -> None:
        assert ask(ranker(VILLAGE), "cash") == []

    def test_without_an_encoder_words_alone_find(self) -> None:
        knowledge = knowledge_of(VILLAGE)
        alone = Ranker(knowledge, Names({}, ()))
        assert ask(alone, "refuge for chiefs") == []
        assert [hit.found_by for hit in ask(alone, "leaders")] == [("words",)]

    def test_the_window_says_what_a_sentence_is_about(self) -> None:
        text = "They asked for money. They got nothing.\n\nIt was summer. They got nothing."
        first, second = (u.document.slice(u.passage) for u in ranker(text).corpus.units)
        (hit,) = ask(ranker(text), "funds")
        assert hit.unit.document.slice(hit.unit.passage) == first != second

    def test_a_knowledge_without_a_sentence_can_be_asked(self) -> None:
        assert ask(ranker(""), "refuge") == []
        assert ask(ranker(), "refuge") == []

    @pytest.mark.parametrize("question", ODD_QUESTIONS.values(), ids=ODD_QUESTIONS)
    def test_no_question_breaks_it(self, question: str) -> None:
        assert Answerer(knowledge_of(VILLAGE), encoder=TinyEncoder()).answer(question).status in Status

    @given(texts(), questions())
    def test_hits_stand_in_the_order_of_their_scores(self, text: str, question: str) -> None:
        scores = [round(hit.score, 2) for hit in ask(ranker(text), question)]
        assert scores == sorted(scores, reverse=True)
        assert all(score >= 0 for score in scores)

    @given(texts(), questions())
    def test_meaning_that_tells_nothing_changes_no_order(self, text: str, question: str) -> None:
        class Blank(TinyEncoder):
            def encode(self, texts):  # type: ignore[no-untyped-def]  # of the base
                return np.zeros((len(texts), self.dimensions), dtype=np.float32)

        knowledge = knowledge_of(text)
        alone, beside = Ranker(knowledge, Names({}, ())), ranker(text, encoder=Blank())
        assert [h.unit for h in ask(beside, question, 50)] == [h.unit for h in ask(alone, question, 50)]


class TestManySentences:
    @pytest.fixture(autouse=True)
    def few_compared(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(bot.search.meaning, "ALL_COMPARED", 2)

    def test_only_what_shares_words_is_compared(self) -> None:
        assert ask(ranker(VILLAGE), "refuge for chiefs") == []

    def test_among_that_meaning_decides(self) -> None:
        text = "The neighbours came home again.\n\nThe neighbours gave sanctuary to the leaders."
        assert said(ask(ranker(text), "neighbours refuge")[0]) == "The neighbours gave sanctuary to the leaders."

    def test_the_nearness_is_that_of_comparing_with_all(self, monkeypatch: pytest.MonkeyPatch) -> None:
        few = ask(ranker(VILLAGE), "the village leaders asylum stream")
        monkeypatch.setattr(bot.search.meaning, "ALL_COMPARED", 1000)
        every = ask(ranker(VILLAGE), "the village leaders asylum stream")
        assert [h.near.similarity for h in few if h.near] == pytest.approx([h.near.similarity for h in every if h.near])


class TestCloseness:
    @pytest.fixture
    def meaning(self) -> Meaning:
        found = ranker(VILLAGE).meaning
        assert found is not None
        return found

    def test_a_word_is_close_to_what_means_the_same_and_far_from_the_rest(self, meaning: Meaning) -> None:
        assert meaning.closeness(["asylum", "cash"], "They gave sanctuary.") == [1.0, 0.0]

    def test_a_text_without_a_word_is_close_to_nothing(self, meaning: Meaning) -> None:
        assert meaning.closeness(["asylum"], "...") == [0.0]

    def test_what_comes_near_counts_as_covered_however_it_is_typed(self) -> None:
        def covered(question: str) -> float:
            asked = Answerer(knowledge_of(VILLAGE), encoder=TinyEncoder())
            query = asked.ranker.reader.read(question)
            evidence = weigh(query, asked.ranker.rank(query), asked.ranker, asked.facts)
            assert evidence is not None
            return evidence.covered_in_meaning

        assert (
            covered("the stream dry") == covered("the river dry") == covered("THE RIVER DRY") > covered("the cash dry")
        )


class TestMixing:
    @given(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1))
    def test_it_lies_between_the_two(self, words: float, meaning: float, weight: float) -> None:
        assert min(words, meaning) - 1e-9 <= mixed(words, meaning, weight) <= max(words, meaning) + 1e-9


class TestAnswers:
    def test_the_words_that_are_missing_are_named_as_before(self) -> None:
        answer = Answerer(knowledge_of(VILLAGE), encoder=TinyEncoder()).answer("Is there refuge for chiefs?")
        assert answer.status is Status.RELATED
        assert answer.unknown_terms == ("refuge", "chiefs")
        assert [excerpt.found_by for excerpt in answer.excerpts] == [("meaning",)]

    def test_every_word_of_an_excerpt_stands_in_the_document(self) -> None:
        knowledge = knowledge_of(VILLAGE)
        for excerpt in Answerer(knowledge, encoder=TinyEncoder()).answer(SANCTUARY).excerpts:
            assert knowledge.documents[excerpt.document].text[excerpt.start : excerpt.end] == excerpt.answer


class TestSaving:
    def test_what_is_saved_answers_as_what_is_in_memory(self, folder: KnowledgeFolder, store: Store) -> None:
        encoder = TinyEncoder()
        saved = open_saved(store, prepare(folder.path, store, encoder=encoder).version, encoder)
        assert saved.indexed.meaning is not None
        fresh = Answerer(saved.knowledge, encoder=encoder)
        for question in ("Who gives asylum?", "Is the stream dry in summer?", "leaders"):
            assert Answerer(saved.knowledge, indexed=saved.indexed).answer(question) == fresh.answer(question)

    def test_the_folder_is_named_after_the_model_too(self, folder: KnowledgeFolder, store: Store) -> None:
        alone = prepare(folder.path, store).version
        assert prepare(folder.path, store, encoder=TinyEncoder("a")).version == f"{alone}+a"
        assert prepare(folder.path, store, encoder=TinyEncoder("b")).version == f"{alone}+b"
        names = sorted(path.name for path in store.cache.glob("index-*"))
        assert names == [f"index-{alone.replace(':', '-')}{end}" for end in ("", "-a", "-b")]

    def test_the_vectors_are_half_precision_in_one_file(self, folder: KnowledgeFolder, store: Store) -> None:
        encoder = TinyEncoder()
        saved = open_saved(store, prepare(folder.path, store, encoder=encoder).version, encoder)
        sentences = int(saved.indexed.corpus.ends[-1])
        assert (store.folder(saved.version) / "vectors.bin").stat().st_size == 2 * sentences * encoder.dimensions

    def test_without_a_model_there_is_no_such_file(self, folder: KnowledgeFolder, store: Store) -> None:
        version = prepare(folder.path, store).version
        assert not (store.folder(version) / "vectors.bin").exists()

    def test_what_did_not_change_is_not_encoded_again(self, folder: KnowledgeFolder, store: Store) -> None:
        encoder = TinyEncoder()
        prepare(folder.path, store, encoder=encoder)
        encoder.encoded.clear()
        folder.write("documents/more.md", "---\ntitle: More\npublisher: Office\n---\nThe cash is gone.\n")
        version = prepare(folder.path, store, encoder=encoder).version
        assert set(encoder.encoded) == {"The cash is gone."}
        anew = Store(store.cache / "anew")
        assert prepare(folder.path, anew, encoder=encoder).version == version
        vectors = [(s.folder(version) / "vectors.bin").read_bytes() for s in (store, anew)]
        assert vectors[0] == vectors[1]

    def test_another_model_encodes_all_and_takes_over_the_rest(self, folder: KnowledgeFolder, store: Store) -> None:
        before = prepare(folder.path, store, encoder=TinyEncoder("a"))
        done = prepare(folder.path, store, encoder=TinyEncoder("b"))
        assert done.kept == before.documents
        vectors = [(store.folder(p.version) / "vectors.bin").read_bytes() for p in (before, done)]
        assert vectors[0] == vectors[1] != b""

    def test_a_folder_of_another_model_serves_words_alone(self, folder: KnowledgeFolder, store: Store) -> None:
        version = prepare(folder.path, store, encoder=TinyEncoder("a")).version
        assert open_saved(store, version, TinyEncoder("b")).indexed.meaning is None
        assert open_saved(store, version).indexed.meaning is None
        assert find_saved(folder.path, store, TinyEncoder("b")) is None

    def test_vectors_that_do_not_fit_are_damage(self, folder: KnowledgeFolder, store: Store) -> None:
        class Wider(TinyEncoder):
            def __init__(self) -> None:
                super().__init__()
                self.dimensions += 1

        version = prepare(folder.path, store, encoder=TinyEncoder()).version
        with pytest.raises(SavedIndexError, match="its vectors do not fit its sentences"):
            open_saved(store, version, Wider())


def test_the_questions_share_no_word_with_what_they_find() -> None:
    assert not set(terms("refuge for chiefs")) & set(terms(VILLAGE))
