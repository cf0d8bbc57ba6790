"""A folder of articles for what runs in CI services."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from tests.ci.services import BROKEN

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder of articles, and a command ``affilint``."""
    program = tmp_path / "bin" / "affilint"
    program.parent.mkdir(parents=True)
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m linter "$@"\n')
    program.chmod(0o755)
    for name in ("one post.md", "$(touch owned).md", "other.md"):
        path = tmp_path / "work" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(BROKEN, encoding="utf-8")
    return tmp_path
