"""The custom ids of buttons and menus that open no place: made here, and read by the patterns beside them.

Like those of places (see `bot.chat.place`) they have at most 100 characters, begin with a letter of their own, and say
all that a click needs, so that nothing is stored.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.chat.place import short_id

if TYPE_CHECKING:
    from collections.abc import Iterable

DELETE = re.compile(r"d\|(?P<asker>[0-9]{1,20})")
FOLLOW_UP = re.compile(r"f\|(?P<actors>[0-9a-z,]*)")
"""A button, and the form that it opens."""
SHARE = re.compile(r"h\|(?P<version>[0-9a-z]*)\|(?P<asker>[0-9]{1,20})")
MENU = re.compile(r"s\|[a-z]+")
EXAMPLE = re.compile(r"x\|[0-9]")


def delete(asker: int) -> str:
    """Return the id of the button that deletes the answer to a question of `asker`."""
    return f"d|{asker}"


def follow_up(actors: Iterable[str]) -> str:
    """Return the id of the button to follow up a question about these actors, by their ids."""
    return f"f|{','.join(map(short_id, actors))}"


def followed(match: re.Match[str]) -> tuple[str, ...]:
    """Return the short ids of the actors that a question was about, from an id that `FOLLOW_UP` matched."""
    return tuple(filter(None, match["actors"].split(",")))


def share(version: str, asker: int) -> str:
    """Return the id of the button that shares an answer which `asker` got from a knowledge, by its short version."""
    return f"h|{version}|{asker}"


def example(number: int) -> str:
    """Return the id of the button that asks the question it is labelled with, the how-manieth of its message."""
    return f"x|{number}"
