"""Facts about actors as lines of markup, never stronger than the fact: stance, hedge and condition stand beside it."""

from __future__ import annotations

from itertools import zip_longest
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from bot import wording
from bot.answers.cards import difference, name_of
from bot.answers.differing import differing
from bot.answers.slips import slips_at, with_sic
from bot.chat.markup import cut, escape, shortened
from bot.knowledge.actors import is_plural
from bot.knowledge.predicates import PREDICATES
from bot.knowledge.predicates import wording as predicate_wording
from bot.text import one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from bot.answers.cards import NamedFact
    from bot.answers.differing import Saying
    from bot.answers.model import ShownActor, ShownFact
    from bot.knowledge.model import Knowledge

    Numbering = Callable[[str, int], int | None]

MAX_QUOTE = 300
MAX_DIFFERENCE = 400
MAX_LISTED = 12


class FactLine(NamedTuple):
    """A fact, or several that differ in nothing but their objects; `facts` are those of a card that it stands for."""

    predicate: str
    stance: str
    objects: tuple[str, ...] = ()
    value: str | None = None
    negated: bool = False
    hedge: str | None = None
    condition: str | None = None
    speaker: str | None = None
    place: str | None = None
    time: str | None = None
    passages: tuple[tuple[str, int], ...] = ()
    differing: tuple[Saying, ...] = ()
    plural: bool = False
    sic: tuple[str, ...] = ()
    facts: tuple[NamedFact, ...] = ()


_ALL_BUT_OBJECTS = attrgetter(*(name for name in FactLine._fields if name not in {"objects", "facts"}))


def of_answer(
    actor: ShownActor, knowledge: Knowledge, is_meant: Callable[[ShownFact], bool] = lambda _: True
) -> list[FactLine]:
    """Return the lines of an actor of an answer, of those facts that are meant."""
    meant = list(filter(is_meant, actor.facts))
    if not meant:
        return []
    differ = differing(knowledge, [(actor.id, fact.id) for fact in meant])
    many = is_plural(actor.kind, actor.name)
    return merge(
        FactLine(
            predicate=fact.predicate,
            stance=fact.stance,
            objects=(_noted(fact.object_name or fact.object, fact.object_note),) if fact.object else (),
            value=fact.value,
            negated=fact.negated,
            hedge=fact.hedge,
            condition=fact.condition,
            speaker=name_of(knowledge, fact.speaker),
            place=name_of(knowledge, fact.place),
            time=fact.time.text if fact.time else None,
            passages=tuple((source.document, source.paragraph) for source in fact.sources),
            differing=differ.get((actor.id, fact.id), ()),
            plural=many,
            sic=slips_at(knowledge, ((source.document, source.paragraph) for source in fact.sources)),
        )
        for fact in meant
    )


def of_card(facts: Iterable[NamedFact]) -> list[FactLine]:
    """Return the lines of an actor's card."""
    return merge(
        FactLine(
            predicate=named.fact.predicate,
            stance=named.fact.stance,
            objects=(_noted(named.object_name, named.object_note),) if named.object_name else (),
            value=named.fact.value,
            negated=named.fact.negated,
            hedge=named.fact.hedge,
            condition=named.fact.condition,
            speaker=named.speaker_name,
            place=named.place_name,
            time=named.fact.time.text if named.fact.time else None,
            passages=tuple((source.document, source.paragraph) for source in named.fact.sources),
            differing=named.differing,
            plural=named.plural,
            sic=named.sic,
            facts=(named,),
        )
        for named in facts
    )


def merge(lines: Iterable[FactLine]) -> list[FactLine]:
    """Join relations that differ in nothing but their objects."""
    merged: dict[tuple[object, ...], list[FactLine]] = {}
    for line in lines:
        merged.setdefault(_ALL_BUT_OBJECTS(line), []).append(line)
    return [_joined(group) if len(group) > 1 else group[0] for group in merged.values()]


def _joined(lines: Sequence[FactLine]) -> FactLine:
    return lines[0]._replace(
        objects=tuple(dict.fromkeys(name for line in lines for name in line.objects)),
        facts=tuple(fact for line in lines for fact in line.facts),
    )


def markup(name: str, line: FactLine, number: Numbering, *, told: Sequence[str | None] = ()) -> str:
    """Return one line: ``**Tajikistan** shelters Amrullah Saleh: “sanctuary” (reported) [1]``.

    `number` gives the source number of a passage, or None where it is not cited. Words in `told` stand right above
    and are not said again.
    """
    known = PREDICATES.get(line.predicate)
    relation = known is None or known.is_relation
    words = escape(predicate_wording(line.predicate, negated=line.negated, plural=line.plural))
    said = f"**{cut(name, MAX_QUOTE)}** {words if relation else '· ' + words}"
    if line.objects:
        objects = listed(line.objects)
        said += f" {objects}" if relation else f" ({objects})"
    if line.value:
        said += f": “{quoted(line.value, line)}”"
    numbers = sorted({n for passage in line.passages if (n := number(*passage)) is not None})
    sources = "".join(f" [{n}]" for n in numbers)
    return f"{said}{qualified(line, told)}{sources}"


def blocks(name: str, lines: Sequence[FactLine], number: Numbering, knowledge: Knowledge) -> list[str]:
    """Return the lines of an actor as blocks, and below those that differ what each of them says."""
    out = []
    for line, following in zip_longest(lines, lines[1:]):
        out.append(markup(name, line, number))
        if line.differing and (following is None or following.differing != line.differing):
            out.append(difference_line(line, knowledge))
    return out


def difference_line(line: FactLine, knowledge: Knowledge) -> str:
    """Return what is said where the documents differ about a line, the line's own words among it."""
    return f"-# ⚠ {cut(one_line(difference(knowledge, line.differing)), MAX_DIFFERENCE)}"


def _noted(name: str, note: str | None) -> str:
    """Put behind an actor's name what is recorded of a death."""
    return f"{name} ({note})" if note else name


def listed(names: Sequence[str], most: int = MAX_LISTED, longest: int = 100) -> str:
    """List the names of actors, as many as have room, and count the rest."""
    shown = [cut(name, longest) for name in names[:most]]
    rest = len(names) - len(shown)
    return ", ".join(shown) + (f" {wording.and_more(rest)}" if rest else "")


def qualified(line: FactLine, told: Sequence[str | None] = (), longest: int = MAX_QUOTE) -> str:
    """Return in brackets how sure a line is, when and where: stance, speaker, hedge, condition, time and place.

    A time or place that stands in the line's own words is not told again, unless those are too long to be shown whole.
    """
    parts = []
    shown = line.value if line.value and len(line.value) <= longest else ""
    if line.stance in wording.answers.STANCES:
        by = f" by {quoted(line.speaker, line, longest)}" if line.speaker else ""
        hedge = f": “{quoted(line.hedge, line, longest)}”" if line.hedge and line.hedge not in told else ""
        parts.append(f"{line.stance}{by}{hedge}")
    if line.condition and line.condition not in told:
        parts.append(wording.answers.on_condition(quoted(line.condition, line, longest)))
    if line.time and line.time not in shown:
        parts.append(wording.answers.when(quoted(line.time, line, longest)))
    if line.place and line.place not in shown:
        parts.append(wording.answers.where(quoted(line.place, line, longest)))
    return f" ({'; '.join(parts)})" if parts else ""


def quoted(words: str, line: FactLine, longest: int = MAX_QUOTE) -> str:
    """Return words of a document, with the slips of the line's passages marked."""
    return shortened(one_line(with_sic(words, line.sic)), longest)
