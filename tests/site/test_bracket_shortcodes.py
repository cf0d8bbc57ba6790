"""Shortcodes of WordPress in Markdown of a generator beside which no code reads articles are text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from linter.survey import survey
from linter.survey.configuration import write_configuration

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Affilint

POST = """---
title: A lamp for the hall
---

The lamp stands by the door.

[amazonlamp asin="B0LAMP0001" title="The lamp"]

See [gallery ids="1,2"] for more, and `[gallery ids="3"]` is how we wrote it.
"""


def write(root: Path, files: dict[str, str]) -> Path:
    for name, text in ({"content/a.md": POST, ".git/HEAD": ""} | files).items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


@pytest.mark.parametrize(
    ("files", "lines"),
    [
        ({"hugo.toml": ""}, ["7:1", "9:5"]),
        ({"hugo.toml": "", "layouts/_default/single.html": '{{ .Content | replaceRE "[\\"x]" "" }}'}, ["7:1", "9:5"]),
        ({"hugo.toml": "", "layouts/_default/single.html": '{{ .Content | replaceRE "\\\\[amazonlamp" "<a" }}'}, []),
        ({"hugo.toml": "", "layouts/_default/single.html": '{{ replace .Content "[gallery" "<a" }}'}, []),
        ({"config.toml": 'base_url = "https://lamps.example"\n'}, ["7:1", "9:5"]),
        ({"eleventy.config.js": "module.exports = (config) => { config.addTransform('x', shortcodes); };"}, []),
        ({"wp-config.md": ""}, []),
    ],
    ids=["hugo", "pattern", "replaced", "replaced-text", "zola", "runs-code", "no-generator"],
)
def test_shortcodes_are_residue_where_nothing_reads_them(
    affilint: Affilint, tmp_path: Path, files: dict[str, str], lines: list[str]
) -> None:
    root = write(tmp_path, files)
    ran = affilint("check", "--format", "concise", "content/a.md", cwd=root)
    found = [line for line in ran.stdout.splitlines() if "text/markup-residue" in line]
    assert [line.split("a.md:")[1].split(": ")[0] for line in found] == lines, ran.stdout


def test_init_names_no_shortcode_that_is_printed_as_it_stands(tmp_path: Path) -> None:
    bare = write(tmp_path / "bare", {f"content/{number}.md": POST for number in range(4)})
    assert '"amazonlamp"' in write_configuration(survey(bare))
    assert "amazonlamp" not in write_configuration(survey(write(tmp_path / "hugo", {"hugo.toml": ""})))
