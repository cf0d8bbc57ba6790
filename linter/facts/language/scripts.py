"""Text of another script beside the article's own: Chinese and Japanese part no words, and a page may have both languages."""

from __future__ import annotations

from linter import lazy_re as re

EAST_ASIAN = re.compile("[\u2e80-\u30ff\u31f0-\u9fff\uf900-\ufaff\uff00-\uffef]")
"""A character of Chinese or Japanese, or one of the wide marks among them."""
_NEAR = 8
_FEWEST = 2
_LETTER = re.compile(r"[^\W\d_]")


def is_among_east_asian(text: str, start: int, end: int) -> bool:
    """Return whether Chinese or Japanese stands within a few characters of ``text[start:end]``, on the same line."""
    before = text[max(0, start - _NEAR) : start].rpartition("\n")[2]
    after = text[end : end + _NEAR].partition("\n")[0]
    return EAST_ASIAN.search(before + text[start:end] + after) is not None


def is_east_asian(text: str) -> bool:
    """Return whether a fifth of a text's letters and more are Chinese or Japanese: names beside them have many more."""
    found = len(EAST_ASIAN.findall(text))
    return found >= _FEWEST and found * 5 >= len(_LETTER.findall(text))
