"""All that one knowledge folder says, validated and immutable."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from bot.knowledge.actors import KINDS, STANCES
from bot.knowledge.discrepancies import discrepancies
from bot.knowledge.documents import Sentence
from bot.knowledge.predicates import PREDICATES
from bot.knowledge.uses import digest_of_names

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.errors import Fault
    from bot.knowledge.actors import Actor, Fact, Source
    from bot.knowledge.discrepancies import Discrepancy
    from bot.knowledge.documents import Document


def short_version(version: str) -> str:
    """Return what stands for a knowledge version where people see it: the first 8 characters of its hash."""
    return version.rpartition(":")[2][:8]


@dataclass(frozen=True, slots=True)
class Hedges:
    """Words that make a sentence *possible* or *reported*, the default ones and those of ``hedges.yaml``."""

    possible: tuple[str, ...] = ()
    reported: tuple[str, ...] = ()


@dataclass(frozen=True)
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

    def is_sound(self) -> bool:
        """Tell whether what was checked once, by whatever version of the bot, holds for this one without the files.

        All kinds, predicates and stances are known, and every quotation stands in its paragraph, word for word.
        """
        return all(actor.kind in KINDS and all(map(self._is_sound, actor.facts)) for actor in self.actors.values())

    def _is_sound(self, fact: Fact) -> bool:
        known = fact.predicate in PREDICATES and fact.stance in STANCES
        return known and bool(fact.sources) and all(map(self._stands, fact.sources))

    def _stands(self, source: Source) -> bool:
        document = self.documents.get(source.document)
        passage = document.passage(source.paragraph) if document else None
        if not (document and passage and passage.start <= source.start and source.end <= passage.end):
            return False
        return document.slice(Sentence(source.start, source.end)) == source.quote

    @cached_property
    def dates(self) -> tuple[str, ...]:
        """The days, months or years that documents were published, the earliest first."""
        return tuple(sorted({document.published for document in self.documents.values() if document.published}))

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The languages of the documents, as their files have them, sorted."""
        return tuple(sorted({document.language for document in self.documents.values()}))

    @cached_property
    def discrepancies(self) -> tuple[Discrepancy, ...]:
        """Where what the documents say of the same thing differs, in the order of the files."""
        return discrepancies(self.actors)

    @cached_property
    def differing(self) -> Mapping[tuple[str, str], tuple[Discrepancy, ...]]:
        """The discrepancies in which a fact takes part, by the id of its actor and its own; of most facts none."""
        found: dict[tuple[str, str], tuple[Discrepancy, ...]] = {}
        for discrepancy in self.discrepancies:
            for actor, fact in discrepancy.facts:
                found[actor, fact.id] = (*found.get((actor, fact.id), ()), discrepancy)
        return found
