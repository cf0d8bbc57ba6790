"""Where a browser puts the first disclosure, seen from the first affiliate link."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linter.checks import Check, Match, Option
from linter.checks._rendered import at, beside_link, length
from linter.finding import Related

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linter.facts import Facts
    from linter.facts.rendered.shown import Shown
    from linter.facts.rendered.view import Sight

VALUES: tuple[str, ...] = ("programme", "view", "place", "link_place", "distance")
OPTIONS: Mapping[str, Option] = {
    "problem": Option(
        "choice", "where it is: below the link, far above it, in a frame, or drawn late", required=True,
        choices=("below", "far", "frame", "late"),
    ),
    "screens": Option("number", "how many screens may lie between them", default=1),
}  # fmt: skip


def build(options: Mapping[str, Any]) -> Check:
    """Build the check; one disclosure without the problem is enough."""
    problem, screens = options["problem"], float(options["screens"])

    def run(facts: Facts) -> Iterator[Match]:
        shown = facts.shown
        if shown is None or shown.first_link is None:
            return
        if problem == "below":
            yield from _below(shown)
        elif shown.above and all(_has(problem, item.sight, shown, screens) for item in shown.above):
            first = shown.above[0]
            yield Match(first.item.start, first.item.end, _values(shown, first.sight), beside_link(shown))

    return Check(run, scope="page", needs="rendered")


def _has(problem: str, sight: Sight, shown: Shown, screens: float) -> bool:
    if problem == "frame":
        return sight.in_frame
    link = shown.first_link
    if link is None:
        return False
    if problem == "late":
        return sight.late and not link.sight.late
    return link.sight.top - sight.bottom > screens * shown.view.height


def _below(shown: Shown) -> Iterator[Match]:
    link = shown.first_link
    if link is None or shown.above or shown.missed is not None or not shown.below:
        return
    first = min(shown.below, key=lambda item: item.sight.top)
    related = Related(f"the first disclosure is {at(first.sight, shown.view)} down", first.item.start, first.item.end)
    yield Match(link.item.link.start, link.item.link.end, _values(shown, first.sight), (related,))


def _values(shown: Shown, sight: Sight) -> dict[str, str]:
    link = shown.first_link
    if link is None:
        return {}
    return {
        "programme": link.item.verdict.programme,
        "view": shown.view.name,
        "place": at(sight, shown.view),
        "link_place": at(link.sight, shown.view),
        "distance": length(abs(link.sight.top - sight.top), shown.view),
    }
