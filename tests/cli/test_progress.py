"""The progress bar: shown on a terminal during a long run, and nowhere else."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tests.conftest import ROOT

pty = pytest.importorskip("pty")

SLOW = (
    "import sys, time; from linter.running import parallel, runner; from linter.cli import _progress, main;"
    "_progress.PATIENCE = float(sys.argv[1]); original = runner.check_into;"
    "runner.check_into = parallel.check_into = lambda *given: (time.sleep(0.02), original(*given))[1];"
    "main(sys.argv[2:])"
)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for number in range(12):
        (tmp_path / f"{number}.md").write_text("All is well.\n")
    return tmp_path


def check_on_a_terminal(site: Path, patience: str, *, jobs: str = "1", **env: str) -> tuple[str, str]:
    """Run a slow check with standard error on a terminal; return standard output and the terminal's content."""
    reader, terminal = pty.openpty()
    given = {key: value for key, value in os.environ.items() if key not in {"CI", "NO_COLOR"}}
    with subprocess.Popen(
        [sys.executable, "-c", SLOW, patience, "check", ".", "--no-cache", "--jobs", jobs],
        cwd=site,
        env={**given, "PYTHONPATH": str(ROOT), "TERM": "xterm", **env},
        stdout=subprocess.PIPE,
        stderr=terminal,
    ) as process:
        os.close(terminal)
        pieces: list[bytes] = []

        def listen() -> None:
            try:
                while piece := os.read(reader, 4096):
                    pieces.append(piece)
            except OSError:
                return  # Linux raises this when the other end is closed

        listener = threading.Thread(target=listen)
        listener.start()
        assert process.stdout is not None
        out = process.stdout.read().decode()
        listener.join()
    os.close(reader)
    return out, b"".join(pieces).decode()


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_long_run_shows_a_progress_bar(site: Path, jobs: str) -> None:
    out, shown = check_on_a_terminal(site, "0.01", jobs=jobs)
    assert out == "12 files checked: nothing found\n"
    assert "affilint" in shown
    assert "12/12" in shown
    assert "\x1b[2J" not in shown


def test_short_run_shows_no_progress_bar(site: Path) -> None:
    assert check_on_a_terminal(site, "600") == ("12 files checked: nothing found\n", "")


@pytest.mark.parametrize(("name", "value"), [("CI", "true"), ("TERM", "dumb")])
def test_no_progress_bar_in_ci_or_on_a_dumb_terminal(site: Path, name: str, value: str) -> None:
    assert check_on_a_terminal(site, "0.01", **{name: value}) == ("12 files checked: nothing found\n", "")


def test_no_progress_bar_in_a_pipe(site: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SLOW, "0.01", "check", ".", "--no-cache"],
        cwd=site,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.stdout, done.stderr) == ("12 files checked: nothing found\n", "")
