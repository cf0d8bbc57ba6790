"""Click ids of a network that were pasted with an address: the click, and perhaps the commission, is somebody else's."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from linter.checks import Check, Match, Option
from linter.facts.affiliate import NOT_CLICKABLE
from linter.finding import Edit, Fix

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linter.article.model import Link
    from linter.facts import Facts

OPTIONS: Mapping[str, Option] = {}


def build(options: Mapping[str, Any]) -> Check:  # noqa: ARG001 - the rule has none
    """Make the check; it points at the parameter, and its fix takes the parameter out."""

    def run(facts: Facts) -> Iterator[Match]:
        for link in facts.article.links:
            if "?" not in link.url or link.kind in NOT_CLICKABLE or "//" not in link.url[:10]:
                continue
            for name, value, network in facts.registry.click_residue(link.url):
                yield _match(link, name, value, network)

    return Check(run)


def _match(link: Link, name: str, value: str, network: str) -> Match:
    values = {"name": name, "network": network}
    place = link.place
    written = re.compile(rf"(?P<before>[?&;]|&amp;){re.escape(name)}=[^&#;\s]*(?P<after>&amp;|[&;])?", re.IGNORECASE)
    found = written.search(link.source.text, place.url_start, place.url_end)
    if found is None or not value:
        return Match(place.url_start, place.url_end, values)
    start, end = found.end("before"), found.start("after") if found["after"] else found.end()
    edit = Edit(start, found.end("after"), "") if found["after"] else Edit(found.start("before"), found.end(), "")
    return Match(start, end, values, fix=Fix((edit,), safe=True, description=f"Take {name} out of the address"))
