"""Dates as they are shown."""

from __future__ import annotations

import pytest

from bot.wording import date
from bot.wording.dates import first_to_last


@pytest.mark.parametrize(
    ("published", "shown"),
    [("2021-10-14", "14 Oct 2021"), ("2021-10", "Oct 2021"), ("2021", "2021"), (None, "undated")],
)
def test_a_date_is_as_precise_as_the_document_has_it(published: str | None, shown: str) -> None:
    assert date(published) == shown


def test_of_several_dates_the_first_and_the_last_are_told() -> None:
    assert first_to_last(["2019", "May 2020", "14 Oct 2021"]) == "2019 to 14 Oct 2021"
    assert first_to_last(["2019"]) == "2019"
    assert first_to_last([]) == ""
