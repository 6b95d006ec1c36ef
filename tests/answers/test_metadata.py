from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.answers.answerer import Answerer
from bot.answers.metadata import asks_about_document, metadata_of, stands_in
from bot.answers.model import Reason, Status
from bot.knowledge.loader import load
from tests.knowledge.folder import KnowledgeFolder
from tests.material import SOURCE, shipped, shipped_answerer

if TYPE_CHECKING:
    from pathlib import Path

DOCUMENT = shipped().documents[SOURCE]


@pytest.mark.parametrize(
    ("question", "field"),
    [
        ("Who published this?", "publisher"),
        ("who is the publisher of this document", "publisher"),
        ("Which organisation published the analysis?", "publisher"),
        ("When was this published?", "published"),
        ("what is the date of this report?", "published"),
        ("What's the title of this document?", "title"),
        ("Who wrote this article?", "author"),
        ("Who is the author of the text?", "author"),
        ("Where is the link to this?", "url"),
        ("Who published anything about China?", None),
        ("Who wrote the agreement?", None),
        ("When was Asim Umar killed?", None),
        ("Did the Taliban publish this?", None),
        ("publisher", None),
        ("Who is behind the raid?", None),
    ],
)
def test_only_what_is_all_about_the_document_asks_for_a_field(question: str, field: str | None) -> None:
    assert asks_about_document(shipped_answerer().ranker.reader.read(question)) == field


def test_who_published_this_is_answered_with_the_place_that_says_so() -> None:
    answer = shipped_answerer().answer("Who published this?")
    assert (answer.status, answer.reason) == (Status.ANSWERED, None)
    assert [(m.document, m.field, m.value) for m in answer.metadata] == [(SOURCE, "publisher", "The Soufan Center")]
    assert [excerpt.paragraph for excerpt in answer.excerpts] == [1]
    assert "The Soufan Center" in answer.excerpts[0].answer
    assert [actor.id for actor in answer.actors] == ["soufan-center"]


def test_the_title_stands_in_paragraph_0() -> None:
    answer = shipped_answerer().answer("What is the title of this document?")
    assert [(e.paragraph, e.answer) for e in answer.excerpts] == [(0, DOCUMENT.title)]


def test_a_date_that_the_text_does_not_say_has_no_excerpt() -> None:
    answer = shipped_answerer().answer("When was this published?")
    assert (answer.status, answer.excerpts) == (Status.ANSWERED, ())
    assert [m.value for m in answer.metadata] == ["2021-10-14"]
    assert "2021-10-14" in answer.message


def test_a_field_that_is_not_recorded_is_not_made_up() -> None:
    answer = shipped_answerer().answer("Who wrote this?")
    assert (answer.status, answer.reason, answer.metadata) == (Status.RELATED, Reason.NOT_COVERED, ())
    assert "not recorded" in answer.message


def test_of_several_documents_none_is_meant(tmp_path: Path) -> None:
    folder = KnowledgeFolder(tmp_path)
    folder.write("documents/more.md", "---\ntitle: More\npublisher: Another Office\n---\nThe League is small.\n")
    answer = Answerer(load(folder.path)).answer("Who published this?")
    assert (answer.status, answer.reason) == (Status.RELATED, Reason.NOT_COVERED)
    assert (answer.metadata, answer.excerpts) == ((), ())
    assert "2 documents" in answer.message


def test_a_field_is_returned_only_where_it_is_given() -> None:
    assert [m.value for m in metadata_of(DOCUMENT, "publisher")] == ["The Soufan Center"]
    assert metadata_of(DOCUMENT, "author") == ()


def test_a_value_is_found_as_whole_words_only() -> None:
    hit = stands_in(DOCUMENT, "the soufan center")
    assert hit is not None
    assert hit.unit.passage.number == 1
    assert stands_in(DOCUMENT, "Soufan Centers") is None
    assert stands_in(DOCUMENT, "?") is None
