"""Where in a repository something stands that a built page shows: what tells why the static reading missed it."""

from __future__ import annotations

import os
import re
from functools import cached_property
from pathlib import Path

from linter.published.pairing import words

_TEXT = frozenset(
    [
        ".md",
        ".mdx",
        ".markdown",
        ".rst",
        ".txt",
        ".html",
        ".htm",
        ".njk",
        ".liquid",
        ".hbs",
        ".ejs",
        ".pug",
        ".astro",
        ".vue",
        ".svelte",
        ".jsx",
        ".tsx",
        ".js",
        ".ts",
        ".mjs",
        ".cjs",
        ".json",
        ".json5",
        ".yml",
        ".yaml",
        ".toml",
        ".csv",
        ".tsv",
        ".rb",
        ".py",
        ".php",
        ".xml",
    ]
)
_DATA = frozenset([".json", ".json5", ".yml", ".yaml", ".toml", ".csv", ".tsv", ".xml"])
_CONTENT = frozenset([".md", ".mdx", ".markdown", ".rst"])
_NEVER = frozenset(["node_modules", ".git", ".venv", "vendor", "__pycache__"])
_LARGEST = 2_000_000
"""Bytes; larger files are search indexes and bundles."""

_WINDOW = 6
"""Words of a disclosure that are looked for together."""


_FEWEST_WORDS = 3
"""Fewer stand anywhere."""


class Repository:
    """The text files of a source folder, read once."""

    def __init__(self, root: Path, built: Path) -> None:
        self._root = root
        self._built = built
        self._known: dict[str, tuple[str, str]] = {}

    @cached_property
    def _files(self) -> list[tuple[str, str, str]]:
        """Role, path and text of every file; articles last, so that a template is named before those who repeat it."""
        found = []
        for folder, folders, names in os.walk(self._root):
            folders[:] = sorted(set(folders) - _NEVER)
            if Path(folder) == self._built:
                folders[:] = []
                continue
            for name in sorted(names):
                path = Path(folder, name)
                if path.suffix.lower() in _TEXT and path.is_file() and path.stat().st_size <= _LARGEST:
                    role = role_of(path)
                    text = path.read_text(encoding="utf-8", errors="replace")
                    found.append((role, path.relative_to(self._root).as_posix(), text))
        return sorted(found, key=lambda item: (("template", "code", "data", "content").index(item[0]), item[1]))

    def where(self, needle: str) -> tuple[str, str]:
        """Return the role and path of the first file that holds a text (``nowhere`` and "" where none does)."""
        if needle not in self._known:
            self._known[needle] = next(
                ((role, path) for role, path, text in self._files if needle in text), ("nowhere", "")
            )
        return self._known[needle]

    @cached_property
    def _worded(self) -> list[tuple[str, str, str]]:
        return [(role, path, f" {' '.join(words(text))} ") for role, path, text in self._files]

    def where_said(self, sentence: str) -> tuple[str, str]:
        """Return the role and path of the first file that holds the words of a sentence in a row."""
        said = words(sentence)[:_WINDOW]
        if len(said) < _FEWEST_WORDS:
            return "nowhere", ""
        needle = f" {' '.join(said)} "
        if needle not in self._known:
            self._known[needle] = next(
                ((role, path) for role, path, text in self._worded if needle in text), ("nowhere", "")
            )
        return self._known[needle]


def role_of(path: Path) -> str:
    """Say what a file is by its ending: content, data, code or template."""
    suffix = path.suffix.lower()
    if suffix in _CONTENT:
        return "content"
    if suffix in _DATA:
        return "data"
    return "code" if suffix in {".js", ".ts", ".mjs", ".cjs", ".rb", ".py", ".php"} else "template"


def needle_of(url: str) -> str:
    """Return the part of an address that a source would hold even where the rest is put together: host and path."""
    return re.sub(r"^[a-z][a-z0-9+.-]*://(?:www\.)?", "", url, flags=re.IGNORECASE).partition("?")[0].rstrip("/")
