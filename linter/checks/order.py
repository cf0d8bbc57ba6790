"""A before B: what comes first must stand before what comes later."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linter.checks import Check, Match, Option
from linter.checks._places import THINGS, places
from linter.finding import Related

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linter.facts import Facts

VALUES: tuple[str, ...] = ("then",)
OPTIONS: Mapping[str, Option] = {
    "first": Option("choice", "what must come first", required=True, choices=THINGS),
    "then": Option(
        "choice",
        "what may only come later (offer: an affiliate link, or a call to action that lost its link)",
        required=True,
        choices=THINGS,
    ),
    "first_pattern": Option("pattern", "the RE2 pattern where first is text"),
    "then_pattern": Option("pattern", "the RE2 pattern where then is text"),
    "note": Option("text", "what to say at the second place", default="this stands later"),
}


def build(options: Mapping[str, Any]) -> Check:
    """Make the check; an article without the first thing at all is another rule's business."""

    def run(facts: Facts) -> Iterator[Match]:
        first = next(places(facts, options["first"], options["first_pattern"]), None)
        then = next(places(facts, options["then"], options["then_pattern"]), None)
        if first is None or then is None or first.start < then.start:
            return
        related = (Related(options["note"], first.start, first.end),)
        confidence = None if then.certain else "likely"
        yield Match(then.start, then.end, {"then": then.name}, related, confidence=confidence)  # type: ignore[arg-type]

    return Check(run, scope="page")
