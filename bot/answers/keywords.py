"""Plain search: the passages that have the words, with the words marked; nothing is said of what they answer."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.answers.stance import stance_of
from bot.knowledge.documents import Sentence
from bot.text import distinct, words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from bot.answers.facts import FactFinder
    from bot.answers.stance import Stance
    from bot.knowledge.documents import Document, Passage
    from bot.knowledge.model import Hedges
    from bot.search.corpus import Unit
    from bot.search.query import Query
    from bot.search.ranking import Ranker

MAX_FOUND = 100
"""More hits than anybody leafs through."""
# A word as it is written, with the apostrophes that `bot.text` takes for one.
_WRITTEN = re.compile(r"(?:[^\W\d_]\.){2,}(?!\w)|[^\W_]+(?:['’‘‛ʼ＇`´][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class KeywordHit:
    """A passage with some of the words: its best sentence from `start` to `end`, and `marks`, where they stand in it.

    Offsets are code points in the document's text.
    """

    document: Document
    passage: Passage
    start: int
    end: int
    marks: tuple[tuple[int, int], ...]

    @property
    def text(self) -> str:
        """The sentence."""
        return self.document.text[self.start : self.end]

    def stance(self, query: Query, facts: FactFinder, hedges: Hedges) -> Stance:
        """Return how strongly the document puts what `query` asks for, as in an answer."""
        sentence = Sentence(self.start, self.end)
        resting = facts.telling(facts.resting_on(self.document.slug, self.passage.number, sentence), query)
        return stance_of(self.text, (fact for _, fact in resting), hedges)


@dataclass(frozen=True, slots=True)
class Found:
    """What a plain search found: the words looked for, those that no document has, and the passages, best first."""

    words: tuple[str, ...]
    absent: tuple[str, ...]
    hits: tuple[KeywordHit, ...]

    @property
    def is_capped(self) -> bool:
        """Whether there may be more hits than are given."""
        return len(self.hits) >= MAX_FOUND


def search(text: str, ranker: Ranker) -> Found:
    """Return the passages that have words of `text`, in any of their forms, ranked by BM25; at most 100.

    Neither synonyms nor other names are searched for.
    """
    looked_for = {word.term: word.surface for word in reversed(words(text)) if word.term}
    wanted = distinct(reversed(looked_for))
    absent = [looked_for[term] for term in wanted if not ranker.index.document_frequency(term)]
    numbers, _ = ranker.index.top(wanted, MAX_FOUND)
    hits = (_hit(ranker.corpus.units[number], frozenset(wanted)) for number in numbers.tolist())
    first = {(hit.document.slug, hit.passage.number): hit for hit in reversed([hit for hit in hits if hit])}
    return Found(tuple(looked_for[term] for term in wanted), tuple(absent), tuple(reversed(first.values())))


def _hit(unit: Unit, wanted: frozenset[str]) -> KeywordHit | None:
    """Return what is shown of a unit; None where the words stand but in the title of its document."""
    scores = [len(wanted.intersection(said)) for said in unit.terms]
    if not any(scores):
        return None
    best = unit.sentences[max(range(len(scores)), key=lambda at: (scores[at], -at))]
    marks = tuple((best.start + a, best.start + b) for a, b in _marks(unit.document.slice(best), wanted))
    return KeywordHit(unit.document, unit.passage, best.start, best.end, marks)


def _marks(text: str, wanted: Collection[str]) -> Iterator[tuple[int, int]]:
    """Yield where a word stands in `text` that is a form of one that is `wanted`."""
    for found in _WRITTEN.finditer(text):
        if any(word.term in wanted for word in words(found[0]) if word.term):
            yield found.span()
