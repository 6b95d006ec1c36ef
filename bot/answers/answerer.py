"""The answerer: a question goes in, an `Answer` comes out; the same for the same knowledge, byte for byte."""

from __future__ import annotations

import hashlib
from functools import cached_property, lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from bot import __version__, wording
from bot.answers.evidence import Weights, weigh
from bot.answers.excerpts import Found, excerpt, place, without_repetitions
from bot.answers.facts import FactFinder
from bot.answers.metadata import asks_about_document, metadata_of, stands_in
from bot.answers.model import Answer, Reason, Status
from bot.answers.suggestions import Suggestions
from bot.knowledge.actors import CLASS
from bot.knowledge.model import short_version
from bot.search.matching import HEADING
from bot.search.names import Names
from bot.search.query import marked
from bot.search.ranking import Ranker
from bot.text import clean, distinct, one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.answers.model import Excerpt
    from bot.knowledge.actors import Fact
    from bot.knowledge.model import Knowledge
    from bot.search.encoder import Encoder
    from bot.search.query import Query
    from bot.search.ranking import Hit, Indexed

    Facts = Sequence[tuple[str, Fact]]

REMEMBERED = 256
"""How many answers are remembered: a few MB at most."""
EXCERPTS = 5
# A hit with less than this part of the best one's score would only distract from it.
WEAKEST = 0.3
# The excerpts near which a word is looked for before it is called missing: those that a private answer shows.
NEAR = 3
SUGGESTIONS = 3
# How many suggestions are tried before giving up finding one that is answered, and of how many that is remembered.
TRIED = 12
_TRIED_REMEMBERED = 4096


class _Judged(NamedTuple):
    """What was found for a question, how sure it is that this answers, and whether it counts as an answer."""

    hits: list[Hit]
    confidence: float
    answers: bool


class Answerer:
    """Answers questions with excerpts and facts of one knowledge.

    It remembers its last answers, in memory alone: the buttons below an answer ask its question again.
    """

    def __init__(
        self,
        knowledge: Knowledge,
        *,
        max_question: int = 1000,
        weights: Weights | None = None,
        indexed: Indexed | None = None,
        encoder: Encoder | None = None,
    ) -> None:
        """Index the knowledge unless it is `indexed`; questions longer than `max_question` characters are rejected.

        With `encoder`, passages are found by what they mean as well; what is `indexed` brings its own.
        """
        self.knowledge = knowledge
        self.names = Names(knowledge.actors, knowledge.peoples)
        by_meaning = bool(indexed.meaning if indexed else encoder)
        self._weights = weights or Weights.shipped(by_meaning=by_meaning)
        self.ranker = Ranker(knowledge, self.names, indexed, encoder, mix=self._weights.mix)
        self.facts = FactFinder(knowledge.actors)
        self._candidates = Suggestions(knowledge.actors)
        self.max_question = max_question
        self._remembered = lru_cache(maxsize=REMEMBERED)(self._answer)
        self._is_answered = lru_cache(maxsize=_TRIED_REMEMBERED)(self._would_answer)
        self._suggested = lru_cache(maxsize=REMEMBERED)(self._suggest)

    def answer(self, question: str) -> Answer:
        """Return what the documents have to say to `question`, or why nothing is shown."""
        if len(question) > self.max_question:
            return self._rejected(question, Reason.TOO_LONG, wording.answers.too_long(len(question), self.max_question))
        return self._remembered(question)

    def _answer(self, question: str) -> Answer:
        query = self.ranker.reader.read(question)
        if not query.concepts:
            return self._rejected(question, Reason.EMPTY, wording.answers.NOTHING_TO_SEARCH_FOR)
        field = asks_about_document(query)
        return self._about_document(query, field) if field else self._from_passages(query)

    @cached_property
    def examples(self) -> tuple[str, ...]:
        """Questions that this knowledge answers, as many as are offered at a time."""
        return self._suggestions(())

    def _from_passages(self, query: Query) -> Answer:
        judged = self._judge(query)
        unknown = [concept.surface for concept in query.concepts if not self.ranker.speaks_of(concept)]
        if judged is None:
            return self._not_found(query, unknown)
        hits = judged.hits
        found = [f for f in without_repetitions(hits) if f.hit.score >= WEAKEST * hits[0].score][:EXCERPTS]
        missing = self._missing(query, [f.hit for f in found[:NEAR]])
        resting = [self.facts.resting_on(*place(one.hit)) for one in found]
        telling = [self.facts.telling(facts, query) for facts in resting]
        facts = self.facts.bearing(telling[0], query)
        shared: dict[str, Any] = {
            "confidence": round(judged.confidence, 4),
            "excerpts": self._excerpts(found, resting, telling, facts),
            "unknown_terms": tuple(unknown),
            "missing_terms": tuple(missing),
            "also_searched": self._also_searched(query, found[0].hit),
        }
        if judged.answers:
            return self._answered(query, found[0].hit, facts, shared)
        return self._reply(
            query,
            status=Status.RELATED,
            reason=Reason.NOT_COVERED,
            message=wording.answers.related(self._actors_near(query, [f.hit for f in found[:NEAR]]), missing, unknown),
            actors=self.facts.shown(query.named, []),
            suggestions=self._suggestions(query.named or self._named_in(found[0].hit)),
            **shared,
        )

    def _not_found(self, query: Query, unknown: list[str]) -> Answer:
        return self._reply(
            query,
            status=Status.NOT_FOUND,
            reason=Reason.NO_MATCH,
            message=wording.answers.not_found(unknown, self._in_titles(query)),
            actors=self.facts.shown(query.named, []),
            unknown_terms=tuple(unknown),
            suggestions=self._suggestions(query.named),
        )

    def _in_titles(self, query: Query) -> list[str]:
        """Return the words of the question that stand in the titles of the documents that come closest."""
        closest = self.ranker.rank(query, limit=2 * EXCERPTS)
        titled = frozenset[int]().union(*(hit.concepts(HEADING, 0) for hit in closest))
        return [concept.surface for at, concept in enumerate(query.concepts) if at in titled]

    def _judge(self, query: Query) -> _Judged | None:
        """Find passages and weigh whether they answer; None where there is nothing to weigh."""
        # What only the title of its document speaks for is no passage to quote.
        ranked = self.ranker.rank(query, limit=2 * EXCERPTS)
        hits = [hit for hit in ranked if "meaning" in hit.found_by or hit.concepts(0, len(hit.unit.sentences))]
        evidence = weigh(query, hits, self.ranker, self.facts)
        if evidence is None:
            return None
        confidence = self._weights.confidence(evidence)
        return _Judged(hits, confidence, self._weights.answers(confidence, hits[0]) and not query.is_unfinished)

    def _excerpts(
        self, found: Sequence[Found], resting: Sequence[Facts], telling: Sequence[Facts], shown: Facts
    ) -> tuple[Excerpt, ...]:
        """Return the excerpts; none is put more strongly than a fact `shown` that rests on it."""
        weighing = {(actor, fact.id) for actor, fact in shown}
        out = []
        for rank, (one, rests, told) in enumerate(zip(found, resting, telling, strict=True), start=1):
            facts = [fact for _, fact in told] + [fact for actor, fact in rests if (actor, fact.id) in weighing]
            out.append(excerpt(rank, one, facts, self.knowledge.hedges))
        return tuple(out)

    def _facts_on(self, hit: Hit, query: Query) -> list[Fact]:
        return [fact for _, fact in self.facts.telling(self.facts.resting_on(*place(hit)), query)]

    def _answered(self, query: Query, best: Hit, facts: list[tuple[str, Fact]], shared: dict[str, Any]) -> Answer:
        ids = [*query.named, *self._named_in(best), *self._objects(facts)]
        return self._reply(
            query,
            status=Status.ANSWERED,
            reason=None,
            message=wording.answers.ANSWERED,
            actors=self.facts.shown(ids, facts),
            **shared,
        )

    def _named_in(self, hit: Hit) -> list[str]:
        """Return the actors that the answering sentence names: its terms hold their marks."""
        return [actor for actor in map(marked, hit.unit.terms[hit.answer]) if actor]

    def _objects(self, facts: Sequence[tuple[str, Fact]]) -> list[str]:
        """Return the classes among the actors of these facts: they have no name that a sentence could hold."""
        involved = [actor for owner, fact in facts for actor in (owner, fact.object) if actor]
        return [actor for actor in involved if self.knowledge.actors[actor].kind == CLASS]

    def _actors_near(self, query: Query, hits: Sequence[Hit]) -> list[str]:
        """Return the names of the actors that the question names and these passages too."""
        near = frozenset[int]().union(*(hit.concepts(0, len(hit.unit.sentences)) for hit in hits))
        return [self.knowledge.actors[c.actor].name for at, c in enumerate(query.concepts) if c.actor and at in near]

    def _doubts(self, query: Query) -> tuple[str, ...]:
        """Tell which names in the question belong to several actors."""
        return tuple(
            wording.answers.ambiguous([self.knowledge.actors[actor].name for actor in actors])
            for actors in query.ambiguous
        )

    def _missing(self, query: Query, hits: Sequence[Hit]) -> list[str]:
        """Return the words of the question that some document uses, but none of these passages or their titles."""
        near = frozenset[int]().union(*(hit.concepts(HEADING, len(hit.unit.sentences)) for hit in hits))
        return [
            concept.surface
            for at, concept in enumerate(query.concepts)
            if at not in near and not concept.optional and self.ranker.speaks_of(concept)
        ]

    def _also_searched(self, query: Query, best: Hit) -> tuple[str, ...]:
        """Return the names and synonyms that were searched for besides what was typed, where they led to the answer."""
        said = {term for terms in best.unit.terms[slice(*best.window)] for term in terms}
        through = [
            way.written
            for concept in query.concepts
            if not concept.actor and not said.issuperset(concept.ways[0].terms)
            for way in concept.ways[1:]
            if said.issuperset(way.terms)
        ]
        return tuple(distinct([*query.also_searched, *through]))

    def _about_document(self, query: Query, field: str) -> Answer:
        """Answer from the front matter of the only document; of several, none is meant."""
        documents = list(self.knowledge.documents.values())
        found = metadata_of(documents[0], field) if len(documents) == 1 else ()
        if not found:
            said = wording.answers
            alone = len(documents) == 1
            return self._reply(
                query,
                status=Status.RELATED,
                reason=Reason.NOT_COVERED,
                message=said.not_recorded(field) if alone else said.several_documents(len(documents)),
                suggestions=self._suggestions(()),
            )
        hit = stands_in(documents[0], found[0].value)
        owners = self.names.resolve(found[0].value)
        return self._reply(
            query,
            status=Status.ANSWERED,
            reason=None,
            message=wording.answers.metadata(field, found[0].value),
            confidence=1.0,
            excerpts=(excerpt(1, Found(hit), self._facts_on(hit, query), self.knowledge.hedges),) if hit else (),
            actors=self.facts.shown((actor.id for actor in owners), []),
            metadata=found,
        )

    def _rejected(self, question: str, reason: Reason, message: str) -> Answer:
        return self._make(
            question, status=Status.REJECTED, reason=reason, message=message, suggestions=self._suggestions(())
        )

    def _suggestions(self, near: Sequence[str]) -> tuple[str, ...]:
        """Return questions that are answered, about the actors `near` where there are any such."""
        return self._suggested(tuple(near))

    def _suggest(self, near: tuple[str, ...]) -> tuple[str, ...]:
        tried = islice(self._candidates.about(near), TRIED)
        return tuple(islice((q for q in tried if self._is_answered(q)), SUGGESTIONS))

    def _would_answer(self, question: str) -> bool:
        judged = self._judge(self.ranker.reader.read(question))
        return judged is not None and judged.answers

    def _reply(self, query: Query, **fields: Any) -> Answer:
        return self._make(query.question, doubts=self._doubts(query), **fields)

    def _make(self, question: str, **fields: Any) -> Answer:
        blank: dict[str, Any] = dict.fromkeys(
            ("excerpts", "actors", "metadata", "unknown_terms", "missing_terms", "also_searched", "suggestions"), ()
        )
        given = {"confidence": 0.0, **blank, **fields}
        version = self.knowledge.version
        receipt = receipt_of(version, question, _ids(given["excerpts"]))
        return Answer(question=question, knowledge_version=version, bot_version=__version__, receipt=receipt, **given)


def receipt_of(version: str, question: str, excerpts: Sequence[str], bot_version: str = __version__) -> str:
    """Return what ties an answer to its question, knowledge and bot.

    8 characters of the knowledge version, a hyphen, and 12 of the sha256 of bot version, knowledge version, normalised
    question and excerpt ids, joined by newlines.
    """
    normalised = one_line(clean(question).casefold())
    whole = "\n".join([bot_version, version, normalised, *excerpts])
    digest = hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()
    return f"{short_version(version)}-{digest[:12]}"


def receipt_for(answer: Answer, bot_version: str) -> str:
    """Return the receipt of an answer, had that version of the bot given it."""
    return receipt_of(answer.knowledge_version, answer.question, _ids(answer.excerpts), bot_version)


def _ids(excerpts: Sequence[Excerpt]) -> list[str]:
    return [f"{e.document} {e.paragraph} {e.start} {e.end}" for e in excerpts]
