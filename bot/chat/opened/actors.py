"""Actors: the card of one, two beside each other, those of an answer, and the list of all."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot import wording
from bot.answers import cards as data
from bot.answers.comparison import compare as data_of_two
from bot.chat import actor as portrait
from bot.chat import cards, compared, facts
from bot.chat.markup import cut, one_line
from bot.chat.opened.seen import Opened, listed, packed
from bot.chat.opened.sheets import cited
from bot.chat.page import Button, Option, Select
from bot.chat.place import Place, find, short_id, short_version

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.chat.opened.seen import Seen

LISTED = 25
"""How many a page of the list of actors holds, whatever the length of their names."""


def who(seen: Seen) -> Opened:
    """Show the actors of an answer with the facts that bear on the question, or all where there is no answer now."""
    knowledge = seen.snapshot.knowledge
    answer = seen.answer()
    bearing = {short_id(actor.id): actor for actor in answer.actors} if answer else {}
    actors, known, gone = [], [], []
    for short in seen.place.args:
        shown, name = bearing.get(short), find(short, knowledge.actors)
        known += [name] if name else []
        if shown:
            actors.append((shown.name, shown.kind, facts.of_answer(shown, knowledge)))
        elif name:
            actor = knowledge.actors[name]
            actors.append((actor.name, actor.kind, facts.of_card(data.named_facts(knowledge, actor))))
        else:
            gone.append(wording.chat.ACTOR_GONE)
    opened = packed(seen, (cards.who_blocks(actors, knowledge) if actors or not gone else []) + gone[:1])
    return replace(opened, selects=card_menu(seen, known))


def actor(seen: Seen) -> Opened:
    """Show the card of an actor."""
    knowledge = seen.snapshot.knowledge
    name = find(seen.place.args[0], knowledge.actors) if seen.place.args else None
    if name is None:
        return Opened((wording.chat.ACTOR_GONE,))
    card = data.actor_card(seen.snapshot.answerer, name)
    shown = cited(seen, portrait.head(card), portrait.lines(card, knowledge))
    times = Place("timeline", short_version(seen.snapshot.version), (short_id(name),))
    return replace(shown, buttons=(Button(wording.lookups.TIMELINE, times.opening),))


def actors(seen: Seen) -> Opened:
    """List the actors, or those of one kind, with a menu of their cards."""
    kind = seen.place.args[0] if seen.place.args else None
    lines = data.actor_lines(seen.snapshot.knowledge, kind)
    shown = listed(seen, lines, LISTED, cards.actors_blocks)
    on_page = lines[shown.number * LISTED : (shown.number + 1) * LISTED]
    return replace(shown, selects=card_menu(seen, [line.id for line in on_page]))


def compare(seen: Seen) -> Opened:
    """Show two actors beside each other."""
    knowledge = seen.snapshot.knowledge
    names = [name for short in seen.place.args[:2] if (name := find(short, knowledge.actors))]
    if len(names) < 2:
        return Opened((wording.chat.ACTOR_GONE,))
    if names[0] == names[1]:
        return Opened((wording.lookups.same_actor(cut(one_line(knowledge.actors[names[0]].name), 200)),))
    comparison = data_of_two(knowledge, *names)
    shown = cited(seen, compared.head(comparison), compared.lines(comparison, knowledge))
    return replace(shown, selects=(*shown.selects, *card_menu(seen, [*names, *comparison.classes])))


def card_menu(seen: Seen, ids: Sequence[str]) -> tuple[Select, ...]:
    """Offer the cards of some actors."""
    known, version = seen.snapshot.knowledge.actors, short_version(seen.snapshot.version)
    options = tuple(
        Option(one_line(known[name].name), Place("actor", version, (short_id(name),)).opening, known[name].kind)
        for name in dict.fromkeys(ids)
    )
    return (Select("card", wording.lookups.ACTOR_MENU, options),) if options else ()
