"""Quotation marks and apostrophes that do not fit, one block at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linter.checks import Check, Match, Option
from linter.checks._blocks import BLOCKS_OPTION, in_scope
from linter.finding import Edit, Fix

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linter.facts import Facts
    from linter.facts.quotation_marks import QuoteProblem
    from linter.finding import Severity

VALUES: tuple[str, ...] = ("found", "advice", "around")
OPTIONS: Mapping[str, Option] = {
    "problems": Option(
        "choices",
        "what to report",
        required=True,
        choices=(
            "unbalanced", "mixed-pair", "spacing-inside", "spacing-outside", "apostrophe-direction", "wrong-glyph",
            "empty", "doubled", "inch-mark", "nested-same", "wrong-direction",
        ),
    ),
    "blocks": BLOCKS_OPTION,
}  # fmt: skip
_ADVICE = {
    "spacing-outside": "A space is missing at this quotation mark",
    "spacing-inside": "There is a space too many inside this quotation",
}
_WITHOUT_SPACES = frozenset({"zh", "ja", "th", "ko"})
"""Languages that put no space before a quotation."""
_FIXES = {"spacing-outside": "Add the space", "spacing-inside": "Remove the space"}
_AROUND = 12
_GUILLEMETS = frozenset("«»‹›")
"""Their inner spaces are a custom that many French sites leave to the browser: a hint, no more."""
_SUSPECT = r"[\"'“”„‟‘’‚‛«»‹›`´′″]"


def build(options: Mapping[str, Any]) -> Check:
    """Make the check."""
    wanted = frozenset(options["problems"])
    kinds = frozenset(options["blocks"])

    def run(facts: Facts) -> Iterator[Match]:
        article = facts.article
        for index, scan in facts.quotes:
            if not scan.problems or not in_scope(article.blocks[index], kinds):
                continue
            block = article.blocks[index]
            for problem in scan.problems:
                if problem.kind not in wanted or _is_inch(block.text, problem):
                    continue
                if problem.kind == "spacing-outside" and facts.base_language in _WITHOUT_SPACES:
                    continue
                start, end = article.span(block.start + problem.start, block.start + problem.end)
                found = block.text[problem.start : problem.end]
                fix = None
                if problem.hint is not None and article.source.text[start:end] == found:
                    fix = Fix(
                        (Edit(start, end, problem.hint),),
                        safe=True,
                        description=_FIXES.get(problem.kind) or f"Write {problem.hint.strip()}",
                    )
                values = {
                    "found": found,
                    "advice": _ADVICE.get(problem.kind, ""),
                    "around": _around(block.text, problem),
                }
                severity: Severity | None = "info" if found.strip() in _GUILLEMETS else None
                yield Match(start, end, values, fix=fix, severity=severity)

    return Check(run, _SUSPECT)


def _is_inch(text: str, problem: QuoteProblem) -> bool:
    """Say whether a straight mark behind a figure and a space stands for inches."""
    found = text[problem.start : problem.end]
    return found.strip() == '"' and found != '"' and text[: problem.start].rstrip()[-1:].isdigit()


def _around(text: str, problem: QuoteProblem) -> str:
    """Return the words on either side of a problem, for a message."""
    before = text[max(0, problem.start - _AROUND) : problem.start]
    after = text[problem.end : problem.end + _AROUND]
    return f"{before}{text[problem.start : problem.end]}{after}".strip()
