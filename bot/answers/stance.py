"""How strongly an excerpt puts what it says: never more strongly than its words."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.answers.facts import FactFinder
    from bot.knowledge.actors import Fact
    from bot.knowledge.documents import Document, Passage, Sentence
    from bot.knowledge.model import Hedges

# The more cautious comes first, and wins.
CAUTION = ("possible", "stated", "reported", "assessed")
HEDGED = ("possible", "reported")


class Stance(NamedTuple):
    """A stance with the document's words for it; `name` is None where nothing speaks."""

    name: str | None = None
    hedge: str | None = None
    condition: str | None = None


def stance_of(sentence: str, facts: Iterable[Fact], hedges: Hedges) -> Stance:
    """Return the most cautious stance that the sentence's hedge words or the facts resting on it call for.

    A fact may weaken a sentence, never strengthen it: that it is *asserted* says nothing. Its words for that are told
    where they stand in this sentence; a quotation may span several.
    """

    def here(words: str | None) -> str | None:
        return words if words and words in sentence else None

    found = [Stance(fact.stance, here(fact.hedge), here(fact.condition)) for fact in facts if fact.stance in CAUTION]
    found += _hedged(sentence, hedges.possible, hedges.reported)
    if not found:
        return Stance()
    cautious = min(found, key=lambda stance: CAUTION.index(stance.name or ""))
    same = [stance for stance in found if stance.name == cautious.name]
    return Stance(
        cautious.name,
        next((stance.hedge for stance in same if stance.hedge), None),
        next((stance.condition for stance in same if stance.condition), None),
    )


def stance_in(document: Document, passage: Passage, sentence: Sentence, facts: FactFinder, hedges: Hedges) -> Stance:
    """Return how strongly a sentence puts what it says, whatever was asked."""
    resting = facts.resting_on(document.slug, passage.number, sentence)
    return stance_of(document.slice(sentence), (fact for _, fact in resting), hedges)


def stances_in(document: Document, passage: Passage, facts: FactFinder, hedges: Hedges) -> Iterator[tuple[str, Stance]]:
    """Give each sentence of a paragraph that calls for a stance, with it."""
    for sentence in passage.sentences:
        stance = stance_in(document, passage, sentence, facts, hedges)
        if stance.name:
            yield document.slice(sentence), stance


# The same sentences are shown again and again, and the patterns are long.
@lru_cache(maxsize=4096)
def _hedged(sentence: str, possible: tuple[str, ...], reported: tuple[str, ...]) -> tuple[Stance, ...]:
    """Return the stances that the sentence's own words call for."""
    matches = [
        (name, _pattern(listed).search(sentence))
        for name, listed in zip(HEDGED, (possible, reported), strict=True)
        if listed
    ]
    return tuple(Stance(name, match["first"] or match[0]) for name, match in matches if match)


@lru_cache(maxsize=8)
def _pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    # "May" is a month; a hedge is written small, but for the first word of a sentence.
    longest_first = sorted(phrases, key=lambda words: (-len(words), words))
    alternatives = "|".join(re.escape(words).replace(r"\ ", r"\s+") for words in longest_first)
    return re.compile(rf"\b(?:{alternatives})\b|^\W*(?P<first>(?i:{alternatives}))\b")
