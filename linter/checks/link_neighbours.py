"""A link whose first or last letter touches the word before or after it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linter import lazy_re as re
from linter.checks import Check, Match, Option
from linter.facts.language.lexicon import lexicon
from linter.facts.language.word_list import word_list
from linter.finding import Edit, Fix

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linter.article.model import Article
    from linter.facts import Facts

VALUES: tuple[str, ...] = ("word", "joined")
OPTIONS: Mapping[str, Option] = {
    "languages": Option("texts", "languages whose words do not grow by other words", required=True),
    "endings": Option("texts", "words that are also endings: “[log]out”", default=[]),
}

_KINDS = frozenset({"inline", "reference", "anchor"})
_MIN_LETTERS = 3
_WORD_BEFORE = re.compile(r"(?<![\w'’-])[^\W\d_]+\Z")
_WORD_AFTER = re.compile(r"[^\W\d_]+(?![\w'’-])")
_REACH = 40


def build(options: Mapping[str, Any]) -> Check:
    """Build the check; it points at the touching word, which must be a whole word: the s of “[link]s” is not."""
    languages = frozenset(options["languages"])
    endings = frozenset(options["endings"])

    def run(facts: Facts) -> Iterator[Match]:
        touching = list(_touching(facts.article))
        if not touching or facts.base_language not in languages:
            return
        article = facts.article
        for start, end, joined, edit in touching:
            word = article.text[start:end]
            if word.lower() in endings or not _is_word(word, joined, facts.base_language):
                continue
            fix = Fix((Edit(edit, edit, " "),), safe=False, description="Add a space")
            yield Match(*article.span(start, end), {"word": word, "joined": joined}, fix=fix)

    return Check(run, needs="link")


def _touching(article: Article) -> Iterator[tuple[int, int, str, int]]:
    """Yield words that touch a link: text offsets, the word joined with the link's nearest one, where a space is missing.

    Where links touch each other a style sets them apart, and the title before them too: “<b>On this page</b><a>…</a><a>…</a>”.
    """
    text = article.text
    links = [link for link in article.links if link.kind in _KINDS and link.text_end > link.text_start >= 0]
    edges = {link.text_end for link in links}
    starts = {link.text_start for link in links}
    laid_out = {link.block for link in links if link.text_end in starts}
    for link in links:
        start, end = link.text_start, link.text_end
        if link.block in laid_out:
            continue
        if start and text[start - 1].isalpha() and text[start].isalpha() and start not in edges:
            before = _WORD_BEFORE.search(text[max(0, start - _REACH) : start])
            after = _WORD_AFTER.match(text, start)
            if before is not None and after is not None:
                yield start - len(before.group()), start, before.group() + after.group(), link.start
        if end < len(text) and text[end].isalpha() and text[end - 1].isalpha() and end not in starts:
            after = _WORD_AFTER.match(text, end)
            before = _WORD_BEFORE.search(text[max(0, end - _REACH) : end])
            if before is not None and after is not None:
                yield end, after.end(), before.group() + after.group(), link.end


def _is_word(word: str, joined: str, language: str | None) -> bool:
    """Return whether the touching word is frequent in the language and not part of a longer one."""
    if len(word) < _MIN_LETTERS or not word.islower():
        return False
    words = word_list(language)
    if words is not None and words.knows(joined.lower()):
        return False
    return word in lexicon().stop_words.get(language or "", frozenset()) or (
        words is not None and words.band(word) == 0
    )
