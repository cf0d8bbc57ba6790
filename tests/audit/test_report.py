"""The audit report: counts over the datasets, Wilson intervals and safe output."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("duckdb", reason="the extra audit is not installed")

from pyarrow import parquet

from linter.audit.report import count, wilson
from linter.audit.report_formats import as_csv, as_html, as_markdown
from tests.audit import archives
from tests.audit.conftest import Affilint, rows

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("number", "total", "low", "high"),
    [
        (15, 50, 19.10, 43.75),
        (0, 10, 0.0, 27.75),
        (10, 10, 72.25, 100.0),
        (1, 29, 0.61, 17.18),
        (81, 263, 25.53, 36.62),
    ],
)
def test_wilson_intervals(number: int, total: int, low: float, high: float) -> None:
    """The last two are from Newcombe (1998), Statistics in Medicine 17, table I: 0.0061-0.1718 and 0.2553-0.3662."""
    assert wilson(number, total) == pytest.approx((low, high), abs=0.005)


@pytest.fixture
def audited(affilint: Affilint, tmp_path: Path) -> Path:
    pages = {
        **archives.pages(25),
        **archives.pages(10, "desks.example"),
        "https://<b>|x.example/=1+1": archives.page(f"<p>A desk needs {archives.LINK} and {archives.LINK}.</p>"),
    }
    (tmp_path / "crawl.jsonl").write_bytes(archives.jsonl(pages) + b'{"html": 5}\n')
    assert affilint("audit", "crawl.jsonl", "--out", "out").returncode == 2
    return tmp_path / "out"


def test_tables_count_pages_links_and_findings(audited: Path) -> None:
    counted = count(audited, 50)
    assert (counted.pages, counted.checked, counted.body_only) == (37, 36, 0)
    assert counted.states == (("checked", 36), ("unreadable", 1))
    tables = {table.name: table for table in counted.tables}
    ((_, pages, shares),) = tables["all"].rows
    assert (pages, [(share.count, share.total) for share in shares]) == (
        36,
        [(22, 36), (7, 22), (7, 22), (0, 22), (8, 22)],
    )
    assert {name: number for name, number, _ in tables["host"].rows} == {
        "lamps.example": 25,
        "desks.example": 10,
        "(no address)": 1,
    }
    assert [(name, shares[0].count, shares[0].total) for name, _, shares in tables["network"].rows] == [
        ("amazon", 22, 36)
    ]
    by_rule = {name: (number, shares[0].count) for name, number, shares in tables["rule"].rows}
    found = rows(audited, "findings")
    assert by_rule == {
        rule: (
            sum(row["rule"] == rule for row in found),
            len({row["number"] for row in found if row["rule"] == rule}),
        )
        for rule in {row["rule"] for row in found}
    }
    assert len(counted.offenders) == 15
    assert (counted.offenders[0].links, counted.offenders[0].disclosed) == (2, "no")
    assert [item.disclosed for item in counted.offenders].index("after") == 8


def test_only_the_largest_groups_are_shown(audited: Path) -> None:
    counted = count(audited, 1)
    tables = {table.name: table for table in counted.tables}
    assert [name for name, _, _ in tables["host"].rows] == ["lamps.example"]
    assert tables["host"].rest == 2
    assert len(counted.offenders) == 1
    assert "And 2 more." in as_markdown(counted)
    assert "And 2 more." in as_html(counted)


def test_formats_escape_hostile_values(audited: Path) -> None:
    counted = count(audited, 50)
    page = as_html(counted)
    assert "<b>" not in page
    assert "&lt;b&gt;" in page
    assert not re.search(r"https?://(?!lamps\.example|desks\.example|&lt;b)", page)
    assert "<script" not in page
    assert "<b>" not in as_markdown(counted)
    table = list(csv.DictReader(io.StringIO(as_csv(counted))))
    assert not any(row["group"].startswith(("=", "+", "-", "@")) for row in table)
    shares = [row for row in table if row["percent"]]
    assert all(float(row["low"]) <= float(row["percent"]) <= float(row["high"]) for row in shares)


def test_audit_report_command(audited: Path, affilint: Affilint, tmp_path: Path) -> None:
    shown = affilint("audit-report", "out")
    assert shown.returncode == 0
    assert shown.stdout.startswith("# Audit\n\n**")
    assert "tell their readers before the first one.**\n\n36 of 37 pages were checked.\n" in shown.stdout
    assert affilint("audit-report", "out", "--format", "html", "--output", "report.html").stdout == ""
    listed = affilint("audit-report", "out", "--format", "findings").stdout.splitlines()
    assert len(listed) == sum(
        part.num_rows for part in map(parquet.read_table, (audited / "findings").glob("*.parquet"))
    )
    assert all(re.match(r"\S+:\d+:\d+: (?:error|warning|info) [a-z]+/[a-z-]+: \S", line) for line in listed)
    page = (tmp_path / "report.html").read_text()
    assert page.startswith("<!doctype html>")
    assert "style-src &#39;sha256-" in page
    assert "unsafe-inline" not in page
    (tmp_path / "none").mkdir()
    (audited / "pages" / "part-0000009.parquet").write_bytes(b"damaged")
    for folder, message in (("none", "holds no audit"), ("out", "cannot be read")):
        failed = affilint("audit-report", folder)
        assert (failed.returncode, failed.stdout) == (2, "")
        assert message in failed.stderr
        assert len(failed.stderr.splitlines()) == 1


def test_address_in_several_inputs_counts_once(affilint: Affilint, tmp_path: Path) -> None:
    (tmp_path / "one.jsonl").write_bytes(archives.jsonl(archives.pages(6)))
    (tmp_path / "two.jsonl").write_bytes(archives.jsonl({**archives.pages(4), **archives.pages(2, "desks.example")}))
    assert affilint("audit", "one.jsonl", "two.jsonl", "--out", "out").returncode == 0
    counted = count(tmp_path / "out", 50)
    assert (counted.pages, counted.checked, counted.repeated) == (12, 12, 4)
    assert counted.sources == 0
    ((_, pages, _),) = next(table.rows for table in counted.tables if table.name == "all")
    assert pages == 8
    assert "4 of them have the address of an earlier page" in as_markdown(counted)
    assert '{"repeated": 4}' in (tmp_path / "out" / "_manifest.jsonl").read_text().splitlines()
