"""What a run came to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from linter.running.source_store import SourceStore

if TYPE_CHECKING:
    from collections.abc import MutableMapping
    from pathlib import Path

    from linter.article.model import Article
    from linter.facts import Facts
    from linter.finding import AffiliateSummary, Failure, Finding, Outcome, Suppressed
    from linter.source import Source

    Inspector = Callable[["Checked"], object]
    """What a caller wants to know of each article besides; the answer must survive a journey between processes."""

FEW_FILES = 200
"""Files to check below which starting processes costs more than it saves (measured: 0.3 s a process, 8 ms a file)."""

Progress = Callable[[int, int], None]


"""Told how many files are done, and how many there are."""


def unseen(done: int, files: int) -> None:
    """Show no progress."""


@dataclass(slots=True)
class RunResult:
    """The result of a run: findings sorted by path, offset and rule; what could not be checked; files read."""

    findings: list[Finding] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    files: int = 0
    paths: list[str] = field(default_factory=list)
    """The files that were checked, in the order in which they were found."""
    idle: int = 0
    """Files for which no rule at all was on."""
    left_out: list[Path] = field(default_factory=list)
    """Files that were named outright and that the configuration excludes."""
    passed_over: list[tuple[Path, str]] = field(default_factory=list)
    """Files and folders that a walk found to be no articles, and what they are."""
    known: list[Finding] | None = None
    """Findings that a baseline forgives, sorted likewise and not among ``findings``; None where no baseline holds."""
    unchanged: int | None = None
    """How many findings were left out since they stand on lines that did not change; None where that was not asked."""
    sources: MutableMapping[str, Source] = field(default_factory=SourceStore)
    """The sources that the report says something of, for reporters that show lines."""
    suppressed: list[Suppressed] = field(default_factory=list)
    """Findings that directives in the articles hide, sorted likewise and not among ``findings``."""
    summaries: list[AffiliateSummary] = field(default_factory=list)
    """The articles with affiliate links, by path."""
    inspections: dict[str, object] = field(default_factory=dict)
    """What ``inspector`` answered, by path."""

    def take(self, shown: str, source: Source, outcome: Outcome) -> None:
        """Add one file that was checked."""
        self.paths.append(shown)
        self.idle += not outcome.rules
        self.findings.extend(outcome.findings)
        self.suppressed.extend(outcome.suppressed)
        if outcome.summary is not None:
            self.summaries.append(outcome.summary)
        if outcome.findings or outcome.suppressed or outcome.summary is not None:
            self.sources[shown] = source

    def merge(self, other: RunResult) -> None:
        """Add a report on other files; a failure that both name (a configuration's) counts once."""
        self.findings.extend(other.findings)
        self.failures.extend(failure for failure in other.failures if failure not in self.failures)
        self.files += other.files
        self.paths.extend(other.paths)
        self.idle += other.idle
        self.sources.update(other.sources)
        self.suppressed.extend(other.suppressed)
        self.summaries.extend(other.summaries)
        self.inspections.update(other.inspections)

    def sorted(self) -> RunResult:
        """Return the report with everything in the order in which it is shown."""
        self.findings.sort(key=_place)
        self.suppressed.sort(key=lambda item: _place(item.finding))
        self.summaries.sort(key=lambda summary: summary.path)
        self.failures.sort(key=lambda failure: (failure.path, failure.message))
        return self


def _place(finding: Finding) -> tuple[str, int, int, str]:
    return finding.path, finding.start, finding.end, finding.rule


@dataclass(frozen=True, slots=True)
class Checked:
    """One file, read and checked."""

    article: Article
    facts: Facts
    findings: list[Finding]
    rules: int
    """How many rules were on."""
    suppressed: list[Suppressed]
    summary: AffiliateSummary | None
    """What its affiliate links come to, None where it has none."""
