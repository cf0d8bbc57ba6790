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

VALUES: tuple[str, ...] = ("tag", "programme", "own", "host")
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

    def run(facts: Facts) -> Iterator[Match]:
        for item in facts.classified_links:
            tag = item.verdict.tag
            if not tag or item.verdict.placeholder:
                continue
            if options["problem"] == "foreign":
                own = own_instead(facts, item)
                if own is not None:
                    values = {"tag": tag, "programme": item.verdict.programme, "own": ", ".join(sorted(own))}
                    yield Match(*_place(item.link, tag), values)
            else:
                host = _wrong_region(item.link.url, tag)
                if host is not None:
                    yield Match(*_place(item.link, tag), {"tag": tag, "host": host})

    return Check(run, needs="known-link")


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
