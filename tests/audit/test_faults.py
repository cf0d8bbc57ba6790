"""Audits with failing workers, pages and disks: finished work is kept, and what is missing is reported."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

pytest.importorskip("pyarrow", reason="the extra audit is not installed")
pytest.importorskip("fastwarc", reason="the extra audit is not installed")

from linter.audit import store
from linter.audit.model import MismatchError
from linter.audit.shard import lint_shard
from tests.audit import archives
from tests.audit.conftest import Affilint, findings, rows, start
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from linter.audit.model import ShardStat

PATIENCE = 60


@pytest.fixture
def crawl(tmp_path: Path) -> Path:
    """A crawl of thirty sound pages."""
    path = tmp_path / "crawl.jsonl"
    path.write_bytes(archives.jsonl(archives.pages(30)))
    return path


@pytest.fixture
def expected(crawl: Path, affilint: Affilint) -> list[str]:
    """The findings of an undisturbed run."""
    assert affilint("audit", crawl, "--out", "undisturbed").returncode == 0
    return findings(crawl.parent / "undisturbed")


def insert_comment(crawl: Path, number: int, word: str) -> str:
    """Put a comment into a page and return the page's address."""
    lines = crawl.read_text().splitlines(keepends=True)
    lines[number] = lines[number].replace("</article>", f"</article><!-- {word} -->")
    crawl.write_text("".join(lines))
    return f"https://lamps.example/{number:03}.html"


def wait_until(condition: Callable[[], object], process: subprocess.Popen[str]) -> None:
    end = time.monotonic() + PATIENCE
    while not condition():
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < end
        time.sleep(0.02)


def parts(out: Path) -> list[str]:
    return sorted(path.name for path in (out / "pages").glob("*.parquet"))


def test_page_is_retried_after_its_worker_is_killed(
    crawl: Path, expected: list[str], poisoned: Path, affilint: Affilint, tmp_path: Path
) -> None:
    insert_comment(crawl, 7, "die-once")
    result = affilint("audit", crawl, "--out", "out", "--jobs", "2", "--shard-pages", "10")
    assert (poisoned / "died").exists()
    assert (result.returncode, result.stderr) == (0, "")
    assert findings(tmp_path / "out") == expected


@pytest.mark.parametrize(("word", "state"), [("die-always", "killed"), ("hang", "timeout")])
def test_page_that_kills_or_hangs_its_worker_is_reported_alone(
    crawl: Path, expected: list[str], poisoned: Path, affilint: Affilint, tmp_path: Path, word: str, state: str
) -> None:
    url = insert_comment(crawl, 11, word)
    limit = ("--page-timeout", "3") if word == "hang" else ()
    result = affilint("audit", crawl, "--out", "out", "--jobs", "2", "--shard-pages", "10", *limit)
    assert result.returncode == 2
    assert f"line 12 ({url}): {state}: " in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert findings(tmp_path / "out") == [line for line in expected if "/011.html" not in line]
    states = {row["url"]: row["state"] for row in rows(tmp_path / "out", "pages")}
    assert len(states) == 30
    assert {key: value for key, value in states.items() if value != "checked"} == {url: state}
    again = affilint("audit", crawl, "--out", "out", "--shard-pages", "10", "--resume", *limit)
    assert (again.returncode, again.stderr) == (2, result.stderr)


def test_end_of_a_truncated_crawl_is_reported_missing(affilint: Affilint, tmp_path: Path) -> None:
    data = archives.packed(archives.warc(archives.pages(10)))
    (tmp_path / "crawl.warc.gz").write_bytes(data[:-30])
    result = affilint("audit", "crawl.warc.gz", "--out", "out")
    assert result.returncode == 2
    assert "missing: crawl.warc.gz, byte" in result.stderr
    assert len(rows(tmp_path / "out", "pages")) == 9
    assert "the rest cannot be read" in (tmp_path / "out" / store.MANIFEST).read_text()


@pytest.mark.skipif(os.name == "nt", reason="there is no limit on the size of files")
def test_run_resumes_after_a_full_disk(crawl: Path, expected: list[str], tmp_path: Path) -> None:
    import resource

    crawl_args = ("audit", crawl, "--out", "out", "--shard-pages", "10", "--jobs", "1")
    full = partial(resource.setrlimit, resource.RLIMIT_FSIZE, (3000, 3000))
    stopped = start(*crawl_args, cwd=tmp_path, preexec_fn=full)
    _, stderr = stopped.communicate(timeout=PATIENCE)
    assert stopped.returncode == 2
    assert "cannot be written: File too large" in stderr
    assert len(stderr.splitlines()) == 1
    assert list((tmp_path / "out").rglob("*part-*")) == []
    resumed = start(*crawl_args, "--resume", cwd=tmp_path)
    resumed.communicate(timeout=PATIENCE)
    assert resumed.returncode == 0
    assert findings(tmp_path / "out") == expected


@pytest.mark.skipif(os.name == "nt", reason="signals are POSIX")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_run_resumes_after_a_signal(
    crawl: Path,
    expected: list[str],
    poisoned: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    number: signal.Signals,
) -> None:
    """Also checks that no second run may write into the folder meanwhile."""
    insert_comment(crawl, 25, "hang")
    args = ("audit", crawl, "--out", "out", "--shard-pages", "5", "--jobs", "1")
    out = tmp_path / "out"
    running = start(*args, cwd=tmp_path, start_new_session=True)
    wait_until(lambda: len(parts(out)) == 5, running)
    second = start(*args, "--resume", cwd=tmp_path)
    assert "another audit is writing" in second.communicate(timeout=PATIENCE)[1]
    assert second.returncode == 2
    if number == signal.SIGINT:
        os.killpg(running.pid, number)
        stderr = running.communicate(timeout=PATIENCE)[1]
        assert running.returncode == 2
        assert "--resume goes on" in stderr
        assert len((out / store.MANIFEST).read_text().splitlines()) == 5
    else:
        running.kill()
        running.wait(timeout=PATIENCE)
        os.killpg(running.pid, number)  # the child would end by itself, five seconds after the limit of a page
        running.communicate(timeout=PATIENCE)
    assert len(parts(out)) == 5
    monkeypatch.delenv("PYTHONPATH")
    before = {path.name: path.stat().st_mtime_ns for path in (out / "pages").iterdir()}
    resumed = start(*args, "--resume", cwd=tmp_path)
    shown = resumed.communicate(timeout=PATIENCE)[0]
    assert resumed.returncode == 0
    assert "shards from before: 5 of 6" in shown
    assert findings(out) == expected
    assert before.items() <= {path.name: path.stat().st_mtime_ns for path in (out / "pages").iterdir()}.items()


def test_interrupt_between_shards_leaves_no_thread_running(
    crawl: Path, affilint: Affilint, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(_: ShardStat) -> None:
        raise KeyboardInterrupt

    @contextmanager
    def progress(_: object) -> Iterator[Callable[[ShardStat], None]]:
        yield interrupted

    monkeypatch.setattr("linter.cli.audit._progress", progress)
    result = affilint("audit", crawl, "--out", "out", "--jobs", "2", "--shard-pages", "3")
    assert result.returncode == 2
    assert "--resume goes on" in result.stderr
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("shard")]
    assert parts(tmp_path / "out")


def test_modules_in_the_working_directory_are_not_imported(crawl: Path, expected: list[str], tmp_path: Path) -> None:
    for name in ("json.py", "turbohtml.py", "linter.py"):
        (tmp_path / name).write_text("open('ran', 'w').close()\n")
    program = "from linter.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-P", "-c", program, "audit", crawl, "--out", "out"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
    )
    assert done.returncode == 0
    assert not (tmp_path / "ran").exists()
    assert findings(tmp_path / "out") == expected


def test_resume_refuses_changed_options_rules_or_inputs(crawl: Path, affilint: Affilint, tmp_path: Path) -> None:
    args = ("audit", crawl, "--out", "out")
    assert affilint(*args).returncode == 0
    assert affilint(*args, "--resume").returncode == 0
    again = affilint(*args)
    assert (again.returncode, again.stdout) == (2, "")
    assert "holds an audit already" in again.stderr
    for change, message in (
        (("--select", "text"), "rules or configuration changed"),
        (("--page-timeout", "5"), "--page-timeout changed"),
        (("--shard-pages", "9"), "limits or columns changed"),
    ):
        other = affilint(*args, "--resume", *change)
        assert (other.returncode, message in other.stderr) == (2, True), other.stderr
    (tmp_path / "affilint.yml").write_text("rules: {text/repeated-word: off}\n")
    assert "rules or configuration changed" in affilint(*args, "--resume").stderr
    (tmp_path / "affilint.yml").unlink()
    crawl.write_bytes(crawl.read_bytes() + b"\n")
    assert "the inputs or what belongs to them changed" in affilint(*args, "--resume").stderr


def test_resume_refuses_a_changed_template(affilint: Affilint, tmp_path: Path) -> None:
    site = tmp_path / "site"
    (site / "_layouts").mkdir(parents=True)
    (site / "_config.yml").write_text("title: Lamps\n")
    (site / "a.md").write_text(f"---\nlayout: post\n---\nThe desk needs {archives.LINK}.\n")
    layout = site / "_layouts" / "post.html"
    layout.write_text("<p>{{ content }}</p>\n")
    assert affilint("audit", "site", "--out", "out").returncode == 0
    layout.write_text("<p>We earn a commission when you buy through links.</p>{{ content }}\n")
    assert "the inputs or what belongs to them changed" in affilint("audit", "site", "--out", "out", "--resume").stderr


def test_worker_with_other_version_rules_or_folder_is_refused(
    crawl: Path, affilint: Affilint, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A worker with another version, other rules or without the run's folder checks no page."""
    seen: list[Any] = []

    def record(shard: Any, terms: Any, out: Path) -> Any:
        seen.extend([shard, terms])
        return lint_shard(shard, terms, out)

    monkeypatch.setattr("linter.audit.engines.local.lint_shard", record)
    assert affilint("audit", crawl, "--out", "out", "--jobs", "1").returncode == 0
    shard, terms = seen
    monkeypatch.chdir(tmp_path)
    written = (tmp_path / "out" / "pages" / "part-0000000.parquet").read_bytes()
    assert lint_shard(shard, terms, tmp_path / "out").checked == 30  # type: ignore[union-attr]
    assert (tmp_path / "out" / "pages" / "part-0000000.parquet").read_bytes() == written
    for other, message in (
        (replace(terms, version="0.0.1"), "affilint 0.0.1"),
        (replace(terms, rulebook="sha256:0"), "other rules"),
        (replace(terms, config=str(tmp_path / "gone.yml")), "cannot read the configuration"),
        (replace(terms, run="another"), "does not find the run's folder"),
    ):
        with pytest.raises(MismatchError, match=message):
            lint_shard(shard, other, tmp_path / "out")
