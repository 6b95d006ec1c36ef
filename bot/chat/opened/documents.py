"""Documents: the list of all."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot import wording
from bot.answers import holdings
from bot.chat.markup import address, cut, escape
from bot.chat.opened.seen import listed
from bot.chat.page import Button, Option, Select
from bot.chat.place import Place, passage_id
from bot.knowledge.model import short_version
from bot.text import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.answers.holdings import SourceLine
    from bot.chat.opened.seen import Opened, Seen

LISTED = 4
"""How many a page of the list holds, so that each has room for all that is recorded of it."""


def sources(seen: Seen) -> Opened:
    """List the documents; only those of the page that is shown are looked at."""
    knowledge = seen.snapshot.knowledge

    def blocks(slugs: Sequence[str]) -> list[str]:
        return _blocks(holdings.source_lines(knowledge, slugs))

    slugs = tuple(knowledge.documents)
    shown = listed(seen, slugs, LISTED, blocks)
    on_page = slugs[shown.number * LISTED : (shown.number + 1) * LISTED]
    version = short_version(seen.snapshot.version)
    options = tuple(
        Option(one_line(knowledge.documents[slug].title), Place("read", version, (passage_id(slug, 1),)).opening, slug)
        for slug in on_page
        if knowledge.documents[slug].paragraphs
    )
    if len(options) == 1:
        return replace(shown, buttons=(Button(wording.lookups.READ, options[0].value), *seen.links.report))
    return replace(shown, buttons=seen.links.report, selects=(Select("read", wording.lookups.READ_MENU, options),))


def _blocks(lines: Sequence[SourceLine]) -> list[str]:
    """List documents with their date, rights and counts."""
    return [_source(line) for line in lines] or [wording.lookups.NO_DOCUMENTS]


def _source(line: SourceLine) -> str:
    """Describe a document in at most 800 units, so that a page of `LISTED` always has room."""
    doc = line.document
    reliability = wording.lookups.reliability(escape(doc.reliability) if doc.reliability else None)
    counts = (wording.plural(line.paragraphs, "paragraph"), wording.plural(line.facts, "fact"))
    about = [cut(one_line(doc.publisher), 60), wording.date(doc.published), reliability, *counts]
    if doc.author:
        about.insert(0, cut(one_line(doc.author), 60))
    lines = [
        f"**{cut(one_line(doc.title), 150)}**",
        f"-# {' · '.join(about)}",
        f"-# {wording.lookups.name_for_read(cut(doc.slug, 100))}",
    ]
    lines += [f"-# {cut(one_line(text), 100)}" for text in (doc.rights, doc.via) if text]
    if doc.url:
        lines.append(f"-# {address(doc.url, 100)}")
    return "\n".join(lines)
