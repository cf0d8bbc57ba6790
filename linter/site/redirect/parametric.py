"""Find routes with one parameter at their end, whatever the generator: ``pages/go/[slug].astro``, ``app/out/[id]/route.ts``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.site.files import Tree

_BASES = (
    *("src/pages", "pages", "src/app", "app", "src/routes", "routes", "app/routes", "server/routes"),
    *("functions", "netlify/functions", "api"),
)
_ENDINGS = (".astro", ".ts", ".js", ".tsx", ".jsx", ".mjs", ".vue", ".svelte")
_PARAMETER = re.compile(r"^(?:\[{1,2}(?:\.{3})?\w+\]{1,2}|\$\w*)(?:\.[\w.]+)?$")
_GROUP = re.compile(r"\(.*\)")
_NAMED_BY_FOLDER = re.compile(r"(?:\+?(?:page|server|route|index)\b)")
_DEEPEST = 3
_MOST = 40


def parametric_routes(tree: Tree) -> Iterator[tuple[str, str]]:
    """Yield the files of such routes, each with the path before the parameter, without slashes around it."""
    found = 0
    for base in _BASES:
        for path in tree.walk(base, _ENDINGS, _DEEPEST):
            parts = [part for part in path[len(base) + 1 :].split("/") if _GROUP.fullmatch(part) is None]
            if _NAMED_BY_FOLDER.match(parts[-1]):
                parts.pop()
            if (
                len(parts) > 1
                and _PARAMETER.match(parts[-1])
                and not any("[" in part or "$" in part for part in parts[:-1])
            ):
                found += 1
                if found <= _MOST:
                    yield path, "/".join(parts[:-1])
