"""What documents say, for search: cut to size, turned into terms, and laid out in flat arrays of numbers (`ARRAYS`)."""

from __future__ import annotations

from collections import defaultdict
from itertools import accumulate, chain, count, pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from bot.knowledge.columns import Columns, sound_ends
from bot.search.query import mark
from bot.text import words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    import numpy.typing as npt

    from bot.knowledge.documents import Document, Sentence
    from bot.search.names import Names
    from bot.search.postings import Run

    Array = npt.NDArray[Any]

# A longer paragraph is ranked in parts, cut at sentence ends; 300 words are three usual paragraphs.
LONGEST = 300
ARRAYS = {
    "document_unit_ends": "<i8",
    "heading_terms": "<u4",
    "heading_ends": "<i8",  # one a document
    "unit_document": "<u4",
    "unit_passage": "<u4",  # which of the document's passages, from 0
    "unit_first": "<u4",  # which of the passage's sentences is the unit's first, from 0
    "unit_ends": "<i8",  # of its sentences among all units' sentences
    "said_ends": "<i8",  # one a unit's sentence
    "said_terms": "<u4",
}


class Said(NamedTuple):
    """What some documents say, in numbers: all that is kept of them, as slices of the arrays in `ARRAYS`.

    Lengths stand in place of ends: `headings` has the length of each document's heading and `units` the number of its
    units, `counts` the number of each unit's sentences, `lengths` the number of each sentence's terms.
    """

    heading_terms: Array
    headings: Array
    units: Array
    passages: Array
    firsts: Array
    counts: Array
    lengths: Array
    terms: Array

    def spoken(self, document: Document) -> Iterator[tuple[Sentence, ...]]:
        """Yield the sentences of each unit, where `document` is the only one."""
        for passage, first, length in zip(
            self.passages.tolist(), self.firsts.tolist(), self.counts.tolist(), strict=True
        ):
            yield document.passages[passage].sentences[first : first + length]


class Layout:
    """Puts what documents say into `columns`; `numbers` has the number of each term, in order of first appearance."""

    def __init__(self, columns: Columns) -> None:
        """Begin without any document."""
        self.numbers: defaultdict[str, int] = defaultdict()
        self.numbers.default_factory = count().__next__
        self._columns = columns
        self._documents = 0

    def add(self, said: Said) -> Run:
        """Add the next documents; return the terms of each of their units, after those of the heading, and how many."""
        stream = _stream(said)
        self._add(said, said.heading_terms, said.terms)
        return stream

    def take_over(self, said: Said, renumber: Renumber) -> Run:
        """Add documents of another layout, whose terms have other numbers."""
        terms, lengths = _stream(said)
        stream = renumber(terms)
        self._add(said, renumber(said.heading_terms), renumber(said.terms))
        return stream, lengths

    def _add(self, said: Said, heading_terms: Array, terms: Array) -> None:
        columns = self._columns
        columns.add("heading_terms", heading_terms)
        columns.add_lengths("heading_ends", said.headings)
        columns.add_lengths("document_unit_ends", said.units)
        columns.add("unit_document", np.repeat(np.arange(len(said.units)) + self._documents, said.units))
        columns.add("unit_passage", said.passages)
        columns.add("unit_first", said.firsts)
        columns.add_lengths("unit_ends", said.counts)
        columns.add_lengths("said_ends", said.lengths)
        columns.add("said_terms", terms)
        self._documents += len(said.units)


class Renumber:
    """Gives the terms of another layout the numbers of this one, new ones in order of first appearance."""

    def __init__(self, numbers: Mapping[str, int], spell: Callable[[int], str], terms: int) -> None:
        """Take this layout's `numbers`, and how the other one spells its `terms`."""
        self._numbers, self._spell = numbers, spell
        self._new: Array = np.full(terms, -1, dtype=np.int64)

    def __call__(self, terms: Array) -> Array:
        """Return the numbers of this layout for numbers of the other one."""
        unknown = terms[self._new[terms] < 0]
        different, first = np.unique(unknown, return_index=True)
        for old in different[np.argsort(first)].tolist():
            self._new[old] = self._numbers[self._spell(old)]
        return self._new[terms].astype(np.uint32)


def _stream(said: Said) -> Run:
    """Return the terms of all units, each after those of its document's heading, and how many each unit has."""
    pieces, lengths = [np.empty(0, dtype=np.uint32)], []
    ends = [0, *np.cumsum(said.lengths).tolist()]
    headings = [0, *np.cumsum(said.headings).tolist()]
    units = [0, *np.cumsum(said.units).tolist()]
    sentences = [0, *np.cumsum(said.counts).tolist()]
    for document, (first, last) in enumerate(pairwise(units)):
        heading = said.heading_terms[headings[document] : headings[document + 1]]
        for unit in range(first, last):
            text = said.terms[ends[sentences[unit]] : ends[sentences[unit + 1]]]
            pieces += (heading, text)
            lengths.append(len(heading) + len(text))
    return np.concatenate(pieces), np.array(lengths, dtype=np.int64)


def say(document: Document, names: Names, numbers: Mapping[str, int]) -> Said:
    """Cut and tokenise a document, and number its terms; its title and publisher are the heading."""
    passages, firsts, counts, texts = [], [], [], []
    for position, passage in enumerate(document.passages):
        sentences = [document.slice(sentence) for sentence in passage.sentences] if passage.number else []
        for first, last in _parts([len(text.split()) for text in sentences]):
            passages.append(position)
            firsts.append(first)
            counts.append(last - first)
            texts += sentences[first:last]
    # Terms are numbered in the order in which the units hold them: without a unit there is none for the heading.
    heading = _terms(f"{document.title} \n {document.publisher}", names) if counts else []
    numbered = [[numbers[term] for term in terms] for terms in (heading, *(_terms(text, names) for text in texts))]
    lengths = list(map(len, numbered))
    return Said(
        heading_terms=np.array(numbered[0], dtype=np.uint32),
        headings=np.array(lengths[:1]),
        units=np.array([len(counts)]),
        passages=np.array(passages, dtype=np.uint32),
        firsts=np.array(firsts, dtype=np.uint32),
        counts=np.array(counts, dtype=np.int64),
        lengths=np.array(lengths[1:], dtype=np.int64),
        terms=np.array(list(chain.from_iterable(numbered[1:])), dtype=np.uint32),
    )


def _parts(lengths: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Cut sentences of these lengths in words into parts of about the same length, none much over `LONGEST`."""
    total = sum(lengths)
    parts = max(1, round(total / LONGEST))
    part_of = [min(parts - 1, (end - 1) * parts // max(total, 1)) for end in accumulate(lengths)]
    cuts = [at for at in range(1, len(lengths)) if part_of[at] != part_of[at - 1]]
    if lengths:
        yield from pairwise([0, *cuts, len(lengths)])


def _terms(text: str, names: Names) -> list[str]:
    """Return the terms of `text`, with the mark of each actor after its name."""
    found = words(text)
    marks = {m.end - 1: m.actors for m in names.find(found)}
    if not marks:
        return [word.term for word in found if word.term]
    out: list[str] = []
    for at, word in enumerate(found):
        out += [word.term] if word.term else []
        out += [mark(actor) for actor in marks.get(at, ())]
    return out


def fits(arrays: Mapping[str, Array], documents: int) -> bool:
    """Tell whether the arrays of `ARRAYS` fit together by their types, lengths and bounds."""
    sizes = {name: len(arrays[name]) for name in ARRAYS if name in arrays and arrays[name].dtype.str == ARRAYS[name]}
    if len(sizes) < len(ARRAYS):
        return False
    units = sizes["unit_document"]
    return (
        sizes["unit_passage"] == sizes["unit_first"] == units
        and sound_ends(arrays["document_unit_ends"], documents, units)
        and sound_ends(arrays["heading_ends"], documents, sizes["heading_terms"])
        and sound_ends(arrays["unit_ends"], units, max(sizes["said_ends"] - 1, 0))
        and sound_ends(arrays["said_ends"], None, sizes["said_terms"])
    )
