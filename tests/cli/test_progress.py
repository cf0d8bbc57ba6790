"""How far a long run is: a bar on a terminal, and nothing anywhere else."""

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
    "_progress.PATIENCE = float(sys.argv[1]); whole = runner.check_into;"
    "runner.check_into = parallel.check_into = lambda *given: (time.sleep(0.02), whole(*given))[1];"
    "main(sys.argv[2:])"
)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for number in range(12):
        (tmp_path / f"{number}.md").write_text("All is well.\n")
    return tmp_path


def on_a_terminal(site: Path, patience: str, *, jobs: str = "1", **env: str) -> tuple[str, str]:
    """Run a slow check whose standard error is a terminal; return standard output and what the terminal got."""
    here, there = pty.openpty()
    given = {key: value for key, value in os.environ.items() if key not in {"CI", "NO_COLOR"}}
    with subprocess.Popen(
        [sys.executable, "-c", SLOW, patience, "check", ".", "--no-cache", "--jobs", jobs],
        cwd=site,
        env={**given, "PYTHONPATH": str(ROOT), "TERM": "xterm", **env},
        stdout=subprocess.PIPE,
        stderr=there,
    ) as process:
        os.close(there)
        pieces: list[bytes] = []

        def listen() -> None:
            try:
                while piece := os.read(here, 4096):
                    pieces.append(piece)
            except OSError:
                return  # how a terminal says that nobody writes any more

        listener = threading.Thread(target=listen)
        listener.start()
        assert process.stdout is not None
        out = process.stdout.read().decode()
        listener.join()
    os.close(here)
    return out, b"".join(pieces).decode()


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_long_run_shows_how_far_it_is_beside_the_report(site: Path, jobs: str) -> None:
    out, shown = on_a_terminal(site, "0.01", jobs=jobs)
    assert out == "12 files checked: nothing found\n"
    assert "affilint" in shown
    assert "12/12" in shown
    assert "\x1b[2J" not in shown


def test_a_short_run_shows_nothing(site: Path) -> None:
    assert on_a_terminal(site, "600") == ("12 files checked: nothing found\n", "")


@pytest.mark.parametrize(("name", "value"), [("CI", "true"), ("TERM", "dumb")])
def test_nothing_is_shown_where_nobody_watches(site: Path, name: str, value: str) -> None:
    assert on_a_terminal(site, "0.01", **{name: value}) == ("12 files checked: nothing found\n", "")


def test_nothing_goes_into_a_pipe(site: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SLOW, "0.01", "check", ".", "--no-cache"],
        cwd=site,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.stdout, done.stderr) == ("12 files checked: nothing found\n", "")
