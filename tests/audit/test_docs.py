"""docs/audit.md: its example matches the real output, and every column is described."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("pyarrow", reason="the extra audit is not installed")
pytest.importorskip("duckdb", reason="the extra audit is not installed")

from linter.audit.schema import FINDINGS, PAGES
from tests.conftest import ROOT
from tests.examples import console

if TYPE_CHECKING:
    from pathlib import Path

    from tests.audit.conftest import Affilint

PAGE = (ROOT / "docs" / "audit.md").read_text(encoding="utf-8")


def test_docs_example_matches_the_output(affilint: Affilint, tmp_path: Path) -> None:
    (export,) = re.findall(r"```xml\n(.*?)```", PAGE, re.DOTALL)
    (tmp_path / "lamps.xml").write_text(export, encoding="utf-8")
    shown = console(PAGE)
    assert len(shown) == 4
    for command, output in shown:
        done = affilint(*command.split())
        start, cut, _ = output.partition("…\n")
        assert done.stdout.startswith(start) if cut else done.stdout == output, command
        assert done.returncode == 0
    assert (tmp_path / "audit.html").exists()


def test_docs_describe_every_column() -> None:
    described = PAGE.partition("## What is written")[2].partition("## How sure")[0]
    named = set(re.findall(r"\w+", described))
    assert {*PAGES.names, *FINDINGS.names} <= named
