"""Questions that ask for nothing but an actor: "Taliban", "Who are the Taliban?", "compare China and Pakistan"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.text import distinct, words

if TYPE_CHECKING:
    from bot.search.names import Names

MOST = 2
"""How many actors can be looked up at once: one by its card, two beside each other."""
_NOTHING_MORE = frozenset(
    """
    a about an and anything are between can compare could describe difference differences everything explain hello hey
    hi i info information is know me on or please profile relation relations relationship show tell the us versus vs was
    were what what's whats who who's whos you
    """.split()
)


def only_named(question: str, names: Names) -> tuple[str, ...]:
    """Return the ids of the one or two actors that are all that a question speaks of; none where it asks for more."""
    said = words(question)
    mentions = names.find(said)
    named = {at for mention in mentions for at in range(mention.start, mention.end)}
    if any(word.folded not in _NOTHING_MORE for at, word in enumerate(said) if at not in named):
        return ()
    actors = distinct(mention.actors[0] for mention in mentions)
    is_clear = all(len(mention.actors) == 1 for mention in mentions)
    return tuple(actors) if is_clear and len(actors) <= MOST else ()
