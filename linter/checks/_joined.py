"""The two words that closed up in a token which no list knows: one of them is of a kind that makes no compounds."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.facts.language.word_list import rare_words
from linter.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.facts.language.word_list import WordList

_COMMON_BAND = 1
"""The other word must be one of the more frequent ones: “there” is not “the re”."""
_KNOWN_BAND = 2
_LONG = 7
"""Letters of a word that is no part of another by chance, though it is rare."""
_MIN_RIGHT = 4
_MIN_LEFT = 3
_SHORT = 3
"""Letters of a second word that must be one of the most frequent, as the first of so few must before one of two letters."""
_MIN_INFLECTED = 5
_MIN_STEM = 3
_MIN_PART = 3
"""Letters of the parts of a compound, of which neither is a function word (“weblink”)."""
_WEAK = 2
"""A word of so few letters is in many others by chance."""
_ENDINGS = ("", "s", "ed", "ing", "er", "ly", "d", "r")
_MADE_VERB = re.compile(r"i[sz](?:ations?|e[drs]?|ers|ing)\Z")
_BASE_ENDINGS = ("", "y", "e", "ic", "a")
"""How the words end of which verbs in -ize are made: anatomy, oxide, critic."""
_PREFIXES = ("re", "un", "de", "pre", "non", "sub", "multi", "inter", "anti", "semi", "super", "micro", "mini", "hyper")
"""What makes words of others and is none alone: “rescan”, “sortedmulti”."""
_TWIN = 2
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_VOWELS = frozenset("aeiouy")
_MIN_SPELT = 6
"""Letters of a token that is near to a frequent word by more than chance."""
_LONGER_SPELT = 8
"""Letters of a token that may have a letter too many, or another vowel, and be near to a word by more than chance."""
_LONG_SPELT = 6
"""Letters of a token that is near to any word by more than chance."""


@dataclass(frozen=True)
class Joints:
    """What closes up with what; all are words in small letters.

    ``lefts`` close up with the word behind them, ``rights`` with the one before, ``pairs`` with each other, ``short`` with an
    inflected one before them. ``suffixes`` are words and endings that make other words (“fearless”, “shareable”), ``openers``
    function words that open terms and names of programs (“onchain”, “getblock”), and close up with function words only.
    """

    lefts: frozenset[str]
    rights: frozenset[str]
    pairs: frozenset[str]
    short: frozenset[str]
    suffixes: frozenset[str]
    openers: frozenset[str] = frozenset()

    @cached_property
    def function_words(self) -> frozenset[str]:
        """All words that close up."""
        return self.lefts | self.rights | self.pairs

    def of(self, token: str, words: WordList, language: str) -> tuple[str, str] | None:
        """Return the words that a token is made of, or None: it may be a rare word, a derived one, a compound or a name."""
        rare = rare_words(language)
        if _is_derived(token, words, self) or not rare.isdisjoint(_stems(token)):
            return None
        for left, right in self._splits(token, words):
            if _is_misspelt(token, words, rare, by_chance=self.function_words.issuperset((left, right))):
                return None
            if min(len(left), len(right)) <= _WEAK and _is_one_word(token, words, self.function_words):
                return None
            return left, right
        return None

    def _splits(self, token: str, words: WordList) -> Iterator[tuple[str, str]]:
        """Yield the halves of a token that close up, the longest first word first."""
        for at in range(len(token) - 1, 0, -1):
            left, right = token[:at], token[at:]
            if self._closes_up(left, right, words):
                yield left, right

    def _closes_up(self, left: str, right: str, words: WordList) -> bool:
        is_left, is_right = left in self.lefts, right in self.rights
        if self._is_pair(left, right):
            return True
        if is_right and len(left) >= _MIN_LEFT:
            is_short = len(left) == _SHORT and len(right) < _MIN_LEFT
            if is_short and right in self.short:
                return False  # “addin” and “addon” are parts of programs
            return words.band(left) == 0 if is_short else is_frequent(left, words) or _is_compared(left, right, words)
        if right in self.suffixes or right in _PREFIXES or left in self.openers:
            return False
        if is_left and len(right) >= _SHORT:
            is_short = len(right) < _MIN_RIGHT
            return len(left) >= _MIN_LEFT and words.band(right) == 0 if is_short else is_frequent(right, words)
        if right in self.short and _is_plural(left, words):
            return True
        is_content = len(right) >= _MIN_RIGHT and words.band(right) <= _COMMON_BAND
        return (right in self.short or is_content) and is_inflected(left, words)

    def _is_pair(self, left: str, right: str) -> bool:
        """Say whether both are function words, not just two that stand before others (“get|an”)."""
        both = left in self.function_words and right in self.function_words
        return both and bool(self.pairs) and (right in self.rights or left in self.rights or left in self.pairs)


def is_frequent(word: str, words: WordList) -> bool:
    """Say whether a word is frequent enough for its length to stand beside another one by chance."""
    return words.band(word) <= (_COMMON_BAND if len(word) < _LONG else _KNOWN_BAND)


def _is_compared(left: str, right: str, words: WordList) -> bool:
    """Say whether a comparative, however rare, stands before its “than”."""
    return right == "than" and left.endswith("er") and words.knows(left)


def is_inflected(word: str, words: WordList) -> bool:
    """Say whether an English word is a frequent form that opens no compound: “wanted”, “having”, “latest”, “really”."""
    if len(word) < _MIN_INFLECTED or words.band(word) > _COMMON_BAND:
        return False
    if word.endswith("ing"):
        return _has_verb(word[:-3], words)
    if word.endswith("ed"):
        return _has_verb(word[:-2], words)
    if word.endswith("est"):
        return len(word) > _MIN_INFLECTED and words.band(f"{word[:-2]}r") <= _COMMON_BAND
    return word.endswith("ly") and len(word) > _MIN_INFLECTED and words.band(word[:-2]) <= _COMMON_BAND


def _is_plural(word: str, words: WordList) -> bool:
    """Say whether a word is a frequent one with an s: a plural, or a verb behind a noun."""
    return (
        len(word) >= _MIN_INFLECTED and word.endswith("s") and max(map(words.band, (word, word[:-1]))) <= _COMMON_BAND
    )


def _has_verb(stem: str, words: WordList) -> bool:
    """Say whether what is before “ing” or “ed” is a verb, a final e or a doubled letter apart."""
    if len(stem) < _MIN_STEM or _VOWELS.isdisjoint(stem):
        return False
    verbs = [stem, f"{stem}e", *([stem[:-1]] if stem[-1] == stem[-_TWIN] else [])]
    return any(words.band(verb) <= _COMMON_BAND for verb in verbs)


def _stems(token: str) -> set[str]:
    """Return what is left of a token without its ending, and without the letter that is doubled before it (“weblogging”)."""
    stems = {token.removesuffix(ending) for ending in (*_ENDINGS, "ers")}
    return stems | {stem[:-1] for stem in stems if len(stem) > _MIN_SPELT and stem[-1] == stem[-_TWIN]}


def _is_derived(token: str, words: WordList, joints: Joints) -> bool:
    """Say whether a token is a known word with an ending, or one with a suffix (“buggyness”)."""
    stems = [token.removesuffix(ending) for ending in _ENDINGS]
    if any(words.knows(stem) for stem in _stems(token)):
        return True
    if any(words.knows(stem) for prefix in _PREFIXES if token.startswith(prefix) for stem in _whole(token, prefix)):
        return True
    verb = _MADE_VERB.search(token)
    if verb is not None and any(words.knows(token[: verb.start()] + ending) for ending in _BASE_ENDINGS):
        return True
    made = {stem.removesuffix(suffix) for stem in stems[:2] for suffix in joints.suffixes if stem.endswith(suffix)}
    return any(words.knows(stem) for stem in made - joints.function_words)


def _whole(token: str, prefix: str) -> set[str]:
    """Return what a prefix may stand before, with and without an ending: none if that is short enough to be there by chance."""
    rest = token.removeprefix(prefix).removeprefix("-")
    return _stems(rest) | {rest} if len(rest) > _SHORT else set()


def _is_one_word(token: str, words: WordList, function_words: frozenset[str]) -> bool:
    """Return whether a token is rather a compound of two nouns, or a word with a letter twice (“assymmetry”)."""
    parts = ((token[:at], token[at:]) for at in range(_MIN_PART, len(token) - _MIN_PART + 1))
    if any(function_words.isdisjoint(pair) and not any(words.band(part) for part in pair) for pair in parts):
        return True
    return any(words.knows(word) for word in _with_one_letter_less(token))


def _with_one_letter_less(token: str) -> Iterator[str]:
    """Yield a token without one of two equal letters."""
    return (token[:at] + token[at + 1 :] for at in range(1, len(token)) if token[at] == token[at - 1])


def _is_misspelt(token: str, words: WordList, rare: frozenset[str], *, by_chance: bool) -> bool:
    """Say whether a token is rather a word with one letter too few, twice or behind it, or two in the wrong order (“someting”).

    A short token must be near to a frequent word, a longer one to any (“walkthough”). Two function words are near to another
    one by chance (“andother”), if a letter too many or another vowel is allowed as well.
    """
    shortened = (token[:at] + token[at + 1 :] for at in range(1, len(token) - 1))
    if len(token) < _MIN_SPELT:
        return words.band(token[:-1]) <= _COMMON_BAND or not all(words.band(word) for word in shortened)
    lengthened = {token[:at] + letter + token[at:] for at in range(1, len(token) + 1) for letter in _LETTERS}
    if len(token) >= _LONG_SPELT and any(
        words.knows(word) or word in rare or words.knows(word.removesuffix("s")) for word in lengthened
    ):
        return True
    near = lengthened.union(_with_one_letter_less(token), [token[:-1]])
    near.update(token[:at] + token[at + 1] + token[at] + token[at + 2 :] for at in range(len(token) - 1))
    if len(token) >= _LONGER_SPELT and not by_chance:  # “sandwhich”, “togather”
        near.update(token[:at] + token[at + 1 :] for at in range(1, len(token)))
        near.update(token[:at] + letter + token[at + 1 :] for at in range(1, len(token)) for letter in _VOWELS)
    return any(words.band(word) <= _COMMON_BAND for word in near)
