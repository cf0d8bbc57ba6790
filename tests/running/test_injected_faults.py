"""Every call that a run makes to the file system fails once, in turn, as in SQLite's tests.

A first run counts the calls. Then call 1 fails, then call 2, and so on. Whatever fails, a run ends with the exit code that it
has anyway (the call did not matter: the cache), or with 2 and a line that says why; no article is half-written and no temporary
file is left. ``pytest -s`` prints how many calls failed.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.injected import REFUSALS, Faults, injected

if TYPE_CHECKING:
    import subprocess

Affilint = Callable[..., "subprocess.CompletedProcess[str]"]
DOUBLED = "# A\n\nThe plan has a cost cost that is on the page.\n"
FIXED = DOUBLED.replace("cost cost", "cost")


def build(folder: Path) -> None:
    """Make a site of two articles, one of them fixable, with a configuration, a layout, data and a baseline."""
    shutil.rmtree(folder, ignore_errors=True)
    for name in ("content", "_layouts", "_data"):
        (folder / name).mkdir(parents=True)
    (folder / "affilint.yml").write_text("baseline: known.json\n")
    (folder / "known.json").write_text('{"version": 1, "findings": []}')
    (folder / "_config.yml").write_text("title: x\n")
    (folder / "_data" / "links.yml").write_text("lamp: https://lamp.example/\n")
    (folder / "_layouts" / "default.html").write_text("<main>{{ content }}</main>\n")
    (folder / ".gitignore").write_text("drafts/\n")
    (folder / "content" / "a.md").write_text(DOUBLED)
    (folder / "content" / "b.md").write_text("# B\n\nIt is fine.\n")


COMMANDS = {
    "check": ("check", "--no-cache", "content"),
    "check with a cache": ("check", "--cache-dir", "kept", "content"),
    "check with outputs": (
        "check",
        "--no-cache",
        "--output",
        "json=out.json",
        "--output",
        "sarif=out.sarif",
        "content",
    ),
    "check a list": ("check", "--no-cache", "--files-from", "list", "--format", "json"),
    "fix": ("fix", "content"),
    "baseline": ("baseline", "write", "content"),
    "report": ("report", "content", "-o", "report.html"),
    "links": ("links", "--all", "content"),
}


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="names of open files are read from /proc")
@pytest.mark.parametrize("command", COMMANDS)
def test_every_call_to_the_file_system_may_fail(affilint: Affilint, tmp_path: Path, command: str) -> None:
    site = tmp_path / "site"
    args = COMMANDS[command]

    def run(fails: int, error: int) -> tuple[subprocess.CompletedProcess[str], Faults]:
        build(site)
        (site / "list").write_text("content/a.md\ncontent/b.md\n")
        faults = Faults(site)
        faults.fails, faults.error = fails, error
        with injected(faults):
            return affilint(*args, cwd=site), faults

    plain, counted = run(-1, 0)
    assert plain.returncode in {0, 1}
    assert counted.count > 10
    after = {path.name: path.read_text() for path in (site / "content").iterdir()}
    for number in range(counted.count):
        result, faults = run(number, REFUSALS[number % len(REFUSALS)])
        said = result.stdout + result.stderr
        assert "internal error" not in said, (faults.failed, said)
        assert result.returncode in {2, plain.returncode}, (faults.failed, said)
        assert result.returncode != 2 or result.stderr.strip() or "cannot" in result.stdout, faults.failed
        texts = {path.name: path.read_text() for path in (site / "content").iterdir()}
        assert texts.keys() == after.keys(), faults.failed
        assert texts["a.md"] in {DOUBLED, FIXED}, faults.failed
        assert texts["b.md"] == after["b.md"], faults.failed
        if result.returncode == 0 and command == "fix":
            assert texts["a.md"] == FIXED, faults.failed
    print(f"{command}: each of {counted.count} calls failed once")
