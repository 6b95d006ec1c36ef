"""Text of others, made safe to show."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.chat.markup import (
    MARK,
    address,
    bold,
    brief,
    cut,
    escape,
    isolate,
    passage,
    quotation,
    shortened,
    unescape,
    units,
)
from tests.chat.contract import PING

HOSTILE = (
    st.text() | st.text("\\{}*_~`|<>[]()@&#-+1.:/ \n\tab") | st.text(st.characters(categories=("Cs", "Cc", "Cf", "Mn")))
)


@given(HOSTILE)
@example("\ud800 lone surrogate")
@example("\\{202e}")
@example("https://example.org\\")
def test_unescape_is_the_exact_inverse_of_escape(text: str) -> None:
    assert unescape(escape(text)) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("@everyone", r"\@everyone"),
        ("<@1> <@&1> <#1>", r"\<\@1\> \<\@\&1\> \<#1\>"),
        ("<t:0:R>", r"\<t:0:R\>"),
        ("</ask:1>", r"\</ask:1\>"),
        ("<:smile:1>", r"\<:smile:1\>"),
        ("# heading", r"\# heading"),
        ("-# small", r"\-# small"),
        ("- item\n  * item", "\\- item\n  \\* item"),
        ("12. item", r"12\. item"),
        ("> quote", r"\> quote"),
        (">>> quote", r"\>\>\> quote"),
        ("**bold** _it_ ~~no~~ ||hidden|| `code`", r"\*\*bold\*\* \_it\_ \~\~no\~\~ \|\|hidden\|\| \`code\`"),
        ("[text](https://example.org)", r"\[text\](https:\//example.org)"),
        ("a\u202eb", r"a\{202e}b"),
        ("a\x00b", r"a\{0}b"),
        ("low-level, 2.5 #1", "low-level, 2.5 #1"),
    ],
)
def test_active_markup_becomes_plain(text: str, expected: str) -> None:
    assert escape(text) == expected


@given(HOSTILE)
def test_nothing_escaped_can_ping_or_be_refused_as_unsendable(text: str) -> None:
    escaped = escape(text)
    assert not PING.search(escaped)
    escaped.encode("utf-8")


def test_marks_are_stacked_four_high_at_most() -> None:
    assert escape("z" + "\u0334" * 6) == "z" + "\u0334" * 4 + r"\{334}\{334}"


@given(HOSTILE, st.integers(min_value=20, max_value=300))
def test_a_cut_text_fits_and_says_that_it_was_cut(text: str, limit: int) -> None:
    shown = cut(text, limit)
    assert units(shown) <= limit
    assert shown == escape(text) or shown.endswith(MARK)


@given(st.text(max_size=200), st.integers(1, 100))
def test_a_label_fits_and_says_that_it_was_cut(text: str, limit: int) -> None:
    shown = brief(text, limit)
    assert units(shown) <= limit
    assert shown == text or (shown.endswith("…") and text.startswith(shown[:-1]))


@given(HOSTILE.map(lambda text: " ".join(text.split())), st.integers(30, 400))
def test_a_shortened_text_fits_and_keeps_its_beginning_and_its_end(text: str, limit: int) -> None:
    told = shortened(text, limit)
    assert units(told) <= limit
    assert not PING.search(told)
    if told != escape(text) and not told.endswith(MARK):
        head, _, tail = told.partition(f" {MARK} ")
        assert text.startswith(unescape(head))
        assert text.endswith(unescape(tail))


def test_what_a_quotation_ends_in_is_not_cut_off() -> None:
    told = shortened("The main groups, such as the first and the second, have only a modest footprint there", 60)
    assert told == "The main groups, such as […] a modest footprint there"


def test_a_text_is_cut_at_a_word() -> None:
    assert cut("one two three four five", 20) == f"one two three {MARK}"


@given(HOSTILE)
def test_every_line_of_a_quotation_is_quoted(text: str) -> None:
    assert all(line.startswith("> ") for line in quotation(escape(text)).split("\n"))


def test_bold_marks_stand_at_words_on_every_line() -> None:
    assert bold(" one \n\n two") == " **one** \n\n **two**"


def test_slips_of_the_source_are_marked_within_and_around_the_answer() -> None:
    text = "He take it. She go on."
    assert passage(text, (12, 22), ("take", "go")) == r"He take \[sic\] it. **She go \[sic\] on.**"


@given(HOSTILE, st.data())
def test_a_passage_without_its_marks_is_the_document_s_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    shown = passage(text, (start, end))
    assert unescape(_without_bold(shown)) == text


def _without_bold(markup: str) -> str:
    kept, at = [], 0
    while at < len(markup):
        step = 2 if markup[at] == "\\" else 1
        if markup.startswith("**", at):
            at += 2
            continue
        kept.append(markup[at : at + step])
        at += step
    return "".join(kept)


def test_right_to_left_text_is_kept_to_itself() -> None:
    assert isolate("سلام") == "\u2068سلام\u2069"
    assert isolate("hello") == "hello"


def test_an_address_that_could_be_markup_is_escaped() -> None:
    assert address("https://example.org/a_b-c/") == "https://example.org/a_b-c/"
    assert address("https://example.org/)[x](y") == r"https:\//example.org/)\[x\](y"
    assert address("javascript:alert(1)") == "javascript:alert(1)"
