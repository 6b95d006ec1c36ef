"""Relations: the list of who does what to whom, of one actor or of all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import wording
from bot.answers.cards import named_fact
from bot.chat import facts
from bot.chat.markup import cut
from bot.chat.opened.card import card_menu
from bot.chat.opened.lines import Line, Numbers, statement
from bot.chat.opened.seen import Opened
from bot.chat.opened.sheets import spread
from bot.pictures.graph import is_relation
from bot.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.chat.opened.seen import Seen
    from bot.knowledge.actors import Actor, Fact
    from bot.knowledge.model import Knowledge

LONGEST = 150
MAX_LISTED = 500
"""How many relations are listed: more than anybody leafs through."""


def relations(seen: Seen) -> Opened:
    """List the relations of one actor, or all, each with its stance and its sources."""
    knowledge = seen.snapshot.knowledge
    name = seen.actor()
    if name is None and seen.place.args:
        return Opened((wording.chat.ACTOR_GONE,))
    known = knowledge.actors[name].name if name else None
    shown = cut(one_line(known), LONGEST) if known else None
    lines = list(_of_one(knowledge, name) if name else _of_all(knowledge))
    if not lines:
        return Opened((wording.relations.none_of(shown),), selects=card_menu(seen, [name] if name else []))
    return spread(seen, f"## {wording.relations.title(shown)}", lines)


def _of_one(knowledge: Knowledge, name: str) -> Iterator[Line]:
    """Return what an actor does to others, then what others do to it."""
    numbers = Numbers()
    actor = knowledge.actors[name]
    outward = wording.relations.outward(actor.name)
    yield from _lines(knowledge, actor, _written(knowledge, actor), numbers, outward, named=False)
    section = wording.relations.inward(actor.name)
    for other in knowledge.actors.values():
        towards = [fact for fact in _written(knowledge, other) if fact.object == name]
        yield from _lines(knowledge, other, towards, numbers, section)


def _of_all(knowledge: Knowledge) -> Iterator[Line]:
    """Return what the actors do to others, first those that do the most; of very many relations as many as belong."""
    numbers = Numbers()
    written = [(actor, told) for actor in knowledge.actors.values() if (told := _written(knowledge, actor))]
    room = MAX_LISTED
    for actor, told in sorted(written, key=lambda entry: -len(entry[1])):
        yield from _lines(knowledge, actor, told[:room], numbers, actor.name, named=False)
        room -= len(told[:room])
        if not room:
            break
    rest = sum(len(told) for _, told in written) - MAX_LISTED
    if rest > 0:
        yield Line(wording.relations.NOT_LISTED, f"-# {wording.relations.not_listed(rest)}")


def _written(knowledge: Knowledge, actor: Actor) -> list[Fact]:
    return [fact for fact in actor.facts if not fact.derived and is_relation(actor, fact, knowledge)]


def _lines(
    knowledge: Knowledge, actor: Actor, told: list[Fact], numbers: Numbers, section: str, *, named: bool = True
) -> Iterator[Line]:
    """Return statements below `section`: whole ones, or, where not `named`, what the actor in the heading does."""
    for line in facts.of_card(named_fact(knowledge, actor, fact) for fact in told):
        yield statement(actor.name if named else "", line, numbers, section)
