"""Hosts that may be click networks or short links of the site's own, and components that may print paid links."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.facts.links.urls import parse
from linter.records import dataclass
from linter.site.recurring.code_paths import is_code
from linter.site.recurring.paid_hosts import REDIRECTING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from linter.survey.articles import ArticleSurvey

_FEWEST = 3
_FEWEST_SHORT = 5
_MOST_SHOWN = 6
SHORT_LABELS = REDIRECTING | {"get", "shop", "buy", "deal", "deals"}
_SHORT_PATH = re.compile(r"^/[\w.-]{1,40}/?$")
_HOST = re.compile(r"^[a-z0-9-]+(?:\.[a-z0-9-]+)+$")


@dataclass(frozen=True, slots=True)
class Host:
    """A host whose every link may pay, how many links and articles it has, and why it is named."""

    name: str
    links: int
    articles: int
    why: str


@dataclass(frozen=True, slots=True)
class Component:
    """A template that prints paid links, or seems to, in how many articles, and for which programme (empty: unknown)."""

    name: str
    articles: int
    programme: str


def find_hosts(articles: Sequence[ArticleSurvey], own: Collection[str]) -> tuple[Host, ...]:
    """Return unknown hosts that are linked as a click network or a short link service would be."""
    paths: dict[str, list[str]] = {}
    offered: dict[str, list[str]] = {}
    places: dict[str, set[str]] = {}
    for seen in articles:
        for urls, found in ((seen.others, paths), (seen.offered, offered)):
            for host, path in _external(urls):
                found.setdefault(host, []).append(path)
                places.setdefault(host, set()).add(seen.path)
    hosts = [
        Host(host, len(found), len(places[host]), why)
        for host, found in paths.items()
        if (why := _reason(host, found, offered.get(host, []), len(places[host]), own))
    ]
    return tuple(sorted(hosts, key=lambda host: (-host.links, host.name))[:_MOST_SHOWN])


def _external(urls: Sequence[str]) -> Iterator[tuple[str, str]]:
    for url in urls:
        read = parse(url) if "://" in url[:8] else None
        if read is not None and _HOST.match(read.host):
            yield read.host, read.path


def _reason(host: str, paths: list[str], offered: list[str], articles: int, own: Collection[str]) -> str:
    """Say why a host may pay for every link; empty where nothing speaks for it."""
    if host.removeprefix("www.") in own or len(set(paths)) < _FEWEST:
        return ""
    label, _, parent = host.partition(".")
    if label in SHORT_LABELS and "." in parent:
        if parent in own and len(paths) >= _FEWEST:
            return "a host of your own that redirects?"
        if len(paths) >= _FEWEST_SHORT and all(map(_SHORT_PATH.match, paths)):
            return "short links of your own?"
    recurs = articles >= _FEWEST and len(set(offered)) >= _FEWEST and 2 * len(offered) >= len(paths)
    return "offers behind codes: a click network?" if recurs and all(map(is_code, paths)) else ""


def unfollowed(articles: Sequence[ArticleSurvey]) -> tuple[Component, ...]:
    """Return the templates that several articles call as a paid link would be, though no link of theirs was found."""
    counts = Counter(name for seen in articles for name in seen.unfollowed)
    found = [Component(name, count, "") for name, count in counts.items() if count >= _FEWEST]
    return tuple(sorted(found, key=lambda one: (-one.articles, one.name))[:_MOST_SHOWN])
