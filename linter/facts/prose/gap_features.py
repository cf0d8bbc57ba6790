"""What the prose model looks at between two neighbouring words where text may have been taken out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.facts.prose.tokens import START, TOKEN, class_of, feature, number_of, word_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from linter.facts.prose.table import Table
    from linter.facts.prose.vocabulary import Vocabulary

Pairs = dict[str, frozenset[str]]
"""By a word, the words and marks that seldom follow it unless something between them was taken out."""

GAP_TOKEN = re.compile(rf"\.(?<!\w\.)[A-Za-z][\w.]*|{TOKEN.pattern}")
"""A token; “.svc” is one."""

MARKS = frozenset(",.;)!?")
_CLAUSE = 14
"""Words back among which the clause's auxiliary and the word that opened it are looked for."""
_NEAR, _FAR = 4, 8
_AHEAD = 4
_MOST = 50_000
"""Spellings that are remembered."""


def read_pairs(text: str) -> list[Pairs]:
    """Read the groups of pairs: a line a word, those that seldom follow it behind it; an empty line between groups."""
    return [
        {left: frozenset(rights) for left, *rights in map(str.split, group.splitlines())}
        for group in text.split("\n\n")
    ]


def gaps(tokens: Sequence[str], pairs: Pairs) -> Iterator[int]:
    """Yield the places before which words may be missing: between two that are seldom neighbours in sound text."""
    before = word_of(tokens[0]) if tokens else ""
    for at in range(1, len(tokens)):
        word = word_of(tokens[at])
        if before in pairs and word in pairs[before]:
            yield at
        before = word


def gap_pattern(groups: Sequence[Pairs]) -> str:
    """Return a pattern (RE2) that matches wherever ``gaps`` finds something, and seldom elsewhere."""
    parts = []
    for group in groups:
        rights = frozenset[str]().union(*group.values())
        words = "|".join(_spelt(word) for word in sorted(rights) if word[0].isalpha())
        marks = "".join(sorted(mark for mark in rights if not mark[0].isalpha()))
        behind = [rf"[ \n]+(?:{words})\b"] if words else []
        behind += [rf"[ \n]*[{marks}]"] if marks else []
        parts.append(rf"(?:{'|'.join(map(_spelt, sorted(group)))})(?:{'|'.join(behind)})")
    return rf"(?i)\b(?:{'|'.join(parts)})"


def _spelt(word: str) -> str:
    return word.replace("'", "['’]")


class GapReader:
    """Gives the features of a gap; ``classes`` holds the class of each frequent word, in place of a weight."""

    def __init__(self, classes: Table | Mapping[int, int], vocabulary: Vocabulary) -> None:
        self._classes = classes
        self._openers, self._auxiliaries = vocabulary.openers, vocabulary.auxiliaries
        self._known: dict[str, tuple[int, int, str]] = {}

    def _numbers(self, token: str) -> tuple[int, int, str]:
        """Return the number of a token's word, its class (of a rare word: its shape), and the word."""
        known = self._known.get(token)
        if known is None:
            word = word_of(token)
            number = number_of(word)
            classes = self._classes
            found = classes.get(number, 0) if isinstance(classes, dict) else classes.score((number,))  # type: ignore[union-attr]
            if len(self._known) > _MOST:
                self._known.clear()
            known = self._known[token] = (number, found or number_of(class_of(token)), word)
        return known

    def features(self, tokens: Sequence[str], at: int) -> tuple[int, ...]:
        """Return the features of “words are missing before token ``at``”."""
        size = len(tokens)
        nobody = (START, START, "")
        near = [self._numbers(tokens[place]) if 0 <= place < size else nobody for place in range(at - 4, at + 4)]
        (_, c4, _), (_, c3, _), (l2, c2, _), (l1, c1, _), (r1, d1, _), (r2, d2, _), (_, d3, _), (_, d4, _) = near
        opener, distance, auxiliary = self._clause(tokens, at)
        ahead = next(
            (
                place - at + 1
                for place in range(at, min(size, at + _AHEAD))
                if self._numbers(tokens[place])[2] in self._auxiliaries
            ),
            0,
        )
        begins, ends = min(at, 4), min(size - at, 4)
        asks = int(tokens[-1] == "?")
        return (
            feature(300, l1, r1),
            feature(301, c2, l1, r1),
            feature(302, l1, r1, d2),
            feature(303, c2, l1, r1, d2),
            feature(304, c3, c2, l1, r1),
            feature(305, l1, r1, d2, d3),
            feature(306, c3, c2, c1, d1),
            feature(307, c2, c1, d1, d2),
            feature(308, c1, d1, d2, d3),
            feature(309, l2, c1, d1),
            feature(310, c1, d1, r2),
            feature(311, c2, l1, d1, d2),
            feature(312, c1, d1),
            feature(313, l1, d1, d2),
            feature(314, c2, c1, r1),
            feature(315, l1, r1, opener),
            feature(316, c1, d1, opener, distance),
            feature(317, c1, d1, auxiliary, ahead),
            feature(318, l1, r1, begins, ends),
            feature(319, c1, d1, self._numbers(tokens[0])[0]),
            feature(320, c1, d1, asks, begins),
            feature(321, l1, auxiliary, opener),
            feature(322, r1, ahead, opener),
            feature(323, c4, c3, c2, l1),
            feature(324, r1, d2, d3, d4),
            feature(325, c3, l2, l1, d1),
        )

    def _clause(self, tokens: Sequence[str], at: int) -> tuple[int, int, int]:
        """Return the number of the word that opened the clause, how far it is, and how far its last auxiliary is."""
        opener = distance = auxiliary = 0
        for back in range(1, min(at, _CLAUSE) + 1):
            number, _, word = self._numbers(tokens[at - back])
            if word in {";", ":"}:
                break
            if not auxiliary and word in self._auxiliaries:
                auxiliary = min(back, 4)
            if back > 1 and word in self._openers:
                opener, distance = number, 1 if back < _NEAR else 2 if back < _FAR else 3
                break
        return opener, distance, auxiliary
