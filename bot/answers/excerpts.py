"""Hits → excerpts: three nested, verbatim slices of a paragraph, with their stance."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from bot.answers.model import Excerpt
from bot.answers.stance import stance_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.knowledge.actors import Fact
    from bot.knowledge.documents import Sentence
    from bot.knowledge.model import Hedges
    from bot.search.ranking import Hit

# How much of a key point's sentence must stand in another excerpt for it to be a repetition.
REPEATED = 0.6


@dataclass(frozen=True, slots=True)
class Found:
    """A hit to be shown, and the key points that only repeat it."""

    hit: Hit
    also_in: tuple[int, ...] = ()


def without_repetitions(hits: Sequence[Hit]) -> list[Found]:
    """Return the best hit of each paragraph; a key point that repeats a better hit is only noted there."""
    kept: list[Found] = []
    seen: set[tuple[str, int]] = set()
    for hit in hits:
        document, number = hit.unit.document, hit.unit.passage.number
        if (document.slug, number) in seen:
            continue
        seen.add((document.slug, number))
        original = None
        if number in document.key_points:
            original = next((at for at, found in enumerate(kept) if _repeats(found.hit, hit)), None)
        if original is None:
            kept.append(Found(hit))
        else:
            kept[original] = Found(kept[original].hit, (*kept[original].also_in, number))
    return kept


def _repeats(shown: Hit, hit: Hit) -> bool:
    said = set(hit.unit.terms[hit.answer])
    if not said or shown.unit.document.slug != hit.unit.document.slug:
        return False
    there = said.intersection(chain.from_iterable(shown.unit.terms[slice(*shown.window)]))
    return len(there) >= REPEATED * len(said)


def place(hit: Hit) -> tuple[str, int, Sentence]:
    """Return where the answering sentence stands: document, paragraph and slice."""
    return hit.unit.document.slug, hit.unit.passage.number, hit.unit.sentences[hit.answer]


def excerpt(rank: int, found: Found, facts: Iterable[Fact], hedges: Hedges) -> Excerpt:
    """Return what is shown of a hit; its stance comes from the hedge words and `facts`, which tell of its answer."""
    hit, document, passage = found.hit, found.hit.unit.document, found.hit.unit.passage
    sentences, text = hit.unit.sentences, document.slice(passage)

    def said(first: int, last: int) -> str:
        return text[sentences[first].start - passage.start : sentences[last].end - passage.start]

    answer = said(hit.answer, hit.answer)
    stance = stance_of(answer, facts, hedges)
    return Excerpt(
        rank=rank,
        document=document.slug,
        title=document.title,
        publisher=document.publisher,
        published=document.published,
        url=document.url,
        paragraph=passage.number,
        text=text,
        window=said(hit.window[0], hit.window[1] - 1),
        answer=answer,
        start=sentences[hit.answer].start,
        end=sentences[hit.answer].end,
        stance=stance.name,
        hedge=stance.hedge,
        score=round(hit.score, 4),
        found_by=hit.found_by,
        condition=stance.condition,
        also_in=found.also_in,
        sic=tuple(slip.words for slip in document.sic if slip.paragraph == passage.number),
    )
