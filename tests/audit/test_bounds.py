"""Archives made to take all memory, or to end an audit with one bad row: the page limit holds, and the rest is checked."""

from __future__ import annotations

import gzip
import json
import tracemalloc
import zlib
from pathlib import Path

import pytest

from linter.audit.inputs import Reading, tables
from linter.audit.inputs._places import LocalFile
from linter.audit.model import AuditError, Missing
from tests.audit import archives
from tests.audit.test_inputs import read

LIMIT = 100_000


def deflated(data: bytes, window: int) -> bytes:
    packer = zlib.compressobj(wbits=window)
    return packer.compress(data) + packer.flush()


def streamed(data: bytes, codec: str) -> bytes:
    pyarrow = pytest.importorskip("pyarrow")
    packed: bytes = pyarrow.compress(data, codec=codec, asbytes=True)
    return packed


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        ("gzip", gzip.compress(b"a" * 20_000_000, mtime=0)),
        ("gzip, gzip", gzip.compress(gzip.compress(b"a" * 20_000_000, mtime=0), mtime=0)),
        ("deflate", zlib.compress(b"a" * 20_000_000)),
        ("deflate", deflated(b"a" * 20_000_000, -15)),
        ("br", streamed(b"a" * 20_000_000, "brotli")),
        ("gzip, br", streamed(gzip.compress(b"a" * 20_000_000, mtime=0), "brotli")),
        ("br, gzip", gzip.compress(streamed(b"a" * 20_000_000, "brotli"), mtime=0)),
        ("zstd", streamed(b"a" * 20_000_000, "zstd")),
    ],
)
def test_content_is_unpacked_up_to_the_page_limit_only(tmp_path: Path, encoding: str, body: bytes) -> None:
    path = tmp_path / "a.warc"
    path.write_bytes(archives.response("https://a.example/x", body, http=f"Content-Encoding: {encoding}\r\n"))
    pyarrow = pytest.importorskip("pyarrow")
    before = pyarrow.default_memory_pool().bytes_allocated()
    tracemalloc.start()
    pages, _, _, _ = read(path, page_bytes=LIMIT)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert [page.state for page in pages] == ["too-large"]
    assert peak < 10_000_000
    assert pyarrow.default_memory_pool().bytes_allocated() - before < 10_000_000


def test_last_record_is_looked_through_in_parts(tmp_path: Path) -> None:
    """Whether a crawl breaks off is seen by unpacking its last record, whatever it expands to."""
    path = tmp_path / "a.warc.gz"
    record = archives.response("https://a.example/x", b"a" * 60_000_000)
    path.write_bytes(archives.packed([record]))
    tracemalloc.start()
    pages, _, _, _ = read(path, page_bytes=LIMIT)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert [page.state for page in pages] == ["too-large"]
    assert peak < 10_000_000


@pytest.mark.parametrize(
    ("encoding", "body", "state"),
    [
        ("deflate", zlib.compress(b"<p>fine"), "checked"),
        ("deflate", deflated(b"<p>fine", -15), "checked"),
        ("x-gzip", gzip.compress(b"<p>fine", mtime=0), "checked"),
        ("identity", b"<p>fine", "checked"),
        ("gzip", gzip.compress(b"<p>", mtime=0) + gzip.compress(b"fine", mtime=0), "checked"),
        ("gzip", gzip.compress(b"<p>fine", mtime=0) + b"what a proxy put behind it", "checked"),
        ("br", streamed(b"<p>fine", "brotli"), "checked"),
        ("zstd", streamed(b"<p>fine", "zstd"), "checked"),
        ("deflate, br", streamed(zlib.compress(b"<p>fine"), "brotli"), "checked"),
        ("br", streamed(b"<p>fine", "brotli")[:-1], "damaged"),
        ("zstd", streamed(b"<p>fine", "zstd")[:-1], "damaged"),
        ("br", b"<p>fine", "damaged"),
        ("br", b"", "damaged"),
        ("gzip", gzip.compress(b"<p>fine", mtime=0)[:-9], "damaged"),
        ("gzip", b"", "damaged"),
        ("zstd", b"<p>fine", "damaged"),
    ],
)
def test_content_encodings_are_read_or_named(tmp_path: Path, encoding: str, body: bytes, state: str) -> None:
    path = tmp_path / "a.warc"
    path.write_bytes(archives.response("https://a.example/x", body, http=f"Content-Encoding: {encoding}\r\n"))
    (page,) = read(path, page_bytes=LIMIT)[0]
    assert (page.state, page.data) == (state, b"<p>fine" if state == "checked" else b"")


def test_row_group_whose_rows_cannot_be_pages_is_not_unpacked(tmp_path: Path) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    path = tmp_path / "a.parquet"
    values = ["<p>a", "<p>b", "A" * 70_000_000, "<p>c"]
    table = pyarrow.table({"html": values, "url": [f"https://a.example/{name}" for name in "abcd"]})
    parquet.write_table(table, path, row_group_size=2, compression="zstd")
    pages, _, missing, _ = read(path, page_bytes=LIMIT)
    assert [page.data for page in pages] == [b"<p>a", b"<p>b"]
    assert [(item.place, item.state) for item in missing_of(path)] == [("rows 3 to 4", "too-large")]
    assert len(missing) == 1


def missing_of(path: Path) -> list[Missing]:
    found: list[Missing] = []
    list(tables.parquet_chunks(LocalFile.at(path), path.name, Reading(page_bytes=LIMIT), found))
    return found


@pytest.mark.parametrize("dictionary", [True, False])
def test_long_cell_is_measured_and_not_copied(tmp_path: Path, *, dictionary: bool) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    path = tmp_path / "a.parquet"
    table = pyarrow.table({"html": ["A" * 1_000_000] * 40 + ["<p>b", None, ""], "url": [str(n) for n in range(43)]})
    parquet.write_table(table, path, use_dictionary=dictionary)
    tracemalloc.start()
    pages, skipped, _, _ = read(path, page_bytes=LIMIT)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert [page.state for page in pages] == ["too-large"] * 40 + ["checked"] * 2
    assert pages[0].message == f"1000000 bytes, more than --max-page-bytes {LIMIT}"
    assert skipped == ["no HTML in the row"]
    assert peak < 5_000_000


@pytest.mark.parametrize("order", [[0, 1, 2], [1, 0, 2], [2, 1, 0]])
def test_line_without_the_key_is_named_and_the_others_are_checked(tmp_path: Path, order: list[int]) -> None:
    lines = [{"html": "<p>a"}, {"HTML": "x"}, {"html": "<p>b"}]
    path = tmp_path / "a.jsonl"
    path.write_text("".join(f"{json.dumps(lines[number])}\n" for number in order))
    pages = read(path)[0]
    assert sorted((page.state, page.message) for page in pages) == [
        ("checked", ""),
        ("checked", ""),
        ("unreadable", "no key 'html' (--html-column); it has HTML"),
    ]


def test_key_that_no_line_has_is_a_mistake_in_the_options(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"a": 1}\n{"b": 1}\n')
    with pytest.raises(AuditError, match=r"line 1: no key 'html' \(--html-column\); it has a"):
        read(path)


def test_line_of_many_lists_is_not_parsed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "_MOST_BRACKETS", 10)
    path = tmp_path / "a.jsonl"
    path.write_text('{"html": "<p>a"}\n{"html": "<p>b", "x": [[],[],[],[],[],[],[],[],[],[]]}\n')
    assert [page.state for page in read(path)[0]] == ["checked", "too-large"]


def test_line_without_end_ends_the_reading_of_its_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "_MOST_SKIPPED", 1_000_000)
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(b'{"html": "<p>a"}\n' + b"x" * 5_000_000))
    pages, _, missing, _ = read(path, page_bytes=1_000)
    assert [page.state for page in pages] == ["checked", "too-large"]
    assert len(missing) == 1
