"""Evidence of pages in a browser, shown in the report."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]
PNG = b"\x89PNG\r\n\x1a\n" + bytes(20)
LINK = '<p>Our pick is <a href="https://www.amazon.com/dp/B0DEPOT001?tag=brightwell-20">the Glow</a>.</p>'


@pytest.fixture
def evidence(tmp_path: Path) -> Path:
    (tmp_path / "lamp.html").write_text(LINK, encoding="utf-8")
    folder = tmp_path / "seen"
    folder.mkdir()
    (folder / "lamp.png").write_bytes(PNG)
    index = {"version": 1, "pages": [{"path": "lamp.html", "picture": "lamp.png"}, {"path": "fine.html"}]}
    (folder / "evidence.json").write_text(json.dumps(index), encoding="utf-8")
    return folder


def test_report_shows_the_picture_of_a_page(affilint: Run, tmp_path: Path, evidence: Path) -> None:
    assert affilint("report", "lamp.html", "--evidence", "seen", "-o", "report.html").returncode == 0
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert page.count('<img src="data:image/png;base64,iVBORw0KGgo') == 1
    assert "<figcaption>lamp.html</figcaption>" in page


def test_redacted_report_shows_no_picture(affilint: Run, tmp_path: Path, evidence: Path) -> None:
    assert affilint("report", "lamp.html", "--evidence", "seen", "--redact", "-o", "report.html").returncode == 0
    assert "data:image/png" not in (tmp_path / "report.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("index", "message"),
    [
        ("[]", "is not what affilint check --rendered --evidence writes"),
        ('{"pages": [{"path": "lamp.html", "picture": "../lamp.png"}]}', "names a picture that is not in the folder"),
        ('{"pages": [{"path": "lamp.html", "picture": "gone.png"}]}', "cannot be read: No such file or directory"),
    ],
)
def test_damaged_evidence_is_one_line(affilint: Run, evidence: Path, index: str, message: str) -> None:
    (evidence / "evidence.json").write_text(index, encoding="utf-8")
    run = affilint("report", "lamp.html", "--evidence", "seen", "-o", "report.html")
    assert run.returncode == 2
    assert message in run.stderr
    assert run.stderr.count("\n") == 1
