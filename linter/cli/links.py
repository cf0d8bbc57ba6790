"""``affilint links``."""

from __future__ import annotations

import csv
import io
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from linter.cli._common import EXIT_UNTRUSTED, configured_folder, fail, make_resolver, no_file, say
from linter.cli._options import Choice, address_options, built_option, config_option, jobs_option, targets_argument
from linter.cli._progress import progress
from linter.cli._targets import split_targets
from linter.data.cache import cache_dir
from linter.escaping import cell
from linter.facts.links.inventory import COLUMNS, GROUP_COLUMNS, GROUPS, grouped
from linter.reporters import neutral
from linter.reporters.json import dump
from linter.reporters.text import failure_line
from linter.running.listing import LinkRows, list_links

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
@built_option
@address_options
@config_option
@jobs_option
def command(
    *,
    targets: tuple[Path | str, ...],
    format_: str,
    all_links: bool,
    by: str | None,
    built: Path | None,
    config: Path | None,
    jobs: int | None,
    **options: Any,
) -> None:
    """List the affiliate links of articles or pages: programme, id, rel, and whether they are disclosed."""
    paths, addresses = split_targets(targets, options)
    if addresses is not None and built is not None:
        fail("--built is about files; it has no meaning for addresses")
    resolver = make_resolver(config)
    try:
        if addresses is not None:
            found, files = _rows_of_addresses(addresses, resolver, all_links=all_links)
        else:
            found, files = _rows_of_paths(paths or (Path(),), resolver, built, jobs, all_links=all_links)
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


def _rows_of_paths(
    paths: Sequence[Path], resolver: ConfigResolver, built: Path | None, jobs: int | None, *, all_links: bool
) -> tuple[LinkRows, int]:
    """Return the rows of all articles, as their built pages have them where there are any, and how many articles there are."""
    folder = built or configured_folder(paths[0].absolute(), resolver)
    if folder is not None:
        from linter.cli._built import list_built  # noqa: PLC0415 - few name a built folder

        return list_built(paths, folder, resolver, jobs, all_links=all_links)
    with progress() as show:
        return list_links(paths, resolver, jobs, all_links=all_links, progress=show)


def _rows_of_addresses(addresses: Addresses, resolver: ConfigResolver, *, all_links: bool) -> tuple[LinkRows, int]:
    """Return the rows of all pages, and how many pages there are."""
    from linter.cli._addresses import opened, resolver_of_pages, shown_progress  # noqa: PLC0415 - few name an address

    resolver = resolver_of_pages(resolver)
    from linter.published.check_pages import rows_of_pages  # noqa: PLC0415 - needs the extra, which is there now

    with opened(addresses, cache_dir()) as sources, shown_progress() as show:
        rows, failures, count = rows_of_pages(sources, resolver, show, all_links=all_links)
        return LinkRows(rows, failures), count


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
            "disclosed": f"{row['disclosed'] or ''}{' (weak)' if row['weak'] else ''}",
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
