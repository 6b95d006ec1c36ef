from __future__ import annotations

import pytest

from bot.answers.slips import slips_at, with_sic
from bot.chat.markup import passage, unescape
from tests.material import SOURCE, shipped


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Then it finds itself. In the midst of a game. So be it.",
            "Then it finds itself. In the midst of a game [sic]. So be it.",
        ),
        ("Then it finds itself.", "Then it finds itself. [sic]"),
        ("In the midst of a game. So be it.", "In the midst of a game [sic]. So be it."),
        ("Then it finds nothing.", "Then it finds nothing."),
        ("Seen of a game. So be it.", "Seen of a game. So be it."),
        ("", ""),
    ],
)
def test_a_slip_that_is_shown_in_part_is_marked_as_well(text: str, expected: str) -> None:
    slips = ("it finds itself. In the midst of a game",)
    assert with_sic(text, slips) == expected
    assert unescape(passage(text, sic=slips)) == expected


def test_slips_are_those_of_the_passages_asked_for() -> None:
    (first,) = slips_at(shipped(), [(SOURCE, 1), (SOURCE, 2), ("absent", 1)])
    assert first == "from Central Asian"
    assert len(slips_at(shipped(), [(SOURCE, 8), (SOURCE, 1), (SOURCE, 8)])) == 5
