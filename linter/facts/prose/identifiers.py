"""Whether a page names identifiers in its prose, unmarked: then a word with a capital inside is one, and nothing closed up."""

from __future__ import annotations

from typing import TYPE_CHECKING

import re2

from linter.facts.language.word_list import word_list

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.article.model import Article

_CAMEL = re2.compile(r"(?:^|[\s(“\"‘'/,;])([a-z]{2,}(?:[A-Z][a-z]+)+)(?:$|[\s)”\"’'/,;:.!?])")
"""Words such as “itemCount” and “getItemName”, not “iPhone”."""
_PARTS = re2.compile(r"[A-Z]?[a-z]+")
_WRITTEN = re2.compile(
    r"(?:^|[\s(“\"‘'])([A-Za-z_][\w.]*\(\)|[a-z]+(?:_[a-z\d]+)+|--[a-z]+(?:-[a-z]+)+)(?:$|[\s)”\"’',;:.!?])"
)
"""A call, a name with low lines, an option of a command: nobody writes words so."""
_ENOUGH = 3
"""Different identifiers that make a page one about code: names of makers have that form too (“easyJet”, “openTable”)."""


def names_identifiers(article: Article, language: str | None) -> bool:
    """Say whether an article names several identifiers; words whose first part is a function word do not count.

    These are what may have closed up with the word behind them.
    """
    found: set[str] = set()
    for name in (*_of_words(article.text, language), *(match[1] for match in _WRITTEN.finditer(article.text))):
        found.add(name)
        if len(found) >= _ENOUGH:
            return True
    return False


def _of_words(text: str, language: str | None) -> Iterator[str]:
    """Yield the words with capitals inside all of whose parts are words of the language."""
    from linter.facts.language.lexicon import lexicon  # noqa: PLC0415 - asked for only where something was found

    words = word_list(language)
    if words is None:
        return
    functions = lexicon().function_words.get(language or "", {})
    for match in _CAMEL.finditer(text):
        parts = [part.lower() for part in _PARTS.findall(match[1])]
        if parts[0] not in functions and all(words.knows(part) for part in parts):
            yield match[1]
