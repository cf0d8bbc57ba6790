"""Disclosures in a place where readers of the article do not see them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linter.checks import Check, Match, Option
from linter.checks._disclosing import disclosing_fix
from linter.checks._places import first_affiliate_link, notice_below
from linter.finding import Related
from linter.records import replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linter.facts import Facts

VALUES: tuple[str, ...] = ("wording", "source", "label", "where")
_WHERE = {
    "end": "below the article",
    "footer": "in the footer",
    "nav": "in the navigation",
    "sidebar": "beside the article",
}
_UNSEEN = frozenset({"details", "hidden"})

OPTIONS: Mapping[str, Option] = {
    "problem": Option(
        "choice", "where the only disclosure stands", required=True, choices=("hidden", "footer", "behind-link")
    ),
}


def build(options: Mapping[str, Any]) -> Check:
    """Build the check; it needs an affiliate link and an article without a visible disclosure."""
    finder = {"hidden": _hidden, "footer": _footer, "behind-link": _behind_link}[options["problem"]]

    def run(facts: Facts) -> Iterator[Match]:
        if (
            facts.affiliate_links
            and facts.layout_place != "top"
            and not any(item.in_article for item in facts.disclosures)
        ):
            for match in finder(facts):
                yield replace(match, fix=disclosing_fix(facts))

    return Check(run, scope="page", needs="affiliate-link")


def _hidden(facts: Facts) -> Iterator[Match]:
    """Report the first hidden disclosure, if there is no other; one of the layout at the first affiliate link."""
    layout = facts.layout_disclosure
    if any(item.counts for item in facts.disclosures):
        return
    if layout is not None and layout.where in _UNSEEN:
        link = first_affiliate_link(facts) or facts.affiliate_links[0]
        cause = ("the disclosure stands here", layout.written) if layout.written is not None else None
        values = {"wording": " ".join(layout.text.split())}
        yield Match(
            link.link.start, link.link.end, values, confidence="likely", cause=cause, links=len(facts.affiliate_links)
        )
    elif layout is None:
        first = next((item for item in facts.disclosures if item.says_something), None)
        if first is not None:
            values = {"wording": " ".join(first.text.split())}
            yield Match(first.start, first.end, values, links=len(facts.affiliate_links))


def _footer(facts: Facts) -> Iterator[Match]:
    """Report the first affiliate link; the footer's disclosure, if it is in this file, is the related place."""
    first = next((item for item in facts.disclosures if item.counts), None)
    layout = facts.layout_disclosure
    # A layout that discloses below the article may print links of its own below that.
    untold = [item for item in facts.affiliate_links if facts.disclosed(item.link) not in {"before", "beside"}]
    concerned = facts.affiliate_links if first is not None else untold
    link = first_affiliate_link(facts, concerned)
    if link is None:
        return
    if first is not None:
        regions = facts.article.blocks[first.block].regions
        where = _WHERE[next((name for name in ("nav", "sidebar") if name in regions), "footer")]
        related = (Related(f"the only disclosure stands here, {where}", first.start, first.end),)
        yield Match(
            link.link.start, link.link.end, {"source": "this page", "where": where}, related, links=len(concerned)
        )
    elif layout is not None and layout.place == "bottom" and layout.where not in _UNSEEN and not notice_below(facts):
        values = {"source": layout.source or "the layout", "where": _WHERE[layout.where]}
        cause = ("the disclosure stands here", layout.written) if layout.written is not None else None
        yield Match(link.link.start, link.link.end, values, confidence="likely", cause=cause, links=len(concerned))


def _behind_link(facts: Facts) -> Iterator[Match]:
    """Report a link to a disclosure page, if nothing else discloses."""
    if facts.layout_place is not None or any(item.says_something for item in facts.disclosures):
        return
    first = facts.policy_link
    if first is not None:
        values = {"label": " ".join(first.text.split())}
        yield Match(first.start, first.end, values, links=len(facts.affiliate_links))
