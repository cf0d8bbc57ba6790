"""Words that the prose model misses: at the beginning of a block, or between two neighbours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linter.checks import Check, Match, Option
from linter.facts.prose.gap_features import gap_pattern
from linter.facts.prose.model import prose_model
from linter.facts.prose.table import UNIT
from linter.finding import Related

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linter.facts import Facts
    from linter.facts.prose.losses import Loss

VALUES: tuple[str, ...] = ("left", "right")
OPTIONS: Mapping[str, Option] = {
    "where": Option(
        "choice",
        "start: before the first word of a block; between: before a word that cannot follow the one before it",
        required=True,
        choices=("start", "between"),
    ),
    "likely": Option("number", "log-odds of damage from which the rule's own severity applies", default=3),
    "possible": Option("number", "log-odds from which a finding is made at info", default=2),
    "most": Option("number", "findings of an article beyond which they are its style: then one at info", default=2),
    "not_technical": Option("boolean", "leave articles alone that show code", default=False),
}
_SMALL_LETTER = r"(?:\A|\x01\n)\p{Ll}"


def build(options: Mapping[str, Any]) -> Check:
    """Build the check."""
    at_start, not_technical = options["where"] == "start", options["not_technical"]
    likely, possible, most = UNIT * options["likely"], UNIT * options["possible"], options["most"]

    def run(facts: Facts) -> Iterator[Match]:
        if not_technical and facts.is_technical:
            return
        found = [loss for loss in (facts.lost_starts if at_start else facts.gaps) if loss.score >= possible]
        if not found:
            return
        sure = [loss for loss in found if loss.score >= likely]
        if len(sure) > most:
            others = tuple(Related(f"also at “{loss.right}”", *_span(facts, loss)) for loss in sure[1:])
            yield Match(*_span(facts, sure[0]), _values(sure[0]), others, severity="info")
            return
        for loss in found:
            yield Match(*_span(facts, loss), _values(loss), severity=None if loss.score >= likely else "info")

    return Check(run, _SMALL_LETTER if at_start else _gap_pattern())


def _gap_pattern() -> str | None:
    model = prose_model("en")
    return None if model is None else gap_pattern(model.groups)


def _span(facts: Facts, loss: Loss) -> tuple[int, int]:
    return facts.article.span(loss.start, loss.end)


def _values(loss: Loss) -> dict[str, str]:
    return {"left": loss.left, "right": loss.right}
