"""The result of a run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from linter.running.source_store import SourceStore

if TYPE_CHECKING:
    from collections.abc import MutableMapping
    from pathlib import Path

    from linter.article.model import Article
    from linter.configuration.policy import Policy
    from linter.facts import Facts
    from linter.finding import AffiliateSummary, Failure, Finding, Outcome, Post, Suppressed
    from linter.source import Source

    Inspector = Callable[["Checked"], object]
    """Returns what a caller needs of each article besides its findings; must be picklable."""
    Revise = Callable[["Facts", "Policy", list["Finding"]], list["Finding"]]
    """Replaces the findings of an article, given its facts and its policy."""

FEW_FILES = 200
"""Up to how many files starting processes takes longer than it saves (measured: 0.3 s a process, 8 ms a file)."""

Progress = Callable[[int, int], None]


"""Called with the number of finished files, and of all files."""


def no_progress(done: int, files: int) -> None:
    """Show no progress."""


@dataclass(slots=True)
class RunResult:
    """The result of a run: findings sorted by path, offset and rule; failures; the number of files."""

    findings: list[Finding] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    files: int = 0
    paths: list[str] = field(default_factory=list)
    """The files that were checked, in order of discovery."""
    idle: int = 0
    """How many files had no active rule."""
    left_out: list[Path] = field(default_factory=list)
    """Files named on the command line that the configuration excludes."""
    passed_over: list[tuple[Path, str]] = field(default_factory=list)
    """Files and folders that a walk found to be no articles, and what they are."""
    known: list[Finding] | None = None
    """Findings accepted by a baseline, sorted the same way and not in ``findings``; None without a baseline."""
    unchanged: int | None = None
    """How many findings were left out because they are on unchanged lines; None if all lines count."""
    sources: MutableMapping[str, Source] = field(default_factory=SourceStore)
    """The sources of files with findings, suppressions or affiliate links, for reporters that show lines."""
    suppressed: list[Suppressed] = field(default_factory=list)
    """Findings hidden by directives in the articles, sorted the same way and not in ``findings``."""
    summaries: list[AffiliateSummary] = field(default_factory=list)
    """The articles with affiliate links, by path."""
    site_problems: dict[str, None] = field(default_factory=dict)
    """What could not be read of the sites around the articles."""
    inspections: dict[str, object] = field(default_factory=dict)
    """The results of ``inspector``, by path."""
    posts: dict[str, Post] = field(default_factory=dict)
    """What is known of pages besides their text, by path."""

    def add(self, shown: str, source: Source, outcome: Outcome) -> None:
        """Add one checked file."""
        self.paths.append(shown)
        self.idle += not outcome.rules
        self.findings.extend(outcome.findings)
        self.suppressed.extend(outcome.suppressed)
        if outcome.summary is not None:
            self.summaries.append(outcome.summary)
        if outcome.findings or outcome.suppressed or outcome.summary is not None:
            self.sources[shown] = source

    def merge(self, other: RunResult) -> None:
        """Add the result of other files; a failure in both (of a shared configuration) counts once."""
        self.findings.extend(other.findings)
        self.failures.extend(failure for failure in other.failures if failure not in self.failures)
        self.files += other.files
        self.paths.extend(other.paths)
        self.idle += other.idle
        self.sources.update(other.sources)
        self.suppressed.extend(other.suppressed)
        self.summaries.extend(other.summaries)
        self.inspections.update(other.inspections)
        self.posts.update(other.posts)
        self.site_problems.update(other.site_problems)

    def sorted(self) -> RunResult:
        """Sort everything in the order in which it is shown, and return the result."""
        self.findings.sort(key=_place)
        self.suppressed.sort(key=lambda item: _place(item.finding))
        self.summaries.sort(key=lambda summary: summary.path)
        self.failures.sort(key=place_of_failure)
        return self


def place_of_failure(failure: Failure) -> tuple[str, int, int, str]:
    """Return what failures are sorted by."""
    return failure.path, failure.line, failure.column, failure.message


def _place(finding: Finding) -> tuple[str, int, int, str]:
    return finding.path, finding.start, finding.end, finding.rule


@dataclass(frozen=True, slots=True)
class Checked:
    """One parsed and checked file.

    The article is read with LF line ends, and offsets are into that text; ``one_file.outcome_of`` gives those of the file.
    """

    source: Source
    """The file as it is."""
    article: Article
    facts: Facts
    findings: list[Finding]
    rules: int
    """How many rules were active."""
    suppressed: list[Suppressed]
    summary: AffiliateSummary | None
    """Its affiliate links in summary, None if it has none."""
