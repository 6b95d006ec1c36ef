"""What a button opens, as it stands in its custom id: verb, knowledge version, short ids and page.

Nothing is stored: the id says all, and survives a restart. Documents and actors are named by a hash of their id, so
that the button still finds them after a reload, and says so where they are gone.
"""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.chat.page import MAX_CUSTOM_ID

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.knowledge.documents import Document, Passage
    from bot.knowledge.model import Knowledge

PLACE = re.compile(
    r"(?:o|(?P<turn>t))\|(?P<verb>[a-z]+)\|(?P<version>[0-9a-z]*)\|(?P<args>[0-9a-z.,_-]*)"
    r"(?(turn)\|(?P<page>[0-9]{1,4}))"
)
"""A button that opens a place, or, with a page, turns to it."""


@dataclass(frozen=True, slots=True)
class Place:
    """What to show: a verb with its arguments, as of a knowledge version, and which page of it.

    Without a `page` it is the one with what was asked for, which is the first as a rule.
    """

    verb: str
    version: str
    args: tuple[str, ...] = ()
    page: int | None = None

    @property
    def opening(self) -> str:
        """The custom id of a button that opens this privately."""
        return f"o|{self.verb}|{self.version}|{','.join(self.args)}"

    def turning(self, page: int) -> str:
        """Return the custom id of a button that turns to `page` of this."""
        return f"t|{self.verb}|{self.version}|{','.join(self.args)}|{page}"

    @classmethod
    def of(cls, match: re.Match[str]) -> Place:
        """Read a custom id that `PLACE` matched."""
        args = tuple(filter(None, match["args"].split(",")))
        return cls(match["verb"], match["version"], args, int(match["page"]) if match["page"] else None)

    def fitting(self) -> Place:
        """Leave out the last arguments that a custom id has no room for."""
        place = self
        while len(place.turning(9999)) > MAX_CUSTOM_ID:
            place = replace(place, args=place.args[:-1])
        return place


@lru_cache(maxsize=1 << 14)
def short_id(name: str) -> str:
    """Return 8 characters (40 bits of SHA-256) that stand for a document's slug or an actor's id."""
    return base64.b32encode(hashlib.sha256(name.encode()).digest()[:5]).decode().lower()


def passage_id(document: str, paragraph: int) -> str:
    """Return the short id of a passage."""
    return f"{short_id(document)}.{paragraph}"


def find(short: str, names: Iterable[str]) -> str | None:
    """Return the name that `short` stands for, or None."""
    return next((name for name in names if short_id(name) == short), None)


def find_passage(short: str, knowledge: Knowledge) -> tuple[Document, Passage] | None:
    """Return the passage that a short id stands for, or None where it is gone."""
    document_id, _, number = short.partition(".")
    slug = find(document_id, knowledge.documents)
    if slug is None or not number.isdigit():
        return None
    document = knowledge.documents[slug]
    passage = document.passage(int(number))
    return None if passage is None else (document, passage)
