"""Find the hosts, the site's own redirects and the referral codes that recur in a site's articles as paid links do.

One article cannot tell a click network nobody has heard of from any other host; a whole site can. The articles are
scanned as raw text, within limits, and alike for every run over the site, whatever files the run was given.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from linter import lazy_re as re
from linter.article.emissions import Recurring
from linter.data.cache import kept
from linter.data.resources import rules_dir
from linter.records import dataclass, field
from linter.site.articles import article_texts
from linter.site.articles.article_texts import ArticleTexts, article_name
from linter.site.files import Tree
from linter.site.generator.detection import configuration_files, generators
from linter.site.recurring import code_paths, link_contexts, other_ids, own_redirects
from linter.site.recurring import codes as recurring_codes
from linter.site.recurring.code_paths import has_constant_code, is_coded
from linter.site.recurring.codes import shared_codes
from linter.site.recurring.link_contexts import link_context
from linter.site.recurring.other_ids import OtherIds
from linter.site.recurring.own_redirects import BUYING, OwnRedirects

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from linter.facts.links.registry import Registry
    from linter.site.recurring.link_contexts import LinkContext

REDIRECTING = frozenset({"go", "out", "l", "r", "to", "recommends", "refer", "aff", "click", "track", "link", "links"})
"""Names of a site's own sub-hosts that redirect and hold no pages."""
_CLOAKING = frozenset(
    {"go", "goto", "out", "recommends", "recommend", "refer", "visit", "aff", "affiliate", "outbound"}
)
"""Folders that sites use for cloaked links and rarely for pages."""
_CLOAKING_FOLDERS = tuple(f"/{name}/" for name in sorted(_CLOAKING))

_FEWEST = 3
"""Articles, and addresses, at least."""
_MOSTLY = 0.8
_MOST_PLACES = 60
"""Places of one host that are looked at more closely."""
_ADDRESS = re.compile(r"https?://([A-Za-z0-9][\w.-]*\.[A-Za-z][\w-]*)(?::\d+)?([/?#][^\s<>\"'`)\]}\\|]*)?")
_CLOAKED = re.compile(rf"""[("'`<](/(?:{"|".join(sorted(_CLOAKING))})/[\w.-]{{1,60}})(?=/?[\s"'`)>?#])""")
_CODED = re.compile(
    r"[?&#;]\w*(?:ref|aff|via|code|partner|afid|recruit|werber|kwk)\w*=|/(?:ref|refer|referrals?|aff|affiliates?)/",
    re.IGNORECASE,
)
_SITE = re.compile(
    r"""^[\s"'{,]*(?:baseURL|base_url|url|site|siteUrl|site_url|SITEURL|hostname|metadataBase)["']?\s*[:=]\s*(?:new URL\(\s*)?["']?https?://(?:www\.)?([\w.-]+)""",
    re.MULTILINE | re.IGNORECASE,
)
_LAYOUTS = tuple(f"{base}app/layout.{ending}" for base in ("", "src/") for ending in ("tsx", "jsx", "js", "ts"))
"""Where Next has the metadata of the site (nextjs.org "metadataBase")."""
_WORD = re.compile(r"[a-z]{4,}")
_MERCHANT = re.compile(
    r"/(?:amazon|amzn|ebay|walmart|bestbuy|target|etsy|aliexpress|temu|wayfair)(?=[/?#]|$)", re.IGNORECASE
)
"""A shop in the path of an address that is not the shop's own."""

_CODE = (
    __file__,
    *(
        str(module.__file__)
        for module in (article_texts, code_paths, link_contexts, other_ids, own_redirects, recurring_codes)
    ),
)

_Place = tuple[str, int]
"""The path of an article, and where in its text an address begins."""


@dataclass(slots=True)
class _Seen:
    """The addresses below one host or prefix, and where they are."""

    addresses: set[str] = field(default_factory=set)
    articles: set[str] = field(default_factory=set)
    places: list[_Place] = field(default_factory=list)
    links: int = 0

    def recurs(self) -> bool:
        """Say whether several articles have several of the addresses; translations are one article."""
        return len(self.addresses) >= _FEWEST and len(self.articles) >= _FEWEST


@dataclass(slots=True)
class _Scan:
    """What the articles of a site link to."""

    own: frozenset[str]
    followed: Mapping[str, str] = field(default_factory=dict)
    """The redirects of the site, by path."""
    links: int = 0
    unfollowed: int = 0
    hosts: dict[str, _Seen] = field(default_factory=lambda: defaultdict(_Seen))
    plain: set[str] = field(default_factory=set)
    """Hosts of which an address is made of words."""
    redirects: dict[str, OwnRedirects] = field(default_factory=lambda: defaultdict(OwnRedirects))
    """The site's own redirects, by sub-host or folder."""
    elsewhere: dict[str, OwnRedirects] = field(default_factory=lambda: defaultdict(OwnRedirects))
    """Folders of redirects at hosts that nothing says to be the site's own: its server may be (``api.cloud.example/go/``)."""
    signed: dict[str, _Seen] = field(default_factory=lambda: defaultdict(_Seen))
    """Hosts where the site has a place of its own name (``short.example/@lamps/amazon/…``), with its addresses there that name a shop."""
    coded: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """Addresses that may hold a referral code, with the articles that have them."""

    ids: OtherIds = field(default_factory=OtherIds)
    mirrored: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """Paths of the site's redirects that the articles link to at other hosts, by host."""

    def read(self, path: str, text: str) -> None:
        """Note what one article links to."""
        self.ids.read(text, article_name(path))
        self.unfollowed += text.count("nofollow")
        for found in _ADDRESS.finditer(text):
            self.links += 1
            host, rest = found[1].lower().removeprefix("www."), (found[2] or "").rstrip(".,;:*_")
            if self.followed and rest[1:].count("/") > 0:
                self._note_mirrored(host, rest)
            if rest and _CODED.search(rest):
                self.coded[found[0]].add(article_name(path))
            if self._is_signed(rest) and _MERCHANT.search(rest):
                _note(self.signed[host], rest, (path, found.start()))
            if host in self.own:
                self._note_own(rest, path, text, found.start())
            elif is_own_redirect(host, self.own):
                if len(rest) > 1:
                    self.redirects[host].note(host, rest, article_name(path), link_context(text, found.start()))
            elif rest[1:].partition("/")[0] in _CLOAKING and rest.count("/") > 1:
                place = f"{host}{rest[: rest.index('/', 1) + 1]}"
                self.elsewhere[place].note(host, rest, article_name(path), link_context(text, found.start()))
            elif host not in self.plain:
                if is_coded(rest):
                    _note(self.hosts[host], rest, (path, found.start()))
                else:
                    self.plain.add(host)
                    self.hosts.pop(host, None)
        if any(folder in text for folder in _CLOAKING_FOLDERS):
            for found in _CLOAKED.finditer(text):
                self.links += 1
                self._note_own(found[1], path, text, found.start(1))

    def _note_mirrored(self, host: str, rest: str) -> None:
        """Note an address that a redirect of the site has too, and that is not what the redirect leads to."""
        path = re.split(r"[?#]", rest, maxsplit=1)[0].rstrip("/")
        if path in self.followed and f"//{host}/" not in self.followed[path].lower().replace("//www.", "//"):
            self.mirrored[host].add(path)

    def unnamed_own(self) -> frozenset[str]:
        """Return the hosts that are the site's own by their redirects, whatever its settings say: several stand in its tables."""
        return frozenset(host for host, paths in self.mirrored.items() if len(paths) >= _FEWEST) - self.own

    def others_are_followed(self, links: int, unfollowed: int) -> bool:
        """Say whether ``nofollow`` is not what most other links have too, without some ``links`` of which some have it."""
        return 2 * (self.unfollowed - unfollowed) < self.links - links or self.links == links

    def _is_signed(self, rest: str) -> bool:
        """Say whether a path begins with the site's own name."""
        name = re.split(r"[/?#]", rest[1:], maxsplit=1)[0].removeprefix("@").lower().replace("-", "")
        return any(name == host.partition(".")[0].replace("-", "") for host in self.own)

    def _note_own(self, rest: str, path: str, text: str, start: int) -> None:
        folder, _, name = rest[1:].partition("/")
        if folder in _CLOAKING and name:
            self.redirects[f"/{folder}/"].note("", rest, article_name(path), link_context(text, start))


def _note(seen: _Seen, address: str, place: _Place) -> None:
    seen.addresses.add(address)
    seen.articles.add(article_name(place[0]))
    seen.links += 1
    if len(seen.places) < _MOST_PLACES:
        seen.places.append(place)


def is_own_redirect(host: str, own: frozenset[str]) -> bool:
    """Say whether a host is a sub-host of the site's own whose name says that it redirects: ``go.lamps.example``."""
    label, _, parent = host.partition(".")
    return label in REDIRECTING and parent in own


def own_hosts(tree: Tree, detected: Iterable[str]) -> frozenset[str]:
    """Return the hosts that the site's configuration says that it is published at, without ``www.``."""
    names = tuple(detected)
    paths = [path for name in names for path in configuration_files(name) if tree.exists(path)]
    paths += [path for path in _LAYOUTS if "next" in names and tree.exists(path)]
    # docs.github.com/pages ("CNAME"): the host alone in a file.
    named = (tree.text(path) or "" for path in ("CNAME", "static/CNAME", "public/CNAME") if tree.exists(path))
    told = {
        line.strip().lower().removeprefix("www.") for text in named for line in text.splitlines()[:1] if line.strip()
    }
    return frozenset({host.lower() for path in paths for host in _SITE.findall(tree.text(path) or "")} | told)


def find_recurring(root: Path, redirects: Mapping[str, str]) -> Recurring:
    """Return what recurs in the articles of a site as paid links do; ``redirects`` are followed and need no guess.

    It is kept from run to run as long as no article changes its size or time.
    """
    tree = Tree(root)
    own = own_hosts(tree, generators(tree))
    texts = ArticleTexts(root)
    if not texts:
        return Recurring(own)
    stamp = repr((sorted(own), sorted(redirects), texts.stamp()))
    networks = map(str, sorted((rules_dir() / "networks").glob("*.yml")))
    found = kept("recurring", root, stamp, lambda: _found(own, texts, redirects), code=(*_CODE, *networks))
    codes = tuple((host, parameter, value) for host, parameter, value in found["codes"])
    places = (tuple(found["hosts"]), tuple(found["prefixes"]), codes, tuple(found["doubtful"]))
    return Recurring(frozenset(found["own"]), *places, frozenset(found["paid"]), frozenset(found["lone_ids"]))


def _scan(own: frozenset[str], texts: ArticleTexts, redirects: Mapping[str, str]) -> _Scan:
    """Read what the articles link to."""
    scan = _Scan(own, redirects)
    for path, text in texts:
        scan.read(path, text)
    return scan


def _found(own: frozenset[str], texts: ArticleTexts, redirects: Mapping[str, str]) -> dict[str, list[Any]]:
    """Return the fields of ``Recurring`` as plain data."""
    scan = _scan(own, texts, redirects)
    if unnamed := scan.unnamed_own():
        own |= unnamed
        scan = _scan(own, texts, redirects)
    hosts = {host: seen for host, seen in scan.hosts.items() if seen.recurs()}
    offered = {
        place: seen
        for place, seen in sorted(scan.redirects.items())
        if seen.are_offered() and not any(path.startswith(place) for path in redirects)
    }
    habitual = [place for place, seen in offered.items() if seen.all_pay()]
    doubtful = {place: seen for place, seen in offered.items() if place not in habitual}
    found: dict[str, list[Any]] = {
        "own": sorted(own),
        "hosts": [place for place in habitual if not place.startswith("/")],
        "prefixes": [place for place in habitual if place.startswith("/")],
        "codes": [],
        "doubtful": list(doubtful),
        "lone_ids": scan.ids.lone(),
        "paid": sorted(
            name
            for seen in doubtful.values()
            for name in seen.paid(telling_nofollow=scan.others_are_followed(seen.links, seen.with_nofollow))
        ),
    }
    signed = sorted(host for host, seen in scan.signed.items() if seen.recurs() and host not in own)
    elsewhere = {
        place: paid
        for place, seen in sorted(scan.elsewhere.items())
        if seen.are_offered()
        and (paid := seen.marked(telling_nofollow=scan.others_are_followed(seen.links, seen.with_nofollow)))
    }
    if not hosts and not scan.coded and not signed and not elsewhere:
        return found
    from linter.facts.links.registry import Registry  # noqa: PLC0415 - not for a site without any

    registry = Registry.default()
    found["hosts"] += [
        host for host, seen in sorted(hosts.items()) if not registry.knows(host) and _is_paid(host, seen, texts, scan)
    ]
    found["hosts"] += [host for host in signed if host not in found["hosts"] and not registry.knows(host)]
    for place, paid in elsewhere.items():
        if _redirects(place, registry):
            found["doubtful"].append(place)
            found["paid"] += sorted(paid)
    found["codes"] = list(shared_codes(scan.coded, registry, own))
    return found


def _redirects(place: str, registry: Registry) -> bool:
    """Say whether a folder at some host is one for redirects and no reference: ``go.dev/go/`` is."""
    verdict = registry.classify(f"https://{place}x")
    return verdict is not None and verdict.kind == "cloak"


def _contexts(seen: _Seen, texts: ArticleTexts) -> list[LinkContext]:
    """Return what the links say, of the first places."""
    found: list[LinkContext] = []
    read: dict[str, str] = {}
    for path, start in seen.places:
        if path not in read:
            read = {path: texts.text(path)}
        context = link_context(read[path], start)
        if context is not None:
            found.append(context)
    return found


def _is_paid(host: str, seen: _Seen, texts: ArticleTexts, scan: _Scan) -> bool:
    """Weigh what speaks for a click network: one sign that is conclusive (``sponsored``), or two that are not.

    A host that its links name is a shop or a service of its own: “buy it on Lampshop” leads to lampshop.example. Where
    most other links say ``nofollow`` as well, that says nothing of these.
    """
    contexts = _contexts(seen, texts)
    if len(contexts) < _FEWEST or any(_names(host, context.text) for context in contexts):
        return False
    enough = _MOSTLY * len(contexts)
    sponsored = sum("sponsored" in context.rel for context in contexts) >= enough
    buying = sum(BUYING.search(context.text) is not None for context in contexts) >= enough
    unfollowed = sum("nofollow" in context.rel for context in contexts) >= enough
    telling = scan.others_are_followed(seen.links, seen.links)
    return sponsored or (unfollowed and telling) + buying + has_constant_code(seen.addresses) > 1


def _names(host: str, text: str) -> bool:
    words = _WORD.findall(BUYING.sub(" ", text.lower()))
    return any(label.startswith(word) for word in words for label in host.split(".")[:-1])
