"""What both faces show besides answers, as frozen data: an actor, the lists, a passage to read, the bot itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot import wording
from bot.answers.differing import differing
from bot.answers.facts import fate_of_object
from bot.answers.slips import slips_at, with_sic
from bot.knowledge.actors import CLASS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.answers.differing import Saying
    from bot.knowledge.actors import Actor, Alias, Confusion, Fact
    from bot.knowledge.documents import Document, Passage
    from bot.knowledge.model import Knowledge

BEGINNING = 6
"""Words that a sentence is called by."""


@dataclass(frozen=True, slots=True)
class NamedFact:
    """A fact with the names of the actors that it mentions by id, and what is said where the documents differ.

    `object_note` holds the document's words for a recorded death of its object, to be shown behind the name;
    `plural` tells that it is said of a class, whose name is a plural; `sic` holds the slips of its passages.
    """

    fact: Fact
    object_name: str | None
    speaker_name: str | None
    place_name: str | None
    differing: tuple[Saying, ...] = ()
    object_note: str | None = None
    plural: bool = False
    sic: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ActorCard:
    """One actor: `names` stand in documents, `searched` only find it; facts are grouped by predicate, in file order."""

    actor: Actor
    names: tuple[Alias, ...]
    searched: tuple[Alias, ...]
    confusions: tuple[Confusion, ...]
    groups: tuple[tuple[str, tuple[NamedFact, ...]], ...]
    documents: tuple[Document, ...]


@dataclass(frozen=True, slots=True)
class ActorLine:
    """One line of the list of actors; `facts` counts what was written about it, without derived inverses."""

    id: str
    name: str
    kind: str
    facts: int


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One document with the number of its paragraphs; the title line is none."""

    document: Document
    paragraphs: int


@dataclass(frozen=True, slots=True)
class Reading:
    """A passage with its neighbours; `more` tells whether the document goes on beyond them."""

    document: Document
    passage: Passage
    before: Passage | None
    after: Passage | None
    more: bool


@dataclass(frozen=True, slots=True)
class About:
    """What the bot holds; `degraded` where its files have faults and the last good knowledge is served."""

    bot_version: str
    knowledge_version: str | None
    documents: int
    paragraphs: int
    actors: int
    facts: int
    dates: tuple[str, ...]
    degraded: bool


def actor_card(knowledge: Knowledge, actor_id: str) -> ActorCard:
    """Return the card of an actor.

    Raises:
        KeyError: there is no such actor.
    """
    actor = knowledge.actors[actor_id]
    groups: dict[str, list[NamedFact]] = {}
    slugs: dict[str, None] = {}
    for named in named_facts(knowledge, actor):
        groups.setdefault(named.fact.predicate, []).append(named)
        slugs |= dict.fromkeys(source.document for source in named.fact.sources)
    return ActorCard(
        actor=actor,
        names=tuple(alias for alias in actor.aliases if not alias.search_only),
        searched=tuple(alias for alias in actor.aliases if alias.search_only),
        confusions=actor.not_to_be_confused_with,
        groups=tuple((predicate, tuple(facts)) for predicate, facts in groups.items()),
        documents=tuple(knowledge.documents[slug] for slug in slugs if slug in knowledge.documents),
    )


def named_facts(knowledge: Knowledge, actor: Actor) -> tuple[NamedFact, ...]:
    """Put beside each fact of an actor the names of its object, speaker and place, and what differs from it."""
    differ = differing(knowledge, [(actor.id, fact.id) for fact in actor.facts])

    def named(actor_id: str | None) -> str | None:
        return name_of(knowledge, actor_id)

    return tuple(
        NamedFact(
            fact=fact,
            object_name=named(fact.object),
            speaker_name=named(fact.speaker),
            place_name=named(fact.place),
            differing=differ.get((actor.id, fact.id), ()),
            object_note=fate_of_object(fact, knowledge.actors),
            plural=actor.kind == CLASS,
            sic=slips_at(knowledge, ((source.document, source.paragraph) for source in fact.sources)),
        )
        for fact in actor.facts
    )


def name_of(knowledge: Knowledge, written: str | None) -> str | None:
    """Return the name of the actor whose id is `written`; what is no id is words of a document and stays."""
    actor = knowledge.actors.get(written) if written else None
    return actor.name if actor else written


def beginning(sentence: str) -> str:
    """Return the first words of a sentence, by which it is told from its neighbours."""
    first = sentence.split()
    return " ".join(first[:BEGINNING]) + (" …" if len(first) > BEGINNING else "")


def dates_of(knowledge: Knowledge) -> tuple[str, ...]:
    """Return the days, months or years that documents were published, the earliest first."""
    return tuple(sorted({doc.published for doc in knowledge.documents.values() if doc.published}))


def names_and_words(knowledge: Knowledge, searched: Sequence[str]) -> tuple[list[str], list[str]]:
    """Part what was searched for besides the words typed into names of actors, and other words."""
    names = {actor.name for actor in knowledge.actors.values()} if searched else set()
    return [text for text in searched if text in names], [text for text in searched if text not in names]


def difference(knowledge: Knowledge, said: Sequence[Saying]) -> str:
    """Say in one line what differs: ``The document differs from itself: ¶2: “two decades” — ¶7: “two and a half”``."""
    several = len({saying.document for saying in said}) > 1
    parts = []
    for saying in said:
        document = knowledge.documents.get(saying.document)
        title = f"{document.title} " if several and document else ""
        stance = saying.stance if saying.stance in wording.answers.STANCES else None
        words = with_sic(saying.words, slips_at(knowledge, [(saying.document, saying.paragraph)]))
        parts.append((f"{title}¶{saying.paragraph}", words, stance))
    return wording.answers.differs(parts, several=several)


def actor_lines(knowledge: Knowledge, kind: str | None = None) -> tuple[ActorLine, ...]:
    """List the actors, or those of one kind, by kind and name."""
    lines = (
        ActorLine(actor.id, actor.name, actor.kind, sum(not fact.derived for fact in actor.facts))
        for actor in knowledge.actors.values()
        if kind in {None, actor.kind}
    )
    return tuple(sorted(lines, key=lambda line: (line.kind, line.name.casefold(), line.id)))


def source_lines(knowledge: Knowledge) -> tuple[SourceLine, ...]:
    """List the documents by slug, with the number of their paragraphs."""
    return tuple(SourceLine(document, document.paragraphs) for document in knowledge.documents.values())


def reading(document: Document, number: int) -> Reading | None:
    """Return a paragraph with at most one neighbour on either side, or None where there is no such paragraph.

    The title line (paragraph 0) is nobody's neighbour: it stands above anyway.
    """
    passage = document.passage(number)
    if passage is None:
        return None
    before = document.passage(number - 1) if number > 1 else None
    after = document.passage(number + 1)
    shown = {part.number for part in (before, passage, after) if part}
    more = any(part.number > 0 and part.number not in shown for part in document.passages)
    return Reading(document, passage, before, after, more)


def about(knowledge: Knowledge | None, *, bot_version: str, degraded: bool) -> About:
    """Count what is loaded; without knowledge all counts are 0."""
    if knowledge is None:
        return About(bot_version, None, 0, 0, 0, 0, (), degraded)
    return About(
        bot_version=bot_version,
        knowledge_version=knowledge.version,
        documents=len(knowledge.documents),
        paragraphs=sum(document.paragraphs for document in knowledge.documents.values()),
        actors=len(knowledge.actors),
        facts=sum(not fact.derived for actor in knowledge.actors.values() for fact in actor.facts),
        dates=dates_of(knowledge),
        degraded=degraded,
    )
