"""The closed classes of words that the features of the prose model name, per language; part of the model."""

from __future__ import annotations

from linter.facts.prose.tokens import class_of, number_of, word_of

_MOST = 50_000
"""Spellings that are remembered."""


class Vocabulary:
    """Function words, words that open a clause, and auxiliaries of a language."""

    def __init__(self, function_words: frozenset[str], openers: frozenset[str], auxiliaries: frozenset[str]) -> None:
        self.function_words = function_words
        self.openers = openers
        self.auxiliaries = auxiliaries
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

    def as_text(self) -> str:
        """Return the three classes, one a line."""
        classes = (self.function_words, self.openers, self.auxiliaries)
        return "".join(" ".join(sorted(words)) + "\n" for words in classes)


def read_vocabulary(text: str) -> Vocabulary:
    """Read what ``as_text`` wrote. Raises ValueError if it is not three lines."""
    function_words, openers, auxiliaries = (frozenset(line.split()) for line in text.splitlines())
    return Vocabulary(function_words, openers, auxiliaries)
