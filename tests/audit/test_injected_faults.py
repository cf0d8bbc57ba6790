"""Every call that an audit makes to the file system fails once, in turn: what was written is whole, and ``--resume`` goes on.

The processes that check pages are others and touch no file of the audit, so one of them serves all runs. Parquet is read by
pyarrow, outside of Python; what it cannot read is in ``test_faults.py``. ``pytest -s`` prints how many calls failed.
"""

from __future__ import annotations

import gzip
import itertools
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("pyarrow", reason="the extra audit is not installed")
pytest.importorskip("fastwarc", reason="the extra audit is not installed")

from linter.audit import store
from linter.configuration.loader import Config, rulebook_digest
from tests.audit import archives
from tests.audit.conftest import Affilint, findings, rows
from tests.injected import REFUSALS, Faults, injected

if TYPE_CHECKING:
    import subprocess

PAGES = archives.pages(5)
INPUTS = {
    "lines": "crawl.jsonl.gz",
    "a crawl": "crawl.wacz",
    "an export": "export.xml",
    "a table": "crawl.parquet",
    "articles": "articles",
    "a list": "",
}


def build(site: Path) -> None:
    """Write the same pages as every kind of input, always with the same times."""
    site.mkdir(exist_ok=True)  # the same folder for all runs: the process that checks pages works in it
    for path in site.iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    (site / "articles").mkdir()
    (site / "affilint.yml").write_text("rules: {text/empty-brackets: off}\n")
    (site / "crawl.jsonl.gz").write_bytes(gzip.compress(archives.jsonl(PAGES), mtime=0))
    archives.wacz(site / "crawl.wacz", {"a.warc.gz": archives.packed(archives.warc(PAGES))})
    posts = [{"link": url, "content": text} for url, text in PAGES.items()]
    (site / "export.xml").write_bytes(archives.wxr(posts))
    archives.parquet(site / "crawl.parquet", PAGES)
    for number, text in enumerate(PAGES.values()):
        (site / "articles" / f"{number}.html").write_text(text)
    (site / "list").write_text("articles/0.html\narticles/1.html\n")
    for path in site.rglob("*"):
        os.utime(path, (1_700_000_000, 1_700_000_000))


def assert_whole(out: Path, faults: Faults) -> None:
    """Assert that no temporary file is left and that every part can be read; ``rows`` raises otherwise."""
    if not out.exists():
        return
    assert not [path for path in out.rglob("*") if path.name.endswith(".tmp")], faults.failed
    for dataset in ("pages", "findings"):
        rows(out, dataset)
    if (out / store.RUN).exists():
        assert (out / store.RUN).read_text().endswith("}\n"), faults.failed
    if (out / store.MANIFEST).exists():
        manifest = (out / store.MANIFEST).read_text()
        assert not manifest or manifest.endswith("}\n"), faults.failed


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="names of open files are read from /proc")
@pytest.mark.parametrize("kind", INPUTS)
def test_every_call_to_the_file_system_may_fail(
    affilint: Affilint, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    monkeypatch.setattr("linter.audit.engines.local.stop_all", lambda: None)
    digest = rulebook_digest([Config(root=tmp_path)])  # of the shipped rules, which are read for every shard
    monkeypatch.setattr("linter.audit.terms.rulebook_digest", lambda _: digest)
    site = tmp_path / "site"
    columns = ("--html-column", "body", "--url-column", "address") if kind == "a table" else ()
    named = (INPUTS[kind],) if INPUTS[kind] else ("--files-from", "list")
    args = ("audit", *named, "--out", "out", "--shard-pages", "2", "--jobs", "1", *columns)

    def run(fails: int, error: int, *more: str) -> tuple[subprocess.CompletedProcess[str], Faults]:
        faults = Faults(site)
        faults.fails, faults.error = fails, error
        with injected(faults):
            return affilint(*args, *more, cwd=site), faults

    build(site)
    plain, _ = run(-1, 0)
    assert (plain.returncode, plain.stderr) == (0, "")
    expected = findings(site / "out")
    assert expected
    for number in itertools.count():
        build(site)
        result, faults = run(number, REFUSALS[number % len(REFUSALS)])
        said = result.stdout + result.stderr
        if not faults.failed:  # there is no such call any more
            break
        assert "internal error" not in said, (faults.failed, said)
        assert result.returncode in {0, 2}, (faults.failed, said)
        assert result.returncode == 0 or result.stderr.strip(), faults.failed
        assert_whole(site / "out", faults)
        if result.returncode == 0:
            assert findings(site / "out") == expected, faults.failed
        again, _ = run(-1, 0, "--resume")
        if again.returncode == 2:
            # Other inputs than that run saw, or a page of a finished shard, which stays missing and is named again.
            assert "the inputs or what belongs to them changed" in again.stderr or (
                ": unreadable: " in again.stderr and again.stderr == result.stderr
            ), (faults.failed, said, again.stderr)
            shutil.rmtree(site / "out")
            again, _ = run(-1, 0)
        assert (again.returncode, again.stderr) == (0, ""), (faults.failed, said)
        assert findings(site / "out") == expected, faults.failed
    assert number > 30
    print(f"audit of {kind}: each of {number} calls failed once")
