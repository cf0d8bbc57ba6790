"""Where Eleventy's configuration stands: its file, and the folders from which such files load filters and shortcodes."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.site.files import Tree

_CONFIGS = (
    "",
    "_11ty",
    "src/_11ty",
    "utils",
    "src/utils",
    "lib",
    "src/lib",
    "config",
    "src/config",
    "eleventy",
    ".eleventy",
    "_config",
)


def configurations(tree: Tree) -> Iterator[tuple[str, str]]:
    """Yield the files of Eleventy's configuration with their texts."""
    for folder in _CONFIGS:
        for name in tree.listing(folder)[0]:
            if name.endswith((".js", ".cjs", ".mjs", ".ts")) and (folder or "eleventy" in name):
                path = f"{folder}/{name}" if folder else name
                yield path, tree.text(path) or ""
