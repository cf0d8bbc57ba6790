"""The words of an article in one pass: which there are, and which seem to stand twice in a row."""

from __future__ import annotations

from functools import cached_property
from itertools import compress
from operator import eq

from linter import lazy_re as re
from linter.long_texts import pieces

_MARKS = '.,;:!?()“”"'
_TRAILING = ".,;:!?…)]\"'”’»"
_LETTERS = re.compile(r"[^\W\d_]{2}")
_PHRASE_LENGTHS = (2, 3, 4)
_SHARED = 2 * max(_PHRASE_LENGTHS) - 1
"""With so many words of the piece before, a piece has every phrase twice that the whole text has."""


class Tokens:
    """A text in lower case, without the common marks, split at white space; a token parts the blocks.

    The tokens of a long text would take as much memory as all its blocks: it is read in pieces, and none of them is kept.
    """

    def __init__(self, text: str) -> None:
        self._text = text

    @property
    def different(self) -> set[str]:
        """The tokens, each once."""
        return self._found[0]

    @cached_property
    def _found(self) -> tuple[set[str], set[str], set[str]]:
        different: set[str] = set()
        words: set[str] = set()
        phrases: set[str] = set()
        before: list[str] = []
        for piece in pieces(self._text):
            tokens = before + _tokens(piece)
            different.update(tokens)
            words |= _words_twice(tokens)
            phrases |= doubled_phrases(tokens)
            before = tokens[-_SHARED:]
        return different, words, phrases

    @property
    def doubled_words(self) -> set[str]:
        """The words that seem to stand twice in a row."""
        return self._found[1]

    @property
    def doubled_phrases(self) -> set[str]:
        """The phrases of two to four words that seem to stand twice in a row, with single spaces."""
        return self._found[2]


def _tokens(text: str) -> list[str]:
    text = text.lower()
    for mark in _MARKS:
        text = text.replace(mark, "")
    return text.split()


def _words_twice(tokens: list[str]) -> set[str]:
    """Return the words that seem to occur twice in a row."""
    return {
        word.rstrip(_TRAILING)
        for word in compress(tokens, map(eq, tokens, tokens[1:]))
        if word[0].isalpha() and "/" not in word
    } - {""}


def doubled_phrases(tokens: list[str]) -> set[str]:
    """Return the phrases of two to four words that seem to occur twice in a row, with single spaces.

    Words are only compared where their lengths are repeated. In a run of words that each occur again ``length`` words further on,
    all phrases after the first few are the same ones once more.
    """
    try:
        lengths = bytes(map(len, tokens))
    except ValueError:  # a word of more than 255 characters
        lengths = bytes(len(token) & 255 for token in tokens)
    found = set()
    for length in _PHRASE_LENGTHS:
        same = _equal_lengths(lengths, length)
        run = bytes(length)
        at = same.find(run)
        while at >= 0:
            end = at
            while end < len(same) and tokens[end] == tokens[end + length]:
                end += 1
            for start in range(at, min(end, at + 2 * length - 1) - length + 1):
                phrase = tokens[start : start + length]
                if _is_phrase(phrase):
                    found.add(" ".join(phrase))
            at = same.find(run, end + 1)
    return found


def _equal_lengths(lengths: bytes, distance: int) -> bytes:
    """Compare bytes with those ``distance`` further on; the result is 0 where the two are equal."""
    count = len(lengths) - distance
    if count <= 0:
        return b""
    first, second = int.from_bytes(lengths[:count], "big"), int.from_bytes(lengths[distance:], "big")
    return (first ^ second).to_bytes(count, "big")


def _is_phrase(words: list[str]) -> bool:
    """Return whether words are a phrase: letters, not one word repeated, no mark between the two copies."""
    return (
        len(set(words)) > 1
        and all(word[0].isalpha() and word[-1].isalnum() for word in words)
        and _LETTERS.search(" ".join(words)) is not None
    )
