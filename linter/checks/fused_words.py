"""Two words joined where a link or the space between them was lost."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import re2

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
_MIN_RIGHT = 4
_MIN_LEFT = 3
_MIN_PAIR = 5
_GROUPS = (
    ("one", "other"), ("left", "right"), ("first", "last"), ("before", "name"), ("amount", "behind"),
)  # fmt: skip
"""The two halves in each form of the pattern."""
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
        rf"(?<![\w.@#/\\&'’-])(?:(?=\w{{{_MIN_PAIR}}})(?P<one>{short})(?P<other>{short})(?!\w)"
        rf"|(?P<left>{lefts})(?P<right>[a-z]{{{_MIN_RIGHT},}})"
        rf"|(?P<first>[a-z]{{{_MIN_LEFT},}})(?P<last>{rights})"
        rf"|(?P<before>{capital_lefts})(?P<name>[A-Z][a-z]{{2,}}))(?![\w@/\\(=-]|\.\w|['’]\w)"
        rf"|(?P<amount>[$€£]\d[\d.,]*)(?P<behind>{_any_of(options['after_amounts'])})(?!\w)"
    )
    candidates = re2.compile(
        rf"\b(?:{lefts})[a-z]{{{_MIN_RIGHT},}}\b|\b[a-z]{{{_MIN_LEFT},}}(?:{rights.replace('(?!)', _NOTHING)})\b"
        rf"|\b(?:{short.replace('(?!)', _NOTHING)}){{2}}\b"
        rf"|\b(?:{capital_lefts})[A-Z][a-z]{{2,}}|[$€£]\d[\d.,]*[a-z]+"
    )

    def run(facts: Facts) -> Iterator[Match]:
        if whole.issuperset(candidates.findall(facts.article.text)) or facts.base_language != language:
            return
        article = facts.article
        for match in pattern.finditer(article.text):
            if match.group() in whole or not in_scope(article.block_at(match.start()), _KINDS):
                continue
            if not match["amount"] and is_in_list_of_names(article.text, *match.span()):
                continue
            if match["before"] and any(link.text == match.group() for link in article.links):
                continue  # a name of that form: its own page is linked
            left, right = next((match[first], match[last]) for first, last in _GROUPS if match[first])
            if match["amount"] or (not facts.is_technical and _is_fused(facts, left, right, function_words)):
                yield Match(*article.span(*match.span()), {"left": left, "right": right})

    return Check(run)


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
    return words.band(other) <= _COMMON_BAND and facts.article.source.text.count(token) == 1
