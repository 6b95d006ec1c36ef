from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge.actors import Fact, Source
from bot.knowledge.model import Knowledge
from bot.search.matching import Match, nearness, saturated
from bot.search.names import Names
from bot.search.ranking import WINDOW_SENTENCES, WINDOW_WORDS, Hit, Ranker, cut_window
from bot.text import terms
from tests.material import actor, knowledge_of, questions, shipped_answerer, texts


def ranker_of(knowledge: Knowledge) -> Ranker:
    return Ranker(knowledge, Names(knowledge.actors, knowledge.peoples))


def ask(knowledge: Knowledge, question: str) -> list[Hit]:
    ranker = ranker_of(knowledge)
    return ranker.rank(ranker.reader.read(question))


def places(hits: list[Hit]) -> list[tuple[str, int]]:
    return [(hit.unit.document.slug, hit.unit.passage.number) for hit in hits]


def answer_of(hit: Hit) -> str:
    return hit.unit.document.slice(hit.unit.sentences[hit.answer])


@pytest.mark.parametrize("documents", [(), ("",), ("A river.",), ("A river.\n\nA bridge.",)])
def test_the_smallest_corpora_behave(documents: tuple[str, ...]) -> None:
    knowledge = knowledge_of(*documents)
    assert places(ask(knowledge, "Where is the bridge?")) == [("d0", 2)] * ("bridge" in "".join(documents))
    assert ask(knowledge, "tower") == []
    assert ask(knowledge, "") == []


def test_a_term_in_every_passage_still_counts_for_something() -> None:
    hits = ask(knowledge_of("A river. A river.\n\nThe river of the bridge."), "river")
    assert places(hits) == [("d0", 1), ("d0", 2)]
    assert all(hit.score > 0 for hit in hits)


def test_a_rare_word_tells_more_than_a_common_one() -> None:
    text = "\n\n".join(["The river is dry."] * 5 + ["The bridge is dry."])
    assert places(ask(knowledge_of(text), "river or bridge"))[0] == ("d0", 6)


def test_ties_go_by_document_and_position() -> None:
    knowledge = knowledge_of("A river.\n\nA river.", "A river.")
    assert places(ask(knowledge, "river")) == [("d0", 1), ("d0", 2), ("d1", 1)]


def dated(knowledge: Knowledge, dates: dict[str, str | None]) -> Knowledge:
    documents = {slug: replace(doc, published=dates[slug]) for slug, doc in knowledge.documents.items()}
    return replace(knowledge, documents=documents)


def test_of_equal_evidence_the_newest_comes_first_and_the_undated_last() -> None:
    knowledge = dated(
        knowledge_of("A river.", "A river.", "A river.\n\nA river."), {"d0": None, "d1": "2021", "d2": "2021-10-14"}
    )
    assert places(ask(knowledge, "river")) == [("d2", 1), ("d2", 2), ("d1", 1), ("d0", 1)]


def test_better_evidence_comes_before_newer() -> None:
    knowledge = dated(knowledge_of("A river with a bridge.", "A river."), {"d0": "1999", "d1": "2021"})
    assert places(ask(knowledge, "river bridge"))[0] == ("d0", 1)


def test_words_that_stand_together_count_more_than_apart() -> None:
    far = "The bridge is old. " + "Stone by stone went up. " * 4 + "The water was brown."
    near = "The water under the bridge. " + "Stone by stone went up. " * 4 + "Old it was and brown."
    assert places(ask(knowledge_of(f"{far}\n\n{near}"), "water bridge"))[0] == ("d0", 2)


def test_a_name_finds_the_actor_under_its_other_names() -> None:
    order = actor("blue", "Blue Order", "BO")
    hits = ask(knowledge_of("BO left.\n\nThe League left.", actors=(order,)), "the Blue Order")
    assert places(hits) == [("d0", 1)]


def test_a_longer_name_is_not_found_under_a_shorter_one() -> None:
    actors = (actor("order", "Order"), actor("blue", "Order of the Blue Stone"))
    knowledge = knowledge_of("The Order of the Blue Stone left.\n\nThe Order left.", actors=actors)
    assert places(ask(knowledge, "Who is the Order of the Blue Stone?"))[0] == ("d0", 1)
    assert places(ask(knowledge, "Who is the Order?"))[0] == ("d0", 2)


def test_synonyms_are_found_after_the_word_itself() -> None:
    knowledge = knowledge_of("A stream.\n\nA river.", synonyms=(("river", "stream"),))
    assert places(ask(knowledge, "river")) == [("d0", 2), ("d0", 1)]
    assert places(ask(knowledge, "stream")) == [("d0", 1), ("d0", 2)]


def test_a_synonym_of_several_words_is_found_only_where_they_stand_together() -> None:
    knowledge = knowledge_of(
        "Running water is cold.\n\nThe water kept on running.", synonyms=(("river", "running water"),)
    )
    assert places(ask(knowledge, "river")) == [("d0", 1)]


def test_the_answer_is_the_sentence_that_says_most_of_what_was_asked() -> None:
    text = "The Order left. The Order left the bridge in 1999. The bridge was old."
    assert answer_of(ask(knowledge_of(text), "When did the Order leave the bridge?")[0]).endswith("1999.")


def test_what_every_sentence_of_a_passage_says_does_not_tell_which_of_them_answers() -> None:
    text = "The Order left. The Order was seen beside the old bridge. The Order won."
    others = ["A bridge is built."] * 5 + ["A river is dry."] * 20
    best = ask(knowledge_of(text, *others), "Was the Order at the bridge?")[0]
    assert "bridge" in answer_of(best)
    assert best.unit.document.text == text


def test_a_word_of_asking_weighs_less_than_one_that_is_asked_for() -> None:
    hits = ask(knowledge_of("The elders said so. The tower fell."), "What is said about the tower?")
    assert answer_of(hits[0]) == "The tower fell."


@given(st.lists(texts(), max_size=3), questions())
def test_every_hit_shares_a_term_with_the_question_and_the_order_is_by_score(
    documents: list[str], question: str
) -> None:
    knowledge = knowledge_of(*documents, actors=(actor("order", "Order"),), synonyms=(("river", "stream"),))
    ranker = ranker_of(knowledge)
    query = ranker.reader.read(question)
    hits = ranker.rank(query)
    for hit in hits:
        held = {*ranker.corpus.headings[hit.unit.document.slug], *(t for said in hit.unit.terms for t in said)}
        assert held & set(query.terms)
        assert hit.score > 0
        assert hit.window[0] <= hit.answer < hit.window[1] <= len(hit.unit.sentences)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert len(set(map(id, (hit.unit for hit in hits)))) == len(hits)


@given(st.lists(texts(), max_size=3), questions())
def test_a_second_index_ranks_the_same(documents: list[str], question: str) -> None:
    assert ask(knowledge_of(*documents), question) == ask(knowledge_of(*documents), question)


PASSAGES = st.sampled_from(
    "The bridge fell.|In 2019 the bridge fell.|A river, a bridge.|The river fell in 2020.".split("|")
)


@given(st.lists(st.lists(PASSAGES, min_size=1, max_size=3), max_size=12), st.integers(1, 5))
def test_the_best_are_the_same_however_many_are_asked_for(passages: list[list[str]], limit: int) -> None:
    cited = replace(actor("order", "Order"), facts=(Fact("f", "event", "asserted", (Source("d0", 1, "T", 0, 1),)),))
    knowledge = knowledge_of("\n\n".join(map(" ".join, passages)), actors=(cited,))
    ranker = ranker_of(knowledge)
    for question in ("When did the bridge fall?", "Who fell from a bridge into the river?", "river"):
        query = ranker.reader.read(question)
        assert ranker.rank(query, limit) == ranker.rank(query, 100)[:limit]


@given(st.lists(st.integers(1, 100), min_size=1, max_size=12), st.data())
def test_a_window_is_at_most_three_sentences_and_75_words(lengths: list[int], data: st.DataObject) -> None:
    text = " ".join(" ".join(["River", *["w"] * (length - 2), "end."][:length]) for length in lengths)
    for unit in ranker_of(knowledge_of(text)).corpus.units:
        answer = data.draw(st.integers(0, len(unit.sentences) - 1))
        scores = data.draw(
            st.lists(st.floats(0, 9), min_size=len(unit.sentences), max_size=len(unit.sentences)), label="scores"
        )
        start, end = cut_window(unit, answer, scores)
        shown = unit.document.text[unit.sentences[start].start : unit.sentences[end - 1].end]
        assert start <= answer < end <= start + WINDOW_SENTENCES
        assert len(shown.split()) <= WINDOW_WORDS or end == start + 1


def test_near_pairs_are_counted_once_and_far_ones_not() -> None:
    near = [Match(0, 0, 0, 1.0), Match(0, 2, 1, 3.0), Match(0, 4, 0, 1.0)]
    assert nearness(near) == 1.0
    assert nearness([Match(0, 0, 0, 1.0), Match(0, 90, 1, 3.0)]) == 0.0
    assert nearness([Match(0, 0, 0, 1.0), Match(0, 1, 0, 1.0)]) == 0.0


def test_what_stands_near_is_counted_in_a_passage_of_any_length() -> None:
    assert nearness([Match(0, at, at % 3, 1.0) for at in range(100_000)]) == 3.0


def test_more_of_the_same_counts_less_each_time() -> None:
    scores = [saturated([Match(0, at, 0, 1.0) for at in range(count)], 1.5, 1.5) for count in range(5)]
    gains = [after - before for before, after in pairwise(scores)]
    assert scores[0] == 0
    assert gains == sorted(gains, reverse=True)
    assert min(gains) > 0


def test_worth_is_that_of_the_commonest_way_to_say_it() -> None:
    knowledge = knowledge_of("A river.\n\nA stream.\n\nA stream.", synonyms=(("river", "stream"),))
    ranker = ranker_of(knowledge)
    river, stream, tower = (ranker.reader.read(word).concepts[0] for word in ("river", "stream", "tower"))
    assert ranker.worth(river) == ranker.worth(stream) < ranker.worth(tower)
    assert ranker.speaks_of(river)
    assert not ranker.speaks_of(tower)


@pytest.mark.parametrize("question", ["Taliban", "AQIS leader", "Which country offered sanctuary?"])
def test_a_limit_keeps_the_best(question: str) -> None:
    ranker = shipped_answerer().ranker
    query = ranker.reader.read(question)
    assert ranker.rank(query, limit=2) == ranker.rank(query)[:2]


def test_only_terms_of_the_question_are_searched() -> None:
    query = shipped_answerer().ranker.reader.read("Who offered sanctuary?")
    assert {"offer", "sanctuari"} <= set(query.terms)
    assert not set(query.terms) & set(terms("country brother"))
