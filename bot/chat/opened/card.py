"""An actor's card: its names and where they stand, whom it must not be taken for, facts by predicate."""

from __future__ import annotations

from dataclasses import replace
from itertools import zip_longest
from typing import TYPE_CHECKING

from bot import wording
from bot.answers.cards import actor_card
from bot.chat import facts
from bot.chat.markup import cut, escape
from bot.chat.opened.lines import Line, Numbers, difference, entry
from bot.chat.opened.seen import Opened
from bot.chat.opened.sheets import spread
from bot.chat.page import Button, Option, Select
from bot.chat.place import Place, short_id
from bot.knowledge.actors import CLASS
from bot.knowledge.model import short_version
from bot.knowledge.predicates import wording as predicate_wording
from bot.text import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.answers.cards import ActorCard, Group
    from bot.answers.naming import StandingName
    from bot.chat.opened.seen import Seen
    from bot.knowledge.actors import Alias
    from bot.knowledge.model import Knowledge

_MAX_SEARCHED = 20


def card(seen: Seen) -> Opened:
    """Show the card of an actor."""
    knowledge = seen.snapshot.knowledge
    name = seen.actor()
    if name is None:
        return Opened((wording.chat.ACTOR_GONE,))
    told = actor_card(seen.snapshot.answerer, name)
    shown = spread(seen, _head(told), _lines(told, knowledge))
    times = Place("timeline", short_version(seen.snapshot.version), (short_id(name),))
    return replace(shown, buttons=(Button(wording.lookups.TIMELINE, times.opening),))


def card_menu(seen: Seen, ids: Sequence[str]) -> tuple[Select, ...]:
    """Offer the cards of some actors."""
    known, version = seen.snapshot.knowledge.actors, short_version(seen.snapshot.version)
    options = tuple(
        Option(one_line(known[name].name), Place("actor", version, (short_id(name),)).opening, known[name].kind)
        for name in dict.fromkeys(ids)
    )
    return (Select("card", wording.lookups.ACTOR_MENU, options),) if options else ()


def _head(card: ActorCard) -> str:
    """Return what stands above every page of a card."""
    told = wording.lookups.facts_of(card.facts, card.derived)
    return f"## {cut(one_line(card.actor.name), 150)}\n-# {escape(card.actor.kind)} · {told}"


def _lines(card: ActorCard, knowledge: Knowledge) -> list[Line]:
    """Return the lines of a card."""
    section = wording.lookups.NAMES
    out = [Line(section, _standing(name, knowledge)) for name in card.names]
    if card.searched:
        out.append(Line(section, f"- {wording.lookups.also_found_by(_searched(card.searched))}"))
    out += [Line(section, f"- ⚠ {_confusion(entry.name, entry.reason)}") for entry in card.confusions]
    if card.actor.kind == CLASS:
        out.append(Line(section, f"- {wording.lookups.A_CLASS}"))
    numbers = Numbers()
    for group in card.groups:
        out += _group(group, numbers, knowledge)
    return out if card.groups else [*out, Line(wording.lookups.FACTS, f"- {wording.lookups.NO_FACTS}")]


def _section_of(group: Group) -> str:
    """Return the heading of a group of facts: its predicate in words."""
    plural = any(named.plural for named in group.facts)
    return predicate_wording(group.predicate, negated=group.negated, plural=plural)


def _group(group: Group, numbers: Numbers, knowledge: Knowledge) -> list[Line]:
    section = _section_of(group)
    out = []
    told = facts.of_card(group.facts)
    for line, following in zip_longest(told, told[1:]):
        out.append(entry(line, numbers, section))
        if line.differing and (following is None or following.differing != line.differing):
            out.append(difference(line, knowledge, section))
    return out


def _standing(name: StandingName, knowledge: Knowledge) -> str:
    """Return ``- IMU (acronym) · ¶2, ¶7``, with the documents' titles where there are several."""
    kind = f" ({escape(wording.lookups.name_type(name.type))})" if name.type else ""
    text = cut(one_line(name.text), 150)
    by_document: dict[str, list[str]] = {}
    for slug, paragraph in name.places:
        by_document.setdefault(slug, []).append(f"¶{paragraph}")
    several = len(knowledge.documents) > 1
    places = "; ".join(
        (f"{cut(one_line(knowledge.documents[slug].title), 60)} " if several else "") + ", ".join(paragraphs)
        for slug, paragraphs in by_document.items()
    )
    if not places:
        longer = wording.lookups.within(cut(one_line(name.within), 150)) if name.within else ""
        return f"- **{text}**{kind} · {longer or wording.lookups.NOT_STANDING}"
    more = f" {wording.lookups.AND_MORE}" if name.goes_on else ""
    return f"- **{text}**{kind} · {places}{more}"


def _searched(aliases: Sequence[Alias]) -> str:
    listed = ", ".join(map(_finding, aliases[:_MAX_SEARCHED]))
    rest = len(aliases) - _MAX_SEARCHED
    return listed + (f" {wording.and_more(rest)}" if rest > 0 else "")


def _finding(alias: Alias) -> str:
    """Return a name that finds an actor, with its type; no document says that the actor is also known by it."""
    kind = "" if alias.type == wording.lookups.ALSO_KNOWN_AS else f" ({escape(wording.lookups.name_type(alias.type))})"
    return f"{cut(one_line(alias.text), 60)}{kind}"


def _confusion(name: str, reason: str | None) -> str:
    why = cut(one_line(reason), 200) if reason else ""
    return wording.lookups.not_to_be_confused_with(cut(one_line(name), 100), why)
