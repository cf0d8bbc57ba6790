"""Read words that are often misspelt as what they mean: readers do, and a notice with a slip in it is the notice it is.

One letter may be left out, too many, wrong or swapped with its neighbour, and any letter doubled or not. The first letter is
right and so is the last, which tells "purchased" from "purchases".
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from linter import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_WORD = re.compile(r"(?<= )[a-z]{6,16}(?= )")
_SHOWN_REFERENCE = re.compile(r"&(?:amp;)*(?:nbsp|ensp|emsp|thinsp|#160|#xa0);", re.IGNORECASE)
_STRAY = re.compile(r" [<>*_~^\\=]+(?= )")


class Misspellings:
    """The words that are often misspelt; one that ``is_known`` means itself."""

    def __init__(self, words: Sequence[str], is_known: Callable[[str], bool]) -> None:
        self._plain = {_single(word): word for word in words}
        self._is_known = is_known
        self._meant: dict[str, str] = {}

    def corrected(self, words: str) -> str:
        """Return a word string (``text_folding.word_string``) with the words as they were meant, without signs that markup left."""
        words = _STRAY.sub("", words)
        return _WORD.sub(lambda found: self._word(found[0]), words) if self._plain else words

    def _word(self, word: str) -> str:
        if word not in self._meant:
            plain = _single(word)
            meant = self._plain.get(plain) or next(
                (one for form, one in self._plain.items() if _is_slip(plain, form)), word
            )
            self._meant[word] = word if meant == word or self._is_known(word) else meant
        return self._meant[word]


def without_shown_references(sentence: str) -> str:
    """Return a sentence with spaces for references to spaces that are seen as text, because they were escaped twice."""
    return _SHOWN_REFERENCE.sub(" ", sentence) if "&" in sentence else sentence


def _single(word: str) -> str:
    """Return a word with every run of one letter as one."""
    return "".join(letter for letter, _ in groupby(word))


def _is_slip(word: str, meant: str) -> bool:
    """Say whether a word is another with one slip between its first and its last letter."""
    longer = len(word) - len(meant)
    if word[0] != meant[0] or word[-1] != meant[-1] or not -1 <= longer <= 1:
        return False
    at = next((at for at, (one, two) in enumerate(zip(word, meant, strict=False)) if one != two), 0)
    if at == 0:
        return False
    if longer == 0:
        swapped = word[at : at + 2] == meant[at : at + 2][::-1] and word[at + 2 :] == meant[at + 2 :]
        return swapped or word[at + 1 :] == meant[at + 1 :]
    return word[at + 1 :] == meant[at:] if longer > 0 else word[at:] == meant[at + 1 :]
