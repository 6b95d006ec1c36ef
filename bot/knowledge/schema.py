"""What may stand in the YAML files, as pydantic models.

What is said of a key stands below it: editors show it (see `bot.knowledge.editors`).
"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

# Pydantic looks the types up here when it builds the models.
from bot.knowledge.values import (
    Access,
    Address,
    AliasType,
    Date,
    Flag,
    Kind,
    Language,
    Line,
    Name,
    Number,
    PredicateName,
    Reliability,
    Slug,
    Stance,
    Text,
)


class EntryModel(BaseModel):
    """What all entries have in common: no unknown key, no type changed on the quiet."""

    # A start that opens what is saved reads no entry: what checks them is built when the first one is read.
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, use_attribute_docstrings=True, defer_build=True)


class SlipEntry(EntryModel):
    """A slip of the source's own, marked where it is shown."""

    paragraph: Number
    """The number of the paragraph, counted from 1."""
    words: Text
    """The words, verbatim."""


# A list item that turns out to be faulty is taken out and leaves None in its place, so that the others keep their index
# and are checked as well.
class FrontMatter(EntryModel):
    """The front matter of a document."""

    title: Line
    """The document's title."""
    publisher: Line
    """Who published it."""
    published: Date | None = None
    """YYYY-MM-DD, YYYY-MM or YYYY, as exactly as it is known; left out: undated."""
    url: Address | None = None
    """Where the original stands."""
    author: Line | None = None
    """Who wrote it."""
    language: Language = "en"
    """A language tag (BCP 47), as "en"."""
    rights: Text | None = None
    """Whose text it is; shown with the sources."""
    via: Text | None = None
    """How the text got here, as "reprint"; shown with the sources."""
    tags: list[Line | None] = Field(default=[])
    """Words of your own for the document."""
    access: Access = "excerpts"
    """`full`, or `excerpts`: a passage is shown with one neighbour on either side, then a link."""
    key_points: list[Number | None] = Field(default=[])
    """The numbers of the paragraphs that sum up the rest."""
    reliability: Reliability | None = None
    """A to F (Admiralty Code, of the publisher); left out: not judged."""
    sic: list[SlipEntry | None] = Field(default=[])
    """The source's own slips: marked where they are shown, never repaired."""


class AliasEntry(EntryModel):
    """Another name of the actor."""

    text: Name
    """The name; a document must use it, unless it is search_only."""
    type: AliasType
    """`weak` is a part of the name, or a word that can mean others too."""
    search_only: Flag = False
    """Whether people only type it: it is searched for, and never shown as the actor's name."""


class ConfusionEntry(EntryModel):
    """Whom the actor must not be taken for."""

    name: Name
    """An actor's id, or any name."""
    reason: Line | None = None
    """Why; needed where the name is no actor's id."""


class TimeEntry(EntryModel):
    """When, as the document has it."""

    text: Text
    """Words of the quotation."""
    start: Date | None = None
    """YYYY, YYYY-MM or YYYY-MM-DD, only where the document gives it."""
    end: Date | None = None
    """YYYY, YYYY-MM or YYYY-MM-DD, only where the document gives it."""


class SourceEntry(EntryModel):
    """Where a fact stands."""

    document: Text
    """The document: its file's name without the ending."""
    paragraph: Number
    """The number of the paragraph, counted from 1; 0 is the title line."""
    quote: Text
    """Verbatim, once in its paragraph, as short as carries the fact."""


class FactEntry(EntryModel):
    """One statement about the actor, with the quotations that it rests on."""

    id: Slug
    """Unique within the file."""
    predicate: PredicateName
    """What is said: an attribute of the actor, or its relation to the object."""
    stance: Stance
    """How strongly the document puts it; the first that fits: possible, stated, reported, assessed, asserted."""
    sources: list[SourceEntry | None]
    """One or more quotations; each holds all words of the fact."""
    object: Text | None = None
    """The id of another actor."""
    value: Text | None = None
    """Words of the quotation."""
    negated: Flag = False
    """Whether the document denies it."""
    condition: Text | None = None
    """The words of the quotation that make it conditional."""
    place: Text | None = None
    """Where: an actor's id, or words of the quotation."""
    hedge: Text | None = None
    """The words of the quotation that weaken it."""
    speaker: Text | None = None
    """Whose word it is: an actor's id, or words of the paragraph."""
    time: TimeEntry | None = None
    """When."""
    differs_from: Text | None = None
    """The id of a fact that contradicts this one: fact, or actor.fact."""


def _named(value: Any) -> Any:
    """Let a plain id stand for an entry with that name."""
    return {"name": value} if isinstance(value, str) else value


_Confusion = Annotated[ConfusionEntry | None, BeforeValidator(_named, json_schema_input_type=Name | ConfusionEntry)]


class ActorFile(EntryModel):
    """An actor: its names, and the facts about it."""

    kind: Kind
    """`class` is a set of people that a document speaks of without naming them."""
    name: Name
    """The canonical name."""
    aliases: list[AliasEntry | None] = Field(default=[])
    """Other names, and what people type for them."""
    not_to_be_confused_with: list[_Confusion] = Field(default=[])
    """Ids of actors, or names with a reason."""
    facts: list[FactEntry | None] = Field(default=[])
    """What the documents say about it; a relation is written once, under the subject of the sentence."""


class SynonymsFile(EntryModel):
    """Words that mean the same when searching."""

    groups: list[list[Line | None] | None] = Field(default=[])
    """Groups of words that find each other."""
    peoples: list[Line | None] = Field(default=[])
    """Names of peoples, faiths and languages: never an alias of an actor."""


class HedgesFile(EntryModel):
    """Words that make a sentence possible or reported."""

    defaults: Flag = True
    """Whether the English words that the bot knows by itself count too."""
    possible: list[Line | None] = Field(default=[])
    """The sentence says what may be, not what is."""
    reported: list[Line | None] = Field(default=[])
    """The sentence passes on what others say."""
