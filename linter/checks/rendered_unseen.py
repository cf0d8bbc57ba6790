"""Disclosures that a browser has on the page, but not before the eyes of its reader."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linter.checks import Check, Match, Option
from linter.checks._rendered import at, beside_link
from linter.facts.rendered.view import UNSEEN

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linter.facts import Facts

VALUES: tuple[str, ...] = ("wording", "cause", "view", "place", "link_place")
OPTIONS: Mapping[str, Option] = {
    "ways": Option("choices", "how it is kept from the reader", required=True, choices=UNSEEN),
}


def build(options: Mapping[str, Any]) -> Check:
    """Build the check; it finds something only where a browser showed the page."""
    ways = frozenset(options["ways"])

    def run(facts: Facts) -> Iterator[Match]:
        shown = facts.shown
        missed = shown.missed if shown is not None else None
        if shown is None or missed is None or shown.first_link is None or missed.sight.unseen not in ways:
            return
        values = {
            "wording": missed.wording,
            "cause": missed.sight.cause,
            "view": shown.view.name,
            "place": at(missed.sight, shown.view),
            "link_place": at(shown.first_link.sight, shown.view),
        }
        yield Match(missed.item.start, missed.item.end, values, beside_link(shown))

    return Check(run, scope="page", needs="rendered")
