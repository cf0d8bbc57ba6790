"""Paths -> findings: which files to read, which configuration holds for each, and what could not be checked."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pathspec

from linter import suppressions
from linter.article import FORMATS, format_of, read_article
from linter.config import Config, Policy, Selection, check_selection, find_config, load_config, policy_for
from linter.engine import lint, with_fingerprints
from linter.facts import Facts
from linter.finding import Failure, Finding
from linter.nodes import DataError
from linter.source import Source, UnreadableSourceError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from linter.article.model import Article

# Where no article of the site itself lies, whatever .gitignore says.
_NEVER = frozenset(
    {".git", ".hg", ".svn", "node_modules", ".venv", "venv", "__pycache__", ".tox", "vendor", "bower_components"}
)


@dataclass(slots=True)
class Report:
    """The result of a run: findings sorted by path, offset and rule; what could not be checked; files read."""

    findings: list[Finding] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    files: int = 0
    sources: dict[str, Source] = field(default_factory=dict)
    """The sources that have findings, for reporters that show lines."""


@dataclass(frozen=True, slots=True)
class Checked:
    """One file, read and checked."""

    article: Article
    facts: Facts
    findings: list[Finding]


class Configs:
    """Finds the configuration for each file and reads each configuration once."""

    def __init__(self, explicit: Path | None = None, selection: Selection | None = None) -> None:
        self.explicit = load_config(explicit, _shown(explicit)) if explicit is not None else None
        self.selection = selection or Selection()
        self._by_folder: dict[Path, Config] = {}
        self._by_path: dict[Path | None, Config] = {}
        self._policies: dict[tuple[int, tuple[int, ...]], Policy] = {}

    def config_for(self, folder: Path) -> Config:
        """Return the configuration in force in a folder. Raises DataError."""
        if self.explicit is not None:
            return self.explicit
        known = self._by_folder.get(folder)
        if known is None:
            path = find_config(folder)
            if path not in self._by_path:
                config = load_config(path, _shown(path)) if path is not None else Config(root=_repository_root(folder))
                check_selection((*self.selection.select, *self.selection.ignore), config.rulebook)
                self._by_path[path] = config
            known = self._by_folder[folder] = self._by_path[path]
        return known

    def policy_for(self, path: Path) -> Policy:
        """Return what holds for a file. Raises DataError."""
        absolute = path.absolute()
        config = self.config_for(absolute.parent)
        relative = _relative(absolute, config.root)
        matching = tuple(
            number for number, override in enumerate(config.overrides) if override.paths.match_file(relative)
        )
        key = (id(config), matching)
        if key not in self._policies:
            self._policies[key] = policy_for(config, relative, self.selection)
        return self._policies[key]


def _repository_root(folder: Path) -> Path:
    return next((parent for parent in (folder, *folder.parents) if (parent / ".git").exists()), folder)


def _relative(path: Path, root: Path) -> str:
    try:
        return path.relative_to(root).as_posix()
    except ValueError:
        return Path(os.path.relpath(path, root)).as_posix()


def _shown(path: Path) -> str:
    """Return a path as messages name it: relative to the working directory where it lies inside, with ``/``."""
    try:
        return path.absolute().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.as_posix()


def check_paths(paths: Sequence[Path], configs: Configs) -> Report:
    """Check files and folders. A file that cannot be read or checked becomes a failure; the others are still checked."""
    report = Report()
    for path in discover(paths, configs, report.failures):
        shown = _shown(path)
        try:
            data = path.read_bytes()
        except OSError as error:
            report.failures.append(Failure(shown, f"cannot be read: {error.strerror or error}"))
            continue
        _check_into(report, shown, data, path, configs)
    return _sorted(report)


def check_text(data: bytes, path: Path, configs: Configs) -> Report:
    """Check text that does not come from its file (standard input), under the name and configuration of ``path``."""
    report = Report()
    _check_into(report, _shown(path), data, path, configs)
    return _sorted(report)


def _sorted(report: Report) -> Report:
    report.findings.sort(key=lambda finding: (finding.path, finding.start, finding.end, finding.rule))
    report.failures.sort(key=lambda failure: (failure.path, failure.message))
    return report


def _check_into(report: Report, shown: str, data: bytes, path: Path, configs: Configs) -> None:
    report.files += 1
    try:
        checked = check_file(shown, data, path, configs)
    except UnreadableSourceError as error:
        report.failures.append(Failure(shown, str(error)))
    except DataError as error:
        message = str(error)
        if not any(failure.message == message for failure in report.failures):
            report.failures.append(Failure(error.path, f"{error.line}:{error.column}: {error.message}"))
    except Exception as error:  # noqa: BLE001 - one file must not take the run with it
        report.failures.append(Failure(shown, f"internal error, please report it: {type(error).__name__}: {error}"))
    else:
        report.findings.extend(checked.findings)
        if checked.findings:
            report.sources[shown] = checked.article.source


def check_file(shown: str, data: bytes, path: Path, configs: Configs) -> Checked:
    """Read and check one file. Raises UnreadableSourceError and DataError."""
    policy = configs.policy_for(path)
    source = Source.decode(shown, data, policy.encoding)
    article = read_article(source)
    facts = Facts(article, policy.facts)
    findings = lint(facts, policy.active)
    known = configs.config_for(path.absolute().parent).rulebook.rules
    kept = suppressions.apply(article, findings, known, {active.rule.id for active in policy.active.rules})
    if kept is not findings:
        kept = with_fingerprints(
            sorted(kept, key=lambda finding: (finding.start, finding.end, finding.rule)), source.text
        )
    return Checked(article, facts, kept)


def discover(paths: Sequence[Path], configs: Configs, failures: list[Failure]) -> Iterator[Path]:
    """Yield the files to check, each once, in sorted order; what does not exist becomes a failure.

    Folders are searched for the formats that affilint reads, with .gitignore and the configuration's include and
    exclude respected. A file named outright is checked unless the configuration excludes it (as pre-commit needs).
    """
    seen: set[Path] = set()
    for path in paths:
        if path.is_dir():
            found: Iterable[Path] = _files_below(path, configs, failures)
        elif path.exists():
            found = [path] if not _excluded(path, configs, failures) else []
            if format_of(path.name) is None:
                failures.append(
                    Failure(_shown(path), f"affilint does not read this kind of file (it reads {', '.join(FORMATS)})")
                )
                continue
        else:
            failures.append(Failure(_shown(path), "no such file or folder"))
            continue
        for file in found:
            if file not in seen:
                seen.add(file)
                yield file


def _files_below(top: Path, configs: Configs, failures: list[Failure]) -> Iterator[Path]:
    ignores = _Ignores(top)
    for folder, folders, files in os.walk(top, onerror=lambda error: failures.append(_walk_failure(error))):
        here = Path(folder)
        ignores.enter(here)
        folders[:] = sorted(
            name for name in folders if name not in _NEVER and not ignores.ignored(here / name, is_folder=True)
        )
        for name in sorted(files):
            path = here / name
            if (
                format_of(name) is not None
                and not ignores.ignored(path)
                and not _excluded(path, configs, failures, found=True)
            ):
                yield path


def _walk_failure(error: OSError) -> Failure:
    return Failure(_shown(Path(str(error.filename))), f"cannot be read: {error.strerror or error}")


def _excluded(path: Path, configs: Configs, failures: list[Failure], *, found: bool = False) -> bool:
    """Say whether the configuration leaves a file out; ``found`` files must also be included."""
    absolute = path.absolute()
    try:
        config = configs.config_for(absolute.parent)
    except DataError as error:
        failure = Failure(error.path, f"{error.line}:{error.column}: {error.message}")
        if failure not in failures:
            failures.append(failure)
        return True
    relative = _relative(absolute, config.root)
    if config.exclude and _spec(config.exclude).match_file(relative):
        return True
    return found and bool(config.include) and not _spec(config.include).match_file(relative)


@cache
def _spec(lines: tuple[str, ...]) -> pathspec.PathSpec[pathspec.Pattern]:
    return pathspec.PathSpec.from_lines("gitignore", lines)


class _Ignores:
    """The .gitignore files between the repository's root and the folder being searched."""

    def __init__(self, top: Path) -> None:
        self._specs: dict[Path, pathspec.PathSpec[pathspec.Pattern]] = {}
        absolute = top.absolute()
        root = next((parent for parent in (absolute, *absolute.parents) if (parent / ".git").exists()), None)
        if root is not None:
            for parent in (absolute, *absolute.parents):
                self.enter(parent)
                if parent == root:
                    break

    def enter(self, folder: Path) -> None:
        """Read the .gitignore of a folder, if it has one."""
        folder = folder.absolute()
        file = folder / ".gitignore"
        if folder not in self._specs and file.is_file():
            lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
            self._specs[folder] = pathspec.PathSpec.from_lines("gitignore", lines)

    def ignored(self, path: Path, *, is_folder: bool = False) -> bool:
        """Say whether a .gitignore at or above a path leaves it out."""
        path = path.absolute()
        if not self._specs:
            return False
        for parent in path.parents:
            spec = self._specs.get(parent)
            if spec is not None:
                relative = path.relative_to(parent).as_posix()
                if spec.match_file(f"{relative}/" if is_folder else relative):
                    return True
        return False
