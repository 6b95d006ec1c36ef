"""The passages of a knowledge as search sees them: numbered, cut to size, and turned into terms once.

What was found out is kept in the arrays of `bot.search.layout`, in memory or in a file; a `Unit` is made of them when
it is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache, partial
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple, overload

import numpy as np

from bot.knowledge.columns import Columns, in_memory
from bot.search.layout import ARRAYS, Layout, Said, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import numpy.typing as npt

    from bot.knowledge.archive import SavedDocuments
    from bot.knowledge.documents import Document, Passage, Sentence
    from bot.knowledge.model import Knowledge
    from bot.search.index import BM25
    from bot.search.names import Names

    Array = npt.NDArray[Any]

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
