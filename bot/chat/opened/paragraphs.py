"""Whole paragraphs as blocks of markup, under their numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import wording
from bot.chat.markup import MARK, address, bold, cut, is_address, passage, quotation, units
from bot.chat.page import quotations
from bot.chat.quoting import citation
from bot.text import one_line

if TYPE_CHECKING:
    from bot.answers.reading import Reading
    from bot.knowledge.documents import Document, Passage


def reading_blocks(reading: Reading) -> list[str]:
    """Show where a passage stands; then it and its neighbours, each under its number; then where the rest is."""
    doc = reading.document
    blocks = [citation(doc, reading.passage.number)]
    for part in (reading.before, reading.passage, reading.after):
        if part is not None:
            blocks += paragraph_blocks(doc, part, marked=part is reading.passage)
    if reading.more and doc.access != "full" and doc.url:
        blocks.append(f"-# {wording.lookups.rest_in_original(None if is_address(doc.url) else address(doc.url))}")
    return blocks


def paragraph_blocks(document: Document, part: Passage, *, marked: bool = True) -> list[str]:
    """Quote a whole paragraph under its number, bold where it is `marked`."""
    text = document.slice(part)
    ends = [sentence.end - part.start for sentence in part.sentences]
    slips = tuple(slip.words for slip in document.sic if slip.paragraph == part.number)
    blocks = quotations(text, ends, slips)
    label = paragraph_label(part, marked=marked)
    return [f"{label}\n{blocks[0]}", *blocks[1:]] if blocks else []


def paragraph_label(part: Passage, *, marked: bool) -> str:
    """Return the line above a paragraph, bold where it is the one asked for."""
    return f"**¶{part.number}**" if marked else f"¶{part.number}"


def marked_paragraph(document: Document, part: Passage, span: tuple[int, int], room: int) -> str:
    """Quote a paragraph with ``document.text[span]`` in bold; of a very long one as many sentences around as fit."""
    slips = tuple(slip.words for slip in document.sic if slip.paragraph == part.number)

    def shown(start: int, end: int) -> str:
        text = document.text[start:end].rstrip()
        marked = passage(text, (span[0] - start, span[1] - start), slips)
        before, after = (f"{MARK} " if start > part.start else ""), (f" {MARK}" if end < part.end else "")
        return quotation(f"{before}{marked}{after}")

    starts = [part.start, *(s.start for s in part.sentences if part.start < s.start <= span[0])]
    ends = [part.end, *(s.end for s in reversed(part.sentences) if span[1] <= s.end < part.end)]
    while len(starts) > 1 or len(ends) > 1:
        whole = shown(starts[0], ends[0])
        if units(whole) <= room:
            return whole
        del (starts if len(starts) >= len(ends) else ends)[0]
    whole = shown(starts[0], ends[0])
    return whole if units(whole) <= room else quotation(bold(cut(one_line(document.text[slice(*span)]), room)))
