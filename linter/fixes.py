"""Applies the fixes of findings to a text, and writes a file so that it is the old one or the new one, never half.

Edits are spans of the text that was checked. A fix is applied whole or not at all; two that touch the same place are
never applied together. What a round of fixes leads to is checked again, and only a text at which nothing more changes
is handed out.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from linter.finding import Edit, Finding

_ROUNDS = 10
"""Rounds of fixes and checks at most; two are usual, and what needs ten will never end."""


class UnstableFixError(RuntimeError):
    """Fixes that undo each other or do not fix what they should; nothing may be written."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """A text at which nothing more is to fix, the findings that were fixed on the way, and the findings that stay."""

    text: str
    fixed: tuple[Finding, ...]
    left: tuple[Finding, ...]


def fix_text(text: str, check: Callable[[str], Sequence[Finding]], *, unsafe: bool = False) -> Fixed:
    """Fix a text until nothing changes. ``check`` returns the findings of a text. Raises UnstableFixError."""
    fixed: list[Finding] = []
    findings = check(text)
    seen = {text}
    for _ in range(_ROUNDS):
        chosen = choose(findings, unsafe=unsafe)
        if not chosen:
            return Fixed(text, tuple(fixed), tuple(findings))
        text = apply(text, [edit for finding in chosen if finding.fix for edit in finding.fix.edits])
        findings = check(text)
        left = {finding.fingerprint for finding in findings}
        stubborn = sorted({finding.rule for finding in chosen if finding.fingerprint in left})
        if text in seen or stubborn:
            break
        seen.add(text)
        fixed.extend(chosen)
    rules = ", ".join(sorted({finding.rule for finding in chosen}))
    msg = f"the fixes of {rules} do not come to an end; nothing was changed"
    raise UnstableFixError(msg)


def choose(findings: Sequence[Finding], *, unsafe: bool) -> list[Finding]:
    """Return the findings whose fixes can be applied together: in order of place, the first of two that touch."""
    chosen: list[Finding] = []
    taken: list[tuple[int, int]] = []
    for finding in sorted(findings, key=lambda item: (item.start, item.end, item.rule)):
        fix = finding.fix
        if fix is None or not fix.edits or not (fix.safe or unsafe):
            continue
        spans = [(edit.start, edit.end) for edit in fix.edits]
        if not any(_touches(taken, start, end) for start, end in spans):
            chosen.append(finding)
            for span in spans:
                insort(taken, span)
    return chosen


def _touches(taken: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Say whether a span touches one of some sorted spans that do not overlap: only the last before its end can."""
    at = bisect_right(taken, end, key=lambda span: span[0])
    return at > 0 and taken[at - 1][1] >= start


def apply(text: str, edits: Sequence[Edit]) -> str:
    """Return a text with edits made that do not touch each other."""
    pieces: list[str] = []
    done = 0
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        pieces += [text[done : edit.start], edit.replacement]
        done = edit.end
    return "".join([*pieces, text[done:]])
