"""Logistic regression over sparse features, in double precision and one thread, so that every build gives the same weights."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from linter.facts.prose.table import UNIT

if TYPE_CHECKING:
    from array import array

_LARGEST = 127
_RATES = (0.001, 0.003, 0.01, 0.03, 0.1)


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a model is trained: passes, step, penalty, examples a step, how often a feature must occur, features kept."""

    epochs: int
    rate: float
    penalty: float
    batch: int
    least: int
    kept: int


@dataclass(frozen=True, slots=True)
class Weights:
    """Integer weights by feature number, and the bias, in steps of 1/16."""

    by_feature: dict[int, int]
    bias: int


class Examples:
    """Feature numbers of examples, each with its label (1: damaged) and weight."""

    def __init__(self, width: int) -> None:
        from array import array  # noqa: PLC0415

        self.width = width
        self.features: array[int] = array("I")
        self.labels: array[int] = array("b")
        self.weights: array[float] = array("d")

    def add(self, features: Any, label: int, weight: float = 1.0) -> None:
        """Add an example; features above the width are left out."""
        row = list(features)[: self.width]
        self.features.extend(row)
        self.features.extend([0] * (self.width - len(row)))
        self.labels.append(label)
        self.weights.append(weight)


def train(examples: Examples, recipe: Recipe, seed: str, held_out: int) -> Weights:
    """Train on all but some examples, and print how the rest is judged."""
    rows = np.frombuffer(examples.features, np.uint32).reshape(-1, examples.width)
    labels = np.frombuffer(examples.labels, np.int8).astype(np.float64)
    costs = np.frombuffer(examples.weights, np.float64)
    numbers, places, counts = np.unique(rows.ravel(), return_inverse=True, return_counts=True)
    kept = (counts >= recipe.least) & (numbers != 0)
    index = np.zeros(len(numbers), np.int32)
    index[kept] = 1 + np.arange(int(kept.sum()), dtype=np.int32)
    rows = index[places].reshape(rows.shape)
    numbers, counts = numbers[kept], counts[kept]
    order = list(range(len(labels)))
    random.Random(seed).shuffle(order)  # noqa: S311 - a fixed order, no secret
    test, learn = np.array(order[:held_out]), np.array(order[held_out:])
    weights = np.zeros(len(numbers) + 1)
    squares = np.full(len(numbers) + 1, 1e-2)
    bias = 0.0
    for epoch in range(recipe.epochs):
        for start in range(0, len(learn), recipe.batch):
            chosen = learn[start : start + recipe.batch]
            batch = rows[chosen]
            errors = (1 / (1 + np.exp(-(weights[batch].sum(1) + bias))) - labels[chosen]) * costs[chosen]
            used, inverse = np.unique(batch.ravel(), return_inverse=True)
            slopes = np.bincount(inverse, weights=np.repeat(errors, examples.width))
            slopes += recipe.penalty * len(chosen) * weights[used]
            squares[used] += slopes * slopes
            weights[used] -= recipe.rate * slopes / np.sqrt(squares[used])
            weights[0] = 0.0
            bias -= recipe.rate * 0.05 * float(errors.mean())
        _report(epoch, weights[rows[test]].sum(1) + bias, labels[test])
    return _rounded(numbers, weights[1:], counts, bias, recipe.kept)


def _rounded(numbers: Any, weights: Any, counts: Any, bias: float, most: int) -> Weights:
    steps = np.clip(np.rint(weights * UNIT), -_LARGEST, _LARGEST).astype(int)
    worth = np.abs(steps) * np.sqrt(counts)
    best = sorted(range(len(numbers)), key=lambda at: (-worth[at], int(numbers[at])))[:most]
    by_feature = {int(numbers[at]): int(steps[at]) for at in best if steps[at]}
    print(f"  {len(by_feature)} of {len(numbers)} features kept", flush=True)
    return Weights(by_feature, round(bias * UNIT))


def _report(epoch: int, scores: Any, labels: Any) -> None:
    sound = np.sort(scores[labels == 0])[::-1]
    damaged = scores[labels == 1]
    shares = [float((damaged > sound[int(len(sound) * rate)]).mean()) for rate in _RATES]
    print(f"  epoch {epoch}: found at {_RATES} false {[round(share, 3) for share in shares]}", flush=True)
