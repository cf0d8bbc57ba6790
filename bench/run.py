"""Measure what a run costs, affilint and its peers in turn, and write bench/RESULTS.md.

    python bench/run.py MARKDOWN_FOLDER PAGES_FOLDER [--peers BIN_FOLDER] [--most 10000]

The folders hold articles as Markdown and as HTML pages, a thousand of each for the figures that are committed.
Peers are the programs rumdl, codespell, typos and tidy, as far as they are in BIN_FOLDER or on the path.
CPU seconds count a process and its children and hold on a busy machine as well, other than the time on the clock.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ROOT = Path(__file__).parent.parent
AFFILINT = [sys.executable, "-m", "linter", "check"]
SIZES = (10_000, 100_000, 1_000_000, 5_000_000)
COUNTS = (100, 1_000, 10_000)


@dataclass(frozen=True, slots=True)
class Cost:
    """What one process cost, its children included: CPU seconds, and the peak of the largest one in MB."""

    cpu: float
    peak: float


def cost(command: Sequence[str], folder: Path) -> Cost:
    """Run a command in a folder, its output thrown away, and return what it cost."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    with subprocess.Popen(  # noqa: S603 - the peers that were found
        command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1, 2, 65):
        sys.exit(f"{command[0]} ended with {process.returncode}")
    return Cost(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def best(command: Sequence[str], folder: Path, rounds: int) -> Cost:
    """Return the cheapest of several runs: what other programs on the machine cost is never less than nothing."""
    costs = [cost(command, folder) for _ in range(rounds)]
    return Cost(min(item.cpu for item in costs), max(item.peak for item in costs))


def affilint(*options: str, cache: Path | None = None) -> list[str]:
    """Return affilint's command line: one process, all rules of ``recommended``."""
    keep = ["--cache-dir", str(cache)] if cache is not None else ["--no-cache"]
    return [*AFFILINT, "--jobs", "1", *keep, *options]


def peers(folder: Path | None) -> dict[str, list[str]]:
    """Return the command lines of the peers that are there, each for one process where it knows that."""
    known = {
        "rumdl": ["check", "--no-cache", "."],
        "codespell": ["."],
        "typos": ["-j1", "."],
        "tidy": ["-q", "-e"],
    }
    path = f"{folder.absolute()}{os.pathsep}{os.environ['PATH']}" if folder is not None else None
    found = {name: shutil.which(name, path=path) for name in known}
    return {name: [program, *known[name]] for name, program in found.items() if program is not None}


def row(what: str, files: int, found: Cost, base: Cost | None = None) -> str:
    """Write a row; ``base`` is what the ratio compares with."""
    ratio = f"{found.cpu / base.cpu:.2f}" if base is not None else ""
    return f"| {what} | {files} | {found.cpu:.2f} | {1000 * found.cpu / files:.2f} | {ratio} | {found.peak:.0f} |"


def compared(folder: Path, others: dict[str, list[str]], scratch: Path, *, pages: bool) -> Iterator[str]:
    """Yield the rows of a corpus: affilint, affilint again with nothing changed, and the peers."""
    files = sorted(str(path.relative_to(folder)) for path in folder.rglob("*.html" if pages else "*.md"))
    cache = scratch / f"cache-{'pages' if pages else 'markdown'}"
    own = best(affilint("."), folder, 2)
    cost(affilint(".", cache=cache), folder)
    again = best(affilint(".", cache=cache), folder, 3)
    yield row("affilint", len(files), own, own)
    yield row("affilint, nothing changed", len(files), again, own)
    for name, command in others.items():
        if pages == (name == "tidy"):
            yield row(name, len(files), best([*command, *files] if pages else command, folder, 3), own)


def grown(markdown: Path, scratch: Path, most: int) -> Iterator[str]:
    """Yield rows for more and more files, and for larger and larger ones."""
    texts = [path.read_bytes() for path in sorted(markdown.rglob("*.md"))]
    for count in (number for number in COUNTS if number <= most):
        folder = scratch / str(count)
        folder.mkdir()
        for number in range(count):
            (folder / f"{number}.md").write_bytes(texts[number % len(texts)])
        yield row(f"{count:,} files", count, cost(affilint("."), folder))
    joined = b"\n\n".join(text.split(b"\n---\n", 1)[-1] for text in texts)
    for size in SIZES:
        folder = scratch / f"one-{size}"
        folder.mkdir()
        (folder / "one.md").write_bytes(joined[:size].decode("utf-8", "ignore").encode())
        yield row(f"one file of {size // 1000:,} kB", 1, cost(affilint("one.md"), folder))


def machine() -> str:
    """Describe the machine without naming it."""
    return (
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors, "
        f"{platform.python_implementation()} {platform.python_version()}, google-re2 {version('google-re2')}, "
        f"pyromark {version('pyromark')}"
    )


def main() -> None:
    """Measure and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("markdown", type=Path)
    parser.add_argument("pages", type=Path)
    parser.add_argument("--peers", type=Path)
    parser.add_argument("--most", type=int, default=COUNTS[-1], help="largest number of files to measure growth with")
    options = parser.parse_args()
    others = peers(options.peers)
    head = "| what | files | CPU s | ms a file | ratio | peak MB |\n|---|---|---|---|---|---|"
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        first = next(iter(sorted(options.markdown.rglob("*.md"))))
        shutil.copy(first, scratch / "one.md")
        cold, kept = best(affilint("one.md"), scratch, 5), affilint("one.md", cache=scratch / "kept")
        cost(kept, scratch)
        sections = [
            "# What a run costs\n\nWritten by `bench/run.py`. " + __doc__.rpartition("\n\n")[2].strip() + "\n",
            f"{machine()}. Ratio: to affilint without its cache, one process, all rules of `recommended`.\n",
            f"## One small article\n\n{head}",
            row("affilint", 1, cold, cold),
            row("affilint, nothing changed", 1, best(kept, scratch, 5), cold),
            *(
                row(name, 1, best([*command[:-1], "one.md"], scratch, 5), cold)
                for name, command in others.items()
                if name != "tidy"
            ),
            f"\n## Markdown articles\n\n{head}",
            *compared(options.markdown, others, scratch, pages=False),
            f"\n## HTML pages\n\n{head}",
            *compared(options.pages, others, scratch, pages=True),
            f"\n## Growth\n\n{head}",
            *grown(options.markdown, scratch, options.most),
        ]
    (ROOT / "bench" / "RESULTS.md").write_text("\n".join(sections) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
