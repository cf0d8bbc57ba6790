"""Addresses that a site makes no link of: given to an include that does not read them, in front matter that the page does not show, or bare."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.article.markdown_in_html import KRAMDOWN
from linter.facts.links.around import names_the_page, page_values
from linter.records import replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linter.article.emissions import Emissions, TemplateReader
    from linter.article.link import Link
    from linter.article.model import Article

_INCLUDES = frozenset({"include", "include_cached"})
_FILE = re.compile(r"[\"']?([\w./-]+)")
_PAIR = re.compile(r"(?P<name>[\w-]+)\s*=\s*(?P<value>\"[^\"]*\"|'[^']*'|\S+)")
_ELSEWHERE = "include_relative"
"""A tag that prints a file which was not read, with the article's front matter at hand."""
_BY_PLUG_IN = frozenset({"redirect_to"})
"""Keys that a common plug-in reads (github.com/jekyll/jekyll-redirect-from)."""


def links_on_the_page(article: Article, emissions: Emissions) -> Iterator[Link]:
    """Yield the links of an article without those that the site surely prints nowhere, or as mere text.

    kramdown makes no link of a bare address, with ``input: GFM`` neither (kramdown.gettalong.org/syntax.html).
    """
    hidden: _Hidden | None = None
    has_no_bare_links = article.format == "markdown" and emissions.markdown_engine.startswith(KRAMDOWN)
    for link in article.links:
        if link.kind == "bare" and has_no_bare_links:
            continue
        if link.kind == "shortcode" and emissions.parameters_read:
            if is_given_for_nothing(article, link.start, emissions):
                continue
        elif link.kind == "front-matter":
            hidden = hidden or _Hidden(article, emissions)
            if hidden.holds(link):
                continue
        yield link if link.kind != "anchor" or not emissions.redirects else _filled(link, emissions.redirects)


def _filled(link: Link, redirects: Mapping[str, str]) -> Link:
    """Return a link without an address of its own with the one that a script of the site puts in, by an attribute."""
    if not link.url.startswith("#") and link.url and not link.url.lower().startswith("javascript:"):
        return link
    for name, value in link.attrs.items():
        if name.startswith("data-") and value:
            url = redirects.get(f"[{name}={value}]") or redirects.get(f"[{name}=*]", "").replace("{}", value)
            if url:
                return replace(link, url=url, known_place=link.place)
    return link


class _Hidden:
    """The addresses of an article's front matter that its page surely does not show."""

    def __init__(self, article: Article, emissions: Emissions) -> None:
        self._unread = _UnreadKeys(article, frozenset(emissions.keys_read)) if emissions.keys_read is not None else None
        self._left_out = _left_out(article, emissions.reader) if emissions.reader is not None else frozenset()
        values = article.front_matter.values if article.front_matter is not None else ()
        own = (one.value for one in values if names_the_page(one))
        self._own = frozenset(one.strip() for one in own if isinstance(one, str))

    def holds(self, link: Link) -> bool:
        """Say whether a link of the front matter is one of them."""
        return (
            link.url in self._left_out
            or link.url in self._own
            or (self._unread is not None and self._unread.hold(link))
        )


def _left_out(article: Article, reader: TemplateReader) -> frozenset[str]:
    """Return the addresses of the front matter that the page does not show, beside others under the same key that it shows.

    Of a key of which it shows none nothing is certain: a script may be handed it.
    """
    front_matter = article.front_matter
    shown = reader.values_printed(page_values(article)) if front_matter is not None else None
    if front_matter is None or not shown:
        return frozenset()
    by_key: dict[object, set[str]] = {}
    for value in front_matter.values:
        if value.path and isinstance(value.value, str):
            by_key.setdefault(value.path[0], set()).add(value.value.strip())
    hidden = [values - shown if values & shown else set() for values in by_key.values()]
    return frozenset(text for values in hidden for text in values)


def is_given_for_nothing(article: Article, start: int, emissions: Emissions) -> bool:
    """Say whether what starts at a source offset is the value of a parameter that the include it is given to never reads."""
    at = bisect_right(article.emitted, start, key=lambda one: one.start) - 1
    call = article.emitted[at] if at >= 0 else None
    if call is None or call.name not in _INCLUDES:
        return False
    file = _FILE.match(call.arguments)
    read = emissions.parameters_read.get(file[1].lower()) if file is not None else None
    given = _PAIR.finditer(article.source.text, call.start, call.end) if read is not None else ()
    name = next((one["name"] for one in given if one.start("value") <= start < one.end("value")), None)
    return read is not None and name is not None and name.lower() not in read


class _UnreadKeys:
    """The values of an article's front matter that stand under keys which neither the templates nor the article itself name."""

    def __init__(self, article: Article, words: frozenset[str]) -> None:
        fence, front_matter = article.fence, article.front_matter
        self._words = words
        body = article.source.text[fence.content_end :].lower() if fence is not None else ""
        # Words alone read nothing: a template's tag does, or an expression of MDX.
        reads = "{{" in body or "{%" in body or (article.format == "mdx" and "{" in body)
        self._body = body if reads else ""
        self._is_read: dict[str, bool] = {}
        # A value may stand under several keys, by an anchor of YAML.
        self._keys: dict[int, set[str]] = {}
        for value in front_matter.values if front_matter is not None else ():
            if value.path:
                self._keys.setdefault(value.start, set()).add(str(value.path[0]).lower())
        self._starts = sorted(self._keys)

    def hold(self, link: Link) -> bool:
        """Say whether a link of the front matter stands under such keys only."""
        at = bisect_right(self._starts, link.start) - 1
        return at >= 0 and not any(map(self._may_be_read, self._keys[self._starts[at]]))

    def _may_be_read(self, key: str) -> bool:
        if key not in self._is_read:
            is_named = key in self._words or key in self._body
            self._is_read[key] = is_named or key in _BY_PLUG_IN or _ELSEWHERE in self._body
        return self._is_read[key]
