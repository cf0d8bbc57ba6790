"""What ``affilint check`` does, once its command line is read: by click, or without it where the line is plain."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from linter.cli._baseline_options import BaselineOptions
from linter.cli._common import configured_folder, fail, make_resolver, say
from linter.cli._outputs import read_outputs
from linter.cli._progress import progress
from linter.cli._rendered import RenderedOptions, run_rendered_addresses, run_rendered_files
from linter.cli._streams import echo, read_input
from linter.cli._targets import split_targets
from linter.cli._verdict import CheckOutput, emit
from linter.data.cache import cache_dir as user_cache_dir
from linter.reading import MAX_ARTICLE
from linter.running.discovery import articles_among
from linter.running.result import RunResult
from linter.running.runner import check_files, check_paths

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from linter.cli._targets import Addresses
    from linter.clock import Day
    from linter.configuration.resolver import ConfigResolver
    from linter.running.cache import ResultCache


def check(  # noqa: PLR0913 - one argument for each option
    *,
    targets: tuple[Path | str, ...],
    format_: str | None = None,
    outputs: tuple[str, ...] = (),
    statistics: bool = False,
    config: Path | None = None,
    fail_on: str | None = None,
    files_from: Path | None = None,
    force_exclude: bool = False,
    built: Path | None = None,
    fix: bool = False,
    cache_dir: Path | None = None,
    jobs: int | None = None,
    no_cache: bool = False,
    profile: bool = False,
    watching: bool = False,
    stdin_filename: Path | None = None,
    day: Day | None = None,
    **options: Any,
) -> NoReturn:
    """Check what is named, print the report and exit; ``options`` are those about addresses, adoption and selection."""
    paths, addresses = split_targets(targets, options)
    if statistics and format_ not in {None, "text", "json"}:
        fail(f"--statistics has no format {format_}: it prints text or json (--output writes the findings beside it)")
    try:
        wanted = read_outputs(outputs, format_)
    except ValueError as error:
        fail(str(error))
    baseline_options = BaselineOptions.pop_from(options)
    rendered = RenderedOptions.pop_from(options)
    if addresses is not None:
        others = {
            "--stdin-filename": stdin_filename, "--fix": fix, "--built": built, "--files-from": files_from,
            "--watch": watching, "--profile-rules": profile, "--diff-base": baseline_options.diff_base,
        }  # fmt: skip
        _refuse((name for name, given in others.items() if given), "files; it has no meaning for addresses")
    if rendered.wanted:
        others = {
            "--stdin-filename": stdin_filename, "--fix": fix, "--built": built, "--files-from": files_from,
            "--watch": watching, "--profile-rules": profile,
        }  # fmt: skip
        _refuse((name for name, given in others.items() if given), "sources; it has no meaning with --rendered")
    stdin = _reads_stdin(paths, stdin_filename)
    if watching:
        from linter.cli import _watch  # noqa: PLC0415 - rarely asked for

        _watch.check_conflicts(wanted, stdin=stdin, fix=fix, statistics=statistics, profile=profile)
    begin = partial(make_resolver, config, day=day, **options)
    resolver = begin() if not profile else _profiled(begin)
    if files_from is not None:
        paths = (*paths, *_listed(files_from, stdin_filename, paths, resolver))
    baseline_options.check_conflicts(stdin=stdin, fix=fix)
    check_output = CheckOutput(wanted, baseline_options, fail_on, statistics, is_hook=force_exclude)
    left_out: list[Path] = []
    if force_exclude and not stdin:
        kept, left_out = articles_among(paths, resolver)
        if left_out and not kept:
            sys.exit(emit(RunResult(left_out=left_out), resolver, check_output))
        paths = tuple(kept)
    if addresses is not None:
        pages_cache = None if no_cache else cache_dir or user_cache_dir()
        sys.exit(_check_addresses(addresses, resolver, pages_cache, check_output, rendered, jobs))
    if rendered.wanted:
        sys.exit(emit(run_rendered_files(paths or (Path(),), resolver, rendered, jobs), resolver, check_output))
    if watching:
        _watch.watch(
            paths or (Path(),), begin, partial(_recheck, no_cache, cache_dir, jobs), partial(emit, output=check_output)
        )
    if fix:
        _fix_first(paths, resolver, jobs, stdin=stdin)
    if profile:
        jobs, no_cache = _one(jobs), True
    report = _beside_built(paths or (Path(),), built, resolver, jobs) if not (stdin or profile) else None
    report = report or run(paths, stdin_filename, resolver, None if no_cache else _cache(cache_dir), jobs)
    report.left_out += left_out
    code = emit(report, resolver, check_output)
    if resolver.profile is not None:
        echo(resolver.profile.table(), err=True)
    sys.exit(code)


def _refuse(names: Iterable[str], about: str) -> None:
    """Exit if there are options that are about something else than what is checked."""
    for name in names:
        fail(f"{name} is about {about}")


def _check_addresses(
    addresses: Addresses,
    resolver: ConfigResolver,
    cache: Path | None,
    check_output: CheckOutput,
    rendered: RenderedOptions,
    jobs: int | None,
) -> int:
    """Check pages behind addresses, print the report and return the exit code."""
    from linter.cli._addresses import resolver_of_pages, run_addresses  # noqa: PLC0415 - few name an address

    resolver = resolver_of_pages(resolver)
    if rendered.wanted:
        report = run_rendered_addresses(addresses, resolver, rendered, cache, jobs)
    else:
        report = run_addresses(addresses, resolver, cache)
    return emit(report, resolver, check_output)


def _beside_built(
    paths: Sequence[Path], built: Path | None, resolver: ConfigResolver, jobs: int | None
) -> RunResult | None:
    """Check articles beside their built pages; None if no built folder is named."""
    folder = built or configured_folder(paths[0].absolute(), resolver)
    if folder is None:
        return None
    from linter.cli._built import run_built  # noqa: PLC0415 - few name a built folder

    return run_built(paths, folder, resolver, jobs)


def _reads_stdin(paths: Sequence[Path], stdin_filename: Path | None) -> bool:
    return stdin_filename is not None or Path("-") in paths


def _fix_first(paths: Sequence[Path], resolver: ConfigResolver, jobs: int | None, *, stdin: bool) -> None:
    """Apply the safe fixes before the check, which then reports everything that could not be fixed."""
    from linter.cli.fix import show  # noqa: PLC0415 - rarely asked for
    from linter.running.fixing import fix_paths  # noqa: PLC0415 - rarely asked for

    if stdin:
        fail("--fix fixes files in place; standard input is none")
    with progress() as update:
        report = fix_paths(paths or (Path(),), resolver, unsafe=False, write=True, jobs=jobs, progress=update)
    show(report, dry=False)


def _listed(list_: Path, stdin_filename: Path | None, paths: Sequence[Path], resolver: ConfigResolver) -> list[Path]:
    """Return the articles of ``--files-from``; exit if the list cannot be read or names none."""
    from linter.cli._paths import ListError, files_from  # noqa: PLC0415 - rarely asked for

    if list_ == Path("-") and (stdin_filename is not None or Path("-") in paths):
        fail("standard input is either an article or the list of --files-from -, not both")
    try:
        listed, others = files_from(list_, resolver)
    except OSError as error:
        fail(f"--files-from {list_}: cannot be read: {error.strerror or error}")
    except ListError as error:
        fail(f"--files-from {list_}: {error}")
    if not listed and not paths:
        fail(f"no file to check: --files-from names no article ({others} paths of other kinds)")
    return listed


def _cache(folder: Path | None) -> ResultCache | None:
    """Open the result cache in a folder, else in the user's cache folder if there is one."""
    folder = folder or user_cache_dir()
    if folder is None:
        return None
    from linter.running.cache import ResultCache  # noqa: PLC0415 - not with --no-cache

    return ResultCache(folder)


def _profiled(begin: Callable[..., ConfigResolver]) -> ConfigResolver:
    from linter.running.profile import ProfiledResolver  # noqa: PLC0415 - rarely asked for

    return begin(kind=ProfiledResolver)


def _one(jobs: int | None) -> int:
    """Return 1, with a notice if more processes were requested."""
    if jobs is not None and jobs > 1:
        say(f"--profile-rules counts in one process, not in {jobs}")
    return 1


def _recheck(
    no_cache: bool,  # noqa: FBT001 - bound by position
    cache_dir: Path | None,
    jobs: int | None,
    files: Sequence[Path],
    resolver: ConfigResolver,
    result: RunResult,
) -> RunResult:
    """Check files found by watching and add them to ``result``."""
    cache = None if no_cache else _cache(cache_dir)
    try:
        with progress() as show:
            return check_files(files, resolver, result, cache, jobs, progress=show)
    finally:
        if cache is not None:
            cache.close()


def run(
    paths: Sequence[Path],
    stdin_filename: Path | None,
    resolver: ConfigResolver,
    cache: ResultCache | None = None,
    jobs: int | None = 1,
) -> RunResult:
    """Check the paths of the command line; the cache is closed at the end."""
    if stdin_filename is not None or paths == (Path("-"),):
        try:
            data = read_input(MAX_ARTICLE)
        except OSError as error:
            fail(f"standard input cannot be read: {error.strerror or error}")
        from linter.running.one_file import check_text  # noqa: PLC0415 - it loads what a check needs

        return check_text(data, stdin_filename or Path("stdin.md"), resolver)
    try:
        with progress() as show:
            return check_paths(paths or (Path(),), resolver, cache, jobs, progress=show)
    except KeyboardInterrupt:
        fail("stopped before all files were checked")
    finally:
        if cache is not None:
            cache.close()
