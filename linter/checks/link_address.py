"""Addresses that do not lead where they should, or lose the id for which somebody is paid."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linter.checks import Check, Match, Option
from linter.facts.links.address_faults import (
    SPOILT,
    doubtful_id,
    lost_id,
    pasted,
    quoted_address,
    quoted_id,
    scheme_fault,
    unreadable_id,
)
from linter.facts.links.affiliate import NOT_CLICKABLE
from linter.facts.links.misspelt_ids import MISSPELT, misspelt_id
from linter.finding import Edit, Fix

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from linter.article.link import Link
    from linter.facts import Facts
    from linter.facts.links.address_faults import AddressFault
    from linter.facts.links.affiliate import AffiliateLink

VALUES: tuple[str, ...] = ("what", "programme", "id")
OPTIONS: Mapping[str, Option] = {
    "problem": Option("choice", "what to report", required=True, choices=("scheme", "lost-id", "spoilt-id")),
}

_RELATIVE = frozenset({"inline", "reference", "anchor", "area", "form"})
"""Kinds of link whose address a browser reads against the page's own."""

_SHORTEST_ID = 6
"""Characters of an id that hardly stands in an address by chance."""

_SCHEME = len("https://")
_FEW = 16

_MOST = 300
"""Characters of an address that is looked at; longer ones are data."""


def build(options: Mapping[str, Any]) -> Check:
    """Make the check; it points at what is wrong in the address."""
    run: Callable[[Facts], Iterator[Match]] = {"scheme": _schemes, "lost-id": _lost, "spoilt-id": _spoilt}[
        options["problem"]
    ]
    return Check(run, needs="link")


def _schemes(facts: Facts) -> Iterator[Match]:
    for link in facts.article.links:
        if link.stray[0]:
            fault = quoted_address(link.raw, link.stray)
        elif (link.kind in _RELATIVE and not link.url[:8].lower().startswith(("https://", "http://", "/", "#"))) or (
            link.kind in _RELATIVE and link.url[7:13].lower().startswith(("http", "/http"))
        ):
            fault = scheme_fault(link.raw[:_MOST])
        else:
            continue
        if fault is not None:
            yield _match(link, fault, {})
    article = facts.article
    fence = article.fence
    values = [(fence.content_start, fence.content_end)] if fence is not None else []
    for start, end in (*values, *((one.start, one.end) for one in article.emitted if "](" in one.arguments)):
        yield from (_at(0, fault, {}) for fault in pasted(article.source.text, start, end))


def _lost(facts: Facts) -> Iterator[Match]:
    for item in facts.affiliate_links:
        fault = lost_id(item.link.raw, item.link.url, item.verdict) if _is_address(item.link) else None
        if fault is not None:
            yield _match(item.link, fault, {"programme": item.verdict.programme, "id": item.verdict.tag or ""})
    yield from _misspelt(facts)


def _is_address(link: Link) -> bool:
    """Say whether the source of a link is its address: that of a link which a template prints is the whole call."""
    return bool(link.url) and link.raw.lstrip()[:_SCHEME] == link.url.lstrip()[:_SCHEME]


def _misspelt(facts: Facts) -> Iterator[Match]:
    """Yield links whose id stands without its parameter, which makes them no affiliate links to anybody."""
    shown = {item.verdict.tag.lower() for item in facts.affiliate_links if item.verdict.tag and _is_certain(item)}
    own = shown.union(*facts.options.own_tags.values())
    if not own and not MISSPELT.search(facts.addresses):
        return
    paying = {id(item.link) for item in facts.affiliate_links if item.verdict.parameter not in {"", "path"}}
    holds_own = _holding(own)
    for link in facts.article.links:
        if id(link) in paying or link.kind in NOT_CLICKABLE:
            continue
        if (MISSPELT.search(link.url) or holds_own(link.url.lower())) and link.raw:
            found = misspelt_id(link.raw, facts.registry, own)
            if found is not None:
                yield _match(link, found[0], {"programme": found[1].programme, "id": found[1].tag or ""})


def _holding(tags: frozenset[str] | set[str]) -> Callable[[str], object]:
    """Return what says whether an address holds one of some ids; many are looked for together."""
    if len(tags) <= _FEW:
        return lambda address: any(tag in address for tag in tags)
    import re2  # noqa: PLC0415 - few articles have many ids

    search: Callable[[str], object] = re2.compile("|".join(map(re2.escape, sorted(tags)))).search
    return search


def _is_certain(item: AffiliateLink) -> bool:
    return item.verdict.confidence == "certain" and len(item.verdict.tag or "") >= _SHORTEST_ID


def _spoilt(facts: Facts) -> Iterator[Match]:
    for item in facts.affiliate_links:
        own = facts.options.own_tags.get(item.verdict.network, frozenset())
        fault = quoted_id(item.link.raw, item.link.stray, item.verdict)
        fault = fault or doubtful_id(item.link.raw, item.link.url, item.verdict, own)
        if fault is not None:
            yield _match(item.link, fault, {"programme": item.verdict.programme})
    if not SPOILT.search(facts.addresses):
        return
    known = {id(item.link) for item in facts.affiliate_links if item.verdict.tag}
    for link in facts.article.links:
        if id(link) not in known and link.kind not in NOT_CLICKABLE and SPOILT.search(link.url):
            fault = unreadable_id(link.raw, link.url, facts.registry)
            if fault is not None:
                yield _match(link, fault, {"programme": ""})


def _match(link: Link, fault: AddressFault, values: dict[str, str]) -> Match:
    """Report a fault of a link's address at its place."""
    return _at(link.place.url_start, fault, values)


def _at(offset: int, fault: AddressFault, values: dict[str, str]) -> Match:
    """Report a fault at its place behind an offset; its fix writes what is right there."""
    start, end = offset + fault.start, offset + fault.end
    fix = None
    if fault.replacement is not None:
        safe = fault.what != "has no scheme" and "look alike" not in fault.what
        fix = Fix((Edit(start, end, fault.replacement),), safe=safe, description="Correct the address")
    return Match(start, end, {"what": fault.what, "programme": "", "id": "", **values}, fix=fix)
