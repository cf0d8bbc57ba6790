"""``affilint links``."""

from __future__ import annotations

import csv
import io
import sys
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from linter.cli._common import EXIT_UNTRUSTED, fail, make_resolver, no_file, say
from linter.cli._options import Choice, address_options, config_option, jobs_option, targets_argument
from linter.cli._progress import progress
from linter.cli._targets import split_targets
from linter.data.cache import cache_dir
from linter.data.yaml_nodes import DataError
from linter.escaping import cell
from linter.facts.links.inventory import COLUMNS, GROUP_COLUMNS, GROUPS, grouped, link_rows
from linter.finding import Failure
from linter.reading import read_regular
from linter.reporters import neutral
from linter.reporters.json import dump
from linter.reporters.text import failure_line
from linter.running.discovery import discover
from linter.running.failures import failure_of
from linter.running.one_file import read_facts
from linter.running.parallel import map_files
from linter.source import UnreadableSourceError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linter.cli._targets import Addresses
    from linter.configuration.resolver import ConfigResolver


@click.command("links")
@targets_argument
@click.option(
    "--format",
    "format_",
    type=Choice(["table", "json", "csv"]),
    default="table",
    show_default=True,
    help="How to print.",
)
@click.option("--all", "all_links", is_flag=True, help="List every link, not only affiliate links.")
@click.option("--by", type=Choice(GROUPS), help="Count links and disclosures by this instead of listing them.")
@address_options
@config_option
@jobs_option
def command(
    *,
    targets: tuple[Path | str, ...],
    format_: str,
    all_links: bool,
    by: str | None,
    config: Path | None,
    jobs: int | None,
    **options: Any,
) -> None:
    """List the affiliate links of articles or pages: programme, id, rel, and whether they are disclosed."""
    paths, addresses = split_targets(targets, options)
    resolver = make_resolver(config)
    try:
        if addresses is not None:
            found, files = _rows_of_addresses(addresses, resolver, all_links=all_links)
        else:
            found, files = _rows(paths or (Path(),), resolver, jobs, all_links=all_links)
    except KeyboardInterrupt:
        fail("stopped before all files were read")
    rows, failures = found.rows, found.failures
    for failure in failures:
        click.echo(failure_line(failure), err=True)
    for problem in found.site_problems:
        say(problem)
    shown, columns = (grouped(rows, by), GROUP_COLUMNS) if by is not None else (rows, COLUMNS)
    if format_ == "json":
        click.echo(
            dump({"version": 1, "links": rows} if by is None else {"version": 1, "by": by, "groups": shown}), nl=False
        )
    elif format_ == "csv":
        click.echo(_csv(shown, columns), nl=False)
    elif rows or not failures:
        click.echo(_table(_listed(shown) if by is None else shown, by is None), nl=False)
    if not files and not failures:
        fail(no_file(found.passed_over) if addresses is None else "no page to read: the site has none")
    sys.exit(EXIT_UNTRUSTED if failures else 0)


@dataclass(slots=True)
class _Rows:
    """The rows of one or more files, and the files that could not be read."""

    rows: list[dict[str, Any]] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    passed_over: list[tuple[Path, str]] = field(default_factory=list)
    site_problems: dict[str, None] = field(default_factory=dict)


def _rows(paths: Sequence[Path], resolver: ConfigResolver, jobs: int | None, *, all_links: bool) -> tuple[_Rows, int]:
    """Return the rows of all files, and how many files there are."""
    found = _Rows()
    files = list(discover(paths, resolver, found.failures, passed_over=found.passed_over))
    with progress() as show:
        for done, file_rows in enumerate(
            map_files(files, resolver, jobs, partial(_of_file, all_links=all_links), _crash_result), 1
        ):
            found.rows += file_rows.rows
            found.failures += (failure for failure in file_rows.failures if failure not in found.failures)
            found.site_problems.update(file_rows.site_problems)
            show(done, len(files))
    return found, len(files)


def _rows_of_addresses(addresses: Addresses, resolver: ConfigResolver, *, all_links: bool) -> tuple[_Rows, int]:
    """Return the rows of all pages, and how many pages there are."""
    from linter.cli._addresses import opened, resolver_of_pages, shown_progress  # noqa: PLC0415 - few name an address

    resolver = resolver_of_pages(resolver)
    from linter.published.check_pages import rows_of_pages  # noqa: PLC0415 - needs the extra, which is there now

    with opened(addresses, cache_dir()) as sources, shown_progress() as show:
        rows, failures, count = rows_of_pages(sources, resolver, show, all_links=all_links)
        return _Rows(rows, failures), count


def _crash_result(failure: Failure) -> _Rows:
    return _Rows(failures=[failure])


def _of_file(path: Path, resolver: ConfigResolver, *, all_links: bool) -> _Rows:
    try:
        facts = read_facts(path.as_posix(), read_regular(path), path, resolver)
        return _Rows(list(link_rows(facts, all_links=all_links)), site_problems=dict(resolver.site_problems))
    except OSError as error:
        return _Rows(failures=[Failure(path.as_posix(), str(error))])
    except (UnreadableSourceError, DataError) as error:
        return _Rows(failures=[failure_of(path.as_posix(), error)])


def _csv(rows: list[dict[str, Any]], columns: Sequence[str]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_cell(row[column]) for column in columns])
    return out.getvalue()


def _cell(value: Any) -> str:
    return cell(" ".join(value) if isinstance(value, list) else "" if value is None else str(value))


def _listed(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the columns that fit on a terminal."""
    return [
        {
            "place": f"{row['path']}:{row['line']}:{row['column']}",
            "programme": row["programme"] or "",
            "sure": row["confidence"] or "",
            "rel": " ".join(row["rel"]) or "-",
            "disclosed": row["disclosed"] or "",
            "url": row["url"],
        }
        for row in rows
    ]


def _table(rows: list[dict[str, Any]], is_list: bool) -> str:  # noqa: FBT001 - two layouts of one table
    if not rows:
        return "no affiliate links\n"
    head = list(rows[0])
    cells = [[neutral(str(row[name])) for name in head] for row in rows]
    widths = [max(len(name), *(len(line[index]) for line in cells)) for index, name in enumerate(head)]
    if is_list:
        widths[-1] = 0
    lines = [
        "  ".join(f"{text.replace('_', ' '):<{width}}" for text, width in zip(line, widths, strict=True)).rstrip()
        for line in [head]
    ]
    lines += [
        "  ".join(f"{text:<{width}}" for text, width in zip(line, widths, strict=True)).rstrip() for line in cells
    ]
    return "\n".join(lines) + "\n"
