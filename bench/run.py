"""Measure what a run costs, affilint and its peers in turn, and write bench/RESULTS.md.

    python bench/run.py MARKDOWN_FOLDER PAGES_FOLDER [--install | --peers BIN_FOLDER] [--most 10000] [--to FILE]

The folders hold articles as Markdown and as HTML pages, a thousand of each for the figures that are committed.
Peers are rumdl, codespell, typos, markdownlint-cli2, htmlhint and tidy, as far as they are in BIN_FOLDER or on the path;
--install puts the first three from the Python index, and the next two from npm where it is, into a folder of the run's own.
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
import venv
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
MARKDOWN_PEERS = {
    "rumdl": ["check", "--no-cache", "."],
    "codespell": ["."],
    "typos": ["-j1", "."],
    "markdownlint-cli2": ["**/*.md"],
}
"""Peers for Markdown, each for one process where it knows that, without a cache of its own."""
PAGE_PEERS = {"tidy": ["-q", "-e"], "htmlhint": []}
"""Peers for pages, which are given every file by name."""
HEAD = "| what | files | CPU s | ms a file | ratio | peak MB |\n|---|---|---|---|---|---|"
MOST = 10
"""Per cent of a run that one rule may cost."""


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


def peers(folder: Path | None) -> dict[str, str]:
    """Return the programs of the peers that are there, by name."""
    path = f"{folder.absolute()}{os.pathsep}{os.environ['PATH']}" if folder is not None else None
    found = {name: shutil.which(name, path=path) for name in (*MARKDOWN_PEERS, *PAGE_PEERS)}
    return {name: program for name, program in found.items() if program is not None}


def installed(scratch: Path) -> Path:
    """Install the peers that registries have into a folder, and return the one with their programs."""
    folder = scratch / "peers"
    venv.create(folder, with_pip=True)
    wanted = ["rumdl", "codespell", "typos"]
    subprocess.run([folder / "bin" / "pip", "install", "--quiet", *wanted], check=True)  # noqa: S603
    npm = shutil.which("npm")
    if npm is not None:
        subprocess.run([npm, "install", "--silent", "--prefix", folder, "markdownlint-cli2", "htmlhint"], check=False)  # noqa: S603
        for program in (folder / "node_modules" / ".bin").glob("*"):
            if program.name in {*MARKDOWN_PEERS, *PAGE_PEERS}:
                (folder / "bin" / program.name).symlink_to(program)
    return folder / "bin"


def row(what: str, files: int, found: Cost, base: Cost | None = None) -> str:
    """Write a row; ``base`` is what the ratio compares with."""
    ratio = f"{found.cpu / base.cpu:.2f}" if base is not None else ""
    return f"| {what} | {files} | {found.cpu:.2f} | {1000 * found.cpu / files:.2f} | {ratio} | {found.peak:.0f} |"


def compared(folder: Path, programs: dict[str, str], scratch: Path, *, pages: bool) -> Iterator[str]:
    """Yield the rows of a corpus: affilint, affilint again with nothing changed, the peers, and those that are missing."""
    files = sorted(str(path.relative_to(folder)) for path in folder.rglob("*.html" if pages else "*.md"))
    cache = scratch / f"cache-{'pages' if pages else 'markdown'}"
    own = best(affilint("."), folder, 2)
    cost(affilint(".", cache=cache), folder)
    again = best(affilint(".", cache=cache), folder, 3)
    yield HEAD
    yield row("affilint", len(files), own, own)
    yield row("affilint, nothing changed", len(files), again, own)
    known = PAGE_PEERS if pages else MARKDOWN_PEERS
    for name, arguments in known.items():
        if name in programs:
            given = [programs[name], *arguments, *(files if pages else ())]
            yield row(name, len(files), best(given, folder, 3), own)
    missing = [name for name in known if name not in programs]
    if missing:
        yield f"\nNot measured, for it was not there: {', '.join(missing)}."


def grown(markdown: Path, scratch: Path, most: int, largest: int, start: float) -> Iterator[str]:
    """Yield rows for more and more files, and for larger and larger ones; ``start`` CPU seconds are those of any run."""
    texts = [path.read_bytes() for path in sorted(markdown.rglob("*.md"))]
    yield "| what | CPU s | ms a file or kB, less the start | peak MB |\n|---|---|---|---|"

    def line(what: str, units: float, found: Cost) -> str:
        return f"| {what} | {found.cpu:.2f} | {1000 * (found.cpu - start) / units:.2f} | {found.peak:.0f} |"

    for count in (number for number in COUNTS if number <= most):
        folder = scratch / str(count)
        folder.mkdir()
        for number in range(count):
            (folder / f"{number}.md").write_bytes(texts[number % len(texts)])
        yield line(f"{count:,} files", count, cost(affilint("."), folder))
    joined = b"\n\n".join(text.split(b"\n---\n", 1)[-1] for text in texts)
    joined *= 1 + SIZES[-1] // len(joined)
    for size in (size for size in SIZES if size <= largest):
        folder = scratch / f"one-{size}"
        folder.mkdir()
        (folder / "one.md").write_bytes(joined[:size].decode("utf-8", "ignore").encode())
        yield line(f"one file of {size // 1000:,} kB", size / 1000, best(affilint("one.md"), folder, 2))


def by_rule(folder: Path) -> Iterator[str]:
    """Yield what rules, facts and steps cost that take a hundredth of the run or more, and the rules over the limit."""
    sys.path.insert(0, str(ROOT))
    from linter.running.profile import ProfiledResolver, most_expensive  # noqa: PLC0415 - a child's peak is never below its parent's
    from linter.running.runner import check_paths  # noqa: PLC0415

    resolver = ProfiledResolver()
    check_paths([folder], resolver)
    profile = resolver.profile
    total = profile.total
    for what, costs in (("rule", profile.rules), ("step", profile.steps)):
        yield f"\n| {what} | CPU ms | share | calls |\n|---|---|---|---|"
        for name, entry in most_expensive(costs):
            if 100 * entry.nanoseconds >= total:
                yield f"| {name} | {entry.nanoseconds / 1e6:.0f} | {100 * entry.nanoseconds / total:.1f} % | {entry.calls} |"
    dear = [name for name, entry in most_expensive(profile.rules) if 100 * entry.nanoseconds > MOST * total]
    yield f"\nRules that cost more than {MOST} % of the run: {', '.join(dear) or 'none'}."


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
    parser.add_argument(
        "--largest", type=int, default=SIZES[-1], help="bytes of the largest file to measure growth with"
    )
    parser.add_argument("--install", action="store_true", help="install the peers that registries have")
    parser.add_argument("--to", type=Path, default=ROOT / "bench" / "RESULTS.md")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        programs = peers(installed(scratch) if options.install else options.peers)
        first = next(iter(sorted(options.markdown.rglob("*.md"))))
        shutil.copy(first, scratch / "one.md")
        cold, kept = best(affilint("one.md"), scratch, 5), affilint("one.md", cache=scratch / "kept")
        cost(kept, scratch)
        small = [name for name in MARKDOWN_PEERS if name in programs]
        sections = [
            "# What a run costs\n\nWritten by `bench/run.py`. " + (__doc__ or "").rpartition("\n\n")[2].strip() + "\n",
            f"{machine()}. Ratio: to affilint without its cache, one process, all rules of `recommended`.\n",
            f"## One small article\n\n{HEAD}",
            row("affilint", 1, cold, cold),
            row("affilint, nothing changed", 1, best(kept, scratch, 5), cold),
            *(
                row(name, 1, best([programs[name], *MARKDOWN_PEERS[name][:-1], "one.md"], scratch, 5), cold)
                for name in small
            ),
            "\n## Markdown articles\n",
            *compared(options.markdown, programs, scratch, pages=False),
            "\n## HTML pages\n",
            *compared(options.pages, programs, scratch, pages=True),
            "\n## Growth\n",
            *grown(options.markdown, scratch, options.most, options.largest, cold.cpu),
            "\n## By rule: Markdown articles\n\nAs `affilint check --profile-rules` counts; what is shared between rules is a step.",
            *by_rule(options.markdown),
            "\n## By rule: HTML pages",
            *by_rule(options.pages),
        ]
    options.to.write_text("\n".join(sections) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
