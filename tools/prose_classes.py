"""Classes of words by what they stand beside: verbs, adjectives, names and the like, found without a dictionary."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import numpy as np

from linter.facts.prose.tokens import word_of

if TYPE_CHECKING:
    from collections.abc import Sequence

CLASSES = 96
_NEIGHBOURS = 250
"""Most frequent words that count as neighbours."""
_CLUSTERED, _KEPT = 24_000, 14_000
"""Words that the classes are made of, and those whose class is kept."""
_LEAST = 8
_SPREAD = 20
_ROUNDS = 25


def word_classes(sentences: Sequence[Sequence[str]]) -> dict[str, int]:
    """Return the class (1 to 96) of the frequent words: words with the same neighbours on both sides have the same.

    Spherical k-means over the shares of the neighbours, begun with every twentieth of the most frequent words; no chance.
    """
    counts = Counter(word_of(token) for sentence in sentences for token in sentence)
    ordered = sorted(counts, key=lambda word: (-counts[word], word))
    words = [word for word in ordered if counts[word] >= _LEAST and word not in {".", ","}][:_CLUSTERED]
    shares, weights = _neighbours(sentences, ordered[:_NEIGHBOURS], words)
    centres = shares[: CLASSES * _SPREAD : _SPREAD].copy()
    found = np.zeros(len(words), np.int64)
    for _ in range(_ROUNDS):
        found = (shares @ centres.T).argmax(1)
        for number in range(len(centres)):
            members = found == number
            if members.any():
                centre = (shares[members] * weights[members, None]).sum(0)
                centres[number] = centre / np.linalg.norm(centre)
    return {word: int(found[at]) + 1 for at, word in enumerate(words[:_KEPT])}


def _neighbours(sentences: Sequence[Sequence[str]], near: list[str], words: list[str]) -> tuple[Any, Any]:
    """Return, a row a word, the roots of the shares of its neighbours left and right, and the root of its count."""
    column = {word: at for at, word in enumerate(near)}
    row = {word: at for at, word in enumerate(words)}
    width = len(near) + 1
    table = np.zeros((len(words), 2 * width))
    for sentence in sentences:
        spelt = [word_of(token) for token in sentence]
        for at, word in enumerate(spelt):
            own = row.get(word)
            if own is None:
                continue
            left = column.get(spelt[at - 1]) if at else width - 1
            right = column.get(spelt[at + 1]) if at + 1 < len(spelt) else width - 1
            if left is not None:
                table[own, left] += 1
            if right is not None:
                table[own, width + right] += 1
    totals = table.sum(1, keepdims=True)
    shares = np.sqrt(table / np.maximum(totals, 1))
    return shares / (np.linalg.norm(shares, axis=1, keepdims=True) + 1e-9), np.sqrt(totals[:, 0])
