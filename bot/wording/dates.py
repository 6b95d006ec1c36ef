"""Dates as they are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
UNDATED = "undated"


def date(published: str | None) -> str:
    """Show an ISO date with the precision that it has: ``14 Oct 2021``, ``Oct 2021``, ``2021``, ``undated``."""
    if published is None:
        return UNDATED
    year, *rest = published.split("-")
    names = [_MONTHS[int(rest[0]) - 1]] if rest else []
    days = [str(int(rest[1]))] if len(rest) > 1 else []
    return " ".join([*days, *names, year])


def first_to_last(dates: Sequence[str]) -> str:
    """Tell the first and the last of some dates as they are shown: ``2019 to 14 Oct 2021``; empty for none."""
    return " to ".join(dict.fromkeys([*dates[:1], *dates[-1:]]))
