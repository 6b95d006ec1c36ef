from __future__ import annotations

import unicodedata

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from bot.knowledge import quotes

# Characters that folding changes, and plain ones around them.
odd = st.text(alphabet="ab AB1.'\"-‘’“”–—\u00a0\u2003\n\r\t\u00adﬁ…½²é\u0301\u0323e한\u1112\u1161\u11ab\u200d😀\ud800")
texts = odd | st.text()


@pytest.mark.parametrize(
    ("quote", "text", "expected"),
    [
        ("the group's", "said the group’s men", "the group’s"),
        ('an "enemy"', "becoming an “enemy” to", "an “enemy”"),
        ("a - b", "x a — b y", "a — b"),
        ("two  words", "has two\r\n words here", "two\r\n words"),
        ("office", "the oﬃce is", "oﬃce"),
        ("cafe\u0301", "a café there", "café"),
        ("café", "a cafe\u0301 there", "cafe\u0301"),
        ("wait...", "they wait… and", "wait…"),
        ("half 1/2", "half 1⁄2", None),
        ("co-operate", "they co\u2011operate", "co\u2011operate"),
        ("soft hyphen", "soft hy\u00adphen", "soft hy\u00adphen"),
    ],
)
def test_a_quotation_is_found_as_the_text_has_it(quote: str, text: str, expected: str | None) -> None:
    assert [text[start:end] for start, end in quotes.find(quote, text)] == ([expected] if expected else [])


def test_every_place_is_given_in_order() -> None:
    assert quotes.find("a b", "a b a b; A b") == [(0, 3), (4, 7)]


@pytest.mark.parametrize(
    ("quote", "text"), [("US", "USSR"), ("alks", "talks"), ("7", "1975"), ("", "text"), (" ", "a b")]
)
def test_no_word_is_cut_and_nothing_is_not_found(quote: str, text: str) -> None:
    assert quotes.find(quote, text) == []


def test_a_script_without_capitals_may_be_cut_anywhere() -> None:
    assert quotes.find("日本", "今日本語") == [(1, 3)]


def test_the_nearest_text_is_offered_in_whole_words() -> None:
    text = "Tajikistan was reportedly offering the two leaders sanctuary"
    assert quotes.nearest("was reportedly offered the two leader", text) == "was reportedly offering the two leaders"


@pytest.mark.parametrize(("quote", "text"), [("", "text"), ("quote", " "), ("zzzz", "nothing like it")])
def test_nothing_is_near(quote: str, text: str) -> None:
    assert quotes.nearest(quote, text) is None


@given(texts)
def test_every_folded_character_knows_its_source(text: str) -> None:
    folded = quotes.fold(text)
    assert len(folded.text) == len(folded.starts) == len(folded.ends)
    assert all(0 <= start < end <= len(text) for start, end in zip(folded.starts, folded.ends, strict=True))
    assert list(folded.starts) == sorted(folded.starts)
    assert list(folded.ends) == sorted(folded.ends)


@given(texts)
@example("A\u00ad\u0301")
@example("\u1100\u00ad\u1161")
def test_folding_twice_is_folding_once(text: str) -> None:
    once = quotes.fold(text).text
    assert quotes.fold(once).text == once


@given(texts)
def test_normal_forms_of_a_text_fold_alike(text: str) -> None:
    assert quotes.fold(unicodedata.normalize("NFC", text)).text == quotes.fold(unicodedata.normalize("NFD", text)).text


@given(odd, odd, odd)
def test_what_is_found_folds_to_the_quotation(before: str, quote: str, after: str) -> None:
    text = f"{before} {quote} {after}"
    for start, end in quotes.find(quote, text):
        assert quotes.fold(text[start:end]).text == quotes.fold(quote).text


@given(st.lists(st.text(alphabet="abcé’“—", min_size=1), min_size=1, max_size=8), st.data())
def test_a_run_of_whole_words_is_always_found(words: list[str], data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, len(words) - 1))
    start = len(" ".join([*words[:first], ""]))
    quote = " ".join(words[first : last + 1])
    assume(quotes.fold(quote).text)
    assert (start, start + len(quote)) in quotes.find(quote, " ".join(words))


@given(texts, texts)
def test_what_is_nearest_stands_in_the_text(quote: str, text: str) -> None:
    found = quotes.nearest(quote, text)
    assert found is None or found in text


def test_a_heap_of_marks_on_one_letter_is_folded_in_time() -> None:
    heap = "o" + "\u0301" * 100_000
    text = f"({heap})"
    assert [text[start:end] for start, end in quotes.find(heap, text)] == [heap]
