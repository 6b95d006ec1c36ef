"""Actors and the facts about them, each with the quotation that it rests on."""

from __future__ import annotations

from dataclasses import dataclass

from bot.knowledge.predicates import PREDICATES

CLASS = "class"
"""The kind of people that a document speaks of without naming them."""
KINDS = ("group", "state", "person", "organisation", "place", CLASS)
STANCES = ("asserted", "reported", "assessed", "possible", "stated")

_PLURALS = frozenset({"children", "men", "people", "police", "women"})


def is_plural(kind: str, name: str) -> bool:
    """Tell whether an actor is spoken of as many: a class whose name says so, as "Harbour workers of the east pier"."""
    return kind == CLASS and any(
        word in _PLURALS or (word.endswith("s") and not word.endswith(("'s", "’s", "ss")))
        for word in name.casefold().split()
    )


@dataclass(frozen=True, slots=True)
class Alias:
    """Another name of an actor; a `search_only` one is never shown as its name."""

    text: str
    type: str
    search_only: bool = False


@dataclass(frozen=True, slots=True)
class Confusion:
    """Whom an actor must not be taken for: an actor's id, or a name that no file describes, and why."""

    name: str
    actor: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Time:
    """When, in the document's words; `start` and `end` as YYYY[-MM[-DD]] only where the document gives them."""

    text: str
    start: str | None = None
    end: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact stands: `quote` is the document's own slice, ``document.text[start:end]``."""

    document: str
    paragraph: int
    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Fact:
    """One statement about an actor, with its stance and its quotations.

    `object` is an actor id, `value` words of the quotation; one of them may be None. `place` and `speaker` are an
    actor's id or words of the document. `derived` marks the inverse of a
    relation that was written under another actor: it is shown, never counted.
    """

    id: str
    predicate: str
    stance: str
    sources: tuple[Source, ...]
    object: str | None = None
    value: str | None = None
    negated: bool = False
    condition: str | None = None
    place: str | None = None
    hedge: str | None = None
    speaker: str | None = None
    time: Time | None = None
    differs_from: str | None = None
    derived: bool = False

    @property
    def is_relation(self) -> bool:
        """Whether it joins two actors."""
        predicate = PREDICATES.get(self.predicate)
        return self.object is not None and predicate is not None and predicate.is_relation


@dataclass(frozen=True, slots=True)
class Actor:
    """A group, state, person, organisation, place or class that documents name."""

    id: str
    kind: str
    name: str
    aliases: tuple[Alias, ...] = ()
    not_to_be_confused_with: tuple[Confusion, ...] = ()
    facts: tuple[Fact, ...] = ()
