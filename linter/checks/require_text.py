"""Wording that an article must contain."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import re2

from linter.checks import Check, Match, Option

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linter.facts import Facts

VALUES: tuple[str, ...] = ()
OPTIONS: Mapping[str, Option] = {
    "pattern": Option("pattern", "the RE2 pattern that must match the visible text", required=True),
    "when": Option(
        "choice", "which articles need it", default="affiliate-links", choices=("affiliate-links", "always")
    ),
}


def build(options: Mapping[str, Any]) -> Check:
    """Build the check; it points at the first affiliate link, or at the first block."""
    pattern = re2.compile(options["pattern"])

    def run(facts: Facts) -> Iterator[Match]:
        article = facts.article
        links = facts.affiliate_links if options["when"] == "affiliate-links" else []
        if (options["when"] == "affiliate-links" and not links) or not article.blocks or pattern.search(article.text):
            return
        if links:
            yield Match(links[0].link.start, links[0].link.end)
        else:
            yield Match(article.blocks[0].source_start, article.blocks[0].source_end)

    return Check(run, scope="page")
