"""Click ids of a network that were pasted with an address: the click, perhaps the commission, belongs to someone else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linter import lazy_re as re
from linter.checks import Check, Match, Option
from linter.facts.links.affiliate import NOT_CLICKABLE
from linter.finding import Edit, Fix

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linter.article.link import Link
    from linter.facts import Facts

VALUES: tuple[str, ...] = ("name", "network")
OPTIONS: Mapping[str, Option] = {}
_SEPARATOR = re.compile(r"(&amp;|[&;])")


def build(options: Mapping[str, Any]) -> Check:
    """Build the check; it points at the parameter, and its fix removes the parameter."""

    def run(facts: Facts) -> Iterator[Match]:
        earning = {id(item.link) for item in facts.classified_links if item.verdict.confidence != "possible"}
        for link in facts.article.links:
            if "?" not in link.url or link.kind in NOT_CLICKABLE or "//" not in link.url[:10] or id(link) in earning:
                continue
            residue = facts.registry.click_residue(link.url)
            if residue:
                yield _match(link, residue)

    return Check(run, needs="link")


def _match(link: Link, residue: list[tuple[str, str, str]]) -> Match:
    """Report the first click id of an address; the fix removes all of them."""
    place, raw = link.place, link.raw
    names = [name for name, _, _ in residue]
    values = {"name": names[0], "network": residue[0][2]}
    parameter = re.search(rf"(?<=[?&;]){re.escape(names[0])}=[^&#;]*", raw, re.IGNORECASE)
    if parameter is None:
        return Match(place.url_start, place.url_end, values)
    start = raw.index("?")
    end = raw.index("#", start) if "#" in raw[start:] else len(raw)
    edit = Edit(
        place.url_start + start, place.url_start + end, _without(raw[start + 1 : end], {name.lower() for name in names})
    )
    fix = Fix((edit,), safe=True, description=f"Take {', '.join(names)} out of the address")
    return Match(place.url_start + parameter.start(), place.url_start + parameter.end(), values, fix=fix)


def _without(query: str, names: set[str]) -> str:
    """Return a query without some parameters, otherwise unchanged; with its question mark if any parameter remains."""
    parts = _SEPARATOR.split(query)
    pairs = list(zip(["", *parts[1::2]], parts[0::2], strict=True))
    remaining = [(separator, pair) for separator, pair in pairs if pair.partition("=")[0].lower() not in names]
    rest = "".join(f"{separator}{pair}" for separator, pair in remaining)
    return f"?{rest[len(remaining[0][0]) :]}" if remaining else ""
