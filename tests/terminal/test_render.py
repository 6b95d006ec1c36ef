from __future__ import annotations

import io
from dataclasses import replace

import pytest
from hypothesis import given
from rich.console import Console

from bot import wording
from bot.answers.answerer import Answerer
from bot.answers.evidence import Weights
from bot.answers.model import Answer, FactTime, Status
from bot.errors import Fault, KnowledgeError
from bot.terminal import render
from tests.material import ODD_QUESTIONS, SANCTUARY, knowledge_of, questions, shipped, shipped_answerer
from tests.search.tiny import TinyEncoder

RELATED = "How many helicopters did Pakistan sell to Tajikistan's navy?"


def shown(answer: Answer, *, styled: bool = False, width: int = 300) -> str:
    out = io.StringIO()
    console = Console(file=out, width=width, force_terminal=styled, highlight=False)
    render.answer(answer, console, shipped())
    return out.getvalue()


def test_each_status_looks_different_without_colour() -> None:
    questions = {Status.ANSWERED: SANCTUARY, Status.RELATED: RELATED, Status.NOT_FOUND: "xyzzy", Status.REJECTED: ""}
    answers = {status: shipped_answerer().answer(question) for status, question in questions.items()}
    assert {status: answer.status for status, answer in answers.items()} == {status: status for status in questions}
    assert len({shown(answer)[0] for answer in answers.values()}) == 4


def test_a_doubt_about_the_question_is_told_whatever_the_status() -> None:
    for question in (SANCTUARY, RELATED, "xyzzy"):
        assert "A name may mean two." in shown(
            replace(shipped_answerer().answer(question), doubts=("A name may mean two.",))
        )


def test_nothing_is_headed_answer_or_yes() -> None:
    for question in (SANCTUARY, RELATED, "xyzzy", "Will fighters migrate to Afghanistan?"):
        first = shown(shipped_answerer().answer(question)).splitlines()[0]
        assert not first.lower().lstrip("✓≈∅✗ ").startswith(("answer", "yes"))


def test_the_answer_is_bold_and_the_rest_of_the_window_is_not() -> None:
    answer = shipped_answerer().answer(SANCTUARY)
    told = shown(answer, styled=True, width=2000)
    assert f"\x1b[1m{answer.excerpts[0].answer}\x1b[0m" in told


def test_in_the_closest_passages_nothing_is_bold_and_a_stance_says_of_which_sentence_it_is_told() -> None:
    excerpt = replace(shipped_answerer().answer(RELATED).excerpts[0], window="A river. It may flood.")
    excerpt = replace(excerpt, answer="It may flood.", stance="possible", hedge="may", condition=None)
    answer = replace(shipped_answerer().answer(RELATED), excerpts=(excerpt,))
    told = shown(answer)
    assert "Of “It may flood.”: Possible, not certain: “may”" in told
    assert "\x1b[1mIt may flood." not in shown(answer, styled=True)
    assert "\n  Possible, not certain: “may”" in shown(replace(answer, status=Status.ANSWERED))


def test_a_slip_of_the_source_is_marked_in_the_passage_and_in_the_facts() -> None:
    told = shown(shipped_answerer().answer("Can the Taliban be trusted?"), width=2000)
    assert "will not be forthcoming or should be trusted [sic]. " in told
    assert "or should be trusted [sic]” (Assessed" in told


def test_what_the_window_leaves_out_is_marked() -> None:
    excerpt = shipped_answerer().answer(SANCTUARY).excerpts[0]
    assert excerpt.window != excerpt.text
    told = shown(shipped_answerer().answer(SANCTUARY), width=2000)
    assert ("“[…] " in told) or (" […]”" in told)
    whole = Answerer(knowledge_of("A river.")).answer("river")
    assert "[…]" not in shown(whole)
    assert "“A river.”" in shown(whole)


def test_a_refusal_with_passages_says_that_they_are_no_answer() -> None:
    assert wording.chat.CLOSEST in shown(shipped_answerer().answer(RELATED))
    assert wording.chat.CLOSEST not in shown(shipped_answerer().answer(SANCTUARY))


def test_a_refusal_offers_a_next_step() -> None:
    told = shown(shipped_answerer().answer("xyzzy"))
    assert all(suggestion in told for suggestion in shipped_answerer().examples)
    assert "“xyzzy”" in told


def test_what_was_searched_besides_and_the_receipt_are_told() -> None:
    answer = shipped_answerer().answer("ISKP")
    told = shown(answer)
    assert "also searched under the name Islamic State Khorasan" in told
    assert answer.receipt in told


def test_at_most_three_excerpts_are_shown() -> None:
    answer = Answerer(knowledge_of("\n\n".join(["A river."] * 5)), weights=Weights(50.0, 0.5, {})).answer("river")
    assert len(answer.excerpts) == 5
    assert [f"[{n}] Notes" in shown(answer) for n in range(1, 6)] == [True] * 3 + [False] * 2


def test_an_undated_document_and_key_points_are_told() -> None:
    answer = Answerer(knowledge_of("A river.")).answer("river")
    told = shown(replace(answer, excerpts=(replace(answer.excerpts[0], also_in=(2, 4)),)))
    assert "undated · ¶1 · also in ¶2, ¶4 (key points)" in told


def test_the_dead_are_marked_on_their_own_line() -> None:
    told = shown(shipped_answerer().answer("Who is Asim Umar?"))
    assert "Asim Umar (killed in a U.S. raid)" in told


def test_a_fact_is_told_with_speaker_time_and_place() -> None:
    answer = shipped_answerer().answer("Where was Saleh's brother killed?")
    assert "“killed by the Taliban in Panjshir” ¶6" in shown(answer)
    actor = next(actor for actor in answer.actors if actor.facts)
    fact = replace(actor.facts[0], speaker="tajikistan", place="kabul", time=FactTime("in May", None, None))
    told = shown(replace(answer, actors=(replace(actor, facts=(fact,)),)))
    assert "(by Tajikistan · when: “in May” · where: “Kabul”) ¶6" in told


def test_what_differs_stands_below_the_fact_once() -> None:
    told = [line.strip() for line in shown(shipped_answerer().answer("Who hosted the IMU?")).splitlines()]
    difference = "¶2: “over the past two decades” — ¶7: “over the past two and a half decades”"
    at = told.index(f"The document differs from itself: {difference}")
    assert "(when: “over the past two decades”) ¶2" in told[at - 1]
    assert sum(difference in line for line in told) == 1


def test_what_an_answer_leaves_aside_is_told() -> None:
    answer = shipped_answerer().answer(f"{SANCTUARY[:-1]} in zurich?")
    assert answer.status is Status.ANSWERED
    told = shown(replace(answer, missing_terms=("country",)))
    assert "\nnot found in any document: “zurich”\nnot near what is quoted: “country”\n" in told


def test_what_front_matter_answers_has_its_place_neither_bold_nor_doubted() -> None:
    answer = shipped_answerer().answer("Who published this?")
    assert answer.excerpts[0].stance == "possible"
    told = shown(answer, styled=True, width=2000)
    assert f"\x1b[1m{answer.excerpts[0].answer}" not in told
    assert "Possible" not in told


def test_what_is_not_recorded_leads_to_the_documents() -> None:
    told = shown(shipped_answerer().answer("Who wrote this article?"))
    assert "see knowledge/documents" in told
    assert "/sources" not in told
    assert wording.chat.EXAMPLES in told


@pytest.mark.parametrize("question", ODD_QUESTIONS.values(), ids=ODD_QUESTIONS)
def test_odd_questions_are_shown_in_any_width(question: str) -> None:
    answer = shipped_answerer().answer(question)
    for width in (20, 80):
        assert shown(answer, width=width)


@given(questions())
def test_rich_markup_in_a_question_or_document_is_text(question: str) -> None:
    answer = Answerer(knowledge_of("The [bold]river[/] is [/red] dry.")).answer(question + " river")
    assert "The [bold]river[/] is [/red] dry." in shown(answer)


def test_faults_and_warnings_are_listed_and_counted() -> None:
    out = io.StringIO()
    error = KnowledgeError([Fault("a.yaml", 1, 2, "wrong [red]", "mend it")], [Fault("b.yaml", 3, 0, "odd")])
    render.faults(error, Console(file=out, width=200))
    assert out.getvalue().splitlines() == [
        "a.yaml:1:2: wrong [red]",
        "    mend it",
        "warning: b.yaml:3: odd",
        "The knowledge files have 1 fault and were not loaded.",
    ]


def test_counts_leave_out_titles_and_derived_relations() -> None:
    knowledge = shipped()
    counted = render.count(knowledge)
    facts = [fact for actor in knowledge.actors.values() for fact in actor.facts]
    assert counted["paragraphs"] == 8
    assert counted["facts"] == sum(not fact.derived for fact in facts) < len(facts)
    assert counted["words"] == len(next(iter(knowledge.documents.values())).text.split()) - 12


@pytest.mark.parametrize(("terminal", "bar"), [(True, True), (False, True), (True, False)])
def test_progress_is_shown_on_a_terminal_only(terminal: bool, bar: bool) -> None:
    out = io.StringIO()
    with render.progress(Console(file=out, width=100, force_terminal=terminal), shown=bar) as track:
        assert list(track(range(3), 3, "Reading documents")) == [0, 1, 2]
    assert ("Reading documents" in out.getvalue()) == (terminal and bar)
    assert ("3/3" in out.getvalue()) == (terminal and bar)


def test_what_is_said_of_a_class_is_said_of_many() -> None:
    told = shown(shipped_answerer().answer("Which countries are wary of the Taliban?"))
    assert "Central Asian countries are wary of Taliban" in told


def test_what_was_found_by_meaning_says_so() -> None:
    answerer = Answerer(knowledge_of("They gave sanctuary to the leaders."), encoder=TinyEncoder())
    assert "¶1 · found by meaning" in shown(answerer.answer("Is there refuge for chiefs?"))
