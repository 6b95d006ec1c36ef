"""Hits → excerpts: three nested, verbatim slices of a paragraph, with their stance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.answers.model import Excerpt
from bot.answers.stance import stance_of
from bot.knowledge.documents import Sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.answers.facts import FactFinder
    from bot.knowledge.actors import Fact
    from bot.knowledge.model import Hedges
    from bot.search.query import Query
    from bot.search.ranking import Hit

# How much of a key point's sentence must stand in another excerpt for it to be a repetition.
REPEATED = 0.6
# How much of a sentence a quotation must cover to speak for the whole of it.
WHOLE = 0.75


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
        said = set(hit.unit.terms[hit.answer])
        original = None
        if number in document.key_points and said:
            original = next((at for at, found in enumerate(kept) if _repeats(said, found.hit, hit)), None)
        if original is None:
            kept.append(Found(hit))
        else:
            kept[original] = Found(kept[original].hit, (*kept[original].also_in, number))
    return kept


def _repeats(said: set[str], shown: Hit, hit: Hit) -> bool:
    there = {term for terms in shown.unit.terms[slice(*shown.window)] for term in terms}
    return shown.unit.document.slug == hit.unit.document.slug and len(said & there) >= REPEATED * len(said)


def excerpt(rank: int, found: Found, query: Query, facts: FactFinder, hedges: Hedges) -> Excerpt:
    """Return what is shown of a hit; its stance comes from the hedge words and the facts that bear on the question."""
    hit, document, passage = found.hit, found.hit.unit.document, found.hit.unit.passage
    sentences = hit.unit.sentences
    answer = sentences[hit.answer]
    window = Sentence(sentences[hit.window[0]].start, sentences[hit.window[1] - 1].end)
    resting = facts.bearing(facts.resting_on(document.slug, passage.number, answer), query)
    stance = stance_of(document.slice(answer), _telling([fact for _, fact in resting], answer), hedges)
    return Excerpt(
        rank=rank,
        document=document.slug,
        title=document.title,
        publisher=document.publisher,
        published=document.published,
        url=document.url,
        paragraph=passage.number,
        text=document.slice(passage),
        window=document.slice(window),
        answer=document.slice(answer),
        start=answer.start,
        end=answer.end,
        stance=stance.name,
        hedge=stance.hedge,
        score=round(hit.score, 4),
        found_by=("words",),
        condition=stance.condition,
        also_in=found.also_in,
        sic=tuple(slip.words for slip in document.sic if slip.paragraph == passage.number),
    )


def _telling(facts: list[Fact], sentence: Sentence) -> list[Fact]:
    """Leave out what an actor only states in passing, where a judgement of the author's rests on most of the sentence.

    "The Taliban knowingly violated its commitment" is not stated by the Taliban, though it tells of a commitment.
    """
    length = sentence.end - sentence.start

    def covers(fact: Fact) -> bool:
        return any(min(s.end, sentence.end) - max(s.start, sentence.start) >= WHOLE * length for s in fact.sources)

    if not any(covers(fact) and fact.stance == "assessed" and not fact.derived for fact in facts):
        return facts
    return [fact for fact in facts if fact.stance != "stated" or covers(fact)]
