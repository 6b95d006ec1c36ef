"""Plain search gives the sentences that have the words, and where the words stand in them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.keywords import MAX_FOUND, Found, search
from bot.knowledge.loader import load
from bot.search.names import Names
from bot.search.ranking import Ranker


@pytest.fixture(scope="module")
def ranker(knowledge_dir: Path) -> Ranker:
    return ranker_of(knowledge_dir)


def ranker_of(folder: Path) -> Ranker:
    knowledge = load(folder)
    return Ranker(knowledge, Names(knowledge.actors, knowledge.peoples))


def marked(found: Found) -> set[str]:
    """Return the words that are marked in what was found."""
    return {hit.document.text[start:end] for hit in found.hits for start, end in hit.marks}


def test_the_sentence_with_most_of_the_words_is_given_with_their_places(ranker: Ranker) -> None:
    found = search("taliban sanctuary", ranker)
    assert (found.words, found.absent) == (("taliban", "sanctuary"), ())
    best = found.hits[0]
    assert best.passage.number == 6
    assert best.text.endswith("sanctuary in case they fled Afghanistan.")
    assert {"sanctuary", "Taliban"} <= {best.document.text[start:end] for start, end in best.marks}


def test_a_word_is_found_in_all_its_forms_and_spellings(ranker: Ranker) -> None:
    assert marked(search("TALIBAN", ranker)) >= {"Taliban", "Taliban’s"}
    assert marked(search("U.S.", ranker)) == marked(search("US", ranker)) == {"U.S."}
    assert marked(search("militant", ranker)) >= {"militants"}


def test_neither_other_names_nor_synonyms_are_searched_for(ranker: Ranker) -> None:
    assert search("Dushanbe", ranker).hits == ()


def test_words_that_no_document_has_are_told(ranker: Ranker) -> None:
    found = search("xyzzy Taliban’s plugh", ranker)
    assert found.absent == ("xyzzy", "plugh")
    assert found.hits
    assert search("xyzzy", ranker).hits == ()


def test_words_that_stand_in_any_text_are_not_looked_for(ranker: Ranker) -> None:
    assert search("the of and ?!", ranker) == Found((), (), ())


def test_each_paragraph_is_found_once_and_no_more_than_there_is_use_for(tmp_path: Path) -> None:
    (tmp_path / "documents").mkdir()
    text = "\n\n".join(f"Word number {n} stands here. And the word again." for n in range(MAX_FOUND + 20))
    file = tmp_path / "documents" / "long.md"
    file.write_text(f"---\ntitle: Long\npublisher: Somebody\n---\n{text}\n", encoding="utf-8")
    found = search("word", ranker_of(tmp_path))
    assert len(found.hits) == len({hit.passage.number for hit in found.hits}) == MAX_FOUND
    assert found.is_capped


def test_a_title_alone_is_no_hit(ranker: Ranker) -> None:
    assert {hit.passage.number for hit in search("impact", ranker).hits} == {
        hit.passage.number for hit in search("impact", ranker).hits if "impact" in hit.text.lower()
    }


@given(st.text(max_size=40))
def test_every_mark_stands_within_its_sentence(ranker: Ranker, text: str) -> None:
    for hit in search(text, ranker).hits:
        assert hit.marks
        assert all(hit.start <= start < end <= hit.end for start, end in hit.marks)
