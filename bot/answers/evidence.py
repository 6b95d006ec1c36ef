"""Do the hits answer the question, or only touch it?

A score cannot tell: a question about something that the text mentions without answering it scores as high as one that
it answers. A few features of question and hit together can; `Weights` combines them by logistic regression.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING

from bot.answers.model import BY_MEANING
from bot.search.asked import Asked, has_form
from bot.search.matching import best_worths

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.answers.facts import FactFinder
    from bot.search.query import Query
    from bot.search.ranking import Hit, Ranker


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for and against the best hit answering the question.

    *Share* means: of what the question and the documents both speak of, weighed by how much each concept tells. What
    no document speaks of counts in `unknown`, `unknown_state`, `name_alone` and `covered` alone, and against an answer
    in each, so that a word that nobody uses never speaks for one. How anything is written, in capitals or not, is in
    nothing.

    - `actors_missing`, `words_missing`: of the actors that the question names, and of its other words, the share that
      the best sentence lacks; `rarest_missing`: the word that tells the most is among them.
    - `form_missing`: a name, time, place, number or cause is asked for, and the best sentence has none.
    - `unknown`: of the words that are no actor's name, the share that no document uses, times `many`; `unknown_state`:
      one of them names a state or a people.
    - `covered`: of all that is asked, what no document speaks of among it, the share that stands in the window;
      `name_alone`: an actor is named, something is in no document, and the best sentence has nothing else of what is
      asked. Both count among few passages, as `…_of_few` do.
    - `untold`: of the relations that are asked about, the share that no fact of the actors named records; `untold_who`:
      the same where it is asked who stands in them.
    - `many`: the log of the number of passages. Among a million passages a full match is rarer, and says more, than
      among eight: `matched_of_many`, the log of 1 + the sum of idf in the window, and `score_of_many`, the hit's score
      as a part of itself and the question's whole worth, are each multiplied by it. Among few, two things count that
      many make up for: `asked_of_few`, how many known concepts the question has; `when_of_few`, a time is asked for.
    - `nearest_of_many`: how near the best passage comes in meaning, from 0 for the farthest to 1 for the nearest of
      those that were compared, times `many`; 0 where meaning is not compared.
    """

    actors_missing: float
    words_missing: float
    rarest_missing: float
    form_missing: float
    unknown: float
    unknown_state: float
    name_alone: float
    covered: float
    untold: float
    untold_who: float
    many: float
    matched_of_many: float
    score_of_many: float
    asked_of_few: float
    when_of_few: float
    nearest_of_many: float = 0.0


# What is told only where meaning is compared.
BY_MEANING_ALONE = frozenset({"nearest_of_many"})
# Which way a feature may speak: +1 for an answer, -1 against one. A weight of the other sign would be an accident of
# the data, and a surprise to whoever asks. `many` alone may be either: it only sets off what is multiplied by it.
SIGNS = {
    "actors_missing": -1,
    "words_missing": -1,
    "rarest_missing": -1,
    "form_missing": -1,
    "unknown": -1,
    "unknown_state": -1,
    "name_alone": -1,
    "covered": 1,
    "untold": -1,
    "untold_who": -1,
    "matched_of_many": 1,
    "score_of_many": 1,
    "asked_of_few": 1,
    "when_of_few": -1,
    "nearest_of_many": 1,
}
# The log of the number of passages is divided by this, so that a million passages are 1.4.
MANY = 10
# A question of more concepts than this is a long one; no more are counted.
LONG = 8


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


def weigh(query: Query, hits: Sequence[Hit], ranker: Ranker, facts: FactFinder) -> Evidence | None:
    """Return the evidence that the best of `hits` answers `query`; None where there is nothing to weigh."""
    needed = [at for at, c in enumerate(query.concepts) if not c.optional] or list(range(len(query.concepts)))
    if not hits or not needed:
        return None
    best, concepts = hits[0], query.concepts
    unknown = {at for at in needed if not ranker.speaks_of(concepts[at])}
    named = [at for at in needed if concepts[at].actor]
    unnamed = [at for at in needed if not concepts[at].actor]
    worth = {at: ranker.worth(concepts[at]) for at in needed if at not in unknown}
    there = best.concepts(best.answer, best.answer + 1)
    many = math.log1p(len(ranker.corpus)) / MANY
    untold = facts.untold(query, best.unit.document.slug)
    few = max(0.0, 1 - many)
    words = {at: worth[at] for at in unnamed if at in worth}
    return Evidence(
        actors_missing=sum(at not in there for at in named) / max(len(named), 1),
        words_missing=sum(words[at] for at in words if at not in there) / (sum(words.values()) or 1.0),
        rarest_missing=float(bool(words) and max(words, key=lambda at: words[at]) not in there),
        form_missing=float(not _shows_form(query, best)),
        unknown=sum(at in unknown for at in unnamed) / max(len(unnamed), 1) * many,
        unknown_state=float(any(ranker.reader.is_state(concepts[at]) for at in unknown)),
        name_alone=few * float(bool(named) and bool(unknown) and not any(at in there for at in unnamed)),
        covered=few * _matched(best, worth) / (sum(worth.values()) + len(unknown) * ranker.index.idf("")),
        untold=untold,
        untold_who=untold * (query.asked is Asked.WHO),
        many=many,
        matched_of_many=math.log1p(_matched(best, worth)) * many,
        score_of_many=best.by_words / (best.by_words + (sum(worth.values()) or 1.0)) * many,
        asked_of_few=min(1.0, len(worth) / LONG) * few,
        when_of_few=few * (query.asked is Asked.WHEN),
        nearest_of_many=best.near.scaled * many if best.near else 0.0,
    )


def _matched(hit: Hit, worth: Mapping[int, float]) -> float:
    """Return what the concepts in the hit's window are worth, a synonym less than the word itself."""
    best = best_worths(match for match in hit.matches if hit.window[0] <= match.sentence < hit.window[1])
    return sum(value for at, value in best.items() if at in worth)


def _shows_form(query: Query, hit: Hit) -> bool:
    """Tell whether the best sentence holds the kind of thing that is asked for."""
    return has_form(query.asked, hit.unit.document.slice(hit.unit.sentences[hit.answer]), query.words)
