"""The passages of a knowledge as search sees them: numbered, cut to size, and turned into terms once.

What was found out is kept in flat arrays (`ARRAYS`), in memory or in a file, terms as numbers; a `Unit` is made of them
when it is asked for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache, partial
from itertools import accumulate, chain, count, pairwise
from typing import TYPE_CHECKING, Any, NamedTuple, overload

import numpy as np

from bot.knowledge.columns import Columns, in_memory, sound_ends
from bot.search.query import mark
from bot.text import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import numpy.typing as npt

    from bot.knowledge.archive import SavedDocuments
    from bot.knowledge.documents import Document, Passage, Sentence
    from bot.knowledge.model import Knowledge
    from bot.search.index import BM25
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
_REMEMBERED = 2048  # units
_TERMS = 1 << 14  # whose number is remembered


@dataclass(frozen=True)
class Unit:
    """What is ranked: a paragraph, or a part of an over-long one; what its sentences hold is read when asked for."""

    document: Document
    passage: Passage
    sentences: tuple[Sentence, ...]
    read: Callable[[], tuple[tuple[str, ...], ...]] = field(compare=False, repr=False)

    @cached_property
    def terms(self) -> tuple[tuple[str, ...], ...]:
        """The terms of each sentence."""
        return self.read()

    @cached_property
    def lengths(self) -> tuple[int, ...]:
        """How many words each sentence has, as written."""
        return tuple(len(self.document.slice(sentence).split()) for sentence in self.sentences)


class Vocabulary(NamedTuple):
    """How a term is spelt, by its number, and the number of a term, None where nothing holds it."""

    spell: Callable[[int], str]
    number: Callable[[str], int | None]


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


class Corpus:
    """All units of a knowledge, in order of document and position."""

    def __init__(self, knowledge: Knowledge, names: Names) -> None:
        """Cut and tokenise every paragraph but the titles, which are searched with the text and never quoted from."""
        parts: dict[str, list[Array]] = {name: [] for name in ARRAYS}
        columns = Columns(ARRAYS, lambda name, piece: parts[name].append(piece))
        layout = Layout(columns)
        for document in knowledge.documents.values():
            layout.add(say(document, names, layout.numbers))
        columns.flush()
        documents = list(knowledge.documents.values())
        terms = Vocabulary(list(layout.numbers).__getitem__, layout.numbers.get)
        self._set(in_memory(parts), knowledge.documents, documents.__getitem__, terms)

    @classmethod
    def saved(cls, arrays: Mapping[str, Array], documents: SavedDocuments, index: BM25) -> Corpus:
        """Read the units of `documents` from `arrays`; `index` knows the number of each term."""
        self = cls.__new__(cls)
        number = lru_cache(_TERMS)(index.number)
        self._set(arrays, documents, documents.at, Vocabulary(Spelling(index.term).__getitem__, number))
        return self

    def _set(
        self,
        arrays: Mapping[str, Array],
        slugs: Iterable[str],
        document: Callable[[int], Document],
        terms: Vocabulary,
    ) -> None:
        self.arrays, self._document, self._spell = arrays, document, terms.spell
        self.number = terms.number
        self.headings: Mapping[str, list[str]] = _Headings(arrays, slugs, terms.spell)
        self.units: Sequence[Unit] = _Units(len(arrays["unit_document"]), lru_cache(_REMEMBERED)(self._unit))
        self.text = lru_cache(_REMEMBERED)(self._text)

    def __len__(self) -> int:
        """Return the number of units."""
        return len(self.units)

    def texts(self) -> Iterator[list[str]]:
        """Yield the terms of each unit, with those of its document's title and publisher."""
        for number in range(len(self)):
            slug = self._document(int(self.arrays["unit_document"][number])).slug
            yield [*self.headings[slug], *(term for sentence in self._terms(number) for term in sentence)]

    def said(self, first: int, last: int) -> Said:
        """Return what the documents from `first` to before `last` say, as it was found out before."""
        a = self.arrays
        documents = slice(first, last)
        units = _run(a["document_unit_ends"], documents)
        sentences = _run(a["unit_ends"], units)
        return Said(
            heading_terms=a["heading_terms"][_run(a["heading_ends"], documents)],
            headings=_lengths(a["heading_ends"], documents),
            units=_lengths(a["document_unit_ends"], documents),
            passages=a["unit_passage"][units],
            firsts=a["unit_first"][units],
            counts=_lengths(a["unit_ends"], units),
            lengths=_lengths(a["said_ends"], sentences),
            terms=a["said_terms"][_run(a["said_ends"], sentences)],
        )

    @property
    def ends(self) -> Array:
        """Where the sentences of each unit begin among all units' sentences, and where the last unit's end."""
        return self.arrays["unit_ends"]

    def sentences(self, first: int, last: int) -> slice:
        """Return which of all units' sentences the documents from `first` to before `last` hold."""
        return _run(self.ends, _run(self.arrays["document_unit_ends"], slice(first, last)))

    def document(self, unit: int) -> Document:
        """Return the document of a unit."""
        return self._document(int(self.arrays["unit_document"][unit]))

    def passage(self, unit: int) -> Passage:
        """Return the passage that a unit is, or is a part of."""
        return self.document(unit).passages[int(self.arrays["unit_passage"][unit])]

    def _text(self, unit: int, sentence: int) -> str:
        """Return a sentence of a unit, counted from 0."""
        document, passage = self.document(unit), int(self.arrays["unit_passage"][unit])
        return document.slice(document.sentence(passage, int(self.arrays["unit_first"][unit]) + sentence))

    def spell(self, number: int) -> str:
        """Return the term of that number."""
        return self._spell(number)

    def _unit(self, number: int) -> Unit:
        passage, first = self.passage(number), int(self.arrays["unit_first"][number])
        count = int(self.ends[number + 1] - self.ends[number])
        sentences = passage.sentences[first : first + count]
        return Unit(self.document(number), passage, sentences, partial(self._terms, number))

    def _terms(self, number: int) -> tuple[tuple[str, ...], ...]:
        first, last = self.arrays["unit_ends"][number : number + 2].tolist()
        ends = self.arrays["said_ends"][first : last + 1].tolist()
        said = tuple(map(self._spell, self.arrays["said_terms"][ends[0] : ends[-1]].tolist()))
        return tuple(said[a - ends[0] : b - ends[0]] for a, b in pairwise(ends))


def _run(ends: Array, which: slice) -> slice:
    """Return which items the runs `which` hold, all together."""
    return slice(int(ends[which.start]), int(ends[which.stop]))


def _lengths(ends: Array, which: slice) -> Array:
    return np.diff(ends[which.start : which.stop + 1])


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


class Spelling(dict[int, str]):
    """Terms by number, spelt when first asked for; a bounded number is remembered."""

    def __init__(self, spell: Callable[[int], str], most: int = 1 << 17) -> None:
        """Ask `spell` for a term, and remember at most so many."""
        super().__init__()
        self._spell, self._most = spell, most

    def __missing__(self, number: int) -> str:
        """Spell a term."""
        if len(self) >= self._most:
            self.clear()
        term = self[number] = self._spell(number)
        return term


class _Units(Sequence[Unit]):
    """Units by number, made by `make`."""

    def __init__(self, size: int, make: Callable[[int], Unit]) -> None:
        self._range, self._make = range(size), make

    def __len__(self) -> int:
        return len(self._range)

    @overload
    def __getitem__(self, at: int) -> Unit: ...
    @overload
    def __getitem__(self, at: slice) -> list[Unit]: ...
    def __getitem__(self, at: int | slice) -> Unit | list[Unit]:
        found = self._range[at]
        return self._make(found) if isinstance(found, int) else list(map(self._make, found))


class _Headings(Mapping[str, list[str]]):
    """The terms of title and publisher, by slug."""

    def __init__(self, arrays: Mapping[str, Array], slugs: Iterable[str], spell: Callable[[int], str]) -> None:
        self._numbers = {slug: number for number, slug in enumerate(slugs)}
        self._ends, self._terms, self._spell = arrays["heading_ends"], arrays["heading_terms"], spell

    def __len__(self) -> int:
        return len(self._numbers)

    def __iter__(self) -> Iterator[str]:
        return iter(self._numbers)

    def __getitem__(self, slug: str) -> list[str]:
        number = self._numbers[slug]
        return list(map(self._spell, self._terms[slice(*self._ends[number : number + 2].tolist())].tolist()))


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
