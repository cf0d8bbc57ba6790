"""The result of a run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from linter.extract import Extract, points_of
from linter.records import dataclass, field
from linter.running.file_results import EachFinding, Extracts, FileResults, summaries_in, suppressed_in
from linter.running.packed import once_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, MutableMapping, Sequence
    from pathlib import Path

    from linter.article.model import Article
    from linter.configuration.policy import Policy
    from linter.facts import Facts
    from linter.finding import AffiliateSummary, Failure, Finding, Once, Outcome, Post, Severity, Suppressed
    from linter.running.packed import OnceByRule, Packed
    from linter.source import Places, Source

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


_OF_RESULTS: Any = None
"""Stands for a view of what the results of the files hold."""


@dataclass(slots=True)
class RunResult:
    """The result of a run: findings sorted by path, offset and rule; failures; the number of files."""

    findings: Sequence[Finding] = _OF_RESULTS
    failures: list[Failure] = field(default_factory=list)
    files: int = 0
    paths: list[str] = field(default_factory=list)
    """The files that were checked, in order of discovery."""
    idle: int = 0
    """How many files had no active rule."""
    left_out: list[Path] = field(default_factory=list)
    """Files named on the command line that the configuration excludes."""
    folded: int = 0
    """Findings that others stand for, as their rule reports once what recurs."""
    folded_fixes: dict[bool, int] = field(default_factory=lambda: {True: 0, False: 0})
    """How many fixes these have beside those of the findings that are shown, by whether they are safe."""
    passed_over: list[tuple[Path, str]] = field(default_factory=list)
    """Files and folders that a walk found to be no articles, and what they are."""
    known: list[Finding] | None = None
    """Findings accepted by a baseline, sorted the same way and not in ``findings``; None without a baseline."""
    unchanged: int | None = None
    """How many findings were left out because they are on unchanged lines; None if all lines count."""
    results: FileResults = field(default_factory=FileResults)
    """What was found in each file, which the next fields show."""
    sources: MutableMapping[str, Places] = _OF_RESULTS
    """The places of files with findings, suppressions or affiliate links, for reporters that show lines."""
    suppressed: Sequence[Suppressed] = _OF_RESULTS
    """Findings hidden by directives in the articles, sorted the same way and not in ``findings``."""
    summaries: Sequence[AffiliateSummary] = _OF_RESULTS
    """The articles with affiliate links, by path."""
    once: dict[tuple[str, str], Once] = field(default_factory=dict)
    """By path and rule: what a rule with findings there reports once, if it does not report every place."""
    site_problems: dict[str, None] = field(default_factory=dict)
    """What could not be read of the sites around the articles."""
    inspections: dict[str, object] = field(default_factory=dict)
    """The results of ``inspector``, by path."""
    posts: dict[str, Post] = field(default_factory=dict)
    """What is known of pages besides their text, by path."""

    def __post_init__(self) -> None:
        """Show what ``results`` hold, where nothing else is given."""
        if self.findings is _OF_RESULTS:
            self.findings = EachFinding(self.results)
        if self.sources is _OF_RESULTS:
            self.sources = Extracts(self.results)
        if self.suppressed is _OF_RESULTS:
            self.suppressed = suppressed_in(self.results)
        if self.summaries is _OF_RESULTS:
            self.summaries = summaries_in(self.results)

    def __reduce__(self) -> tuple[Any, ...]:
        """Send what one process found to another; the views of ``results`` are made anew there."""
        sent = ("failures", "files", "paths", "idle", "results", "once", "site_problems", "inspections", "posts")
        return _received, ({name: getattr(self, name) for name in sent},)

    def add(self, shown: str, source: Source, outcome: Outcome) -> None:
        """Add one checked file."""
        self._add(shown, outcome.rules)
        self.results.add(shown, outcome, extract_of(source, outcome))
        self._add_once(once_of(outcome.findings, outcome.once), shown)

    def add_packed(self, result: Packed) -> None:
        """Add one file whose result is known. Raises DamagedError for bytes that are no result."""
        self.results.add_packed(result)
        self._add(result.path, result.rules)
        self._add_once(result.once, result.path)

    def _add(self, shown: str, rules: int) -> None:
        self.paths.append(shown)
        self.idle += not rules

    def _add_once(self, once: OnceByRule, path: str) -> None:
        for rule, what in once:
            self.once[path, rule] = what

    def merge(self, other: RunResult) -> None:
        """Add the result of other files; a failure in both (of a shared configuration) counts once."""
        self.failures.extend(failure for failure in other.failures if failure not in self.failures)
        self.files += other.files
        self.paths.extend(other.paths)
        self.idle += other.idle
        self.results.merge(other.results)
        self.once.update(other.once)
        self.inspections.update(other.inspections)
        self.posts.update(other.posts)
        self.site_problems.update(other.site_problems)

    def sorted(self) -> RunResult:
        """Sort everything in the order in which it is shown, and return the result."""
        self.results.sort()
        if isinstance(self.findings, list):
            self.findings.sort(key=place_of)
        self.failures.sort(key=place_of_failure)
        return self


def _received(fields: dict[str, Any]) -> RunResult:
    return RunResult(**fields)


def extract_of(source: Source, outcome: Outcome) -> Extract:
    """Take out of a text what its findings need."""
    points = [item.start for item in outcome.suppressed]
    for item in outcome.suppressed:
        points += points_of(item.finding)
    if outcome.summary is not None:
        points.append(outcome.summary.first)
    if not outcome.findings and not points:
        return Extract(source.path)
    return Extract.of(source, outcome.findings, points)


def place_of_failure(failure: Failure) -> tuple[str, int, int, str]:
    """Return what failures are sorted by."""
    return failure.path, failure.line, failure.column, failure.message


def place_of(finding: Finding) -> tuple[str, int, int, str]:
    """Return what findings are sorted by."""
    return finding.path, finding.start, finding.end, finding.rule


def by_severity(findings: Iterable[Finding]) -> Counter[Severity]:
    """Count findings by severity."""
    counts: Counter[Severity] = Counter()
    for _, severity, count in counted(findings):
        counts[severity] += count
    return +counts


def tally(findings: Iterable[Finding]) -> Counter[tuple[str, Severity]]:
    """Count findings by path and severity."""
    counts: Counter[tuple[str, Severity]] = Counter()
    for path, severity, count in counted(findings):
        counts[path, severity] += count
    return +counts


def counted(findings: Iterable[Finding]) -> Iterator[tuple[str, Severity, int]]:
    """Yield numbers of findings by path and severity, which are to be added; without unpacking those of a run."""
    if isinstance(findings, EachFinding):
        return findings.counted()
    return ((finding.path, finding.severity, 1) for finding in findings)


def with_causes(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield the findings with a cause, in order."""
    if isinstance(findings, EachFinding):
        findings = (finding for _, finding in findings.numbered(lambda _, kind: kind.has_cause))
    return (finding for finding in findings if finding.cause is not None)


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
    once: Mapping[str, Once] = field(default_factory=dict)
    """The active rules that do not report every place."""
