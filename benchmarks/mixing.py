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
    from collections.abc import Iterator

    from benchmarks import beir
    from bot.answers.answerer import Answerer

MIXES = [round(0.05 * step, 2) for step in range(15)]


def calibrated_mix(squad: Answerer, collection: beir.Collection, golden: Answerer) -> float:
    """Return what meaning may count: the most with which no kind of data is ranked worse than by words alone."""
    told = {mix: list(rankings(squad, collection, golden, mix)) for mix in MIXES}
    for mix, figures_ in told.items():
        print(mix, *(f"{figure:.4f}" for figure in figures_), file=sys.stderr)
    sound = [mix for mix in MIXES if all(a >= b for a, b in zip(told[mix], told[0.0], strict=True))]
    return max(sound)


def rankings(squad: Answerer, collection: beir.Collection, golden: Answerer, mix: float) -> Iterator[float]:
    """Yield nDCG@10 on all of SQuAD's questions, then hit@1 on each file of golden questions."""
    ranker = mixing(squad, mix)
    gains = []
    for name in sorted(collection.relevant):
        hits = ranker.rank(ranker.reader.read(collection.queries[name]), limit=50)
        gains.append(ndcg(list(dict.fromkeys(hit.unit.document.slug for hit in hits)), collection.relevant[name]))
    yield float(np.mean(gains))
    ranker = mixing(golden, mix)
    for file in GOLDEN:
        rows = [row for row in read_questions(file) if row["expected"] == "answer"]
        right = []
        for row in rows:
            best = ranker.rank(ranker.reader.read(row["question"]), limit=1)
            right.append(any(f"p{hit.unit.passage.number}" in row["gold_paragraphs"] for hit in best))
        yield float(np.mean(right))


def mixing(answerer: Answerer, mix: float) -> Ranker:
    """Return the ranker of `answerer` with another mix; with 0, by words alone."""
    ranker = answerer.ranker
    indexed = Indexed(ranker.corpus, ranker.index, ranker.meaning if mix else None)
    return Ranker(answerer.knowledge, answerer.names, indexed, mix=mix)
