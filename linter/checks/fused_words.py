"""Two words joined where a link or the space between them was lost."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import re2

from linter.checks import Check, Match, Option
from linter.checks._blocks import in_scope
from linter.facts.language.word_list import word_list

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linter.facts import Facts
    from linter.facts.language.word_list import WordList

VALUES: tuple[str, ...] = ("left", "right")
OPTIONS: Mapping[str, Option] = {
    "lefts": Option("text", "words that close up with the next one, separated by spaces", required=True),
    "before_capitals": Option("text", "more words that do so only before a capital", default=""),
    "whole": Option("text", "frequent words that begin with one of them and are right", default=""),
    "after_amounts": Option("text", "words that close up with an amount of money before them", default=""),
    "language": Option("text", "the language of the words; it must have a word list", default="en"),
}

_KINDS = frozenset({"paragraph", "list-item", "quote", "caption", "definition", "summary"})
_COMMON_BAND = 1
"""The second word must be one of the more frequent ones: “there” is not “the re”."""
_MIN_RIGHT = 4


def build(options: Mapping[str, Any]) -> Check:
    """Build the check. With an unknown second word, or on a page about code, the token may be a name."""
    lefts = "|".join(sorted(options["lefts"].split(), key=lambda word: (-len(word), word)))
    capital_lefts = "|".join([lefts, *options["before_capitals"].split()])
    whole = frozenset(options["whole"].split())
    language = options["language"]
    pattern = re.compile(
        rf"(?<![\w.@#/&'’-])(?:(?P<left>{lefts})(?P<right>[a-z]{{{_MIN_RIGHT},}})"
        rf"|(?P<before>{capital_lefts})(?P<name>[A-Z][a-z]{{2,}}))(?![\w@/(=-]|\.\w)"
        rf"|(?P<amount>[$€£]\d[\d.,]*)(?P<behind>{'|'.join(options['after_amounts'].split()) or '(?!)'})(?!\w)"
    )

    candidates = re2.compile(
        rf"\b(?:{lefts})[a-z]{{{_MIN_RIGHT},}}\b|\b(?:{capital_lefts})[A-Z][a-z]{{2,}}|[$€£]\d[\d.,]*[a-z]+"
    )

    def run(facts: Facts) -> Iterator[Match]:
        if whole.issuperset(candidates.findall(facts.article.text)) or facts.base_language != language:
            return
        article = facts.article
        for match in pattern.finditer(article.text):
            if match.group() in whole or not in_scope(article.block_at(match.start()), _KINDS):
                continue
            left = match["left"] or match["before"] or match["amount"]
            right = match["right"] or match["name"] or match["behind"]
            if match["amount"] or (not facts.is_technical and _is_fused(facts, match, word_list(language))):
                yield Match(*article.span(*match.span()), {"left": left, "right": right})

    return Check(run)


def _is_fused(facts: Facts, match: re.Match[str], words: WordList | None) -> bool:
    """Return whether a token is not a word, its second half is one, and the page does not use the token elsewhere."""
    token = match.group()
    right = (match["right"] or match["name"]).lower()
    return (
        words is not None
        and not any(words.knows(token.lower().removesuffix(ending)) for ending in ("", "s", "ed", "ing", "er"))
        and words.band(right) <= _COMMON_BAND
        and facts.article.source.text.count(token) == 1
    )
