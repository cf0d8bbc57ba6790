"""The folders that a site's own configuration names for the pages it makes, those that lead out of the site's folder too."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.site.files import Tree
from linter.site.generator.detection import configuration_files, generators

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_KEYS = {
    "hugo": "publishDir", "jekyll": "destination", "eleventy": "output", "astro": "outDir", "mkdocs": "site_dir", "pelican": "OUTPUT_PATH",
    "hexo": "public_dir", "zola": "output_dir",
}  # fmt: skip
"""The key that names the folder of generated pages."""
_NESTED = 60
"""How many folders at the root are asked whether a site lies in them."""


def configured_outputs(tree: Tree, names: Iterable[str]) -> Iterator[str]:
    """Yield the folders below the root of a site for which its configuration says that they hold the pages it makes."""
    return (folder for folder in _outputs(tree, names) if folder not in {"", "."} and not folder.startswith(".."))


def outputs_from_below(tree: Tree) -> frozenset[str]:
    """Return the folders that sites in folders of this one fill with their pages: ``public_dir: ../`` in ``blog/`` means “”."""
    found = set()
    for folder in tree.listing("")[1][:_NESTED]:
        nested = Tree(tree.root / folder, tree.limits)
        for output in _outputs(nested, generators(nested)):
            path = posixpath.normpath(f"{folder}/{output}")
            if path != folder and not path.startswith(("..", f"{folder}/")):
                found.add("" if path == "." else path)
    return frozenset(found)


def _outputs(tree: Tree, names: Iterable[str]) -> Iterator[str]:
    for name in names:
        if (key := _KEYS.get(name)) is not None:
            text = tree.text(tree.first(configuration_files(name)) or "") or ""
            for found in re.findall(
                rf"""\b{key}["']?\s*[:=]\s*["']?((?:\.{{0,2}}/)*(?:\.\.|[\w-]+(?:/[\w-]+)*)?)/?["']?\s*[,#}})\n]""",
                text,
            ):
                if found:
                    yield posixpath.normpath(found.removeprefix("/") or ".")
