"""``affilint check --watch`` in a separate process: files change, it reports, Ctrl-C ends it."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.git import git

pytest.importorskip("watchfiles")

Affilint = Callable[..., "subprocess.CompletedProcess[str]"]
DOUBLED = "The plan has a cost cost that is on the page.\n"
FINE = "All is well.\n"
LINK = '<a href="https://www.amazon.com/dp/B0LAMP0001?tag=hallway-20" rel="sponsored">Buy</a>'
LAYOUT = "<p>We earn a commission when you buy through links on this site.</p>{{ content }}\n"
PATIENCE = 30.0


class Watching:
    """A watching process and all of its output."""

    def __init__(self, folder: Path, *args: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "linter", "check", "--watch", "--format", "concise", *args],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": ""},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )
        self.output = ""
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()

    def _listen(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.output += line

    def until(self, wanted: str, since: int = 0) -> str:
        """Wait until the output contains a text; return the output from offset ``since`` on."""
        deadline = time.monotonic() + PATIENCE
        while wanted not in self.output[since:]:
            assert time.monotonic() < deadline, f"never printed {wanted!r}: {self.output[since:]!r}"
            assert self.process.poll() is None or wanted in self.output[since:], f"it has ended: {self.output!r}"
            time.sleep(0.02)
        return self.output[since:]

    def after(self, change: Callable[[], object], wanted: str) -> str:
        """Make a change and wait for the wanted output; return the output since the change."""
        since = len(self.output)
        change()
        return self.until(wanted, since)

    def end(self) -> None:
        self.process.kill()
        self.process.wait()
        self._listener.join()
        assert self.process.stdout is not None
        self.process.stdout.close()

    def interrupt(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(PATIENCE)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / ".git").mkdir()
    (tmp_path / "_config.yml").write_text("title: Lamps\n")
    posts = tmp_path / "posts"
    posts.mkdir()
    (posts / "a.md").write_text(DOUBLED)
    (posts / "b.md").write_text(f"---\nlayout: default\n---\n\n# Shelves\n\nWe like it: {LINK} it.\n")
    return tmp_path


@pytest.fixture
def watching(site: Path) -> Iterator[Watching]:
    watching = Watching(site, "posts")
    try:
        watching.until("watching; Ctrl-C ends it")
        yield watching
    finally:
        watching.end()


def test_changed_files_are_checked_and_all_files_after_a_config_change(site: Path, watching: Watching) -> None:
    posts = site / "posts"
    assert "posts/a.md:1:16: warning text/repeated-word" in watching.output
    assert "posts/b.md:7:13: error disclosure/missing" in watching.output

    output = watching.after(lambda: (posts / "a.md").write_text(f"{FINE}\n{DOUBLED}"), "posts/a.md:3:16: warning")
    assert "──────── posts/a.md changed ────────" in output
    assert "b.md" not in output
    assert "\x1b" not in output

    output = watching.after(lambda: (posts / "new.md").write_text(DOUBLED), "posts/new.md:1:16")
    assert "posts/a.md:" not in output

    rules = "rules: {text/repeated-word: error}\n"
    output = watching.after(lambda: (site / "affilint.yml").write_text(rules), "posts/new.md:1:16: error")
    assert "posts/a.md:3:16: error text/repeated-word" in output
    assert "posts/b.md:7:13: error disclosure/missing" in output

    (site / "_layouts").mkdir()
    output = watching.after(lambda: (site / "_layouts" / "default.html").write_text(LAYOUT), "posts/a.md:3:16: error")
    assert "disclosure/missing" not in output

    assert watching.interrupt() == 130
    assert "Traceback" not in watching.output


def test_watching_continues_after_errors(site: Path, watching: Watching) -> None:
    watching.after(lambda: (site / "affilint.yml").write_text("rulse: {}\n"), "unknown key 'rulse'")
    watching.after((site / "affilint.yml").unlink, "posts/a.md:1:16: warning")
    watching.after(
        lambda: (site / "posts" / "a.md").write_bytes(b"caf\xe9"), "posts/a.md:1:1: error cannot-check not valid UTF-8"
    )
    watching.after(lambda: (site / "posts" / "a.md").write_text(DOUBLED), "posts/a.md:1:16: warning")
    (site / "posts" / "a.md").unlink()
    watching.after((site / "posts" / "b.md").unlink, "no file to check")
    watching.after(lambda: (site / "posts" / "c.md").write_text(DOUBLED), "posts/c.md:1:16: warning")
    assert watching.interrupt() == 130


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_watch_with_diff_base_reports_changed_lines_only(site: Path) -> None:
    (site / ".git").rmdir()
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "old"]):
        git(site, *command)
    watching = Watching(site, "posts", "--diff-base", "HEAD")
    try:
        watching.until("watching; Ctrl-C ends it")
        assert "repeated-word" not in watching.output
        more = "The lamp has a wide wide foot.\n"
        output = watching.after(lambda: (site / "posts" / "a.md").write_text(f"{DOUBLED}\n{more}"), "posts/a.md:3:16: ")
        assert "posts/a.md:1:16" not in output
    finally:
        watching.end()


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["-"], "standard input is none"),
        (["--fix"], "--watch only looks"),
        (["--statistics"], "speak of a whole run"),
        (["--profile-rules"], "speak of a whole run"),
        (["--output", "sarif=a.sarif"], "would hold the latest change alone"),
        (["--format", "json"], "--watch prints text or concise"),
    ],
)
def test_incompatible_options_are_refused(affilint: Affilint, site: Path, args: list[str], message: str) -> None:
    result = affilint("check", "--watch", *args)
    assert result.returncode == 2
    assert message in result.stderr


def test_missing_extra_names_the_package_to_install(
    affilint: Affilint, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "watchfiles", None)
    result = affilint("check", "--watch")
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == "affilint: --watch needs the extra watch: pip install 'affilint[watch]'\n"
