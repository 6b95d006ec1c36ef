"""Fit the weights that turn evidence into confidence: ``python benchmarks/calibrate.py [--shared FOLDER]``.

With ``--model FOLDER``, those for words and meaning together, and before them what meaning counts when passages are
ranked: as much as ranks none of the data, of SQuAD all its questions, worse than words alone do. Those were written
with the paragraph in view and share its words, so more would still find more of other questions; no figure is bought
with another.

The data, each row a question with the evidence of its best hit, and whether that hit's passage can answer it:

- SQuAD 2.0 (development set), 1,500 of its answerable questions drawn by a seed: each as it is (it can), with its
  paragraph taken out, and with its whole article taken out (it cannot);
- ``tests/golden/questions_own.jsonl``, ``questions_near.jsonl`` and ``questions_plain.jsonl`` on the shipped knowledge,
  alone and with both collections loaded beside it; those that have an answer also with their gold paragraphs and the
  facts that cite them taken out (it cannot).

What is taken out is in no document any more: a word that only stood there is one that no document uses.

``tests/golden/questions_dev.jsonl`` is kept out: it is what the result is tested on. The model is a logistic regression
with an L2 penalty on standardised features; the threshold is where one of nine golden questions that have an answer
would be refused, by five-fold cross-validation over questions; with a model, where of none of their kinds, alone or
among others, as they are or without gold, more is answered wrongly than with words alone. Nothing is drawn without a
seed: the same data give the same file.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import random
import sys
from dataclasses import astuple, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))

from benchmarks import beir
from benchmarks.quality import ndcg
from bot.answers.answerer import Answerer
from bot.answers.evidence import BY_MEANING_ALONE, SIGNS, Evidence, Weights, weigh
from bot.answers.facts import FactFinder
from bot.knowledge.loader import load
from bot.search.encoder import Encoder
from bot.search.ranking import Indexed, Ranker
from bot.terminal.evaluation import auroc, read_questions, without_paragraphs

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    import numpy.typing as npt

    from bot.knowledge.model import Knowledge
    from bot.search.query import Concept
    from bot.search.ranking import Hit

    Floats = npt.NDArray[np.float64]

GOLDEN = tuple(ROOT / "tests" / "golden" / f"questions_{name}.jsonl" for name in ("own", "near", "plain"))
WEIGHTS = ROOT / "bot" / "answers" / "weights.json"
WEIGHTS_BY_MEANING = WEIGHTS.with_name("weights_meaning.json")
FEATURES = tuple(field.name for field in fields(Evidence))
SAMPLE = 1500
FOLDS = 5
# A wrong answer costs more than ten refusals, but a refusal of what is there is a failure too. Where one of ten would
# be refused, 0.40 of the golden questions without an answer are answered, where one of nine would, 0.34.
REFUSED = 1 / 9
PENALTY = 1.0
# What no word led to counts as an answer where this part of the golden questions without one stays below.
STRONG = 0.95
MIXES = [round(0.05 * step, 2) for step in range(15)]


class Row(NamedTuple):
    """One question's evidence; `group` names its kind of data, `fold` its share in cross-validation."""

    group: str
    evidence: Evidence
    answerable: bool
    weight: float
    fold: int


def sample(collection: beir.Collection) -> list[str]:
    """Return the names of the questions that are asked."""
    chosen = sorted(collection.relevant)
    random.Random(1).shuffle(chosen)
    return chosen[:SAMPLE]


class Without(Ranker):
    """A ranker that finds nothing in some units, and knows no word that only they hold."""

    def __init__(self, other: Ranker, gone: Collection[int]) -> None:
        """Share all of `other`; leave out the units of the numbers `gone`."""
        vars(self).update(vars(other))
        self._gone = frozenset(gone)
        units = [other.corpus.units[number] for number in gone]
        self._places = {(unit.document.slug, unit.passage.number) for unit in units}

    def left(self, hits: Iterable[Hit]) -> list[Hit]:
        """Return those of `hits` that are not left out."""
        return [hit for hit in hits if (hit.unit.document.slug, hit.unit.passage.number) not in self._places]

    def speaks_of(self, concept: Concept) -> bool:
        """Tell whether any unit left holds a way to say the concept."""
        return any(all(self._is_left(term) for term in way.terms) for way in concept.ways)

    def worth(self, concept: Concept) -> float:
        """Return how much a concept tells: as much as an unknown term where nothing left holds it."""
        return super().worth(concept) if self.speaks_of(concept) else self.index.idf("")

    def _is_left(self, term: str) -> bool:
        return not self._gone.issuperset(self.index.passages_with(term).tolist())


def squad_rows(answerer: Answerer, collection: beir.Collection) -> list[Row]:
    """Return the rows of questions with their paragraph there, taken out, and taken out with its article."""
    corpus = answerer.ranker.corpus
    numbers: dict[str, list[int]] = {}
    for number in range(len(corpus)):
        slug = corpus.document(number).slug
        numbers.setdefault(slug, []).append(number)
        numbers.setdefault(article(slug), []).append(number)
    rows = []
    for number, name in enumerate(sample(collection)):
        question, gold = collection.queries[name], collection.relevant[name]
        hits = hits_for(answerer, question)
        taken_out = {
            "squad2": (),
            "squad2 without paragraph": gold,
            "squad2 without article": {article(passage) for passage in gold},
        }
        for group, names in taken_out.items():
            ranker = Without(answerer.ranker, [unit for each in names for unit in numbers[each]])
            evidence = weigh(ranker.reader.read(question), ranker.left(hits), ranker, answerer.facts)
            if evidence:
                whole = group == "squad2"
                rows.append(Row(group, evidence, whole, 2.0 if whole else 1.0, number % FOLDS))
    return rows


def golden_rows(answerer: Answerer, file: Path, group: str, weight: float) -> list[Row]:
    """Return the rows of golden questions that are to be answered or not."""
    rows = []
    for number, row in enumerate(read_questions(file)):
        question = row["question"][: answerer.max_question]
        query, hits = answerer.ranker.reader.read(question), hits_for(answerer, question)
        evidence = weigh(query, hits, answerer.ranker, answerer.facts)
        if evidence and row["expected"] != "either":
            rows.append(Row(group, evidence, row["expected"] == "answer", weight, number % FOLDS))
    return rows


def rows_without_gold(answerer: Answerer, alone: Knowledge, file: Path, group: str, weight: float) -> list[Row]:
    """Return the rows of golden questions that have an answer, with their gold paragraphs of `alone` taken out."""
    (slug,) = alone.documents
    corpus, rows = answerer.ranker.corpus, []
    own = [number for number in range(len(corpus)) if corpus.document(number).slug == slug]
    for number, row in enumerate(read_questions(file)):
        if row["expected"] != "answer":
            continue
        gold = frozenset(int(paragraph.removeprefix("p")) for paragraph in row["gold_paragraphs"])
        ranker = Without(answerer.ranker, [unit for unit in own if corpus.passage(unit).number in gold])
        facts = FactFinder(without_paragraphs(alone, slug, gold).actors)
        hits = ranker.left(hits_for(answerer, row["question"]))
        evidence = weigh(ranker.reader.read(row["question"]), hits, ranker, facts)
        if evidence:
            rows.append(Row(group, evidence, answerable=False, weight=weight, fold=number % FOLDS))
    return rows


def article(slug: str) -> str:
    """Return the article that a paragraph of the collection belongs to: ``dev/Normans/3`` is of ``dev/Normans``."""
    return slug.rsplit("/", 1)[0]


def hits_for(answerer: Answerer, question: str) -> list[Hit]:
    """Return enough hits to quote from for a question that there are some left when an article is taken out."""
    hits = answerer.ranker.rank(answerer.ranker.reader.read(question), limit=50)
    return [hit for hit in hits if "meaning" in hit.found_by or hit.concepts(0, len(hit.unit.sentences))]


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


def fit(rows: list[Row]) -> Floats:
    """Return the bias and the weights of the features as they are; those that take the wrong sign are left out."""
    left_out: set[int] = set()
    while True:
        solution = regress(rows, left_out)
        wrong = {at for at, name in enumerate(FEATURES) if solution[1 + at] * SIGNS.get(name, 0) < 0}
        if not wrong:
            return solution
        left_out |= wrong


def regress(rows: list[Row], left_out: set[int]) -> Floats:
    """Return the bias and the weights of the features by Newton's method; 0 for the features `left_out`."""
    features, answerable, weights = matrix(rows)
    features[:, sorted(left_out)] = 0.0
    mean, deviation = features.mean(axis=0), features.std(axis=0)
    deviation[deviation == 0] = 1.0
    design = np.column_stack([np.ones(len(rows)), (features - mean) / deviation])
    penalty = np.diag([0.0, *[PENALTY] * features.shape[1]])
    solution = np.zeros(design.shape[1])
    for _ in range(30):
        chance = 1 / (1 + np.exp(-design @ solution))
        gradient = design.T @ (weights * (answerable - chance)) - penalty @ solution
        curvature = (design.T * (weights * chance * (1 - chance))) @ design + penalty
        solution = solution + np.linalg.solve(curvature, gradient)
    slopes = solution[1:] / deviation
    return np.concatenate([[solution[0] - slopes @ mean], slopes])


def matrix(rows: list[Row]) -> tuple[Floats, Floats, Floats]:
    """Return features, outcomes and weights."""
    features = np.array([astuple(row.evidence) for row in rows], dtype=np.float64)
    return features, np.array([float(row.answerable) for row in rows]), np.array([row.weight for row in rows])


def chances(solution: Floats, rows: list[Row]) -> Floats:
    """Return the confidence in each row."""
    features, _, _ = matrix(rows)
    chance: Floats = 1 / (1 + np.exp(-(solution[0] + features @ solution[1:])))
    return chance


def cross_validated(rows: list[Row]) -> Floats:
    """Return the confidence in each row by a model that has seen no form of its question."""
    out = np.zeros(len(rows))
    for fold in range(FOLDS):
        solution = fit([row for row in rows if row.fold != fold])
        held = [at for at, row in enumerate(rows) if row.fold == fold]
        out[held] = chances(solution, [rows[at] for at in held])
    return out


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
    by_words, _ = gathered(collections, None)
    if encoder is None:
        return fitted(by_words, None, threshold_of(by_words))
    rows, mix = gathered(collections, encoder)
    return fitted(rows, mix, threshold_against(rows, by_words))


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
        rows += golden_rows(asked[1], file, "golden", 10.0)
        rows += golden_rows(asked[2], file, "golden among others", 5.0)
        rows += rows_without_gold(asked[1], alone, file, "golden without gold", 5.0)
        rows += rows_without_gold(asked[2], alone, file, "golden among others without gold", 2.5)
    return rows, weights.mix


def threshold_of(rows: list[Row]) -> float:
    """Return where as many golden questions that have an answer are refused as may be."""
    chance = cross_validated(rows).tolist()
    right = [c for c, row in zip(chance, rows, strict=True) if row.group == "golden" and row.answerable]
    return round(float(np.quantile(right, REFUSED)), 4)


def threshold_against(rows: list[Row], others: list[Row]) -> float:
    """Return where of no kind of golden questions more is answered wrongly than of `others` at their threshold."""
    least, allowed = threshold_of(others), wrong_ones(others)
    highest = 0.0
    for kind, chance in wrong_ones(rows).items():
        share = np.mean(np.array(allowed[kind]) >= least)
        too_many = sorted(chance, reverse=True)[int(share * len(chance) + 1e-9) :]
        highest = max([highest, *too_many])
    return math.floor(highest * 1e4 + 1) / 1e4


def wrong_ones(rows: list[Row]) -> dict[str, list[float]]:
    """Return the confidence in golden questions that cannot be answered, by their kind."""
    found: dict[str, list[float]] = {}
    for chance, row in zip(cross_validated(rows).tolist(), rows, strict=True):
        if row.group.startswith("golden") and not row.answerable:
            found.setdefault(row.group, []).append(chance)
    return found


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


if __name__ == "__main__":
    main()
