from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.answerer import EXCERPTS, Answerer
from bot.answers.model import Answer
from bot.answers.stance import CAUTION
from bot.knowledge.loader import load
from bot.knowledge.model import Knowledge
from bot.terminal.evaluation import read_questions
from tests.knowledge.folder import KnowledgeFolder
from tests.material import ODD_QUESTIONS, ROOT, knowledge_of, questions, shipped, shipped_answerer, texts

if TYPE_CHECKING:
    from pathlib import Path


GOLDEN = [ROOT / "tests" / "golden" / f"questions_{name}.jsonl" for name in ("dev", "own", "near")]


def assert_exact(answer: Answer, knowledge: Knowledge) -> None:
    """Every excerpt is the slice that it says, and its three parts lie one within the other."""
    assert [excerpt.rank for excerpt in answer.excerpts] == list(range(1, len(answer.excerpts) + 1))
    assert len(answer.excerpts) <= EXCERPTS
    for excerpt in answer.excerpts:
        document = knowledge.documents[excerpt.document]
        passage = document.passage(excerpt.paragraph)
        assert passage is not None
        assert document.text[excerpt.start : excerpt.end] == excerpt.answer != ""
        assert excerpt.text == document.slice(passage)
        assert passage.start <= excerpt.start < excerpt.end <= passage.end
        assert excerpt.answer in excerpt.window
        assert excerpt.window in excerpt.text
        shown = [s for s in passage.sentences if document.slice(s) in excerpt.window]
        starts = [s for s in passage.sentences if excerpt.window.startswith(document.slice(s))]
        assert starts
        assert len(excerpt.window.split()) <= 75 or excerpt.window == document.slice(starts[0])
        assert shown
        assert (excerpt.title, excerpt.publisher) == (document.title, document.publisher)
        assert (excerpt.published, excerpt.url) == (document.published, document.url)


@given(st.lists(texts(), max_size=3), questions())
def test_every_excerpt_of_any_text_is_the_exact_slice_that_it_says(documents: list[str], question: str) -> None:
    knowledge = knowledge_of(*documents)
    assert_exact(Answerer(knowledge).answer(question), knowledge)


@given(st.lists(st.text(st.characters(codec=None), max_size=300), max_size=2), st.data())
def test_every_excerpt_of_any_characters_is_the_exact_slice_that_it_says(
    documents: list[str], data: st.DataObject
) -> None:
    knowledge = knowledge_of(*documents)
    words = sorted({word for text in documents for word in text.split()}) or ["river"]
    question = " ".join(data.draw(st.lists(st.sampled_from(words), max_size=5), label="question"))
    assert_exact(Answerer(knowledge, max_question=4000).answer(question), knowledge)


@pytest.mark.parametrize("question", [*ODD_QUESTIONS.values(), "Who leads AQIS?", "central asia", "Taliban’s"])
def test_every_excerpt_of_the_shipped_document_is_the_exact_slice_that_it_says(question: str) -> None:
    assert_exact(shipped_answerer().answer(question), shipped())


@given(st.lists(st.sampled_from("taliban aqis pledge wary sanctuary us U.S. who why women 2001 syria".split())))
def test_no_paragraph_is_shown_twice(asked: list[str]) -> None:
    answer = shipped_answerer().answer(" ".join(asked))
    shown = [(excerpt.document, excerpt.paragraph) for excerpt in answer.excerpts]
    folded_in = [(excerpt.document, number) for excerpt in answer.excerpts for number in excerpt.also_in]
    assert len(set(shown + folded_in)) == len(shown + folded_in)


def test_a_window_of_an_over_long_sentence_is_that_sentence() -> None:
    text = "It left. " + "River " * 100 + "bridge. It came."
    excerpt = Answerer(knowledge_of(text)).answer("Where is the bridge?").excerpts[0]
    assert excerpt.window == excerpt.answer == "River " * 100 + "bridge."


KEY_POINT = "In that summer the Order left the stone bridge."
IN_FULL = "Much happened. In that dry summer the Order left the old stone bridge for good. It was missed."


def test_a_key_point_that_only_repeats_is_folded_into_what_it_repeats() -> None:
    knowledge = knowledge_of(f"{KEY_POINT}\n\n{IN_FULL}", key_points=(1,))
    answer = Answerer(knowledge).answer("Did the Order leave the old stone bridge for good in the dry summer?")
    assert [(excerpt.paragraph, excerpt.also_in) for excerpt in answer.excerpts] == [(2, (1,))]


def test_what_is_no_key_point_is_shown_by_itself_however_alike() -> None:
    answer = Answerer(knowledge_of(f"{KEY_POINT}\n\n{IN_FULL}")).answer(
        "Did the Order leave the old stone bridge for good in the dry summer?"
    )
    assert [(excerpt.paragraph, excerpt.also_in) for excerpt in answer.excerpts] == [(2, ()), (1, ())]


def test_a_key_point_is_not_folded_into_another_document() -> None:
    knowledge = knowledge_of("Nothing.\n\n" + KEY_POINT, IN_FULL, key_points=(2,))
    answer = Answerer(knowledge).answer("Did the Order leave the old stone bridge for good in the dry summer?")
    assert {(e.document, e.paragraph, e.also_in) for e in answer.excerpts} == {("d0", 2, ()), ("d1", 1, ())}


@pytest.fixture
def rivers(tmp_path: Path) -> Answerer:
    return Answerer(load(KnowledgeFolder(tmp_path).path))


def test_an_excerpt_carries_its_stance_hedge_and_the_documents_slips(rivers: Answerer) -> None:
    excerpt = rivers.answer("Who shelters the League?").excerpts[0]
    assert (excerpt.paragraph, excerpt.stance, excerpt.hedge) == (2, "reported", "Reportedly")
    assert excerpt.sic == ("it are dry",)


def test_what_nothing_speaks_of_has_no_stance(rivers: Answerer) -> None:
    excerpt = rivers.answer("Who is small?").excerpts[0]
    assert (excerpt.answer, excerpt.stance, excerpt.hedge) == ("The League is small.", None, None)


def test_what_is_told_as_a_fact_never_takes_a_stance_away() -> None:
    for question in ("Has Tajikistan recognised the Taliban?", "Who condemned the Taliban?"):
        first = shipped_answerer().answer(question).excerpts[0]
        assert "refuse to recognize" in first.answer
        assert first.stance == "stated"


VERBS = ("", "offer sanctuary", "oppose", "violated its commitment", "recognize", "reports of violence", "crack down")


@given(
    st.one_of(
        st.sampled_from([row["question"] for name in GOLDEN for row in read_questions(name)]),
        st.builds(
            "{} {} {}".format,
            st.sampled_from(sorted(actor.name for actor in shipped().actors.values())),
            st.sampled_from(VERBS),
            st.sampled_from(sorted(actor.name for actor in shipped().actors.values())),
        ),
    )
)
def test_no_excerpt_is_put_more_strongly_than_a_fact_that_is_shown_on_it(question: str) -> None:
    answer = shipped_answerer().answer(question)
    for excerpt in answer.excerpts:
        assert all(words is None or words in excerpt.answer for words in (excerpt.hedge, excerpt.condition))
        for actor in answer.actors:
            for fact in actor.facts:
                for source in fact.sources:
                    rests = (source.document, source.paragraph) == (excerpt.document, excerpt.paragraph)
                    if rests and source.start < excerpt.end and excerpt.start < source.end:
                        assert boldness(excerpt.stance) <= boldness(fact.stance), (excerpt, fact)


def boldness(stance: str | None) -> int:
    """How strongly something is put: the least cautious highest, and as high what nothing speaks of."""
    return CAUTION.index(stance) if stance in CAUTION else len(CAUTION)


@pytest.mark.parametrize(
    "question",
    [
        "Which country offered sanctuary to Saleh and Massoud?",
        "Did Tajikistan offer sanctuary to the leaders of the anti-Taliban resistance?",
        "sanctuary Saleh Panjshir",
        "Who was offered sanctuary in case they fled?",
    ],
)
def test_what_a_sentence_says_in_passing_does_not_weaken_what_was_asked(question: str) -> None:
    first = shipped_answerer().answer(question).excerpts[0]
    assert (first.stance, first.hedge, first.condition) == ("reported", "reportedly", "in case they fled Afghanistan")


@pytest.mark.parametrize("question", ["Saleh Massoud", "Were Saleh and Massoud set to oppose the Taliban in Panjshir?"])
def test_the_more_cautious_wins_of_what_a_sentence_says_of_the_question(question: str) -> None:
    first = shipped_answerer().answer(question).excerpts[0]
    assert ("reportedly" in first.answer, first.stance) == (True, "possible")
