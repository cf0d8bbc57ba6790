"""Audits on a Dask cluster of real processes: the findings of a local run, and recovery from a lost scheduler."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("pyarrow", reason="the extra audit is not installed")
pytest.importorskip("fastwarc", reason="the extra audit is not installed")

from tests.audit import archives
from tests.audit.conftest import Affilint, findings, start
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

pytest.importorskip("distributed", reason="the extra dask is not installed")

PATIENCE = 60


@contextmanager
def cluster(folder: Path, workers: int = 2) -> Iterator[tuple[str, int]]:
    """Run a scheduler and workers in processes of their own; give the address and the scheduler's process id."""
    folder.mkdir(exist_ok=True)
    program = (
        "import asyncio\n"
        "from distributed import Scheduler\n"
        "async def serve():\n"
        "    async with Scheduler(host='127.0.0.1', port=0, dashboard=False) as scheduler:\n"
        "        print(scheduler.address, flush=True)\n"
        "        await scheduler.finished()\n"
        "asyncio.run(serve())\n"
    )
    environment = {**os.environ, "PYTHONPATH": os.environ.get("PYTHONPATH") or str(ROOT)}
    quiet = {"stderr": subprocess.DEVNULL, "cwd": folder, "env": environment, "start_new_session": True}
    scheduler = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, encoding="utf-8", **quiet)
    assert scheduler.stdout is not None
    address = scheduler.stdout.readline().strip()
    command = [sys.executable, "-m", "distributed.cli.dask_worker", address, "--nworkers", str(workers)]
    worker = subprocess.Popen(
        [*command, "--nthreads", "1", "--no-dashboard", "--death-timeout", "20"], stdout=subprocess.DEVNULL, **quiet
    )
    try:
        yield address, scheduler.pid
    finally:
        for process in (worker, scheduler):
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()


def test_workers_give_the_findings_of_a_local_run(affilint: Affilint, tmp_path: Path) -> None:
    given = archives.pages(40)
    (tmp_path / "crawl.warc.gz").write_bytes(archives.packed(archives.warc(given)))
    (tmp_path / "crawl.jsonl").write_bytes(archives.jsonl(given))
    archives.mirror(tmp_path, given)
    inputs = ("crawl.warc.gz", "crawl.jsonl", "lamps.example")
    assert affilint("audit", *inputs, "--out", "here", "--shard-pages", "10").returncode == 0
    with cluster(tmp_path / "cluster") as (address, _):
        remote = start(
            "audit", *inputs, "--out", "there", "--shard-pages", "10", "--engine", "dask", "--scheduler", address,
            cwd=tmp_path,
        )  # fmt: skip
        shown, stderr = remote.communicate(timeout=PATIENCE)
    assert remote.returncode == 0, stderr
    assert shown.startswith("pages checked: 120, ")
    assert findings(tmp_path / "there") == findings(tmp_path / "here")
    for part in (tmp_path / "here").rglob("*.*"):
        assert (tmp_path / "there" / part.relative_to(tmp_path / "here")).read_bytes() == part.read_bytes(), part


def test_run_resumes_after_the_scheduler_is_lost(
    affilint: Affilint, poisoned: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = archives.jsonl(archives.pages(30)).decode().splitlines(keepends=True)
    lines[29] = lines[29].replace("</article>", "</article><!-- hang -->")
    (tmp_path / "crawl.jsonl").write_text("".join(lines))
    out = tmp_path / "out"
    args = ("audit", "crawl.jsonl", "--out", "out", "--shard-pages", "10", "--engine", "dask", "--scheduler")
    with cluster(tmp_path / "cluster") as (address, scheduler):
        running = start(*args, address, cwd=tmp_path)
        end = time.monotonic() + PATIENCE
        while len(list((out / "pages").glob("*.parquet"))) < 2:
            assert running.poll() is None, running.communicate()
            assert time.monotonic() < end
            time.sleep(0.05)
        os.kill(scheduler, signal.SIGKILL)
        _, stderr = running.communicate(timeout=PATIENCE)
    assert running.returncode == 2
    assert "--resume goes on when it is back" in stderr
    monkeypatch.delenv("PYTHONPATH")
    with cluster(tmp_path / "cluster") as (address, _):
        resumed = start(*args, address, "--resume", cwd=tmp_path)
        shown, stderr = resumed.communicate(timeout=PATIENCE)
    assert resumed.returncode == 0, stderr
    assert "shards from before: 2 of 3" in shown
    assert affilint("audit", "crawl.jsonl", "--out", "here", "--shard-pages", "10").returncode == 0
    assert findings(out) == findings(tmp_path / "here")


def test_missing_scheduler_is_reported(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("Fine.\n")
    program = "from linter.audit.engines import dask; from linter.cli import main; dask._PATIENCE = '1s'; main()"
    args = ("audit", "a.md", "--out", "out", "--engine", "dask", "--scheduler", "tcp://127.0.0.1:9")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", program, *args],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("affilint: no Dask scheduler answers at tcp://127.0.0.1:9")
    assert len(done.stderr.splitlines()) == 1
