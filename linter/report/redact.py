"""``--redact``: the report without names of people and without tracking ids, for sharing it outside.

People become “Author 1”, “Author 2” ...; known ids become dots; addresses lose their query and fragment. This changes
the model, so that it applies to every output.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import re2

from linter import lazy_re as re
from linter.records import replace
from linter.report.model import Evidence, Mark, Passage, View

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from linter.report.model import Article, Editorial, Item

HIDDEN = "•••"
_ADDRESS = re.compile(r"(https?://[^\s\"'<>()\[\]?#]*)[?#][^\s\"'<>()\[\]]*", re.IGNORECASE)
_E_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
_SHORTEST = 3
"""Minimum length of a name or id in characters; shorter ones would hide ordinary words."""
_LONG = 6
"""From how many characters a name or id is also hidden inside other words, as in languages without spaces."""

_MEMORY = 1 << 28
"""Memory limit in bytes of the pattern for all names and ids."""


def redacted(editorial: Editorial) -> Editorial:
    """Return the report without names of people, e-mail addresses and tracking ids."""
    people = {article.author for article in editorial.articles} | {item.author for item in editorial.items}
    names = {name: f"Author {number}" for number, name in enumerate(sorted(people - {""}), start=1)}
    hide = _Hider(names, {tag for article in editorial.articles for tag in article.tags})
    return replace(
        editorial,
        items=tuple(_item(item, hide) for item in editorial.items),
        articles=tuple(_article(article, hide) for article in editorial.articles),
        failures=tuple((path, hide(message)) for path, message in editorial.failures),
        redacted=True,
    )


class _Hider:
    """Replaces names and ids in a text."""

    def __init__(self, names: Mapping[str, str], tags: set[str]) -> None:
        self.names = names
        words = {**dict.fromkeys(tags, HIDDEN), **names}
        self._words = {word.casefold(): replacement for word, replacement in words.items() if len(word) >= _SHORTEST}
        longest_first = sorted(self._words, key=lambda word: (-len(word), word))
        pattern = "|".join(re2.escape(word) for word in longest_first)
        options = re2.Options()
        options.case_sensitive = False
        options.max_mem = _MEMORY
        self._pattern = re2.compile(pattern, options) if pattern else None

    def __call__(self, text: str) -> str:
        """Return a text with its names and ids replaced."""
        return _replaced(text, self.places(text))

    def places(self, text: str) -> list[tuple[int, int, str]]:
        """Return the parts of a text to hide, in order and without overlap: start, end, and replacement."""
        found = [(match.end(1), match.end(), f"?{HIDDEN}") for match in _ADDRESS.finditer(text)]
        found += [(*match.span(), HIDDEN) for match in _E_MAIL.finditer(text)]
        if self._pattern is not None:
            found += [
                (*match.span(), self._words.get(match[0].casefold(), HIDDEN))
                for match in self._pattern.finditer(text)
                if _is_whole_word(text, *match.span())
            ]
        selected: list[tuple[int, int, str]] = []
        for place in sorted(found, key=lambda place: (place[0], -place[1])):
            if not selected or place[0] >= selected[-1][1]:
                selected.append(place)
        return selected


def _replaced(text: str, places: Sequence[tuple[int, int, str]]) -> str:
    parts, at = [], 0
    for start, end, replacement in places:
        parts += [text[at:start], replacement]
        at = end
    return "".join((*parts, text[at:]))


def _is_whole_word(text: str, start: int, end: int) -> bool:
    """Return whether a match is to be hidden: a short one of Latin letters only as a whole word."""
    if end - start >= _LONG or not text[start:end].isascii():
        return True
    return not (text[start - 1 : start].isalnum() or text[end : end + 1].isalnum())


def _item(item: Item, hide: _Hider) -> Item:
    evidence = item.evidence
    return replace(
        item,
        message=hide(item.message),
        excerpt=hide(item.excerpt),
        evidence=Evidence(hide(evidence.before), hide(evidence.text), hide(evidence.after), evidence.source),
        related=tuple((hide(message), line) for message, line in item.related),
        cause=hide(item.cause),
        reason=hide(item.reason),
        address=hide(item.address),
        change=(hide(item.change[0]), hide(item.change[1])),
        author=hide.names.get(item.author, ""),
    )


def _article(article: Article, hide: _Hider) -> Article:
    view = article.view
    return replace(
        article,
        title=hide(article.title),
        author=hide.names.get(article.author, ""),
        tags=(),
        view=View(tuple(_passage(passage, hide) for passage in view.passages), view.layout, view.skipped)
        if view is not None
        else None,
    )


def _passage(passage: Passage, hide: _Hider) -> Passage:
    """Redact a passage and move its marks; a mark that ends inside a replaced part includes all of it."""
    places = hide.places(passage.text)

    def moved(offset: int, *, is_end: bool) -> int:
        shift = 0
        for start, end, replacement in places:
            if end <= offset:
                shift += len(replacement) - (end - start)
            elif start < offset:
                return start + shift + (len(replacement) if is_end else 0)
        return offset + shift

    marks = tuple(
        Mark(moved(mark.start, is_end=False), moved(mark.end, is_end=True), mark.kind, mark.detail, mark.more)
        for mark in passage.marks
    )
    return replace(passage, text=_replaced(passage.text, places), marks=marks)
