"""Prints and writes a report, and determines the exit code."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from linter.cli._common import EXIT_FINDINGS, EXIT_UNTRUSTED, code_note, fail, no_file, say, unpublished_note
from linter.cli._outputs import Output, write_outputs
from linter.cli._streams import echo
from linter.cli._terminal import columns, follows_links, wants_color
from linter.finding import SEVERITIES, at_least
from linter.paths import service_root
from linter.records import dataclass
from linter.reporters import Context
from linter.running.causes import fold
from linter.running.result import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linter.cli._baseline_options import BaselineOptions
    from linter.configuration.resolver import ConfigResolver
    from linter.running.result import RunResult


@dataclass(frozen=True, slots=True)
class CheckOutput:
    """The command line's options for a report: outputs, what to leave out, and what fails the run."""

    targets: Sequence[Output]
    baseline_options: BaselineOptions
    fail_on: str | None
    statistics: bool
    is_hook: bool = False
    """Whether something that names the files of a commit runs it: a failure then says what is to be done about old findings."""


def emit(result: RunResult, resolver: ConfigResolver, output: CheckOutput) -> int:
    """Print and write a report and return the exit code; exit if nothing was checked."""
    if result.idle and result.idle == result.files:
        fail(_no_rules_message(result, resolver))
    notices = output.baseline_options.apply(result, resolver)
    folder = Path.cwd()
    context = Context(
        resolver,
        folder=folder,
        root=service_root(folder),
        color=wants_color(),
        show_known=output.baseline_options.show_known,
        columns=columns(),
        links=follows_links(),
    )
    code = _exit_code(result, output.fail_on, resolver)
    fold(result, resolver)
    problems = _print(output, result, context)
    if context.columns is not None and any(target == Output("text", "-") for target in output.targets):
        from linter.cli._next_steps import next_steps  # noqa: PLC0415 - for people alone

        echo(next_steps(result, resolver))
    left = (*unpublished_note(result.passed_over), *code_note(result.passed_over)) if result.files else ()
    for message in {**resolver.site_problems, **result.site_problems}:
        say(message)
    old = output.baseline_options.note_on_old_findings(result) if output.is_hook and code == EXIT_FINDINGS else ()
    for message in (*notices, *left, *context.notices, *problems, *old):
        say(message)
    if not result.files and not result.failures and not result.left_out:
        fail(no_file(result.passed_over))
    return EXIT_UNTRUSTED if problems else code


def _print(output: CheckOutput, result: RunResult, context: Context) -> list[str]:
    """Write all outputs and return error messages; statistics replace text and JSON on standard output."""
    if not output.statistics:
        return write_outputs(output.targets, result, context)
    from linter.cli import _statistics  # noqa: PLC0415 - rarely asked for

    as_json = Output("json", "-") in output.targets
    echo(_statistics.as_json(result, context) if as_json else _statistics.as_text(result, context))
    return write_outputs([target for target in output.targets if target.path != "-"], result, context)


def _no_rules_message(result: RunResult, resolver: ConfigResolver) -> str:
    """Return why a run that found files checked nothing."""
    files = f"{result.files} file{'' if result.files == 1 else 's'}"
    if resolver.selection.select or resolver.selection.ignore:
        return f"no rule is left: --select and --ignore leave none of those that are on for {files}, so nothing was checked"
    return f"no rule is on: the configuration leaves none for {files}, so nothing was checked"


def _exit_code(result: RunResult, fail_on: str | None, resolver: ConfigResolver) -> int:
    """Return 2 if something could not be checked, 1 for findings at or above the fail level, else 0.

    Without ``fail_on`` the configuration of each file sets the level.
    """
    if result.failures:
        return EXIT_UNTRUSTED
    levels: dict[str, str] = {}
    for path, severity, _ in counted(result.findings):
        folder = os.path.dirname(path)  # noqa: PTH120 - a Path for each file costs more than the rest
        if folder not in levels:
            levels[folder] = fail_on or resolver.config_for(Path(path).absolute().parent).fail_on
        level = levels[folder]
        if level != "never" and at_least(severity, level, SEVERITIES):
            return EXIT_FINDINGS
    return 0
