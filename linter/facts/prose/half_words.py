"""Words that are only the beginning of one: cut by an editor, by the width of a feed."""

from __future__ import annotations

from collections import Counter
from functools import cached_property

from linter import lazy_re as re
from linter.facts.language.word_list import word_list
from linter.long_texts import lowered

_MIN_WORDS = 5
_MIN_HALF = 2
_MIN_RARE_HALF = 3
_RARE = 2
"""The least frequent band of words that the width of a feed rather cut out of frequent ones."""
_SURE_HALVES = frozenset({"qu", "wo", "fo", "bu", "gu", "ev"})
"""Halves of two letters, and so are two consonants. Others are abbreviations, greetings, signatures (ai, ex, xo)."""
_VOWELS = frozenset("aeiouy")
_LONG = 8
"""Words of a text whose half of a word may have two letters, or be a rare word."""
_OPENING = "“\"'‘«(*_"
_ENDS_SENTENCE = frozenset(".!?…)")
_SAID = 4
"""Letters of an exclamation that stands behind a comma: “I took it, lol”."""


class HalfWords:
    """Knows which words of a text, in a language with a word list, are halves; None reads nothing for one."""

    def __init__(self, text: str, language: str | None) -> None:
        self._text = text
        self._known = word_list(language)

    @cached_property
    def _occurrences(self) -> Counter[str]:
        return Counter(match.group() for match in re.finditer(r"[^\W\d_]+", lowered(self._text)))

    def is_half(self, word: str, text: str) -> bool:
        """Say whether a word is the beginning of a known word, no word itself, and used nowhere else on the page."""
        token = text.rsplit(None, 1)[-1].lstrip(_OPENING)
        known = self._known if token == word and word.isascii() and len(word) >= _MIN_HALF else None
        if known is None or len(text.split()) < _MIN_WORDS or known.knows(word) or not known.has_longer(word):
            return False
        if word.endswith("og") and known.knows(f"{word}ue"):
            return False  # the American spelling: “catalog”
        if self._stands_apart(word, text):
            return False
        if len(word) == _MIN_HALF:
            before = text.split()[-2]
            is_onset = word in _SURE_HALVES or _VOWELS.isdisjoint(word)
            if not (
                is_onset and known.has_longer(word, bands=1) and before[-1].isalpha() and len(text.split()) >= _LONG
            ):
                return False
        return self._occurrences[word] == 1

    def is_rare_half(self, word: str, text: str) -> bool:
        """Say whether a word is so rare that it is rather the beginning of a frequent one, and used nowhere else on the page."""
        known = self._known
        if known is None or len(word) < _MIN_RARE_HALF or not word.isascii() or len(text.split()) < _LONG:
            return False
        if self._stands_apart(word, text):
            return False
        return known.band(word) >= _RARE and known.has_longer(word, bands=1) and self._occurrences[word] == 1

    def _stands_apart(self, word: str, text: str) -> bool:
        """Say whether a word is an exclamation behind a mark (“It broke… lol”), a unit behind a number, or foreign as the one before it."""
        before = text.split()[-2].rstrip('"”’')
        last = before[-1:]
        if last in _ENDS_SENTENCE or last.isdigit():
            return True
        if last == ",":
            return len(word) <= _SAID
        return before.isalpha() and before.islower() and self._known is not None and not self._known.knows(before)
