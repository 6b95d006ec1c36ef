from __future__ import annotations

import pytest

from bot.answers.asof import words_of_now


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They have a modest footprint in Afghanistan at present.", ("at present",)),
        ("Currently it holds the valley; it currently holds no town.", ("Currently", "currently")),
        ("It holds the valley now, and now the road.", ("now",)),
        ("It left at\n  the moment, and is weak today.", ("at the moment", "today")),
        ("This year's harvest was poor.", ("This year",)),
        ("It left in 2021.", ()),
        ("It is known nowhere; the presentation was snowed in.", ()),
        ("", ()),
    ],
)
def test_words_that_mean_the_time_of_writing_are_found(text: str, expected: tuple[str, ...]) -> None:
    assert words_of_now(text) == expected
