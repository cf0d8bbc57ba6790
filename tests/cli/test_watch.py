"""``affilint check --watch``, driven in a process as a writer would: files change, it speaks, Ctrl-C ends it."""

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

pytest.importorskip("watchfiles")

Affilint = Callable[..., "subprocess.CompletedProcess[str]"]
DOUBLED = "The plan has a cost cost that is on the page.\n"
FINE = "All is well.\n"
LINK = '<a href="https://www.amazon.com/dp/B0LAMP0001?tag=hallway-20" rel="sponsored">Buy</a>'
LAYOUT = "<p>We earn a commission when you buy through links on this site.</p>{{ content }}\n"
PATIENCE = 30.0


class Watching:
    """A watching process and everything that it has said."""

    def __init__(self, folder: Path, *args: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "linter", "check", "--watch", "--format", "concise", *args],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": ""},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )
        self.said = ""
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()

    def _listen(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.said += line

    def until(self, wanted: str, since: int = 0) -> str:
        """Wait until it says something; return what it said since a place."""
        deadline = time.monotonic() + PATIENCE
        while wanted not in self.said[since:]:
            assert time.monotonic() < deadline, f"never said {wanted!r}: {self.said[since:]!r}"
            assert self.process.poll() is None or wanted in self.said[since:], f"it has ended: {self.said!r}"
            time.sleep(0.02)
        return self.said[since:]

    def after(self, change: Callable[[], object], wanted: str) -> str:
        """Change something and wait until it says what is wanted; return what it said."""
        since = len(self.said)
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


def test_it_checks_what_changed_and_everything_where_all_depends_on_it(site: Path, watching: Watching) -> None:
    posts = site / "posts"
    assert "posts/a.md:1:16: warning text/repeated-word" in watching.said
    assert "posts/b.md:7:13: error disclosure/missing" in watching.said

    said = watching.after(lambda: (posts / "a.md").write_text(f"{FINE}\n{DOUBLED}"), "posts/a.md:3:16: warning")
    assert "──────── posts/a.md changed ────────" in said
    assert "b.md" not in said
    assert "\x1b" not in said

    said = watching.after(lambda: (posts / "new.md").write_text(DOUBLED), "posts/new.md:1:16")
    assert "posts/a.md:" not in said

    rules = "rules: {text/repeated-word: error}\n"
    said = watching.after(lambda: (site / "affilint.yml").write_text(rules), "posts/new.md:1:16: error")
    assert "posts/a.md:3:16: error text/repeated-word" in said
    assert "posts/b.md:7:13: error disclosure/missing" in said

    (site / "_layouts").mkdir()
    said = watching.after(lambda: (site / "_layouts" / "default.html").write_text(LAYOUT), "posts/a.md:3:16: error")
    assert "disclosure/missing" not in said

    assert watching.interrupt() == 130
    assert "Traceback" not in watching.said


def test_mistakes_are_said_and_watching_goes_on(site: Path, watching: Watching) -> None:
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


def git(folder: Path, *args: str) -> None:
    names = {f"GIT_{who}_{what}": "a@site.example" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    env = {**os.environ, **names, "GIT_CONFIG_GLOBAL": os.devnull}
    subprocess.run(["git", *args], cwd=folder, env=env, check=True, capture_output=True)


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_every_round_is_narrowed_to_changed_lines(site: Path) -> None:
    (site / ".git").rmdir()
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "old"]):
        git(site, *command)
    watching = Watching(site, "posts", "--diff-base", "HEAD")
    try:
        watching.until("watching; Ctrl-C ends it")
        assert "repeated-word" not in watching.said
        more = "The lamp has a wide wide foot.\n"
        said = watching.after(lambda: (site / "posts" / "a.md").write_text(f"{DOUBLED}\n{more}"), "posts/a.md:3:16: ")
        assert "posts/a.md:1:16" not in said
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
def test_what_makes_no_sense_is_refused(affilint: Affilint, site: Path, args: list[str], message: str) -> None:
    result = affilint("check", "--watch", *args)
    assert result.returncode == 2
    assert message in result.stderr


def test_without_the_extra_it_says_what_to_install(
    affilint: Affilint, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "watchfiles", None)
    result = affilint("check", "--watch")
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == "affilint: --watch needs the extra watch: pip install 'affilint[watch]'\n"
