"""The answer: frozen, JSON-ready, the same for every face.

`Answer.to_json` gives the contract that ``python -m bot ask --json`` prints; `CONTRACT` counts its version.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

CONTRACT = 1
BY_MEANING = ("meaning",)
"""`Excerpt.found_by` where the passage shares no word with the question."""


class Status(StrEnum):
    """What became of a question."""

    ANSWERED = "answered"
    RELATED = "related"
    NOT_FOUND = "not_found"
    REJECTED = "rejected"


class Reason(StrEnum):
    """Why a question was not answered."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    NO_MATCH = "no_match"
    NOT_COVERED = "not_covered"


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A paragraph with three nested slices: `text` ⊇ `window` ⊇ `answer`.

    `start` and `end` are those of `answer`, code points in the document's text. `stance` is None where nothing speaks.
    `also_in` lists paragraphs of the same document that only repeat this one (key points).
    """

    rank: int
    document: str
    title: str
    publisher: str
    published: str | None
    url: str | None
    paragraph: int
    text: str
    window: str
    answer: str
    start: int
    end: int
    stance: str | None
    hedge: str | None
    score: float
    found_by: tuple[str, ...]
    condition: str | None = None
    also_in: tuple[int, ...] = ()
    sic: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FactSource:
    """Where a shown fact stands."""

    document: str
    paragraph: int
    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class FactTime:
    """When, in the document's words."""

    text: str
    start: str | None
    end: str | None


@dataclass(frozen=True, slots=True)
class ShownFact:
    """A fact that bears on the question, with its object's name; `place` is an actor's id or words of the document.

    `object_note` holds a recorded death of the object, as `ShownActor.note` does of the actor.
    """

    id: str
    predicate: str
    object: str | None
    object_name: str | None
    value: str | None
    negated: bool
    condition: str | None
    stance: str
    hedge: str | None
    speaker: str | None
    time: FactTime | None
    sources: tuple[FactSource, ...]
    place: str | None = None
    object_note: str | None = None


@dataclass(frozen=True, slots=True)
class ShownActor:
    """An actor that the question names or the answer turns on, with the facts that bear on it.

    `note` holds a recorded death, in the document's words, to be shown on the same line.
    """

    id: str
    name: str
    kind: str
    facts: tuple[ShownFact, ...]
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Metadatum:
    """A field of a document's front matter that answers the question."""

    document: str
    field: str
    value: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What the bot has to say to one question.

    `doubts` tell what in the question could not be understood for certain, whatever the status.
    """

    question: str
    status: Status
    reason: Reason | None
    message: str
    confidence: float
    excerpts: tuple[Excerpt, ...]
    actors: tuple[ShownActor, ...]
    metadata: tuple[Metadatum, ...]
    unknown_terms: tuple[str, ...]
    missing_terms: tuple[str, ...]
    also_searched: tuple[str, ...]
    suggestions: tuple[str, ...]
    knowledge_version: str
    bot_version: str
    receipt: str
    doubts: tuple[str, ...] = ()
    contract: int = CONTRACT

    def to_json(self) -> dict[str, Any]:
        """Return the contract's object: plain lists, strings, numbers and None."""
        return asdict(self)
