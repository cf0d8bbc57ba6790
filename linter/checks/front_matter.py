"""Front matter keys that an article must have, or whose value must be one of a list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import re2

from linter.checks import Check, Match, Option

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linter.facts import Facts

VALUES: tuple[str, ...] = ("key", "value")
OPTIONS: Mapping[str, Option] = {
    "key": Option("text", "the key; dots go down into mappings", required=True),
    "pattern": Option("pattern", "the RE2 pattern that its value must match, as text", default=r"\S"),
    "when": Option(
        "choice", "which articles need it", default="affiliate-links", choices=("affiliate-links", "always")
    ),
}


def build(options: Mapping[str, Any]) -> Check:
    """Build the check; it points at the value, or at the line that opens the front matter."""
    path = tuple(options["key"].split("."))
    pattern = re2.compile(options["pattern"])

    def run(facts: Facts) -> Iterator[Match]:
        if options["when"] == "affiliate-links" and not facts.affiliate_links:
            return
        article = facts.article
        front_matter = article.front_matter
        if front_matter is None or front_matter.error is not None:
            if article.blocks:
                yield Match(
                    article.blocks[0].source_start, article.blocks[0].source_end, {"key": options["key"], "value": ""}
                )
            return
        value = front_matter.get(*path)
        text = "" if value is None else str(value.value).lower() if isinstance(value.value, bool) else str(value.value)
        if value is None:
            fence = front_matter.fence
            yield Match(fence.start, max(fence.content_start, fence.start + 1), {"key": options["key"], "value": ""})
        elif not pattern.search(text):
            yield Match(value.start, max(value.end, value.start + 1), {"key": options["key"], "value": text})

    return Check(run, scope="page")
