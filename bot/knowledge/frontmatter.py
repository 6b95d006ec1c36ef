"""A Markdown file with front matter → a Document."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.knowledge import quotes, yamlfile
from bot.knowledge.documents import Document, Slip, cut
from bot.knowledge.schema import FrontMatter
from bot.knowledge.validation import validate

if TYPE_CHECKING:
    from bot.knowledge.report import Report
    from bot.knowledge.yamlfile import Tree

_OPEN = re.compile(r"---[ \t]*(?:\r\n|\n|\r)")
_CLOSE = re.compile(r"^---[ \t]*(?:\r\n|\n|\r|\Z)", re.MULTILINE)
_SHAPE = "Begin the file with a line ---, then title: and publisher:, then a line ---."


def read_document(slug: str, file: str, text: str, report: Report, digest: str = "") -> Document | None:
    """Read the document `slug` from the text of its file, which has `digest`; what is wrong goes to `report`."""
    opening = _OPEN.match(text)
    if not opening:
        report.fault(file, (1, 1), "front matter is missing", _SHAPE)
        return None
    closing = _CLOSE.search(text, opening.end())
    if not closing:
        report.fault(file, (1, 1), "front matter has no end", "Put a line --- between it and the text.")
        return None
    tree = yamlfile.read(text[opening.end() : closing.start()], file, report, first_line=2)
    if tree is None:
        return None
    if tree.data is None:
        report.fault(file, (1, 1), "front matter is empty", _SHAPE)
        return None
    front = validate(FrontMatter, tree, file, report, {"title": slug, "publisher": "?"})
    if front is None:
        return None
    document = _document(slug, text[closing.end() :], front, digest)
    if not any(passage.number for passage in document.passages):
        report.fault(file, (1, 1), "there is no text after the front matter", "Put the document's text there.")
        return None
    _check(document, front, tree, file, report)
    return document


def _document(slug: str, text: str, front: FrontMatter, digest: str) -> Document:
    return Document(
        slug=slug,
        title=front.title,
        publisher=front.publisher,
        text=text,
        passages=cut(text, front.title, front.language),
        published=front.published,
        url=front.url,
        author=front.author,
        language=front.language,
        rights=front.rights,
        via=front.via,
        tags=tuple(tag for tag in front.tags if tag is not None),
        access=front.access,
        key_points=tuple(point for point in front.key_points if point is not None),
        reliability=front.reliability,
        sic=tuple(Slip(slip.paragraph, slip.words) for slip in front.sic if slip is not None),
        digest=digest,
    )


def _check(document: Document, front: FrontMatter, tree: Tree, file: str, report: Report) -> None:
    for index, point in enumerate(front.key_points):
        if point is not None and not document.passage(point):
            report.fault(file, tree.place(("key_points", index)), *no_paragraph(document, point))
    for index, slip in enumerate(front.sic):
        if slip is None:
            continue
        path = ("sic", index)
        passage = document.passage(slip.paragraph)
        if passage is None:
            report.fault(file, tree.place((*path, "paragraph")), *no_paragraph(document, slip.paragraph))
        elif not quotes.contains(slip.words, document.slice(passage)):
            message = f"sic: words not found in ¶{slip.paragraph}"
            report.fault(file, tree.place((*path, "words")), message, nearest(slip.words, document.slice(passage)))


def no_paragraph(document: Document, number: int) -> tuple[str, str]:
    """Return message and hint for a paragraph that the document does not have."""
    first, last = document.passages[0].number, document.passages[-1].number
    return f"no ¶{number} in {document.slug}", f"It has ¶{first} to ¶{last}."


def nearest(words: str, text: str) -> str:
    """Return the hint for words that do not stand in `text`."""
    found = quotes.nearest(words, text)
    return f'The nearest text there is: "{found}"' if found else "Copy the words from the document."
