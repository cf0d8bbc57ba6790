"""A before B: the first thing must precede the other."""

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
    """Build the check; an article without the first thing at all is covered by another rule."""

    def run(facts: Facts) -> Iterator[Match]:
        first = next(places(facts, options["first"], options["first_pattern"]), None)
        later = next(places(facts, options["then"], options["then_pattern"]), None)
        if first is None or later is None or first.start < later.start:
            return
        related = (Related(options["note"], first.start, first.end),)
        confidence = None if later.certain else "likely"
        yield Match(later.start, later.end, {"then": later.name}, related, confidence=confidence)  # type: ignore[arg-type]

    return Check(run, scope="page")
