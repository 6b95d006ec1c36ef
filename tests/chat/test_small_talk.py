from __future__ import annotations

import pytest

from bot.chat.small_talk import is_small_talk, is_thanks


@pytest.mark.parametrize("text", ["Hello!", "  good\tmorning ", "ARE YOU A BOT?", "What does the report say?"])
def test_a_greeting_or_a_question_about_the_bot_is_small_talk(text: str) -> None:
    assert is_small_talk(text)
    assert not is_thanks(text)


@pytest.mark.parametrize("text", ["Thank you!", "thx", "Good bot."])
def test_thanks_are_no_small_talk(text: str) -> None:
    assert is_thanks(text)
    assert not is_small_talk(text)


@pytest.mark.parametrize("text", ["", "Hello, who leads the Taliban?", "What does the Taliban say?", "thanks to whom?"])
def test_what_goes_on_to_a_subject_is_neither(text: str) -> None:
    assert not is_small_talk(text)
    assert not is_thanks(text)
