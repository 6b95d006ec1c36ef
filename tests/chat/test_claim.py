"""What a message claims is read back from its own text, whatever it quotes."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.answerer import Answerer
from bot.answers.model import Status
from bot.answers.verification import verify
from bot.chat.claim import claim_of
from bot.chat.echo import MAX_ECHO
from bot.chat.render import Asker, Offer, answer_page
from tests.answers.test_verification import ALWAYS
from tests.material import ODD_QUESTIONS, ROOT, SANCTUARY, knowledge_of, questions, shipped_answerer, texts
from tests.search.tiny import TinyEncoder

FILES = sorted((ROOT / "tests" / "golden").glob("questions_*.jsonl"))


def message(answerer: Answerer, question: str, *, private: bool = False, asker: str = "newcomer") -> str:
    """The text of an answer as Discord gives it back."""
    answer = answerer.answer(question)
    return "\n".join(answer_page(answer, answerer.knowledge, Asker(asker, 7), private=private).displays)


@pytest.mark.parametrize("private", [True, False])
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_answer_is_identical_with_itself(file: Path, private: bool) -> None:
    answerer = shipped_answerer()
    for line in file.read_text(encoding="utf-8").splitlines():
        question = json.loads(line)["question"]
        claim = claim_of(message(answerer, question, private=private), answerer)
        assert claim is not None
        verification = verify(claim, answerer)
        assert verification.is_verbatim, question[:200]
        assert verification.is_identical or (claim.question is None and len(question) > MAX_ECHO), question[:200]


@pytest.mark.parametrize("question", ODD_QUESTIONS.values(), ids=ODD_QUESTIONS)
@pytest.mark.parametrize("asker", ["x", "-# [1] a · ¶1", "y asked: z", "\u202e"])
def test_odd_questions_and_names_are_read_back_too(question: str, asker: str) -> None:
    claim = claim_of(message(shipped_answerer(), question, asker=asker), shipped_answerer())
    assert claim is not None
    verification = verify(claim, shipped_answerer())
    assert verification.is_identical or claim.question is None
    assert verification.is_verbatim


MARKUP = st.text("\\{}*_~`|<>[]()@&#-+1.:/¶“”… \tab", max_size=80)


@given(st.lists(st.one_of(texts(), MARKUP), max_size=3), questions(), st.booleans())
def test_any_answer_of_any_documents_is_identical_with_itself(
    documents: list[str], question: str, private: bool
) -> None:
    answerer = Answerer(knowledge_of(*documents), weights=ALWAYS)
    claim = claim_of(message(answerer, question, private=private), answerer)
    assert claim is not None
    verification = verify(claim, answerer)
    assert verification.is_verbatim
    assert verification.is_identical or claim.question is None


def test_the_document_is_found_among_those_with_the_same_title() -> None:
    answerer = Answerer(knowledge_of("The river is dry.", "The river is wet.", title="[a] *b*"), weights=ALWAYS)
    dated = {slug: replace(d, published=f"202{n}") for n, (slug, d) in enumerate(answerer.knowledge.documents.items())}
    answerer = Answerer(replace(answerer.knowledge, documents=dated), weights=ALWAYS)
    text = message(answerer, "Which river is wet?", private=True)
    claim = claim_of(text, answerer)
    assert claim is not None
    assert {quoted.document: quoted.text for quoted in claim.quoted}["d1"] == "The river is wet."
    asked_nothing = text.replace("Which river is wet?", "xyzzy")
    again = claim_of(asked_nothing, answerer)
    assert again is not None
    assert again.quoted == claim.quoted


def test_what_is_altered_in_a_message_is_found() -> None:
    answerer = shipped_answerer()
    text = message(answerer, SANCTUARY)
    for old, new in (
        ("offering the two leaders", "offering the three leaders"),
        ("“sanctuary”", "“safety”"),
        ("“reportedly”", "“firmly”"),
        ("[1] Impact", "[2] Impact"),
        ("sanctuary to Saleh", "sanctuary to Massoud"),
    ):
        assert old in text
        claim = claim_of(text.replace(old, new), answerer)
        assert claim is not None
        assert not verify(claim, answerer).is_identical, new


@pytest.mark.parametrize(
    ("question", "status"),
    [
        (SANCTUARY, Status.ANSWERED),
        ("Who leads the Taliban?", Status.RELATED),
        ("xyzzy", Status.NOT_FOUND),
        ("?", Status.REJECTED),
    ],
)
def test_the_outcome_is_read_from_the_sign(question: str, status: Status) -> None:
    claim = claim_of(message(shipped_answerer(), question), shipped_answerer())
    assert claim is not None
    assert (claim.status, claim.question) == (status, question)


@pytest.mark.parametrize(
    "text", ["", "Hello.", "-# receipt 1a2b3c4d-0123456789ab", "one\nreceipt 1a2b3c4d-0123456789ab"]
)
def test_a_message_without_receipt_is_no_answer(text: str) -> None:
    assert claim_of(text, shipped_answerer()) is None


@pytest.mark.parametrize("private", [True, False])
def test_what_was_found_by_meaning_says_so_and_can_be_verified(private: bool) -> None:
    text = "The village was poor.\n\nThe neighbours gave sanctuary to the leaders."
    answerer = Answerer(knowledge_of(text), encoder=TinyEncoder())
    shown = message(answerer, "Is there refuge for chiefs?", private=private)
    assert " · ¶2 · found by meaning\n" in shown
    claim = claim_of(shown, answerer)
    assert claim is not None
    assert [(quoted.document, quoted.paragraph) for quoted in claim.quoted] == [("d0", 2)]


def test_the_outcome_is_read_behind_a_remark() -> None:
    answerer = shipped_answerer()
    answer = answerer.answer("Who leads the Taliban?")
    page = answer_page(answer, answerer.knowledge, Asker("x", 7), private=True, offer=Offer(note="A remark."))
    claim = claim_of("\n".join(page.displays), answerer)
    assert claim is not None
    assert claim.status is Status.RELATED
