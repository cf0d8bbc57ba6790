"""Links that still contain a placeholder instead of the publisher's id or the URL."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING, Any

import re2

from linter.checks import Check, Match, Option
from linter.checks._addresses import AddressPatterns
from linter.facts.links.affiliate import NOT_CLICKABLE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linter.article.model import Article
    from linter.facts import Facts
    from linter.facts.links.registry import Verdict

VALUES: tuple[str, ...] = ("what", "url", "placeholder")
OPTIONS: Mapping[str, Option] = {
    "patterns": Option("patterns", "RE2 patterns of URLs that nobody meant to publish", default=[]),
}


# An address within the page, or entirely template syntax: partial templates contain those, and no id is missing.
_FILLED_ELSEWHERE = re2.compile(r"^\s*(?:#.*|(?:\{\{[^{}]*\}\}|\{%[^{}]*%\}|<%[^<>]*%>|\s)+)$")


# Template syntax that prints something: braces with nothing in them belong to a name, unless they are a whole value or segment.
_TEMPLATE = re2.compile(r"\{\{[^{}]*[^{}\s]|\{%|<%|[=/]\{\{\s*\}\}(?:[/?&#]|$)|^\s*\{\{\s*\}\}")
_NAMES_ID = re2.compile(r"\bid\b")
_SEPARATORS = re2.compile(r"[^a-z0-9]+")
_ID = re2.compile(r'id="([^"]*)"')


def build(options: Mapping[str, Any]) -> Check:
    """Build the check; it points at the URL."""
    patterns = AddressPatterns(options["patterns"])

    def run(facts: Facts) -> Iterator[Match]:
        yield from _in_templates(facts, patterns)
        ids = {item.link.start: item.verdict for item in facts.classified_links if item.verdict.placeholder}
        may_fill = _is_template(facts.article.source.text)
        templates = {link.start for link in facts.article.links if may_fill and _is_template(link.raw)}
        if not (ids or templates or patterns.occur_in(facts)):
            return
        is_page = _is_finished(facts.article)
        places = _Places(facts.article)
        for link in facts.article.links:
            template = link.start in templates
            if link.kind in NOT_CLICKABLE or (template and (not is_page or _FILLED_ELSEWHERE.match(link.raw))):
                continue
            if template or link.start in ids or (patterns.fit(link.url) and not places.hold(link.url)):
                yield Match(link.place.url_start, link.place.url_end, _values(link.url, ids.get(link.start)))

    return Check(run, needs="address")


def _in_templates(facts: Facts, patterns: AddressPatterns) -> Iterator[Match]:
    """Report the placeholders in addresses that templates print, at the call of the template."""
    for printed in facts.printed_links:
        verdict = facts.registry.classify(printed.url)
        is_id = verdict is not None and verdict.placeholder
        if is_id or patterns.fit(printed.url):
            cause = ("the link is printed here", printed.origin) if printed.origin is not None else None
            yield Match(printed.start, printed.end, _values(printed.url, verdict if is_id else None), cause=cause)


def _values(url: str, verdict: Verdict | None) -> dict[str, str]:
    """Return what is said of an address: the id alone where only that is a placeholder, so that one id is one cause in all links."""
    if verdict is None:
        return {"what": "The address", "url": url, "placeholder": url}
    programme = verdict.programme
    # Some programmes are known by nothing but the name of their id.
    what = f"The {programme}" if _NAMES_ID.search(programme) else f"The {programme} id"
    return {"what": what, "url": url, "placeholder": verdict.tag or url}


class _Places:
    """The headings and elements of a page to which an address within it may lead, found when the first one is asked for."""

    def __init__(self, article: Article) -> None:
        self._article = article

    @cached_property
    def _names(self) -> frozenset[str]:
        headings = (block.text.lower() for block in self._article.blocks if block.kind == "heading")
        names = (_SEPARATORS.sub("-", text).strip("-") for text in headings)
        return frozenset((*names, *_ID.findall(self._article.source.text.lower())))

    def hold(self, url: str) -> bool:
        """Say whether an address leads to a heading or an element of the same page."""
        return url.startswith("#") and url[1:].lower() in self._names


def _is_finished(article: Article) -> bool:
    """Return whether a file is a finished page: HTML or text with template syntax only in addresses."""
    if article.format not in {"html", "text"} or article.source.text[article.source.body_start :].startswith("---"):
        return False
    places = sorted((link.place.url_start, link.place.url_end) for link in article.links if "{" in link.url)
    for emission in article.emitted:
        at = bisect_right(places, (emission.start, emission.end)) - 1
        if at < 0 or emission.end > places[at][1]:
            return False
    return True


def _is_template(text: str) -> bool:
    """Return whether a text is template syntax that a site generator replaces, so that the source is correct."""
    return ("{" in text or "<%" in text) and _TEMPLATE.search(text) is not None
