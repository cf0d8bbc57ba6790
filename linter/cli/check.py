"""``affilint check``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from linter.cli._checking import check
from linter.cli._common import fail
from linter.cli._options import (
    Choice,
    address_options,
    adoption_options,
    built_option,
    config_option,
    day_option,
    force_exclude_option,
    jobs_option,
    rendered_options,
    selection_options,
    stdin_option,
    targets_argument,
)
from linter.configuration.settings import FAIL_LEVELS
from linter.reporters import formats

if TYPE_CHECKING:
    from linter.clock import Day


@click.command("check")
@targets_argument
@click.option("--format", "format_", type=Choice(formats()), help="What to print.  [default: text]")
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
    "--fail-on", type=Choice(FAIL_LEVELS), help="Lowest severity that makes the exit code 1.  [default: error]"
)
@click.option("--exit-zero", is_flag=True, help="Exit with 0 for findings of any severity, as --fail-on never does.")
@click.option(
    "--files-from",
    type=click.Path(path_type=Path),
    help="Check the articles that this file lists, by line ends or NUL bytes; - for standard input.",
)
@force_exclude_option
@built_option
@rendered_options
@address_options
@adoption_options
@day_option
@click.option("--fix", "fix", is_flag=True, help="Fix what can be fixed safely first, as affilint fix does.")
@click.option(
    "--cache-dir",
    type=click.Path(path_type=Path, file_okay=False),
    help="Keep results of unchanged files here.  [default: the user's cache folder]",
)
@jobs_option
@click.option("--no-cache", is_flag=True, help="Check every file again, and keep no results.")
@click.option(
    "--profile-rules", "profile", is_flag=True, help="Say on standard error what each rule, fact and step costs."
)
@click.option(
    "--watch",
    "watching",
    is_flag=True,
    help="Check again what changes, until Ctrl-C (exit code 130); needs the extra watch.",
)
@stdin_option
def command(  # noqa: PLR0913 - one argument for each option
    *,
    targets: tuple[Path | str, ...],
    format_: str | None,
    outputs: tuple[str, ...],
    statistics: bool,
    config: Path | None,
    fail_on: str | None,
    exit_zero: bool,
    files_from: Path | None,
    force_exclude: bool,
    built: Path | None,
    fix: bool,
    cache_dir: Path | None,
    jobs: int | None,
    no_cache: bool,
    profile: bool,
    watching: bool,
    stdin_filename: Path | None,
    day: Day,
    **options: Any,
) -> None:
    """Check articles (Markdown, MDX, HTML, reStructuredText, plain text) and folders of them, or pages behind addresses.

    PATH - reads standard input; name it with --stdin-filename so that its configuration holds.
    """
    if exit_zero and fail_on is not None:
        fail("--exit-zero is --fail-on never: give one of them")
    check(
        targets=targets,
        format_=format_,
        outputs=outputs,
        statistics=statistics,
        config=config,
        fail_on="never" if exit_zero else fail_on,
        files_from=files_from,
        force_exclude=force_exclude,
        built=built,
        fix=fix,
        cache_dir=cache_dir,
        jobs=jobs,
        no_cache=no_cache,
        profile=profile,
        watching=watching,
        stdin_filename=stdin_filename,
        day=day,
        **options,
    )
