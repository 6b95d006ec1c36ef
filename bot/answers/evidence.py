"""Do the hits answer the question, or only touch it?

A score cannot tell: a question about something that the text mentions without answering it scores as high as one that
it answers. A few features of question and hit together can; `Weights` combines them by logistic regression.
"""

from __future__ import annotations

import json
import math
from dataclasses import astuple, dataclass, fields
from importlib.resources import files
from itertools import combinations
from typing import TYPE_CHECKING

from bot.search.asked import has_form
from bot.search.ranking import HEADING, nearness

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from bot.answers.facts import FactFinder
    from bot.search.query import Query
    from bot.search.ranking import Hit, Ranker


# The hits that are looked at for what the best one lacks.
NEXT = 6
YES_NO = frozenset("are can could did do does had has have is should was were will would".split())


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for and against the best hit answering the question.

    *Share* means: of what the question speaks of, weighed by how much each concept tells.

    - `passage`: the share that stands in the best passage; `close`: that of pairs that stand together in its best
      sentence; `elsewhere`: the share that stands only in other passages; `unknown`: the share that stands in none.
    - `form_missing`: a name, time, place, number or cause is asked for, and the window has none.
    - `unknown_name`: the question names something that no document does.
    - `only_actors`: of all that is asked about the actors named, the window has nothing.
    - `yes_no`: the question can be answered by yes or no, so that a statement near it answers.
    - `worth`, `matched`: how much the whole question and the part in the window tell (log of 1 + the sum of idf).
    - `score`: the hit's score against the question's worth.
    - `fact`: the share that a fact of the actors named speaks of; `no_leader`: a leader is asked for and none recorded.
    - `passage_of_many`, `rare_of_many`: `passage`, and the share by squared worth in the window, times the log of the
      number of passages: among many passages a full match is rarer, and says more, than among eight.
    """

    passage: float
    close: float
    elsewhere: float
    unknown: float
    form_missing: float
    unknown_name: float
    only_actors: float
    yes_no: float
    worth: float
    matched: float
    score: float
    fact: float
    no_leader: float
    passage_of_many: float
    rare_of_many: float


@dataclass(frozen=True, slots=True)
class Weights:
    """A logistic model over `Evidence`: ``confidence = 1 / (1 + exp(-(bias + Σ weight · feature)))``.

    At `threshold` and above, a question counts as answered. ``benchmarks/calibrate.py`` makes the file.
    """

    bias: float
    threshold: float
    features: Mapping[str, float]

    @classmethod
    def shipped(cls) -> Weights:
        """Read the weights that the package carries."""
        return cls(**json.loads(files("bot.answers").joinpath("weights.json").read_text(encoding="utf-8"))["model"])

    def confidence(self, evidence: Evidence) -> float:
        """Return how sure it is that the hits answer, between 0 and 1."""
        values = zip((field.name for field in fields(evidence)), astuple(evidence), strict=True)
        logit = self.bias + sum(self.features.get(name, 0.0) * value for name, value in values)
        return 1 / (1 + math.exp(-max(-50.0, min(50.0, logit))))


def weigh(query: Query, hits: Sequence[Hit], ranker: Ranker, facts: FactFinder) -> Evidence | None:
    """Return the evidence that the best of `hits` answers `query`; None where there is nothing to weigh."""
    needed = [at for at, c in enumerate(query.concepts) if not c.optional] or list(range(len(query.concepts)))
    if not hits or not needed:
        return None
    best = hits[0]
    worth = {at: ranker.worth(query.concepts[at]) for at in needed}
    total = sum(worth.values()) or 1.0
    inside, whole = best.concepts(*best.window), best.concepts(HEADING, len(best.unit.sentences))
    others = frozenset[int]().union(*(hit.concepts(HEADING, len(hit.unit.sentences)) for hit in hits[1:NEXT]))
    unknown = [at for at in needed if not ranker.speaks_of(query.concepts[at])]
    unnamed = [at for at in needed if not query.concepts[at].actor]
    size = math.log1p(len(ranker.corpus)) / 10
    passage = _sum(worth, whole) / total
    support = facts.support(query, worth, best.unit.document.slug)
    return Evidence(
        passage=passage,
        close=_closeness(best, worth),
        elsewhere=_sum(worth, others - whole) / total,
        unknown=_sum(worth, unknown) / total,
        form_missing=float(not _shows_form(query, best)),
        unknown_name=float(any(_is_name(query, at) for at in unknown)),
        only_actors=float(bool(unnamed) and inside.isdisjoint(unnamed)),
        yes_no=float(query.words[0].folded in YES_NO),
        worth=math.log1p(total),
        matched=math.log1p(_sum(worth, inside)),
        score=best.score / (best.score + total),
        fact=support.share,
        no_leader=float(support.lacking),
        passage_of_many=passage * size,
        rare_of_many=size * sum(worth[at] ** 2 for at in needed if at in inside) / sum(w * w for w in worth.values()),
    )


def _sum(worth: Mapping[int, float], concepts: Iterable[int]) -> float:
    return sum(worth.get(at, 0.0) for at in sorted(concepts))


def _closeness(hit: Hit, worth: Mapping[int, float]) -> float:
    """Return the worth of the pairs of concepts that stand together in the best sentence, as a share of all pairs."""
    pairs = sum(min(first, second) for first, second in combinations(worth.values(), 2))
    return nearness([match for match in hit.matches if match.sentence == hit.answer]) / (pairs or 1.0)


def _is_name(query: Query, concept: int) -> bool:
    surface = query.concepts[concept].surface
    return surface[:1].isupper() and surface != query.words[0].surface


def _shows_form(query: Query, hit: Hit) -> bool:
    """Tell whether the hit's window holds the kind of thing that the question asks for."""
    start, end = hit.unit.sentences[hit.window[0]].start, hit.unit.sentences[hit.window[1] - 1].end
    return has_form(query.asked, hit.unit.document.text[start:end], query.words)
