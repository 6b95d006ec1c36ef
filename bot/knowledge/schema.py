"""What may stand in the YAML files, as pydantic models.

What is said of a key is its description: editors show it (see `bot.knowledge.editors`).
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
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, defer_build=True)


class SlipEntry(EntryModel):
    """A slip of the source's own, marked where it is shown."""

    paragraph: Annotated[Number, Field(description="The number of the paragraph, counted from 1.")]
    words: Annotated[Text, Field(description="The words, verbatim.")]


# A list item that turns out to be faulty is taken out and leaves None in its place, so that the others keep their index
# and are checked as well.
class FrontMatter(EntryModel):
    """The front matter of a document."""

    title: Annotated[Line, Field(description="The document's title.")]
    publisher: Annotated[Line, Field(description="Who published it.")]
    published: Annotated[
        Date | None, Field(description="YYYY-MM-DD, YYYY-MM or YYYY, as exactly as it is known; left out: undated.")
    ] = None
    url: Annotated[Address | None, Field(description="Where the original stands.")] = None
    author: Annotated[Line | None, Field(description="Who wrote it.")] = None
    language: Annotated[Language, Field(description='A language tag (BCP 47), as "en".')] = "en"
    rights: Annotated[Text | None, Field(description="Whose text it is; shown with the sources.")] = None
    via: Annotated[Text | None, Field(description='How the text got here, as "reprint"; shown with the sources.')] = (
        None
    )
    tags: Annotated[list[Line | None], Field(description="Words of your own for the document.")] = Field(default=[])
    access: Annotated[
        Access,
        Field(description="`full`, or `excerpts`: a passage is shown with one neighbour on either side, then a link."),
    ] = "excerpts"
    key_points: Annotated[
        list[Number | None], Field(description="The numbers of the paragraphs that sum up the rest.")
    ] = Field(default=[])
    reliability: Annotated[
        Reliability | None, Field(description="A to F (Admiralty Code, of the publisher); left out: not judged.")
    ] = None
    sic: Annotated[
        list[SlipEntry | None],
        Field(description="The source's own slips: marked where they are shown, never repaired."),
    ] = Field(default=[])


class AliasEntry(EntryModel):
    """Another name of the actor."""

    text: Annotated[Name, Field(description="The name; a document must use it, unless it is search_only.")]
    type: Annotated[AliasType, Field(description="`weak` is a part of the name, or a word that can mean others too.")]
    search_only: Annotated[
        Flag, Field(description="Whether people only type it: it is searched for, and never shown as the actor's name.")
    ] = False


class ConfusionEntry(EntryModel):
    """Whom the actor must not be taken for."""

    name: Annotated[Name, Field(description="An actor's id, or any name.")]
    reason: Annotated[Line | None, Field(description="Why; needed where the name is no actor's id.")] = None


class TimeEntry(EntryModel):
    """When, as the document has it."""

    text: Annotated[Text, Field(description="Words of the quotation.")]
    start: Annotated[
        Date | None, Field(description="YYYY, YYYY-MM or YYYY-MM-DD, only where the document gives it.")
    ] = None
    end: Annotated[Date | None, Field(description="YYYY, YYYY-MM or YYYY-MM-DD, only where the document gives it.")] = (
        None
    )


class SourceEntry(EntryModel):
    """Where a fact stands."""

    document: Annotated[Text, Field(description="The document: its file's name without the ending.")]
    paragraph: Annotated[Number, Field(description="The number of the paragraph, counted from 1; 0 is the title line.")]
    quote: Annotated[Text, Field(description="Verbatim, once in its paragraph, as short as carries the fact.")]


class FactEntry(EntryModel):
    """One statement about the actor, with the quotations that it rests on."""

    id: Annotated[Slug, Field(description="Unique within the file.")]
    predicate: Annotated[
        PredicateName, Field(description="What is said: an attribute of the actor, or its relation to the object.")
    ]
    stance: Annotated[
        Stance,
        Field(
            description="How strongly the document puts it; the first that fits: possible, stated, reported, assessed, "
            "asserted."
        ),
    ]
    sources: Annotated[
        list[SourceEntry | None], Field(description="One or more quotations; each holds all words of the fact.")
    ]
    object: Annotated[Text | None, Field(description="The id of another actor.")] = None
    value: Annotated[Text | None, Field(description="Words of the quotation.")] = None
    negated: Annotated[Flag, Field(description="Whether the document denies it.")] = False
    condition: Annotated[Text | None, Field(description="The words of the quotation that make it conditional.")] = None
    place: Annotated[Text | None, Field(description="Where: an actor's id, or words of the quotation.")] = None
    hedge: Annotated[Text | None, Field(description="The words of the quotation that weaken it.")] = None
    speaker: Annotated[
        Text | None, Field(description="Whose word it is: an actor's id, or words of the paragraph.")
    ] = None
    time: Annotated[TimeEntry | None, Field(description="When.")] = None
    differs_from: Annotated[
        Text | None, Field(description="The id of a fact that contradicts this one: fact, or actor.fact.")
    ] = None


def _named(value: Any) -> Any:
    """Let a plain id stand for an entry with that name."""
    return {"name": value} if isinstance(value, str) else value


_Confusion = Annotated[ConfusionEntry | None, BeforeValidator(_named, json_schema_input_type=Name | ConfusionEntry)]


class ActorFile(EntryModel):
    """An actor: its names, and the facts about it."""

    kind: Annotated[
        Kind, Field(description="`class` is a set of people that a document speaks of without naming them.")
    ]
    name: Annotated[Name, Field(description="The canonical name.")]
    aliases: Annotated[list[AliasEntry | None], Field(description="Other names, and what people type for them.")] = (
        Field(default=[])
    )
    not_to_be_confused_with: Annotated[
        list[_Confusion], Field(description="Ids of actors, or names with a reason.")
    ] = Field(default=[])
    facts: Annotated[
        list[FactEntry | None],
        Field(
            description="What the documents say about it; a relation is written once, under the subject of the "
            "sentence."
        ),
    ] = Field(default=[])


class SynonymsFile(EntryModel):
    """Words that mean the same when searching."""

    groups: Annotated[list[list[Line | None] | None], Field(description="Groups of words that find each other.")] = (
        Field(default=[])
    )
    peoples: Annotated[
        list[Line | None], Field(description="Names of peoples, faiths and languages: never an alias of an actor.")
    ] = Field(default=[])


class HedgesFile(EntryModel):
    """Words that make a sentence possible or reported."""

    defaults: Annotated[
        Flag, Field(description="Whether the English words that the bot knows by itself count too.")
    ] = True
    possible: Annotated[list[Line | None], Field(description="The sentence says what may be, not what is.")] = Field(
        default=[]
    )
    reported: Annotated[list[Line | None], Field(description="The sentence passes on what others say.")] = Field(
        default=[]
    )
