"""Tables of Delta Lake and Iceberg: the files that they have now count, not all that lie in their folder."""

from __future__ import annotations

import base64
import json
import string
from typing import TYPE_CHECKING, Any

import pytest

pytest.importorskip("fastwarc", reason="the extra audit is not installed")
pytest.importorskip("deltalake", reason="the extra lakes is not installed")
pytest.importorskip("pyiceberg", reason="the extra lakes is not installed")

import deltalake
import pyarrow as pa
from pyroaring import BitMap

from tests.audit import archives
from tests.audit.conftest import Affilint, rows

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.large

COLUMNS = ("--html-column", "body", "--url-column", "address")


def pages() -> Any:
    made = archives.pages(6)
    return pa.table({"address": list(made), "body": list(made.values()), "day": ["1", "2"] * 3})


def audited(affilint: Affilint, tmp_path: Path, folder: str) -> list[str]:
    result = affilint("audit", folder, "--out", tmp_path / "out", *COLUMNS)
    assert result.returncode == 0, result.stderr
    return sorted(row["url"] for row in rows(tmp_path / "out", "pages"))


def iceberg(folder: Path) -> Any:
    from pyiceberg.catalog.memory import InMemoryCatalog

    catalog = InMemoryCatalog("shop", warehouse=folder.as_uri())
    catalog.create_namespace("crawls")
    return catalog.create_table("crawls.pages", schema=pages().schema)


def test_delta_table_has_the_rows_of_its_last_version(affilint: Affilint, tmp_path: Path) -> None:
    table = pages()
    deltalake.write_deltalake(tmp_path / "crawl", table, partition_by=["day"])
    deltalake.write_deltalake(tmp_path / "crawl", table.slice(0, 3), mode="overwrite")
    gone = table["address"][0].as_py()
    deltalake.DeltaTable(str(tmp_path / "crawl")).delete(f"address = '{gone}'")
    assert len(list((tmp_path / "crawl").rglob("*.parquet"))) > 2
    assert audited(affilint, tmp_path, "crawl") == sorted(table["address"].to_pylist()[1:3])


def test_iceberg_table_has_the_rows_of_its_last_snapshot(affilint: Affilint, tmp_path: Path) -> None:
    table = pages()
    made = iceberg(tmp_path)
    made.append(table)
    made.delete(f"address = '{table['address'][0].as_py()}'")
    assert audited(affilint, tmp_path, "crawls/pages") == sorted(table["address"].to_pylist()[1:])


def test_marks_of_deleted_rows_are_refused(affilint: Affilint, tmp_path: Path) -> None:
    deltalake.write_deltalake(tmp_path / "crawl", pages())
    part = next((tmp_path / "crawl").glob("*.parquet"))
    bitmap = BitMap([0]).serialize()
    marks = (1681511377).to_bytes(4, "little") + (1).to_bytes(8, "little") + bytes(4) + bitmap
    marks += bytes(-len(marks) % 4)
    mark = {"storageType": "i", "pathOrInlineDv": z85(marks), "sizeInBytes": len(marks)}
    added = {
        "path": part.name,
        "partitionValues": {},
        "size": part.stat().st_size,
        "modificationTime": 1,
        "dataChange": True,
    }
    log(
        tmp_path,
        {"protocol": {"minReaderVersion": 3, "minWriterVersion": 7, "readerFeatures": ["deletionVectors"], "writerFeatures": ["deletionVectors"]}},
        {"remove": {"path": part.name, "deletionTimestamp": 1, "dataChange": True}},
        {"add": {**added, "stats": '{"numRecords": 6}', "deletionVector": {**mark, "cardinality": 1}}},
    )  # fmt: skip
    refused(affilint, tmp_path, "rows of the table are deleted by marks beside its files")


@pytest.mark.parametrize("name", ["../other.parquet", "/elsewhere/other.parquet", "s3://other/part.parquet"])
def test_log_that_names_a_file_elsewhere_is_refused(affilint: Affilint, tmp_path: Path, name: str) -> None:
    deltalake.write_deltalake(tmp_path / "crawl", pages())
    archives.parquet(tmp_path / "other.parquet", archives.pages(1))
    log(tmp_path, {"add": {"path": name, "partitionValues": {}, "size": 1, "modificationTime": 1, "dataChange": True}})
    refused(affilint, tmp_path, "names a file that is not in its folder")


def test_broken_log_is_one_line(affilint: Affilint, tmp_path: Path) -> None:
    (tmp_path / "crawl" / "_delta_log").mkdir(parents=True)
    (tmp_path / "crawl" / "_delta_log" / f"{0:020}.json").write_text("{no json", encoding="utf-8")
    refused(affilint, tmp_path, "the log of the table cannot be read")


def z85(data: bytes) -> str:
    """Encode bytes as ZeroMQ's Z85 (rfc.zeromq.org/spec/32), in which Delta Lake writes the marks of deleted rows."""
    theirs = string.digits + string.ascii_uppercase + string.ascii_lowercase + "!#$%&()*+-;<=>?@^_`{|}~"
    z85 = string.digits + string.ascii_lowercase + string.ascii_uppercase + ".-:+=^!/*?&<>()[]{}@%$#"
    return base64.b85encode(data).decode().translate(str.maketrans(theirs, z85))


def log(folder: Path, *actions: dict[str, Any]) -> None:
    text = "\n".join(map(json.dumps, actions))
    (folder / "crawl" / "_delta_log" / f"{1:020}.json").write_text(text, encoding="utf-8")


def refused(affilint: Affilint, folder: Path, why: str) -> None:
    result = affilint("audit", "crawl", "--out", folder / "out", *COLUMNS)
    assert result.returncode == 2
    assert why in result.stderr
    assert result.stderr.count("\n") == 1
