"""What many findings have in common: rules that report once what recurs, and the templates that findings go back to.

Both look at the findings of a whole run, after baselines and changed lines have taken out theirs and before any reporter.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from linter.finding import Elsewhere
from linter.paths import shown_path

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Sequence

    from linter.configuration.resolver import ConfigResolver
    from linter.finding import Finding, Once
    from linter.running.result import RunResult


@dataclass(frozen=True, slots=True)
class CauseGroup:
    """The findings that go back to one template: its path, the places in it, the rules and how many findings and files."""

    path: str
    places: tuple[Elsewhere, ...]
    rules: tuple[str, ...]
    findings: int
    files: int


def fold(result: RunResult, resolver: ConfigResolver) -> None:
    """Leave one finding of those that a rule reports only once for an article, a template or a site.

    It is the first in order, and names the places of the others. Findings of different severity stay apart, so that
    the exit code is the same. Its fingerprint is that of the rule and of what it is reported once for, as the place
    of the first finding changes with every article.
    """
    keys = [_key(finding, resolver) for finding in result.findings]
    if not any(keys):
        return
    groups: dict[Hashable, list[Finding]] = {}
    for number, (key, finding) in enumerate(zip(keys, result.findings, strict=True)):
        groups.setdefault(key or number, []).append(finding)
    result.findings = [_folded(found, key, result) if len(found) > 1 else found[0] for key, found in groups.items()]


def _key(finding: Finding, resolver: ConfigResolver) -> tuple[str, ...] | None:
    """Return what findings share that are reported once; None for one that stands for itself."""
    folder = Path(finding.path).absolute().parent
    config = resolver.config_for(folder)
    rule = config.rulebook.rules.get(finding.rule)
    once: Once = rule.once if rule is not None else "place"
    if once == "article":
        return finding.rule, finding.severity, once, finding.path
    if once == "template" and finding.cause is not None:
        return finding.rule, finding.severity, once, str(finding.cause.place)
    if once == "site":
        return finding.rule, finding.severity, once, shown_path(resolver.site_root(folder) or config.root)
    return None


def _folded(found: Sequence[Finding], key: Hashable, result: RunResult) -> Finding:
    others = []
    for finding in found[1:]:
        position = result.sources[finding.path].position(finding.start)
        others.append(Elsewhere(finding.path, position.line, position.column))
    fingerprint = hashlib.sha256(repr(key).encode("utf-8", "surrogatepass")).hexdigest()[:24]
    return replace(found[0], others=tuple(others), fingerprint=fingerprint)


def paths_of(finding: Finding) -> set[str]:
    """Return the files that a finding stands for."""
    return {finding.path, *(other.path for other in finding.others)}


def cause_groups(findings: Iterable[Finding]) -> list[CauseGroup]:
    """Return the templates that findings go back to, those with most findings first."""
    by_path: dict[str, list[Finding]] = {}
    for finding in findings:
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


def by_cause(findings: Iterable[Finding], same: Callable[[Finding], Hashable]) -> list[list[Finding]]:
    """Group findings with a cause by it and by what ``same`` returns; each other finding is a group of its own."""
    groups: dict[Hashable, list[Finding]] = {}
    for number, finding in enumerate(findings):
        key = number if finding.cause is None else (finding.rule, finding.severity, finding.cause, same(finding))
        groups.setdefault(key, []).append(finding)
    return list(groups.values())
