"""Quality of ranking and refusing: ``python benchmarks/quality.py [FOLDER ...]``.

A FOLDER is a collection in BEIR's layout; without one, those in ``SHARED_DIR/ir`` are taken, and the golden questions
are asked as well: alone, and with these collections loaded beside the shipped document; with ``--model FOLDER``, by
words and meaning. nDCG@10 (binary gains,
Järvelin and Kekäläinen, 2002), MRR@10 and Recall@10 are means over the queries that have a relevant passage. The
tables go into RESULTS.md.
"""

from __future__ import annotations

import argparse
import math
import os
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))

from benchmarks import beir, report
from bot.answers.answerer import Answerer
from bot.knowledge.loader import load
from bot.search.encoder import Encoder
from bot.terminal.evaluation import evaluate, read_questions, with_gold_taken_out

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.knowledge.model import Knowledge

GOLDEN = tuple(f"questions_{name}.jsonl" for name in ("dev", "own", "near", "plain", "fresh"))
SHOWN = ("hit@1", "hit@3", "sentence@1")
RATES = (
    "answered when unanswerable",
    "refused when answerable",
    "actor precision",
    "actor recall",
    "AUROC of confidence",
)
K = 10


def ndcg(ranked: Sequence[str], relevant: frozenset[str]) -> float:
    """Return nDCG@10 of one ranking."""
    gain = sum(1 / math.log2(at + 2) for at, name in enumerate(ranked[:K]) if name in relevant)
    return gain / sum(1 / math.log2(at + 2) for at in range(min(K, len(relevant))))


def mrr(ranked: Sequence[str], relevant: frozenset[str]) -> float:
    """Return 1 / the rank of the first relevant passage among the best 10, else 0."""
    return next((1 / (at + 1) for at, name in enumerate(ranked[:K]) if name in relevant), 0.0)


def recall(ranked: Sequence[str], relevant: frozenset[str]) -> float:
    """Return the share of the relevant passages among the best 10."""
    return len(relevant.intersection(ranked[:K])) / len(relevant)


def ranking_row(collection: beir.Collection, encoder: Encoder | None) -> list[str]:
    """Return a collection's name, size and scores."""
    ranker = Answerer(collection.knowledge, encoder=encoder).ranker
    scores = []
    for query, relevant in collection.relevant.items():
        hits = ranker.rank(ranker.reader.read(collection.queries[query]), limit=50)
        ranked = list(dict.fromkeys(hit.unit.document.slug for hit in hits))
        scores.append((ndcg(ranked, relevant), mrr(ranked, relevant), recall(ranked, relevant)))
    means = np.mean(scores, axis=0)
    return [collection.name, f"{len(collection.documents):,}", f"{len(scores):,}", *(f"{mean:.4f}" for mean in means)]


def golden_rows(name: str, knowledge: Knowledge, encoder: Encoder | None, *, without_gold: bool) -> Iterable[list[str]]:
    """Return the scores of the files of golden questions on one knowledge."""
    answerer = Answerer(knowledge, encoder=encoder)
    for file in GOLDEN:
        rows = read_questions(ROOT / "tests" / "golden" / file)
        scored = evaluate(answerer, rows)
        if without_gold:
            scored = with_gold_taken_out(scored, knowledge, rows, encoder)
        values = [scored.by_type["all"][metric] for metric in SHOWN] + [scored.summary[rate] for rate in RATES]
        left = scored.summary.get("answered without gold")
        yield [
            f"{file.removesuffix('.jsonl')}, {name}",
            *(f"{value:.3f}" for value in [*values, left] if value is not None),
        ]


def latency_row(name: str, knowledge: Knowledge, encoder: Encoder | None) -> list[str]:
    """Return how long the whole way from question to answer takes, over all golden questions, in milliseconds."""
    answerer = Answerer(knowledge, encoder=encoder)
    questions = [row["question"] for file in GOLDEN for row in read_questions(ROOT / "tests" / "golden" / file)]
    for question in questions:
        answerer.answer(question)
    taken = []
    for question in questions:
        start = time.perf_counter()
        answerer.answer(question)
        taken.append(1e3 * (time.perf_counter() - start))
    return [name, f"{len(answerer.ranker.corpus):,}", f"{np.median(taken):.2f}", f"{np.quantile(taken, 0.99):.2f}"]


def main() -> None:
    """Measure, print, and write the section of RESULTS.md."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--results", type=Path, default=report.FOLDER / "RESULTS.md")
    parser.add_argument("--model", type=Path, help="rank by words and meaning, with the model in a folder")
    arguments = parser.parse_args()
    encoder = Encoder(arguments.model) if arguments.model else None
    shared = Path(os.environ.get("SHARED_DIR", ROOT.parent / "shared")) / "ir"
    folders = arguments.folders or sorted(path.parent for path in shared.glob("*/qrels.tsv"))
    collections = [beir.read(folder) for folder in folders]
    head = ["collection", "passages", "queries", "nDCG@10", "MRR@10", "Recall@10"]
    text = report.table(head, (ranking_row(collection, encoder) for collection in collections))
    print(text)
    if arguments.folders:
        return
    alone = load(ROOT / "knowledge")
    beside = {slug: document for collection in collections for slug, document in collection.documents.items()}
    among = replace(alone, documents={**alone.documents, **beside})
    head = ["golden questions", *SHOWN, *RATES, "answered without gold"]
    rows = list(golden_rows("alone", alone, encoder, without_gold=True))
    rows += [[*row, "–"] for row in golden_rows(f"among {len(beside):,} passages", among, encoder, without_gold=False)]
    text += "\n\n" + report.table(head, rows)
    head = ["from question to answer", "passages", "p50, ms", "p99, ms"]
    text += "\n\n" + report.table(
        head, [latency_row("shipped document", alone, encoder), latency_row("with the collections", among, encoder)]
    )
    print(text)
    title = "Quality by words and meaning" if encoder else "Quality"
    report.write_section(arguments.results, title, f"{report.machine()}.\n\n{text}")


if __name__ == "__main__":
    main()
