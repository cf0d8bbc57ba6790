"""Affiliate links that the site's layouts print around an article, from its front matter or on their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.article.emissions import PageValues
from linter.article.link import Link, LinkPlace
from linter.facts.layout_choice import stands_around
from linter.facts.links.made_addresses import filled
from linter.records import replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linter.article.emissions import Choice, Emissions, LayoutLink, TemplateReader
    from linter.article.frontmatter import FrontMatter, Value
    from linter.article.model import Article

_MOST_ENTRIES = 200
_OWN_ADDRESSES = frozenset(
    {"aliases", "alias", "permalink", "slug", "redirect_from", "canonical", "canonicalurl", "canonical_url"}
)
"""Keys of front matter that say where the page itself is, or was (gohugo.io/content-management/urls/#aliases)."""
_SHORTEST = 6
"""Characters of a value that is found in an address by more than chance."""


def links_of_layouts(article: Article, emissions: Emissions) -> Iterator[tuple[Link, LayoutLink]]:
    """Yield the links that layouts print around an article and that it has not itself, each where it gives rise to it."""
    return (one for one in printed_around(article, emissions) if not one[1].is_value)


def printed_around(article: Article, emissions: Emissions) -> Iterator[tuple[Link, LayoutLink]]:
    """Yield all links that layouts print around an article, the addresses of its front matter among them.

    A link made of a front matter list counts once for each entry and stands there; one that depends on nothing in the
    article stands at its title.
    """
    if article.is_code or (article.fence is None and not emissions.is_front_matter_optional):
        return
    exact = emissions.reader.around(page_values(article)) if emissions.reader is not None else None
    for printed in emissions.links if exact is None else exact:
        if not stands_around(article, printed.layouts, printed.source, emissions):
            continue
        if printed.choice is not None and emissions.reader is not None:
            yield from _chosen(article, printed, printed.choice, emissions.reader)
        elif printed.made:
            yield from _made(article, printed)
        elif printed.key is None:
            made_of = _value_in(article, printed.url) if exact is not None else None
            start, end = _span(article, made_of) if made_of is not None else _title(article)
            link = _link(article, "front-matter" if made_of is not None else "layout", start, end)
            link.url = printed.url if exact is not None else ""
            yield link, printed
        elif "=" in printed.key or printed.key.startswith("!"):
            if article.front_matter is not None and _is_set(article.front_matter, printed.key):
                yield _of_value(article, printed.key), printed
        elif article.front_matter is not None:
            for value in _entries(article.front_matter, printed.key.split(".")):
                yield _link(article, "front-matter", *_span(article, value)), printed


def _made(article: Article, printed: LayoutLink) -> Iterator[tuple[Link, LayoutLink]]:
    """Yield the links that a layout makes of an article's front matter."""
    front_matter = article.front_matter
    if front_matter is None or not _is_set(front_matter, printed.key):
        return
    for url, path in filled(printed.made, front_matter.data):
        value = front_matter.get(*path)
        start, end = _span(article, value) if value is not None else _title(article)
        link = _link(article, "front-matter", start, end)
        link.url = url
        yield link, replace(printed, url=url)


def _chosen(
    article: Article, printed: LayoutLink, choice: Choice, reader: TemplateReader
) -> Iterator[tuple[Link, LayoutLink]]:
    """Yield the links to the records that an article's front matter chooses; none where it chooses none."""
    front_matter = article.front_matter
    keys = choice.key.split(".")
    keys = keys if keys[-1] != "id" or front_matter is None or front_matter.get(*keys) is not None else keys[:-1]
    data: object = front_matter.data if front_matter is not None else {}
    for key in keys:
        data = data.get(key) if isinstance(data, dict) else None
    if front_matter is None or not _is_set(front_matter, printed.key):
        return
    for number, one in enumerate(data[:_MOST_ENTRIES] if isinstance(data, list) else [data]):
        url = reader.chosen(choice, str(one)) if isinstance(one, str | int) else None
        value = front_matter.get(*keys, number) if isinstance(data, list) else front_matter.get(*keys)
        if url is not None and value is not None:
            link = _link(article, "front-matter", *_span(article, value))
            link.url = url
            yield link, replace(printed, url=url)


def is_set(article: Article, key: str) -> bool:
    """Return whether an article's front matter has what a condition asks for: a key, or ``key=value``; none where it begins with ``!``."""
    return article.front_matter is not None and _is_set(article.front_matter, key)


def _is_set(front_matter: FrontMatter, key: str | None) -> bool:
    """Return whether front matter has what a condition asks for: a key, or ``key=value``; none where it begins with ``!``.

    Another value must be written out: a site may set one for articles that say nothing.
    """
    value: object = front_matter.data
    path, is_compared, wanted = (key or "").lstrip("!").partition("=")
    for name in path.split(".") if key else ():
        value = value.get(name) if isinstance(value, dict) else None
    if is_compared and value is None:
        return False
    if is_compared:
        value = wanted in [str(one) for one in value] if isinstance(value, list) else str(value) == wanted
    return key is None or bool(value) is not key.startswith("!")


def _of_value(article: Article, key: str) -> Link:
    """Return a link that stands where an article says what a condition asks for; at the title where it must not say it."""
    path = () if key.startswith("!") else tuple(key.partition("=")[0].split("."))
    value = article.front_matter.get(*path) if article.front_matter is not None and path else None
    start, end = _span(article, value) if value is not None else _title(article)
    return _link(article, "front-matter" if value is not None else "layout", start, end)


def _value_in(article: Article, url: str) -> Value | None:
    """Return the front matter's value that an address is made of: a product's number, a whole address."""
    values = article.front_matter.values if article.front_matter is not None else ()
    texts = [(one, "".join(one.value.split())) for one in values if isinstance(one.value, str)]
    within = [(one, text) for one, text in texts if len(text) >= _SHORTEST and text in url]
    return next((one for one, text in within if text == url), within[0][0] if within else None)


def page_values(article: Article) -> PageValues:
    """Return what templates see of an article."""
    front_matter = article.front_matter
    return PageValues(article.source.path, front_matter.data if front_matter is not None else {}, article.source.text)


def paths_in_front_matter(article: Article) -> Iterator[Link]:
    """Yield the front matter's values that are paths of the site, as ``url: /go/kettle``."""
    fence = article.fence
    if fence is None or article.source.text.find("/", fence.content_start, fence.content_end) < 0:
        return
    for value in article.front_matter.values if article.front_matter is not None else ():
        text = value.value
        if isinstance(text, str) and text[:1] == "/" and text[1:2] not in {"", "/"} and not names_the_page(value):
            link = _link(article, "front-matter", *_span(article, value))
            link.url = text
            yield link


def names_the_page(value: Value) -> bool:
    """Return whether a value of front matter says where the page itself is or was, which is no link in it."""
    return bool(value.path) and str(value.path[0]).lower() in _OWN_ADDRESSES


def _entries(front_matter: FrontMatter, keys: Sequence[str]) -> Iterator[Value]:
    """Yield the first value of each entry under a key: of each item of a list, of the mapping, or the value itself."""
    data: object = front_matter.data
    for key in keys:
        data = data.get(key) if isinstance(data, dict) else None
    if not data:
        return
    depth = len(keys) + (1 if isinstance(data, list) else 0)
    seen: set[tuple[str | int, ...]] = set()
    for value in front_matter.values:
        entry = value.path[:depth]
        if value.path[: len(keys)] == tuple(keys) and entry not in seen and len(seen) < _MOST_ENTRIES:
            seen.add(entry)
            yield value


def _title(article: Article) -> tuple[int, int]:
    title = article.front_matter.get("title") if article.front_matter is not None else None
    if title is not None:
        return title.start, title.end
    first = next((block for block in article.blocks if block.is_prose), None)
    return (first.source_start, first.source_end) if first is not None else (0, 0)


def _span(article: Article, value: Value) -> tuple[int, int]:
    """Return where a value stands without the quotation marks around it, as the links of an article do."""
    first = article.source.text[value.start : value.start + 1]
    is_quoted = first in {"'", '"'} and value.end - value.start > 1 and article.source.text[value.end - 1] == first
    return (value.start + 1, value.end - 1) if is_quoted else (value.start, value.end)


def _link(article: Article, kind: str, start: int, end: int) -> Link:
    link = Link("", kind, start, end, article.source)
    link.known_place = LinkPlace(start, end)
    return link
