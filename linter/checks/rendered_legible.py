"""Disclosures that a browser paints too pale or too small."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linter.checks import Check, Match, Option
from linter.checks._rendered import beside_link

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linter.facts import Facts
    from linter.facts.rendered.view import Sight

VALUES: tuple[str, ...] = ("wording", "view", "figure", "least")
OPTIONS: Mapping[str, Option] = {
    "measure": Option("choice", "what is measured", required=True, choices=("contrast", "size")),
    "least": Option("number", "the smallest contrast of text, or the smallest size in px", required=True),
    "large": Option("number", "the smallest contrast of large text", default=3),
}
_LARGE, _LARGE_BOLD = 24.0, 18.66
"""From which size in px text is large, and bold text: 18 pt and 14 pt of WCAG 2.2, "large scale"."""
_ROUNDING = 0.05
"""So that 4.48 is not reported as 4.5, which it is rounded to."""


def build(options: Mapping[str, Any]) -> Check:
    """Build the check; one disclosure above the first affiliate link that can be read is enough."""
    by_size = options["measure"] == "size"
    least, least_of_large = float(options["least"]), float(options["large"])

    def figures(sight: Sight) -> tuple[float | None, float]:
        if by_size:
            return sight.size, least
        is_large = sight.size >= (_LARGE_BOLD if sight.bold else _LARGE)
        return sight.contrast, least_of_large if is_large else least

    def run(facts: Facts) -> Iterator[Match]:
        shown = facts.shown
        if shown is None or shown.first_link is None or not shown.above:
            return
        found = [(item, *figures(item.sight)) for item in shown.above]
        if any(figure is None or figure > wanted - _ROUNDING for _, figure, wanted in found):
            return
        first, figure, wanted = found[0]
        values = {
            "wording": first.wording,
            "view": shown.view.name,
            "figure": f"{figure:.1f}".removesuffix(".0"),
            "least": f"{wanted:g}",
        }
        yield Match(first.item.start, first.item.end, values, beside_link(shown))

    return Check(run, scope="page", needs="rendered")
