"""Documents and their parts, as exact slices of the source.

Offsets are code points in `Document.text`, the text after the front matter; ends are exclusive.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: ``document.text[start:end]``."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph: ``document.text[start:end]``, with its number (0 is the title line) and its sentences in order."""

    number: int
    start: int
    end: int
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Slip:
    """A slip of the source's own, to be shown with ``[sic]``: `words` stand verbatim in `paragraph`."""

    paragraph: int
    words: str


@dataclass(frozen=True, slots=True)
class Document:
    """One document: what its front matter says of it, its text untouched, and where its passages stand."""

    slug: str
    title: str
    publisher: str
    text: str
    passages: tuple[Passage, ...]
    published: str | None = None
    url: str | None = None
    author: str | None = None
    language: str = "en"
    rights: str | None = None
    via: str | None = None
    tags: tuple[str, ...] = ()
    access: str = "excerpts"
    key_points: tuple[int, ...] = ()
    reliability: str | None = None
    sic: tuple[Slip, ...] = ()

    def slice(self, part: Passage | Sentence) -> str:
        """Return the text of a passage or sentence, verbatim."""
        return self.text[part.start : part.end]

    def passage(self, number: int) -> Passage | None:
        """Return the paragraph of that number, or None."""
        return next((p for p in self.passages if p.number == number), None)
