"""Affiliate links without any disclosure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linter.checks import Check, Match, Option
from linter.checks._disclosing import disclosing_fix
from linter.checks._places import first_affiliate_link
from linter.checks._tags import own_instead

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linter.facts import Facts
    from linter.facts.disclosure.notices import UnusedNotice

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
        first = first_affiliate_link(facts) or links[0]
        more = len(links) - 1
        notice = None if facts.unmet_condition else facts.unused_notice
        may_show = notice is not None and notice.may_show
        values = {
            "flag": _remedy(facts.unmet_condition, notice),
            "programme": first.verdict.programme,
            "evidence": first.verdict.evidence,
            "more": f" and {more} more" if more else "",
        }
        confidence = None if first.verdict.confidence == "certain" else first.verdict.confidence
        if notice is not None and notice.is_doubtful:
            confidence = "likely"
        yield Match(
            first.link.start,
            first.link.end,
            values,
            fix=disclosing_fix(facts),
            confidence="possible" if may_show else confidence,  # type: ignore[arg-type]
            severity="warning" if may_show else None,
            links=len(links),
        )

    return Check(run, scope="page", needs="affiliate-link")


def _remedy(flag: str | None, notice: UnusedNotice | None) -> str:
    """Say what the site already has for it, in brackets: a flag that its layout reads, a template that prints it."""
    if flag:
        return f" (your layout prints a disclosure where the front matter says {flag}: true)"
    return f" ({notice.text})" if notice else ""
