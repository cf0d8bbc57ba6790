"""Options for old sites: what a baseline knows, what stands on changed lines, and the day on which suppressions end."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from linter.cli._common import F, fail
from linter.clock import Day, read_date

if TYPE_CHECKING:
    from linter.configuration.resolver import ConfigResolver
    from linter.finding import Finding
    from linter.running.baseline import Baseline
    from linter.running.result import RunResult


def _read_day(context: click.Context, parameter: click.Parameter, value: str | None) -> Day:  # noqa: ARG001 - click's
    day = read_date(value) if value is not None else None
    if value is not None and day is None:
        msg = f"{value!r} is no date: YYYY-MM-DD"
        raise click.BadParameter(msg)
    return Day(day)


day_option = click.option(
    "--on",
    "day",
    metavar="YYYY-MM-DD",
    callback=_read_day,
    help="The day for suppressions that end (until=).  [default: that of SOURCE_DATE_EPOCH, else today, in UTC]",
)


def adoption_options(command: F) -> F:
    """Add --baseline, --show-baselined, --new-only and --diff-base."""
    path = click.Path(path_type=Path, dir_okay=False)
    command = click.option(
        "--diff-base",
        metavar="REF",
        help="Report only what stands on lines changed since this commit of git, or concerns a changed page as a whole.",
    )(command)
    command = click.option("--new-only", is_flag=True, help="Leave findings of the baseline out of JSON too.")(command)
    command = click.option("--show-baselined", is_flag=True, help="Print findings of the baseline too.")(command)
    return click.option("--baseline", type=path, help="Findings in this file do not fail the run.")(command)


@dataclass(frozen=True, slots=True)
class BaselineOptions:
    """What the command line asks of a run on an old site."""

    baseline: Path | None
    show_baselined: bool
    new_only: bool
    diff_base: str | None
    all_rules: bool

    @classmethod
    def taken_from(cls, options: dict[str, Any]) -> BaselineOptions:
        """Take the options of ``adoption_options`` out of those of a command; the others select rules."""
        own = {name: options.pop(name) for name in ("baseline", "show_baselined", "new_only", "diff_base")}
        return cls(**own, all_rules=not any(options.values()))

    @property
    def show_known(self) -> bool | None:
        """Whether findings of a baseline are shown; None leaves it to the format."""
        return True if self.show_baselined else False if self.new_only else None

    def refuse(self, *, stdin: bool, fix: bool) -> None:
        """End the run where options contradict each other."""
        if self.show_baselined and self.new_only:
            fail("--show-baselined and --new-only exclude each other")
        if self.diff_base is not None and stdin:
            fail("--diff-base compares files with git; standard input is none")
        if self.diff_base is not None and fix:
            fail("--fix fixes whole files, not changed lines: leave out --diff-base")

    def narrow(self, result: RunResult, resolver: ConfigResolver) -> list[str]:
        """Leave out what stands on unchanged lines and set aside what a baseline knows; return what to say of it."""
        others: list[Finding] = []
        if self.diff_base is not None:
            from linter.running.git_diff import ChangesError, ChangesSince, keep_changed  # noqa: PLC0415 - rarely asked for

            try:
                others = keep_changed(result, ChangesSince(self.diff_base))
            except ChangesError as error:
                fail(str(error))
        return self._set_aside(result, resolver, others)

    def _set_aside(self, result: RunResult, resolver: ConfigResolver, others: list[Finding]) -> list[str]:
        files = {page: self.baseline or baseline_file(resolver, Path(page)) for page in result.paths}
        if self.baseline is None and not any(files.values()):
            if self.new_only or self.show_baselined:
                fail("no baseline: name one with --baseline, or as baseline: in the configuration")
            return []
        from linter.running.baseline import BaselineError, apply_baseline, read_baseline  # noqa: PLC0415 - rarely asked for

        try:
            wanted = {file for file in (self.baseline, *files.values()) if file is not None}
            baselines = {file: read_baseline(file) for file in sorted(wanted)}
        except BaselineError as error:
            fail(str(error))

        def baseline_for(page: str) -> Baseline | None:
            file = files[page]
            return baselines[file] if file is not None else None

        stale = apply_baseline(result, baseline_for, others)
        if not stale or not self.all_rules:
            return []
        from linter.reporters.text import plural  # noqa: PLC0415 - rarely asked for

        return [
            f"{plural(stale, 'finding')} of the baseline can be found no more: affilint baseline prune takes them out"
        ]


def baseline_file(resolver: ConfigResolver, page: Path) -> Path | None:
    """Return the baseline that the configuration of a page names, or None."""
    config = resolver.config_for(page.absolute().parent)
    return config.root / config.baseline if config.baseline is not None else None
