"""Standard streams that are full, closed or gone: one line that says so and exit code 2, never an internal error."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

pytestmark = pytest.mark.skipif(os.name == "nt", reason="shells redirect in another way")
DOUBLED = "The plan has a cost cost that is on the page.\n"
MODULE = f"{sys.executable} -m linter"


def shell(folder: Path, command: str) -> tuple[int, list[str]]:
    """Return the exit code of a command in a shell, in which ``affilint`` is this one, and its lines on standard error."""
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {command.replace('affilint', MODULE)}"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": ""},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert "internal error" not in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr
    return done.returncode, done.stderr.splitlines()


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / ".git").mkdir()
    (tmp_path / "a.md").write_text(DOUBLED)
    return tmp_path


COMMANDS = [
    "check --no-cache a.md",
    "check --no-cache --statistics a.md",
    "check --no-cache --output json=- a.md",
    "links --all a.md",
    "inspect a.md",
    "rules",
    "explain text/repeated-word",
    "config schema",
    "fix --diff a.md",
    "--help",
    "--version",
]


@pytest.mark.parametrize(
    ("redirection", "why"),
    [(">/dev/full", "No space left on device"), (">&-", "it is closed"), ("| true", "Broken pipe")],
)
@pytest.mark.parametrize("command", COMMANDS)
def test_standard_output_that_cannot_be_written_is_said(site: Path, command: str, redirection: str, why: str) -> None:
    if redirection == "| true":
        line = f"(sleep 0.3; affilint {command}) | exec true; exit $PIPESTATUS"
    else:
        line = f"affilint {command} {redirection}"
    if not Path("/dev/full").exists():
        pytest.skip("there is no full device")
    code, lines = shell(site, line)
    assert (code, lines[-1]) == (2, f"affilint: standard output cannot be written: {why}")


def test_standard_error_that_cannot_be_written_changes_no_verdict(site: Path) -> None:
    for redirection in ("2>/dev/full", "2>&-"):
        assert shell(site, f"affilint check --no-cache a.md {redirection}")[0] == 0
        assert shell(site, f"affilint check --no-cache gone.md {redirection}")[0] == 2


@pytest.mark.parametrize("command", ["affilint check --no-cache -", "affilint check --no-cache --files-from -"])
def test_standard_input_that_cannot_be_read_is_said(site: Path, command: str) -> None:
    code, (line,) = shell(site, f"{command} <&-")
    assert code == 2
    assert "cannot be read: it is closed" in line


@pytest.mark.parametrize("command", ["check --no-cache -", "fix -"])
def test_standard_input_without_end_is_refused(site: Path, command: str) -> None:
    code, lines = shell(site, f"head -c 64000001 /dev/zero | affilint {command}")
    assert code == 2
    assert lines[-1] == "affilint: standard input cannot be read: it has more than 64,000,000 bytes"


@pytest.mark.parametrize("command", ["check --no-cache", "fix", "links"])
def test_article_larger_than_any_is_refused(site: Path, command: str) -> None:
    with (site / "large.md").open("wb") as stream:
        stream.truncate(1 << 40)
    code, lines = shell(site, f"affilint {command} large.md a.md >&2")
    assert code == 2
    assert any("large.md" in line and "it has more than 64,000,000 bytes" in line for line in lines)


@pytest.mark.parametrize(
    "command", ["check --no-cache", "fix", "links", "inspect", "check --no-cache --fix", "baseline write"]
)
def test_pipe_or_device_that_is_named_is_refused(site: Path, command: str) -> None:
    os.mkfifo(site / "pipe.md")
    (site / "zero.md").symlink_to("/dev/zero")
    for name in ("pipe.md", "zero.md"):
        done = subprocess.run(
            [sys.executable, "-m", "linter", *command.split(), name],
            cwd=site,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert done.returncode == 2
        assert (
            "it is a named pipe and no file" in done.stdout + done.stderr
            or "it is a device and no file" in done.stdout + done.stderr
        )


def test_pipes_and_devices_in_a_folder_are_passed_over(site: Path) -> None:
    os.mkfifo(site / "pipe.md")
    (site / "zero.md").symlink_to("/dev/zero")
    assert shell(site, "affilint check --no-cache .")[0] == 0
