"""What is loaded, as frozen data: its counts, and the lists of its actors and documents."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.knowledge.actors import KINDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.knowledge.documents import Document
    from bot.knowledge.model import Knowledge


@dataclass(frozen=True, slots=True)
class ActorLine:
    """One line of the list of actors; `facts` counts what was written about it, `derived` what of others names it."""

    id: str
    name: str
    kind: str
    facts: int
    derived: int


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One document with the number of its paragraphs (the title line is none) and of the facts that quote it."""

    document: Document
    paragraphs: int
    facts: int


@dataclass(frozen=True, slots=True)
class About:
    """What the bot holds; `degraded` where its files have faults and the last good knowledge is served.

    `model` names what passages are found by meaning with, where that is so; `checked_by` is the version of the bot that
    has checked the knowledge, where it was not this one.
    """

    bot_version: str
    knowledge_version: str | None
    documents: int
    paragraphs: int
    actors: int
    facts: int
    dates: tuple[str, ...]
    degraded: bool
    model: str | None = None
    checked_by: str | None = None


def actor_lines(knowledge: Knowledge, kind: str | None = None) -> tuple[ActorLine, ...]:
    """List the actors, or those of one kind, by kind and name: those that have names first, classes last."""
    lines = (
        ActorLine(actor.id, actor.name, actor.kind, len(actor.facts) - derived, derived)
        for actor in knowledge.actors.values()
        if kind in {None, actor.kind}
        for derived in [sum(fact.derived for fact in actor.facts)]
    )
    return tuple(sorted(lines, key=lambda line: (KINDS.index(line.kind), line.name.casefold(), line.id)))


def source_lines(knowledge: Knowledge, slugs: Sequence[str]) -> tuple[SourceLine, ...]:
    """Describe the documents `slugs`, of which there may be far more than are asked for."""
    wanted = frozenset(slugs)
    quoting = Counter(
        slug
        for actor in knowledge.actors.values()
        for fact in actor.facts
        if not fact.derived
        for slug in {source.document for source in fact.sources if source.document in wanted}
    )
    documents = [knowledge.documents[slug] for slug in slugs]
    return tuple(SourceLine(document, document.paragraphs, quoting[document.slug]) for document in documents)


def about(
    knowledge: Knowledge | None,
    *,
    bot_version: str,
    degraded: bool,
    model: str | None = None,
    checked_by: str | None = None,
) -> About:
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
        dates=knowledge.dates,
        degraded=degraded,
        model=model,
        checked_by=checked_by,
    )
