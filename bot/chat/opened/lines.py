"""Lines of look-ups: what they say, ending in the numbers of their sources, and the quotations behind it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot import wording
from bot.chat import facts
from bot.chat.markup import cut, escape
from bot.chat.quoting import citation
from bot.knowledge.predicates import PREDICATES
from bot.knowledge.predicates import wording as predicate_wording
from bot.text import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.answers.cards import NamedFact
    from bot.chat.facts import FactLine
    from bot.knowledge.model import Knowledge

MAX_SOURCES = 6
"""How many sources of one line are numbered: with more, it would not be a line any longer."""
_LONGEST = 160
_OBJECTS = 8
_NAME = 60


class Numbers:
    """Source numbers of passages, given in the order in which they are first cited."""

    def __init__(self) -> None:
        """Begin with no number given."""
        self._given: dict[tuple[str, int], int] = {}

    def __call__(self, document: str, paragraph: int) -> int:
        """Return the number of a passage, a new one where it has none."""
        return self._given.setdefault((document, paragraph), len(self._given) + 1)

    def citations(self, knowledge: Knowledge) -> list[str]:
        """Return a citation line for each number given."""
        cited = ((knowledge.documents.get(slug), paragraph, n) for (slug, paragraph), n in self._given.items())
        return [citation(document, paragraph, n) for document, paragraph, n in cited if document]


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation that a line rests on: source `at` of a fact, under its number."""

    number: int
    named: NamedFact
    at: int


@dataclass(frozen=True, slots=True)
class Line:
    """Markup below a heading, which is plain text, and the quotations that it rests on."""

    section: str
    text: str
    quoted: tuple[Quoted, ...] = ()


def entry(line: FactLine, numbers: Numbers, section: str, name: str = "") -> Line:
    """Return what a line says below its predicate: ``Amrullah Saleh: “sanctuary” (reported) [1]``."""
    start = f"- **{cut(name, _NAME)}** · " if name else "- "
    return _line(section, start, _said(line), line, numbers)


def statement(name: str, line: FactLine, numbers: Numbers, section: str, before: str = "") -> Line:
    """Return a whole statement: ``**Tajikistan** shelters Amrullah Saleh: “sanctuary” (reported) [1]``.

    `before` is markup to begin with. Without a `name` it is what the one in the heading does.
    """
    who = f"**{cut(name, _NAME)}** " if name else ""
    words = escape(predicate_wording(line.predicate, negated=line.negated, plural=line.plural))
    known = PREDICATES.get(line.predicate)
    if known is None or known.is_relation:
        start = f"- {before}{who}{words} "
        return _line(section, start, _said(line), line, numbers)
    return _line(section, f"- {before}{f'{who}· ' if who else ''}{words}: ", _said(line), line, numbers)


def difference(line: FactLine, knowledge: Knowledge, section: str) -> Line:
    """Return below a line what is said where the documents differ about it."""
    return Line(section, f"- {facts.difference_line(line, knowledge).removeprefix('-# ')}")


def _said(line: FactLine) -> str:
    objects = facts.listed(line.objects, _OBJECTS, _NAME)
    value = f"“{facts.quoted(one_line(line.value), line, _LONGEST)}”" if line.value else ""
    return ": ".join(part for part in (objects, value) if part)


def _line(section: str, start: str, said: str, line: FactLine, numbers: Numbers) -> Line:
    return with_sources(section, f"{start}{said}{facts.qualified(line, longest=_LONGEST)}", [line], numbers)


def with_sources(section: str, text: str, lines: Sequence[FactLine], numbers: Numbers) -> Line:
    """Put the numbers of their sources behind what is told of some facts, as many as belong on one line."""
    passages = tuple(dict.fromkeys(passage for line in lines for passage in line.passages))
    given = {passage: numbers(*passage) for passage in passages[:MAX_SOURCES]}
    rest = len(passages) - len(given)
    sources = "".join(f" [{number}]" for number in sorted(given.values()))
    more = f" {wording.lookups.more_sources(rest)}" if rest else ""
    quoted = (
        Quoted(given[source.document, source.paragraph], named, at)
        for line in lines
        for named in line.facts
        for at, source in enumerate(named.fact.sources)
        if (source.document, source.paragraph) in given
    )
    return Line(section, one_line(f"{text}{sources}{more}"), tuple(quoted))
