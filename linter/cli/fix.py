"""``affilint fix``."""

from __future__ import annotations

import difflib
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from linter.cli._common import EXIT_FINDINGS, EXIT_UNTRUSTED, fail, make_resolver, no_file, say
from linter.cli._options import (
    config_option,
    force_exclude_option,
    jobs_option,
    paths_argument,
    selection_options,
    stdin_option,
)
from linter.cli._progress import progress
from linter.cli._streams import echo_bytes, read_input
from linter.reading import MAX_ARTICLE
from linter.reporters import neutral
from linter.running.discovery import articles_among
from linter.running.fixing import FixReport, fix_data, fix_paths

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.configuration.resolver import ConfigResolver
    from linter.running.fixing import FixedFile


@click.command("fix")
@paths_argument
@config_option
@selection_options
@click.option("--unsafe", is_flag=True, help="Also make changes that an editor should look at.")
@click.option("--diff", is_flag=True, help="Show what would change and write nothing; exit 1 if anything would.")
@click.option("--check", "only_check", is_flag=True, help="Write nothing; exit 1 if anything would change.")
@force_exclude_option
@jobs_option
@stdin_option
def command(  # noqa: PLR0913 - one argument for each option
    paths: tuple[Path, ...],
    config: Path | None,
    *,
    unsafe: bool,
    diff: bool,
    only_check: bool,
    force_exclude: bool,
    jobs: int | None,
    stdin_filename: Path | None,
    **selection: Any,
) -> None:
    """Fix what can be fixed safely, in place; --diff shows it first.

    A file is written at once or not at all, and only if checking the result finds nothing more to fix.
    PATH - fixes standard input and prints it whole; name it with --stdin-filename so that its configuration holds.
    """
    resolver = make_resolver(config, **selection)
    dry = diff or only_check
    if stdin_filename is not None or Path("-") in paths:
        _fix_stdin(paths, stdin_filename, resolver, unsafe=unsafe, diff=diff, only_check=only_check)
    if force_exclude:
        kept, left_out = articles_among(paths, resolver)
        if left_out and not kept:
            show(FixReport(), dry=dry)
            sys.exit(0)
        paths = tuple(kept)
    try:
        with progress() as shown:
            report = fix_paths(paths or (Path(),), resolver, unsafe=unsafe, write=not dry, jobs=jobs, progress=shown)
    except KeyboardInterrupt:
        fail("stopped; every file is as it was or fixed whole")
    for fixed in report.fixed:
        if diff:
            click.echo("".join(unified(fixed)), nl=False)
    show(report, dry=dry)
    for note in without_notice(report) if unsafe else ():
        say(note)
    for problem in resolver.site_problems:
        say(problem)
    if not report.files and not report.failures:
        fail(no_file(report.passed_over, "fix"))
    if report.failures:
        sys.exit(EXIT_UNTRUSTED)
    sys.exit(EXIT_FINDINGS if report.fixed and dry else 0)


def _fix_stdin(
    paths: tuple[Path, ...],
    name: Path | None,
    resolver: ConfigResolver,
    *,
    unsafe: bool,
    diff: bool,
    only_check: bool,
) -> NoReturn:
    """Print standard input as it is once fixed, for editors that format through a command; nothing if that fails."""
    if paths not in ((), (Path("-"),)):
        fail("standard input is fixed alone: give no other path beside - or --stdin-filename")
    try:
        data = read_input(MAX_ARTICLE)
    except OSError as error:
        fail(f"standard input cannot be read: {error.strerror or error}")
    fixed, report = fix_data(data, name or Path("stdin.md"), resolver, unsafe=unsafe)
    for failure in report.failures:
        say(f"{failure.place}: {failure.message}")
    if report.failures:
        sys.exit(EXIT_UNTRUSTED)
    if diff:
        click.echo("".join(line for item in report.fixed for line in unified(item)), nl=False)
    elif not only_check:
        echo_bytes(fixed)
    sys.exit(EXIT_FINDINGS if report.fixed and (diff or only_check) else 0)


def show(report: FixReport, *, dry: bool) -> None:
    """Print to standard error what was (or would be) fixed, by file and rule, and what could not be."""
    for fixed in report.fixed:
        rules = ", ".join(f"{rule} {count}" for rule, count in sorted(fixed.by_rule.items()))
        click.echo(f"{neutral(fixed.path)}: {'would fix' if dry else 'fixed'} {rules}", err=True)
    for item in dict.fromkeys(report.held_back):
        click.echo(f"{neutral(item.path)}: {item.rule} not fixed: its fix would bring {item.brought}", err=True)
    for failure in report.failures:
        click.echo(f"affilint: {neutral(failure.place)}: {neutral(failure.message)}", err=True)
    by_rule: Counter[str] = Counter()
    for fixed in report.fixed:
        by_rule.update(fixed.by_rule)
    if len(report.fixed) > 1 and len(by_rule) > 1:
        rules = ", ".join(
            f"{rule} {count}" for rule, count in sorted(by_rule.items(), key=lambda one: (one[1], one[0]))
        )
        click.echo(f"by rule, the rarest first: {rules}", err=True)
    total = by_rule.total()
    more = f"; {report.unsafe_left} more with --unsafe" if report.unsafe_left else ""
    click.echo(
        f"{total} {'finding' if total == 1 else 'findings'} {'would be ' if dry else ''}fixed in "
        f"{len(report.fixed)} of {report.files} {'file' if report.files == 1 else 'files'}{more}",
        err=True,
    )


def without_notice(report: FixReport) -> Iterator[str]:
    """Yield why articles got no notice, and what to do about it."""
    kinds = (
        (report.without_notice, "set disclosure.text in affilint.yml to yours, and --unsafe inserts it"),
        (
            report.without_place,
            "--unsafe finds no sure place in pages of code, reStructuredText, and HTML without exactly one <h1>: "
            "put it above the first affiliate link, or into the template above the content",
        ),
    )
    for count, remedy in kinds:
        if count:
            yield f"no notice was put into {count:,} {'article' if count == 1 else 'articles'}: {remedy}"


def unified(fixed: FixedFile) -> Iterator[str]:
    """Yield the unified diff of a file, with control characters escaped."""
    before, after = (text.splitlines(keepends=True) for text in (fixed.before, fixed.after))
    for line in difflib.unified_diff(before, after, f"a/{fixed.path}", f"b/{fixed.path}"):
        yield f"{neutral(line.rstrip(chr(13) + chr(10)))}\n"
        if not line.endswith(("\n", "\r")):
            yield "\\ No newline at end of file\n"  # as diff says it, or the two lines look alike
