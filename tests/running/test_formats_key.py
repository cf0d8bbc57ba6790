"""Which endings are read as which format, and the key that maps further ones."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from linter.article import format_of

Affilint = Callable[..., "subprocess.CompletedProcess[str]"]
DOUBLED = "The jug has a wide wide foot.\n"


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")


@pytest.mark.parametrize("ending", ["qmd", "Rmd", "rmd", "svx", "mdoc", "mkdn", "mdwn", "mdtext"])
def test_dialects_of_markdown_are_read(ending: str, affilint: Affilint, tmp_path: Path) -> None:
    assert format_of(f"a.{ending}") == "markdown"
    write(tmp_path, {f"a.{ending}": DOUBLED, "affilint.yml": "language: en\n"})
    for target in (".", f"a.{ending}"):
        assert "text/repeated-word" in affilint("check", target, "--no-cache").stdout


def test_key_maps_further_endings(affilint: Affilint, tmp_path: Path) -> None:
    write(tmp_path, {"a.article": DOUBLED, "b.other": DOUBLED, "affilint.yml": "formats: {.Article: markdown}\n"})
    assert "a.article:1:" in affilint("check", ".", "--no-cache").stdout
    assert affilint("check", "b.other", "--no-cache").returncode == 2
    (tmp_path / "list").write_text("a.article\nb.other\n", encoding="utf-8")
    listed = affilint("check", "--files-from", "list", "--no-cache").stdout
    assert "a.article:1:" in listed
    assert "b.other" not in listed


def test_key_changes_how_a_known_ending_is_read(affilint: Affilint, tmp_path: Path) -> None:
    text = 'We earn a commission.\n\nThe <a href="https://amzn.to/3lampLm" rel={"sponsored"}>jug</a> is big.\n'
    write(tmp_path, {"a.md": text, "affilint.yml": "formats: {md: mdx}\n"})
    assert '"sponsored"' in affilint("links", "a.md", "--format", "json").stdout


@pytest.mark.parametrize(
    ("value", "said"), [("{.x: pdf}", "must be one of"), ("{'*.x': markdown}", "the ending of a file name")]
)
def test_wrong_format_is_refused(value: str, said: str, affilint: Affilint, tmp_path: Path) -> None:
    write(tmp_path, {"a.md": DOUBLED, "affilint.yml": f"formats: {value}\n"})
    ran = affilint("check", ".", "--no-cache")
    assert ran.returncode == 2
    assert said in ran.stdout
