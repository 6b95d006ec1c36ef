"""Cards → blocks of markup, pure: an actor, the lists, a passage to read, the bot itself."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from bot import wording
from bot.chat import facts
from bot.chat.markup import cut, escape, one_line
from bot.chat.page import quotations
from bot.chat.render import citation, date

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.answers.cards import About, ActorCard, ActorLine, Reading, SourceLine
    from bot.errors import KnowledgeError
    from bot.knowledge.actors import Alias
    from bot.knowledge.documents import Document, Passage
    from bot.knowledge.model import Knowledge
    from bot.snapshot import Diff

_ADDRESS = re.compile(r"https?://[A-Za-z0-9.-]+(?:/[A-Za-z0-9._~/?=%+,;:#-]{0,400})?")


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


def actor_blocks(card: ActorCard, knowledge: Knowledge) -> list[str]:
    """Show an actor: names, whom it must not be taken for, facts by predicate with source numbers, sources."""
    actor = card.actor
    blocks = [f"## {cut(one_line(actor.name), 200)}\n-# {escape(actor.kind)}"]
    if card.names:
        blocks.append(f"Also named: {_aliases(card.names)}")
    if card.searched:
        blocks.append(f"-# also found by: {_aliases(card.searched)}")
    blocks += [_confusion(entry.name, entry.reason) for entry in card.confusions]
    numbers = Numbers()
    for _, group in card.groups:
        blocks += facts.blocks(actor.name, facts.of_card(group), numbers, knowledge)
    return blocks + numbers.citations(knowledge)


def who_blocks(actors: Sequence[tuple[str, str, Sequence[facts.FactLine]]], knowledge: Knowledge) -> list[str]:
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
        blocks.append(f"{wording.chat.NAMED_TOO}: {', '.join(others[:15])}")
    return blocks or [wording.chat.NO_ACTORS]


def actors_blocks(lines: Sequence[ActorLine]) -> list[str]:
    """List actors by kind."""
    blocks = []
    for kind, group in groupby(lines, key=lambda line: line.kind):
        for number, line in enumerate(group):
            entry = f"{cut(one_line(line.name), 90)} · {wording.plural(line.facts, 'fact')}"
            blocks.append(f"**{escape(kind)}**\n{entry}" if number == 0 else entry)
    return blocks or [wording.chat.NO_ACTORS]


def sources_blocks(lines: Sequence[SourceLine]) -> list[str]:
    """List documents with their date, rights and counts."""
    return [_source(line) for line in lines]


def _source(line: SourceLine) -> str:
    doc = line.document
    reliability = f"reliability: {escape(doc.reliability)}" if doc.reliability else "reliability: not judged"
    count = wording.plural(line.paragraphs, "paragraph")
    about = [cut(one_line(doc.publisher), 100), date(doc.published), reliability, count]
    if doc.author:
        about.insert(0, cut(one_line(doc.author), 100))
    lines = [
        f"**{cut(one_line(doc.title), 200)}**",
        f"-# {' · '.join(about)}",
        f"-# name for /read: {escape(doc.slug)}",
    ]
    lines += [f"-# {cut(one_line(text), 400)}" for text in (doc.rights, doc.via) if text]
    if doc.url:
        lines.append(f"-# {address(doc.url)}")
    return "\n".join(lines)


def reading_blocks(reading: Reading) -> list[str]:
    """Show a passage between its neighbours, each under its number; then where the rest is."""
    doc = reading.document
    blocks = [citation(doc, reading.passage.number)]
    for part in (reading.before, reading.passage, reading.after):
        if part is not None:
            blocks += paragraph_blocks(doc, part, marked=part is reading.passage)
    if reading.more and doc.url:
        blocks.append(f"-# The rest is in the original: {address(doc.url)}")
    return blocks


def address(url: str) -> str:
    """Return an address as a link, where nothing in it could be taken for markup."""
    return url if _ADDRESS.fullmatch(url) else cut(one_line(url), 300)


def paragraph_blocks(document: Document, part: Passage, *, marked: bool = True) -> list[str]:
    """Quote a whole paragraph under its number, bold where it is `marked`."""
    text = document.slice(part)
    ends = [sentence.end - part.start for sentence in part.sentences]
    slips = tuple(slip.words for slip in document.sic if slip.paragraph == part.number)
    blocks = quotations(text, ends, slips)
    label = f"**¶{part.number}**" if marked else f"¶{part.number}"
    return [f"{label}\n{blocks[0]}", *blocks[1:]] if blocks else []


def held(card: About) -> str:
    """Count what is held."""
    if card.knowledge_version is None:
        return wording.chat.WITHOUT_KNOWLEDGE
    counts = (
        (card.documents, "document"),
        (card.paragraphs, "paragraph"),
        (card.actors, "actor"),
        (card.facts, "fact"),
    )
    return ", ".join(wording.plural(count, noun) for count, noun in counts)


def about_blocks(card: About, up: str) -> list[str]:
    """Say what the bot is, what it holds and what it keeps."""
    dates = " to ".join(dict.fromkeys(date(day) for day in (*card.dates[:1], *card.dates[-1:])))
    version = (card.knowledge_version or "none").rpartition(":")[2][:8]
    lines = [
        "## About this bot",
        wording.chat.DISCLAIMER,
        f"**Knowledge** {held(card)}" + (f"; sources of {dates}" if dates else ""),
        f"**Versions** bot {card.bot_version} · knowledge {version} · up {up}",
    ]
    if card.degraded and card.knowledge_version:
        lines.append(f"⚠ **Status** {wording.chat.DEGRADED}")
    return ["\n".join(lines)]


def _aliases(aliases: Sequence[Alias]) -> str:
    listed = ", ".join(f"{cut(one_line(alias.text), 100)} ({escape(alias.type)})" for alias in aliases[:20])
    return listed + (f" and {len(aliases) - 20} more" if len(aliases) > 20 else "")


def _confusion(name: str, reason: str | None) -> str:
    why = f": {cut(one_line(reason), 200)}" if reason else ""
    return f"⚠ Not to be confused with {cut(one_line(name), 100)}{why}"


def examples(questions: Sequence[str]) -> str:
    """List questions that the knowledge answers."""
    return "\n".join([wording.chat.EXAMPLES, *(f"- *{cut(one_line(question), 150)}*" for question in questions[:3])])


def fault_text(error: KnowledgeError) -> str:
    """List every fault and warning, one a line, as plain text."""
    return "\n".join([*map(str, error.faults), *(f"warning: {warning}" for warning in error.warnings)])


def diff_text(diff: Diff) -> str:
    """List what a reload added, changed and removed, as plain text."""
    lines = [f"{diff.old_version or 'nothing'} → {diff.new_version}"]
    for noun in ("documents", "passages", "actors", "facts", "aliases"):
        change = getattr(diff, noun)
        for verb in ("added", "changed", "removed"):
            names = getattr(change, verb)
            if names:
                lines.append(f"{noun} {verb} ({len(names)}): {', '.join(names)}")
    return "\n".join(lines) if len(lines) > 1 else f"{wording.chat.NO_DIFFERENCE}"


def status_blocks(card: About, trouble: KnowledgeError | None) -> list[str]:
    """Say what is loaded and whether its files are in order."""
    state = wording.chat.ALL_GOOD
    if trouble is not None:
        state = wording.chat.DEGRADED if card.knowledge_version else wording.chat.WITHOUT_KNOWLEDGE
    lines = [f"**Status** {state}", f"**Version** {card.knowledge_version or 'none'}", f"**Held** {held(card)}"]
    if trouble is not None:
        lines.append(f"**Faults** {len(trouble.faults)}, **warnings** {len(trouble.warnings)}")
    return ["\n".join(lines)]
