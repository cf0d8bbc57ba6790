"""What many findings have in common: rules that report once what recurs, and the templates that findings go back to.

Both look at the findings of a whole run, after baselines and changed lines have taken out theirs and before any reporter.
"""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from linter.finding import Elsewhere
from linter.paths import is_address, shown_path
from linter.records import dataclass, field, replace
from linter.running.file_results import EachFinding
from linter.running.result import with_causes

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Sequence

    from linter.configuration.resolver import ConfigResolver
    from linter.finding import Finding, Once, Severity
    from linter.running.file_results import Number
    from linter.running.result import RunResult


_ROOT = 3
"""Where the keys of what is reported once for a site have the site's root."""


@dataclass(frozen=True, slots=True)
class CauseGroup:
    """The findings that go back to one template: its path, the places in it, the rules and how many findings and files."""

    path: str
    places: tuple[Elsewhere, ...]
    rules: tuple[str, ...]
    findings: int
    files: int


@dataclass(slots=True)
class _Members:
    """The findings that one is reported for: its number, itself, the one that came last, and the places of the others."""

    number: Number
    first: Finding
    latest: Finding
    others: list[Elsewhere] = field(default_factory=list)

    def add(self, finding: Finding, result: RunResult) -> None:
        """Add the next one, and count its fix; the two marks of a quotation share theirs."""
        position = result.sources[finding.path].position(finding.start)
        self.others.append(Elsewhere(finding.path, position.line, position.column))
        before, self.latest = self.latest, finding
        if finding.fix is None or is_address(finding.path):
            return
        if before.fix is None or before.fix.edits != finding.fix.edits:
            result.folded_fixes[finding.fix.safe] += 1


def fold(result: RunResult, resolver: ConfigResolver) -> None:
    """Leave one finding of those that a rule reports only once for an article, a wording, a cause or a site.

    It is the first in order, and names the places of the others. Findings of different severity stay apart, so that
    the exit code is the same. Its fingerprint is that of the rule and of what it is reported once for, as the place
    of the first finding changes with every article.
    """
    if not result.once:
        return
    found = result.findings
    if isinstance(found, EachFinding):
        some = found.numbered(lambda path, kind: (path, kind.rule) in result.once)
    else:
        some = ((("", number), finding) for number, finding in enumerate(found))
    groups: dict[tuple[str, ...], _Members] = {}
    changes: dict[Number, Finding | Severity] = {}
    roots = cache(partial(_root, resolver=resolver))
    for number, finding in some:
        once = result.once.get((finding.path, finding.rule))
        key = _key(finding, once, roots) if once is not None else None
        if key in groups:
            changes[number] = finding.severity
            groups[key].add(finding, result)
        elif key is not None:
            groups[key] = _Members(number, finding, finding)
    result.folded += len(changes)
    habits = _habits(result, roots) if "habit" in result.once.values() else {}
    for key, members in groups.items():
        first = members.first
        if result.once[first.path, first.rule] == "habit" and (habit := habits.get(key[_ROOT])):
            changes[members.number] = first = replace(first, message=f"{first.message} {habit}")
        if members.others:
            changes[members.number] = _folded(first, members.others, key)
    if not changes:
        return
    if isinstance(found, EachFinding):
        result.findings = found.changed(changes)
    else:
        kept = (changes.get(("", number), finding) for number, finding in enumerate(found))
        result.findings = [finding for finding in kept if not isinstance(finding, str)]


def _root(folder: str, *, resolver: ConfigResolver) -> str:
    """Return the root of the site that a folder belongs to, as the run shows it."""
    absolute = Path(folder).absolute()
    return shown_path(resolver.site_root(absolute) or resolver.config_for(absolute).root)


def _key(finding: Finding, once: Once, root_of: Callable[[str], str]) -> tuple[str, ...] | None:
    """Return what findings share that are reported once; None for one that stands for itself."""
    if once == "article":
        return finding.rule, finding.severity, once, finding.path
    if once == "wording":
        return finding.rule, finding.severity, once, finding.path, finding.message
    if once == "cause" and finding.cause is not None:
        return finding.rule, finding.severity, once, str(finding.cause.place)
    if once == "place":
        return None
    root = root_of(os.path.dirname(finding.path))  # noqa: PTH120
    if once == "cause":
        return finding.rule, finding.severity, once, root, finding.message
    of_template = (finding.cause.place.path,) if finding.cause is not None else ()
    return finding.rule, finding.severity, "site", root, *of_template


def _habits(result: RunResult, root_of: Callable[[str], str]) -> dict[str, str]:
    """Return, for each site of which some affiliate links have the rel that they need and others not, how many have it."""
    counts: dict[str, list[int]] = {}
    for page in result.summaries:
        count = counts.setdefault(root_of(os.path.dirname(page.path)), [0, 0])  # noqa: PTH120
        count[0] += page.with_rel
        count[1] += page.without_rel
    return {
        root: f"Of the {has + lacks} affiliate links that can have one, {has} {'has' if has == 1 else 'have'} it."
        for root, (has, lacks) in counts.items()
        if has and lacks
    }


def _folded(first: Finding, others: Iterable[Elsewhere], key: Hashable) -> Finding:
    fingerprint = hashlib.sha256(repr(key).encode("utf-8", "surrogatepass")).hexdigest()[:24]
    return replace(first, others=tuple(others), fingerprint=fingerprint)


def paths_of(finding: Finding) -> set[str]:
    """Return the files that a finding stands for."""
    return {finding.path, *(other.path for other in finding.others)}


def cause_groups(findings: Iterable[Finding]) -> list[CauseGroup]:
    """Return the templates that findings go back to, those with most findings first."""
    by_path: dict[str, list[Finding]] = {}
    for finding in with_causes(findings):
        if finding.cause is not None:
            by_path.setdefault(finding.cause.place.path, []).append(finding)
    groups = [_group(path, found) for path, found in by_path.items()]
    return sorted(groups, key=lambda group: (-group.findings, group.path))


def _group(path: str, found: Sequence[Finding]) -> CauseGroup:
    places = {finding.cause.place for finding in found if finding.cause is not None}
    return CauseGroup(
        path,
        tuple(sorted(places, key=lambda place: (place.line, place.column))),
        tuple(
            rule
            for rule, _ in sorted(Counter(finding.rule for finding in found).items(), key=lambda one: (-one[1], one[0]))
        ),
        len(found),
        len({path for finding in found for path in paths_of(finding)}),
    )
