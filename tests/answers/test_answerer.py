from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

import bot
from bot import wording
from bot.answers.answerer import NEAR, REMEMBERED, Answerer, receipt_of
from bot.answers.evidence import Weights
from bot.answers.model import Answer, Reason, Status
from bot.knowledge.loader import load
from bot.text import terms
from tests.knowledge.folder import BLUE, KnowledgeFolder
from tests.material import (
    ODD_QUESTIONS,
    SANCTUARY,
    actor,
    knowledge_of,
    questions,
    shipped,
    shipped_answerer,
    texts,
)

if TYPE_CHECKING:
    from pathlib import Path

ALWAYS = Weights(bias=50.0, threshold=0.5, features={})
NEVER = Weights(bias=-50.0, threshold=0.5, features={})
"""Weights that settle the status, for tests of what follows from it."""


def ask(question: str) -> Answer:
    return shipped_answerer().answer(question)


@pytest.mark.parametrize(
    ("question", "status", "reason"),
    [
        (SANCTUARY, Status.ANSWERED, None),
        ("Who was killed in a U.S. raid?", Status.ANSWERED, None),
        ("How many helicopters did Pakistan sell to Tajikistan's navy?", Status.RELATED, Reason.NOT_COVERED),
        ("xyzzy plugh", Status.NOT_FOUND, Reason.NO_MATCH),
        ("", Status.REJECTED, Reason.EMPTY),
        ("?!", Status.REJECTED, Reason.EMPTY),
        ("who is it that was there", Status.REJECTED, Reason.EMPTY),
        ("Taliban " * 375, Status.REJECTED, Reason.TOO_LONG),
    ],
)
def test_each_question_comes_to_one_of_four_ends(question: str, status: Status, reason: Reason | None) -> None:
    answer = ask(question)
    assert (answer.status, answer.reason) == (status, reason)


def test_sanctuary_is_answered_as_the_readme_shows_it() -> None:
    best = ask(SANCTUARY).excerpts[0]
    assert best.paragraph == 6
    assert best.answer.startswith("Further, when the anti-Taliban resistance")
    assert (best.stance, best.hedge, best.condition) == ("reported", "reportedly", "in case they fled Afghanistan")


@pytest.mark.parametrize("limit", [50, 1000])
def test_the_longest_question_is_read_and_a_longer_one_is_not(limit: int) -> None:
    answerer = Answerer(knowledge_of("A river."), max_question=limit)
    assert answerer.answer("river".ljust(limit)).reason is not Reason.TOO_LONG
    assert answerer.answer("river".ljust(limit + 1)).reason is Reason.TOO_LONG
    assert f"{limit:,}" in answerer.answer("river".ljust(limit + 1)).message


@pytest.mark.parametrize("question", ODD_QUESTIONS.values(), ids=ODD_QUESTIONS)
def test_odd_questions_get_an_answer_or_a_polite_refusal(question: str) -> None:
    answer = ask(question)
    assert answer.message
    assert answer.status is not Status.REJECTED or answer.excerpts == ()
    assert answer.question == question
    json.dumps(answer.to_json()).encode()


@given(questions())
def test_no_question_raises(question: str) -> None:
    answer = ask(question)
    assert (answer.status is Status.ANSWERED) == (answer.reason is None)
    assert (answer.status in {Status.REJECTED, Status.NOT_FOUND}) <= (answer.excerpts == ())
    assert 0 <= answer.confidence <= 1
    assert answer.message


@given(st.lists(texts(), max_size=2), questions())
def test_two_answerers_of_one_knowledge_answer_byte_for_byte_alike(documents: list[str], question: str) -> None:
    order = actor("order", "Order", "the League")
    one, other = (Answerer(knowledge_of(*documents, actors=(order,))) for _ in range(2))
    one.answer("Did the Order leave?")
    assert json.dumps(one.answer(question).to_json()) == json.dumps(other.answer(question).to_json())


def test_a_question_that_was_asked_before_gets_the_same_answer_after_any_number_of_others() -> None:
    answerer = Answerer(knowledge_of("The Order left the river."))
    first = answerer.answer("Who left the river?")
    assert answerer.answer("Who left the river?") == first
    for number in range(REMEMBERED + 1):
        assert answerer.answer(f"Who left the river {number}?").question == f"Who left the river {number}?"
    assert answerer.answer("Who left the river?") == first
    assert answerer.answer("who left the river?").question == "who left the river?"


def test_the_shipped_knowledge_loaded_again_answers_alike(knowledge_dir: Path) -> None:
    again = Answerer(load(knowledge_dir))
    for question in (*ODD_QUESTIONS.values(), SANCTUARY, "Who is wary of the Taliban?"):
        assert json.dumps(again.answer(question).to_json()) == json.dumps(ask(question).to_json())


@given(st.lists(texts(), max_size=3), questions())
def test_what_shares_no_word_with_the_question_is_never_shown(documents: list[str], question: str) -> None:
    answer = Answerer(knowledge_of(*documents)).answer(question)
    asked = set(terms(question))
    for excerpt in answer.excerpts:
        assert asked & set(terms(excerpt.text) + terms(excerpt.title) + terms(excerpt.publisher))


@given(st.lists(texts(), max_size=3), questions())
def test_words_are_said_to_be_missing_only_when_they_are(documents: list[str], question: str) -> None:
    answer = Answerer(knowledge_of(*documents)).answer(question)
    every = {term for text in documents for term in terms(text)}
    near = {term for excerpt in answer.excerpts[:NEAR] for term in terms(excerpt.text)}
    for word in answer.unknown_terms:
        assert not every & set(terms(word))
    for word in answer.missing_terms:
        assert every & set(terms(word))
        assert not near & set(terms(word))
    assert not set(answer.unknown_terms) & set(answer.missing_terms)


def test_a_word_of_the_title_is_not_missing_near_what_stands_under_it() -> None:
    answer = Answerer(knowledge_of("A river.\n\nA stone.", title="The impact"), weights=NEVER).answer(
        "impact of a river"
    )
    assert (answer.status, answer.missing_terms, answer.unknown_terms) == (Status.RELATED, (), ())


def test_unknown_and_missing_words_are_told_apart() -> None:
    text = "\n\n".join(
        ["River stone bridge water."] * 3 + ["Grass, grass and a tower, but for that no more than grass."]
    )
    answer = Answerer(knowledge_of(text), weights=NEVER).answer(
        "Is a helicopter by the river stone bridge water tower?"
    )
    assert (answer.unknown_terms, answer.missing_terms) == (("helicopter",), ("tower",))
    assert "Not found in the closest passages: “tower”." in answer.message
    assert "In no document: “helicopter”." in answer.message


def test_a_related_answer_claims_no_more_than_it_knows() -> None:
    answer = Answerer(knowledge_of("The Order has a bridge.", "A tower."), weights=NEVER).answer("Order bridge tower")
    assert answer.message.startswith("I found no passage that answers this.")
    assert answer.excerpts


def test_also_searched_tells_names_and_the_synonyms_that_led_there() -> None:
    knowledge = knowledge_of(
        "The Blue Order crossed the stream.",
        actors=(actor("blue", "Blue Order", "BO"),),
        synonyms=(("river", "stream", "brook"),),
    )
    answerer = Answerer(knowledge)
    assert answerer.answer("Did BO cross the river?").also_searched == ("Blue Order", "stream")
    assert answerer.answer("Did the Blue Order cross the stream?").also_searched == ()


@pytest.mark.parametrize(
    ("question", "searched"),
    [
        ("ISKP", "Islamic State Khorasan"),
        ("What does Dushanbe want?", "Tajikistan"),
        ("Talban", "Taliban"),
        ("PRC and the Taliban", "China"),
    ],
)
def test_a_name_that_the_text_does_not_use_is_searched_as_the_one_that_it_does(question: str, searched: str) -> None:
    assert searched in ask(question).also_searched


def test_a_name_that_several_share_brings_in_neither_and_both_are_named(tmp_path: Path) -> None:
    folder = KnowledgeFolder(tmp_path)
    folder.write("actors/blue.yaml", BLUE.replace("facts:", "not_to_be_confused_with: [green]\nfacts:"))
    folder.replace(
        "actors/green.yaml", "name: Green League\n", "name: Green League\naliases:\n  - {text: the Order, type: aka}\n"
    )
    for weights in (NEVER, ALWAYS):
        answer = Answerer(load(folder.path), weights=weights).answer("Where is the Order?")
        assert [a.id for a in answer.actors][:2] == ["blue", "green"]
        assert answer.also_searched == ()
        assert answer.doubts == (wording.answers.ambiguous(["Blue Order", "Green League"]),)


def test_a_name_of_one_actor_leaves_no_doubt() -> None:
    assert ask("Who is wary of the Taliban?").doubts == ask("").doubts == ()


def test_the_actors_of_an_answer_are_those_asked_about_then_those_that_its_sentence_names() -> None:
    order, league = actor("order", "Blue Order"), actor("league", "Green League")
    knowledge = knowledge_of("The Green League fights the Blue Order. A Red Hand.", actors=(order, league))
    answer = Answerer(knowledge, weights=ALWAYS).answer("Who fights the Blue Order?")
    assert [a.id for a in answer.actors] == ["order", "league"]


def test_a_class_is_brought_in_by_the_fact_that_speaks_of_it() -> None:
    answer = ask("Will Central Asian fighters in the Levant migrate to Afghanistan?")
    assert "central-asian-fighters" in {a.id for a in answer.actors}


def test_who_is_described_rather_than_named_is_found_by_its_words() -> None:
    answer = ask("Who killed Saleh's brother?")
    assert answer.excerpts[0].paragraph == 6
    assert "his brother and spokesman, meanwhile, were killed by the Taliban" in answer.excerpts[0].answer
    assert "saleh-brother" in {a.id for a in answer.actors}


def test_al_qaeda_is_not_its_branch_nor_the_branch_al_qaeda() -> None:
    assert "al-qaeda" not in {a.id for a in Answerer(shipped(), weights=NEVER).answer("Who led AQIS?").actors}
    assert "aqis" not in {a.id for a in Answerer(shipped(), weights=NEVER).answer("What of al-Qaeda?").actors}


@pytest.mark.parametrize("status", [ALWAYS, NEVER], ids=["answered", "related"])
def test_knowledge_without_actors_answers(status: Weights) -> None:
    answer = Answerer(knowledge_of("A river."), weights=status).answer("river")
    assert (len(answer.excerpts), answer.actors, answer.suggestions) == (1, (), ())


@pytest.mark.parametrize("documents", [(), ("",), ("?",)])
def test_a_knowledge_without_words_finds_nothing(documents: tuple[str, ...]) -> None:
    answer = Answerer(knowledge_of(*documents)).answer("tower")
    assert (answer.status, answer.unknown_terms) == (Status.NOT_FOUND, ("tower",))


def test_the_receipt_ties_question_knowledge_bot_and_excerpts_together() -> None:
    answer = ask(SANCTUARY)
    ids = [f"{e.document} {e.paragraph} {e.start} {e.end}" for e in answer.excerpts]
    whole = "\n".join([bot.__version__, shipped().version, " ".join(SANCTUARY.casefold().split()), *ids])
    assert answer.receipt == f"{shipped().version[7:15]}-{hashlib.sha256(whole.encode()).hexdigest()[:12]}"
    assert (answer.knowledge_version, answer.bot_version) == (shipped().version, bot.__version__)


@pytest.mark.parametrize("other", [SANCTUARY.upper(), f"  {SANCTUARY.replace(' ', '  ')}\n", SANCTUARY + "\u200b"])
def test_the_receipt_does_not_depend_on_how_the_question_is_spaced_or_capitalised(other: str) -> None:
    assert receipt_of("sha256:ab", other, ["x"]) == receipt_of("sha256:ab", SANCTUARY, ["x"])


def test_any_difference_gives_another_receipt() -> None:
    given_out = {
        receipt_of("sha256:0123456789", "question", ["d 1 0 5"]),
        receipt_of("sha256:1123456789", "question", ["d 1 0 5"]),
        receipt_of("sha256:0123456789", "another", ["d 1 0 5"]),
        receipt_of("sha256:0123456789", "question", ["d 1 0 6"]),
        receipt_of("sha256:0123456789", "question", []),
    }
    assert len(given_out) == 5


def test_the_shown_score_falls_with_the_rank() -> None:
    scores = [excerpt.score for excerpt in ask("Why does the Taliban need al-Qaeda?").excerpts]
    assert scores == sorted(scores, reverse=True)
    assert len(scores) > 1


def test_words_that_stand_in_a_title_alone_are_named() -> None:
    told = shipped_answerer().answer("resurgence")
    assert told.status is Status.NOT_FOUND
    assert told.message == "I found nothing about this. In a title, but in no passage that I found: “resurgence”."
    both = shipped_answerer().answer("xyzzy resurgence").message
    assert both.endswith("in no passage that I found: “resurgence”. In no document: “xyzzy”.")
