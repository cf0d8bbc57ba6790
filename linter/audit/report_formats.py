"""Formats a counted audit as HTML, Markdown or CSV. Names of sites and pages are untrusted: each format escapes them."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING

import jinja2

from linter.audit.model import DISCLOSED
from linter.escaping import cell, markdown
from linter.report.assets import asset, policy
from linter.reporters import neutral

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from linter.audit.report import Counted, Share, Table


def share_text(share: Share) -> str:
    """Format a share with its interval: ``12.5 % (8.1 to 18.9)``."""
    if share.percent is None or share.bounds is None:
        return "none"
    lower, upper = share.bounds
    return f"{share.percent:.1f} % ({lower:.1f} to {upper:.1f})"


def summary(counted: Counted) -> Iterator[str]:
    """Yield sentences about what was counted, and what was not."""
    yield f"{counted.checked} of {counted.pages} pages were checked."
    if counted.repeated:
        yield f"{counted.repeated} of them have the address of an earlier page and are in no table: an address counts once."
    others = [f"{number} {state}" for state, number in counted.states if state != "checked"]
    if others:
        yield f"Not checked, and in no table: {', '.join(others)}."
    if counted.sources:
        yield f"Parts of the inputs that could not be read: {counted.sources}; the manifest names them."
    if counted.body_only:
        yield (
            f"{counted.body_only} of the pages are bodies of posts from an export: a disclosure that the theme prints is not "
            "on them, so they may disclose more than is counted here."
        )


def headline(counted: Counted) -> str:
    """Return one sentence about how many pages disclose in time."""
    rows = next((table.rows for table in counted.tables if table.name == "all"), ())
    shares = dict(zip(("linked", *DISCLOSED), rows[0][2], strict=True)) if rows else {}
    if not shares or not shares["linked"].count:
        return "No page with affiliate links was found."
    disclosed_in_time = shares["before"].count + shares["site"].count
    return f"{disclosed_in_time} of {shares['linked'].count} pages with affiliate links tell their readers before the first one."


def as_markdown(counted: Counted) -> str:
    """Return tables in Markdown."""
    lines = ["# Audit", "", f"**{headline(counted)}**", "", *summary(counted)]
    for table in counted.tables:
        lines += ["", f"## {table.title}", "", table.about, ""]
        lines += [_line([table.name, _counts(table), *table.columns]), _line(["---"] * (2 + len(table.columns)))]
        lines += [_line([markdown(name), str(number), *map(share_text, shares)]) for name, number, shares in table.rows]
        if table.rest:
            lines += ["", f"And {table.rest} more."]
    if counted.offenders:
        lines += ["", "## Pages to look at first", "", _line(["page", "affiliate links", "disclosed", "errors"])]
        lines.append(_line(["---"] * 4))
        lines += [
            _line([markdown(item.page), str(item.links), item.disclosed, str(item.errors)])
            for item in counted.offenders
        ]
    return "\n".join(lines) + "\n"


def as_csv(counted: Counted) -> str:
    """Return all tables as one, with one share per row."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["table", "group", "what", "count", "of", "percent", "low", "high"])
    for table in counted.tables:
        for name, number, shares in table.rows:
            writer.writerow([table.name, cell(name), _counts(table), number, "", "", "", ""])
            for column, share in zip(table.columns, shares, strict=True):
                figures = (share.percent, *(share.bounds or (None, None)))
                rounded = ["" if figure is None else f"{figure:.2f}" for figure in figures]
                writer.writerow([table.name, cell(name), column, share.count, share.total, *rounded])
    return out.getvalue()


def as_html(counted: Counted) -> str:
    """Return a self-contained page."""
    style = "".join(map(asset, ("base.css", "parts.css", "print.css", "audit.css")))
    environment = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True)
    template = environment.from_string(Path(__file__).with_name("report.html.jinja").read_text(encoding="utf-8"))
    return template.render(
        headline=headline(counted), counted=counted, summary=list(summary(counted)), share=share_text, shown=neutral, counts=_counts,
        style=style, policy=policy(style),
    )  # fmt: skip


FORMATS: Mapping[str, Callable[[Counted], str]] = {"markdown": as_markdown, "html": as_html, "csv": as_csv}


def _counts(table: Table) -> str:
    """Return what the number of each group counts."""
    return "findings" if table.name == "rule" else "pages"


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"
