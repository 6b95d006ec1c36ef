from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text import STOP_WORDS, clean, distinct, fold, lengths_by_first, phrase, terms, words

ANYTHING = st.text(st.characters(codec=None))


@pytest.mark.parametrize(
    ("written", "also"),
    [
        ("Taliban’s", "Taliban's"),
        ("Taliban's", "Taliban"),
        ("fighters’", "fighters"),
        ("al-Qaeda", "al Qaeda"),
        ("al‑Qaeda", "al–Qaeda"),
        ("AL-QAEDA", "al-qaeda"),
        ("U.S.", "US"),
        ("U.S.A.", "USA"),
        ("Ｔａｌｉｂａｎ", "Taliban"),
        ("naïve café", "naive cafe"),
        ("Straße", "STRASSE"),
        ("Tali\u00adban", "Taliban"),
        ("Tali\u200bban", "Taliban"),
        ("T̸á̷l̴i̶b̵a̷n̴", "Taliban"),
        ("Tali\ud800ban", "Taliban"),
        ("“Taliban”", '"Taliban"'),
        ("migrate", "migrating"),
        ("pledges", "pledge"),
        ("fled.Then", "fled then"),
    ],
)
def test_what_reads_the_same_has_the_same_terms(written: str, also: str) -> None:
    assert terms(written) == terms(also) != []


@pytest.mark.parametrize(
    ("one", "other"),
    [("Uzbekistan", "Tajikistan"), ("AQIS", "al-Qaeda"), ("2001", "2011"), ("east", "west"), ("US", "us")],
)
def test_what_means_something_else_has_other_terms(one: str, other: str) -> None:
    assert terms(one) != terms(other)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("tell us", []), ("the US", ["us"]), ("the U.S.", ["us"]), ("Us too", []), ("U.S. raid", ["us", "raid"])],
)
def test_us_is_a_country_only_in_capitals(text: str, expected: list[str]) -> None:
    assert [term for term in terms(text) if term != "tell"] == expected


@pytest.mark.parametrize("text", ["", " ", "?!…", "who is it", "don't", "it’s", "weren't they", "\0", "\ud800", "'s"])
def test_function_words_and_punctuation_have_no_terms(text: str) -> None:
    assert terms(text) == []


def test_a_word_keeps_how_it_was_written() -> None:
    assert [(word.surface, word.folded) for word in words("The Taliban’s U.S. talks")] == [
        ("The", "the"),
        ("Taliban's", "taliban"),
        ("U.S.", "us"),
        ("talks", "talks"),
    ]


def test_a_name_keeps_its_stop_words() -> None:
    assert phrase("Al-Qaeda in the Indian Subcontinent") == ("al", "qaeda", "in", "the", "indian", "subcontinent")


def test_stop_words_are_folded_and_without_apostrophes() -> None:
    assert [word for word in STOP_WORDS if fold(word) != word or "'" in word] == []


@given(ANYTHING)
def test_any_text_has_words_and_terms_fold_to_themselves(text: str) -> None:
    for word in words(text):
        assert word.surface
        assert fold(word.folded) == word.folded or "'" in word.folded
    assert terms(text) == [word.term for word in words(text) if word.term]


@given(ANYTHING)
def test_case_and_composition_do_not_change_names(text: str) -> None:
    assert phrase(unicodedata.normalize("NFKC", text)) == phrase(text)


@given(ANYTHING)
def test_cleaning_leaves_nothing_that_cannot_be_seen_or_written(text: str) -> None:
    cleaned = clean(text)
    cleaned.encode()
    assert not any(unicodedata.category(c) in {"Cf", "Mn", "Me"} for c in cleaned)


@given(st.lists(st.sampled_from("abc")))
def test_distinct_keeps_the_first_of_each_in_order(items: list[str]) -> None:
    assert distinct(items) == sorted(set(items), key=items.index)


def test_phrases_are_looked_for_by_their_first_word_the_longest_first() -> None:
    phrases = [("red",), ("red", "river", "order"), ("blue", "league"), ("red", "bridge", "order"), ()]
    assert lengths_by_first(phrases) == {"red": [3, 1], "blue": [2]}
