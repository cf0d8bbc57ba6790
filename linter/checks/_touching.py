"""Words that touch the edge of emphasis or of a link, because the space beside the marks is gone: “**two weeks**to”."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.facts.language.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.facts import Facts
    from linter.facts.language.word_list import WordList

_WORD_BEHIND = re.compile(r"[a-z]{2,}(?![\w'’&/@.-]\w|[^\W_])")
_WORD_BEFORE = re.compile(r"(?<![^\s(\"“‘])[A-Za-z]{2,}\Z")
_FIRST = re.compile(r"[A-Za-z]{3,}(?![^\W_])")
_LAST = re.compile(r"(?<![^\s(\"“‘])[A-Za-z]{3,}\Z")
_REACH = 24


def words_at_marks(facts: Facts, words: WordList) -> Iterator[tuple[tuple[int, int], tuple[str, str]]]:
    """Yield the token and its two words wherever a function word closed up with marked text, of which nothing makes one word."""
    function_words = lexicon().stop_words.get(facts.base_language or "", frozenset())
    text = facts.article.text
    marked = {(one.start, one.end) for one in facts.article.emphasis}
    marked |= {(link.text_start, link.text_end) for link in facts.article.links}
    for start, end in sorted(marked):
        for place, left, right in _sides(text, start, end):
            inner, outer = (left.lower(), right.lower()) if place == end else (right.lower(), left.lower())
            if not (words.knows(inner) and words.knows(outer)) or words.knows((left + right).lower()):
                continue
            if outer in function_words or (inner in function_words and " " in text[start:end]):
                yield (place - len(left), place + len(right)), (left, right)


def _sides(text: str, start: int, end: int) -> Iterator[tuple[int, str, str]]:
    """Yield the edges of marked text at which letters touch, with the words there."""
    if end and text[end - 1 : end].isalpha() and text[end : end + 1].islower():
        last, behind = _LAST.search(text[max(start, end - _REACH) : end]), _WORD_BEHIND.match(text, end)
        if last is not None and behind is not None:
            yield end, last[0], behind[0]
    if start and text[start - 1 : start].isalpha() and text[start : start + 1].isalpha():
        before, first = _WORD_BEFORE.search(text[max(0, start - _REACH) : start]), _FIRST.match(text, start, end)
        if before is not None and first is not None:
            yield start, before[0], first[0]
