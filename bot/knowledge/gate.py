"""The gate: no fact without a quotation that stands in its document, exactly once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.knowledge import quotes
from bot.knowledge.actors import Fact, Source, Time
from bot.knowledge.frontmatter import nearest, no_paragraph
from bot.knowledge.report import did_you_mean, shorten
from bot.text import phrase

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.knowledge.documents import Document
    from bot.knowledge.model import Hedges
    from bot.knowledge.report import Report
    from bot.knowledge.schema import FactEntry, SourceEntry
    from bot.knowledge.uses import NameFinder
    from bot.knowledge.yamlfile import Path, Tree


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What facts may refer to.

    `slugs` and `ids` also hold those whose own file has faults: a reference to them is no further fault. `named` gives
    the id of the actor that has a name, by the name's folded words; `fact_ids` holds ``actor.fact``. `weakening` finds
    the `hedges` in a quotation.
    """

    documents: Mapping[str, Document]
    slugs: frozenset[str]
    ids: frozenset[str]
    named: Mapping[tuple[str, ...], str]
    fact_ids: frozenset[str]
    hedges: Hedges
    weakening: NameFinder

    def unknown_actor(self, text: str) -> tuple[str, str]:
        """Return message and hint for something that is no actor's id."""
        by_name = self.named.get(phrase(text))
        hint = f'Did you mean "{by_name}"?' if by_name else did_you_mean(text, self.ids)
        return f'unknown actor "{shorten(text)}"', hint or f"Add actors/{text}.yaml, or correct the id."


@dataclass(frozen=True, slots=True)
class Gate:
    """Checks the facts of one actor's file."""

    actor: str
    file: str
    tree: Tree
    around: Surroundings
    report: Report

    def fact(self, index: int, entry: FactEntry) -> Fact:
        """Return the fact that an entry stands for; what is wrong with it goes to the report."""
        path: Path = ("facts", index)
        sources = [s for i, source in enumerate(entry.sources) if (s := self._source((*path, "sources", i), source))]
        # Words can only be looked for in quotations where all of these were found.
        whole = len(sources) == len(entry.sources)
        if not entry.sources:
            self._fault(
                (*path, "sources"), '"sources" is empty', "Every fact needs a document, a paragraph and a quote."
            )
        self._references(path, entry)
        self._stance(path, entry)
        if whole and sources:
            self._speaker(path, entry, sources)
            self._years(path, entry, sources)
            self._warn_of_hedges(path, entry, sources)
        own = self._words(path, entry, sources) if whole and sources else {}
        return _fact(entry, sources, own)

    def _fault(self, path: Path, message: str, hint: str = "") -> None:
        self.report.fault(self.file, self.tree.place(path), message, hint)

    def _source(self, path: Path, entry: SourceEntry | None) -> Source | None:
        if entry is None:
            return None
        document = self.around.documents.get(entry.document)
        if document is None:
            # Where there are none at all, that is the one fault.
            if self.around.slugs and entry.document not in self.around.slugs:
                hint = did_you_mean(entry.document, self.around.slugs)
                message = f'unknown document "{shorten(entry.document)}"'
                self._fault((*path, "document"), message, hint or "Name a file of documents/ without its ending.")
            return None
        passage = document.passage(entry.paragraph)
        if passage is None:
            self._fault((*path, "paragraph"), *no_paragraph(document, entry.paragraph))
            return None
        places = quotes.find(entry.quote, document.slice(passage))
        where = f"¶{entry.paragraph} of {document.slug}"
        if not places:
            self._fault((*path, "quote"), f"quote not found in {where}", _elsewhere(document, entry))
            return None
        if len(places) > 1:
            message = f"quote found {len(places)} times in {where}"
            self._fault((*path, "quote"), message, "Quote more words, so that it stands there once.")
            return None
        start, end = (passage.start + offset for offset in places[0])
        return Source(document.slug, entry.paragraph, document.text[start:end], start, end)

    def _references(self, path: Path, entry: FactEntry) -> None:
        if entry.object is not None and entry.object not in self.around.ids:
            self._fault((*path, "object"), *self.around.unknown_actor(entry.object))
        if entry.object is not None and entry.object == self.actor:
            self._fault((*path, "object"), "an actor cannot be the object of its own fact", "Name the other actor.")
        if not (entry.object or entry.value or entry.predicate == "mention" or self._written(path, "object", "value")):
            self._fault(path, f'fact "{entry.id}" says nothing', "Give it an object, a value or both.")
        if (other := entry.differs_from) and not self._differs(entry.id, other):
            own = {name.removeprefix(f"{self.actor}.") for name in self.around.fact_ids} - {entry.id}
            hint = did_you_mean(other, own) or "Name a fact of this actor, or actor.fact."
            self._fault((*path, "differs_from"), f'unknown fact "{shorten(other)}"', hint)
        if entry.time and entry.time.start and entry.time.end and _ends_before(entry.time.start, entry.time.end):
            self._fault((*path, "time", "end"), "the time ends before it starts", "Exchange start and end.")

    def _differs(self, fact: str, other: str) -> bool:
        """Tell whether `other` names a fact, of this actor or as actor.fact, that is not `fact` itself."""
        named = {f"{self.actor}.{other}", other} - {f"{self.actor}.{fact}"}
        return other != fact and bool(named & self.around.fact_ids)

    def _written(self, path: Path, *keys: str) -> bool:
        """Tell whether the author wrote one of `keys`, if only in a way that was a fault already."""
        return any((*path, key) in self.tree.places for key in keys)

    def _is_faulty(self, path: Path) -> bool:
        """Tell whether what the author wrote there is a fault already, so that something else stands in for it."""
        place = (self.file, *self.tree.place(path))
        return any((fault.file, fault.line, fault.column) == place for fault in self.report.faults)

    def _stance(self, path: Path, entry: FactEntry) -> None:
        at = (*path, "stance")
        if entry.stance == "stated" and not entry.speaker and not self._written(path, "speaker"):
            self._fault(at, "a stated fact needs its speaker", "Add speaker: an actor's id, or the document's words.")
        if entry.stance == "reported" and not entry.hedge and not self._written(path, "hedge"):
            self._fault(at, "a reported fact needs its hedge", 'Add hedge: the document\'s words, as "reportedly".')
        if entry.stance == "possible" and not self._written(path, "hedge", "condition"):
            self._fault(at, "a possible fact needs its hedge or condition", "Add the document's words that make it so.")
        if entry.stance == "asserted" and (entry.hedge or entry.condition) and not self._is_faulty(at):
            hint = "It is reported or possible: the more cautious stance wins."
            self._fault(at, "an asserted fact has a hedge or condition", hint)

    def _speaker(self, path: Path, entry: FactEntry, sources: Sequence[Source]) -> None:
        if entry.speaker is None or entry.speaker in self.around.ids:
            return
        passages = (self.around.documents[s.document].passage(s.paragraph) for s in sources)
        texts = [self.around.documents[s.document].slice(p) for s, p in zip(sources, passages, strict=True) if p]
        if not all(quotes.contains(entry.speaker, text) for text in texts):
            by_name = self.around.named.get(phrase(entry.speaker))
            meant = f'Did you mean "{by_name}"?' if by_name else did_you_mean(entry.speaker, self.around.ids)
            hint = f"{meant} Give an actor's id, or words of the quoted paragraph.".strip()
            self._fault((*path, "speaker"), f'unknown speaker "{shorten(entry.speaker)}"', hint)

    def _years(self, path: Path, entry: FactEntry, sources: Sequence[Source]) -> None:
        """Check that the years of a time stand in the text or the date of a document that is cited."""
        cited = [self.around.documents[source.document] for source in sources]
        given = {"start": entry.time.start, "end": entry.time.end} if entry.time else {}
        for key, date in given.items():
            year = (date or "")[:4]
            stands = re.compile(rf"(?<!\d){year}(?!\d)")
            if year and not any(stands.search(f"{document.published} {document.text}") for document in cited):
                message = f"no document that this fact cites gives the year {year}"
                self._fault((*path, "time", key), message, "Leave it out: a year is never guessed.")

    def _words(self, path: Path, entry: FactEntry, sources: Sequence[Source]) -> dict[str, str]:
        """Check the words that must stand in every quotation; return the document's own slices of them.

        They are shown with all sources, so that a source which does not say them would be shown to say too much.
        """
        own: dict[str, str] = {}
        for key in ("value", "hedge", "condition", "place", "time"):
            written = getattr(entry, key)
            at: Path = (*path, key)
            if key == "time" and entry.time:
                written, at = entry.time.text, (*at, "text")
            # A place may also be told by an actor's id.
            if written is None or (key == "place" and written in self.around.ids):
                continue
            quote = sources[0].quote
            for start, end in quotes.find(written, quote)[:1]:
                own[key] = quote[start:end]
            label = "time.text" if key == "time" else key
            self._say(label, written, at, sources)
        return own

    def _say(self, label: str, written: str, at: Path, sources: Sequence[Source]) -> None:
        for number, source in enumerate(sources):
            # A sentence begins with a capital in one place and not in another.
            said = [(written, source.quote), (written.casefold(), source.quote.casefold())][: number + 1]
            if any(quotes.contains(*pair) for pair in said):
                continue
            message, hint = f"{label} not found in the quotation", nearest(written, source.quote)
            if len(sources) > 1:
                message += f" from ¶{source.paragraph}"
                hint += " Every source has to say it; give another its own fact."
            self._fault(at, message, hint)

    def _warn_of_hedges(self, path: Path, entry: FactEntry, sources: Sequence[Source]) -> None:
        if entry.hedge or entry.condition or entry.stance not in {"asserted", "assessed"}:
            return
        found = {name for source in sources for name, _ in self.around.weakening.names_in(source.quote)}
        for hedge in (*self.around.hedges.possible, *self.around.hedges.reported) if found else ():
            if phrase(hedge) in found:
                message = f'the quotation has "{hedge}", but the fact has no hedge'
                hint = "Is the stance as cautious as the words? Add hedge:, or quote less."
                self.report.warn(self.file, self.tree.place((*path, "stance")), message, hint)


def _fact(entry: FactEntry, sources: Sequence[Source], own: Mapping[str, str]) -> Fact:
    """Return the fact, with the document's `own` slices in the place of the words that the author copied."""
    time = entry.time
    return Fact(
        id=entry.id,
        predicate=entry.predicate,
        stance=entry.stance,
        sources=tuple(sources),
        object=entry.object,
        value=own.get("value", entry.value),
        negated=entry.negated,
        condition=own.get("condition", entry.condition),
        place=own.get("place", entry.place),
        hedge=own.get("hedge", entry.hedge),
        speaker=entry.speaker,
        time=Time(own.get("time", time.text), time.start, time.end) if time else None,
        differs_from=entry.differs_from,
    )


def _ends_before(start: str, end: str) -> bool:
    shared = min(len(start), len(end))
    return end[:shared] < start[:shared]


def _elsewhere(document: Document, entry: SourceEntry) -> str:
    """Return the hint for a quotation that is not in its paragraph."""
    for passage in document.passages:
        if quotes.contains(entry.quote, document.slice(passage)):
            return f"It stands in ¶{passage.number}."
    passage_there = document.passage(entry.paragraph)
    return nearest(entry.quote, document.slice(passage_there)) if passage_there else ""
