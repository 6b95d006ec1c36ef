"""What is said to have happened, in the order in which the documents date it; no date is guessed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.answers.cards import named_fact

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.answers.cards import NamedFact
    from bot.knowledge.model import Knowledge

MAX_UNDATED = 1000
"""How many facts without any time a timeline lists: more than anybody leafs through."""
_YEAR = re.compile(r"\b(?:1[0-9]{3}|20[0-9]{2})\b")
_BARE = frozenset({"name", "mention"})
"""What happens at no time."""


@dataclass(frozen=True, slots=True)
class Timeline:
    """Facts of one actor, or of all, each in one of three groups.

    `dated` can be put in order: by the date that the document gives, or else by the year that stands in its words.
    `timed` says when in words that name no year, in the order of the documents; so does `undated`, which says nothing
    of when. `left_out` counts the undated ones that are too many.
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
    actors = [knowledge.actors[actor_id]] if actor_id is not None else knowledge.actors.values()
    told = [
        named_fact(knowledge, actor, fact)
        for actor in actors
        for fact in actor.facts
        if fact.predicate not in _BARE and (actor_id is not None or not fact.derived)
    ]
    places = _places(knowledge, {named.fact.sources[0].document for named in told})
    told.sort(key=lambda named: (places[named.fact.sources[0].document], named.fact.sources[0].start, named.owner))
    dated = sorted((named for named in told if date_of(named)), key=lambda named: date_of(named) or "")
    undated = [named for named in told if named.fact.time is None]
    return Timeline(
        dated=tuple(dated),
        timed=tuple(named for named in told if named.fact.time and not date_of(named)),
        undated=tuple(undated[:MAX_UNDATED]),
        left_out=max(0, len(undated) - MAX_UNDATED),
    )


def date_of(named: NamedFact) -> str | None:
    """Return what a fact is put in order by, as YYYY[-MM[-DD]]; None where its words name no year."""
    time = named.fact.time
    if time is None:
        return None
    year = _YEAR.search(time.text)
    return time.start or time.end or (year[0] if year else None)


def _places(knowledge: Knowledge, slugs: Iterable[str]) -> dict[str, int]:
    """Return where each of some documents stands in the order of their dates."""
    documents = (knowledge.documents[slug] for slug in slugs)
    order = sorted(documents, key=lambda doc: (doc.published is None, doc.published or "", doc.slug))
    return {document.slug: number for number, document in enumerate(order)}
