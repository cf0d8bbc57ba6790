"""What can be done about findings: fixes, all safe fixes at once, suppressions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lsprotocol import types

from linter import fixes
from linter.finding import Edit
from linter.lsp.suppress import suppression

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from linter.finding import Finding
    from linter.lsp.buffers import Reading

QUICK_FIX = types.CodeActionKind.QuickFix.value
FIX_ALL = f"{types.CodeActionKind.SourceFixAll.value}.affilint"
_SUPPRESSIONS = 10
"""Findings of one request for which a suppression is tried out, as each try is a check."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """One change that a user may choose; ``finding`` is what it is about, None for all of them."""

    title: str
    kind: str
    edits: tuple[Edit, ...]
    finding: Finding | None = None
    preferred: bool = False


def wanted(kind: str, only: Sequence[str] | None) -> bool:
    """Say whether a client asks for a kind of action: kinds are words with dots, the first ones name a family."""
    return only is None or any(asked in ("", kind) or kind.startswith(f"{asked}.") for asked in only)


def proposals(
    reading: Reading, start: int, end: int, only: Sequence[str] | None, check: Callable[[str], Reading]
) -> Iterator[Proposal]:
    """Yield what can be done about the findings that touch a span, and about the whole document."""
    here = [finding for finding in reading.findings if finding.start <= end and start <= finding.end]
    if wanted(QUICK_FIX, only):
        for finding in here:
            if finding.fix is not None and finding.fix.edits:
                said = finding.fix.description or "Fix it"
                title = f"{said[0].upper()}{said[1:]} ({finding.rule})"
                if not finding.fix.safe:
                    title = f"{title}: unsafe, look at the result"
                yield Proposal(title, QUICK_FIX, finding.fix.edits, finding, preferred=finding.fix.safe)
    if wanted(FIX_ALL, only):
        edits = fix_all(reading, check)
        if edits:
            yield Proposal("affilint: fix all safe problems", FIX_ALL, edits)
    if wanted(QUICK_FIX, only):
        for finding in here[:_SUPPRESSIONS]:
            found = suppression(reading, finding, check)
            if found is not None:
                yield Proposal(f"Suppress {finding.rule} {found[0]}", QUICK_FIX, (found[1],), finding)


def fix_all(reading: Reading, check: Callable[[str], Reading]) -> tuple[Edit, ...]:
    """Return the edits that lead to what ``affilint fix`` would write; none where fixes do not come to an end."""
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
    """Return the one replacement that turns a text into another: what stands between the first and the last change.

    It never starts or ends inside a CR LF, for which editors have no position.
    """
    most = min(len(before), len(after))
    start = next((at for at in range(most) if before[at] != after[at]), most)
    same = next((at for at in range(most - start) if before[-1 - at] != after[-1 - at]), most - start)
    start -= before[start - 1 : start + 1] == "\r\n"
    end = len(before) - same
    same -= before[end - 1 : end + 1] == "\r\n"
    return Edit(start, len(before) - same, after[start : len(after) - same])
