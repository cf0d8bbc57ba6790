"""``--files-from``: paths from a file or from standard input."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from linter.configuration.resolver import ConfigResolver


def files_from(path: Path, resolver: ConfigResolver) -> tuple[list[Path], int]:
    """Return the articles that a list names, and how many of its paths are no articles. Raises OSError.

    The list is separated by NUL bytes if it has any (``git diff -z``), else by line ends; ``-`` is standard input. What it
    names may be of any kind, as the changed files of a commit are, so other kinds are left out; a folder is searched.
    """
    data = sys.stdin.buffer.read() if path == Path("-") else path.read_bytes()
    parts = data.split(b"\0") if b"\0" in data else [line.rstrip(b"\r") for line in data.split(b"\n")]
    named = [Path(os.fsdecode(part)) for part in parts if part]
    articles = [item for item in named if resolver.format_of(item) is not None or item.is_dir()]
    return articles, len(named) - len(articles)
