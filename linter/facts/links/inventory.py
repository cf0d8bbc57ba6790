"""The inventory of links: one row per link, and the same rows grouped."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from linter.facts.links.rel_at_build import PAID, says_paid
from linter.facts.links.urls import parse
from linter.finding import AffiliateSummary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from linter.article.link import Link
    from linter.facts import Facts
    from linter.facts.links.registry import Verdict

COLUMNS = (
    "path", "line", "column", "url", "kind", "network", "programme", "tag", "confidence", "evidence", "destination", "rel", "disclosed", "weak",
)  # fmt: skip
GROUPS = ("network", "programme", "tag", "page", "destination")
DISCLOSED = ("before", "beside", "after", "site", "no")
GROUP_COLUMNS = ("group", "links", "pages", *DISCLOSED, "without_rel", "weak")


def affiliate_summary(facts: Facts) -> AffiliateSummary | None:
    """Return what an article's affiliate links come to, or None where it has none that a reader can follow."""
    links = facts.affiliate_links
    if not links:
        return None
    first = links[0].link
    disclosed = facts.disclosed(first)
    if disclosed == "site" and facts.layout_place != "top":
        disclosed = "after"
    programmes = Counter(item.verdict.programme or item.verdict.network or "" for item in links)
    says = Counter(says_paid(item.link, facts.options.emissions) for item in links)
    return AffiliateSummary(
        facts.article.source.path,
        facts.article.title or "",
        len(links),
        first.start,
        disclosed,
        tuple(sorted(programmes.items(), key=lambda item: (-item[1], item[0]))),
        tuple(sorted({item.verdict.tag for item in facts.classified_links if item.verdict.tag})),
        with_rel=says[True],
        without_rel=says[False],
        weak=facts.told_weakly(first),
    )


def link_rows(facts: Facts, *, all_links: bool) -> Iterator[dict[str, Any]]:
    """Yield what is known of an article's links, in reading order: affiliate links, or all."""
    return (row for _, row in rows_by_link(facts, all_links=all_links))


def rows_by_link(facts: Facts, *, all_links: bool) -> Iterator[tuple[Link, dict[str, Any]]]:
    """Yield an article's links, each with its row, as ``link_rows`` does."""
    verdicts = {id(item.link): item.verdict for item in facts.classified_links}
    followed = {id(item.link) for item in facts.classified_links if item.is_clickable}
    known = {id(link) for link in facts.article.links}
    printed = [item.link for item in facts.classified_links if id(item.link) not in known]
    for link in sorted([*facts.article.links, *printed], key=lambda link: link.start):
        verdict = verdicts.get(id(link))
        if all_links or id(link) in followed:
            yield link, _row(facts, link, verdict)


def _row(facts: Facts, link: Link, verdict: Verdict | None) -> dict[str, Any]:
    position = facts.article.source.position(link.start)
    return {
        "path": facts.article.source.path,
        "line": position.line,
        "column": position.column,
        "url": link.url,
        "kind": link.kind,
        "network": verdict.network if verdict else None,
        "programme": verdict.programme if verdict else None,
        "tag": verdict.tag if verdict else None,
        "confidence": verdict.confidence if verdict else None,
        "evidence": verdict.evidence if verdict else None,
        "destination": verdict.destination if verdict else None,
        "rel": sorted(link.rel_values),
        "disclosed": facts.disclosed(link) if verdict else None,
        "weak": facts.told_weakly(link) if verdict else None,
    }


def grouped(rows: Iterable[dict[str, Any]], by: str) -> list[dict[str, Any]]:
    """Count links, pages, disclosures and missing rel by one column; the largest group first.

    ``destination`` groups by the host that a link leads to, ``without_rel`` counts links whose source has a
    place for rel and says neither sponsored nor nofollow there.
    """
    groups: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        groups.setdefault(_key(row, by), []).append(row)
    return sorted(
        (_group(name, members) for name, members in groups.items()), key=lambda group: (-group["links"], group["group"])
    )


def _key(row: dict[str, Any], by: str) -> str:
    if by == "page":
        return str(row["path"])
    if by == "destination":
        read = parse(row["destination"] or row["url"])
        return read.host.removeprefix("www.") if read is not None else ""
    return str(row[by] or "")


def _group(name: str, rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    states = [row["disclosed"] for row in rows]
    return {
        "group": name,
        "links": len(rows),
        "pages": len({row["path"] for row in rows}),
        **{state: states.count(state) for state in DISCLOSED},
        "without_rel": sum(row["kind"] in {"anchor", "area"} and PAID.isdisjoint(row["rel"]) for row in rows),
        "weak": sum(bool(row["weak"]) for row in rows),
    }
