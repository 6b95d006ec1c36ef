from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge.model import Knowledge
from bot.search.corpus import Corpus, Spelling
from bot.search.layout import LONGEST
from bot.search.names import Names
from bot.search.query import mark
from bot.text import terms
from tests.material import actor, knowledge_of, shipped, texts


def corpus_of(knowledge: Knowledge) -> Corpus:
    return Corpus(knowledge, Names(knowledge.actors, knowledge.peoples))


def test_no_document_is_no_unit() -> None:
    assert list(corpus_of(knowledge_of()).texts()) == []


def test_the_title_is_searched_with_each_paragraph_and_is_none_itself() -> None:
    corpus = corpus_of(knowledge_of("Rivers\n\nOne is dry.\n\nAnother floods.", title="Rivers"))
    assert [unit.passage.number for unit in corpus.units] == [1, 2]
    assert [text[:2] for text in corpus.texts()] == [["river", "offic"]] * 2


def test_a_name_is_followed_by_its_actors_mark() -> None:
    knowledge = knowledge_of("The Blue Order left.", actors=(actor("blue", "Blue Order"),))
    assert corpus_of(knowledge).units[0].terms == (("blue", "order", mark("blue"), "left"),)


def test_a_name_that_several_share_is_marked_with_all_of_them() -> None:
    knowledge = knowledge_of("The Order left.", actors=(actor("blue", "Blue", "Order"), actor("red", "Red", "Order")))
    assert corpus_of(knowledge).units[0].terms == (("order", mark("blue"), mark("red"), "left"),)


def test_units_stand_in_order_of_document_and_position() -> None:
    units = corpus_of(knowledge_of("One is.\n\nTwo is.", "Three is.")).units
    assert [(unit.document.slug, unit.passage.number) for unit in units] == [("d0", 1), ("d0", 2), ("d1", 1)]


def test_an_over_long_paragraph_is_cut_at_sentence_ends() -> None:
    sentence = " ".join(["river"] * 19) + " dry. "
    units = corpus_of(knowledge_of(sentence * 45)).units
    assert [len(unit.sentences) for unit in units] == [15, 15, 15]
    assert {unit.passage.number for unit in units} == {1}


def test_a_sentence_is_never_cut() -> None:
    units = corpus_of(knowledge_of(" ".join(["river"] * (4 * LONGEST)) + ".")).units
    assert [len(unit.sentences) for unit in units] == [1]


@given(texts(), st.integers(1, 40))
def test_units_cover_every_sentence_once(text: str, times: int) -> None:
    knowledge = knowledge_of(text, " ".join([text.replace("\n", " ")] * times))
    expected = [
        (document.slug, sentence)
        for document in knowledge.documents.values()
        for passage in document.passages
        if passage.number
        for sentence in passage.sentences
    ]
    corpus = corpus_of(knowledge)
    assert [(unit.document.slug, sentence) for unit in corpus.units for sentence in unit.sentences] == expected
    assert all(len(unit.terms) == len(unit.sentences) for unit in corpus.units)


def test_the_terms_of_the_shipped_sentences_are_those_of_their_words() -> None:
    corpus = corpus_of(shipped())
    assert len(corpus) == 8
    for unit in corpus.units:
        for sentence, said in zip(unit.sentences, unit.terms, strict=True):
            assert [t for t in said if not t.startswith("@")] == terms(unit.document.slice(sentence))


def test_units_and_headings_are_a_sequence_and_a_mapping_like_any_other() -> None:
    corpus = corpus_of(knowledge_of("One is.\n\nTwo is.", "Three is."))
    assert corpus.units[0:2] == [corpus.units[0], corpus.units[1]]
    assert corpus.units[-1].document.slug == "d1"
    assert dict(corpus.headings) == {"d0": ["note", "offic"], "d1": ["note", "offic"]}
    assert len(corpus.headings) == 2


def test_terms_are_spelt_once_and_only_so_many_are_remembered() -> None:
    asked: list[int] = []

    def spell(number: int) -> str:
        asked.append(number)
        return f"t{number}"

    spelling = Spelling(spell, most=2)
    assert [spelling[number] for number in (1, 1, 2, 3, 1)] == ["t1", "t1", "t2", "t3", "t1"]
    assert asked == [1, 2, 3, 1]
