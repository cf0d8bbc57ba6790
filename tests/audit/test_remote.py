"""Archives behind addresses: read in ranges through fsspec, from its memory and from a local S3; patterns and tables in them."""

from __future__ import annotations

import json
import os
import shutil
from typing import TYPE_CHECKING, Any

import pytest

pytest.importorskip("fsspec", reason="the extra remote is not installed")
pytest.importorskip("pyarrow", reason="the extra audit is not installed")
pytest.importorskip("fastwarc", reason="the extra audit is not installed")

import fsspec

from linter.audit.inputs import Reading, Remote, plan
from linter.audit.inputs import _places as places
from linter.audit.model import AuditError
from linter.configuration.resolver import ConfigResolver
from tests.audit import archives
from tests.audit.conftest import Affilint, findings, rows
from tests.audit.test_extras import run_without

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

COLUMNS = ("--html-column", "body", "--url-column", "address")
Put = "Callable[[str, bytes], str]"


@pytest.fixture
def memory() -> Iterator[Put]:
    """Store an object in fsspec's memory; return its address."""
    system = fsspec.filesystem("memory")

    def put(name: str, data: bytes) -> str:
        system.pipe_file(f"/{name}", data)
        return f"memory://{name}"

    yield put
    system.store.clear()
    system.pseudo_dirs[:] = [""]


@pytest.fixture(scope="session")
def s3_server() -> Iterator[str]:
    """The address of a local S3."""
    pytest.importorskip("s3fs", reason="the extra s3 is not installed")
    pytest.importorskip("flask_cors", reason="the extra test-large is not installed")
    server = pytest.importorskip(
        "moto.moto_server.threaded_moto_server", reason="the extra test-large is not installed"
    )
    running = server.ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    running.start()
    host, port = running.get_host_and_port()
    yield f"http://{host}:{port}"
    running.stop()


@pytest.fixture
def s3(s3_server: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Put]:
    """Store an object in a bucket of the local S3; return its address."""
    import boto3
    import s3fs

    for name, value in {
        "AWS_ENDPOINT_URL": s3_server,
        "AWS_ACCESS_KEY_ID": "invented",
        "AWS_SECRET_ACCESS_KEY": "invented",
        "AWS_DEFAULT_REGION": "us-east-1",
    }.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("AWS_PROFILE", raising=False)
    s3fs.S3FileSystem.clear_instance_cache()
    client = boto3.client("s3")
    client.create_bucket(Bucket="crawls")

    def put(name: str, data: bytes) -> str:
        client.put_object(Bucket="crawls", Key=name, Body=data)
        return f"s3://crawls/{name}"

    yield put
    for item in client.list_objects_v2(Bucket="crawls").get("Contents", []):
        client.delete_object(Bucket="crawls", Key=item["Key"])
    client.delete_bucket(Bucket="crawls")
    client.close()


@pytest.fixture(params=["memory", "s3"])
def put(request: pytest.FixtureRequest) -> Put:
    return request.getfixturevalue(request.param)


def all_kinds(folder: Path) -> dict[str, bytes]:
    """Return one archive of every kind by name, each of pages of its own."""
    given = {kind: archives.pages(7, f"{kind}.example") for kind in ("warc", "whole", "wacz", "table", "lines")}
    archives.wacz(folder / "a.wacz", {"a.warc.gz": archives.packed(archives.warc(given["wacz"]))})
    archives.parquet(folder / "a.parquet", given["table"], group=3)
    lines = archives.jsonl(given["lines"])
    posts = [{"link": f"https://posts.example/{n}", "content": archives.BODIES[n % 5]} for n in range(7)]
    return {
        "a.warc.gz": archives.packed(archives.warc(given["warc"])),
        "a.warc": b"".join(archives.warc(given["whole"])),
        "a.wacz": (folder / "a.wacz").read_bytes(),
        "a.jsonl": lines.replace(b'"url"', b'"address"').replace(b'"html"', b'"body"'),
        "a.parquet": (folder / "a.parquet").read_bytes(),
        "a.xml": archives.wxr(posts),
    }


def test_every_kind_of_archive_is_read_as_from_a_file(put: Put, affilint: Affilint, tmp_path: Path) -> None:
    (tmp_path / "made").mkdir()
    kinds = all_kinds(tmp_path / "made")
    addresses = [put(name, data) for name, data in kinds.items()]
    for name, data in kinds.items():
        (tmp_path / name).write_bytes(data)
    options = ("--shard-pages", "3", *COLUMNS)
    there = affilint("audit", *addresses, "--out", "there", *options)
    here = affilint("audit", *kinds, "--out", "here", *options)
    assert (there.returncode, there.stderr) == (0, "")
    assert there.stdout == here.stdout.replace("(here)", "(there)").replace("report here", "report there")
    assert "pages checked: 42" in there.stdout
    assert findings(tmp_path / "there") == findings(tmp_path / "here")
    far, near = rows(tmp_path / "there", "pages"), rows(tmp_path / "here", "pages")
    assert [row["url"] for row in far] == [row["url"] for row in near]
    assert {row["source"].rpartition("/a.warc.gz/")[0] or row["source"] for row in far} >= {
        address.replace("memory://", "memory:///") for address in addresses if "wacz" not in address
    }


def test_a_pattern_stands_for_its_matches_in_order(put: Put, affilint: Affilint, tmp_path: Path) -> None:
    pages = archives.pages(9)
    items = list(pages.items())
    for name, part in (("b.jsonl", items[3:6]), ("deep/c.jsonl", items[6:]), ("a.jsonl", items[:3])):
        put(f"crawl/{name}", archives.jsonl(dict(part)))
    base = put("crawl/notes.csv", b"no archive").rpartition("/")[0]
    cases = [("*.jsonl", 6), ("**/*.jsonl", 9), ("[ab].jsonl", 6), ("?.jsonl", 6)]
    for number, (pattern, count) in enumerate(cases):
        out = tmp_path / f"out-{number}"
        result = affilint("audit", f"{base}/{pattern}", f"{base}/a.jsonl", "--out", out)
        assert (result.returncode, result.stderr) == (0, ""), pattern
        assert [row["url"] for row in rows(out, "pages")] == list(pages)[:count], pattern
    result = affilint("audit", f"{base}/*.warc", "--out", "none")
    assert (result.returncode, result.stderr) == (2, f"affilint: {base}/*.warc: matches nothing\n")
    result = affilint("audit", f"{base}/*", "--out", "none")
    assert result.returncode == 2
    assert (
        "crawl/deep: no table of Parquet in it" in result.stderr or "notes.csv: affilint cannot audit" in result.stderr
    )


def test_the_parts_of_a_partitioned_table_are_read(put: Put, affilint: Affilint, tmp_path: Path) -> None:
    pages = archives.pages(8)
    for number, name in enumerate(["part-0.parquet", "day=2026-11-29/lang=en/part-0.parquet"]):
        archives.parquet(tmp_path / "made", dict(list(pages.items())[number * 4 : number * 4 + 4]))
        address = put(f"table/{name}", (tmp_path / "made").read_bytes())
    for left in ("_SUCCESS", "_metadata.parquet", "notes/part-2.parquet", "day=2026-11-29/.part-1.parquet"):
        put(f"table/{left}", b"no table")
    folder = address.partition("/day=")[0]
    result = affilint("audit", folder, "--out", "out", *COLUMNS)
    assert (result.returncode, result.stderr) == (0, "")
    assert [row["url"] for row in rows(tmp_path / "out", "pages")] == list(pages)
    result = affilint("audit", f"{folder}/day=*", "--out", "days", *COLUMNS)
    assert (result.returncode, result.stderr) == (0, "")
    assert [row["url"] for row in rows(tmp_path / "days", "pages")] == list(pages)[4:]


def test_an_object_that_changed_is_another_input(put: Put, affilint: Affilint, tmp_path: Path) -> None:
    pages = archives.pages(4)
    address = put("a.jsonl", archives.jsonl(pages))
    assert affilint("audit", address, "--out", "out").returncode == 0
    again = affilint("audit", address, "--out", "out", "--resume")
    assert "shards from before: 1 of 1" in again.stdout
    put("a.jsonl", archives.jsonl(dict(reversed(pages.items()))))
    changed = affilint("audit", address, "--out", "out", "--resume")
    assert changed.returncode == 2
    assert "the inputs or what belongs to them changed" in changed.stderr


def test_an_address_counts_once_over_a_pattern(put: Put, affilint: Affilint, tmp_path: Path) -> None:
    pages = archives.pages(5)
    put("once/a.jsonl", archives.jsonl(pages))
    address = put(
        "once/b.jsonl", archives.jsonl({**pages, "https://lamps.example/more": archives.page("<p>More.</p>")})
    )
    result = affilint("audit", address.replace("b.jsonl", "*.jsonl"), "--out", "out")
    assert result.returncode == 0
    manifest = (tmp_path / "out" / "_manifest.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(manifest[-1]) == {"repeated": 5}
    assert len(rows(tmp_path / "out", "pages")) == 11


def test_what_is_not_there_is_said_in_one_line(put: Put, affilint: Affilint, tmp_path: Path) -> None:
    base = put("a.csv", b"x").removesuffix("a.csv")
    for name, message in (
        (f"{base}gone.warc.gz", "gone.warc.gz: no such file or folder"),
        (f"{base}a.csv", "a.csv: affilint cannot audit this kind of file"),
    ):
        result = affilint("audit", name, "--out", "out")
        assert (result.returncode, result.stdout) == (2, "")
        assert len(result.stderr.splitlines()) == 1
        assert message in result.stderr
        assert not (tmp_path / "out").exists()


def test_names_that_mean_something_in_an_address_are_read(memory: Put, affilint: Affilint, tmp_path: Path) -> None:
    pages = archives.pages(3)
    for number, name in enumerate(("odd/a::b?c#d%20.jsonl", "odd/[x].jsonl", "odd/x.jsonl")):
        memory(name, archives.jsonl(dict([list(pages.items())[number]])))
    for address, count in (("memory://odd/*.jsonl", 3), ("memory://odd/[x].jsonl", 1)):
        out = tmp_path / f"out-{count}"
        result = affilint("audit", address, "--out", out)
        assert (result.returncode, result.stderr) == (0, "")
        assert len(rows(out, "pages")) == count
    assert rows(tmp_path / "out-1", "pages")[0]["source"] == "memory:///odd/[x].jsonl"


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("zip://a.warc::s3://b/c.zip", "addresses within addresses"),
        ("klingon://a/b.warc", "Protocol not known: klingon"),
        ("file:///a.warc", "name a file of this machine by its path"),
    ],
)
def test_other_addresses_are_refused(affilint: Affilint, tmp_path: Path, address: str, message: str) -> None:
    result = affilint("audit", address, "--out", "out")
    assert (result.returncode, len(result.stderr.splitlines())) == (2, 1)
    assert message in result.stderr
    assert not (tmp_path / "out").exists()


def test_addresses_of_pages_and_of_file_systems_do_not_mix(affilint: Affilint) -> None:
    result = affilint("audit", "memory://a.warc", "https://lamps.example/", "--out", "out")
    assert result.returncode == 2
    assert "addresses and paths are read in runs of their own: leave out memory://a.warc" in result.stderr


def test_results_are_not_written_to_an_address(affilint: Affilint, tmp_path: Path) -> None:
    result = affilint("audit", "memory://a.warc", "--out", "s3://bucket/out")
    assert result.returncode == 2
    assert "the results are written to a folder of this machine" in result.stderr
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("package", "address", "message"),
    [
        ("fsspec", "s3://b/a.warc", "pip install 'affilint[remote]'"),
        ("s3fs", "s3://b/a.warc", "the package that reads it is missing: Install s3fs to access S3"),
        ("gcsfs", "gs://b/a.warc", "the package that reads it is missing: Please install gcsfs"),
        ("adlfs", "abfs://b/a.warc", "the package that reads it is missing: Install adlfs"),
    ],
)
def test_missing_driver_is_reported_in_one_line(tmp_path: Path, package: str, address: str, message: str) -> None:
    done = run_without(tmp_path, [package], "audit", address, "--out", "out")
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)
    assert f"affilint: {address}: " in done.stderr
    assert message in done.stderr
    assert not (tmp_path / "out").exists()


def test_a_driver_s_own_errors_are_those_of_an_unreadable_input(
    memory: Put, affilint: Affilint, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each driver raises errors of its own; what was read before counts, and the rest is missing."""
    system = type(fsspec.filesystem("memory"))
    original = system.cat_file

    def failing(self: Any, path: str, start: int | None = None, end: int | None = None, **rest: Any) -> bytes:
        if start or "b." in path:
            raise LookupError("the token has ended\nsecond line")
        return original(self, path, start=start, end=end, **rest)

    monkeypatch.setattr(system, "cat_file", failing)
    monkeypatch.setattr(places, "_BUFFER", 4096)
    addresses = [
        memory("a.jsonl", archives.jsonl(archives.pages(40))),
        memory("b.warc.gz", archives.packed(archives.warc(archives.pages(3)))),
    ]
    result = affilint("audit", *addresses, "--out", "out", "--shard-pages", "5")
    assert result.returncode == 2
    lines = result.stderr.splitlines()
    assert [line for line in lines if "the token has ended" in line] == lines[:2]
    assert "second line" not in result.stderr
    assert "pages checked: 10" in result.stdout


def test_reads_are_ranges_of_bounded_size(memory: Put, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[int, int]] = []
    system = type(fsspec.filesystem("memory"))
    original = system.cat_file

    def counted(self: Any, path: str, start: int, end: int, **rest: Any) -> bytes:
        asked.append((start, end))
        return original(self, path, start=start, end=end, **rest)

    monkeypatch.setattr(system, "cat_file", counted)
    monkeypatch.setattr(places, "_BUFFER", 10_000)
    data = b"".join(archives.warc(archives.pages(2000)))
    memory("a.warc", data)
    inputs = plan([Remote("memory://a.warc")], ConfigResolver(), Reading(shard_pages=500))
    read = [page for shard in inputs.shards() for page in shard.content.pages()]
    assert len(read) == 2000
    assert max(end - start for start, end in asked) <= 1 << 16
    assert sum(end - start for start, end in asked) < 2.6 * len(
        data
    )  # found once, read once, each shard somewhat beyond


def test_an_object_that_shrank_is_missing(memory: Put) -> None:
    data = archives.jsonl(archives.pages(9))
    memory("a.jsonl", data)
    inputs = plan([Remote("memory://a.jsonl")], ConfigResolver(), Reading())
    memory("a.jsonl", data[:500])
    assert list(inputs.shards()) == []
    assert "changed while it was read" in inputs.broken[0].message


def test_a_local_pattern_stands_for_what_a_shell_would_take(affilint: Affilint, tmp_path: Path) -> None:
    pages = archives.pages(6)
    names = ["b.jsonl", "a.jsonl", "deep/c.jsonl", ".hidden.jsonl", ".git/d.jsonl", "[x].jsonl"]
    for number, name in enumerate(names):
        path = tmp_path / "crawl" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(archives.jsonl(dict([list(pages.items())[number]])))
    (tmp_path / "crawl" / "loop").symlink_to(tmp_path / "crawl", target_is_directory=True)
    cases = {
        "crawl/*.jsonl": ["[x]", "a", "b"],
        "crawl/**/*.jsonl": ["[x]", "a", "b", "c"],
        "crawl/**": ["[x]", "a", "b", "c"],
        "crawl/.*.jsonl": [".hidden"],
        "crawl/[x].jsonl": ["[x]"],
        "*/[ab].jsonl": ["a", "b"],
        str(tmp_path / "crawl" / "?.jsonl"): ["a", "b"],
    }
    for number, (pattern, expected) in enumerate(cases.items()):
        result = affilint("audit", pattern, "--out", f"out-{number}")
        assert (result.returncode, result.stderr) == (0, ""), pattern
        sources = [row["source"] for row in rows(tmp_path / f"out-{number}", "pages")]
        assert [os.path.basename(source).removesuffix(".jsonl") for source in sources] == expected, pattern  # noqa: PTH119
    result = affilint("audit", "crawl/*.warc.gz", "--out", "none")
    assert (result.returncode, result.stderr) == (2, "affilint: crawl/*.warc.gz: matches nothing\n")


def test_a_pattern_of_articles_and_folders(affilint: Affilint, tmp_path: Path) -> None:
    for name in ("a/one.md", "a/two.md", "b/one.md", "c.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("Lamps are older than desks.\n", encoding="utf-8")
    for pattern, expected in (
        ("[ab]", ["a/one.md", "a/two.md", "b/one.md"]),
        ("*.md", ["c.md"]),
        ("?/one.md", ["a/one.md", "b/one.md"]),
    ):
        result = affilint("audit", pattern, "--out", "out")
        assert (result.returncode, result.stderr) == (0, ""), pattern
        assert [row["path"] for row in rows(tmp_path / "out", "pages")] == expected
        shutil.rmtree(tmp_path / "out")


def test_unsized_objects_are_refused(memory: Put, monkeypatch: pytest.MonkeyPatch) -> None:
    def info(self: Any, path: str, **rest: Any) -> dict[str, Any]:
        return {"name": path, "type": "file", "size": None}

    memory("a.jsonl", b"{}")
    monkeypatch.setattr(type(fsspec.filesystem("memory")), "info", info)
    with pytest.raises(AuditError, match="its size is not known"):
        plan([Remote("memory://a.jsonl")], ConfigResolver(), Reading())
