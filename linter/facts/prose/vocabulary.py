"""The closed classes of words that the features of the prose model name, per language; part of the model."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.facts.prose.tokens import class_of, number_of, word_of

if TYPE_CHECKING:
    from collections.abc import Sequence

_MOST = 50_000
"""Spellings that are remembered."""

_CLASSES = 6


class Vocabulary:
    """Closed classes of words.

    Function words, words that open a clause, auxiliaries and pronouns that are subjects tell a sentence from a label.
    Behind ``determiners`` and ``joiners`` no mark can stand.
    """

    def __init__(self, classes: Sequence[frozenset[str]]) -> None:
        self.function_words, self.openers, self.auxiliaries, self.subjects = classes[:4]
        self.determiners, self.joiners = classes[4:]
        self._numbers: dict[str, tuple[int, int, bool, bool]] = {}

    def numbers(self, token: str) -> tuple[int, int, bool, bool]:
        """Return the number of a token's word and of its class, and whether it is a function word or opens a clause."""
        known = self._numbers.get(token)
        if known is None:
            word = word_of(token)
            if len(self._numbers) > _MOST:
                self._numbers.clear()
            known = self._numbers[token] = (
                number_of(word),
                number_of(class_of(token)),
                word in self.function_words,
                word in self.openers or word == ",",
            )
        return known


def read_vocabulary(text: str) -> Vocabulary:
    """Read the classes, one a line, words between spaces. Raises ValueError if they are not six lines."""
    lines = text.splitlines()
    if len(lines) != _CLASSES:
        raise ValueError(f"a vocabulary has {_CLASSES} lines, not {len(lines)}")
    return Vocabulary([frozenset(line.split()) for line in lines])
