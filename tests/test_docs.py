"""Pages of docs/: what they show is what comes out, and their links lead somewhere."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from linter.reporters import formats
from tests.conftest import ROOT
from tests.examples import console

Affilint = Callable[..., "subprocess.CompletedProcess[str]"]
PAGE = (ROOT / "docs" / "outputs.md").read_text(encoding="utf-8")


def test_every_example_is_what_comes_out(affilint: Affilint, tmp_path: Path) -> None:
    (article,) = re.findall(r"```markdown\n(.*?)```", PAGE, re.DOTALL)
    (tmp_path / "lamps.md").write_text(article, encoding="utf-8")
    shown = console(PAGE)
    assert len(shown) > len(formats())
    for command, output in shown:
        found = affilint(*command.split()).stdout
        start, cut, _ = output.partition("…\n")
        assert found.startswith(start) if cut else found == output, command


def test_every_format_is_shown() -> None:
    missing = [name for name in formats() if name != "text" and f"--format {name}\n" not in PAGE]
    assert not missing, f"docs/outputs.md shows no example of --format {', '.join(missing)}"


def pages() -> list[Path]:
    """Every page of the repository itself."""
    return sorted({*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "bench").rglob("*.md")})


def anchors(page: Path) -> set[str]:
    """Return the anchors that services give the headings of a page."""
    titles = re.findall(r"^#+ (.+)$", _without_code(page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def _without_code(page: Path) -> str:
    return re.sub(r"^(`{3,}).*?^\1$", "", page.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.relative_to(ROOT).as_posix())
def test_relative_links_resolve(page: Path) -> None:
    text = re.sub(r"`[^`\n]*`", "", _without_code(page))
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if "://" in target or target.startswith("mailto:"):
            continue
        path, _, anchor = target.partition("#")
        file = page.parent / path if path else page
        assert file.exists(), target
        assert not anchor or anchor in anchors(file), target


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_adoption_shows_what_comes_out(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "adoption.md").read_text(encoding="utf-8")
    (article,) = re.findall(r"```markdown\n(.*?)```", page, re.DOTALL)
    tools, site = tmp_path / "tools", tmp_path / "site"
    for folder in (tools, site):
        folder.mkdir()
    (tools / "affilint").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m linter "$@"\n')
    (tools / "affilint").chmod(0o755)
    (site / "lamps.md").write_text(article, encoding="utf-8")
    names = {f"GIT_{who}_{what}": "a@site.example" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    path = f"{tools}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, **names, "PATH": path, "PYTHONPATH": str(ROOT), "GIT_CONFIG_GLOBAL": os.devnull}

    def shell(command: str) -> str:
        done = subprocess.run(
            ["sh", "-c", command], cwd=site, env=environment, capture_output=True, encoding="utf-8", check=False
        )
        return done.stdout + done.stderr

    shell("git init --quiet --initial-branch=main && git add . && git commit --quiet --message old")
    shown = [
        example
        for block in re.findall(r"```console\n(.*?)```", page, re.DOTALL)
        for example in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", block, re.MULTILINE)
    ]
    assert len(shown) > 10
    for command, output in shown:
        assert shell(command) == output, command
