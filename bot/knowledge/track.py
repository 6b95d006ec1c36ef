"""Showing how far a long piece of work has come."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable

Item = TypeVar("Item")


class Track(Protocol):
    """Gives the `items` one by one and shows how far it has come; `total` is how many, `what` what is done."""

    def __call__(self, items: Iterable[Item], total: int, what: str) -> Iterable[Item]:
        """Give the items."""


def untracked(items: Iterable[Item], total: int, what: str) -> Iterable[Item]:  # noqa: ARG001 - see Track
    """Give the items, and show nothing."""
    return items
