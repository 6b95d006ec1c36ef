"""Actors: those of an answer, and the list of all."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from bot import wording
from bot.answers.cards import named_facts
from bot.answers.holdings import actor_lines
from bot.chat import facts
from bot.chat.markup import cut, escape
from bot.chat.opened.card import card_menu
from bot.chat.opened.lines import Numbers
from bot.chat.opened.seen import listed, packed
from bot.chat.place import find, short_id
from bot.text import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.answers.holdings import ActorLine
    from bot.chat.opened.seen import Opened, Seen
    from bot.knowledge.model import Knowledge

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
            actors.append((actor.name, actor.kind, facts.of_card(named_facts(knowledge, actor))))
        else:
            gone.append(wording.chat.ACTOR_GONE)
    opened = packed(seen, (_who_blocks(actors, knowledge) if actors or not gone else []) + gone[:1])
    return replace(opened, selects=card_menu(seen, known))


def actors(seen: Seen) -> Opened:
    """List the actors, or those of one kind, with a menu of their cards."""
    kind = seen.place.args[0] if seen.place.args else None
    lines = actor_lines(seen.snapshot.knowledge, kind)
    shown = listed(seen, lines, LISTED, _list_blocks)
    on_page = lines[shown.number * LISTED : (shown.number + 1) * LISTED]
    return replace(shown, selects=card_menu(seen, [line.id for line in on_page]))


def _who_blocks(actors: Sequence[tuple[str, str, Sequence[facts.FactLine]]], knowledge: Knowledge) -> list[str]:
    """Show several actors, each as (name, kind, facts), with one list of sources; last those without a fact."""
    numbers = Numbers()
    blocks = []
    for name, kind, lines in actors:
        shown = facts.blocks(name, lines, numbers, knowledge)
        if shown:
            blocks.append(f"### {cut(one_line(name), 200)}\n-# {escape(kind)}\n{shown[0]}")
            blocks += shown[1:]
    blocks += numbers.citations(knowledge)
    others = [f"{cut(one_line(name), 100)} ({escape(kind)})" for name, kind, lines in actors if not lines]
    if others:
        blocks.append(f"{wording.chat.NAMED_TOO if blocks else wording.chat.NAMED}: {', '.join(others[:15])}")
    return blocks or [wording.chat.NO_ACTORS]


def _list_blocks(lines: Sequence[ActorLine]) -> list[str]:
    """List actors by kind."""
    blocks = []
    for kind, group in groupby(lines, key=lambda line: line.kind):
        for number, line in enumerate(group):
            entry = f"- {cut(one_line(line.name), 90)} · {wording.lookups.facts_of(line.facts, line.derived)}"
            blocks.append(f"### {wording.lookups.KINDS.get(kind, escape(kind))}\n{entry}" if number == 0 else entry)
    return blocks or [wording.chat.NO_ACTORS]
