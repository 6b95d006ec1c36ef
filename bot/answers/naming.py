"""Where the names of an actor stand in the documents."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.search.query import mark
from bot.text import phrase, words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.knowledge.actors import Actor
    from bot.search.names import Names
    from bot.search.ranking import Ranker

PLACES = 8
"""How many places of a name are told; a well-known actor stands on every page."""
LOOKED_THROUGH = 200
"""How many passages are looked through for them."""

Place = tuple[str, int]
"""A document's slug and the number of a paragraph."""


@dataclass(frozen=True, slots=True)
class StandingName:
    """A name of an actor and the first places where it stands; `goes_on` where there may be more than are told.

    `type` is that of the alias, or None for the canonical name. `within` is the longer name of the same actor that
    alone holds it in the documents.
    """

    text: str
    type: str | None
    places: tuple[Place, ...]
    goes_on: bool
    within: str | None = None


def standing_names(actor: Actor, ranker: Ranker, names: Names) -> tuple[StandingName, ...]:
    """Return the names of `actor` that documents may use, with where each stands on its own, in document order.

    Within a longer name of another actor a name does not stand on its own.
    """
    shown = [(actor.name, None), *((alias.text, alias.type) for alias in actor.aliases if not alias.search_only)]
    found: dict[tuple[str, ...], dict[Place, None]] = {phrase(text): {} for text, _ in shown}
    numbers = ranker.index.passages_with(mark(actor.id))
    for number in numbers[:LOOKED_THROUGH].tolist():
        unit = ranker.corpus.units[number]
        said = [word for sentence in unit.sentences for word in words(unit.document.slice(sentence))]
        for mention in names.find(said):
            name = tuple(word.folded for word in said[mention.start : mention.end])
            if actor.id in mention.actors and name in found:
                found[name][unit.document.slug, unit.passage.number] = None
    whole = len(numbers) <= LOOKED_THROUGH
    return tuple(
        StandingName(
            text,
            kind,
            tuple(places)[:PLACES],
            goes_on=not whole or len(places) > PLACES,
            within=None if places else _longer(text, (other for other, _ in shown if found[phrase(other)])),
        )
        for text, kind in shown
        for places in [found[phrase(text)]]
    )


def _longer(text: str, others: Iterable[str]) -> str | None:
    """Return the first of other names that has a name's words, one after the other, among its own."""
    short = phrase(text)
    for other in others:
        long = phrase(other)
        if any(long[at : at + len(short)] == short for at in range(len(long) - len(short) + 1)):
            return other
    return None
