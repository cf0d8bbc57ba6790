"""Tell which keys of front matter Eleventy's templates and code name; what nothing names is on no page.

Source: 11ty.dev/docs/data-cascade (a key of front matter is a variable of the template and of its layouts).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter import lazy_re as re

if TYPE_CHECKING:
    from linter.site.files import Tree
    from linter.site.generator.folders import LiquidFolders

_TEMPLATES = (".njk", ".liquid", ".html", ".md", ".webc", ".vto", ".hbs", ".ejs", ".nunjucks", ".jsx", ".tsx")
_CODE = (".js", ".cjs", ".mjs", ".ts")
_NEVER = frozenset({"node_modules", "_site", "dist", "public", "static", "assets"})
_WORD = re.compile(r"[A-Za-z_][\w-]*")
# All that a page has, handed on or gone through.
_ANY_KEY = re.compile(
    r"\bin\s+(?:page\.data|item\.data|post\.data|data)\s*[|%]|\{\{-?\s*(?:data|post\.data|item\.data)\s*\||Object\.(?:entries|values)\(\s*(?:this\.)?(?:[\w?]+\.)*(?:data|ctx)\s*\)"
)


def keys_read(tree: Tree, folders: LiquidFolders) -> tuple[str, ...] | None:
    """Return every word of layouts, includes and code; None without a layout, and where these may read any key."""
    if not folders.layouts:
        return None
    paths = [
        *folders.layouts,
        *(path for folder in folders.includes for path in tree.walk(folder, (*_TEMPLATES, *_CODE))),
    ]
    paths += [path for path in tree.walk("", _CODE) if _NEVER.isdisjoint(path.split("/"))]
    words: set[str] = set()
    for path in dict.fromkeys(paths):
        text = tree.text(path)
        if text is None or _ANY_KEY.search(text):
            return None
        words.update(word.lower() for word in _WORD.findall(text))
    return tuple(sorted(words))
