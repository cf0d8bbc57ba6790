"""``affilint fix -``: standard input to standard output, for editors that format through a command."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

Affilint = Callable[..., "subprocess.CompletedProcess[str]"]

DOUBLED = "We saw the the lamp.\n"
SOUND = "We saw the lamp.\n"


def fixed_bytes(data: bytes, folder: Path, *args: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "linter", "fix", *args]
    env = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "ascii"}
    return subprocess.run(command, cwd=folder, input=data, capture_output=True, env=env, check=False)


def test_text_is_printed_fixed_and_nothing_else(affilint: Affilint) -> None:
    done = affilint("fix", "-", stdin=DOUBLED)
    assert (done.returncode, done.stdout, done.stderr) == (0, SOUND, "")


def test_sound_text_is_printed_as_it_is(affilint: Affilint) -> None:
    done = affilint("fix", "-", stdin=SOUND)
    assert (done.returncode, done.stdout, done.stderr) == (0, SOUND, "")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_bytes_outside_of_the_fix_stay(tmp_path: Path, encoding: str) -> None:
    """Line ends, a missing last one, a byte-order mark and the encoding, whatever that of the streams is."""
    given, wanted = (f"\ufeffCafé.\r\n\nWe saw the {word}lamp.\rEnd." for word in ("the ", ""))
    codec = "utf-16-le" if encoding == "utf-16" else encoding
    done = fixed_bytes(given.encode(codec), tmp_path, "--stdin-filename", "a.txt")
    assert (done.returncode, done.stdout, done.stderr) == (0, wanted.encode(codec), b"")


def test_the_name_decides_on_the_configuration(affilint: Affilint, tmp_path: Path) -> None:
    (tmp_path / "shop").mkdir()
    (tmp_path / "shop" / "affilint.yml").write_text("exclude: [old/]\nrules: {text/repeated-word: off}\n")
    for name in ("shop/a.md", "shop/old/a.md", "a.py"):
        done = affilint("fix", "--stdin-filename", name, stdin=DOUBLED)
        assert (done.returncode, done.stdout) == (0, DOUBLED)
    assert affilint("fix", "-", "--stdin-filename", "a.md", stdin=DOUBLED).stdout == SOUND
    assert not (tmp_path / "a.md").exists()


def test_excluded_text_stays_as_it_is(affilint: Affilint, tmp_path: Path) -> None:
    (tmp_path / "affilint.yml").write_text("exclude: [old/]\n")
    assert affilint("fix", "--stdin-filename", "old/a.md", stdin=DOUBLED).stdout == DOUBLED
    assert affilint("fix", "--stdin-filename", "new/a.md", stdin=DOUBLED).stdout == SOUND


def test_diff_and_check_print_no_text(affilint: Affilint) -> None:
    diff = affilint("fix", "-", "--diff", stdin=DOUBLED)
    assert diff.returncode == 1
    assert diff.stdout == "--- a/stdin.md\n+++ b/stdin.md\n@@ -1 +1 @@\n-We saw the the lamp.\n+We saw the lamp.\n"
    check = affilint("fix", "-", "--check", stdin=DOUBLED)
    assert (check.returncode, check.stdout) == (1, "")
    assert affilint("fix", "-", "--check", stdin=SOUND).returncode == 0


def test_what_fails_prints_nothing_that_an_editor_could_take(affilint: Affilint, tmp_path: Path) -> None:
    done = fixed_bytes(b"caf\xe9 \x81 the the", tmp_path, "-")
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.startswith(b"affilint: stdin.md: not valid UTF-8")
    (tmp_path / "affilint.yml").write_text("rules: {text/no-such: off}\n")
    broken = affilint("fix", "-", stdin=DOUBLED)
    assert (broken.returncode, broken.stdout) == (2, "")
    (tmp_path / "affilint.yml").unlink()
    both = affilint("fix", "-", "a.md", stdin=DOUBLED)
    assert (both.returncode, both.stdout) == (2, "")
    assert "alone" in both.stderr
