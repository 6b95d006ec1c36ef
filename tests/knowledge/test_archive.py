from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge.archive import ARRAYS, SavedDocuments, fits, write_document
from bot.knowledge.columns import Columns, in_memory
from bot.knowledge.documents import Document, Slip, cut
from tests.material import shipped, texts

Arrays = dict[str, np.ndarray[Any, Any]]


def made_of(*texts: str, title: str = "Notes") -> list[Document]:
    return [Document(f"d{n}", title, "Office", text, cut(text, title)) for n, text in enumerate(texts)]


def arrays_of(documents: list[Document]) -> Arrays:
    parts: dict[str, list[np.ndarray[Any, Any]]] = {name: [] for name in ARRAYS}
    columns = Columns(ARRAYS, lambda name, piece: parts[name].append(piece))
    for number, document in enumerate(documents):
        write_document(columns, document, b"[%d]" % number)
    columns.flush()
    return in_memory(parts)


def copied(arrays: Arrays, *runs: tuple[int, int]) -> Arrays:
    parts: dict[str, list[np.ndarray[Any, Any]]] = {name: [] for name in ARRAYS}
    columns = Columns(ARRAYS, lambda name, piece: parts[name].append(piece))
    for first, last in runs:
        SavedDocuments(arrays).copy(columns, first, last)
    columns.flush()
    return in_memory(parts)


@given(st.lists(texts() | st.text(st.characters(codec=None), max_size=30), max_size=4))
def test_saved_documents_are_the_same_as_those_that_were_written(given_texts: list[str]) -> None:
    documents = made_of(*given_texts)
    arrays = arrays_of(documents)
    saved = SavedDocuments(arrays)
    assert fits(arrays)
    assert dict(saved) == {document.slug: document for document in documents}
    for document in documents:
        same = saved[document.slug]
        assert same.text == document.text
        assert [same.slice(p) for p in same.passages] == [document.slice(p) for p in document.passages]
        assert [same.passage(n) for n in range(-1, 9)] == [document.passage(n) for n in range(-1, 9)]
        assert same.paragraphs == document.paragraphs
        for at, passage in enumerate(document.passages):
            sentences = range(len(passage.sentences))
            assert tuple(same.sentence(at, n) for n in sentences) == passage.sentences
            assert tuple(document.sentence(at, n) for n in sentences) == passage.sentences


@given(st.lists(texts(), min_size=1, max_size=5), st.data())
def test_runs_are_copied_as_they_are(given_texts: list[str], data: st.DataObject) -> None:
    arrays = arrays_of(made_of(*given_texts))
    middle = data.draw(st.integers(0, len(given_texts)))
    again = copied(arrays, (0, middle), (middle, len(given_texts)))
    assert {name: array.tolist() for name, array in again.items()} == {n: a.tolist() for n, a in arrays.items()}


@pytest.mark.parametrize(
    ("text", "width"),
    [("café “tea”", 1), ("чай", 2), ("\x81", 2), ("tea 🍵", 4), ("\ud83c\udf75", 4), ("", 1)],
    ids=ascii,
)
def test_a_text_takes_as_many_bytes_a_character_as_it_needs(text: str, width: int) -> None:
    arrays = arrays_of(made_of(text))
    assert arrays["document_width"].tolist() == [width]
    assert len(arrays["document_text"]) == width * len(text)
    assert SavedDocuments(arrays)["d0"].text == text


def test_the_front_matter_comes_back_whole() -> None:
    (shipped_document,) = shipped().documents.values()
    full = replace(shipped_document, author="A. Writer", reliability="B", tags=("x",), sic=(Slip(2, "the the"),))
    saved = SavedDocuments(arrays_of([full]))
    assert saved[full.slug] == full
    assert full == saved[full.slug]
    assert saved[full.slug] != shipped_document
    assert saved.digests() == {full.slug: full.digest}
    assert saved[full.slug].digest == full.digest
    assert hash(saved[full.slug]) == hash(full)
    assert saved.uses(full.slug) == b"[0]"


def test_passages_are_a_sequence_like_any_other() -> None:
    (document,) = made_of("Notes\n\nOne is.\n\nTwo is. It is.")
    passages = SavedDocuments(arrays_of([document]))["d0"].passages
    assert (len(passages), passages[-1], passages[1:]) == (3, document.passages[-1], document.passages[1:])
    assert passages == document.passages
    assert document.passages == passages
    assert passages != list(document.passages)


def test_a_document_is_made_once() -> None:
    saved = SavedDocuments(arrays_of(made_of("One.", "Two.")))
    assert saved["d1"] is saved.at(1)
    assert saved.place(saved["d1"]) == 1
    assert saved["d1"] != "d1"
    with pytest.raises(KeyError):
        saved["d2"]


@pytest.mark.parametrize("name", sorted(ARRAYS.keys() - {"document_slugs", "document_front", "document_uses"}))
def test_arrays_of_another_length_do_not_fit(name: str) -> None:
    arrays = arrays_of(made_of("One is.", "Two is."))
    assert not fits({**arrays, name: arrays[name][:-1]})
    assert not fits({**arrays, name: arrays[name].astype("<f8")})
    assert not fits({other: array for other, array in arrays.items() if other != name})
