"""``affilint links``."""

from __future__ import annotations

import csv
import io
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from linter.cli._common import EXIT_UNTRUSTED, config_option, fail, paths_argument, read_configs
from linter.facts.affiliate import NOT_CLICKABLE
from linter.finding import Failure
from linter.nodes import DataError
from linter.reporters import neutral
from linter.run import check_file, discover
from linter.source import UnreadableSourceError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.article.model import Link
    from linter.facts import Facts
    from linter.facts.networks import Verdict

COLUMNS = (
    "path",
    "line",
    "column",
    "url",
    "kind",
    "network",
    "programme",
    "confidence",
    "evidence",
    "destination",
    "rel",
    "disclosed",
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@click.command("links")
@paths_argument
@click.option(
    "--format",
    "format_",
    type=click.Choice(["table", "json", "csv"]),
    default="table",
    show_default=True,
    help="How to print.",
)
@click.option("--all", "all_links", is_flag=True, help="List every link, not only affiliate links.")
@config_option
def command(paths: tuple[Path, ...], format_: str, *, all_links: bool, config: Path | None) -> None:
    """List the affiliate links of articles: network, programme, rel, and whether they are disclosed."""
    configs = read_configs(config)
    failures: list[Failure] = []
    rows: list[dict[str, Any]] = []
    files = 0
    for path in discover(paths or (Path(),), configs, failures):
        files += 1
        try:
            checked = check_file(path.as_posix(), path.read_bytes(), path, configs)
        except (OSError, UnreadableSourceError, DataError) as error:
            failures.append(Failure(path.as_posix(), str(error)))
            continue
        rows.extend(link_rows(checked.facts, all_links=all_links))
    for failure in failures:
        click.echo(f"{neutral(failure.path)}: cannot check: {neutral(failure.message)}", err=True)
    if format_ == "json":
        from linter.reporters.json import dump  # noqa: PLC0415

        click.echo(dump({"version": 1, "links": rows}), nl=False)
    else:
        click.echo(_csv(rows) if format_ == "csv" else _table(rows), nl=False)
    if not files and not failures:
        fail("no file to check: no Markdown, HTML or text file under the given paths")
    sys.exit(EXIT_UNTRUSTED if failures else 0)


def link_rows(facts: Facts, *, all_links: bool) -> Iterator[dict[str, Any]]:
    """Yield what is known of an article's links, in reading order."""
    verdicts = {id(item.link): item.verdict for item in facts.classified_links}
    known = {id(link) for link in facts.article.links}
    printed = [item.link for item in facts.classified_links if id(item.link) not in known]
    for link in sorted([*facts.article.links, *printed], key=lambda link: link.start):
        verdict = verdicts.get(id(link))
        if all_links or (verdict is not None and link.kind not in NOT_CLICKABLE):
            yield _row(facts, link, verdict)


def _row(facts: Facts, link: Link, verdict: Verdict | None) -> dict[str, Any]:
    position = facts.article.source.position(link.start)
    return {
        "path": facts.article.source.path,
        "line": position.line,
        "column": position.column,
        "url": link.url,
        "kind": link.kind,
        "network": verdict.network if verdict else None,
        "programme": verdict.programme if verdict else None,
        "confidence": verdict.confidence if verdict else None,
        "evidence": verdict.evidence if verdict else None,
        "destination": verdict.destination if verdict else None,
        "rel": sorted(link.rel_values),
        "disclosed": facts.disclosed(link) if verdict else None,
    }


def _csv(rows: list[dict[str, Any]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in rows:
        writer.writerow([_cell(row[column]) for column in COLUMNS])
    return out.getvalue()


def _cell(value: Any) -> str:
    """Return a cell that no spreadsheet takes for a formula (OWASP, "CSV Injection")."""
    text = " ".join(value) if isinstance(value, list) else "" if value is None else str(value)
    text = neutral(text)
    return f"'{text}" if text.startswith(_FORMULA) else text


def _table(rows: list[dict[str, Any]]) -> str:
    if not rows:
        return "no affiliate links\n"
    head = ("place", "programme", "sure", "rel", "disclosed", "url")
    cells = [
        (
            f"{row['path']}:{row['line']}:{row['column']}", row["programme"] or "", row["confidence"] or "",
            " ".join(row["rel"]) or "-", row["disclosed"] or "", row["url"],
        )
        for row in rows
    ]  # fmt: skip
    widths = [max(len(head[index]), *(len(neutral(cell[index])) for cell in cells)) for index in range(len(head) - 1)]
    lines = ["  ".join(f"{text:<{width}}" for text, width in zip(head, [*widths, 0], strict=True)).rstrip()]
    lines.extend(
        "  ".join(f"{neutral(text):<{width}}" for text, width in zip(cell, [*widths, 0], strict=True)).rstrip()
        for cell in cells
    )
    return "\n".join(lines) + "\n"
