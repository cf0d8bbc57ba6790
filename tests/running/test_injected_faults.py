# ruff: noqa: PTH109, PTH118, PTH115, PTH117 - it replaces the functions that pathlib would call
"""Every call that a run makes to the file system fails once, in turn, as in SQLite's tests.

A first run counts the calls. Then call 1 fails, then call 2, and so on. Whatever fails, a run ends with the exit code that it
has anyway (the call did not matter: the cache), or with 2 and a line that says why; no article is half-written and no temporary
file is left. ``pytest -s`` prints how many calls failed.
"""

from __future__ import annotations

import builtins
import errno
import io
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    import subprocess

Affilint = Callable[..., "subprocess.CompletedProcess[str]"]
DOUBLED = "# A\n\nThe plan has a cost cost that is on the page.\n"
FIXED = DOUBLED.replace("cost cost", "cost")
REFUSALS = (errno.EIO, errno.EACCES, errno.ENOSPC)
CALLS = (
    "stat",
    "lstat",
    "open",
    "scandir",
    "replace",
    "rename",
    "unlink",
    "fsync",
    "chmod",
    "chown",
    "listxattr",
    "mkdir",
    "readlink",
    "utime",
)


class Faults:
    """Counts calls that concern a folder, and lets one of them fail."""

    def __init__(self, folder: Path) -> None:
        self.folder = str(folder)
        self.fails = -1
        self.error = errno.EIO
        self.count = 0
        self.failed = ""

    def call(self, name: str, path: Any) -> None:
        """Count one call; raise OSError if it is the one that fails."""
        try:
            shown = os.fspath(path) if not isinstance(path, int) else os.readlink(f"/proc/self/fd/{path}")
        except (TypeError, OSError):
            return
        shown = os.fsdecode(shown)
        if not os.path.isabs(shown):
            shown = os.path.join(os.getcwd(), shown)
        if not shown.startswith(self.folder):
            return
        self.count += 1
        if self.count - 1 == self.fails:
            self.failed = f"{name} {shown.removeprefix(self.folder)}"
            raise OSError(self.error, os.strerror(self.error), shown)


class Stream(io.FileIO):
    """A file whose reads and writes may fail."""

    faults: Faults

    def readall(self) -> bytes:
        self.faults.call("read", self.name)
        return super().readall()

    def readinto(self, buffer: Any) -> int | None:
        self.faults.call("read", self.name)
        return super().readinto(buffer)

    def write(self, data: Any) -> int | None:
        self.faults.call("write", self.name)
        return super().write(data)


@contextmanager
def injected(faults: Faults) -> Iterator[None]:
    """Let the functions of ``os`` and ``open`` count and fail."""
    with pytest.MonkeyPatch.context() as patched:
        for name in CALLS:
            original = getattr(os, name, None)
            if original is None:
                continue

            def wrapped(path: Any, *args: Any, _name: str = name, _call: Any = original, **named: Any) -> Any:
                faults.call(_name, path)
                return _call(path, *args, **named)

            patched.setattr(os, name, wrapped)
        real = builtins.open

        def opened(path: Any, mode: str = "r", *args: Any, **named: Any) -> Any:
            if not str(os.fspath(path) if not isinstance(path, int) else "").startswith(faults.folder) and isinstance(
                path, int
            ):
                return real(path, mode, *args, **named)
            faults.call("open", path)
            if not os.path.join(os.getcwd(), os.fsdecode(os.fspath(path))).startswith(faults.folder):
                return real(path, mode, *args, **named)
            raw = Stream(os.fspath(path), mode.replace("b", "").replace("t", ""))
            raw.faults = faults
            buffered: Any = io.BufferedReader(raw) if "r" in mode else io.BufferedWriter(raw)
            return (
                buffered
                if "b" in mode
                else io.TextIOWrapper(
                    buffered,
                    *args[1:],
                    **{key: value for key, value in named.items() if key in {"encoding", "errors", "newline"}},
                )
            )

        patched.setattr(builtins, "open", opened)
        patched.setattr(io, "open", opened)
        yield


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
