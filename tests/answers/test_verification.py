from __future__ import annotations

from dataclasses import replace

import pytest

import bot
from bot.answers.answerer import Answerer, receipt_for
from bot.answers.evidence import Weights
from bot.answers.model import Status
from bot.answers.verification import Claim, Finding, Phrase, Quoted, Receipt, verify
from tests.material import SANCTUARY, knowledge_of, shipped_answerer

ALWAYS = Weights(bias=50.0, threshold=0.5, features={})
TEXT = "The order hosts the league.\n\nThe league is small, reportedly. It is dry."
QUESTION = "Who hosts the league?"


def answerer(*documents: str) -> Answerer:
    return Answerer(knowledge_of(*documents), weights=ALWAYS)


def claim(at: Answerer, question: str = QUESTION) -> Claim:
    """What a message that shows all excerpts claims."""
    answer = at.answer(question)
    quoted = tuple(Quoted(e.rank, e.document, e.paragraph, e.window) for e in answer.excerpts)
    return Claim(question, Receipt(answer.receipt, answer.bot_version), answer.status, quoted)


@pytest.mark.parametrize(
    ("copied", "expected"),
    [
        ("1a2b3c4d-0123456789ab", Receipt("1a2b3c4d-0123456789ab")),
        ("-# Sources: 2020 · receipt 1a2b3c4d-0123456789ab · bot 1.2.0", Receipt("1a2b3c4d-0123456789ab", "1.2.0")),
        ("1a2b3c4d-0123456789ab by a bot", Receipt("1a2b3c4d-0123456789ab")),
        ("1a2b3c4d-0123456789abc", None),
        ("1A2B3C4D-0123456789AB", None),
        ("1a2b3c4d", None),
        ("", None),
    ],
)
def test_a_receipt_is_found_in_what_was_copied(copied: str, expected: Receipt | None) -> None:
    assert Receipt.read(copied) == expected


def test_the_same_question_of_the_same_knowledge_is_identical() -> None:
    verification = verify(claim(shipped_answerer(), SANCTUARY), shipped_answerer())
    assert verification.is_identical
    assert {one.finding for one in verification.checked} == {Finding.SAME}


@pytest.mark.parametrize(
    ("now", "finding", "paragraph"),
    [
        (TEXT, Finding.SAME, 1),
        (TEXT.replace(" ", "\n"), Finding.SAME, 1),
        (f"A new beginning.\n\n{TEXT}", Finding.MOVED, 2),
        (TEXT.replace("The order hosts", "The order hosted"), Finding.CHANGED, 1),
        ("Nothing.", Finding.CHANGED, 1),
        ("", Finding.CHANGED, None),
        (None, Finding.GONE, None),
    ],
)
def test_every_quotation_is_compared_with_the_document_as_it_is_now(
    now: str | None, finding: Finding, paragraph: int | None
) -> None:
    made = claim(answerer(TEXT))
    first = made.quoted[0]
    assert (first.paragraph, first.text) == (1, "The order hosts the league.")
    given = replace(made, quoted=(first,))
    documents = () if now is None else (now,)
    (checked,) = verify(given, answerer(*documents)).checked
    assert (checked.finding, checked.paragraph) == (finding, paragraph)
    assert verify(given, answerer(*documents)).is_verbatim == (finding is Finding.SAME)


def test_a_marked_slip_is_no_difference_and_a_made_up_word_is() -> None:
    at = answerer("It are dry in summer. The league is small.")
    for text, same in (("It are dry [sic] in summer.", True), ("It is dry in summer.", False), ("It are dry,", False)):
        made = replace(claim(at, "league small"), quoted=(Quoted(1, "d0", 1, text),))
        assert verify(made, at).is_verbatim is same


def test_words_beside_a_quotation_have_to_stand_in_what_it_cites() -> None:
    at = answerer(TEXT, "The river is wide.")
    made = replace(
        claim(at),
        phrases=(Phrase("reportedly", (1,)), Phrase("wide", (1,)), Phrase("small", (7,)), Phrase("firm", (1,))),
    )
    assert verify(made, at).altered == ("wide", "small", "firm")


def test_a_passage_that_is_found_at_another_rank_differs() -> None:
    at = answerer(TEXT)
    made = claim(at)
    swapped = replace(made, quoted=tuple(replace(quoted, number=quoted.number + 1) for quoted in made.quoted))
    verification = verify(swapped, at)
    assert [one.rank for one in verification.checked] == [quoted.number for quoted in made.quoted]
    assert verification.is_verbatim
    assert not verification.is_identical


def test_another_knowledge_differs_though_every_word_stands() -> None:
    at = answerer(TEXT)
    verification = verify(claim(at), Answerer(replace(at.knowledge, version="sha256:fedcba9876543210"), weights=ALWAYS))
    assert verification.is_verbatim
    assert (verification.is_knowledge_same, verification.knowledge) == (False, "fedcba98")
    assert not verification.is_identical


def test_another_version_of_the_bot_is_told_from_another_question() -> None:
    at = answerer(TEXT)
    older = replace(claim(at), receipt=Receipt(receipt_for(at.answer(QUESTION), "0.0.1"), "0.0.1"))
    verification = verify(older, at)
    assert (verification.is_bot_same, verification.is_receipt_same, verification.is_identical) == (False, True, False)
    lied = verify(replace(older, receipt=replace(older.receipt, bot=bot.__version__)), at)
    assert (lied.is_bot_same, lied.is_receipt_same, lied.is_identical) == (True, False, False)
    other = verify(replace(claim(at), question="Who is small?"), at)
    assert (other.is_bot_same, other.is_receipt_same, other.is_identical) == (True, False, False)


def test_another_outcome_differs() -> None:
    at = answerer(TEXT)
    assert verify(replace(claim(at), status=Status.RELATED), at).is_status_same is False
    assert verify(replace(claim(at), status=None), at).is_identical


def test_a_question_that_was_cut_is_not_asked_again_but_its_quotations_are_compared() -> None:
    at = answerer(TEXT)
    verification = verify(replace(claim(at), question=None), at)
    assert verification.now is None
    assert verification.is_verbatim
    assert not verification.is_identical
