"""Small sites beside their built pages, and the generators that build them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sysconfig
from pathlib import Path

import pytest

from tests.conftest import CI

TAG = "https://www.amazon.com/dp/B0PANTRY02?tag=slowpantry-20"
NOTICE = "We may earn a commission if you buy through the links in this article."
PROSE = "The kettle boils in four minutes and holds its heat for most of an hour, which is more than the old one did."


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def page(body: str) -> str:
    return f'<!doctype html><html lang="en"><body><main>{body}</main></body></html>'


def generator(name: str) -> str:
    """The path of a site generator; a missing one skips, but not in CI where this repository's extras have it."""
    found = shutil.which(name, path=os.pathsep.join([sysconfig.get_path("scripts"), os.environ.get("PATH", "")]))
    if found is None:
        assert not (CI and name in {"hugo", "mkdocs", "pelican"}), f"{name} is missing in CI"
        pytest.skip(f"{name} is not installed")
    return found


def build(command: list[str], folder: Path) -> None:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
