"""Links that show nothing to click on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linter.checks import Check, Match, Option

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linter.article.link import Link
    from linter.facts import Facts

VALUES: tuple[str, ...] = ("url",)
OPTIONS: Mapping[str, Option] = {}
_SPEAKING = ("aria-label", "aria-labelledby", "title", "name", "id", "class")
"""Attributes by which an empty anchor is named, is a target or gets its look from a style sheet."""


def build(options: Mapping[str, Any]) -> Check:
    """Make the check; it points at the link."""

    def run(facts: Facts) -> Iterator[Match]:
        for link in facts.article.links:
            if (
                link.kind in {"inline", "reference", "anchor"}
                and link.url
                and not link.text.strip()
                and _is_empty(link)
            ):
                yield Match(link.start, link.end, {"url": link.url})

    return Check(run)


def _is_empty(link: Link) -> bool:
    """Say whether nothing at all stands between the link's tags; an icon may stand in an element without text."""
    if link.holds_image:
        return False
    if link.kind != "anchor":
        return True
    inner = link.source.text[link.start : link.end].partition(">")[2].rpartition("</")[0]
    return not inner.strip() and not any(name in link.attrs for name in _SPEAKING)
