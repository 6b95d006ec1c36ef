"""The passages of a knowledge as search sees them: numbered, cut to size, and turned into terms once."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from bot.search.query import mark
from bot.text import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.knowledge.documents import Document, Passage, Sentence
    from bot.knowledge.model import Knowledge
    from bot.search.names import Names

# A longer paragraph is ranked in parts, cut at sentence ends; 300 words are three usual paragraphs.
LONGEST = 300


class Unit(NamedTuple):
    """What is ranked: a paragraph, or a part of an over-long one, and the terms of each of its sentences."""

    document: Document
    passage: Passage
    sentences: tuple[Sentence, ...]
    terms: tuple[tuple[str, ...], ...]

    @property
    def length(self) -> int:
        """How many terms the unit holds."""
        return sum(map(len, self.terms))


class Corpus:
    """All units of a knowledge, in order of document and position."""

    def __init__(self, knowledge: Knowledge, names: Names) -> None:
        """Cut and tokenise every paragraph but the titles, which are searched with the text and never quoted from."""
        self._names = names
        self.units: list[Unit] = []
        self.headings: dict[str, list[str]] = {}
        for document in knowledge.documents.values():
            self.headings[document.slug] = self._terms(f"{document.title} \n {document.publisher}")
            self.units += (
                unit for passage in document.passages if passage.number for unit in self._units(document, passage)
            )

    def __len__(self) -> int:
        """Return the number of units."""
        return len(self.units)

    def texts(self) -> Iterator[list[str]]:
        """Yield the terms of each unit, with those of its document's title and publisher."""
        for unit in self.units:
            yield [*self.headings[unit.document.slug], *(term for sentence in unit.terms for term in sentence)]

    def _units(self, document: Document, passage: Passage) -> Iterator[Unit]:
        sentences = [(s, tuple(self._terms(document.slice(s)))) for s in passage.sentences]
        lengths = [len(document.slice(s).split()) for s in passage.sentences]
        total = sum(lengths)
        parts = max(1, round(total / LONGEST))
        part_of = [min(parts - 1, (end - 1) * parts // max(total, 1)) for end in accumulate(lengths)]
        for part in range(parts):
            chosen = [pair for pair, owner in zip(sentences, part_of, strict=True) if owner == part]
            if chosen:
                yield Unit(document, passage, tuple(s for s, _ in chosen), tuple(t for _, t in chosen))

    def _terms(self, text: str) -> list[str]:
        """Return the terms of `text`, with the mark of each actor after its name."""
        found = words(text)
        marks = {m.end - 1: m.actors for m in self._names.find(found)}
        if not marks:
            return [word.term for word in found if word.term]
        out: list[str] = []
        for at, word in enumerate(found):
            out += [word.term] if word.term else []
            out += [mark(actor) for actor in marks.get(at, ())]
        return out
