"""``--files-from``: paths from a file or from standard input."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from linter.article import format_of


def files_from(path: Path) -> tuple[list[Path], int]:
    """Return the articles in a list, and the number of its paths that are not articles. Raises OSError.

    The list is separated by NUL bytes if it has any (``git diff -z``), else by line ends; ``-`` is standard input. It
    may name any file, as the changed files of a commit do: other kinds are left out, and folders are searched.
    """
    data = sys.stdin.buffer.read() if path == Path("-") else path.read_bytes()
    parts = data.split(b"\0") if b"\0" in data else [line.rstrip(b"\r") for line in data.split(b"\n")]
    named = [Path(os.fsdecode(part)) for part in parts if part]
    articles = [item for item in named if format_of(item.name) is not None or item.is_dir()]
    return articles, len(named) - len(articles)
