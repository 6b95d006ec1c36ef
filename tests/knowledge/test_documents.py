from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge.documents import Document, cut
from bot.knowledge.loader import load

if TYPE_CHECKING:
    from pathlib import Path

TITLE = "Two rivers"
texts = (
    st.text(alphabet="ab. AB!?\"'()“”’\n\r\t \u00a0\u2028\u0301…。।é😀\x00\ud8001Dr")
    | st.text()
    | st.lists(st.sampled_from(["A.", "Mr.", "Dr. ", "U.S.", " ", "\n", "\n\n", "He ", "”", "5 p.m.", TITLE])).map(
        "".join
    )
)
languages = st.sampled_from(["en", "en-GB", "de", "ru", "ar", "hi", "ja", "xx", "tlh-Latn"])


def slices(text: str, title: str = TITLE, language: str = "en") -> list[tuple[int, list[str]]]:
    passages = cut(text, title, language)
    return [(p.number, [text[s.start : s.end] for s in p.sentences]) for p in passages]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two.\n\nThree.", [(1, ["One.", "Two."]), (2, ["Three."])]),
        ("Two rivers\n\nOne.", [(0, ["Two rivers"]), (1, ["One."])]),
        (
            "# Two  rivers \r\nOne\r\nline.\r\n \r\n\r\nThree.\r\n",
            [(0, ["Two  rivers"]), (1, ["One\r\nline."]), (2, ["Three."])],
        ),
        ("\n\n  Two rivers meet.\n", [(1, ["Two rivers meet."])]),
        ("One.\n\nTwo rivers", [(1, ["One."]), (2, ["Two rivers"])]),
        ("The U.S. left. It did.", [(1, ["The U.S. left.", "It did."])]),
        ("By A.\u2028B. Smith. Next.", [(1, ["By A.\u2028B. Smith.", "Next."])]),
        (" \n\t\n", []),
        ("Two rivers", [(0, ["Two rivers"])]),
    ],
)
def test_a_text_is_cut_at_blank_lines_and_sentence_ends(text: str, expected: list[tuple[int, list[str]]]) -> None:
    assert slices(text) == expected


def test_the_document_is_cut_as_the_golden_segments_are(knowledge_dir: Path, root: Path) -> None:
    golden = json.loads((root / "tests/golden/segments.json").read_text(encoding="utf-8"))
    document = load(knowledge_dir).documents["impact-of-taliban-resurgence"]
    assert len(document.text) == golden["source_characters"]
    assert [(p.number, p.start, p.end, document.slice(p)) for p in document.passages] == [
        (int(p["id"][1:]), p["start"], p["end"], p["text"]) for p in golden["paragraphs"]
    ]
    assert [(s.start, s.end, document.slice(s)) for p in document.passages for s in p.sentences] == [
        (s["start"], s["end"], s["text"]) for p in golden["paragraphs"] for s in p["sentences"]
    ]


@given(texts, languages)
def test_passages_and_sentences_hold_the_whole_text_in_order(text: str, language: str) -> None:
    passages = cut(text, TITLE, language)
    assert [p.number for p in passages] in (list(range(len(passages))), list(range(1, len(passages) + 1)))
    at = 0
    for passage in passages:
        assert not text[at : passage.start].strip().strip("#" if passage.number == 0 else "")
        assert text[passage.start : passage.end].strip() == text[passage.start : passage.end] != ""
        at = passage.start
        for sentence in passage.sentences:
            assert not text[at : sentence.start].strip()
            assert text[sentence.start : sentence.end].strip() == text[sentence.start : sentence.end] != ""
            at = sentence.end
        assert at == passage.end
    assert not text[at:].strip()


def test_a_panic_in_the_segmenter_leaves_the_paragraph_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    class PanicException(BaseException):
        pass

    def panic(language: str, text: str) -> list[str]:
        raise PanicException

    monkeypatch.setattr("sentencex.segment", panic)
    assert slices("One. Two.") == [(1, ["One. Two."])]


def test_what_stops_the_program_is_let_through(monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(language: str, text: str) -> list[str]:
        raise KeyboardInterrupt

    monkeypatch.setattr("sentencex.segment", stop)
    with pytest.raises(KeyboardInterrupt):
        cut("One. Two.", TITLE)


def test_a_segmenter_that_changes_the_text_is_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sentencex.segment", lambda *_: ["One.", "Two."])
    assert slices("One. Two.") == [(1, ["One. Two."])]


def test_a_passage_is_found_by_its_number() -> None:
    text = "One.\n\nTwo."
    document = Document("rivers", TITLE, "Office", text, cut(text, TITLE))
    assert document.passage(2) == document.passages[1]
    assert document.passage(0) is None
