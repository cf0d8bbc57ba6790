"""``affilint check``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from linter.cli._common import (
    EXIT_FINDINGS,
    EXIT_UNTRUSTED,
    config_option,
    fail,
    format_option,
    paths_argument,
    read_configs,
    selection_options,
    stdin_option,
    wants_color,
)
from linter.config import FAIL_LEVELS
from linter.finding import SEVERITIES, at_least
from linter.reporters import text as text_reporter
from linter.run import Configs, Report, check_paths, check_text

if TYPE_CHECKING:
    from collections.abc import Sequence


@click.command("check")
@paths_argument
@format_option
@config_option
@selection_options
@click.option(
    "--fail-on", type=click.Choice(FAIL_LEVELS), help="Lowest severity that makes the exit code 1.  [default: error]"
)
@stdin_option
def command(
    paths: tuple[Path, ...],
    format_: str,
    config: Path | None,
    fail_on: str | None,
    stdin_filename: Path | None,
    **selection: Any,
) -> None:
    """Check articles (Markdown, MDX, HTML, plain text) and folders of them.

    PATH - reads standard input; name it with --stdin-filename so that its configuration holds.
    """
    configs = read_configs(config, **selection)
    report = run(paths, stdin_filename, configs)
    if format_ == "json":
        from linter.reporters import json as json_reporter  # noqa: PLC0415 - text is the usual case

        click.echo(json_reporter.render(report, _digest(configs)), nl=False)
    else:
        click.echo(text_reporter.render(report, color=wants_color()), nl=False)
    if not report.files and not report.failures and not report.left_out:
        fail("no file to check: no Markdown, HTML or text file under the given paths")
    sys.exit(exit_code(report, fail_on, configs))


def run(paths: Sequence[Path], stdin_filename: Path | None, configs: Configs) -> Report:
    """Check what the command line names."""
    if stdin_filename is not None or paths == (Path("-"),):
        data = sys.stdin.buffer.read()
        return check_text(data, stdin_filename or Path("stdin.md"), configs)
    return check_paths(paths or (Path(),), configs)


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


def _digest(configs: Configs) -> str:
    from linter.config import rulebook_digest  # noqa: PLC0415

    return rulebook_digest(configs.used())
