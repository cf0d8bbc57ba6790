"""The report as tables: an XLSX file with one sheet per table, or one table as CSV. No cell is a formula or a link."""

from __future__ import annotations

import csv
import datetime
import io
from typing import TYPE_CHECKING

from linter.escaping import cell, neutral
from linter.report.tables import GROUPINGS, family_of, groups, scores, worst

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linter.report.links import EditLinks
    from linter.report.model import Article, Editorial, Item

Cell = str | int
Table = tuple[tuple[str, ...], list[list[Cell]]]
"""Names of the columns, and the rows."""

_MAX_ROWS = 1_048_575
"""How many rows below the header a sheet can have."""
_LONGEST = 32_767
"""How many characters a cell can have."""


def tables(editorial: Editorial, edit: EditLinks) -> dict[str, Table]:
    """Return all tables by name; ``findings`` is the first."""
    owners = {article.path: article for article in editorial.articles}
    findings = ("severity", "rule", "family", "title", "path", "line", "column", "section", "author", "owner", "message",
                "excerpt", "context", "confidence", "status", "first_seen", "fingerprint", "edit")  # fmt: skip
    rows: list[list[Cell]] = []
    for item in editorial.standing:
        article = owners[item.path]
        title = editorial.rules[item.rule].title
        rows.append([
            item.severity, item.rule, family_of(item.rule), title, item.path, item.line, item.column, article.section,
            item.author or article.author, article.owner, item.message, item.excerpt, _context(item), item.confidence,
            item.news or item.state, item.since, item.fingerprint, edit.to(item.path, item.line),
        ])  # fmt: skip
    tables_by_name: dict[str, Table] = {"findings": (findings, rows)}
    tables_by_name["articles"] = (
        ("path", "title", "section", "author", "owner", "date", "affiliate_links", "first_link_line", "disclosed",
         "programmes", "errors", "warnings", "hints", "edit"),
        [
            [a.path, a.title, a.section, a.author, a.owner, a.date, a.links, a.first_line or "", a.disclosed,
             ", ".join(name for name, _ in a.programmes), a.errors, a.warnings, a.infos, edit.to(a.path, 1)]
            for a in _in_order(editorial)
        ],
    )  # fmt: skip
    tables_by_name["families"] = (
        ("family", "score", "articles", "affected", "findings"),
        [[s.family, "" if s.score is None else s.score, s.base, s.affected, s.findings] for s in scores(editorial)],
    )
    for by in GROUPINGS:
        tables_by_name[by] = (
            (by, "articles", "with_links", "disclosed_late_or_not", "affiliate_links", "errors", "warnings", "hints"),
            [
                [g.name, g.articles, g.paid, g.exposed, g.links, g.errors, g.warnings, g.infos]
                for g in groups(editorial, by)
            ],
        )
    tables_by_name["accepted"] = (
        ("how", "rule", "path", "line", "severity", "reason", "until", "message", "excerpt", "fingerprint"),
        [
            [i.state, i.rule, i.path, i.line, i.severity, i.reason, i.until, i.message, i.excerpt, i.fingerprint]
            for i in editorial.items
            if i.state != "open"
        ],
    )
    tables_by_name["unchecked"] = (("path", "why"), [list(failure) for failure in editorial.failures])
    tables_by_name["trend"] = (
        ("day", "articles", "with_links", "disclosed_late_or_not", "errors", "warnings", "hints"),
        [[r.day, r.articles, r.paid, r.exposed, r.errors, r.warnings, r.infos] for r in editorial.runs],
    )
    tables_by_name["about"] = (
        ("what", "value"),
        [["day", editorial.day], ["version", editorial.version], ["rulebook", editorial.rulebook],
         ["command", editorial.command], ["articles", editorial.files]],
    )  # fmt: skip
    return tables_by_name


TABLES = ("findings", "articles", "families", *GROUPINGS, "accepted", "unchecked", "trend", "about")


def _in_order(editorial: Editorial) -> list[Article]:
    first = worst(editorial)
    known = {article.path for article in first}
    return [*first, *(article for article in editorial.articles if article.path not in known)]


def _context(item: Item) -> str:
    return f"{item.evidence.before}{item.evidence.text}{item.evidence.after}"


def csv_text(table: Table) -> str:
    """Return one table as comma-separated values (RFC 4180 with LF) that no spreadsheet reads as formulas."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(table[0])
    writer.writerows([cell(value) if isinstance(value, str) else value for value in row] for row in table[1])
    return out.getvalue()


def xlsx_bytes(tables_by_name: dict[str, Table], day: str) -> bytes:
    """Return a workbook with one sheet per table that has rows; the same tables give the same bytes."""
    import xlsxwriter  # noqa: PLC0415 - an extra

    out = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    workbook = xlsxwriter.Workbook(out, options)
    created = datetime.datetime.fromisoformat(f"{day}T00:00:00")
    workbook.set_properties({"title": "affilint report", "created": created})
    head = workbook.add_format({"bold": True, "bg_color": "#E9EDF2", "bottom": 1})
    wrap = workbook.add_format({"text_wrap": True, "valign": "top"})
    for name, (columns, rows) in tables_by_name.items():
        if not rows and name not in {"findings", "articles"}:
            continue
        sheet = workbook.add_worksheet(name)
        sheet.write_row(0, 0, columns, head)
        for number, row in enumerate(rows[:_MAX_ROWS], start=1):
            for column, value in enumerate(row):
                if isinstance(value, int):
                    sheet.write_number(number, column, value)
                else:
                    sheet.write_string(number, column, neutral(value)[:_LONGEST])
        for column, name_ in enumerate(columns):
            width = _width(name_, [row[column] for row in rows[:200]])
            sheet.set_column(column, column, width, wrap if width == _WIDEST else None)
        sheet.freeze_panes(1, 0)
        if rows:
            sheet.autofilter(0, 0, min(len(rows), _MAX_ROWS), len(columns) - 1)
    workbook.close()
    return out.getvalue()


_WIDEST = 60


def _width(name: str, values: Sequence[Cell]) -> int:
    return min(_WIDEST, max(len(name), *(len(str(value)) for value in values), 6) + 2) if values else len(name) + 2
