"""Find whose ids the links have, which of the site's own paths are affiliate links, and which hosts may be short links."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.facts.links.affiliate import classify
from linter.facts.links.redirected import redirected
from linter.facts.links.registry import Registry
from linter.facts.links.urls import parse
from linter.records import dataclass
from linter.survey.text import counted, remark

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from linter.article.emissions import Emissions
    from linter.facts.links.registry import Verdict
    from linter.survey.articles import ArticleSurvey

_FEWEST = 3
_OWN_SHARE = 0.1
_MOST_OWN = 3
_ALL_OWN = 0.8
_SAME_START = 5
_NAME = 6
"""Letters from which the name of a site is known in an id."""
_MOST_OF_NAME = 0.75
"""How much of the name an id that was cut still has."""
_ADDED = re.compile(
    r"[a-z]?[0-9]{1,4}[a-z]?[0-9]?|[a-z]?|(?:blog|site|web|shop|store|page|news|media|online|official|review|reviews"
    r"|com|net|org|info|dev|io|co|me|tv|yt|youtube|app|aff|affiliate|amz|amazon|us|usa|uk|gb|ca|au|de|at|ch|fr|es|it|nl|pl|se|jp|in|br|mx)"
    r"[0-9]{0,4}"
)
"""What owners add to the name of their site: numbers, an ending of hosts, a market, a word for what it is."""
_LONGEST_ID = 80
_REGION = re.compile(r"-2[0-9]$")
_MOST_SHOWN = 6

_CLOAKING = frozenset({"go", "out", "recommends", "recommend", "refer", "visit", "aff", "affiliate", "outbound"})
"""Folders that sites use for cloaked links and rarely for pages."""
_PERHAPS = frozenset(
    {"link", "links", "get", "deals", "deal", "partner", "partners", "shop", "buy", "product", "offer"}
)
_PREFIX = re.compile(r"^/(?P<name>[A-Za-z0-9_-]{1,40})/[^/?#]")
_HOST = re.compile(r"^[a-z0-9-]+(?:\.[a-z0-9-]+)+$")


@dataclass(frozen=True, slots=True)
class NetworkUse:
    """The links of one network: how many, how many of them have an id, and the ids by count.

    ``own`` are the ids that are the site's by their share, ``names_publisher`` means that an id of this network identifies
    the publisher, ``sure`` that it does and that the own ids account for nearly all links.
    """

    network: str
    programme: str
    links: int
    with_id: int
    own: tuple[tuple[str, int], ...]
    others: tuple[tuple[str, int], ...]
    more: int
    names_publisher: bool
    sure: bool


@dataclass(frozen=True, slots=True)
class Cloak:
    """A prefix of addresses that redirect to merchants: links that use it, and redirects in the repository that prove it.

    ``resolved`` are the links whose own redirect the repository has: each is judged by where that leads.
    """

    prefix: str
    links: int
    proved: int
    sure: bool
    resolved: int = 0


def network_uses(articles: Sequence[ArticleSurvey], own: Collection[str] = ()) -> tuple[NetworkUse, ...]:
    """Return the use of each network in the articles, the network with most links first; ``own`` are the site's hosts."""
    by_network: dict[str, list[Verdict]] = {}
    for survey in articles:
        for verdict in survey.links:
            by_network.setdefault(verdict.network, []).append(verdict)
    named = {entry.id for entry in Registry.default().entries() if entry.names_publisher}
    names = {_letters(label) for host in own for label in host.split(".")}
    found = [
        _network_use(network, verdicts, names, names_publisher=network in named)
        for network, verdicts in by_network.items()
    ]
    return tuple(sorted(found, key=lambda use: (-use.links, use.network)))


def _network_use(
    network: str, verdicts: Sequence[Verdict], site: Collection[str], *, names_publisher: bool
) -> NetworkUse:
    ids = Counter(verdict.tag for verdict in verdicts if verdict.tag and len(verdict.tag) <= _LONGEST_ID)
    total = sum(ids.values())
    ranked = sorted(ids.items(), key=lambda item: (-item[1], item[0]))
    own = [(tag, count) for tag, count in ranked if count >= max(_FEWEST, _OWN_SHARE * total)]
    starts = tuple(_start(tag) for tag, _ in own) if network == "amazon" else ()
    own += [item for item in ranked if item not in own and starts and _start(item[0]) in starts]
    own += [item for item in ranked if item not in own and _is_called_like(item[0], site)]
    covered = sum(count for _, count in own)
    others = [item for item in ranked if item not in own]
    names = Counter(verdict.programme for verdict in verdicts)
    return NetworkUse(
        network,
        min(names, key=lambda name: (-names[name], name)),
        len(verdicts),
        total,
        tuple(own),
        tuple(others[:_MOST_SHOWN]),
        max(0, len(others) - _MOST_SHOWN),
        names_publisher=names_publisher,
        sure=names_publisher and 0 < len(own) <= _MOST_OWN + len(starts) and covered >= _ALL_OWN * total,
    )


def _letters(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text.lower())


def _is_called_like(tag: str, site: Collection[str]) -> bool:
    """Say whether an id is the name of the site, cut at a length, or with what owners add to it (lampnotes07, lampnotesblog).

    A name is not enough: on hendrix.example the id of a fan's shop, hendrixguitars, is somebody else's, and so is that of
    a Mr Hendrix on hendrixlampnotes.example.
    """
    name = _letters(_REGION.sub("", tag))
    return len(name) >= _NAME and any(
        (one.startswith(name) and len(name) >= _MOST_OF_NAME * len(one))
        or (name.startswith(one) and _ADDED.fullmatch(name, len(one)) is not None)
        for one in site
        if len(one) >= _NAME
    )


def _start(tag: str) -> str:
    """Return the beginning of an Amazon id without the region, which the ids of one account often share."""
    return _REGION.sub("", tag.lower())[:_SAME_START]


def find_cloaks(
    articles: Sequence[ArticleSurvey], sites: Sequence[Emissions], own: Collection[str] = ()
) -> tuple[Cloak, ...]:
    """Return prefixes of cloaked links: proved by redirects, or told by a usual name and repeated use.

    ``own`` are the hosts of the site: such a folder of another's host is only suggested.
    """
    proved: Counter[str] = Counter()
    targets: Counter[str] = Counter()
    registry = Registry.default()
    for site in sites:
        for path, target in site.redirects.items():
            match = _PREFIX.match(path)
            if match:
                targets[match["name"]] += 1
                proved[match["name"]] += classify(target, registry, (), site) is not None
    used: Counter[str] = Counter()
    resolved: Counter[str] = Counter()
    for url in (url for survey in articles for url in (*survey.cloaked, *survey.others)):
        match = _PREFIX.match(url)
        if match:
            used[match["name"]] += 1
            resolved[match["name"]] += any(redirected(url, site.redirects) is not None for site in sites)
    found = [
        _cloak(f"/{name}/", name, used[name], proved[name], targets[name], resolved[name])
        for name in sorted({*used, *proved})
    ]
    absolute = Counter(prefix for seen in articles for url in seen.others if (prefix := _absolute_prefix(url)))
    found += [
        Cloak(prefix, count, 0, sure=prefix.split("/")[2].removeprefix("www.") in own)
        for prefix, count in sorted(absolute.items())
        if count >= _FEWEST
    ]
    kept = [one for one in found if one is not None]
    return tuple(sorted(kept, key=lambda one: (not one.sure, -one.links, one.prefix)))[:_MOST_SHOWN]


def _cloak(prefix: str, name: str, links: int, proved: int, targets: int, resolved: int) -> Cloak | None:
    # A whole prefix would make links of those of its paths that lead to addresses which do not pay.
    if links and proved and (proved == targets or (resolved < links and 2 * proved >= targets)):
        return Cloak(prefix, links, proved, sure=True)
    if resolved and links - resolved < _FEWEST:
        return Cloak(prefix, links, proved, sure=False, resolved=links)
    if resolved:
        links -= resolved
    if links >= _FEWEST and name.lower() in _CLOAKING:
        return Cloak(prefix, links, 0, sure=True)
    return Cloak(prefix, links, 0, sure=False) if links >= _FEWEST and name.lower() in _PERHAPS else None


def _absolute_prefix(url: str) -> str | None:
    read = parse(url) if "://" in url[:8] else None
    match = _PREFIX.match(read.path) if read is not None else None
    if read is None or match is None or match["name"].lower() not in _CLOAKING or not _HOST.match(read.host):
        return None
    return f"{url.split('://', 1)[0].lower()}://{read.host}/{match['name']}/"


def is_open(cloak: Cloak) -> bool:
    """Say whether a prefix has to be declared for its links to be judged."""
    return cloak.sure or cloak.links > cloak.resolved


def describe_resolved(cloaks: Sequence[Cloak]) -> Iterator[str]:
    """Yield what the repository itself says of where links of the site's own paths lead, so that there is nothing to declare."""
    for one in cloaks:
        if not is_open(one):
            paying = (
                f"{counted(one.proved, 'such path')} to addresses that pay or may pay"
                if one.proved
                else "none to one that is known to pay"
            )
            yield (
                f"{remark(one.prefix, 60)}: the repository says where the {counted(one.links, 'link')} in articles lead, {paying}. "
                "If others pay you, name their hosts below hosts."
            )
