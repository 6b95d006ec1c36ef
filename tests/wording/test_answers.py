"""What an answer says."""

from __future__ import annotations

from bot.wording import answers


def test_words_that_no_document_has_are_named_as_far_as_a_line_goes() -> None:
    assert answers.not_found(["one"]) == "I found nothing about this. In no document: “one”."
    many = answers.not_found(["one", "two", "three", "four", "five", "six", "seven"])
    assert many.endswith("In no document: “one”, “two”, “three”, “four”, “five” and 2 more.")
