"""Counting in words."""

from __future__ import annotations


def plural(count: int, noun: str) -> str:
    """Count a noun: ``1 document``, ``2 documents``."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def and_more(rest: int) -> str:
    """End a list that has no room for the last ones."""
    return f"and {rest} more"
