"""Advertisements that a page shows in a frame, or that a script puts where it stands: readers follow them as they follow links."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from linter.article.hiding import hiding
from linter.article.link import Link, LinkPlace
from linter.article.tags import tag_end

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.article.model import Article
    from linter.facts.links.registry import Registry, Verdict

_LINKED = frozenset({"network", "direct", "sub-affiliate", "storefront", "saas"})
"""Kinds of entry whose addresses are pages to buy from, which a frame shows; a script is never one."""
_NO_SIZE = frozenset({"0", "1", "0px", "1px"})


def is_shown(link: Link, verdict: Verdict) -> bool:
    """Say whether an embed is an advertisement that readers see: no pixel, no counter, no script that rewrites links."""
    if link.kind != "embed" or verdict.confidence == "possible" or _is_unseen(link):
        return False
    if verdict.kind == "widget":
        return True
    is_script = link.source.text[link.start : link.start + 7].lower() == "<script"
    return verdict.kind in _LINKED and verdict.confidence == "certain" and not is_script


def _is_unseen(link: Link) -> bool:
    attrs = link.attrs
    return (
        not _NO_SIZE.isdisjoint((attrs.get("width"), attrs.get("height")))
        or hiding(attrs, attrs.get("class", "")) == "hidden"
    )


def advertisements(article: Article, registry: Registry) -> Iterator[tuple[Link, Verdict]]:
    """Yield the advertisements that scripts put into the article, each where its script or its element stands."""
    text = article.source.text
    spans = sorted(article.snippets)
    starts = [start for start, _ in spans]
    for start, end, verdict in registry.markup(text):
        at = bisect_right(starts, start) - 1
        first, last = spans[at] if at >= 0 else (0, 0)
        # A script that only has an id counts visits; one that shows something is known by its address.
        counts = text[first : first + 7].lower() == "<script" and first < start < tag_end(text, first)
        if not counts and start < (last if last >= 0 else tag_end(text, first)):
            link = Link("", "advertisement", start, end, article.source)
            link.known_place = LinkPlace(start, end)
            link.block = article.block_before(start)
            yield link, verdict
