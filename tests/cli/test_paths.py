"""``--files-from``: how lists of names are written by git and by shells."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from linter.cli._paths import files_from
from linter.configuration.resolver import ConfigResolver

if TYPE_CHECKING:
    from pathlib import Path


def names(tmp_path: Path, data: bytes) -> list[str]:
    (tmp_path / "list").write_bytes(data)
    return [item.as_posix() for item in files_from(tmp_path / "list", ConfigResolver())[0]]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        (rb'"posts/caf\303\251.md"', "posts/café.md"),
        (rb'"tab\there.md"', "tab\there.md"),
        (rb'"say \"lamp\".md"', 'say "lamp".md'),
        (rb'"back\\slash.md"', "back\\slash.md"),
        (b'half".md', 'half".md'),
        (b"plain.md", "plain.md"),
    ],
)
def test_name_that_git_quotes_is_read(tmp_path: Path, line: bytes, name: str) -> None:
    assert names(tmp_path, line + b"\r\n") == [name]


def test_quotes_are_part_of_names_between_nul_bytes(tmp_path: Path) -> None:
    assert names(tmp_path, b'"a.md\0b.md\0') == ['"a.md', "b.md"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_list_in_utf_16_or_with_a_mark_is_read(tmp_path: Path, encoding: str) -> None:
    assert names(tmp_path, "posts/lamp.md\r\nb.md\r\n".encode(encoding)) == ["posts/lamp.md", "b.md"]
