"""All that one knowledge folder says, validated and immutable."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.knowledge.uses import digest_of_names

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.errors import Fault
    from bot.knowledge.actors import Actor
    from bot.knowledge.documents import Document


@dataclass(frozen=True, slots=True)
class Hedges:
    """Words that make a sentence *possible* or *reported*, the default ones and those of ``hedges.yaml``."""

    possible: tuple[str, ...] = ()
    reported: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Knowledge:
    """The documents and actors of one folder.

    `documents` is keyed by slug and `actors` by id, both in sorted order. `version` is ``sha256:`` and the hash over
    all files' names and bytes. `uses` tells which names of actors a document uses, as `bot.knowledge.uses` writes it;
    it is kept for the next version and says nothing that the rest does not.
    """

    documents: Mapping[str, Document]
    actors: Mapping[str, Actor]
    version: str
    synonyms: tuple[tuple[str, ...], ...] = ()
    peoples: tuple[str, ...] = ()
    hedges: Hedges = field(default_factory=Hedges)
    warnings: tuple[Fault, ...] = ()
    uses: Mapping[str, bytes] = field(default_factory=dict, compare=False, repr=False)

    @property
    def names(self) -> str:
        """A digest of all names of actors."""
        texts = ((a.id, [a.name, *(alias.text for alias in a.aliases)]) for a in self.actors.values())
        return digest_of_names(texts)
