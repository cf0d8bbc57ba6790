"""From a report to what is printed and written, and to the exit code."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from linter.cli._common import EXIT_FINDINGS, EXIT_UNTRUSTED, fail, say, wants_color
from linter.cli._outputs import Output, write_outputs
from linter.finding import SEVERITIES, at_least
from linter.paths import service_root
from linter.reporters import Context

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linter.cli._adoption import Adoption
    from linter.configs import Configs
    from linter.run import Report


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command line asks of a report: where it goes, what is left out of it, and what fails the run."""

    targets: Sequence[Output]
    adoption: Adoption
    fail_on: str | None
    statistics: bool


def tell(report: Report, configs: Configs, asked: Asked) -> int:
    """Print and write a report and return the exit code; a run that checked nothing ends here."""
    if report.idle and report.idle == report.files:
        fail(_idle(report, configs))
    notices = asked.adoption.narrow(report, configs)
    folder = Path.cwd()
    context = Context(
        configs, folder=folder, root=service_root(folder), color=wants_color(), show_known=asked.adoption.show_known
    )
    problems = _print(asked, report, context)
    for message in (*notices, *context.notices, *problems):
        say(message)
    if not report.files and not report.failures and not report.left_out:
        fail("no file to check: no Markdown, HTML or text file under the given paths")
    return EXIT_UNTRUSTED if problems else _exit_code(report, asked.fail_on, configs)


def _print(asked: Asked, report: Report, context: Context) -> list[str]:
    """Write all outputs and return what went wrong; statistics take the place of text and JSON on standard output."""
    if not asked.statistics:
        return write_outputs(asked.targets, report, context)
    from linter.cli import _statistics  # noqa: PLC0415 - rarely asked for

    as_json = Output("json", "-") in asked.targets
    click.echo(_statistics.as_json(report, context) if as_json else _statistics.as_text(report, context), nl=False)
    return write_outputs([target for target in asked.targets if target.path != "-"], report, context)


def _idle(report: Report, configs: Configs) -> str:
    """Say why a run that found files checked nothing."""
    files = f"{report.files} file{'' if report.files == 1 else 's'}"
    if configs.selection.select or configs.selection.ignore:
        return f"no rule is left: --select and --ignore leave none of those that are on for {files}, so nothing was checked"
    return f"no rule is on: the configuration leaves none for {files}, so nothing was checked"


def _exit_code(report: Report, fail_on: str | None, configs: Configs) -> int:
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
