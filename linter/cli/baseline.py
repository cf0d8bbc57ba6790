"""``affilint baseline``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from linter.cli._baseline_name import name_baseline
from linter.cli._baseline_options import baseline_file
from linter.cli._common import fail, make_resolver, no_file, say
from linter.cli._options import config_option, day_option, format_option, paths_argument
from linter.paths import shown_path
from linter.reporters import neutral
from linter.reporters._words import plural
from linter.reporters.json import dump
from linter.running.baseline import FILE_NAME, Baseline, BaselineError, read_baseline, to_json, updated, without_stale
from linter.running.runner import check_paths
from linter.writing import write_text_atomically

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from linter.clock import Day
    from linter.configuration.resolver import ConfigResolver
    from linter.running.recorded import Entry, Known
    from linter.running.result import RunResult

file_option = click.option(
    "--baseline",
    "-o",
    "file",
    type=click.Path(path_type=Path, dir_okay=False),
    help=f"The baseline.  [default: the one that the configuration names, else {FILE_NAME} beside it]",
)


@click.group("baseline")
def command() -> None:
    """Record the findings of an old site, so that only new ones fail a run."""


@command.command("write")
@paths_argument
@file_option
@config_option
@day_option
def write(paths: tuple[Path, ...], file: Path | None, config: Path | None, day: Day) -> None:
    """Record all findings of these articles, in place of what was recorded of them before; other pages stay recorded."""
    resolver = make_resolver(config, day=day)
    report = _checked(paths, resolver)
    chosen = file is not None
    file = file or _only_file(report, resolver)
    old = _read(file) if file.exists() else Baseline(file)
    entries = updated(old, report)
    _write(file, entries)
    click.echo(
        f"{neutral(shown_path(file))}: {_counted(entries)} recorded; {plural(len(report.paths), 'file')} checked"
    )
    if line := name_baseline(file, report, resolver, chosen=chosen):
        click.echo(line)


@command.command("prune")
@paths_argument
@file_option
@config_option
@day_option
def prune(paths: tuple[Path, ...], file: Path | None, config: Path | None, day: Day) -> None:
    """Take out what is found no more in these articles, and pages below these folders that are gone; add nothing."""
    resolver = make_resolver(config, day=day)
    report = _checked(paths, resolver)
    file = file or _only_file(report, resolver)
    old = _read(file)
    folders = [path.resolve() for path in paths or (Path(),)]

    def is_gone(page: Path) -> bool:
        return not page.exists() and any(page.resolve().is_relative_to(folder) for folder in folders)

    entries = without_stale(old, report, is_gone)
    removed = _total(old.entries) - _total(entries)
    if entries != old.entries:
        _write(file, entries)
    renamed = len({known.path for known in entries} - {known.path for known in old.entries})
    moved = f", {plural(renamed, 'file')} renamed" if renamed else ""
    click.echo(f"{neutral(shown_path(file))}: {removed} taken out{moved}; {_counted(entries)} left")


@command.command("show")
@file_option
@config_option
@format_option
def show(file: Path | None, config: Path | None, format_: str) -> None:
    """Show what a baseline forgives."""
    resolver = make_resolver(config)
    file = file or _place(resolver, Path("article.md"))
    entries = sorted(_read(file).entries.items(), key=lambda item: item[0])
    if format_ == "json":
        found = [{**known._asdict(), "count": entry.count, "excerpt": entry.excerpt} for known, entry in entries]
        click.echo(dump({"version": 1, "baseline": shown_path(file), "findings": found}), nl=False)
        return
    for known, entry in entries:
        times = f" ({entry.count} times)" if entry.count > 1 else ""
        click.echo(neutral(f"{known.path}: {known.rule}{times} “{entry.excerpt}”"))
    click.echo(f"{neutral(shown_path(file))}: {_counted(dict(entries))}")


def _checked(paths: Sequence[Path], resolver: ConfigResolver) -> RunResult:
    """Check articles; exit before anything is written if the run cannot be trusted."""
    result = check_paths(paths or (Path(),), resolver)
    for failure in result.failures:
        say(f"{failure.place}: {failure.message}")
    if result.failures:
        fail("not everything could be checked, so the baseline stays as it is")
    if not result.paths:
        fail(no_file(result.passed_over))
    return result


def _only_file(result: RunResult, resolver: ConfigResolver) -> Path:
    """Return the baseline of the articles; exit if their configurations name different ones."""
    files = sorted({_place(resolver, Path(page)) for page in result.paths})
    if len(files) > 1:
        names = ", ".join(shown_path(file) for file in files)
        fail(f"these articles have different baselines ({names}): name the paths of one, or one file with --baseline")
    return files[0]


def _place(resolver: ConfigResolver, page: Path) -> Path:
    return baseline_file(resolver, page) or resolver.config_for(page.absolute().parent).root / FILE_NAME


def _read(file: Path) -> Baseline:
    try:
        return read_baseline(file)
    except BaselineError as error:
        fail(str(error))


def _write(file: Path, entries: Mapping[Known, Entry]) -> None:
    try:
        write_text_atomically(file, to_json(entries))
    except OSError as error:
        fail(f"{shown_path(file)}: cannot be written: {error.strerror or error}")


def _total(entries: Mapping[Known, Entry]) -> int:
    return sum(entry.count for entry in entries.values())


def _counted(entries: Mapping[Known, Entry]) -> str:
    return f"{plural(_total(entries), 'finding')} in {plural(len({known.path for known in entries}), 'file')}"
