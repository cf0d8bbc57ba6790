"""Two words joined where a link or the space between them was lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import re2

from linter import lazy_re as re
from linter.checks import Check, Match, Option
from linter.checks._blocks import in_scope
from linter.facts.language.word_list import word_list
from linter.facts.prose.mentioned import is_in_list_of_names

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linter.facts import Facts

VALUES: tuple[str, ...] = ("left", "right")
OPTIONS: Mapping[str, Option] = {
    "lefts": Option("text", "words that close up with the next one, separated by spaces", required=True),
    "rights": Option("text", "words that close up with the one before them", default=""),
    "pairs": Option("text", "short words that close up with each other", default=""),
    "before_capitals": Option("text", "more words that do so only before a capital", default=""),
    "call_prefixes": Option(
        "text", "words that names of functions begin with (“onClick”): before a capital they are left alone", default=""
    ),
    "whole": Option("text", "frequent words that begin with one of them and are right", default=""),
    "after_amounts": Option("text", "words that close up with an amount of money before them", default=""),
    "language": Option("text", "the language of the words; it must have a word list", default="en"),
}

_KINDS = frozenset({"paragraph", "list-item", "quote", "caption", "definition", "summary"})
_COMMON_BAND = 1
"""The second word must be one of the more frequent ones: “there” is not “the re”."""
_KNOWN_BAND = 2
_LONG = 7
"""Letters of a word that is no part of another by chance, though it is rare."""
_QUOTED = re.compile('["”’»][^"“”‘’«»]*["“‘«]')
"""What closes a quotation behind a word, then what stands before the word, backwards: a term, perhaps of another language."""
_REACH = 16
_MIN_RIGHT = 4
_MIN_LEFT = 3
_MIN_PAIR = 5
_MIN_PART = 3
"""Letters of the parts of a compound, of which neither is a function word (“weblink”)."""
_WEAK = 2
"""A word of so few letters is in many others by chance."""
_NOTHING = r"[^\x00-\x{10ffff}]"
"""Matches no character: RE2 has no look-around."""
_ENDINGS = ("", "s", "ed", "ing", "er", "ly", "d", "r")


def build(options: Mapping[str, Any]) -> Check:
    """Build the check. With an unknown second word, or on a page about code, the token may be a name."""
    lefts, rights = _any_of(options["lefts"]), _any_of(options["rights"])
    short = _any_of(f"{options['pairs']} {options['lefts']} {options['rights']}" if options["pairs"] else "")
    prefixes = options["call_prefixes"].split()
    before_names = f"{options['lefts']} {options['before_capitals']}".split()
    capital_lefts = _any_of(" ".join(word for word in before_names if word not in prefixes))
    whole = frozenset(options["whole"].split())
    function_words = frozenset(
        " ".join(options[key] for key in ("lefts", "rights", "pairs", "before_capitals")).split()
    )
    language = options["language"]
    pattern = re.compile(
        rf"(?<![\w.@#/\\&'’-])(?:(?P<joined>[a-z]{{{_MIN_PAIR},}})|(?P<before>{capital_lefts})(?P<name>[A-Z][a-z]{{2,}}))"
        r"(?![\w@/\\(=-]|\.\w|['’]\w)"
        rf"|(?P<amount>[$€£]\d[\d.,]*)(?P<behind>{_any_of(options['after_amounts'])})(?!\w)"
    )
    splits = _Splits(*(frozenset(options[key].split()) for key in ("lefts", "rights", "pairs")))
    candidates = re2.compile(
        rf"\b(?:{lefts})[a-z]{{{_MIN_RIGHT},}}\b|\b[a-z]{{{_MIN_LEFT},}}(?:{rights.replace('(?!)', _NOTHING)})\b"
        rf"|\b(?:{short.replace('(?!)', _NOTHING)}){{2}}\b"
        rf"|\b(?:{capital_lefts})[A-Z][a-z]{{2,}}|[$€£]\d[\d.,]*[a-z]+"
    )

    def run(facts: Facts) -> Iterator[Match]:
        if whole.issuperset(candidates.findall(facts.article.text)) or facts.base_language != language:
            return
        article = facts.article
        starts = [match.start() for match in candidates.finditer(article.text)]
        for match in filter(None, (pattern.match(article.text, start) for start in starts)):
            if match.group() in whole or not in_scope(article.block_at(match.start()), _KINDS):
                continue
            if not match["amount"] and is_in_list_of_names(article.text, *match.span()):
                continue
            before = article.text[max(0, match.start() - _REACH + 1) : match.start()]
            if _QUOTED.match(article.text[match.end() : match.end() + 1] + before[::-1]):
                continue
            if match["before"] and any(link.text == match.group() for link in article.links):
                continue  # a name of that form: its own page is linked
            if match["amount"]:
                parts: tuple[str, str] | None = (match["amount"], match["behind"])
            elif facts.is_technical:
                continue
            elif match["before"]:
                names = match["before"], match["name"]
                parts = names if _is_fused(facts, *names, function_words) else None
            else:
                token = match["joined"]
                halves = (pair for pair in splits.of(token) if _is_fused(facts, *pair, function_words))
                parts = next(halves, None)
                if parts is not None and min(map(len, parts)) <= _WEAK and _is_one_word(facts, token, function_words):
                    continue
            if parts is not None:
                yield Match(*article.span(*match.span()), {"left": parts[0], "right": parts[1]})

    return Check(run)


class _Splits:
    """The ways in which a token can be two words, one of which closes up with others."""

    def __init__(self, lefts: frozenset[str], rights: frozenset[str], pairs: frozenset[str]) -> None:
        self.lefts, self.rights = lefts, rights
        self.short = lefts | rights | pairs if pairs else frozenset()

    def of(self, token: str) -> Iterator[tuple[str, str]]:
        """Yield the halves of a token, the longest first word first."""
        for at in range(len(token) - 1, 0, -1):
            left, right = token[:at], token[at:]
            if (
                (left in self.short and right in self.short)
                or (left in self.lefts and len(right) >= _MIN_RIGHT)
                or (right in self.rights and len(left) >= _MIN_LEFT)
            ):
                yield left, right


def _any_of(words: str) -> str:
    """Return a pattern of words separated by spaces, longest first; of none, one that matches nothing."""
    return "|".join(sorted(words.split(), key=lambda word: (-len(word), word))) or "(?!)"


def _is_fused(facts: Facts, left: str, right: str, function_words: frozenset[str]) -> bool:
    """Return whether a token is no word, what closes up with the function word is one, and the page has it only once."""
    words, token = word_list(facts.base_language), left + right
    if words is None or any(words.knows(token.lower().removesuffix(ending)) for ending in _ENDINGS):
        return False
    if right in function_words and len(right) < _MIN_LEFT and len(left) < _MIN_RIGHT and left not in function_words:
        return False
    other = (left if right in function_words else right).lower()
    return (
        words.band(other) <= (_COMMON_BAND if len(other) < _LONG else _KNOWN_BAND)
        and facts.lower_source.count(token.lower()) == 1
    )


def _is_one_word(facts: Facts, token: str, function_words: frozenset[str]) -> bool:
    """Return whether a token is rather a compound of two nouns, or a word with a letter twice (“assymmetry”)."""
    words = word_list(facts.base_language)
    if words is None:
        return True
    parts = ((token[:at], token[at:]) for at in range(_MIN_PART, len(token) - _MIN_PART + 1))
    if any(function_words.isdisjoint(pair) and not any(words.band(part) for part in pair) for pair in parts):
        return True
    twice = (at for at in range(1, len(token)) if token[at] == token[at - 1])
    return any(words.knows(token[:at] + token[at + 1 :]) for at in twice)
