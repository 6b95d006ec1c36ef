"""The slips of a source, marked where its words are shown, never repaired."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.knowledge.documents import Document, Slip
    from bot.knowledge.model import Knowledge

SIC = "[sic]"
_FEWEST = 3
"""How many words of a slip make it one, where the rest of it is not shown."""


def slips_at(knowledge: Knowledge, passages: Iterable[tuple[str, int]]) -> tuple[str, ...]:
    """Return the slips that the documents have in passages given as (slug, paragraph)."""
    return tuple(
        slip.words
        for slug, paragraph in dict.fromkeys(passages)
        for slip in _slips(knowledge.documents.get(slug))
        if slip.paragraph == paragraph
    )


def _slips(document: Document | None) -> tuple[Slip, ...]:
    return document.sic if document else ()


def with_sic(text: str, slips: tuple[str, ...]) -> str:
    """Return document text with ``[sic]`` behind the source's slips."""
    if not slips:
        return text
    edges = [0, *sorted(slip_ends(text, slips)), len(text)]
    return f" {SIC}".join(text[a:b] for a, b in pairwise(edges))


def slip_ends(text: str, slips: Iterable[str]) -> set[int]:
    """Return where slips end in a part of a document, also those that it begins or ends within."""
    return {end for words in slips if words and (end := _slip_end(text, words))}


def _slip_end(text: str, words: str) -> int:
    whole = text.find(words)
    if whole >= 0:
        return whole + len(words)
    beginnings, rests = _parts(words)
    if text.endswith(beginnings):
        return len(text)
    return next((len(rest) for rest in rests if text.startswith(rest)), 0)


@lru_cache(maxsize=1024)
def _parts(slip: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the beginnings and the rests of a slip that are long enough to tell it by."""
    breaks = [found.start() for found in re.finditer(r"\s", slip)]
    return tuple(slip[:at] for at in breaks[_FEWEST - 1 :]), tuple(slip[at:].lstrip() for at in breaks[: 1 - _FEWEST])
