"""Questions that ask for nothing but an actor: "Taliban", "Who are the Taliban?", "compare China and Pakistan"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.search.asked import Asked
from bot.text import words

if TYPE_CHECKING:
    from bot.search.query import Query

MOST = 2
"""How many actors can be looked up at once: one by its card, two beside each other."""
_NOTHING_MORE = frozenset(
    """
    a about an and anything are between can compare could describe difference differences everything explain hello hey
    hi i info information is know me on or please profile relation relations relationship show tell the us versus vs was
    were what what's whats who who's whos you
    """.split()
)


def only_named(query: Query) -> tuple[str, ...]:
    """Return the ids of the one or two actors that are all that a question speaks of; none where it asks for more."""
    if query.ambiguous or len(query.actors) > MOST or query.asked not in {Asked.WHO, Asked.OTHER}:
        return ()
    named = {word.folded for concept in query.concepts if concept.actor for word in words(concept.surface)}
    return query.actors if query.folded - named <= _NOTHING_MORE else ()
