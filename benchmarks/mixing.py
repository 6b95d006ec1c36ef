"""What meaning may count beside words when passages are ranked."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.quality import ndcg
from benchmarks.rows import GOLDEN
from bot.search.ranking import Indexed, Ranker
from bot.terminal.evaluation import read_questions

if TYPE_CHECKING:
    from benchmarks import beir
    from bot.answers.answerer import Answerer

MIXES = [round(0.05 * step, 2) for step in range(15)]


def calibrated_mix(squad: Answerer, collection: beir.Collection, golden: Answerer) -> float:
    """Return what meaning may count: the most with which neither kind of question fares worse than by words alone."""
    told = {mix: rankings(squad, collection, golden, mix) for mix in MIXES}
    for mix, figures_ in told.items():
        print(mix, *(f"{figure:.4f}" for figure in figures_), file=sys.stderr)
    sound = [mix for mix in MIXES if all(a >= b for a, b in zip(told[mix], told[0.0], strict=True))]
    return max(sound)


def rankings(squad: Answerer, collection: beir.Collection, golden: Answerer, mix: float) -> tuple[float, float]:
    """Return nDCG@10 on all of SQuAD's questions, and hit@1 on all golden ones."""
    ranker = mixing(squad, mix)
    gains = []
    for name in sorted(collection.relevant):
        hits = ranker.rank(ranker.reader.read(collection.queries[name]), limit=50)
        gains.append(ndcg(list(dict.fromkeys(hit.unit.document.slug for hit in hits)), collection.relevant[name]))
    ranker = mixing(golden, mix)
    right = []
    for row in (row for file in GOLDEN for row in read_questions(file) if row["expected"] == "answer"):
        best = ranker.rank(ranker.reader.read(row["question"]), limit=1)
        right.append(any(f"p{hit.unit.passage.number}" in row["gold_paragraphs"] for hit in best))
    return float(np.mean(gains)), float(np.mean(right))


def mixing(answerer: Answerer, mix: float) -> Ranker:
    """Return the ranker of `answerer` with another mix; with 0, by words alone."""
    ranker = answerer.ranker
    indexed = Indexed(ranker.corpus, ranker.index, ranker.meaning if mix else None)
    return Ranker(answerer.knowledge, answerer.names, indexed, mix=mix)
