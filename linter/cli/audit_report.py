"""``affilint audit-report``."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import click

from linter.audit.model import AuditError
from linter.cli._common import fail
from linter.extras import needs_extra
from linter.writing import write_text_atomically


@click.command("audit-report")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), metavar="DIR")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["markdown", "html", "csv", "findings"]),
    default="markdown",
    show_default=True,
    help="What to write: counts, or every finding with its place, one a line.",
)
@click.option(
    "--output", type=click.Path(path_type=Path, dir_okay=False), help="Write to this file.  [default: standard output]"
)
@click.option(
    "--top", type=click.IntRange(min=1), default=50, show_default=True, help="Rows in a table at most, the largest."
)
def command(folder: Path, format_: str, output: Path | None, top: int) -> None:
    """Count what an audit found: how many pages disclose, by site, network, language and rule.

    DIR is the folder that ``affilint audit --out`` wrote.
    """
    if find_spec("duckdb") is None or find_spec("pyarrow") is None or find_spec("jinja2") is None:
        fail(f"a report on an audit needs an extra: {needs_extra('audit')}")
    from linter.audit.report import count  # noqa: PLC0415 - needs the extra
    from linter.audit.report_formats import FORMATS  # noqa: PLC0415 - needs the extra

    if format_ == "findings":
        _list_findings(folder, output)
        return
    try:
        written = FORMATS[format_](count(folder, top))
        if output is not None:
            write_text_atomically(output, written)
    except AuditError as error:
        fail(str(error))
    except OSError as error:
        fail(f"{output or folder}: {error.strerror or error}")
    if output is None:
        click.echo(written, nl=False)


def _list_findings(folder: Path, output: Path | None) -> None:
    """Print the findings as they are read, or write them to a file at once."""
    from linter.audit.found import found  # noqa: PLC0415 - needs the extra

    try:
        if output is not None:
            write_text_atomically(output, "".join(found(folder)))
            return
        for line in found(folder):
            click.echo(line, nl=False)
    except AuditError as error:
        fail(str(error))
    except OSError as error:
        fail(f"{output or folder}: {error.strerror or error}")
