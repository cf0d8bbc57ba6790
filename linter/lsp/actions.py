"""Code actions for findings: single fixes, all safe fixes together, suppressions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

from linter import fixes
from linter.finding import Edit
from linter.lsp.suppress import suppression
from linter.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from linter.finding import Finding
    from linter.lsp.buffers import Reading

QUICK_FIX = types.CodeActionKind.QuickFix.value
FIX_ALL = f"{types.CodeActionKind.SourceFixAll.value}.affilint"
_SUPPRESSIONS = 10
"""For how many findings of one request suppressions are tried, as each try is a check."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """One change that a user may choose; ``finding`` is None if it is about all of them."""

    title: str
    kind: str
    edits: tuple[Edit, ...]
    finding: Finding | None = None
    preferred: bool = False


def is_requested(kind: str, only: Sequence[str] | None) -> bool:
    """Return whether a client requests a kind of action; kinds are dotted, and a prefix requests all below it."""
    return only is None or any(requested in ("", kind) or kind.startswith(f"{requested}.") for requested in only)


def proposals(
    reading: Reading, start: int, end: int, only: Sequence[str] | None, check: Callable[[str], Reading]
) -> Iterator[Proposal]:
    """Yield the actions for the findings that touch a span, and for the whole document."""
    touched = [finding for finding in reading.findings if finding.start <= end and start <= finding.end]
    if is_requested(QUICK_FIX, only):
        for finding in touched:
            if finding.fix is not None and finding.fix.edits:
                description = finding.fix.description or "Fix it"
                title = f"{description[0].upper()}{description[1:]} ({finding.rule})"
                if not finding.fix.safe:
                    title = f"{title}: unsafe, look at the result"
                yield Proposal(title, QUICK_FIX, finding.fix.edits, finding, preferred=finding.fix.safe)
    if is_requested(FIX_ALL, only):
        edits = fix_all(reading, check)
        if edits:
            yield Proposal("affilint: fix all safe problems", FIX_ALL, edits)
    if is_requested(QUICK_FIX, only):
        for finding in touched[:_SUPPRESSIONS]:
            found = suppression(reading, finding, check)
            if found is not None:
                yield Proposal(f"Suppress {finding.rule} {found[0]}", QUICK_FIX, (found[1],), finding)


def fix_all(reading: Reading, check: Callable[[str], Reading]) -> tuple[Edit, ...]:
    """Return the edits with the result of ``affilint fix``; none if the fixes do not converge."""
    text = reading.source.text
    chosen = fixes.choose(reading.findings, unsafe=False)
    if not chosen:
        return ()
    try:
        fixed = fixes.fix_text(text, lambda other: check(other).findings).text
    except fixes.UnstableFixError:
        return ()
    edits = tuple(edit for finding in chosen if finding.fix is not None for edit in finding.fix.edits)
    if fixes.apply(text, edits) == fixed:
        return tuple(sorted(edits, key=lambda edit: (edit.start, edit.end)))
    return (_one_edit(text, fixed),)


def _one_edit(before: str, after: str) -> Edit:
    """Return the single replacement that turns one text into the other, from the first to the last difference.

    It never starts or ends inside a CR LF, where editors have no position.
    """
    shorter = min(len(before), len(after))
    start = next((at for at in range(shorter) if before[at] != after[at]), shorter)
    suffix = next((at for at in range(shorter - start) if before[-1 - at] != after[-1 - at]), shorter - start)
    start -= before[start - 1 : start + 1] == "\r\n"
    end = len(before) - suffix
    suffix -= before[end - 1 : end + 1] == "\r\n"
    return Edit(start, len(before) - suffix, after[start : len(after) - suffix])
