"""A comparison: how two actors relate, what is said of both, then each predicate, one under the other."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot import wording
from bot.answers.comparison import compare as compare_actors
from bot.chat import facts
from bot.chat.markup import cut, escape
from bot.chat.opened.card import card_menu
from bot.chat.opened.lines import Line, Numbers, difference, entry, statement, with_sources
from bot.chat.opened.seen import Opened
from bot.chat.opened.sheets import spread
from bot.chat.place import find
from bot.knowledge.predicates import wording as predicate_wording
from bot.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.answers.cards import NamedFact
    from bot.answers.comparison import Comparison, Row
    from bot.chat.facts import FactLine
    from bot.chat.opened.seen import Seen
    from bot.knowledge.actors import Actor
    from bot.knowledge.model import Knowledge

_NAME = 60
_CLASSES = 5


def compare(seen: Seen) -> Opened:
    """Show two actors beside each other."""
    knowledge = seen.snapshot.knowledge
    names = [name for short in seen.place.args[:2] if (name := find(short, knowledge.actors))]
    if len(names) < 2:
        return Opened((wording.chat.ACTOR_GONE,))
    if names[0] == names[1]:
        return Opened((wording.lookups.same_actor(cut(one_line(knowledge.actors[names[0]].name), 200)),))
    comparison = compare_actors(knowledge, *names)
    shown = spread(seen, _head(comparison), _lines(comparison, knowledge))
    return replace(shown, selects=(*shown.selects, *card_menu(seen, [*names, *comparison.classes])))


def _head(comparison: Comparison) -> str:
    """Return what stands above every page: who is compared, and that one source confirms nothing."""
    first, second = comparison.first, comparison.second
    names = wording.lookups.compared(cut(one_line(first.name), 100), cut(one_line(second.name), 100))
    kinds = f"-# {escape(first.kind)} · {escape(second.kind)}"
    lines = [f"## {names}", kinds]
    if len(comparison.documents) == 1:
        lines.append(f"⚠ {wording.lookups.ONE_SOURCE}")
    return "\n".join(lines)


def _lines(comparison: Comparison, knowledge: Knowledge) -> list[Line]:
    """Return the lines of a comparison."""
    numbers = Numbers()
    out = [*_between(comparison, knowledge, numbers), *_shared(comparison, numbers)]
    if comparison.classes:
        names = facts.listed([knowledge.actors[name].name for name in comparison.classes], _CLASSES, _NAME)
        out.append(Line(wording.lookups.SHARE, f"- ⚠ {wording.lookups.not_taken_over(names)}"))
    for row in comparison.rows:
        section = _section(row)
        sides = ((comparison.first, row.first, row.of_classes[0]), (comparison.second, row.second, row.of_classes[1]))
        for actor, told, classes in sides:
            nothing = wording.lookups.NOTHING_BESIDES if row.besides else wording.lookups.NO_SOURCE
            out += _side(actor, told, numbers, section) or [
                _nothing(nothing, actor, classes, knowledge, numbers, section)
            ]
    return out


def _between(comparison: Comparison, knowledge: Knowledge, numbers: Numbers) -> list[Line]:
    section = wording.lookups.RELATE
    out = []
    for actor in (comparison.first, comparison.second):
        told = facts.of_card(named for named in comparison.between if named.owner == actor.id)
        for line in told:
            out.append(statement(actor.name, line, numbers, section))
            if line.differing:
                out.append(difference(line, knowledge, section))
    return out or [Line(section, f"- {wording.lookups.NO_RELATION}")]


def _shared(comparison: Comparison, numbers: Numbers) -> list[Line]:
    """Return what is said of both: in one line only what is said in the same words, as firmly, in the same places."""
    section = wording.lookups.SHARE
    out = []
    for row in comparison.shared:
        of_first, of_second = facts.of_card(row.first), facts.of_card(row.second)
        alike = [(one, other) for one in of_first for other in of_second if _is_alike(one, other)]
        both = [one._replace(plural=True, facts=(*one.facts, *other.facts)) for one, other in alike]
        taken = [line for pair in alike for line in pair]
        sides = ((comparison.first.name, of_first), (comparison.second.name, of_second))
        told = [(name, line) for name, lines in sides for line in lines if line not in taken]
        told = [*((wording.lookups.BOTH, line) for line in both), *told]
        out += [statement(name, line, numbers, section) for name, line in told]
    return out or [Line(section, f"- {wording.lookups.NOTHING_SHARED}")]


def _is_alike(one: FactLine, other: FactLine) -> bool:
    """Tell whether two lines differ in nothing but whom they are about."""
    return one._replace(facts=(), plural=False) == other._replace(facts=(), plural=False)


def _side(actor: Actor, told: Iterable[NamedFact], numbers: Numbers, section: str) -> list[Line]:
    return [entry(line, numbers, section, actor.name) for line in facts.of_card(told)]


def _nothing(
    nothing: str, actor: Actor, of_classes: Sequence[NamedFact], knowledge: Knowledge, numbers: Numbers, section: str
) -> Line:
    """Say that `nothing` is said of an actor; where it is said of a class close to it, point there."""
    start = f"- **{cut(one_line(actor.name), _NAME)}** · *{nothing}*"
    if not of_classes:
        return Line(section, start)
    names = dict.fromkeys(knowledge.actors[named.owner].name for named in of_classes)
    start += f"; {wording.lookups.said_of_classes(facts.listed([*names], _CLASSES, _NAME))}"
    return with_sources(section, start, facts.of_card(of_classes), numbers)


def _section(row: Row) -> str:
    plural = all(named.plural for named in (*row.first, *row.second))
    return predicate_wording(row.predicate, negated=row.negated, plural=plural)
