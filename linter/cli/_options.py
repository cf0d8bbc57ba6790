"""Options and arguments that commands share, as click has them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from linter.cli._completion import complete_rule
from linter.clock import Day, read_date
from linter.data.yaml_nodes import suggest
from linter.finding import CONFIDENCES, SEVERITIES
from linter.paths import is_address, is_remote, is_source

F = TypeVar("F", bound=Callable[..., Any])


class FilePath(click.Path):
    """A file or folder; an address is refused as such, not as a file with one of its slashes lost."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return a Path."""
        if isinstance(value, str) and (is_address(value) or is_source(value)):
            name = ctx.info_name if ctx is not None else "this command"
            self.fail(f"{name} works on files; check, links, report and audit read addresses ({value})", param, ctx)
        return super().convert(value, param, ctx)


paths_argument = click.argument("paths", nargs=-1, type=FilePath(path_type=Path), metavar="PATH...")
config_option = click.option("--config", type=click.Path(path_type=Path), help="Use this configuration for every file.")


class Choice(click.Choice[str]):
    """One of some names; a mistake is answered with the nearest one, before the list of all."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the name that was chosen."""
        near = suggest(str(value), self.choices) if value not in self.choices else ""
        if near:
            self.fail(f"{value!r} is not one of the choices{near} ({', '.join(self.choices)})", param, ctx)
        return super().convert(value, param, ctx)


format_option = click.option(
    "--format", "format_", type=Choice(["text", "json"]), default="text", show_default=True, help="How to print."
)
stdin_option = click.option(
    "--stdin-filename", type=click.Path(path_type=Path), help="Read standard input as the content of this file."
)
jobs_option = click.option(
    "--jobs",
    type=click.IntRange(min=1),
    help="Processes to work with.  [default: one, for many files as many as there are processors]",
)


def selection_options(command: F) -> F:
    """Add --select, --ignore, --min-confidence and --min-severity."""
    command = click.option(
        "--select",
        multiple=True,
        metavar="RULE",
        shell_complete=complete_rule,
        help="Run only these rules, or of these families those that are on (repeat, or separate by commas).",
    )(command)
    command = click.option(
        "--ignore",
        multiple=True,
        metavar="RULE",
        shell_complete=complete_rule,
        help="Leave these rules or families out.",
    )(command)
    command = click.option(
        "--min-severity", type=Choice(SEVERITIES), help="Leave out findings that are less grave (warning: no hints)."
    )(command)
    return click.option("--min-confidence", type=Choice(CONFIDENCES), help="Leave out findings that are less sure.")(
        command
    )


force_exclude_option = click.option(
    "--force-exclude",
    is_flag=True,
    help="Leave out named files too that a run over their folder passes over (templates, notes, what git ignores).",
)


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


built_option = click.option(
    "--built",
    type=click.Path(path_type=Path, file_okay=False),
    help="Judge what readers get on the pages in this folder, that the site's generator built from the articles.",
)


class _Target(click.Path):
    """A path, or an address, which stays a text: a path would lose one of two slashes."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return a Path or the text of an address."""
        if isinstance(value, str) and (is_address(value) or is_source(value)):
            return value
        return super().convert(value, param, ctx)


class _AuditTarget(_Target):
    """A target, or the address of a file system, which stays a text too."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return a Path or the text of an address."""
        return value if isinstance(value, str) and is_remote(value) else super().convert(value, param, ctx)


audit_targets_argument = click.argument(
    "targets", nargs=-1, type=_AuditTarget(path_type=Path), metavar="PATH|PATTERN|URL..."
)
targets_argument = click.argument("targets", nargs=-1, type=_Target(path_type=Path), metavar="PATH|URL...")


def address_options(command: F) -> F:
    """Add the options about addresses."""
    for option in (
        click.option(
            "--allow-private",
            multiple=True,
            metavar="HOST",
            help="Fetch from this host though it is not public (repeat).",
        ),
        click.option("--rate", type=click.FloatRange(0.01, 1000), help="Requests a second to one host.  [default: 1]"),
        click.option(
            "--urls",
            type=click.Path(path_type=Path, allow_dash=True),
            help="Read the pages whose addresses this file lists, one a line; - for standard input.",
        ),
        click.option(
            "--sitemap",
            "sitemaps",
            multiple=True,
            metavar="URL",
            help="Read the pages that this sitemap lists (repeat).",
        ),
    ):
        command = option(command)
    return command


def rendered_options(command: F) -> F:
    """Add the options about pages in a browser."""
    for option in (
        click.option(
            "--load-from",
            multiple=True,
            metavar="HOST",
            help="With --rendered: let pages load from this host too, which is not their own (repeat).",
        ),
        click.option(
            "--evidence",
            type=click.Path(path_type=Path, file_okay=False),
            help="With --rendered: write pictures of what is found, and all measures, to this folder.",
        ),
        click.option(
            "--rendered",
            is_flag=True,
            help="Judge what readers see: open the pages (HTML files, folders of them, addresses) in Chromium, on a phone and on a desk; needs the extra rendered.",
        ),
    ):
        command = option(command)
    return command
