"""What the bot says of how far it can be trusted: receipts, dates, verification, citations."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

RECEIPT = "receipt"
BOT = "bot"
SOURCES = "Sources:"


def receipt(number: str, bot_version: str, dates: Sequence[str]) -> str:
    """Give an answer's receipt, below the dates of the sources that it quotes."""
    as_of = [f"{SOURCES} {', '.join(dates)}"] if dates else []
    return " · ".join([*as_of, f"{RECEIPT} {number}", f"{BOT} {bot_version}"])


def as_of(words: Sequence[str], date: str | None) -> str:
    """Tie words such as “currently” to the date of the document that has them."""
    told = " and ".join(f"“{word}”" for word in words)
    verb = "means" if len(words) == 1 else "mean"
    return f"{told} {verb} as of {date}" if date else f"{told}: at a time not recorded, the document is undated"
