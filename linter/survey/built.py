"""Finds the folder that a site's generator built pages into."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_FOLDERS = ("public", "_site", "dist", "site", "output", "out", "build", "docs/.vitepress/dist", ".vitepress/dist")
"""Where generators build to by their own choice, and those of frameworks that export pages."""


def built_folder(root: Path, generators: Iterable[str]) -> str | None:
    """Return the folder of built pages in a repository, by its path from the root; None without a generator or a build."""
    if not set(generators) - {"static"}:
        return None
    return next((name for name in _FOLDERS if (root / name / "index.html").is_file()), None)
