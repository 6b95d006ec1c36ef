"""Do the hits answer the question, or only touch it?

A score cannot tell: a question about something that the text mentions without answering it scores as high as one that
it answers. A few features of question and hit together can; `Weights` combines them by logistic regression.
"""

from __future__ import annotations

import json
import math
from dataclasses import astuple, dataclass, fields
from importlib.resources import files
from typing import TYPE_CHECKING

from bot.search.asked import Asked, has_form
from bot.search.ranking import nearness

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from bot.search.query import Query
    from bot.search.ranking import Hit, Ranker


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for and against the hits answering the question; every feature lies between 0 and 1.

    `sentence`, `window` and `passages` say how much of what the question speaks of, weighed by how much each concept
    tells, stands in the best sentence, in its window, and in the windows of the best three hits together.
    """

    sentence: float
    window: float
    passages: float
    rarest_missing: float
    close: float
    form_missing: float
    actors_missing: float
    unknown: float
    short: float
    score: float


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


def weigh(query: Query, hits: Sequence[Hit], ranker: Ranker) -> Evidence | None:
    """Return the evidence that `hits` answer `query`; None where there is nothing to weigh."""
    needed = [at for at, concept in enumerate(query.concepts) if not concept.optional] or list(
        range(len(query.concepts))
    )
    if not hits or not needed:
        return None
    worth = {at: ranker.worth(query.concepts[at]) for at in needed}
    total = sum(worth.values()) or 1.0
    best = hits[0]

    def share(concepts: Iterable[int]) -> float:
        return sum(worth.get(at, 0.0) for at in set(concepts)) / total

    window = best.concepts(*best.window)
    rarest = max(needed, key=lambda at: (worth[at], -at))
    named = [at for at in needed if query.concepts[at].actor]
    inside = [match for match in best.matches if best.window[0] <= match.sentence < best.window[1]]
    return Evidence(
        sentence=share(best.concepts(best.answer, best.answer + 1)),
        window=share(window),
        passages=share(at for hit in hits[:3] for at in hit.concepts(*hit.window)),
        rarest_missing=float(rarest not in window),
        close=min(1.0, nearness(inside) / (total * max(len(needed) - 1, 1))),
        form_missing=float(not shown_has_form(query, best)),
        actors_missing=sum(at not in window for at in named) / max(len(named), 1),
        unknown=sum(worth[at] for at in needed if not ranker.speaks_of(query.concepts[at])) / total,
        short=1 / len(needed),
        score=best.score / (best.score + total),
    )


def shown_has_form(query: Query, hit: Hit) -> bool:
    """Tell whether the hit's window holds the kind of thing that the question asks for."""
    if query.asked is Asked.OTHER:
        return True
    start, end = hit.unit.sentences[hit.window[0]].start, hit.unit.sentences[hit.window[1] - 1].end
    return has_form(query.asked, hit.unit.document.text[start:end], query.folded)
