"""Where a finding on a built page comes from: the article that wrote it, a template that printed it, or the page alone."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from functools import cached_property
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from linter import lazy_re as re
from linter.facts.layout_choice import stands_around

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from linter.article.emissions import Emissions, TemplatePlace
    from linter.article.link import Link
    from linter.facts import Facts

Span = tuple[int, int]
"""Source offsets of an article, end exclusive."""

_WORD = re.compile(r"\w+")
_BUILT_PART = re.compile(r"\bx\b")
"""What stands for a part of an address that only the build knows (``linter.article.emissions.Printed``)."""
_TAG = re.compile(r"<[^<>]*>")
_LONGEST = 40
"""Words of a passage that are compared at most; so many in a row stand only once in an article."""
_FEWEST = 3
"""Words that a passage needs so that it is the article's for sure."""


class Placer:
    """Finds what stands at a place of an article's page in the article's source, or in the site's templates.

    Links are compared by address and text, passages by their words. What the article has more than once is counted: the
    second on the page is the second in the source.
    """

    def __init__(self, source: Facts, page: Facts) -> None:
        self._source = source
        self._page = page

    def in_article(self, start: int, end: int) -> Span | None:
        """Return the place in the article that writes a part of its page, None if the article does not write it."""
        link = self._link_at(start, end)
        return self._of_link(link) if link is not None else self._of_words(self._text(start, end))

    def in_template(self, start: int, end: int) -> TemplatePlace | None:
        """Return the place in a template of the site that prints a part of the page, None if none is known to."""
        link = self._link_at(start, end)
        emissions = self._source.options.emissions
        if link is not None:
            return _printing(link.url, emissions)
        words = _words(self._text(start, end))
        own, article = self._source.layout_disclosure, self._source.article
        around = (
            one for one in emissions.layouts if stands_around(article, one.layouts, one.source, emissions) is not False
        )
        return next(
            (
                one.written
                for one in (*((own,) if own is not None else ()), *around)
                if one.written is not None and _overlap(words, _words(one.text))
            ),
            None,
        )

    def _text(self, start: int, end: int) -> str:
        return self._page.article.source.text[start:end]

    def _link_at(self, start: int, end: int) -> Link | None:
        """Return the page's link that a part of the page lies in or spans exactly."""
        at = bisect_right(self._starts, start) - 1
        link = self._links[at] if at >= 0 else None
        return link if link is not None and end <= link.end else None

    @cached_property
    def _links(self) -> list[Link]:
        return sorted(self._page.article.links, key=lambda link: link.start)

    @cached_property
    def _starts(self) -> list[int]:
        return [link.start for link in self._links]

    @cached_property
    def _ordinals(self) -> dict[int, int]:
        """How many links of the page with the same address precede each, by its start."""
        seen: Counter[str] = Counter()
        ordinals = {}
        for link in self._links:
            key = link_key(link.url)
            ordinals[link.start] = seen[key]
            seen[key] += 1
        return ordinals

    @cached_property
    def _written(self) -> dict[str, list[Link]]:
        """The links that the article writes or calls, by address, in reading order."""
        known = {id(link): link for link in self._source.article.links}
        known |= {id(item.link): item.link for item in self._source.classified_links}
        found: dict[str, list[Link]] = defaultdict(list)
        for link in sorted(known.values(), key=lambda link: link.start):
            if link.kind != "layout":
                found[link_key(link.url)].append(link)
        return found

    def _of_link(self, link: Link) -> Span | None:
        same = self._written.get(link_key(link.url))
        if not same:
            return None
        alike = [other for other in same if _words(other.text) == _words(link.text)] or same
        chosen = alike[min(self._ordinals[link.start], len(alike) - 1)]
        return chosen.start, chosen.end

    def _of_words(self, passage: str) -> Span | None:
        words = _words(passage)[:_LONGEST]
        if len(words) < _FEWEST:
            return None
        article = self._source.article
        found = re.search(r"\W+".join(map(re.escape, words)), article.text, re.IGNORECASE)
        return article.span(*found.span()) if found is not None else None


def _printing(url: str, emissions: Emissions) -> TemplatePlace | None:
    """Return where a template writes an address: as it is, else one of the same host that only the build completes."""
    key = link_key(url)
    host = key.partition("/")[0]
    near = None
    for written, place in _written_links(emissions):
        other = link_key(written)
        if other == key:
            return place
        if near is None and host and other.partition("/")[0] == host and _BUILT_PART.search(written):
            near = place
    return near


def _written_links(emissions: Emissions) -> Iterator[tuple[str, TemplatePlace]]:
    """Yield the addresses that templates write, with the place of each."""
    for printed in emissions.names.values():
        yield from zip(printed.links, printed.places, strict=False)
    for link in emissions.links:
        if link.written is not None:
            yield link.url, link.written


def link_key(url: str) -> str:
    """Return what tells one link from another: its address without what a build changes: the scheme, ``www.``, capitals of the host, a final slash."""
    try:
        parts = urlsplit(unescape(url).strip())
    except ValueError:
        return url
    host = parts.netloc.lower().removeprefix("www.")
    return f"{host}{parts.path.rstrip('/')}?{parts.query}#{parts.fragment}"


def same_words(text: str) -> str:
    """Return what tells one passage from another: its words in lower case, without markup and marks."""
    return " ".join(_words(text))


def _words(text: str) -> list[str]:
    return _WORD.findall(unescape(_TAG.sub(" ", text)).lower())


def _overlap(one: Iterable[str], other: Iterable[str]) -> bool:
    """Return whether one passage contains the other, by its words."""
    left, right = f" {' '.join(one)} ", f" {' '.join(other)} "
    return min(len(left), len(right)) > _FEWEST and (left in right or right in left)
