"""Learn whether a site's own component for links makes an address of ``[text](#)``, as of the heading with that text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.site.code.comments import without_comments
from linter.site.generator.folders import component_folders

if TYPE_CHECKING:
    from linter.site.files import Tree

_ENDINGS = (".tsx", ".jsx", ".js", ".ts")
_ROOTS = tuple(f"{folder}mdx-components{ending}" for folder in ("", "src/") for ending in _ENDINGS)
# The entry for links in a map of components (mdxjs.com/table-of-components), and a comparison with "#" alone.
_ENTRY = re.compile(
    r"(?:^|[\s{,])[\"']?a[\"']?\s*:\s*(?:\(|async\b|function\b|[A-Za-z_$][\w$]*\s*=>)|(?:^|[\s{,])a\s*\(\s*[{\w]"
)
_COMPARED = re.compile(r"={2,3}\s*([\"'`])#\1|([\"'`])#\2\s*={2,3}")


def fills_empty_links(tree: Tree) -> bool:
    """Return whether a map of components for MDX compares the address of a link with ``#``."""
    paths = [*(path for path in _ROOTS if tree.exists(path))]
    paths += [path for folder in component_folders(tree) for path in tree.walk(folder, _ENDINGS)]
    for path in paths:
        text = tree.text(path) or ""
        if "#" in text and _COMPARED.search(text) and _ENTRY.search(without_comments(text)):
            return True
    return False
