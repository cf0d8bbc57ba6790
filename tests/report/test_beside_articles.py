"""A report that is written beside the articles is none of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import subprocess
    from pathlib import Path

Affilint = Callable[..., "subprocess.CompletedProcess[str]"]


def test_a_report_in_the_folder_is_passed_over_by_the_next_run(affilint: Affilint, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("We saw the the lamp.\n", encoding="utf-8")
    made = affilint("report", ".", "-o", "report.html")
    assert made.returncode == 0, made.stderr
    before = (tmp_path / "report.html").read_bytes()
    assert affilint("check", ".", "--format", "concise").stdout.count("text/repeated-word") == 1
    assert affilint("check", ".").stdout.endswith("1 file checked: 1 warning\n")
    assert affilint("fix", ".").returncode == 0
    assert (tmp_path / "report.html").read_bytes() == before
    (tmp_path / "about.html").write_text("<!doctype html><title>x</title><p>We saw the the lamp.", encoding="utf-8")
    assert affilint("check", ".", "--format", "concise").stdout.count("text/repeated-word") == 1
