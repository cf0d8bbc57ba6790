"""Links to hosts that the configuration does not allow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linter.checks import Check, Match, Option
from linter.facts.links.affiliate import NOT_CLICKABLE
from linter.facts.links.urls import parse

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linter.facts import Facts

VALUES: tuple[str, ...] = ("host",)
OPTIONS: Mapping[str, Option] = {
    "hosts": Option("texts", "hosts; sub-domains are included", required=True),
}


def build(options: Mapping[str, Any]) -> Check:
    """Build the check; it points at the URL."""
    hosts = tuple(host.lower().strip(".") for host in options["hosts"])

    def run(facts: Facts) -> Iterator[Match]:
        for link in facts.article.links:
            url = parse(link.url) if link.kind not in NOT_CLICKABLE else None
            if url is not None and any(url.host == host or url.host.endswith(f".{host}") for host in hosts):
                yield Match(link.place.url_start, link.place.url_end, {"host": url.host})

    return Check(run, needs="link")
