"""Paths -> findings: which files to read, which configuration holds for each, and what could not be checked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from linter import suppressions
from linter.article import read_article
from linter.configs import Configs
from linter.day import DayError
from linter.discovery import discover
from linter.engine import lint, with_fingerprints
from linter.facts import Facts
from linter.finding import CONFIDENCES, Failure, Finding, Outcome, Page, Suppressed, at_least
from linter.kept import KeptSources
from linter.nodes import DataError
from linter.paths import shown_path
from linter.source import Source, UnreadableSourceError

if TYPE_CHECKING:
    from collections.abc import Iterable, MutableMapping, Sequence
    from pathlib import Path

    from linter.article.model import Article
    from linter.results import ResultCache, Results

    Look = Callable[["Checked"], object]
    """What a caller wants to know of each article besides; the answer must survive a journey between processes."""

__all__ = [
    "Checked",
    "Configs",
    "Report",
    "check_file",
    "check_files",
    "check_paths",
    "check_source",
    "check_text",
    "discover",
    "failure_of",
    "read_facts",
]

FEW_FILES = 200
"""Files to check below which starting processes costs more than it saves (measured: 0.3 s a process, 8 ms a file)."""


Progress = Callable[[int, int], None]
"""Told how many files are done, and how many there are."""


def unseen(done: int, files: int) -> None:
    """Show no progress."""


@dataclass(slots=True)
class Report:
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
    known: list[Finding] | None = None
    """Findings that a baseline forgives, sorted likewise and not among ``findings``; None where no baseline holds."""
    unchanged: int | None = None
    """How many findings were left out since they stand on lines that did not change; None where that was not asked."""
    sources: MutableMapping[str, Source] = field(default_factory=KeptSources)
    """The sources that the report says something of, for reporters that show lines."""
    suppressed: list[Suppressed] = field(default_factory=list)
    """Findings that directives in the articles hide, sorted likewise and not among ``findings``."""
    pages: list[Page] = field(default_factory=list)
    """The articles with affiliate links, by path."""
    looks: dict[str, object] = field(default_factory=dict)
    """What ``look`` answered, by path."""

    def take(self, shown: str, source: Source, outcome: Outcome) -> None:
        """Add one file that was checked."""
        self.paths.append(shown)
        self.idle += not outcome.rules
        self.findings.extend(outcome.findings)
        self.suppressed.extend(outcome.suppressed)
        if outcome.page is not None:
            self.pages.append(outcome.page)
        if outcome.findings or outcome.suppressed or outcome.page is not None:
            self.sources[shown] = source

    def merge(self, other: Report) -> None:
        """Add a report on other files; a failure that both name (a configuration's) counts once."""
        self.findings.extend(other.findings)
        self.failures.extend(failure for failure in other.failures if failure not in self.failures)
        self.files += other.files
        self.paths.extend(other.paths)
        self.idle += other.idle
        self.sources.update(other.sources)
        self.suppressed.extend(other.suppressed)
        self.pages.extend(other.pages)
        self.looks.update(other.looks)


@dataclass(frozen=True, slots=True)
class Checked:
    """One file, read and checked."""

    article: Article
    facts: Facts
    findings: list[Finding]
    rules: int
    """How many rules were on."""
    suppressed: list[Suppressed]
    page: Page | None
    """What its affiliate links come to, None where it has none."""


def check_paths(
    paths: Sequence[Path],
    configs: Configs,
    cache: ResultCache | None = None,
    jobs: int | None = 1,
    *,
    look: Look | None = None,
    progress: Progress = unseen,
) -> Report:
    """Check files and folders. A file that cannot be read or checked becomes a failure; the others are still checked."""
    report = Report()
    files = discover(paths, configs, report.failures, report.left_out)
    return check_files(files, configs, report, cache, jobs, look=look, progress=progress)


def check_files(
    files: Iterable[Path],
    configs: Configs,
    report: Report,
    cache: ResultCache | None = None,
    jobs: int | None = 1,
    *,
    look: Look | None = None,
    progress: Progress = unseen,
) -> Report:
    """Check files that were discovered, into a report; what the cache knows of an unchanged file is not found again.

    ``jobs`` is the number of processes, None for as many as are worth their start. With ``look``, a function of a module,
    every file is checked and looked at; the answers are in ``Report.looks``. ``progress`` is told after each file how many
    of how many are done.
    """
    files = list(files)
    if look is not None:
        cache = None
    if jobs == 1 or (jobs is None and len(files) <= FEW_FILES):
        for done, path in enumerate(files, 1):
            check_into(report, path, configs, cache, look)
            progress(done, len(files))
    else:
        from linter.parallel import check_parallel  # noqa: PLC0415 - not for a single process

        check_parallel(files, configs, report, cache, jobs, look=look, progress=progress)
    return _sorted(report)


def check_into(
    report: Report, path: Path, configs: Configs, cache: Results | None = None, look: Look | None = None
) -> None:
    """Check one file into a report, whatever is wrong with it."""
    shown = shown_path(path)
    try:
        data = path.read_bytes()
    except OSError as error:
        report.failures.append(Failure(shown, f"cannot be read: {error.strerror or error}"))
        return
    _check_into(report, shown, data, path, configs, cache, look)


def known_report(path: Path, configs: Configs, cache: Results | None) -> Report | None:
    """Return the report on one file if the cache knows it."""
    shown = shown_path(path)
    try:
        data = path.read_bytes()
        if _depends_on_the_day(data):
            return None
        known = _known(shown, data, path, configs, cache)
    except (OSError, DataError, UnreadableSourceError):
        return None
    if known is None:
        return None
    report = Report(files=1)
    report.take(shown, *known)
    return report


def check_text(data: bytes, path: Path, configs: Configs) -> Report:
    """Check text that does not come from its file (standard input), under the name and configuration of ``path``."""
    report = Report()
    _check_into(report, shown_path(path), data, path, configs)
    return _sorted(report)


def _sorted(report: Report) -> Report:
    report.findings.sort(key=lambda finding: (finding.path, finding.start, finding.end, finding.rule))
    report.suppressed.sort(
        key=lambda item: (item.finding.path, item.finding.start, item.finding.end, item.finding.rule)
    )
    report.pages.sort(key=lambda page: page.path)
    report.failures.sort(key=lambda failure: (failure.path, failure.message))
    return report


def _check_into(
    report: Report,
    shown: str,
    data: bytes,
    path: Path,
    configs: Configs,
    cache: Results | None = None,
    look: Look | None = None,
) -> None:
    report.files += 1
    try:
        if look is None:
            source, outcome = _result(shown, data, path, configs, cache)
        else:
            checked = check_file(shown, data, path, configs)
            source, outcome = checked.article.source, _outcome(checked)
            report.looks[shown] = look(checked)
    except Exception as error:  # noqa: BLE001 - one file must not take the run with it
        failure = failure_of(shown, error)
        if failure not in report.failures:
            report.failures.append(failure)
    else:
        report.take(shown, source, outcome)


def failure_of(shown: str, error: Exception) -> Failure:
    """Say in a line why a file could not be checked: its own fault, a configuration's, or ours."""
    if isinstance(error, UnreadableSourceError | DayError):
        return Failure(shown, str(error))
    if isinstance(error, DataError):
        return Failure(error.path, f"{error.line}:{error.column}: {error.message}")
    return Failure(shown, f"internal error, please report it: {type(error).__name__}: {error}")


def _result(shown: str, data: bytes, path: Path, configs: Configs, cache: Results | None) -> tuple[Source, Outcome]:
    """Return a file's text and what checking it came to, from the cache where it can."""
    if _depends_on_the_day(data):
        cache = None
    known = _known(shown, data, path, configs, cache)
    if known is not None:
        return known
    checked = check_file(shown, data, path, configs)
    source, outcome = checked.article.source, _outcome(checked)
    if cache is not None:
        cache.put(*_place(shown, data, path, configs), source.encoding, outcome)
    return source, outcome


def _outcome(checked: Checked) -> Outcome:
    return Outcome(checked.rules, checked.findings, checked.suppressed, checked.page)


def _depends_on_the_day(data: bytes) -> bool:
    """Say whether a file may hold a suppression that ends: its result is one of its day, not of its bytes."""
    return b"affilint" in data and b"until" in data


def _known(
    shown: str, data: bytes, path: Path, configs: Configs, cache: Results | None
) -> tuple[Source, Outcome] | None:
    known = cache.get(*_place(shown, data, path, configs)) if cache is not None else None
    if known is None:
        return None
    encoding, outcome = known
    return Source.decode(shown, data, encoding), outcome


def _place(shown: str, data: bytes, path: Path, configs: Configs) -> tuple[str, str]:
    """Return under which name and key the cache knows a file's result."""
    from linter.results import result_key  # noqa: PLC0415 - only with a cache

    place = (
        str(path.absolute()).encode("utf-8", "backslashreplace").decode()
    )  # databases hold no bytes that are no text
    return place, result_key(data, shown, configs.circumstances(path))


def read_facts(shown: str, data: bytes, path: Path, configs: Configs) -> Facts:
    """Read one file without running a rule. Raises UnreadableSourceError and DataError."""
    policy = configs.policy_for(path)
    return Facts(read_article(Source.decode(shown, data, policy.encoding)), policy.facts)


def check_file(shown: str, data: bytes, path: Path, configs: Configs) -> Checked:
    """Read and check one file. Raises UnreadableSourceError, DataError and DayError."""
    return check_source(Source.decode(shown, data, configs.policy_for(path).encoding), path, configs)


def check_source(source: Source, path: Path, configs: Configs) -> Checked:
    """Check a text with what holds for the file at ``path``. Raises DataError and DayError."""
    policy = configs.policy_for(path)
    if configs.profile is None:
        article = read_article(source)
        facts = Facts(article, policy.facts)
        findings = lint(facts, policy.active)
    else:
        article, facts, findings = configs.profile.check(source, policy)
    known = configs.config_for(path.absolute().parent).rulebook.rules
    ran = {active.rule.id for active in policy.active.rules}
    hidden: list[Suppressed] = []
    kept = suppressions.apply(article, findings, known, ran, configs.day, policy.left_out, hidden)
    if kept is not findings:
        kept = with_fingerprints(
            sorted(kept, key=lambda finding: (finding.start, finding.end, finding.rule)), article.source.text
        )
    sure = [finding for finding in kept if at_least(finding.confidence, policy.active.min_confidence, CONFIDENCES)]
    return Checked(article, facts, sure, len(policy.active.rules), hidden, _page(facts))


def _page(facts: Facts) -> Page | None:
    if not facts.article.links and not facts.article.emitted:
        return None
    from linter.inventory import page_of  # noqa: PLC0415 - an article without links needs none of it

    return page_of(facts)
