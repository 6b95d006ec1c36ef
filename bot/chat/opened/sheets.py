"""Lines spread over pages: each page names its sources and has a menu of their quotations, and one of the pages."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot import wording
from bot.answers.slips import with_sic
from bot.chat.markup import cut, units
from bot.chat.opened.seen import Opened
from bot.chat.page import MAX_OPTIONS, ROOM, Option, Select
from bot.chat.place import Place, short_id
from bot.knowledge.predicates import wording as predicate_wording
from bot.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.chat.opened.lines import Line, Quoted
    from bot.chat.opened.seen import Seen
    from bot.knowledge.documents import Document
    from bot.knowledge.model import Knowledge


@dataclass(slots=True)
class _Sheet:
    """A page in the making."""

    lines: list[Line] = field(default_factory=list)
    sources: dict[tuple[str, int], int] = field(default_factory=dict)
    quotes: dict[tuple[str, int, int], Quoted] = field(default_factory=dict)
    used: int = 0


def spread(seen: Seen, head: str, lines: Sequence[Line], foot: str = "") -> Opened:
    """Show the page of `lines` that is asked for, below `head` and above `foot`, which stand on every page."""
    knowledge = seen.snapshot.knowledge
    sheets = _sheets(lines, knowledge, ROOM - units(head) - units(foot))
    number = min(seen.place.page or 0, len(sheets) - 1)
    sheet = sheets[number]
    before = sheets[number - 1].lines[-1].section if number and sheets[number - 1].lines else ""
    blocks = [head, *_under_sections(sheet.lines, before), *_source_lines(sheet, knowledge), foot]
    selects = (_page_menu(seen.place, sheets, number), _quote_menu(seen.place.version, sheet))
    return Opened(
        tuple(block for block in blocks if block),
        number,
        len(sheets),
        selects=tuple(select for select in selects if select.options),
    )


def _sheets(lines: Iterable[Line], knowledge: Knowledge, room: int) -> list[_Sheet]:
    """Spread lines over pages, each with room for its sources and a menu for all of its quotations."""
    sheets = [_Sheet()]
    for line in lines:
        sheet = sheets[-1]
        new = _cost(sheet, line, knowledge)
        if sheet.lines and (sheet.used + new > room or len(sheet.quotes.keys() | _quotes(line)) > MAX_OPTIONS):
            sheet = _Sheet()
            sheets.append(sheet)
            new = _cost(sheet, line, knowledge)
        sheet.used += new
        sheet.lines.append(line)
        sheet.sources |= _sources(line)
        sheet.quotes = {**_quotes(line), **sheet.quotes}
    for sheet in sheets:
        sheet.quotes = dict(sorted(sheet.quotes.items(), key=lambda item: (item[1].number, item[0])))
    return sheets


def _cost(sheet: _Sheet, line: Line, knowledge: Knowledge) -> int:
    """Return how much longer a line makes a page, with its heading and its sources."""
    heading = not sheet.lines or sheet.lines[-1].section != line.section
    cost = units(line.text) + 1 + (units(_heading(line.section, continued=True)) + 1) * heading
    cited = {slug for slug, _ in sheet.sources}
    for slug, paragraph in _sources(line):
        if (slug, paragraph) not in sheet.sources:
            cost += len(f", [{len(sheet.sources) + 1000}] ¶{paragraph}")
        if slug not in cited:
            cited.add(slug)
            cost += units(_document_line(knowledge.documents.get(slug))) + 1
    return cost


def _sources(line: Line) -> dict[tuple[str, int], int]:
    places = ((quoted.named.fact.sources[quoted.at], quoted.number) for quoted in line.quoted)
    return {(source.document, source.paragraph): number for source, number in places}


def _quotes(line: Line) -> dict[tuple[str, int, int], Quoted]:
    sources = ((quoted.named.fact.sources[quoted.at], quoted) for quoted in line.quoted)
    return {(source.document, source.start, source.end): quoted for source, quoted in reversed(list(sources))}


def _under_sections(lines: Iterable[Line], before: str) -> list[str]:
    """Put lines below their headings; one that goes on from the page before says so."""
    blocks: list[str] = []
    section = ""
    for line in lines:
        if line.section != section:
            blocks.append(_heading(line.section, continued=not blocks and line.section == before))
            section = line.section
        blocks.append(line.text)
    return blocks


def _heading(section: str, *, continued: bool) -> str:
    return f"### {cut(one_line(section), 100)}" + (f" {wording.lookups.CONTINUED}" if continued else "")


def _source_lines(sheet: _Sheet, knowledge: Knowledge) -> list[str]:
    """Return a line for each document with the numbers of its passages."""
    cited: dict[str, list[tuple[int, int]]] = {}
    for (slug, paragraph), number in sheet.sources.items():
        cited.setdefault(slug, []).append((number, paragraph))
    return [
        f"{_document_line(knowledge.documents.get(slug))}"
        + ", ".join(f"[{number}] ¶{paragraph}" for number, paragraph in sorted(passages))
        for slug, passages in cited.items()
    ]


def _document_line(document: Document | None) -> str:
    if document is None:
        return "-# "
    told = (cut(one_line(document.title), 80), cut(one_line(document.publisher), 40), wording.date(document.published))
    return f"-# {' · '.join(told)}: "


def _page_menu(place: Place, sheets: Sequence[_Sheet], number: int) -> Select:
    """Offer the pages by what stands on them; of very many those around the one that is shown."""
    first = max(0, min(number - MAX_OPTIONS // 2, len(sheets) - MAX_OPTIONS))
    options = (
        Option(
            wording.lookups.page(at + 1, ", ".join(dict.fromkeys(line.section for line in sheet.lines))),
            place.turning(at),
            is_chosen=at == number,
        )
        for at, sheet in enumerate(sheets[first : first + MAX_OPTIONS], start=first)
    )
    return Select("page", wording.lookups.CARD_MENU, tuple(options) if len(sheets) > 1 else ())


def _quote_menu(version: str, sheet: _Sheet) -> Select:
    options = []
    for quoted in list(sheet.quotes.values())[:MAX_OPTIONS]:
        named, source = quoted.named, quoted.named.fact.sources[quoted.at]
        place = Place("quote", version, (short_id(named.owner), short_id(named.fact.id), str(quoted.at)))
        words = predicate_wording(named.fact.predicate, negated=named.fact.negated, plural=named.plural)
        told = " ".join(filter(None, (words, named.object_name)))
        label = f"[{quoted.number}] ¶{source.paragraph} “{one_line(with_sic(source.quote, named.sic))}”"
        options.append(Option(label, place.opening, told))
    return Select("quote", wording.lookups.SOURCE_MENU, tuple(options))
