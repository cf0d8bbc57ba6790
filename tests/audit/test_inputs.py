"""Every kind of input gives its pages in bounded shards and reports what it cannot read."""

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

from linter.article import read_article
from linter.audit.inputs import Plan, Reading, plan
from linter.audit.inputs.wxr import with_paragraphs
from linter.audit.model import ArchivedPage, AuditError, Skip
from linter.audit.names import host_of, page_name
from linter.configuration.resolver import ConfigResolver
from linter.facts.links.shortcodes import Shortcodes
from linter.source import Source
from tests.audit import archives
from tests.audit.conftest import Affilint, check_findings, findings, rows
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path


def read(path: Path, **reading: Any) -> tuple[list[ArchivedPage], list[str], list[str], int]:
    """Return an input's pages, the reasons for skipped records, what is missing, and the number of shards."""
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
def test_crawl_pages_are_decoded(tmp_path: Path, name: str) -> None:
    originals = archives.pages(23)
    records = archives.warc(originals)
    path = tmp_path / name
    if name == "crawl.wacz":
        archives.wacz(path, {"a.warc.gz": archives.packed(records[:9]), "b.warc": b"".join(records[9:])})
    else:
        crawl = b"".join(records)
        path.write_bytes(
            {"crawl.warc": crawl, "crawl.warc.gz": archives.packed(records), "whole.warc.gz": gzip.compress(crawl)}[
                name
            ]
        )
    pages, skipped, missing, shards = read(path, shard_pages=5)
    assert texts(pages) == originals
    assert list(texts(pages)) == list(originals)
    assert (skipped, missing) == ([], [])
    assert shards in {5, 6}
    assert {page.encoding for page in pages} == {"utf-8"}


def test_records_other_than_html_pages_are_skipped(tmp_path: Path) -> None:
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
    assert [page.encoding for page in pages if page.state == "checked"] == ["windows-1252", None]


@pytest.mark.parametrize("compressed", [True, False])
@pytest.mark.parametrize("cut", [3, 40, 150, 300])
def test_truncated_crawl_gives_its_complete_pages(tmp_path: Path, cut: int, *, compressed: bool) -> None:
    originals = archives.pages(8)
    records = archives.warc(originals)
    data = archives.packed(records) if compressed else b"".join(records)
    path = tmp_path / ("a.warc.gz" if compressed else "a.warc")
    path.write_bytes(data[:-cut])
    pages, _, missing, _ = read(path)
    if not compressed and cut == 3:  # only the empty lines after the last record
        assert (texts(pages), missing) == (originals, [])
        return
    checked = [page for page in pages if page.state == "checked"]
    assert texts(checked) == dict(list(originals.items())[: len(checked)])
    assert len(checked) == 7
    assert len(missing) == 1
    assert "the rest cannot be read" in missing[0]


@given(st.data())
@settings(max_examples=150)
def test_crawl_truncated_at_any_byte(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    """All complete pages are read, in order and unchanged, and an incomplete end is reported."""
    originals = archives.pages(4)
    records = archives.warc(originals)
    pieces = [archives.packed([record]) for record in records] if data.draw(st.booleans()) else records
    crawl = b"".join(pieces)
    cut = data.draw(st.integers(1, len(crawl)))
    path = tmp_path_factory.getbasetemp() / ("cut.warc.gz" if crawl[:2] == b"\x1f\x8b" else "cut.warc")
    path.write_bytes(crawl[:cut])
    found, _, missing, _ = read(path)
    ends = list(itertools.accumulate(map(len, pieces)))
    slack = 0 if path.suffix == ".gz" else 4  # the empty lines after a record
    complete = sum(cut >= end - slack for end in ends)
    checked = [page for page in found if page.state == "checked"]
    assert list(texts(checked).items()) == list(originals.items())[:complete]
    at_an_end = any(end - slack <= cut <= end for end in ends)
    assert bool(missing) is not at_an_end


def test_damage_inside_a_crawl_is_reported(tmp_path: Path) -> None:
    records = archives.warc(archives.pages(8))
    path = tmp_path / "a.warc.gz"
    path.write_bytes(archives.packed(records[:4]) + b"garbage" * 9 + archives.packed(records[4:]))
    pages, _, missing, _ = read(path)
    assert len(pages) == 4
    assert len(missing) == 1


def test_file_that_is_not_a_crawl_is_reported(tmp_path: Path) -> None:
    for name, data in (("a.warc", b"nothing"), ("b.warc.gz", b"\x1f\x8bnothing"), ("c.wacz", b"PK"), ("d.warc", b"")):
        (tmp_path / name).write_bytes(data)
        pages, _, missing, _ = read(tmp_path / name)
        assert (pages, len(missing)) == ([], 1), name


def test_shortcodes_of_an_export_are_no_residue(tmp_path: Path) -> None:
    path = tmp_path / "export.xml"
    content = 'The pot boils.\n\n[gallery ids="1,2"] [caption id="a"]The pot[/caption] [vc_row]Words.[/vc_row]'
    path.write_bytes(archives.wxr([{"link": "https://pots.example/a/", "content": content}]))
    (page,) = read(path)[0]
    article = read_article(Source("a.html", page.data.decode()))
    assert Shortcodes(article).hide(article.source.text.index("[gallery"), '[gallery ids="1,2"]')
    assert not article.links


def test_wordpress_export_gives_published_posts(tmp_path: Path) -> None:
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


def test_marking_paragraphs_keeps_line_numbers() -> None:
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
def test_export_with_a_doctype_is_refused(tmp_path: Path, prolog: str, message: str) -> None:
    path = tmp_path / "export.xml"
    path.write_bytes(archives.wxr([{"link": "", "content": "x"}], prolog=prolog))
    pages, _, missing, _ = read(path)
    assert not pages
    assert message in missing[0]


@pytest.mark.parametrize("name", ["export.xml", "export.xml.gz"])
def test_truncated_export_gives_its_complete_posts(tmp_path: Path, name: str) -> None:
    data = archives.wxr({"link": f"https://lamps.example/{number}", "content": f"<p>{number}"} for number in range(9))
    path = tmp_path / name
    path.write_bytes(gzip.compress(data)[:-60] if name.endswith("gz") else data[:-300])
    pages, _, missing, _ = read(path)
    assert len(pages) < 9
    assert "the rest cannot be read" in missing[0]


def test_memory_does_not_grow_with_the_export(tmp_path: Path) -> None:
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
def test_parquet_rows_are_pages(tmp_path: Path, *, binary: bool) -> None:
    originals = archives.pages(50)
    path = tmp_path / "crawl.parquet"
    archives.parquet(path, originals, binary=binary, group=20)
    pages, _, missing, shards = read(path, html_column="body", url_column="address", shard_pages=7)
    assert texts(pages) == originals
    assert [page.place for page in pages][-1] == "row 50"
    assert shards == 3 + 3 + 2
    assert not missing
    with pytest.raises(AuditError, match=r"no column 'html'.*it has address, body"):
        read(path)
    path.write_bytes(path.read_bytes()[:200])
    assert "damaged" in read(path)[2][0]


@pytest.mark.parametrize("name", ["crawl.jsonl", "crawl.jsonl.gz"])
def test_jsonl_lines_are_pages(tmp_path: Path, name: str) -> None:
    originals = archives.pages(12)
    long = b'{"url": "https://a.example/", "html": "' + b"x" * 200_000 + b'"}\n'
    data = archives.jsonl(originals) + b"\n{no json\n[]\n" + long + b'{"html": null}\n{"html": 5}\n{"html": "<p>end"}'
    path = tmp_path / name
    path.write_bytes(gzip.compress(data) if name.endswith("gz") else data)
    pages, skipped, missing, shards = read(path, shard_pages=5, page_bytes=10_000)
    assert texts(pages[:12]) == originals
    states = [page.state for page in pages[12:]]
    assert states == ["unreadable", "unreadable", "too-large", "unreadable", "checked"]
    assert (skipped, missing, shards) == (["no HTML in the row"], [], 4)


def test_archives_give_the_findings_of_check(affilint: Affilint, tmp_path: Path) -> None:
    """Byte for byte, for every kind of archive, with the configuration of the working directory."""
    originals = archives.pages(20)
    (tmp_path / "affilint.yml").write_text(
        "rules: {text/repeated-word: info}\noverrides: [{paths: ['lamps.example/00*'], rules: {links/rel-missing: off}}]\n"
    )
    archives.mirror(tmp_path, originals)
    expected = check_findings("lamps.example", tmp_path)
    assert len(expected) > 20
    assert "fix" in expected[0]
    (tmp_path / "crawl.warc.gz").write_bytes(archives.packed(archives.warc(originals)))
    archives.parquet(tmp_path / "crawl.parquet", originals)
    (tmp_path / "crawl.jsonl").write_bytes(archives.jsonl(originals))
    posts = ({"link": url, "content": text} for url, text in originals.items())
    (tmp_path / "export.xml").write_bytes(archives.wxr(posts))
    for number, source in enumerate(["lamps.example", "crawl.warc.gz", "crawl.parquet", "crawl.jsonl", "export.xml"]):
        columns = ("--html-column", "body", "--url-column", "address") if source.endswith("parquet") else ()
        out = tmp_path / f"out{number}"
        result = affilint("audit", source, "--out", out, "--shard-pages", "6", *columns)
        assert result.returncode == 0, result.stderr
        assert findings(out) == expected, source
        assert len(rows(out, "pages")) == 20


@pytest.mark.parametrize("folder", ["sites", "articles"])
def test_folders_give_the_findings_of_check(affilint: Affilint, tmp_path: Path, folder: str) -> None:
    """With each file's own configuration and the layouts and includes of its site."""
    expected = check_findings(f"fixtures/{folder}", ROOT)
    assert expected
    affilint("audit", f"fixtures/{folder}", "--out", tmp_path / "out", cwd=ROOT)
    assert findings(tmp_path / "out") == expected
    disclosed = {row["disclosed"] for row in rows(tmp_path / "out", "pages")}
    assert disclosed >= ({"site", "no"} if folder == "sites" else {"before", "after"})


def test_page_rows_have_programmes_and_disclosure(affilint: Affilint, tmp_path: Path) -> None:
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


def test_usage_errors_are_one_line_with_exit_code_2(affilint: Affilint, tmp_path: Path) -> None:
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
def test_page_names_and_hosts(url: str, name: str) -> None:
    assert page_name(url, "x/5") == name
    assert host_of(url) == ("a.example" if url else "")
