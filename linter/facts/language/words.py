"""How much a text says, in words, whatever its script."""

from __future__ import annotations

from math import ceil

from linter import lazy_re as re

_UNSPACED = re.compile("[\u3041-\u30ff\u3400-\u9fff\u0e01-\u0e3a\u0e40-\u0e4e]")
"""Letters of scripts that put no spaces between words: kana, Han, Thai."""
_LETTERS_A_WORD = 2


def has_words(text: str, least: float) -> bool:
    """Say whether a text has so many words, without looking at the rest of it."""
    return len(text.split(None, ceil(least))) >= least or count_words(text) >= least


def count_words(text: str) -> int:
    """Count the words of a text: what spaces part, and where a script has none, two letters as one word."""
    parted = len(text.split())
    if text.isascii():
        return parted
    return parted + len(_UNSPACED.findall(text)) // _LETTERS_A_WORD
