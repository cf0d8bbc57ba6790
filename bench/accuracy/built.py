"""Compare what affilint reads in a site's source with what it reads on the pages that the site's generator built.

    python bench/accuracy/built.py SITES.json [--disagreements FILE.jsonl] [--table FILE.md] [--totals-only]

SITES.json is a list of sites as site_lists.py describes it. Every article is paired with its page; the article is read with the site around it as ``affilint links`` does, the page alone, as its readers
get it. The page is right: nothing in it is a guess. ``--table`` writes the table into the section ``built`` of a file
(docs/accuracy.md); ``--totals-only`` names no site and writes no disagreements, for sites that nobody may tune on.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlencode, urlsplit

sys.path.insert(0, str(Path(__file__).parent))

from causes import Repository, needle_of
from rates import percent, with_interval, write_section
from site_lists import Read, Site, read, sites

from linter.facts.links.affiliate import WITHOUT_PLACE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from linter.facts import Facts
    from linter.facts.links.affiliate import AffiliateLink

_EVERYWHERE = 0.9
"""Share of a site's pages that show a link which belongs to the layout."""

_FEWEST_PAGES = 5
"""With fewer pages nothing can be said to stand on all."""

_TEMPLATE = re.compile(r"\{\{|\{%|\$\{|<%|[\ue000-\uf8ff]")
_TRACKING = re.compile(r"utm_\w+|ref_?|linkCode|linkId|creative(?:ASIN)?|camp|th|psc|language", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Seen:
    """An affiliate link as one reading sees it; ``key`` is its address, "" where only the programme is known."""

    key: str
    network: str
    url: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reading says of one article: its affiliate links and where it discloses, seen from the first of them."""

    links: tuple[Seen, ...]
    first: Seen | None
    place: str
    disclosure: str


@dataclass(slots=True)
class Compared:
    """One article in both readings."""

    path: str
    page: str
    missed: list[Seen]
    extra: list[Seen]
    static: Reading
    built: Reading
    from_layout: bool
    """Whether the page shows affiliate links of its layout besides; these are compared with nothing."""

    @property
    def has_links(self) -> bool:
        """Whether either reading sees an affiliate link of the article."""
        return bool(self.static.links or self.built.links)

    @property
    def links_agree(self) -> bool:
        """Whether both see the same."""
        return not self.missed and not self.extra

    @property
    def has_place(self) -> bool:
        """Whether both see a link that a disclosure can stand before or after."""
        return self.static.first is not None and self.built.first is not None

    @property
    def place_agrees(self) -> bool:
        """Whether both see the disclosure in the same place."""
        return self.static.place == self.built.place


@dataclass(slots=True)
class Result:
    """A site compared."""

    site: Site
    articles: int = 0
    unpaired: list[str] = field(default_factory=list)
    compared: list[Compared] = field(default_factory=list)


def normalised(url: str) -> str:
    """Return an address without what does not tell where it leads: scheme, ``www.``, fragment, tracking, order."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return url.strip().lower()
    query = sorted(
        (name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.fullmatch(name)
    )
    host = (parts.netloc or "").lower().removeprefix("www.")
    return f"{host}{parts.path.rstrip('/')}" + (f"?{urlencode(query)}" if query else "")


def seen(item: AffiliateLink) -> Seen:
    """Return a link as the comparison knows it."""
    url = item.link.url
    if url.startswith("/") and not url.startswith("//") and item.verdict.destination:
        url = item.verdict.destination
    known = bool(url) and not _TEMPLATE.search(url)
    return Seen(normalised(url) if known else "", item.verdict.part_of or item.verdict.network, url)


def reading(facts: Facts, without: frozenset[str] = frozenset()) -> Reading:
    """Return what facts say of an article; ``without`` are keys of links that belong to the site's layout."""
    links = [(item, seen(item)) for item in facts.affiliate_links]
    links = [(item, link) for item, link in links if not _is_of_layout(item, link, without)]
    first = next(((item, link) for item, link in links if _has_place(facts, item)), None)
    place = _place(facts, first[0]) if first is not None else "no link"
    said = next((item.text for item in facts.disclosures if item.counts), "")
    return Reading(tuple(dict.fromkeys(link for _, link in links)), first[1] if first else None, place, said)


def _is_of_layout(item: AffiliateLink, link: Seen, without: frozenset[str]) -> bool:
    """Return whether a link is the layout's: by its address, or where none is known by what affilint says of it."""
    return link.key in without if link.key else bool(without) and item.link.kind == "layout"


def _has_place(facts: Facts, item: AffiliateLink) -> bool:
    if item.link.kind in WITHOUT_PLACE:
        return False
    blocks = facts.article.blocks
    return not (0 <= item.link.block < len(blocks) and "hidden" in blocks[item.link.block].regions)


def _place(facts: Facts, item: AffiliateLink) -> str:
    """Say where the disclosure stands; what the layout prints stands before or after the article, as on the page."""
    state = facts.disclosed(item.link)
    if state == "site":
        return "before" if facts.layout_place == "top" else "after"
    return state


def difference(static: Reading, built: Reading) -> tuple[list[Seen], list[Seen]]:
    """Return the page's links that the static reading misses, and those it sees and the page does not show.

    A link whose address a template makes stands for every link of its network.
    """
    shown = {link.key: link for link in built.links}
    exact = {link.key for link in static.links if link.key}
    made = {link.network for link in static.links if not link.key}
    missed = [link for key, link in shown.items() if key not in exact and link.network not in made]
    there = {link.network for link in shown.values()}
    extra = [link for link in static.links if (link.key not in shown if link.key else link.network not in there)]
    return missed, extra


def compare(site: Site) -> Result:
    """Read a site both ways. Raises OSError and DataError."""
    readings = read(site)
    statics, pages, paired = readings.articles, readings.pages, readings.paired
    result = Result(site, len(statics))
    result.unpaired = sorted(statics.keys() - paired.keys())
    layouts = layout_links(readings)
    for path, page in sorted(paired.items()):
        static, built = reading(statics[path], layouts[path]), reading(pages[page], layouts[path])
        from_layout = bool(layouts[path] & {seen(item).key for item in pages[page].affiliate_links})
        result.compared.append(Compared(path, page, *difference(static, built), static, built, from_layout=from_layout))
    return result


def layout_links(readings: Read) -> dict[str, frozenset[str]]:
    """Return, by article, the keys of the affiliate links that its layout prints and not the article.

    Those stand on nearly every page of the site, or on nearly every page of the articles in one folder.
    """
    groups: dict[str, list[str]] = defaultdict(list)
    for path in sorted(readings.paired):
        groups[path.rpartition("/")[0]].append(path)
    everywhere = _common(readings, list(readings.paired))
    return {
        path: everywhere | common
        for members in groups.values()
        for common in [_common(readings, members)]
        for path in members
    }


def _common(readings: Read, paths: Sequence[str]) -> frozenset[str]:
    """Return the keys of the links on nearly all pages of some articles that the articles themselves do not write."""
    if len(paths) < _FEWEST_PAGES:
        return frozenset()
    counts: Counter[str] = Counter()
    for path in paths:
        page = {seen(item).key for item in readings.pages[readings.paired[path]].affiliate_links}
        counts.update(page - {seen(item).key for item in readings.articles[path].affiliate_links})
    return frozenset(key for key, count in counts.items() if key and count >= _EVERYWHERE * len(paths))


def disagreements(result: Result) -> Iterator[dict[str, Any]]:
    """Yield every disagreement of a site with the class of its reason."""
    repository = Repository(result.site.source, result.site.built)
    for one in result.compared:
        base = {"site": result.site.name, "generator": result.site.generator, "article": one.path, "page": one.page}
        for link in one.missed:
            role, place = repository.where(needle_of(link.url)) if needle_of(link.url) else ("nowhere", "")
            yield base | {"kind": "link missed", "class": f"in {role}", "url": link.url, "where": place}
        for link in one.extra:
            yield base | {"kind": "link extra", "class": "address known" if link.key else "programme known",
                          "url": link.url or link.network, "where": ""}  # fmt: skip
        if one.has_place and not one.place_agrees:
            said = one.built.disclosure or one.static.disclosure
            role, place = repository.where_said(said) if said else ("nowhere", "")
            yield base | {
                "kind": "place", "class": f"{one.static.place} -> {one.built.place}", "said_in": role, "where": place,
                "static": one.static.disclosure[:160], "built": one.built.disclosure[:160],
            }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """The counts of one site or of several together."""

    name: str
    articles: int
    paired: int
    links: tuple[int, int]
    all_links: tuple[int, int]
    places: tuple[int, int]
    from_layout: int


def row(name: str, results: Iterable[Result]) -> Row:
    """Count what agrees; ``links`` among articles with an affiliate link in either reading, ``places`` with one in both."""
    results = list(results)
    compared = [one for result in results for one in result.compared]
    linked = [one for one in compared if one.has_links]
    placed = [one for one in compared if one.has_place]
    return Row(
        name,
        sum(result.articles for result in results),
        len(compared),
        (sum(one.links_agree for one in linked), len(linked)),
        (sum(one.links_agree for one in compared), len(compared)),
        (sum(one.place_agrees for one in placed), len(placed)),
        sum(one.from_layout for one in compared),
    )


HEAD = (
    "| {what} | articles | paired | links the same, of articles that have any | of all articles | place of the disclosure the same | pages with links of the layout |\n"
    "|---|---:|---:|---:|---:|---:|---:|"
)


def table(results: Sequence[Result], *, totals_only: bool) -> str:
    """Return the table by site (or by generator alone) with its totals as Markdown."""
    by_generator: dict[str, list[Result]] = {}
    for result in results:
        by_generator.setdefault(result.site.generator, []).append(result)
    lines = [HEAD.format(what="generator" if totals_only else "site")]
    if not totals_only:
        lines += [_line(row(f"{r.site.name} {r.site.commit[:7]} ({r.site.generator})", [r])) for r in results]
    lines += [_line(row(f"**{name}**", found)) for name, found in sorted(by_generator.items())]
    total = row(f"**all {len(results)}**", results)
    lines += [
        _line(total),
        "",
        f"Links the same: {with_interval(*total.links)}; place the same: {with_interval(*total.places)} (95 %).",
        mean_of_sites(results),
    ]
    return "\n".join(lines)


def _line(item: Row) -> str:
    cells = (
        item.name,
        item.articles,
        item.paired,
        percent(*item.links),
        percent(*item.all_links),
        percent(*item.places),
        item.from_layout,
    )
    return "| " + " | ".join(map(str, cells)) + " |"


def mean_of_sites(results: Sequence[Result]) -> str:
    """Say what the mean of the sites is, every site alike: one large site with one mechanism would drown the others."""
    rows = [row(result.site.name, [result]) for result in results]
    links = [item.links[0] / item.links[1] for item in rows if item.links[1]]
    places = [item.places[0] / item.places[1] for item in rows if item.places[1]]
    shown = [f"{100 * sum(shares) / len(shares):.1f} %" if shares else "–" for shares in (links, places)]
    return f"Mean of the sites that have any: links {shown[0]} ({len(links)} sites), place {shown[1]} ({len(places)} sites)."


def main() -> None:
    """Compare, print the table, write what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sites", type=Path)
    parser.add_argument("--disagreements", type=Path)
    parser.add_argument("--table", type=Path)
    parser.add_argument("--only", help="names of sites, comma-separated")
    parser.add_argument("--totals-only", action="store_true")
    options = parser.parse_args()
    wanted = set(options.only.split(",")) if options.only else None
    results = [compare(site) for site in sites(options.sites) if wanted is None or site.name in wanted]
    shown = table(results, totals_only=options.totals_only)
    print(shown)
    if options.table is not None:
        write_section(options.table, "built", f"## The static reading against built pages\n\n{shown}")
    if options.disagreements is not None and not options.totals_only:
        lines = [json.dumps(item, ensure_ascii=False) for result in results for item in disagreements(result)]
        lines += [
            json.dumps({"site": r.site.name, "kind": "unpaired", "article": path}, ensure_ascii=False)
            for r in results
            for path in r.unpaired
        ]
        options.disagreements.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
