"""All that one knowledge folder says, validated and immutable."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.errors import Fault
    from bot.knowledge.actors import Actor
    from bot.knowledge.documents import Document


@dataclass(frozen=True, slots=True)
class Hedges:
    """Words that make a sentence *possible* or *reported*, as written in ``hedges.yaml``."""

    possible: tuple[str, ...] = ()
    reported: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Knowledge:
    """The documents and actors of one folder.

    `documents` is keyed by slug and `actors` by id, both in sorted order. `version` is ``sha256:`` and the hash over
    all files' names and bytes.
    """

    documents: Mapping[str, Document]
    actors: Mapping[str, Actor]
    version: str
    synonyms: tuple[tuple[str, ...], ...] = ()
    peoples: tuple[str, ...] = ()
    hedges: Hedges = field(default_factory=Hedges)
    warnings: tuple[Fault, ...] = ()
