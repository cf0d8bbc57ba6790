"""Find the pages of a site that have their server put files in."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from linter.article.server_includes import SIGNS
from linter.records import replace
from linter.site.files import Tree

if TYPE_CHECKING:
    from collections.abc import Iterator

_PAGES = (".html", ".htm", ".shtml", ".php", ".xhtml")
_PROBES = 60
"""Pages, spread over the site, one of which must put a file in before all are read."""
_MOST_PAGES = 2_000


def asks_server(tree: Tree) -> bool:
    """Return whether one of some pages of a site, spread over it, has its server put a file in."""
    pages = Tree(tree.root, replace(tree.limits, files=_PROBES + 1))
    paths = pages.walk("", _PAGES)
    return any(_asks(pages.text(path) or "") for path in paths[:: max(1, len(paths) // _PROBES)])


def pages_with_parts(tree: Tree) -> Iterator[tuple[str, str]]:
    """Yield the pages that do, with their text."""
    pages = Tree(tree.root, replace(tree.limits, files=_MOST_PAGES))
    for path in pages.walk("", _PAGES)[:_MOST_PAGES]:
        text = pages.text(path) or ""
        if _asks(text):
            yield path, text


def part_of(tree: Tree, path: str, name: str) -> str | None:
    """Return the file that a page means by a name: beside it, else from the root; never one outside the site."""
    wanted = [posixpath.normpath(name.lstrip("/"))]
    if not name.startswith("/"):
        wanted.insert(0, posixpath.normpath(posixpath.join(posixpath.dirname(path), name)))
    return tree.first(one for one in wanted if not one.startswith((".", "/")) and one != path)


def _asks(text: str) -> bool:
    return any(sign in text for sign in SIGNS)
