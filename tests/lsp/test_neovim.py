"""Neovim with the configuration of docs/editors.md: findings, hover, a code action and "fix all" in a session without a screen."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.lsp.test_editors_page import block

pytestmark = pytest.mark.large

ARTICLE = """# Desk lamps

We may earn a commission when you buy through links on this page.

The lamp stands on the the desk, and the the shade is blue.

Orders rose in spring, helped by the depot and by Acme’s
"""


@pytest.fixture(scope="module")
def neovim() -> str:
    """The path of Neovim, which `affilint[test-large]` installs beside Python where there is a wheel."""
    found = shutil.which("nvim", path=os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")]))
    if found is None:
        pytest.skip("Neovim is not installed")
    version = subprocess.run([found, "--version"], capture_output=True, encoding="utf-8", check=True).stdout
    numbers = re.match(r"NVIM v(\d+)\.(\d+)", version)
    if numbers is None or tuple(map(int, numbers.groups())) < (0, 11):
        pytest.skip(f"Neovim is older than 0.11, the first with vim.lsp.config: {version.partition(chr(10))[0]}")
    return found


def test_neovim_shows_and_mends_what_check_finds(neovim: str, tmp_path: Path) -> None:
    (tmp_path / "config.lua").write_text(block("lua"), encoding="utf-8")
    command = tmp_path / "bin" / "affilint"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m linter "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    site = tmp_path / "site"
    site.mkdir()
    (site / "affilint.yml").write_text("", encoding="utf-8")
    (site / "desk.md").write_text(ARTICLE, encoding="utf-8")
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "NVIM", "VIM"))},
        "HOME": str(tmp_path / "home"),
        "PATH": os.pathsep.join([str(command.parent), os.environ["PATH"]]),
        "NEOVIM_CONFIG": str(tmp_path / "config.lua"),
        "NEOVIM_ARTICLE": str(site / "desk.md"),
        "NEOVIM_SEEN": str(tmp_path / "seen.json"),
    }
    done = subprocess.run(
        [neovim, "--headless", "--clean", "-c", f"luafile {ROOT / 'tests' / 'lsp' / 'neovim.lua'}"],
        cwd=site,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    assert (done.returncode, (tmp_path / "seen.json").exists()) == (0, True), done.stderr[-3000:]
    seen = json.loads((tmp_path / "seen.json").read_text(encoding="utf-8"))
    double, cut = "text/repeated-word", "text/cut-after-possessive"
    assert seen["opened"] == [
        [double, 4, 19, 26, 2],
        [double, 4, 37, 44, 2],
        [cut, 6, 50, 58, 1],
    ]  # bytes from 0, severity
    assert seen["hover"].startswith(f"**{double}**")
    assert seen["hover"].endswith("rules/text/repeated-word/>)")
    assert seen["after_one"] == ARTICLE.replace("on the the", "on the").rstrip("\n")
    assert [code for code, *_ in seen["left"]] == [double, cut]
    assert seen["after_all"] == ARTICLE.replace("the the", "the").rstrip("\n")
    assert seen["typed"][-1] == [double, 8, 16, 23, 2]  # a sign of four bytes, two units of UTF-16, stands before it
    assert (site / "desk.md").read_text(encoding="utf-8") == ARTICLE
