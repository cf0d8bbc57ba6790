"""Publisher ids in affiliate links: of an unknown publisher, or for another country's programme."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linter import lazy_re as re
from linter.checks import Check, Match, Option
from linter.checks._tags import own_instead
from linter.facts.links.urls import parse

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linter.article.link import Link
    from linter.facts import Facts
    from linter.facts.links.affiliate import AffiliateLink

VALUES: tuple[str, ...] = ("tag", "programme", "own", "host", "others")
OPTIONS: Mapping[str, Option] = {
    "problem": Option("choice", "what to report", required=True, choices=("foreign", "locale")),
}

# Amazon Associates: the last two characters of a tag name the region whose programme issued it (observed, not documented).
_REGIONS = {
    "20": ("amazon.com", "amazon.ca", "amazon.com.mx", "amazon.com.br"),
    "21": (
        "amazon.co.uk", "amazon.de", "amazon.fr", "amazon.it", "amazon.es", "amazon.nl", "amazon.se", "amazon.pl",
        "amazon.com.be", "amazon.com.tr", "amazon.ie", "amazon.in", "amazon.ae", "amazon.sa", "amazon.eg",
    ),
    "22": ("amazon.co.jp", "amazon.com.au", "amazon.sg"),
}  # fmt: skip
_SUFFIX = re.compile(r"-(?P<region>2[0-2])$")


def build(options: Mapping[str, Any]) -> Check:
    """Build the check; it points at the id in the URL, or at the URL if the id is written in another form."""
    return Check(_foreign if options["problem"] == "foreign" else _misplaced, needs="known-link")


def _foreign(facts: Facts) -> Iterator[Match]:
    for item, tag in _with_tag(facts):
        own = own_instead(facts, item)
        if own is not None:
            values = {"tag": tag, "programme": item.verdict.programme, "own": ", ".join(sorted(own))}
            yield Match(*_place(item.link, tag), values)


def _misplaced(facts: Facts) -> Iterator[Match]:
    """Report an id at a marketplace once an article: whoever took it for one link took it for all."""
    places: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for item, tag in _with_tag(facts):
        host = _wrong_region(item.link.url, tag)
        if host is not None:
            places.setdefault((tag, host), []).append(_place(item.link, tag))
    for (tag, host), found in places.items():
        others = f" ({len(found) - 1} more here)" if len(found) > 1 else ""
        yield Match(*found[0], {"tag": tag, "host": host, "others": others})


def _with_tag(facts: Facts) -> Iterator[tuple[AffiliateLink, str]]:
    for item in facts.classified_links:
        if item.verdict.tag and not item.verdict.placeholder:
            yield item, item.verdict.tag


def _wrong_region(url: str, tag: str) -> str | None:
    """Return the Amazon marketplace of a URL if the tag's ending belongs to another region."""
    suffix = _SUFFIX.search(tag)
    read = parse(url)
    if suffix is None or read is None:
        return None
    host = read.host.removeprefix("www.")
    region = next((code for code, hosts in _REGIONS.items() if host in hosts), None)
    return host if region is not None and region != suffix["region"] else None


def _place(link: Link, tag: str) -> tuple[int, int]:
    at = link.raw.find(tag)
    start = link.place.url_start + at
    return (start, start + len(tag)) if at >= 0 else (link.place.url_start, link.place.url_end)
