"""A logistic regression with an L2 penalty, whose weights may have one sign only.

The penalty is on the weights of standardised features, the fit is Newton's method (Hastie, Tibshirani and Friedman,
The Elements of Statistical Learning, 4.4.1).
"""

from __future__ import annotations

from dataclasses import astuple, fields
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.rows import FOLDS
from bot.answers.evidence import SIGNS, Evidence

if TYPE_CHECKING:
    import numpy.typing as npt

    from benchmarks.rows import Row

    Floats = npt.NDArray[np.float64]

FEATURES = tuple(field.name for field in fields(Evidence))
PENALTY = 1.0


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
