"""Documents and their parts, as exact slices of the source.

Offsets are code points in `Document.text`, the text after the front matter; ends are exclusive.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING

import sentencex  # type: ignore[import-untyped]  # it has no type information

from bot.knowledge.quotes import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


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


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """One document: what its front matter says of it, its text untouched, and where its passages stand.

    `digest` is the SHA-256 of the file that it was read from; two documents are equal that say the same.
    """

    slug: str
    title: str
    publisher: str
    text: str
    passages: Sequence[Passage]
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
    digest: str = field(default="", compare=False)

    def __eq__(self, other: object) -> bool:
        """Compare by contents, wherever they are kept."""
        if not isinstance(other, Document):
            return NotImplemented
        return all(getattr(self, f.name) == getattr(other, f.name) for f in fields(Document) if f.compare)

    def __hash__(self) -> int:
        return hash(self.slug)

    @property
    def paragraphs(self) -> int:
        """The number of its paragraphs; the title is none."""
        return sum(passage.number > 0 for passage in self.passages)

    def sentence(self, passage: int, at: int) -> Sentence:
        """Return a sentence of a passage, both counted from 0."""
        return self.passages[passage].sentences[at]

    def slice(self, part: Passage | Sentence) -> str:
        """Return the text of a passage or sentence, verbatim."""
        return self.text[part.start : part.end]

    def passage(self, number: int) -> Passage | None:
        """Return the paragraph of that number, or None."""
        return next((p for p in self.passages if p.number == number), None)


_BREAK = re.compile(r"\r\n|\n|\r")
_WIDE_SPACE = re.compile(r"[^\S\x00-\x7f]")


def cut(text: str, title: str, language: str = "en") -> tuple[Passage, ...]:
    """Cut a document's text into its passages.

    Paragraphs are the blocks between blank lines, numbered from 1. A first line that repeats the title, as a Markdown
    heading or plainly, is paragraph 0.
    """
    blocks = list(_blocks(text))
    passages = []
    if blocks and (heading := _title(text, blocks[0], title)):
        passages.append(_passage(text, 0, heading, language))
        rest = _trim(text, heading[1], blocks[0][1])
        blocks[:1] = [rest] if rest[0] < rest[1] else []
    passages.extend(_passage(text, number, block, language) for number, block in enumerate(blocks, 1))
    return tuple(passages)


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for found in _BREAK.finditer(text):
        yield start, found.start()
        start = found.end()
    yield start, len(text)


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    first: int | None = None
    last = 0
    for start, end in _lines(text):
        if text[start:end].strip():
            first, last = (start if first is None else first), end
        elif first is not None:
            yield _trim(text, first, last)
            first = None
    if first is not None:
        yield _trim(text, first, last)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    part = text[start:end]
    return start + len(part) - len(part.lstrip()), max(end - len(part) + len(part.rstrip()), start)


def _title(text: str, block: tuple[int, int], title: str) -> tuple[int, int] | None:
    """Return where the title stands, if it is the first line of the first block."""
    line = _BREAK.split(text[block[0] : block[1]], maxsplit=1)[0]
    mark = re.match(r"#{1,6}\s+", line)
    start, end = _trim(text, block[0] + (mark.end() if mark else 0), block[0] + len(line))
    # A line of quite another length is no title: long ones are not even folded.
    if not 0 < end - start <= 2 * len(title) + 20:
        return None
    return (start, end) if fold(text[start:end]).text == fold(title).text else None


def _passage(text: str, number: int, block: tuple[int, int], language: str) -> Passage:
    start, end = block
    parts = (_trim(text, start + a, start + b) for a, b in _sentences(text[start:end], language))
    return Passage(number, start, end, tuple(Sentence(a, b) for a, b in parts if a < b))


def _sentences(paragraph: str, language: str) -> Iterator[tuple[int, int]]:
    """Yield slices that together are the whole paragraph: sentences with the white space that follows them."""
    # sentencex panics (1.0.32) at white space of more than one byte after an initial, and cannot take what UTF-8
    # cannot hold: such characters are replaced one for one, so that positions stay.
    readable = _WIDE_SPACE.sub(" ", paragraph).encode("utf-8", "replace").decode("utf-8")
    parts = _segment(language, readable)
    if "".join(parts) != readable:
        parts = [readable]
    start = 0
    for part in parts:
        yield start, start + len(part)
        start += len(part)


def _segment(language: str, text: str) -> list[str]:
    try:
        # It knows languages by their two or three letters, and has rules of its own for those that it does not know.
        return list(sentencex.segment(language.partition("-")[0].lower(), text))
    except BaseException as error:  # a panic of its Rust code derives from no narrower class that can be imported
        if type(error).__name__ != "PanicException":
            raise
        return [text]
