"""Custom ids stand in messages that were sent long ago: each that was ever sent is known for ever."""

from __future__ import annotations

import pytest

from bot.chat import custom_ids
from bot.chat.buttons import BUTTONS
from bot.chat.place import PLACE

EVER_SENT = [
    "o|read|1a2b3c4d|abcdefgh.6",
    "o|more|1a2b3c4d|abcdefgh.6,abcdefgh.2",
    "o|who|1a2b3c4d|abcdefgh,ijklmnop",
    "t|read|1a2b3c4d|abcdefgh.6|1",
    "t|actor|1a2b3c4d|abcdefgh|12",
    "t|actors|1a2b3c4d||0",
    "t|actors|1a2b3c4d|state|1",
    "t|sources|1a2b3c4d||1",
    "t|search|1a2b3c4d||1",
    "s|page",
    "d|123456789012345678",
    "f|",
    "f|abcdefgh,ijklmnop",
    "h|1a2b3c4d|123456789012345678",
    "x|0",
]

KINDS = (PLACE, custom_ids.MENU, custom_ids.DELETE, custom_ids.FOLLOW_UP, custom_ids.SHARE, custom_ids.EXAMPLE)


@pytest.mark.parametrize("custom_id", EVER_SENT)
def test_a_custom_id_that_was_ever_sent_is_still_taken_and_by_one_kind_of_button(custom_id: str) -> None:
    assert sum(kind.fullmatch(custom_id) is not None for kind in KINDS) == 1


def test_there_is_a_button_for_each_kind_of_custom_id() -> None:
    assert len(BUTTONS) == len(KINDS)
