"""Markers of affiliate links: an asterisk with a legend, or a label."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linter import lazy_re as re
from linter.checks import Check, Match, Option

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linter.facts import Facts
    from linter.facts.links.affiliate import AffiliateLink

VALUES: tuple[str, ...] = ("programme", "count")
OPTIONS: Mapping[str, Option] = {
    "problem": Option(
        "choice",
        "unmarked (a link without star or label) or without-legend (stars that nothing explains)",
        required=True,
        choices=("unmarked", "without-legend"),
    ),
}
_STARS = "*＊∗★†"
# A block that begins with an asterisk, or names one: "* = affiliate link", "links marked with * are ...", "mit * markiert".
_LEGEND = re.compile(
    rf"^\W{{0,3}}[{_STARS}]|[(\"“„'\s][{_STARS}][)\"”“'\s,.:=)]|\basterisk|\bSternchen|\bastérisque|\basterisco",
    re.IGNORECASE,
)


def build(options: Mapping[str, Any]) -> Check:
    """Build the check; it points at the first link in question."""

    def run(facts: Facts) -> Iterator[Match]:
        links = [
            item
            for item in facts.affiliate_links
            if item.link.kind in {"inline", "reference", "anchor"} and item.link.text
        ]
        if not links:
            return
        starred = [item for item in links if _has_star(facts, item)]
        if options["problem"] == "without-legend":
            found = starred if starred and not _has_legend(facts) else []
        else:
            labelled = {item.block for item in facts.disclosures if item.in_article}
            found = [item for item in links if item not in starred and item.link.block not in labelled]
        if found:
            first = found[0]
            values = {"programme": first.verdict.programme, "count": str(len(found))}
            yield Match(first.link.start, first.link.end, values, links=len(found))

    return Check(run, scope="page", needs="affiliate-link")


def _has_star(facts: Facts, item: AffiliateLink) -> bool:
    """Return whether an asterisk is at the edge of a link's text or directly after it."""
    link, text = item.link, facts.article.text
    inside = link.text.strip()
    return (
        inside[-1:] in _STARS
        or inside[:1] in _STARS
        or text[link.text_end : link.text_end + 2].strip()[:1] in {*_STARS}
    )


def _has_legend(facts: Facts) -> bool:
    """Return whether a disclosing block explains an asterisk."""
    blocks = facts.article.blocks
    return any(
        item.says_something and _LEGEND.search(blocks[item.block].text)
        for item in facts.disclosures
        if item.block < len(blocks)
    )
