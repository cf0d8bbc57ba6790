"""``affilint audit``."""

from __future__ import annotations

import shlex
import sys
import time
from contextlib import contextmanager
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from linter.audit.inputs import Plan as Archives
from linter.audit.inputs import Reading, Remote, plan
from linter.audit.model import PAGE_BYTES, PAGE_SECONDS, SHARD_PAGES, AuditError
from linter.audit.terms import make_terms
from linter.cli._common import EXIT_UNTRUSTED, fail, make_resolver, say
from linter.cli._options import address_options, audit_targets_argument, config_option, day_option, selection_options
from linter.cli._progress import watched
from linter.cli._targets import split_targets
from linter.clock import DayError
from linter.data.cache import cache_dir
from linter.extras import needs_extra
from linter.paths import is_remote

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.audit.model import ShardStat, Terms
    from linter.audit.run import Audit, Engine, Plan, ShardCallback
    from linter.cli._targets import Addresses
    from linter.clock import Day
    from linter.configuration.resolver import ConfigResolver

_NEEDS_EXTRA = "an audit needs an extra: {}"
_SHOWN = 20
"""How many lines about missing pages are printed; the manifest has all of them."""


def _print_schema(context: click.Context, parameter: click.Parameter, value: bool) -> None:  # noqa: ARG001, FBT001 - click's
    if not value:
        return
    if find_spec("pyarrow") is None:
        fail(_NEEDS_EXTRA.format(needs_extra("audit")))
    from linter.audit.schema import as_markdown  # noqa: PLC0415 - needs the extra

    click.echo(as_markdown(), nl=False)
    context.exit()


@click.command("audit")
@audit_targets_argument
@click.option(
    "--out", required=True, type=click.Path(path_type=Path, file_okay=False), help="Folder to write the results to."
)
@click.option(
    "--schema",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print_schema,
    help="Print what each file and column of the results means, and do nothing else.",
)
@click.option("--resume", is_flag=True, help="Go on with the run that the folder holds.")
@click.option(
    "--engine",
    type=click.Choice(["local", "dask"]),
    default="local",
    show_default=True,
    help="Where to work: in processes of this machine, or on a Dask cluster (needs the extra dask).",
)
@click.option("--scheduler", metavar="ADDRESS", help="The Dask scheduler, tcp://host:8786.")
@click.option("--html-column", default="html", show_default=True, help="Where Parquet and JSON Lines have the page.")
@click.option("--url-column", default="url", show_default=True, help="Where Parquet and JSON Lines have its address.")
@click.option(
    "--max-page-bytes",
    type=click.IntRange(min=1),
    default=PAGE_BYTES,
    show_default=True,
    help="Larger pages are not checked, and are missing.",
)
@click.option(
    "--page-timeout",
    type=click.FloatRange(min=0.1),
    default=PAGE_SECONDS,
    show_default=True,
    help="Seconds after which a page is given up.",
)
@click.option(
    "--shard-pages", type=click.IntRange(min=1), default=SHARD_PAGES, show_default=True, help="Pages in a unit of work."
)
@click.option(
    "--files-from",
    type=click.Path(path_type=Path),
    help="Audit the articles that this file lists; - for standard input.",
)
@address_options
@config_option
@selection_options
@day_option
@click.option(
    "--jobs", type=click.IntRange(min=1), help="Processes of this machine.  [default: as many as there are processors]"
)
def command(  # noqa: PLR0913 - one argument for each option
    *,
    targets: tuple[Path | str, ...],
    out: Path,
    resume: bool,
    engine: str,
    scheduler: str | None,
    html_column: str,
    url_column: str,
    max_page_bytes: int,
    page_timeout: float,
    shard_pages: int,
    files_from: Path | None,
    config: Path | None,
    day: Day,
    jobs: int | None,
    **options: Any,
) -> None:
    """Check every page of an archive or of a site and write what was found to a folder of Parquet files.

    PATH is a folder of articles or an article, an export of WordPress (.xml), .warc, .warc.gz, .wacz, .parquet or .jsonl.
    PATTERN is one of paths, 'crawl/*.warc.gz'. Archives may be in object stores, s3://bucket/crawl/*.warc.gz.
    URL is the address of a page, or that of a site, which stands for the pages of its sitemaps, or wordpress:https://SITE.
    Exit codes: 0 every page was checked, 2 something is missing, and what.
    """
    named: list[Path | Remote | str] = [
        Remote(target) if isinstance(target, str) and is_remote(target) else target for target in targets
    ]
    inputs: tuple[Path | Remote, ...]
    inputs, addresses = split_targets(named, options)
    if is_remote(out.as_posix().replace(":/", "://", 1)):
        fail(f"--out {out}: the results are written to a folder of this machine")
    if find_spec("pyarrow") is None:
        fail(_NEEDS_EXTRA.format(needs_extra("audit")))
    from linter.audit.run import audit  # noqa: PLC0415 - needs the extra

    resolver = make_resolver(config, day=day, **options)
    if files_from is not None and addresses is not None:
        fail("--files-from is about files; it has no meaning for addresses")
    if files_from is not None:
        inputs = (*inputs, *_listed(files_from, resolver))
    if not inputs and addresses is None:
        fail("nothing to audit: name a folder or an archive")
    run = _engine(engine, scheduler, jobs)
    reading = Reading(shard_pages, page_bytes=max_page_bytes, html_column=html_column, url_column=url_column)
    try:
        terms = _terms(resolver, config, out, page_timeout, max_page_bytes, resume=resume)
        with _planned(inputs, addresses, resolver, reading) as (planned, finished):
            result = audit(planned, resolver, terms, out.absolute(), run, finished, resume=resume)
    except KeyboardInterrupt:
        fail(f"stopped; what is done is kept: the same command with --resume goes on ({out})")
    except (AuditError, DayError, OSError) as error:
        fail(str(error))
    sys.exit(_emit(result, out))


@contextmanager
def _planned(
    inputs: tuple[Path | Remote, ...], addresses: Addresses | None, resolver: ConfigResolver, reading: Reading
) -> Iterator[tuple[Plan, ShardCallback]]:
    """Yield the inputs, and a function to call after every shard. Raises AuditError."""
    if addresses is None:
        archives = plan(inputs, resolver, reading)
        with _progress(archives) as finished:
            yield archives, finished
        return
    from linter.cli._addresses import opened, shown_progress  # noqa: PLC0415 - few name an address

    with opened(addresses, cache_dir(), whole_sites=True, resumes=False) as sources, shown_progress() as show:
        from linter.published.audit_plan import SourcePlan  # noqa: PLC0415 - needs the extra

        yield SourcePlan(reading, sources, show), lambda stat: None  # noqa: ARG005 - fetching is what takes time


def _listed(list_: Path, resolver: ConfigResolver) -> list[Path]:
    from linter.cli._paths import ListError, files_from  # noqa: PLC0415 - rarely asked for

    try:
        return files_from(list_, resolver)[0]
    except OSError as error:
        fail(f"--files-from {list_}: cannot be read: {error.strerror or error}")
    except ListError as error:
        fail(f"--files-from {list_}: {error}")


def _engine(engine: str, scheduler: str | None, jobs: int | None) -> Engine:
    """Return the engine; exit if an extra or option is missing."""
    if engine == "local":
        if scheduler is not None:
            fail("--scheduler is for --engine dask")
        from linter.audit.engines import local  # noqa: PLC0415 - one of several

        return partial(local.outcomes, jobs=jobs)
    if find_spec("distributed") is None:
        fail(f"--engine dask needs an extra: {needs_extra('dask')}")
    if scheduler is None:
        fail("--engine dask needs --scheduler ADDRESS")
    if jobs is not None:
        fail("--jobs is for --engine local; a cluster has the workers that it has")
    from linter.audit.engines import dask  # noqa: PLC0415 - one of several

    return partial(dask.outcomes, address=scheduler)


def _terms(
    resolver: ConfigResolver, config: Path | None, out: Path, seconds: float, max_bytes: int, *, resume: bool
) -> Terms:
    """Return the terms of the run; a resumed run keeps its day. Raises AuditError, DataError and DayError."""
    from linter.audit.store import known_run  # noqa: PLC0415 - needs the extra

    known = known_run(out) if resume else None
    day = (known or {}).get("day") or resolver.day.date.isoformat()
    return make_terms(resolver.selection, config, day, page_seconds=seconds, page_bytes=max_bytes)


@contextmanager
def _progress(planned: Archives) -> Iterator[ShardCallback]:
    """Yield a function that shows an audit's progress: bytes of the inputs, pages, and pages per second."""
    start, pages, weight = time.monotonic(), 0, 0
    with watched("audit") as show:
        total = max(1, planned.weight)

        def finished(stat: ShardStat) -> None:
            nonlocal pages, weight
            pages, weight = pages + stat.pages, weight + stat.weight
            rate = pages / max(0.001, time.monotonic() - start)
            show(min(weight, total), total, f"{pages} pages, {rate:.0f} a second, {weight / 1e6:.0f} MB")

        yield finished


def _emit(audited: Audit, out: Path) -> int:
    """Print what was done and what is missing; return the exit code."""
    stats = audited.done.values()
    checked, findings = sum(stat.checked for stat in stats), sum(stat.findings for stat in stats)
    skipped = sum(sum(stat.skipped.values()) for stat in stats)
    resumed = f", shards from before: {audited.resumed} of {len(audited.done)}" if audited.resumed else ""
    click.echo(f"pages checked: {checked}, findings: {findings}, records skipped: {skipped}{resumed} ({out})")
    if findings:
        click.echo(
            f"affilint audit-report {shlex.quote(str(out))} --format findings lists them; without --format it counts"
        )
    missing = audited.missing
    for line in missing[:_SHOWN]:
        say(f"missing: {line}")
    if len(missing) > _SHOWN:
        say(f"missing: {len(missing) - _SHOWN} more; _manifest.jsonl names them all")
    if not checked:
        say("no page was checked")
    return EXIT_UNTRUSTED if missing or not checked else 0
