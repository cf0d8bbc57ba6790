"""Every kind of input gives the pages that are in it, in bounded shards, and says what it cannot give."""

from __future__ import annotations

import gzip
import itertools
import tracemalloc
from typing import TYPE_CHECKING, Any

import pytest

pytest.importorskip("pyarrow", reason="the extra audit is not installed")
pytest.importorskip("fastwarc", reason="the extra audit is not installed")

from hypothesis import given, settings
from hypothesis import strategies as st

from linter.audit.inputs import Plan, Reading, plan
from linter.audit.inputs.wxr import with_paragraphs
from linter.audit.model import ArchivedPage, AuditError, Skip
from linter.audit.names import host_of, page_name
from linter.configuration.resolver import ConfigResolver
from tests.audit import archives
from tests.audit.conftest import Affilint, findings, rows, told_by_check
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path


def read(path: Path, **reading: Any) -> tuple[list[ArchivedPage], list[str], list[str], int]:
    """Return the pages of an input, the reasons of what is skipped, what is missing, and how many shards there are."""
    made: Plan = plan([path], ConfigResolver(), Reading(**reading))
    shards = list(made.shards())
    assert [shard.number for shard in shards] == list(range(len(shards)))
    found = [item for shard in shards for item in shard.content.pages()]
    again = [item for shard in shards for item in shard.content.pages()]
    assert again == found
    pages = [item for item in found if isinstance(item, ArchivedPage)]
    skipped = [item.reason for item in found if isinstance(item, Skip)]
    return pages, skipped, [str(item) for item in made.broken], len(shards)


def texts(pages: list[ArchivedPage]) -> dict[str, str]:
    return {page.url: page.data.decode() for page in pages}


@pytest.mark.parametrize("name", ["crawl.warc", "crawl.warc.gz", "whole.warc.gz", "crawl.wacz"])
def test_a_crawl_gives_its_pages_decoded(tmp_path: Path, name: str) -> None:
    there = archives.pages(23)
    records = archives.warc(there)
    path = tmp_path / name
    if name == "crawl.wacz":
        archives.wacz(path, {"a.warc.gz": archives.packed(records[:9]), "b.warc": b"".join(records[9:])})
    else:
        whole = b"".join(records)
        path.write_bytes(
            {"crawl.warc": whole, "crawl.warc.gz": archives.packed(records), "whole.warc.gz": gzip.compress(whole)}[
                name
            ]
        )
    pages, skipped, missing, shards = read(path, shard_pages=5)
    assert texts(pages) == there
    assert list(texts(pages)) == list(there)
    assert (skipped, missing) == ([], [])
    assert shards in {5, 6}
    assert {page.encoding for page in pages} == {"utf-8"}


def test_records_that_are_no_pages_are_counted(tmp_path: Path) -> None:
    records = [
        archives.response("https://a.example/a.pdf", b"%PDF", kind="application/pdf"),
        archives.response("https://a.example/gone", b"gone", status="404 Not Found"),
        archives.response("https://a.example/cut", b"<p>Cut", warc="WARC-Truncated: length\r\n"),
        archives.response("https://a.example/cut.png", b"x", kind="image/png", warc="WARC-Truncated: length\r\n"),
        archives.response("https://a.example/bad", b"no gzip", http="Content-Encoding: gzip\r\n"),
        archives.response("https://a.example/bomb", gzip.compress(b"a" * 400_000), http="Content-Encoding: gzip\r\n"),
        archives.response("https://a.example/fine", "<p>Größe".encode("cp1252"), kind="text/html; charset=iso-8859-1"),
        archives.response("https://a.example/odd", b"<p>x", kind="text/html; charset=klingon"),
    ]
    path = tmp_path / "a.warc.gz"
    path.write_bytes(archives.packed(records))
    pages, skipped, missing, _ = read(path, page_bytes=100_000)
    assert sorted(skipped) == ["not HTML", "not HTML", "status 404"]
    assert not missing
    states = {page.url.rpartition("/")[2]: page.state for page in pages}
    assert states == {"cut": "truncated", "bad": "damaged", "bomb": "too-large", "fine": "checked", "odd": "checked"}
    assert [page.encoding for page in pages if page.state == "checked"] == ["cp1252", None]


@pytest.mark.parametrize("compressed", [True, False])
@pytest.mark.parametrize("cut", [3, 40, 150, 300])
def test_a_crawl_that_breaks_off_says_so_and_gives_what_is_whole(tmp_path: Path, cut: int, *, compressed: bool) -> None:
    there = archives.pages(8)
    records = archives.warc(there)
    data = archives.packed(records) if compressed else b"".join(records)
    path = tmp_path / ("a.warc.gz" if compressed else "a.warc")
    path.write_bytes(data[:-cut])
    pages, _, missing, _ = read(path)
    if not compressed and cut == 3:  # of the two empty lines behind the last record
        assert (texts(pages), missing) == (there, [])
        return
    checked = [page for page in pages if page.state == "checked"]
    assert texts(checked) == dict(list(there.items())[: len(checked)])
    assert len(checked) == 7
    assert len(missing) == 1
    assert "the rest cannot be read" in missing[0]


@given(st.data())
@settings(max_examples=150)
def test_a_crawl_may_break_off_anywhere(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    """Whatever is left, the whole pages come, in order and as they were, and an end that is not whole is said."""
    pages_there = archives.pages(4)
    records = archives.warc(pages_there)
    pieces = [archives.packed([record]) for record in records] if data.draw(st.booleans()) else records
    whole = b"".join(pieces)
    cut = data.draw(st.integers(1, len(whole)))
    path = tmp_path_factory.getbasetemp() / ("cut.warc.gz" if whole[:2] == b"\x1f\x8b" else "cut.warc")
    path.write_bytes(whole[:cut])
    found, _, missing, _ = read(path)
    ends = list(itertools.accumulate(map(len, pieces)))
    slack = 0 if path.suffix == ".gz" else 4  # the empty lines behind a record
    complete = sum(cut >= end - slack for end in ends)
    checked = [page for page in found if page.state == "checked"]
    assert list(texts(checked).items()) == list(pages_there.items())[:complete]
    at_an_end = any(end - slack <= cut <= end for end in ends)
    assert bool(missing) is not at_an_end


def test_damage_in_the_middle_of_a_crawl_is_said(tmp_path: Path) -> None:
    records = archives.warc(archives.pages(8))
    path = tmp_path / "a.warc.gz"
    path.write_bytes(archives.packed(records[:4]) + b"garbage" * 9 + archives.packed(records[4:]))
    pages, _, missing, _ = read(path)
    assert len(pages) == 4
    assert len(missing) == 1


def test_a_file_that_is_no_crawl_is_said(tmp_path: Path) -> None:
    for name, data in (("a.warc", b"nothing"), ("b.warc.gz", b"\x1f\x8bnothing"), ("c.wacz", b"PK"), ("d.warc", b"")):
        (tmp_path / name).write_bytes(data)
        pages, _, missing, _ = read(tmp_path / name)
        assert (pages, len(missing)) == ([], 1), name


def test_an_export_gives_published_posts(tmp_path: Path) -> None:
    posts = [
        {"link": "https://lamps.example/desk/", "content": "<p>One</p>"},
        {"link": "https://lamps.example/draft/", "content": "<p>Two</p>", "status": "draft"},
        {"link": "https://lamps.example/?attachment_id=3", "content": "", "type": "attachment"},
        {"link": "https://lamps.example/?p=4", "content": "First.\n\nSecond &amp; <b>bold</b>.\r\n \r\nThird."},
        {"link": "", "content": "<p>Five</p>", "type": "page"},
    ]
    path = tmp_path / "export.xml"
    path.write_bytes(archives.wxr(posts))
    pages, skipped, missing, _ = read(path)
    assert [(page.name.rpartition("export.xml")[2], page.data.decode()) for page in pages] == [
        ("lamps.example/desk/index.html", "<p>One</p>"),
        ("lamps.example/?p=4.html", "First.\n<p>\nSecond &amp; <b>bold</b>.\n <p>\nThird."),
        ("/5.html", "<p>Five</p>"),
    ]
    assert sorted(skipped) == ["status draft", "type attachment"]
    assert not missing


def test_lines_stay_lines_where_paragraphs_are_marked() -> None:
    text = "One.\n\nTwo.\n\n\n\nThree."
    assert with_paragraphs(text).replace("<p>", "") == text
    assert with_paragraphs(text).startswith("One.\n<p>\nTwo.\n<p>")
    assert with_paragraphs(f"<p>{text}") == f"<p>{text}"
    assert with_paragraphs(f"<!-- wp:paragraph -->{text}") == f"<!-- wp:paragraph -->{text}"


@pytest.mark.parametrize(
    ("prolog", "message"),
    [
        ('<!DOCTYPE rss [<!ENTITY a "lamp">]>', "DOCTYPE"),
        ('<!DOCTYPE rss SYSTEM "https://a.example/x.dtd">', "DOCTYPE"),
        ('<!DOCTYPE rss [<!ENTITY a "a"><!ENTITY b "&a;&a;"><!ENTITY c "&b;&b;">]>', "DOCTYPE"),
    ],
)
def test_a_doctype_is_refused(tmp_path: Path, prolog: str, message: str) -> None:
    path = tmp_path / "export.xml"
    path.write_bytes(archives.wxr([{"link": "", "content": "x"}], prolog=prolog))
    pages, _, missing, _ = read(path)
    assert not pages
    assert message in missing[0]


@pytest.mark.parametrize("name", ["export.xml", "export.xml.gz"])
def test_an_export_that_breaks_off_gives_what_is_whole(tmp_path: Path, name: str) -> None:
    data = archives.wxr({"link": f"https://lamps.example/{number}", "content": f"<p>{number}"} for number in range(9))
    path = tmp_path / name
    path.write_bytes(gzip.compress(data)[:-60] if name.endswith("gz") else data[:-300])
    pages, _, missing, _ = read(path)
    assert len(pages) < 9
    assert "the rest cannot be read" in missing[0]


def test_the_memory_of_an_export_is_flat(tmp_path: Path) -> None:
    path = tmp_path / "export.xml"

    def peak(posts: int) -> int:
        content = "<p>word</p>" * 400
        path.write_bytes(archives.wxr({"link": f"https://a.example/{n}", "content": content} for n in range(posts)))
        made = plan([path], ConfigResolver(), Reading(shard_pages=10))
        tracemalloc.start()
        for _ in made.shards():
            pass
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    assert peak(2000) < peak(200) + 100_000


@pytest.mark.parametrize("binary", [True, False])
def test_a_table_gives_its_rows(tmp_path: Path, *, binary: bool) -> None:
    there = archives.pages(50)
    path = tmp_path / "crawl.parquet"
    archives.parquet(path, there, binary=binary, group=20)
    pages, _, missing, shards = read(path, html_column="body", url_column="address", shard_pages=7)
    assert texts(pages) == there
    assert [page.place for page in pages][-1] == "row 50"
    assert shards == 3 + 3 + 2
    assert not missing
    with pytest.raises(AuditError, match=r"no column 'html'.*it has address, body"):
        read(path)
    path.write_bytes(path.read_bytes()[:200])
    assert "damaged" in read(path)[2][0]


@pytest.mark.parametrize("name", ["crawl.jsonl", "crawl.jsonl.gz"])
def test_lines_of_json_give_a_page_each(tmp_path: Path, name: str) -> None:
    there = archives.pages(12)
    long = b'{"url": "https://a.example/", "html": "' + b"x" * 200_000 + b'"}\n'
    data = archives.jsonl(there) + b"\n{no json\n[]\n" + long + b'{"html": null}\n{"html": 5}\n{"html": "<p>end"}'
    path = tmp_path / name
    path.write_bytes(gzip.compress(data) if name.endswith("gz") else data)
    pages, skipped, missing, shards = read(path, shard_pages=5, page_bytes=10_000)
    assert texts(pages[:12]) == there
    states = [page.state for page in pages[12:]]
    assert states == ["unreadable", "unreadable", "too-large", "unreadable", "checked"]
    assert (skipped, missing, shards) == (["no HTML in the row"], [], 4)


def test_the_same_findings_as_check(affilint: Affilint, tmp_path: Path) -> None:
    """Byte for byte, whatever the archive, with the configuration of the working directory in force."""
    there = archives.pages(20)
    (tmp_path / "affilint.yml").write_text(
        "rules: {text/repeated-word: info}\noverrides: [{paths: ['lamps.example/00*'], rules: {links/rel-missing: off}}]\n"
    )
    archives.mirror(tmp_path, there)
    expected = told_by_check(affilint, "lamps.example")
    assert len(expected) > 20
    assert "fix" in expected[0]
    (tmp_path / "crawl.warc.gz").write_bytes(archives.packed(archives.warc(there)))
    archives.parquet(tmp_path / "crawl.parquet", there)
    (tmp_path / "crawl.jsonl").write_bytes(archives.jsonl(there))
    posts = ({"link": url, "content": text} for url, text in there.items())
    (tmp_path / "export.xml").write_bytes(archives.wxr(posts))
    for number, source in enumerate(["lamps.example", "crawl.warc.gz", "crawl.parquet", "crawl.jsonl", "export.xml"]):
        columns = ("--html-column", "body", "--url-column", "address") if source.endswith("parquet") else ()
        out = tmp_path / f"out{number}"
        result = affilint("audit", source, "--out", out, "--shard-pages", "6", *columns)
        assert result.returncode == 0, result.stderr
        assert findings(out) == expected, source
        assert len(rows(out, "pages")) == 20


@pytest.mark.parametrize("folder", ["sites", "articles"])
def test_the_same_findings_as_check_on_files(affilint: Affilint, tmp_path: Path, folder: str) -> None:
    """With each file's own configuration, and what the layouts and includes of its site print."""
    expected = told_by_check(affilint, f"fixtures/{folder}", cwd=ROOT)
    assert expected
    affilint("audit", f"fixtures/{folder}", "--out", tmp_path / "out", cwd=ROOT)
    assert findings(tmp_path / "out") == expected
    disclosed = {row["disclosed"] for row in rows(tmp_path / "out", "pages")}
    assert disclosed >= ({"site", "no"} if folder == "sites" else {"before", "after"})


def test_pages_say_who_pays_and_how_it_is_disclosed(affilint: Affilint, tmp_path: Path) -> None:
    (tmp_path / "crawl.jsonl").write_bytes(archives.jsonl(archives.pages(5)))
    assert affilint("audit", "crawl.jsonl", "--out", "out").returncode == 0
    found = rows(tmp_path / "out", "pages")
    assert [row["disclosed"] for row in found] == ["before", "no", "after", None, None]
    assert [row["links"] for row in found] == [1, 1, 1, 0, 0]
    assert {row["language"] for row in found} == {"en"}
    assert {row["host"] for row in found} == {"lamps.example"}
    (programme,) = found[0]["programmes"]
    assert (programme["network"], programme["links"]) == ("amazon", 1)
    assert found[1]["error"] == 1
    assert found[4]["error"] == found[4]["warning"] == found[4]["info"] == 0


def test_mistakes_are_one_line_and_exit_code_2(affilint: Affilint, tmp_path: Path) -> None:
    (tmp_path / "a.exe").write_bytes(b"x")
    (tmp_path / "empty").mkdir()
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "note.txt").write_text("Mine.")
    (tmp_path / "a.md").write_text("Fine.")
    for args, message in (
        (["nowhere"], "no such file or folder"),
        (["a.exe"], "cannot audit this kind of file"),
        (["empty"], "nothing to audit"),
        ([], "nothing to audit"),
        (["a.md", "--scheduler", "tcp://x"], "--scheduler is for --engine dask"),
        (["a.md", "--engine", "dask"], "needs --scheduler"),
        (["a.md", "--engine", "dask", "--scheduler", "tcp://x", "--jobs", "2"], "--jobs is for --engine local"),
        (["a.md", "--out", "full"], "holds no audit"),
        (["a.md", "--select", "nonsense"], "there is no rule or family"),
    ):
        result = affilint("audit", "--out", "out", *args)
        assert (result.returncode, result.stdout) == (2, "")
        assert message in result.stderr
        assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://a.example/", "a.example/index.html"),
        ("https://a.example", "a.example/index.html"),
        ("HTTPS://me:pw@a.example/b?c=d#e", "a.example/b?c=d.html"),
        ("https://a.example/b.HTM", "a.example/b.HTM"),
        ("", "x/5.html"),
    ],
)
def test_names_of_pages(url: str, name: str) -> None:
    assert page_name(url, "x/5") == name
    assert host_of(url) == ("a.example" if url else "")
