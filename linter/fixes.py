"""Applies the fixes of findings to a text.

Edits are spans of the checked text. A fix is applied completely or not at all, and two that touch the same place are
never applied together. The result of each round of fixes is checked again, and only a text without further changes
is returned. A fix that would bring a new finding of severity error is held back, whatever its rule says of it.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections import Counter
from typing import TYPE_CHECKING

from linter.records import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from linter.finding import Edit, Finding

_ROUNDS = 10
"""Maximum number of rounds of fixing and checking; two are usual, and ten will not converge."""


class UnstableFixError(RuntimeError):
    """Fixes that undo each other or do not remove their finding; nothing may be written."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """A text with nothing left to fix, the findings that were fixed, and the findings that remain.

    ``held_back`` are those of the remaining ones whose fix would bring an error, each with the rule of that error.
    """

    text: str
    fixed: tuple[Finding, ...]
    left: tuple[Finding, ...]
    held_back: tuple[tuple[Finding, str], ...] = ()


def fix_text(text: str, check: Callable[[str], Sequence[Finding]], *, unsafe: bool = False) -> Fixed:
    """Fix a text until nothing changes. ``check`` returns the findings of a text. Raises UnstableFixError."""
    fixed: list[Finding] = []
    findings = check(text)
    visited = {text}
    for _ in range(_ROUNDS):
        # Each round tries again what an earlier one held back: in another text it may be another fix, or do no harm.
        attempt = _Round(text, findings, check)
        chosen = attempt.chosen(unsafe=unsafe)
        if not chosen:
            return Fixed(text, tuple(fixed), tuple(findings), tuple(attempt.held_back.values()))
        text, findings = attempt.applied(chosen)
        remaining = {finding.fingerprint for finding in findings}
        not_fixed = sorted({finding.rule for finding in chosen if finding.fingerprint in remaining})
        if text in visited or not_fixed:
            break
        visited.add(text)
        fixed.extend(chosen)
    rules = ", ".join(sorted({finding.rule for finding in chosen}))
    msg = f"the fixes of {rules} do not come to an end; nothing was changed"
    raise UnstableFixError(msg)


@dataclass(slots=True)
class _Round:
    """One round of fixing a text: tries fixes together, and by halves where they bring an error."""

    text: str
    findings: Sequence[Finding]
    check: Callable[[str], Sequence[Finding]]
    held_back: dict[str, tuple[Finding, str]] = field(default_factory=dict)
    """Findings whose fix brings an error to this text, each with the rule of the error, by fingerprint."""
    _tried: dict[tuple[str, ...], tuple[str, Sequence[Finding]]] = field(default_factory=dict)

    def applied(self, chosen: Sequence[Finding]) -> tuple[str, Sequence[Finding]]:
        """Return the text with the fixes of some findings, and its findings."""
        key = tuple(finding.fingerprint for finding in chosen)
        if key not in self._tried:
            after = apply(self.text, [edit for finding in chosen if finding.fix for edit in finding.fix.edits])
            self._tried[key] = after, self.check(after)
        return self._tried[key]

    def chosen(self, *, unsafe: bool) -> list[Finding]:
        """Return findings whose fixes together bring no error, none only if every fix of the text brings one."""
        while True:
            free = [finding for finding in self.findings if finding.fingerprint not in self.held_back]
            tried = choose(free, unsafe=unsafe)
            if (harmless := self._harmless(tried)) or not tried:
                return harmless

    def _harmless(self, chosen: list[Finding]) -> list[Finding]:
        """Return those of the findings whose fixes together bring no error, and note the others as held back."""
        if not chosen:
            return []
        brought = _new_error(self.findings, self.applied(chosen)[1])
        if brought is None:
            return chosen
        if len(chosen) == 1:
            self.held_back[chosen[0].fingerprint] = chosen[0], brought
            return []
        half = len(chosen) // 2
        first, second = self._harmless(chosen[:half]), self._harmless(chosen[half:])
        both = [*first, *second]
        if not first or not second or _new_error(self.findings, self.applied(both)[1]) is None:
            return both
        return first


def _new_error(before: Sequence[Finding], after: Sequence[Finding]) -> str | None:
    """Return a rule that has more findings of severity error after an edit than before it, or None."""
    known = Counter(finding.rule for finding in before if finding.severity == "error")
    found = Counter(finding.rule for finding in after if finding.severity == "error")
    return min((found - known).keys(), default=None)


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
