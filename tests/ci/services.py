"""Runs scripts of CI services as those do."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

BROKEN = "Orders rose in spring, helped by the depot and by Acme’s\n"


def run(script: str, site: Path, shell: list[str], **env: str) -> subprocess.CompletedProcess[str]:
    """Run a script in the folder ``work`` of the fixture ``site``, with its command ``affilint``."""
    binaries = f"{site / 'bin'}{os.pathsep}{os.environ['PATH']}"
    given = {**os.environ, "PYTHONPATH": str(ROOT), "PATH": binaries, **env}
    given.pop("GITHUB_STEP_SUMMARY", None)
    return subprocess.run(
        [*shell, script], cwd=site / "work", env=given, capture_output=True, encoding="utf-8", check=False
    )
