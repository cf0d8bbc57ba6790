"""What a run loads: a hook waits for it at every commit. Counted, not timed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "---\ntitle: Lamps\n---\n\n# Lamps\n\nThe lamp is [here](https://www.amazon.com/dp/B000000000?tag=acme-20).\n"
PROGRAM = """
import json, re, sys
patterns, sets = [], []
compile = re._compiler.compile
re._compiler.compile = lambda *given: patterns.append(given) or compile(*given)
sys.argv = ["affilint", *sys.argv[1:]]
from linter.cli import main
try:
    main()
finally:
    print(json.dumps([sorted(sys.modules), len(patterns)]), file=sys.stderr)
"""


def loaded(folder: Path, *args: str) -> tuple[list[str], int]:
    """Return the modules that a run loads, and how many patterns it compiles."""
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM, "check", *args],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    modules, patterns = json.loads(run.stderr.splitlines()[-1])
    return modules, patterns


@pytest.fixture
def article(tmp_path: Path) -> Path:
    (tmp_path / "one.md").write_text(TEXT)
    (tmp_path / "affilint.yml").write_text("read_site: false\n")  # what templates print is read anew in each run
    return tmp_path


def test_a_file_that_did_not_change_needs_no_rules(article: Path) -> None:
    for _ in range(2):
        loaded(article, "one.md")
    modules, patterns = loaded(article, "one.md")
    own = {name for name in modules if name.startswith("linter.")}
    assert {name for name in own if name.startswith(("linter.facts", "linter.checks"))} == set()
    assert own.isdisjoint(
        {"linter.engine", "linter.suppressions", "linter.configuration.policy", "linter.article.markdown"}
    )
    assert not {"click", "re2", "can_ada", "pyromark", "sqlite3", "tempfile"} & set(modules)
    assert len(own) <= 70
    assert patterns <= 30


def test_a_changed_article_loads_no_parser_of_other_formats(article: Path) -> None:
    plain = "---\ntitle: Lamps\n---\n\n# Lamps\n\nThe lamp is here.\n"
    (article / "affilint.yml").unlink()
    for text in (plain, plain.replace("here", "there")):
        (article / "one.md").write_text(text)
        modules, patterns = loaded(article, "one.md")
    assert not {"click", "yaml", "tomllib", "dataclasses", "inspect", "turbohtml", "docutils"} & set(modules)
    assert len([name for name in modules if name.startswith("linter.")]) <= 175
    assert patterns <= 50


def test_a_plain_check_needs_no_click(article: Path) -> None:
    loaded(article, "one.md")
    modules, _ = loaded(article, "one.md", "one.md")
    assert "click" not in modules
    assert "click" in loaded(article, "one.md", "--format", "text")[0]


@pytest.mark.parametrize(
    "args", [("gone.md",), ("-h",), ("--fromat", "json"), ("https://shop.example/",), ("one.md", "--select", "text")]
)
def test_other_command_lines_are_read_by_click(article: Path, args: tuple[str, ...]) -> None:
    assert "click" in loaded(article, *args)[0]
