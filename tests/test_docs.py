"""The examples of docs/outputs.md: what it shows is what comes out."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from typing import TYPE_CHECKING

from linter.reporters import formats
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

Affilint = Callable[..., "subprocess.CompletedProcess[str]"]
PAGE = (ROOT / "docs" / "outputs.md").read_text(encoding="utf-8")


def test_every_example_is_what_comes_out(affilint: Affilint, tmp_path: Path) -> None:
    (article,) = re.findall(r"```markdown\n(.*?)```", PAGE, re.DOTALL)
    (tmp_path / "lamps.md").write_text(article, encoding="utf-8")
    shown = [
        example
        for block in re.findall(r"```console\n(.*?)```", PAGE, re.DOTALL)
        for example in re.findall(r"^\$ affilint (.*)\n((?:(?!\$ ).*\n)*)", block, re.MULTILINE)
    ]
    assert len(shown) > len(formats())
    for command, output in shown:
        found = affilint(*command.split()).stdout
        start, cut, _ = output.partition("…\n")
        assert found.startswith(start) if cut else found == output, command


def test_every_format_is_shown() -> None:
    assert [name for name in formats() if name != "text" and f"--format {name}\n" not in PAGE] == []
