"""Folders to walk over, and what a walk finds in them."""

from __future__ import annotations

from pathlib import Path

from linter.configuration.resolver import ConfigResolver
from linter.running.discovery import discover, would_find

POST = "---\ntitle: The lamp\n---\nA lamp for the hall.\n"
PAGE = "<!doctype html><html><body><p>{}</p></body></html>"
LONG = "The lamp stands by the door and its light reaches the stairs. " * 15


def write(root: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (root / ".git").mkdir(exist_ok=True)
    return root


def found(root: Path, *below: str) -> list[str]:
    """Return what a walk finds, and make sure that the language server would say the same of each file."""
    resolver = ConfigResolver()
    paths = [Path(path).relative_to(root) for path in discover([root, *(root / name for name in below)], resolver, [])]
    if not below:
        files = [path for path in root.rglob("*") if path.is_file()]
        assert {path.relative_to(root) for path in files if would_find(path, resolver)} == set(paths)
    return [path.as_posix() for path in paths]
