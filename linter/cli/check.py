"""``affilint check``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from linter.cli._adoption import Adoption, adoption_options, day_option
from linter.cli._common import (
    EXIT_FINDINGS,
    EXIT_UNTRUSTED,
    config_option,
    fail,
    paths_argument,
    read_configs,
    say,
    selection_options,
    stdin_option,
    wants_color,
)
from linter.cli._outputs import Output, read_outputs, write_outputs
from linter.config_keys import FAIL_LEVELS
from linter.datafiles import cache_dir as user_cache_dir
from linter.finding import SEVERITIES, at_least
from linter.paths import service_root
from linter.reporters import Context, formats
from linter.run import Configs, Report, check_paths, check_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linter.day import Day
    from linter.results import ResultCache


@click.command("check")
@paths_argument
@click.option("--format", "format_", type=click.Choice(formats()), help="What to print.  [default: text]")
@click.option(
    "--output",
    "outputs",
    multiple=True,
    metavar="FORMAT=PATH",
    help="Write this format to this file, - for standard output (repeat).",
)
@click.option("--statistics", is_flag=True, help="Print findings by rule instead of the findings.")
@config_option
@selection_options
@click.option(
    "--fail-on", type=click.Choice(FAIL_LEVELS), help="Lowest severity that makes the exit code 1.  [default: error]"
)
@click.option(
    "--files-from",
    type=click.Path(path_type=Path),
    help="Check the articles that this file lists, by line ends or NUL bytes; - for standard input.",
)
@adoption_options
@day_option
@click.option("--fix", "mend", is_flag=True, help="Mend what can be mended safely first, as affilint fix does.")
@click.option(
    "--cache-dir",
    type=click.Path(path_type=Path, file_okay=False),
    help="Keep results of unchanged files here.  [default: the user's cache folder]",
)
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    help="Processes to check with.  [default: one, for many files as many as there are processors]",
)
@click.option("--no-cache", is_flag=True, help="Check every file again, and keep no results.")
@stdin_option
def command(  # noqa: PLR0913 - one argument for each option
    *,
    paths: tuple[Path, ...],
    format_: str | None,
    outputs: tuple[str, ...],
    statistics: bool,
    config: Path | None,
    fail_on: str | None,
    files_from: Path | None,
    mend: bool,
    cache_dir: Path | None,
    jobs: int | None,
    no_cache: bool,
    stdin_filename: Path | None,
    day: Day,
    **options: Any,
) -> None:
    """Check articles (Markdown, MDX, HTML, plain text) and folders of them.

    PATH - reads standard input; name it with --stdin-filename so that its configuration holds.
    """
    if statistics and format_ not in {None, "text", "json"}:
        fail(f"--statistics has no format {format_}: it prints text or json (--output writes the findings beside it)")
    try:
        targets = read_outputs(outputs, format_)
    except ValueError as error:
        fail(str(error))
    adoption = Adoption.taken_from(options)
    configs = read_configs(config, day=day, **options)
    if files_from is not None:
        paths = (*paths, *_listed(files_from, stdin_filename, paths))
    adoption.refuse(stdin=_reads_stdin(paths, stdin_filename), mend=mend)
    if mend:
        _mend(paths, stdin_filename, configs)
    report = run(paths, stdin_filename, configs, None if no_cache else _cache(cache_dir), jobs)
    if report.idle and report.idle == report.files:
        fail(_idle(report, configs))
    notices = adoption.narrow(report, configs)
    folder = Path.cwd()
    context = Context(
        configs, folder=folder, root=service_root(folder), color=wants_color(), show_known=adoption.show_known
    )
    problems = _print(targets, report, context, statistics=statistics)
    for message in (*notices, *context.notices, *problems):
        say(message)
    if not report.files and not report.failures and not report.left_out:
        fail("no file to check: no Markdown, HTML or text file under the given paths")
    sys.exit(EXIT_UNTRUSTED if problems else exit_code(report, fail_on, configs))


def _reads_stdin(paths: Sequence[Path], stdin_filename: Path | None) -> bool:
    return stdin_filename is not None or Path("-") in paths


def _mend(paths: Sequence[Path], stdin_filename: Path | None, configs: Configs) -> None:
    """Apply the safe fixes before the check; what cannot be mended there, the check itself will say."""
    from linter.cli.fix import show  # noqa: PLC0415 - rarely asked for
    from linter.fix_run import fix_paths  # noqa: PLC0415

    if _reads_stdin(paths, stdin_filename):
        fail("--fix mends files in place; standard input is none")
    show(fix_paths(paths or (Path(),), configs, unsafe=False, write=True), dry=False)


def _listed(list_: Path, stdin_filename: Path | None, paths: Sequence[Path]) -> list[Path]:
    """Return the articles of ``--files-from``; a list that cannot be read or names none ends the run."""
    from linter.cli._paths import files_from  # noqa: PLC0415 - rarely asked for

    if list_ == Path("-") and (stdin_filename is not None or Path("-") in paths):
        fail("standard input is either an article or the list of --files-from -, not both")
    try:
        listed, others = files_from(list_)
    except OSError as error:
        fail(f"--files-from {list_}: cannot be read: {error.strerror or error}")
    if not listed and not paths:
        fail(f"no file to check: --files-from names no article ({others} paths of other kinds)")
    return listed


def _print(targets: Sequence[Output], report: Report, context: Context, *, statistics: bool) -> list[str]:
    """Write all outputs and return what went wrong; with ``statistics`` these take the place of text and JSON on stdout."""
    if not statistics:
        return write_outputs(targets, report, context)
    from linter.cli import _statistics  # noqa: PLC0415 - rarely asked for

    as_json = Output("json", "-") in targets
    click.echo(_statistics.as_json(report, context) if as_json else _statistics.as_text(report, context), nl=False)
    return write_outputs([target for target in targets if target.path != "-"], report, context)


def _idle(report: Report, configs: Configs) -> str:
    """Say why a run that found files checked nothing."""
    files = f"{report.files} file{'' if report.files == 1 else 's'}"
    if configs.selection.select or configs.selection.ignore:
        return f"no rule is left: --select and --ignore leave none of those that are on for {files}, so nothing was checked"
    return f"no rule is on: the configuration leaves none for {files}, so nothing was checked"


def _cache(folder: Path | None) -> ResultCache | None:
    """Open the cache of results in a folder, else in the user's cache folder if there is one."""
    folder = folder or user_cache_dir()
    if folder is None:
        return None
    from linter.results import ResultCache  # noqa: PLC0415 - not with --no-cache

    return ResultCache(folder)


def run(
    paths: Sequence[Path],
    stdin_filename: Path | None,
    configs: Configs,
    cache: ResultCache | None = None,
    jobs: int | None = 1,
) -> Report:
    """Check what the command line names; a cache is closed at the end."""
    if stdin_filename is not None or paths == (Path("-"),):
        data = sys.stdin.buffer.read()
        return check_text(data, stdin_filename or Path("stdin.md"), configs)
    try:
        return check_paths(paths or (Path(),), configs, cache, jobs)
    except KeyboardInterrupt:
        fail("stopped before all files were checked")
    finally:
        if cache is not None:
            cache.close()


def exit_code(report: Report, fail_on: str | None, configs: Configs) -> int:
    """Return 2 where something could not be checked, 1 for findings at or above the fail level, else 0.

    Without ``fail_on`` each file's own configuration sets the level.
    """
    if report.failures:
        return EXIT_UNTRUSTED
    for finding in report.findings:
        level = fail_on or configs.config_for(Path(finding.path).absolute().parent).fail_on
        if level != "never" and at_least(finding.severity, level, SEVERITIES):
            return EXIT_FINDINGS
    return 0
