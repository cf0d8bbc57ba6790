"""Applies fixes to files, for ``affilint fix``."""

from __future__ import annotations

import os
from collections import Counter
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from linter.finding import Failure, Finding
from linter.fixes import UnstableFixError, fix_text
from linter.paths import shown_path
from linter.reading import read_regular
from linter.records import dataclass, field
from linter.running.discovery import discover, would_find
from linter.running.failures import failures_of
from linter.running.notices import lacks
from linter.running.one_file import check_source, outcome_of
from linter.running.parallel import map_files
from linter.running.result import no_progress, place_of_failure
from linter.source import Source, UnreadableSourceError
from linter.writing import write_atomically

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from linter.configuration.resolver import ConfigResolver
    from linter.running.result import Progress


@dataclass(frozen=True, slots=True)
class FixedFile:
    """One fixed file: its displayed path, the text before and after, how many findings of each rule were fixed."""

    path: str
    before: str
    after: str
    by_rule: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class HeldBack:
    """A finding whose fix would bring an error: its file's displayed path, its rule, and the rule of the error."""

    path: str
    rule: str
    brought: str


@dataclass(slots=True)
class FixReport:
    """The result of fixing: changed files, failures, number of files read, fixes held back, number of unsafe ones left out."""

    fixed: list[FixedFile] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    files: int = 0
    unsafe_left: int = 0
    without_notice: int = 0
    """Findings that a notice would mend, of which the configuration has none."""
    without_place: int = 0
    """Findings that the configured notice would mend, on pages that have no sure place for it."""
    held_back: list[HeldBack] = field(default_factory=list)
    passed_over: list[tuple[Path, str]] = field(default_factory=list)

    def merge(self, other: FixReport) -> None:
        """Add the report on other files; a failure in both (of a shared configuration) counts once."""
        self.fixed.extend(other.fixed)
        self.failures.extend(failure for failure in other.failures if failure not in self.failures)
        self.files += other.files
        self.unsafe_left += other.unsafe_left
        self.without_notice += other.without_notice
        self.without_place += other.without_place
        self.held_back.extend(other.held_back)


def fix_paths(
    paths: Sequence[Path],
    resolver: ConfigResolver,
    *,
    unsafe: bool,
    write: bool,
    jobs: int | None = 1,
    progress: Progress = no_progress,
) -> FixReport:
    """Fix files and folders, in place if ``write``. A file that cannot be fixed becomes a failure and stays unchanged.

    ``jobs`` is the number of processes, None for as many as are worth their start.
    """
    report = FixReport()
    inside = tuple(os.path.realpath(path) for path in paths)
    files = list(discover(paths, resolver, report.failures, [], report.passed_over))
    for done, file_report in enumerate(
        map_files(files, resolver, jobs, partial(_fix_one, unsafe=unsafe, write=write, inside=inside), _crash_result), 1
    ):
        report.merge(file_report)
        progress(done, len(files))
    report.failures.sort(key=place_of_failure)
    return report


def _crash_result(failure: Failure) -> FixReport:
    return FixReport(failures=[failure], files=1)


def fix_data(data: bytes, path: Path, resolver: ConfigResolver, *, unsafe: bool) -> tuple[bytes, FixReport]:
    """Fix text that is not read from its file (standard input), with the name and configuration of ``path``.

    Returns what it becomes: what it was where a run over the project would leave the file out, or where anything fails.
    """
    report = FixReport(files=1)
    shown = shown_path(path)
    with _failures_into(report, shown):
        if would_find(path, resolver):
            fixed = _fixed(report, shown, data, path, resolver, unsafe=unsafe)
            if fixed is not None:
                report.fixed.append(fixed[0])
                return fixed[1], report
    return data, report


def _fix_one(path: Path, resolver: ConfigResolver, *, unsafe: bool, write: bool, inside: Sequence[str]) -> FixReport:
    """Fix one file, which must lie ``inside`` one of some paths, links followed; every error becomes a failure."""
    report = FixReport(files=1)
    shown = shown_path(path)
    with _failures_into(report, shown):
        data = read_regular(path)
        fixed = _fixed(report, shown, data, path, resolver, unsafe=unsafe)
        if fixed is None:
            return report
        real = Path(os.path.realpath(path))
        if not any(real.is_relative_to(top) for top in inside):
            message = f"is a link to {shown_path(real)}, outside of the given paths; it stays as it is"
            report.failures.append(Failure(shown, message))
            return report
        if write:
            if path.read_bytes() != data:
                report.failures.append(Failure(shown, "changed while it was being fixed; it stays as it is"))
                return report
            write_atomically(path, fixed[1], faithful=True)
        report.fixed.append(fixed[0])
    return report


@contextmanager
def _failures_into(report: FixReport, shown: str) -> Iterator[None]:
    """Turn every error into a failure of a report."""
    try:
        yield
    except OSError as error:
        report.failures.append(Failure(shown, f"cannot be read or written: {error.strerror or error}"))
    except UnicodeEncodeError as error:
        message = f"a correction holds characters that {error.encoding} does not have; the file stays as it is"
        report.failures.append(Failure(shown, message))
    except UnstableFixError as error:
        report.failures.append(Failure(shown, str(error)))
    except Exception as error:  # noqa: BLE001 - one file must not end the run
        report.failures += failures_of(shown, error)


def _fixed(
    report: FixReport, shown: str, data: bytes, path: Path, resolver: ConfigResolver, *, unsafe: bool
) -> tuple[FixedFile, bytes] | None:
    """Return what a file becomes; None if nothing is fixed. Counts what is left in a report."""
    charset = resolver.policy_for(path).encoding
    source = Source.decode(shown, data, charset)

    def check(text: str) -> list[Finding]:
        return outcome_of(check_source(Source(shown, text, source.encoding), path, resolver)).findings

    result = fix_text(source.text, check, unsafe=unsafe)
    report.unsafe_left += sum(finding.fix is not None and not finding.fix.safe for finding in result.left)
    lacking = [lacks(finding, resolver) for finding in result.left]
    report.without_notice += lacking.count("text")
    report.without_place += lacking.count("place")
    report.held_back += [HeldBack(shown, finding.rule, brought) for finding, brought in result.held_back]
    if not result.fixed:
        return None
    counts = Counter(finding.rule for finding in result.fixed)
    return FixedFile(shown, source.text, result.text, counts), _encoded(source, data, result.text, charset)


def _encoded(source: Source, data: bytes, text: str, charset: str | None) -> bytes:
    """Return a fixed text in its file's encoding, every byte outside the edits as it was. Raises UnreadableSourceError.

    That holds where the encoding writes the old text as the file has it, which is asked first: in some encodings several
    byte sequences stand for one character. The result must also be read as what was meant.
    """
    try:
        is_same = source.encoded(source.text) == data
    except UnicodeEncodeError:
        is_same = False
    if not is_same:
        msg = (
            f"holds bytes that {source.encoding} would write in another way; the file stays as it is (save it as UTF-8)"
        )
        raise UnreadableSourceError(msg)
    fixed = source.encoded(text)
    if Source.decode(source.path, fixed, charset).text != text:
        msg = f"the corrected text would not be read as {source.encoding} again; the file stays as it is"
        raise UnreadableSourceError(msg)
    return fixed
