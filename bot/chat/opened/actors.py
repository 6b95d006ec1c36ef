"""Actors: the card of one, those of an answer, and the list of all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import wording
from bot.answers import cards as data
from bot.chat import cards, facts
from bot.chat.opened.seen import listed, packed
from bot.chat.place import find, short_id

if TYPE_CHECKING:
    from bot.chat.opened.seen import Opened, Seen

LISTED = 25
"""How many a page of the list of actors holds, whatever the length of their names."""


def who(seen: Seen) -> Opened:
    """Show the actors of an answer with the facts that bear on the question, or all where there is no answer now."""
    knowledge = seen.snapshot.knowledge
    answer = seen.answer()
    bearing = {short_id(actor.id): actor for actor in answer.actors} if answer else {}
    actors, gone = [], []
    for short in seen.place.args:
        shown, name = bearing.get(short), find(short, knowledge.actors)
        if shown:
            actors.append((shown.name, shown.kind, facts.of_answer(shown, knowledge)))
        elif name:
            actor = knowledge.actors[name]
            actors.append((actor.name, actor.kind, facts.of_card(data.named_facts(knowledge, actor))))
        else:
            gone.append(wording.chat.ACTOR_GONE)
    return packed(seen, (cards.who_blocks(actors, knowledge) if actors or not gone else []) + gone[:1])


def actor(seen: Seen) -> Opened:
    """Show the card of an actor."""
    knowledge = seen.snapshot.knowledge
    name = find(seen.place.args[0], knowledge.actors) if seen.place.args else None
    card = data.actor_card(knowledge, name) if name else None
    return packed(seen, cards.actor_blocks(card, knowledge) if card else [wording.chat.ACTOR_GONE])


def actors(seen: Seen) -> Opened:
    """List the actors, or those of one kind."""
    kind = seen.place.args[0] if seen.place.args else None
    return listed(seen, data.actor_lines(seen.snapshot.knowledge, kind), LISTED, cards.actors_blocks)
