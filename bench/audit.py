"""Measure what an audit costs with each engine, and write bench/AUDIT.md.

    python bench/audit.py PAGES_FOLDER [--memory 10000 100000] [--to FILE]

The folder holds HTML pages, some hundreds or more. They are packed into one .warc.gz, which every engine then reads: one process and
two of this machine, two workers of Dask over TCP (if it is installed), two threads of Spark (if it is, with Java).
--memory writes two more crawls of so many small pages and compares the peak of the memory.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from tests.audit import archives  # noqa: E402 - beside this folder

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

HEAD = "| engine | pages | seconds | pages a second | MB a second | a crawl of one page, s |\n|---|---|---|---|---|---|"
PARSED = """
import sys, time
from pathlib import Path
from linter.article import read_article
from linter.audit.inputs import Reading, plan
from linter.configuration.resolver import ConfigResolver
from linter.source import Source
for shard in plan([Path(sys.argv[1])], ConfigResolver(), Reading()).shards():
    for page in shard.content.pages():
        if sys.argv[2:] != ["read"]:
            read_article(Source.decode(page.name, page.data, page.encoding))
"""
AUDITED = """
import resource, sys
from linter.cli import main
try:
    main(sys.argv[1:])
finally:
    peaks = [resource.getrusage(who).ru_maxrss // 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    print("peaks", *peaks)
"""
ON_SPARK = """
import sys
from functools import partial
from pathlib import Path
from pyspark.sql import SparkSession
from linter.audit.engines import spark as engine
from linter.audit.inputs import Reading, plan
from linter.audit.run import audit
from linter.audit.terms import make_terms
from linter.configuration.resolver import ConfigResolver
from linter.configuration.policy import Selection
spark = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").getOrCreate()
made = plan([Path(sys.argv[1])], ConfigResolver(), Reading())
run = partial(engine.outcomes, spark=spark)
done = audit(made, ConfigResolver(), make_terms(Selection(), day="2026-01-01"), Path(sys.argv[2]).absolute(), run, id, resume=False)
assert not done.missing
"""


@dataclass(frozen=True, slots=True)
class Crawl:
    """A crawl on disk: how many pages, and how many bytes of HTML."""

    path: Path
    pages: int
    size: int


def packed(path: Path, texts: Sequence[bytes]) -> Crawl:
    """Write pages as one compressed WARC."""
    with path.open("wb") as stream:
        for number, text in enumerate(texts):
            stream.write(archives.packed([archives.response(f"https://site{number % 50}.example/{number}", text)]))
    return Crawl(path, len(texts), sum(map(len, texts)))


def timed(*command: str | Path) -> tuple[float, str]:
    """Run a program, and return its seconds on the clock and what it printed."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYSPARK_PYTHON": sys.executable}
    start = time.monotonic()
    done = subprocess.run([sys.executable, *map(str, command)], env=environment, capture_output=True, text=True)  # noqa: S603, PLW1510
    if done.returncode:
        sys.exit(done.stderr)
    return time.monotonic() - start, done.stdout


@contextmanager
def cluster(scratch: Path) -> Iterator[str]:
    """Run a scheduler and two workers of one thread on this machine, and give their address."""
    file = scratch / "scheduler.json"
    program = [sys.executable, "-m", "distributed.cli"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "env": {**os.environ, "PYTHONPATH": str(ROOT)}}
    scheduler = [f"{program[2]}.dask_scheduler", "--port", "0", "--no-dashboard", "--scheduler-file", str(file)]
    worker = [f"{program[2]}.dask_worker", "--scheduler-file", str(file), "--nworkers", "2", "--nthreads", "1"]
    running = [
        subprocess.Popen([*program[:2], *command], cwd=scratch, **quiet)  # type: ignore[call-overload] # noqa: S603
        for command in (scheduler, [*worker, "--no-dashboard"])
    ]
    try:
        while not file.exists() or not file.read_text():
            time.sleep(0.1)
        time.sleep(3)
        yield json.loads(file.read_text())["address"]
    finally:
        for process in reversed(running):
            process.terminate()
            process.wait()


def row(name: str, crawl: Crawl, seconds: float, start: float | None = None) -> str:
    """Write a row; ``start`` is what a crawl of one page costs."""
    rates = f"{crawl.pages / seconds:.0f} | {crawl.size / 1e6 / seconds:.1f}"
    return f"| {name} | {crawl.pages} | {seconds:.1f} | {rates} | {'' if start is None else f'{start:.1f}'} |"


def audited(crawl: Crawl, out: Path, *options: str) -> tuple[float, list[int]]:
    """Audit a crawl, and return the seconds and the peaks of the parent and of its largest child, in MB."""
    shutil.rmtree(out, ignore_errors=True)
    seconds, said = timed("-c", AUDITED, "audit", crawl.path, "--out", out, *options)
    return seconds, [int(word) for word in said.rsplit("peaks ", 1)[1].split()]


def engines(crawl: Crawl, one: Crawl, scratch: Path) -> Iterator[tuple[str, float, float]]:
    """Yield each engine's name, its seconds, and its seconds for a crawl of one page."""
    out = scratch / "out"
    for jobs in ("1", "2"):
        start, _ = audited(one, out, "--jobs", jobs)
        seconds, _ = audited(crawl, out, "--jobs", jobs)
        yield f"local, {jobs} process{'es' if jobs == '2' else ''}", seconds, start
    if find_spec("distributed") is not None:
        with cluster(scratch) as address:
            options = ("--engine", "dask", "--scheduler", address)
            audited(one, out, *options)
            start, _ = audited(one, out, *options)
            seconds, _ = audited(crawl, out, *options)
            yield "Dask, 2 workers that are there", seconds, start
    if find_spec("pyspark") is not None and shutil.which("java") is not None:
        taken = []
        for given in (one, crawl):
            shutil.rmtree(out, ignore_errors=True)
            taken.append(timed("-c", ON_SPARK, given.path, out)[0])
        yield "Spark, local[2]", taken[1], taken[0]


def crossover(measured: dict[str, tuple[float, float]], pages: int) -> Iterator[str]:
    """Say from how many pages on a cluster is faster than this machine, by the rates and starts that were measured."""
    local, local_start = measured["local, 2 processes"]
    rate = pages / (local - local_start)
    for name, (seconds, start) in measured.items():
        if name.startswith("local"):
            continue
        own = pages / (seconds - start)
        for times in (2, 10):
            gained = 1 / rate - 1 / (own * times)
            least = max(0.0, start - local_start) / gained if gained > 0 else None
            told = "never" if least is None else f"from {max(1, round(least))} pages on"
            yield f"- {name.partition(',')[0]} with {times} times these two workers, shared without loss: {told}."


def main() -> None:
    """Measure, and write the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", type=Path)
    parser.add_argument("--memory", type=int, nargs="*", default=[])
    parser.add_argument("--to", type=Path, default=ROOT / "bench" / "AUDIT.md")
    given = parser.parse_args()
    load = os.getloadavg()[0]
    lines = ["# What an audit costs", "", f"Written by `bench/audit.py`. {platform.system()} {platform.machine()}, "]
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        texts = [path.read_bytes() for path in sorted(given.pages.rglob("*.html"))]
        crawl, one = packed(scratch / "crawl.warc.gz", texts), packed(scratch / "one.warc.gz", texts[:1])
        lines[-1] += (
            f"{os.cpu_count()} processors, CPython {platform.python_version()}; load before the start {load:.1f}. "
            f"One .warc.gz of {crawl.path.stat().st_size / 1e6:.0f} MB with {crawl.size / 1e6:.0f} MB of HTML. "
            "Seconds on the clock; starting a cluster's own processes is not in them, starting Spark's is."
        )
        lines += ["", HEAD]
        lines.append(row("reading the archive alone", crawl, timed("-c", PARSED, crawl.path, "read")[0]))
        lines.append(row("reading and parsing alone, one process", crawl, timed("-c", PARSED, crawl.path)[0]))
        measured = {}
        for name, seconds, start in engines(crawl, one, scratch):
            measured[name] = (seconds, start)
            lines.append(row(name, crawl, seconds, start))
            print(lines[-1], flush=True)
        lines += ["", "## From how many pages on a cluster pays", "", *crossover(measured, crawl.pages)]
        if given.memory:
            lines += ["", "## Memory", "", "Small pages, two processes.", ""]
            lines += ["| pages | seconds | peak of the parent, MB | of its largest child, MB |", "|---|---|---|---|"]
        small = [archives.page(body).encode() for body in archives.BODIES]
        for count in given.memory:
            many = packed(scratch / "many.warc.gz", [small[number % len(small)] for number in range(count)])
            seconds, peaks = audited(many, scratch / "out", "--jobs", "2")
            lines.append(f"| {count} | {seconds:.0f} | {peaks[0]} | {peaks[1]} |")
            print(lines[-1], flush=True)
    given.to.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
