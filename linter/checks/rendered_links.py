"""Affiliate links that only scripts make: undisclosed, or without the ``rel`` that they need when they are clicked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linter.checks import Check, Match, Option
from linter.facts.links.affiliate import WITHOUT_REL

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linter.facts import Facts
    from linter.facts.links.affiliate import AffiliateLink
    from linter.facts.rendered.view import Made

VALUES: tuple[str, ...] = ("programme", "view", "when", "said", "wanted", "more")
OPTIONS: Mapping[str, Option] = {
    "problem": Option("choice", "what is wrong with them", required=True, choices=("undisclosed", "rel")),
    "any_of": Option("texts", "values of rel of which one must be there", default=[]),
}
_WHEN = {"load": "while the page loads", "click": "when it is clicked"}


def build(options: Mapping[str, Any]) -> Check:
    """Build the check; it points at the first such link."""
    wanted = frozenset(value.lower() for value in options["any_of"])
    about_rel = options["problem"] == "rel"

    def run(facts: Facts) -> Iterator[Match]:
        shown = facts.shown
        if shown is None:
            return
        seen = ((link.item, shown.view.made(link.item.link)) for link in shown.links)
        made = [(item, how) for item, how in seen if how is not None]
        if about_rel:
            made = [(item, how) for item, how in made if _lacks(item, wanted)]
        elif any(item.says_something for item in facts.disclosures):
            return  # other rules say whether it is seen in time
        if made:
            yield _match(made, shown.view.name, wanted)

    return Check(run, scope="page", needs="rendered")


def _lacks(item: AffiliateLink, wanted: frozenset[str]) -> bool:
    return item.link.kind not in WITHOUT_REL and not item.link.rel_values & wanted


def _match(made: list[tuple[AffiliateLink, Made]], view: str, wanted: frozenset[str]) -> Match:
    item, how = made[0]
    rel = " ".join(sorted(item.link.rel_values))
    before = f" (as delivered: “{' '.join(sorted(how.rel))}”)" if how.rel else ""
    values = {
        "programme": item.verdict.programme,
        "view": view,
        "when": _WHEN[how.when],
        "said": f"its rel is “{rel}” then{before}" if rel else f"it has no rel then{before}",
        "wanted": " or ".join(f"“{value}”" for value in sorted(wanted, reverse=True)),
        "more": f" and {len(made) - 1} more" if len(made) > 1 else "",
    }
    return Match(item.link.start, item.link.end, values)
