"""File names that are not valid UTF-8."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    import subprocess


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("affilint.yml", "exclude: ['*.tmp.md']\n"),
        ("affilint.yml", "overrides: [{paths: ['old/**'], rules: {text/repeated-word: error}}]\n"),
        (".gitignore", "*.tmp.md\n"),
    ],
)
def test_patterns_leave_names_that_are_no_utf8_in(
    affilint: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path, name: str, text: str
) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / name).write_text(text)
    article = "The lamp has a wide wide foot.\n"
    (tmp_path / "b.md").write_text(article)
    (tmp_path / "c.tmp.md").write_text("All is well.\n")
    try:
        (tmp_path / os.fsdecode(b"caf\xe9.md")).write_text(article)
    except OSError:
        pytest.skip("this file system takes no such name")
    result = affilint("check", ".", "--format", "concise", "--fail-on", "never")
    assert (result.returncode, result.stdout.count("text/repeated-word")) == (0, 2), result.stderr
