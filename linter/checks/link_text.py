"""Links without visible text or image."""

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
"""Attributes that name an empty anchor, make it a target or style it."""


def build(options: Mapping[str, Any]) -> Check:
    """Build the check; it points at the link."""

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
    """Return whether there is nothing at all between the link's tags, not even an element without text (an icon)."""
    if link.holds_image:
        return False
    if link.kind != "anchor":
        return True
    inner = link.source.text[link.start : link.end].partition(">")[2].rpartition("</")[0]
    return not inner.strip() and not any(name in link.attrs for name in _SPEAKING)
