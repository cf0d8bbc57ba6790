"""Affiliate links without any disclosure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linter.checks import Check, Match, Option
from linter.checks._disclosing import disclosing_fix
from linter.checks._tags import own_instead

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linter.facts import Facts

VALUES: tuple[str, ...] = ("programme", "evidence", "more", "flag")
OPTIONS: Mapping[str, Option] = {}


def build(options: Mapping[str, Any]) -> Check:
    """Build the check; it points at the first affiliate link."""

    def run(facts: Facts) -> Iterator[Match]:
        # What pays somebody else is no income to disclose; links/foreign-tag asks about it.
        links = [item for item in facts.affiliate_links if own_instead(facts, item) is None]
        if (
            not links
            or facts.layout_place
            or facts.policy_link
            or any(item.says_something for item in facts.disclosures)
        ):
            return
        first = links[0]
        more = len(links) - 1
        values = {
            "flag": _remedy(facts),
            "programme": first.verdict.programme,
            "evidence": first.verdict.evidence,
            "more": f" and {more} more" if more else "",
        }
        confidence = None if first.verdict.confidence == "certain" else first.verdict.confidence
        yield Match(first.link.start, first.link.end, values, fix=disclosing_fix(facts), confidence=confidence)  # type: ignore[arg-type]

    return Check(run, scope="page")


def _remedy(facts: Facts) -> str:
    """Return the site's own means, in brackets: a flag that its layout reads, a template that prints a disclosure."""
    flag = facts.unmet_condition
    if flag:
        return f" (your layout prints a disclosure where the front matter says {flag}: true)"
    notice = facts.unused_notice
    return f" ({notice})" if notice else ""
