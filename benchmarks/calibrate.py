"""Fit the weights that turn evidence into confidence: ``python benchmarks/calibrate.py [--shared FOLDER]``.

With ``--model FOLDER``, those for words and meaning together, and before them what meaning counts when passages are
ranked: as much as ranks neither all of SQuAD's questions nor the golden ones worse than words alone do. SQuAD's were
written with the paragraph in view and share its words, so more would still find more of other questions; no figure is
bought with another.

The data, each row a question with the evidence of its best hit, and whether that hit's passage can answer it:

- SQuAD 2.0 (development set), 1,500 of its answerable questions drawn by a seed: each as it is (it can), with its
  paragraph taken out, and with its whole article taken out (it cannot);
- ``tests/golden/questions_own.jsonl``, ``questions_near.jsonl``, ``questions_plain.jsonl`` and
  ``questions_fresh.jsonl`` on the shipped knowledge, alone and with both collections loaded beside it; those that have
  an answer also with their gold paragraphs and the facts that cite them taken out (it cannot).

What is taken out is in no document any more: a word that only stood there is one that no document uses.

``tests/golden/questions_dev.jsonl`` is kept out: it is what the result is tested on. The model is a logistic regression
with an L2 penalty on standardised features; the threshold is where one of ten golden questions that have an answer
would be refused, by five-fold cross-validation over questions. Nothing is drawn without a seed: the same data give the
same file.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))

from benchmarks import beir
from benchmarks.logistic import FEATURES, cross_validated, fit
from benchmarks.mixing import calibrated_mix
from benchmarks.rows import GOLDEN, Row, golden_rows, rows_without_gold, squad_rows
from bot.answers.answerer import Answerer
from bot.answers.evidence import BY_MEANING_ALONE, Weights
from bot.knowledge.loader import load
from bot.search.encoder import Encoder
from bot.search.ranking import Indexed
from bot.terminal.evaluation import auroc

if TYPE_CHECKING:
    from benchmarks.logistic import Floats
    from bot.knowledge.model import Knowledge

WEIGHTS = ROOT / "bot" / "answers" / "weights.json"
WEIGHTS_BY_MEANING = WEIGHTS.with_name("weights_meaning.json")
# A wrong answer costs more than ten refusals, but a refusal of what is there is a failure too.
REFUSED = 0.1
# What no word led to counts as an answer where this part of the golden questions without one stays below.
STRONG = 0.95


def main() -> None:
    """Fit, cross-validate, and write the file of weights."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--shared", type=Path, default=Path(os.environ.get("SHARED_DIR", ROOT.parent / "shared")))
    parser.add_argument("--model", type=Path, help="fit the weights for words and meaning, with the model in a folder")
    arguments = parser.parse_args()
    encoder = Encoder(arguments.model) if arguments.model else None
    file = WEIGHTS_BY_MEANING if encoder else WEIGHTS
    told = calibrate(arguments.shared / "ir", encoder)
    aside = file.with_suffix(".new")
    aside.write_text(json.dumps(told, indent=2) + "\n", encoding="utf-8")
    aside.replace(file)
    print(json.dumps(told["cross-validated"], indent=2))


def calibrate(collections: Path, encoder: Encoder | None) -> dict[str, Any]:
    """Return what the file of weights says."""
    rows, mix = gathered(collections, encoder)
    return fitted(rows, mix if encoder else None, threshold_of(rows))


def gathered(collections: Path, encoder: Encoder | None) -> tuple[list[Row], float]:
    """Return all rows, and what meaning counts beside words in their ranking."""
    squad, scifact = (beir.read(collections / name) for name in ("squad2", "scifact"))
    alone = load(ROOT / "knowledge")
    among = replace(alone, documents={**alone.documents, **squad.documents, **scifact.documents})
    weights = Weights(bias=0.0, threshold=0.0, features={})

    def answering(knowledge: Knowledge, other: Answerer | None = None) -> Answerer:
        indexed = Indexed(other.ranker.corpus, other.ranker.index, other.ranker.meaning) if other else None
        return Answerer(knowledge, weights=weights, indexed=indexed, encoder=encoder)

    asked = answering(squad.knowledge), answering(alone), answering(among)
    if encoder:
        weights = replace(weights, mix=calibrated_mix(asked[0], squad, asked[1]))
        asked = answering(squad.knowledge, asked[0]), answering(alone, asked[1]), answering(among, asked[2])
    rows = squad_rows(asked[0], squad)
    for file in GOLDEN:
        rows += golden_rows(asked[1], file, "golden", 7)
        rows += golden_rows(asked[2], file, "golden among others", 3.5)
        rows += rows_without_gold(asked[1], alone, file, "golden without gold", 3.5)
        rows += rows_without_gold(asked[2], alone, file, "golden among others without gold", 1.75)
    return rows, weights.mix


def threshold_of(rows: list[Row]) -> float:
    """Return where as many golden questions that have an answer are refused as may be."""
    chance = cross_validated(rows).tolist()
    right = [c for c, row in zip(chance, rows, strict=True) if row.group == "golden" and row.answerable]
    return round(float(np.quantile(right, REFUSED)), 4)


def fitted(rows: list[Row], mix: float | None, threshold: float) -> dict[str, Any]:
    """Return what the file of weights says: `mix`, where there is one, and what was fitted to `rows`."""
    chance = cross_validated(rows)
    golden = zip(chance.tolist(), rows, strict=True)
    wrong = [c for c, row in golden if row.group == "golden" and not row.answerable]
    strong = round(float(np.quantile(wrong, STRONG)), 4)
    solution = fit(rows)
    shown = [name for name in FEATURES if mix is not None or name not in BY_MEANING_ALONE]
    weights = {name: round(float(w), 4) for name, w in zip(FEATURES, solution[1:], strict=True) if name in shown}
    return {
        "about": "made by benchmarks/calibrate.py, whose docstring says from which data; not to be edited by hand",
        "cross-validated": figures(rows, chance, threshold),
        "rows": len(rows),
        "model": {
            "bias": round(float(solution[0]), 4),
            "threshold": threshold,
            **({} if mix is None else {"strong": max(strong, threshold), "mix": mix}),
            "features": weights,
        },
    }


def figures(rows: list[Row], chance: Floats, threshold: float) -> dict[str, Any]:
    """Return what the cross-validated confidence is worth on each kind of data."""

    def of(group: str, *, answerable: bool) -> list[float]:
        return [
            c for c, r in zip(chance.tolist(), rows, strict=True) if r.group == group and r.answerable == answerable
        ]

    squad = of("squad2", answerable=True)
    found: dict[str, Any] = {
        f"AUROC, {group}": auroc(squad, of(group, answerable=False))
        for group in ("squad2 without article", "squad2 without paragraph")
    }
    for group in ("golden", "golden among others"):
        yes, no = of(group, answerable=True), of(group, answerable=False)
        found[f"AUROC, {group}"] = auroc(yes, no)
        found[f"refused though answerable, {group}"] = sum(c < threshold for c in yes) / len(yes)
        found[f"answered though unanswerable, {group}"] = sum(c >= threshold for c in no) / len(no)
        gone = of(f"{group} without gold", answerable=False)
        found[f"answered without gold, {group}"] = sum(c >= threshold for c in gone) / len(gone)
    return {name: round(value, 4) for name, value in found.items() if value is not None}


if __name__ == "__main__":
    main()
