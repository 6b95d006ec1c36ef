"""Messages measured and paged before they are sent."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.markup import MARK, units
from bot.chat.page import ROOM, Button, Option, Page, Select, pack, quotations
from bot.chat.view import layout


def test_a_text_that_fits_is_one_block() -> None:
    assert quotations("One. Two.", [4, 9]) == ["> One. Two."]


def test_a_long_text_is_broken_at_sentence_ends() -> None:
    assert quotations("One is here. Two is there.", [12, 26], room=25) == ["> One is here.", "> Two is there."]


def test_a_sentence_longer_than_a_block_breaks_at_a_word_with_a_mark() -> None:
    blocks = quotations("alpha beta gamma delta epsilon", [], room=22)
    assert blocks == [f"> alpha beta {MARK}", f"> gamma delta {MARK}", "> epsilon"]


@given(st.text(max_size=3000), st.lists(st.integers(0, 3000)), st.integers(60, 1500))
def test_no_block_is_longer_than_asked_for(text: str, ends: list[int], room: int) -> None:
    assert all(units(block) <= room for block in quotations(text, ends, room=room))


@given(st.lists(st.text("ab> \n", min_size=1, max_size=400), max_size=60))
def test_pages_hold_every_block_in_order_and_stay_within_their_room(items: list[str]) -> None:
    pages = pack(items)
    assert [item for page in pages for item in page] == items
    assert all(sum(units(item) + 1 for item in page) <= ROOM or len(page) == 1 for page in pages)


def test_what_stands_below_a_quotation_is_a_text_of_its_own() -> None:
    page = Page(("first", "> quoted\n> on", "below", "> again"))
    assert page.displays == ("first\n> quoted\n> on", "below\n> again")


def test_a_page_that_is_too_long_is_not_sent() -> None:
    with pytest.raises(ValueError, match="4001 units"):
        layout(Page(("a" * 4001,)))


def test_a_custom_id_that_is_too_long_is_not_sent() -> None:
    with pytest.raises(ValueError, match="101 characters"):
        layout(Page(("a",), (Button("label", "x" * 101),)))


def test_small_print_below_a_list_is_a_text_of_its_own() -> None:
    page = Page(("### head", "- one", "- two", "-# small", "-# print"))
    assert page.displays == ("### head\n- one\n- two", "-# small\n-# print")
    assert Page(("line", "-# small")).displays == ("line\n-# small",)


def test_a_page_with_a_choice_too_long_for_discord_is_refused() -> None:
    page = Page(("text",), selects=(Select("page", "Prompt", (Option("Label", "x" * 101),)),))
    with pytest.raises(ValueError, match="longer than 100"):
        layout(page)


def test_buttons_wrap_into_rows_of_five() -> None:
    view: Any = layout(Page(("text",), tuple(Button(str(number), f"o|read|0|{number}") for number in range(7))))
    (container,) = view.to_components()
    rows = [len(child["components"]) for child in container["components"] if child["type"] == 1]
    assert rows == [5, 2]
