"""Applies the fixes of findings to a text.

Edits are spans of the checked text. A fix is applied completely or not at all, and two that touch the same place are
never applied together. The result of each round of fixes is checked again, and only a text without further changes
is returned.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from linter.finding import Edit, Finding

_ROUNDS = 10
"""Maximum number of rounds of fixing and checking; two are usual, and ten will not converge."""


class UnstableFixError(RuntimeError):
    """Fixes that undo each other or do not remove their finding; nothing may be written."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """A text with nothing left to fix, the findings that were fixed, and the findings that remain."""

    text: str
    fixed: tuple[Finding, ...]
    left: tuple[Finding, ...]


def fix_text(text: str, check: Callable[[str], Sequence[Finding]], *, unsafe: bool = False) -> Fixed:
    """Fix a text until nothing changes. ``check`` returns the findings of a text. Raises UnstableFixError."""
    fixed: list[Finding] = []
    findings = check(text)
    visited = {text}
    for _ in range(_ROUNDS):
        chosen = choose(findings, unsafe=unsafe)
        if not chosen:
            return Fixed(text, tuple(fixed), tuple(findings))
        text = apply(text, [edit for finding in chosen if finding.fix for edit in finding.fix.edits])
        findings = check(text)
        remaining = {finding.fingerprint for finding in findings}
        not_fixed = sorted({finding.rule for finding in chosen if finding.fingerprint in remaining})
        if text in visited or not_fixed:
            break
        visited.add(text)
        fixed.extend(chosen)
    rules = ", ".join(sorted({finding.rule for finding in chosen}))
    msg = f"the fixes of {rules} do not come to an end; nothing was changed"
    raise UnstableFixError(msg)


def choose(findings: Sequence[Finding], *, unsafe: bool) -> list[Finding]:
    """Return the findings whose fixes can be applied together: in source order, the first of two that touch."""
    chosen: list[Finding] = []
    occupied: list[tuple[int, int]] = []
    for finding in sorted(findings, key=lambda item: (item.start, item.end, item.rule)):
        fix = finding.fix
        if fix is None or not fix.edits or not (fix.safe or unsafe):
            continue
        spans = [(edit.start, edit.end) for edit in fix.edits]
        if not any(_touches(occupied, start, end) for start, end in spans):
            chosen.append(finding)
            for span in spans:
                insort(occupied, span)
    return chosen


def _touches(occupied: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Return whether a span touches one of the sorted, disjoint spans: only the last one before its end can."""
    at = bisect_right(occupied, end, key=lambda span: span[0])
    return at > 0 and occupied[at - 1][1] >= start


def apply(text: str, edits: Sequence[Edit]) -> str:
    """Apply edits that do not touch each other."""
    parts: list[str] = []
    position = 0
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        parts += [text[position : edit.start], edit.replacement]
        position = edit.end
    return "".join([*parts, text[position:]])
