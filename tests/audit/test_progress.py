"""A long audit shows pages, their rate and bytes on a terminal, and nothing elsewhere."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.audit import archives
from tests.conftest import ROOT

pytest.importorskip("pyarrow", reason="the extra audit is not installed")
pty = pytest.importorskip("pty", reason="there is no pseudo terminal")

if TYPE_CHECKING:
    from pathlib import Path

PROGRAM = "import sys; from linter.cli import _progress, main; _progress.PATIENCE = 0; main(sys.argv[1:])"


def audit_on_a_terminal(folder: Path, **env: str) -> str:
    """Audit with standard error on a terminal, and return what the terminal got."""
    reader, terminal = pty.openpty()
    environment = {key: value for key, value in os.environ.items() if key not in {"CI", "NO_COLOR"}}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, "audit", "crawl.jsonl", "--out", "out", "--shard-pages", "5", "--jobs", "1"],
        cwd=folder,
        env={**environment, "PYTHONPATH": str(ROOT), "TERM": "xterm", **env},
        stdout=subprocess.PIPE,
        stderr=terminal,
        check=False,
    )
    os.close(terminal)
    pieces = []
    try:
        while piece := os.read(reader, 4096):
            pieces.append(piece)
    except OSError:  # Linux raises this when the other end is closed
        pass
    os.close(reader)
    assert done.returncode == 0
    assert done.stdout.startswith(b"pages checked: 20, ")
    return b"".join(pieces).decode()


def test_progress_bar_on_a_terminal(tmp_path: Path) -> None:
    (tmp_path / "crawl.jsonl").write_bytes(archives.jsonl(archives.pages(20)))
    shown = audit_on_a_terminal(tmp_path)
    assert re.search(r"audit  \[#+-*\] +\d+%.* 10 pages, \d+ a second, 0 MB", shown)
    assert "100%" in shown


def test_no_progress_bar_in_ci(tmp_path: Path) -> None:
    (tmp_path / "crawl.jsonl").write_bytes(archives.jsonl(archives.pages(20)))
    assert audit_on_a_terminal(tmp_path, CI="1") == ""
