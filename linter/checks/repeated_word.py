"""The same word twice in a row."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from linter.checks import Check, Match, Option
from linter.checks._blocks import in_scope
from linter.facts.lexicon import lexicon
from linter.finding import Edit, Fix

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linter.article.model import Article
    from linter.facts import Facts

VALUES: tuple[str, ...] = ("word",)
OPTIONS: Mapping[str, Option] = {
    "allow": Option("mapping", "per language, the words that may stand twice, separated by spaces", required=True),
}

_KINDS = frozenset({"paragraph", "list-item", "quote", "heading", "caption", "definition", "summary", "term"})
_TRAILING = ".,;:!?…)]\"'”’»"
_WORD = re.compile(r"\w+(?:['’-]\w+)*")


def build(options: Mapping[str, Any]) -> Check:
    """Make the check. Languages without an entry in ``allow`` are not read: many double words on purpose."""
    allowed = {language: frozenset(words.split()) for language, words in options["allow"].items()}

    def run(facts: Facts) -> Iterator[Match]:
        article = facts.article
        suspects = _suspects(article.text)
        if not suspects:
            return
        language = facts.base_language
        if language is None or language not in allowed:
            return
        function_words = lexicon().stop_words.get(language, frozenset())
        for word in sorted(suspects - allowed[language]):
            yield from _places(article, word, is_name_like=word not in function_words)

    return Check(run)


def _suspects(text: str) -> set[str]:
    """Return the words, lower-case, that seem to stand twice in a row, whatever punctuation follows."""
    tokens = text.lower().split()
    return {
        first
        for first, second in pairwise(tokens)
        if second.startswith(first) and first == second.rstrip(_TRAILING) and first[0].isalpha()
    }


def _places(article: Article, word: str, *, is_name_like: bool) -> Iterator[Match]:
    pattern = re.compile(rf"(?<![\w'’.-])({re.escape(word)})(\s+)({re.escape(word)})(?![\w'’-])", re.IGNORECASE)
    for match in pattern.finditer(article.text):
        block = article.block_at(match.start())
        if not in_scope(block, _KINDS) or _is_meant(article.text, match, word, is_name_like=is_name_like):
            continue
        start, end = article.span(*match.span())
        yield Match(start, end, {"word": match[3]}, fix=_fix(article, match, start, end))


def _is_meant(text: str, match: re.Match[str], word: str, *, is_name_like: bool) -> bool:
    """Say whether a doubled word is a name (Goo Goo, Vanellus vanellus), an emphasis (three in a row) or a line of verse."""
    first = match[1]
    if is_name_like and (first[0].isupper() or match[3][0].isupper()):
        return True
    if "\n" in match[2]:
        return True
    before = text[max(0, match.start() - len(word) - 2) : match.start()].lower().rstrip()
    after = text[match.end() : match.end() + len(word) + 3].lower().lstrip(" ,")
    return before.endswith(word) or after.startswith(word)


def _fix(article: Article, match: re.Match[str], start: int, end: int) -> Fix | None:
    """Drop the second word, unless markup stands between the two."""
    if article.source.text[start:end].split() != match.group().split():
        return None
    return Fix((Edit(start + len(match[1]), end, ""),), safe=True, description="Remove the second word")
