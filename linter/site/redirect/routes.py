"""Read the redirects that a route with a parameter makes of data: ``pages/go/[slug].astro``, ``app/out/[id]/route.ts``.

The code of such a route imports a table, or asks for a collection, and redirects to the entry that its parameter names.
Sources: docs.astro.build "Dynamic redirects", nextjs.org "Route handlers", svelte.dev "+server.js", nuxt.com "Server routes".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.site.code.data import data_constants
from linter.site.code.import_paths import ImportPaths
from linter.site.component.names import imports
from linter.site.redirect.parametric import parametric_routes
from linter.site.redirect.stubs import read_stub
from linter.site.redirect.tables import PREFIXES, read_map

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.site.files import Tree

Pair = tuple[str, str]

_DATA = (".json", ".yaml", ".yml", ".toml")
_REDIRECTS = re.compile(
    r"\b(?:permanentRedirect|sendRedirect|navigateTo|redirect)\(|\.redirect\(|http-equiv\s*=\s*[\"'{`]*refresh|[\"']?Location[\"']?\s*:"
    r"|\blocation(?:\.href)?\s*(?:=|\.(?:replace|assign)\()",
    re.IGNORECASE,
)
_SHOWS = re.compile(r"<(?:main|article|section|h[12]|\w*Layout|Content|slot)\b")
"""What a page has that people read."""
_COLLECTION = re.compile(r"\b(?:getCollection|getEntry|queryCollection|queryContent)\(\s*[\"'`]/?([\w-]{1,60})[\"'`]")
_CONTENT = ("src/content", "content", "src/data", "data")
_MOST_ENTRIES = 2_000
_LONGEST = 40_000
"""Characters of a route that does no more than redirect."""


def read_routes(tree: Tree) -> Iterator[Pair]:
    """Yield path and target of the redirects that routes make of data."""
    paths = ImportPaths(tree)
    for route, folder in parametric_routes(tree):
        code = tree.text(route) or ""
        if len(code) < _LONGEST and _REDIRECTS.search(code) and not _SHOWS.search(code):
            for value in _tables(tree, paths, route, code):
                yield from read_map(value, "", (folder,))
            for name in _COLLECTION.findall(code):
                yield from _collected(tree, name, folder)


def sends_on(path: str, text: str) -> bool:
    """Return whether a route sends its reader on, by its code or by the folder that it lies in (``pages/go/[slug].vue``)."""
    return _REDIRECTS.search(text) is not None or not frozenset(PREFIXES).isdisjoint(path.split("/")[:-1])


def _tables(tree: Tree, paths: ImportPaths, route: str, code: str) -> Iterator[object]:
    """Yield the data that a route holds or imports."""
    yield from (value for _, value in data_constants(code))
    for target in dict.fromkeys(target for _, target, _ in imports(code)):
        path = paths.resolve(target, route)
        text = (tree.table(path) or "") if path is not None else ""
        if path is None or not text:
            continue
        if path.endswith(_DATA):
            yield tree.data(text, path)
        else:
            yield from (value for _, value in data_constants(text))


def _collected(tree: Tree, name: str, folder: str) -> Iterator[Pair]:
    """Yield the redirects of a collection: one file for each, named as its path is."""
    for base in _CONTENT:
        for path in tree.walk(f"{base}/{name}", (".md", ".mdx", *_DATA), 0)[:_MOST_ENTRIES]:
            text = tree.text(path) or ""
            fenced = text if path.endswith((".md", ".mdx")) else ""
            target = read_stub(fenced)[0] if fenced else None
            stem = path.rsplit("/", 1)[-1].rsplit(".", 1)[0]
            if target is not None:
                yield f"/{folder}/{stem}", target
            elif not fenced:
                yield from read_map({stem: tree.data(text, path)}, "", (folder,))
