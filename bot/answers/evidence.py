"""Do the hits answer the question, or only touch it?

A score cannot tell: a question about something that the text mentions without answering it scores as high as one that
it answers. A few features of question and hit together can; `Weights` combines them by logistic regression.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from bot.answers.model import BY_MEANING
from bot.knowledge.documents import Sentence
from bot.search.asked import Asked, has_form
from bot.search.matching import best_worths
from bot.search.query import marked
from bot.text import words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.answers.facts import FactFinder
    from bot.search.query import Query
    from bot.search.ranking import Hit, Ranker
    from bot.text import Word


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for and against the best hit answering the question.

    A *word* is anything asked for that is no actor's name. What no document speaks of is asked for too and only ever
    counts against an answer, so that a word that nobody uses never speaks for one. How anything is written, in capitals
    or not, is in nothing. Where no sentence is said, the window counts.

    - `actors_missing`: of the actors that the question names, the share that the best sentence lacks; `nothing_else`:
      it has none of the words.
    - `early_missing`: of all that is asked, the share that is missing, the first counting 1, the second 1/2, and so on:
      what is asked for comes first, and circumstances later. `unnamed_missing`: the same by what each tells (its
      idf), where no actor is named.
    - `state_missing`: a word names a state or a people that no document speaks of, or one that is missing where an
      actor is named as well. What stands only in an actor's name ("Islamic Movement of Uzbekistan") is not spoken of.
    - `form_missing`: a name, time, place, number or cause is asked for, and the best sentence has none.
    - `untold`: of the relations that are asked about, the share that no fact of the actors named records; `untold_who`:
      the same where it is asked who stands in them.
    - `many`: the log of the number of passages, 1 for about 20,000. What says more among a million than among eight is
      multiplied by it (`…_of_many`); what says more among eight, by what it lacks to 1 (`…_of_few`).
    - `score_of_many`: the hit's score as a part of itself and the question's whole worth. `rarest_of_many`: what the
      word that tells the most of those found tells, as a part of what one tells that no document uses.
      `pairs_of_many`: the share of the question's pairs of neighbouring words, stop words too, that stand so in the
      window. `alike_of_many`: of the worth of all that is asked, the share of words that are missing while one that
      begins alike ("president", "presidency") is there.
    - `strange_of_many`: of the words known and those that nobody uses and that stand beside no actor, the share of the
      latter: what stands beside a name is most often a verb, and there are many for the same.
    - `quoted_of_many`: facts quote the window. `other_of_many`: actors are asked about, and the best sentence names
      another one first.
    - `asked_of_few`: how many known concepts the question has; `measure_of_few`: a time or a number is asked for, which
      few passages have.
    - `nearest_of_many`: how near the best passage comes in meaning, from 0 for the farthest to 1 for the nearest of
      those that were compared; 0 where meaning is not compared.
    - `covered_in_meaning`: of all that is asked, the share that the best passage says or comes near to in meaning,
      capitals or not: "founded" is near where it says "established", far where it says "fled". 0 as above.
    """

    actors_missing: float
    nothing_else: float
    early_missing: float
    unnamed_missing: float
    state_missing: float
    form_missing: float
    untold: float
    untold_who: float
    many: float
    score_of_many: float
    rarest_of_many: float
    pairs_of_many: float
    alike_of_many: float
    strange_of_many: float
    quoted_of_many: float
    other_of_many: float
    asked_of_few: float
    measure_of_few: float
    nearest_of_many: float = 0.0
    covered_in_meaning: float = 0.0


# What is told only where meaning is compared.
BY_MEANING_ALONE = frozenset({"nearest_of_many", "covered_in_meaning"})
# Which way a feature may speak: +1 for an answer, -1 against one. A weight of the other sign would be an accident of
# the data, and a surprise to whoever asks. `many` alone may be either: it only sets off what is multiplied by it.
SIGNS = {
    "actors_missing": -1,
    "nothing_else": -1,
    "early_missing": -1,
    "unnamed_missing": -1,
    "state_missing": -1,
    "form_missing": -1,
    "untold": -1,
    "untold_who": -1,
    "score_of_many": 1,
    "rarest_of_many": 1,
    "pairs_of_many": 1,
    "alike_of_many": 1,
    "strange_of_many": -1,
    "quoted_of_many": 1,
    "other_of_many": -1,
    "asked_of_few": 1,
    "measure_of_few": -1,
    "nearest_of_many": 1,
    "covered_in_meaning": 1,
}
# The log of the number of passages is divided by this, so that a million passages are 1.4.
MANY = 10
# A question of more concepts than this is a long one; no more are counted.
LONG = 8
# Words that begin with as many letters alike are of one family: "president" and "presidency", stemmed or not.
ALIKE = 5
_REMEMBERED = 256  # windows, of some 10 kB each


@dataclass(frozen=True, slots=True)
class Weights:
    """A logistic model over `Evidence`: ``confidence = 1 / (1 + exp(-(bias + Σ weight · feature)))``.

    At `threshold` and above, a question counts as answered, at `strong` where no word of it was found. `mix` is what
    meaning counts beside words when passages are ranked. ``benchmarks/calibrate.py`` makes the files.
    """

    bias: float
    threshold: float
    features: Mapping[str, float]
    strong: float = 1.0
    mix: float = 0.0

    @classmethod
    def shipped(cls, *, by_meaning: bool = False) -> Weights:
        """Read the weights that the package carries, for words alone, or for words and meaning."""
        file = files("bot.answers").joinpath("weights_meaning.json" if by_meaning else "weights.json")
        return cls(**json.loads(file.read_text(encoding="utf-8"))["model"])

    def confidence(self, evidence: Evidence) -> float:
        """Return how sure it is that the hits answer, between 0 and 1."""
        logit = self.bias + sum(weight * getattr(evidence, name) for name, weight in self.features.items())
        return 1 / (1 + math.exp(-max(-50.0, min(50.0, logit))))

    def answers(self, confidence: float, best: Hit) -> bool:
        """Tell whether the best hit answers: what is found by meaning alone only with strong evidence."""
        return confidence >= (self.strong if best.found_by == BY_MEANING else self.threshold)


class _Case(NamedTuple):
    """What a question needs and what its best hit has of it, as numbers of the question's concepts.

    `needed` is in the order of the question, `named` of it are actors and `words` are not; `unknown` is what no
    document speaks of. `found` has what is in the window with its worth, `there` what is in the best sentence; `worth`
    is what all that is needed tells.
    """

    needed: Sequence[int]
    named: Sequence[int]
    words: Sequence[int]
    unknown: frozenset[int]
    found: Mapping[int, float]
    there: frozenset[int]
    worth: Mapping[int, float]

    @classmethod
    def of(cls, query: Query, hit: Hit, ranker: Ranker) -> _Case | None:
        """Compare a question with a hit; None where nothing is asked for."""
        concepts, (first, last) = query.concepts, hit.window
        needed = [at for at, c in enumerate(concepts) if not c.optional] or list(range(len(concepts)))
        if not needed:
            return None
        window = [hit.unit.document.slice(sentence) for sentence in hit.unit.sentences[first:last]]
        shown = best_worths(match for match in hit.matches if first <= match.sentence < last)
        only_in_names = {at for at in needed if at in shown and not ranker.reader.is_meant(concepts[at], window)}
        unknown = only_in_names.union(at for at in needed if not ranker.speaks_of(concepts[at]))
        found = {at: value for at, value in shown.items() if at in needed and at not in unknown}
        return cls(
            needed=needed,
            named=[at for at in needed if concepts[at].actor],
            words=[at for at in needed if not concepts[at].actor],
            unknown=frozenset(unknown),
            found=found,
            there=hit.concepts(hit.answer, hit.answer + 1) & found.keys(),
            worth={at: ranker.worth(concepts[at]) for at in needed},
        )

    def missing(self, weights: Mapping[int, float]) -> float:
        """Return the share of `weights` that belongs to what the window lacks."""
        lacking = sum(weight for at, weight in weights.items() if at not in self.found)
        return lacking / (sum(weights.values()) or 1.0)


def weigh(query: Query, hits: Sequence[Hit], ranker: Ranker, facts: FactFinder) -> Evidence | None:
    """Return the evidence that the best of `hits` answers `query`; None where there is nothing to weigh."""
    case = _Case.of(query, hits[0], ranker) if hits else None
    if case is None:
        return None
    best, concepts = hits[0], query.concepts
    known = [case.worth[at] for at in case.needed if at not in case.unknown]
    many = math.log1p(len(ranker.corpus)) / MANY
    few = max(0.0, 1 - many)
    untold = facts.untold(query, best.unit.document.slug)
    states = [at for at in case.words if ranker.reader.is_state(concepts[at])]
    return Evidence(
        actors_missing=sum(at not in case.there for at in case.named) / max(len(case.named), 1),
        nothing_else=float(bool(case.words) and case.there.isdisjoint(case.words)),
        early_missing=case.missing({at: 1 / place for place, at in enumerate(case.needed, start=1)}),
        unnamed_missing=0.0 if case.named else case.missing(case.worth),
        state_missing=float(any(at in case.unknown or (case.named and at not in case.found) for at in states)),
        form_missing=float(not _shows_form(query, best)),
        untold=untold,
        untold_who=untold * (query.asked is Asked.WHO),
        many=many,
        score_of_many=best.by_words / (best.by_words + (sum(known) or 1.0)) * many,
        rarest_of_many=max((case.worth[at] for at in case.found), default=0.0) / ranker.index.idf("") * many,
        pairs_of_many=_pairs(query.words, best) * many,
        alike_of_many=_alike(query, case, best) * many,
        strange_of_many=_strange(case) * many,
        quoted_of_many=many * bool(facts.resting_on(best.unit.document.slug, best.unit.passage.number, _window(best))),
        other_of_many=many * _names_another(query, best),
        asked_of_few=min(1.0, len(known) / LONG) * few,
        measure_of_few=few * (query.asked in {Asked.WHEN, Asked.HOW_MANY}),
        nearest_of_many=best.near.scaled * many if best.near else 0.0,
        covered_in_meaning=_covered_in_meaning(query, case, best, ranker),
    )


def _window(hit: Hit) -> Sentence:
    first, last = hit.window
    return Sentence(hit.unit.sentences[first].start, hit.unit.sentences[last - 1].end)


def _covered_in_meaning(query: Query, case: _Case, hit: Hit, ranker: Ranker) -> float:
    """Return which share of what is needed the hit's passage says, or comes near to in meaning."""
    if not ranker.meaning:
        return 0.0
    said = hit.concepts(0, len(hit.unit.sentences))
    covered = sum(case.worth[at] for at in case.needed if at in said)
    if others := [at for at in case.words if at not in said]:
        passage = hit.unit.document.slice(Sentence(hit.unit.sentences[0].start, hit.unit.sentences[-1].end))
        near = ranker.meaning.closeness([query.concepts[at].surface.casefold() for at in others], passage)
        covered += sum(case.worth[at] * one for at, one in zip(others, near, strict=True))
    return covered / (sum(case.worth.values()) or 1.0)


def _shows_form(query: Query, hit: Hit) -> bool:
    """Tell whether the best sentence holds the kind of thing that is asked for."""
    return has_form(query.asked, hit.unit.document.slice(hit.unit.sentences[hit.answer]), query.words)


def _pairs(asked: Sequence[Word], hit: Hit) -> float:
    """Return the share of the question's pairs of neighbouring words that stand so in the window."""
    said = _neighbours(hit.unit.document.slice(_window(hit)))
    pairs = list(pairwise(word.folded for word in asked))
    return sum(pair in said for pair in pairs) / max(len(pairs), 1)


# The same windows are the best for many questions.
@lru_cache(maxsize=_REMEMBERED)
def _neighbours(text: str) -> frozenset[tuple[str, str]]:
    return frozenset(pairwise(word.folded for word in words(text)))


def _alike(query: Query, case: _Case, hit: Hit) -> float:
    """Return what the words are worth that the window lacks, but for one that begins alike, as a share of all."""
    missing = {at: query.concepts[at].ways[0].terms[0] for at in case.words if at not in case.found}
    if not missing:
        return 0.0
    said = {term for terms in hit.unit.terms[slice(*hit.window)] for term in terms}
    begun = {term[:ALIKE] for term in said if len(term) >= ALIKE}
    alike = [at for at, term in missing.items() if term[:ALIKE] in begun and term not in said]
    return sum(case.worth[at] for at in alike) / (sum(case.worth.values()) or 1.0)


def _strange(case: _Case) -> float:
    """Return the share of words that nobody uses and that stand beside no actor, among them and the words known."""
    beside = {at for pair in pairwise(case.needed) if not set(pair).isdisjoint(case.named) for at in pair}
    strange = sum(at not in beside for at in case.unknown.intersection(case.words))
    return strange / max(strange + sum(at not in case.unknown for at in case.words), 1)


def _names_another(query: Query, hit: Hit) -> bool:
    """Tell whether actors are asked about and the best sentence names another one before them."""
    first = next(filter(None, map(marked, hit.unit.terms[hit.answer])), None)
    return bool(query.actors) and first is not None and first not in query.actors
