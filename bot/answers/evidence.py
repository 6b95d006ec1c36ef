"""Do the hits answer the question, or only touch it?

A score cannot tell: a question about something that the text mentions without answering it scores as high as one that
it answers. A few features of question and hit together can; `Weights` combines them by logistic regression.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from importlib.resources import files
from itertools import combinations
from typing import TYPE_CHECKING

from bot.answers.model import BY_MEANING
from bot.search.asked import has_form
from bot.search.ranking import HEADING, best_worths, nearness

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from bot.answers.facts import FactFinder
    from bot.search.query import Query
    from bot.search.ranking import Hit, Ranker


YES_NO = frozenset("are can could did do does had has have is should was were will would".split())


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for and against the best hit answering the question.

    *Share* means: of what the question and the documents both speak of, weighed by how much each concept tells. What
    no document speaks of is in no share: `unknown_name` and `only_unknown` alone count it, so that a word that nobody
    uses never speaks for an answer.

    - `window`: the share that stands in the best window, a synonym counting less than the word itself; `close`: that
      of the pairs of words which stand together in the best sentence as they were typed.
    - `actors_missing`, `words_missing`: of the actors that the question names, and of its other words, the share that
      the best sentence lacks.
    - `form_missing`: a name, time, place, number or cause is asked for, and the best sentence has none.
    - `unknown_name`: the question names something that no document does; `only_unknown`: of all that is asked about the
      actors it names, the documents use no word.
    - `unjoined`: the question names several actors, and no fact joins any two of them.
    - `no_leader`: a leader is asked for, and none is recorded.
    - `yes_no`: the question can be answered by yes or no, so that a statement near it answers.
    - `many`: the log of the number of passages; `passage_of_many`, the share in the best passage, and
      `matched_of_many`, the log of 1 + the sum of idf in the window, each times `many`: among a million passages a full
      match is rarer, and says more, than among eight.
    """

    window: float
    close: float
    actors_missing: float
    words_missing: float
    form_missing: float
    unknown_name: float
    only_unknown: float
    unjoined: float
    no_leader: float
    yes_no: float
    many: float
    passage_of_many: float
    matched_of_many: float


# Which way a feature may speak: +1 for an answer, -1 against one. A weight of the other sign would be an accident of
# the data, and a surprise to whoever asks.
SIGNS = {
    "close": 1,
    "actors_missing": -1,
    "words_missing": -1,
    "form_missing": -1,
    "unknown_name": -1,
    "only_unknown": -1,
    "unjoined": -1,
    "no_leader": -1,
}


@dataclass(frozen=True, slots=True)
class Weights:
    """A logistic model over `Evidence`: ``confidence = 1 / (1 + exp(-(bias + Σ weight · feature)))``.

    At `threshold` and above, a question counts as answered, at `strong` where no word of it was found.
    ``benchmarks/calibrate.py`` makes the file.
    """

    bias: float
    threshold: float
    features: Mapping[str, float]
    strong: float = 1.0

    @classmethod
    def shipped(cls) -> Weights:
        """Read the weights that the package carries."""
        return cls(**json.loads(files("bot.answers").joinpath("weights.json").read_text(encoding="utf-8"))["model"])

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
    best = hits[0]
    unknown = [at for at in needed if not ranker.speaks_of(query.concepts[at])]
    named = [at for at in needed if query.concepts[at].actor]
    unnamed = [at for at in needed if not query.concepts[at].actor]
    worth = {at: ranker.worth(query.concepts[at]) for at in needed if at not in unknown}
    known = sum(worth.values()) or 1.0
    there = best.concepts(best.answer, best.answer + 1)
    matched = _matched(best, worth, *best.window)
    many = math.log1p(len(ranker.corpus)) / 10
    return Evidence(
        window=matched / known,
        close=_closeness(best, worth),
        actors_missing=sum(at not in there for at in named) / max(len(named), 1),
        words_missing=_share_missing(worth, set(unnamed), there),
        form_missing=float(not _shows_form(query, best)),
        unknown_name=float(any(_is_name(query, at) for at in unknown)),
        only_unknown=float(bool(unnamed) and set(unnamed) <= set(unknown)),
        unjoined=float(facts.leaves_apart(query.actors)),
        no_leader=float(facts.lacks_leader(query, best.unit.document.slug)),
        yes_no=float(query.words[0].folded in YES_NO),
        many=many,
        passage_of_many=_matched(best, worth, HEADING, len(best.unit.sentences)) / known * many,
        matched_of_many=math.log1p(matched) * many,
    )


def _matched(hit: Hit, worth: Mapping[int, float], first: int, last: int) -> float:
    """Return what the concepts in the unit's sentences from `first` to `last` (exclusive) are worth."""
    best = best_worths(match for match in hit.matches if first <= match.sentence < last)
    return sum(value for at, value in best.items() if at in worth)


def _share_missing(worth: Mapping[int, float], asked: Collection[int], there: Collection[int]) -> float:
    """Return how much of the concepts `asked` is not `there`, by worth."""
    whole = sum(value for at, value in worth.items() if at in asked)
    return sum(value for at, value in worth.items() if at in asked and at not in there) / (whole or 1.0)


def _closeness(hit: Hit, worth: Mapping[int, float]) -> float:
    """Return the worth of the pairs that stand together in the best sentence as typed, as a share of all pairs."""
    pairs = sum(min(first, second) for first, second in combinations(worth.values(), 2))
    typed = [m for m in hit.matches if m.sentence == hit.answer and m.concept in worth and m.worth >= worth[m.concept]]
    return nearness(typed) / (pairs or 1.0)


def _is_name(query: Query, concept: int) -> bool:
    surface = query.concepts[concept].surface
    return surface[:1].isupper() and surface != query.words[0].surface


def _shows_form(query: Query, hit: Hit) -> bool:
    """Tell whether the best sentence holds the kind of thing that is asked for."""
    return has_form(query.asked, hit.unit.document.slice(hit.unit.sentences[hit.answer]), query.words)
