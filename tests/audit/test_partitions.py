"""A folder of Parquet, as Spark, Hive and pyarrow write a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

pytest.importorskip("pyarrow", reason="the extra audit is not installed")
pytest.importorskip("fastwarc", reason="the extra audit is not installed")

from tests.audit import archives
from tests.audit.conftest import Affilint, findings, rows

if TYPE_CHECKING:
    from pathlib import Path

COLUMNS = ("--html-column", "body", "--url-column", "address")


def table(folder: Path) -> dict[str, str]:
    """Write pages to a partitioned table; return all of them."""
    pages = archives.pages(12)
    names = ["part-0.snappy.parquet", "day=2026-11-28/part-0.parquet", "day=2026-11-29/lang=en/part-0.parquet"]
    for number, name in enumerate(names):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        archives.parquet(folder / name, dict(list(pages.items())[number * 4 : number * 4 + 4]))
    (folder / "_SUCCESS").write_bytes(b"")
    for left in ("_metadata.parquet", ".part-1.parquet", "notes/part-2.parquet"):
        (folder / left).parent.mkdir(exist_ok=True)
        (folder / left).write_bytes(b"no table")
    return pages


def test_all_parts_of_a_partitioned_table_are_read(affilint: Affilint, tmp_path: Path) -> None:
    pages = table(tmp_path / "crawl")
    archives.parquet(tmp_path / "one.parquet", pages)
    for source in ("crawl", "one.parquet"):
        result = affilint("audit", source, "--out", tmp_path / f"out-{source}", *COLUMNS)
        assert result.returncode == 0, result.stderr
    found = rows(tmp_path / "out-crawl", "pages")
    assert sorted(row["url"] for row in found) == sorted(pages)
    assert {row["source"] for row in found} == {
        "crawl/part-0.snappy.parquet",
        "crawl/day=2026-11-28/part-0.parquet",
        "crawl/day=2026-11-29/lang=en/part-0.parquet",
    }
    assert sorted(findings(tmp_path / "out-crawl")) == sorted(findings(tmp_path / "out-one.parquet"))


def test_a_folder_that_holds_articles_is_one_of_articles(affilint: Affilint, tmp_path: Path) -> None:
    table(tmp_path / "site")
    (tmp_path / "site" / "a.md").write_text("We saw the the lamp.\n", encoding="utf-8")
    result = affilint("audit", "site", "--out", tmp_path / "out")
    assert result.returncode == 0, result.stderr
    assert [row["path"] for row in rows(tmp_path / "out", "pages")] == ["site/a.md"]
