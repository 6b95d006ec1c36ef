"""What is said to have happened, in the order in which the documents date it; no date is guessed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING

from bot.answers.cards import named_fact

if TYPE_CHECKING:
    from bot.answers.cards import NamedFact
    from bot.knowledge.actors import Actor, Fact
    from bot.knowledge.model import Knowledge

MAX_LISTED = 500
"""How many facts a timeline lists: more than anybody leafs through."""
_YEAR = re.compile(r"\b(?:1[0-9]{3}|20[0-9]{2})\b")
_BARE = frozenset({"name", "mention"})
"""What happens at no time."""


@dataclass(frozen=True, slots=True)
class Timeline:
    """Facts of one actor, or of all, each in one of three groups.

    `dated` can be put in order: by the date that the document gives, or else by the year that stands in its words.
    `timed` says when in words that name no year, in the order of the documents; so does `undated`, which says nothing
    of when. `left_out` counts the last ones, where there are too many.
    """

    dated: tuple[NamedFact, ...]
    timed: tuple[NamedFact, ...]
    undated: tuple[NamedFact, ...]
    left_out: int


def timeline(knowledge: Knowledge, actor_id: str | None = None) -> Timeline:
    """Put the facts of an actor, inverses of others' among them, or all that were written, in order.

    Documents stand in the order of their dates, those without one last.

    Raises:
        KeyError: there is no such actor.
    """
    told = _in_document_order(knowledge, actor_id)
    timed = [(date_of(fact), (actor, fact)) for actor, fact in told if fact.time]
    groups = (
        [entry for _, entry in sorted(((date, entry) for date, entry in timed if date), key=itemgetter(0))],
        [entry for date, entry in timed if date is None],
        [(actor, fact) for actor, fact in told if fact.time is None],
    )
    room, named = MAX_LISTED, []
    for group in groups:
        named.append(tuple(named_fact(knowledge, actor, fact) for actor, fact in group[:room]))
        room -= len(named[-1])
    dated, in_words, undated = named
    return Timeline(dated, in_words, undated, left_out=len(told) - MAX_LISTED + room)


def date_of(fact: Fact) -> str | None:
    """Return what a fact is put in order by, as YYYY[-MM[-DD]]; None where its words name no year."""
    if fact.time is None:
        return None
    year = _YEAR.search(fact.time.text)
    return fact.time.start or fact.time.end or (year[0] if year else None)


def _in_document_order(knowledge: Knowledge, actor_id: str | None) -> list[tuple[Actor, Fact]]:
    actors = [knowledge.actors[actor_id]] if actor_id is not None else knowledge.actors.values()
    told = [
        (actor, fact)
        for actor in actors
        for fact in actor.facts
        if fact.predicate not in _BARE and (actor_id is not None or not fact.derived)
    ]
    slugs = {fact.sources[0].document for _, fact in told}
    documents = sorted(
        (knowledge.documents[slug] for slug in slugs),
        key=lambda document: (document.published is None, document.published or "", document.slug),
    )
    places = {document.slug: number for number, document in enumerate(documents)}
    return sorted(told, key=lambda e: (places[e[1].sources[0].document], e[1].sources[0].start, e[0].id))
