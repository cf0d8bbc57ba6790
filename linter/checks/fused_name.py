"""A frequent word closed up with the name behind it, where a space or a link was lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import re2

from linter import lazy_re as re
from linter.checks import Check, Match, Option
from linter.checks._blocks import in_scope
from linter.checks._joined import is_inflected
from linter.facts.language.lexicon import lexicon
from linter.facts.language.word_list import word_list
from linter.facts.prose.mentioned import is_in_list_of_names

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linter.facts import Facts
    from linter.facts.language.word_list import WordList

VALUES: tuple[str, ...] = ("left", "right")
OPTIONS: Mapping[str, Option] = {
    "first_parts": Option(
        "text", "words that names such as “myFitnessPal” begin with, separated by spaces", default=""
    ),
    "call_prefixes": Option(
        "text",
        "function words that names of functions begin with (“forEach”): a common noun behind them is none",
        default="",
    ),
    "language": Option("text", "the language of the words; it must have a word list", default="en"),
}

_KINDS = frozenset({"paragraph", "list-item", "quote", "caption", "definition", "summary"})
_SUSPECT = r"\b[A-Za-z][a-z]+[A-Z][a-z]{2}"
_TOKEN = re.compile(
    r"(?<![\w.@#/&'’_$%-])([A-Za-z][a-z]+)([A-Z][a-z]{2,}(?:['’]s)?)(?![\w@/(=]|\.\w)(?P<compound>-[A-Za-z])?"
)
_BEGINS = re.compile(r"(?:\A|[.!?…:][\"”’)]*\s+|\n)[\"“‘(]*\Z")
"""Before the beginning of a sentence: elsewhere a capital makes a name of both parts (“AmLaw”)."""
_DETERMINERS = frozenset(
    {"the", "a", "an", "our", "your", "their", "my", "his", "her", "its", "this", "that", "these", "those"}
)
_DETERMINED = re.compile(r"(?i)\b(?:the|an?|our|your|their|my)\s\Z")
_REACH = 8
_PROSE = 500
"""Different words with a capital inside, of which a page that shows no code may have more only if it is data; each is looked for in all of it."""
_FREQUENT = 1
"""The least frequent band of words that close up with a name."""
_COMMON = 1
"""Up to this band the second part is a word, and the two may be a name (“homeKit”)."""
_SHORT, _SHORTEST = 4, 5
"""Letters of a first part that is no function word; with four it must be of the most frequent (“cyanHarlow” is a name)."""


def build(options: Mapping[str, Any]) -> Check:
    """Build the check. It leaves alone pages that show code, what the page writes twice, and elements set side by side."""
    language = options["language"]
    first_parts = frozenset(options["first_parts"].split())
    call_prefixes = frozenset(options["call_prefixes"].split())
    suspects = re2.compile(_SUSPECT)

    def run(facts: Facts) -> Iterator[Match]:
        words = word_list(language)
        if words is None or facts.base_language != language or facts.is_technical:
            return
        functions = lexicon().function_words.get(language, {})
        article = facts.article
        found = list(suspects.finditer(article.text))
        if not found or len({suspect.group() for suspect in found}) > _PROSE or facts.names_identifiers:
            return
        alone_here: dict[str, bool] = {}
        for suspect in found:
            match = _TOKEN.match(article.text, suspect.start())
            if match is None:
                continue
            left, right = match[1], match[2]
            is_function = left.lower() in functions
            if left.lower() in first_parts or not (is_function or _may_close_up(left, words, match["compound"])):
                continue
            name = re.sub(r"['’]s\Z", "", right)
            if words.knows((left + name).lower()) or facts.count((left + name).lower()) > 1:
                continue
            if name not in alone_here:
                alone_here[name] = re.search(rf"(?<![^\W_]){name}(?![^\W_])", article.text) is not None
            alone = alone_here[name]
            if not is_function and not alone and not is_inflected(left, words):
                continue  # “clearXchange”: that name stands nowhere by itself
            before = article.text[max(0, match.start() - _REACH) : match.start()]
            if is_function and left not in _DETERMINERS and _DETERMINED.search(before):
                continue  # “the canIuse”
            if left[0].isupper() and not (alone and _BEGINS.search(before)):
                continue
            if words.band(name.lower()) <= _COMMON and (not is_function or left in call_prefixes or not alone):
                continue
            if is_in_list_of_names(article.text, match.start(), match.end(2)):
                continue
            start, end = article.span(match.start(), match.end(2))
            if "<" not in article.source.text[start:end] and in_scope(article.block_at(match.start()), _KINDS):
                yield Match(start, end, {"left": left, "right": right})

    return Check(run, _SUSPECT)


def _may_close_up(left: str, words: WordList, compound: str | None) -> bool:
    """Say whether a word that is no function word is frequent enough to stand before a name by chance."""
    if not left.islower() or compound or len(left) < _SHORT:
        return False
    return words.band(left) <= (_FREQUENT if len(left) >= _SHORTEST else 0)
