"""Tell whether a Jekyll site that names a theme prints its articles without it: its own layouts go before the theme's.

Sources: jekyllrb.com/docs/themes/#overriding-theme-defaults (a layout or include of the repository replaces the theme's of that
name), jekyllrb.com/docs/configuration/front-matter-defaults.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from linter.site.files import LIQUID_ENDINGS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linter.site.files import Tree

_POSTS = frozenset({"post", "posts", "single", "article"})
"""What the layouts of articles are called where no default names one."""
_PARENT = re.compile(r"\A---[ \t]*\n(?:(?!---)[^\n]*\n){0,40}?layout:[ \t]*[\"']?([\w./-]+)")
_WHOLE = re.compile(r"</(?:html|body)\s*>", re.IGNORECASE)
_INCLUDE = re.compile(r"\{%-?\s*include(?:_cached)?\s+[\"']?([^\s\"'%]+)")
_MOST_FILES = 400
_LONGEST_CHAIN = 8


def prints_articles_itself(tree: Tree, data: Mapping[str, object]) -> bool:
    """Say whether the repository has the layouts of its articles whole: up to the page's end, and with every include.

    ``data`` is the site's configuration.
    """
    layouts = _files(tree, data, "layouts_dir", "_layouts")
    wanted = set(_defaults(data)) or _POSTS.intersection(layouts)
    if not wanted:
        return False
    used: dict[str, str] = {}
    for name in wanted:
        chain = _chain(tree, layouts, name)
        if chain is None:
            return False
        used |= chain
    return _has_includes(tree, _files(tree, data, "includes_dir", "_includes", with_ending=True), list(used.values()))


def _files(
    tree: Tree, data: Mapping[str, object], key: str, default: str, *, with_ending: bool = False
) -> dict[str, str]:
    """Return the files below a folder that the configuration may name, by the name that templates use for them."""
    named, source = data.get(key), data.get("source")
    folder = named.strip("./") if isinstance(named, str) and ".." not in named else default
    base = f"{source.strip('./')}/" if isinstance(source, str) and source.strip("./") and ".." not in source else ""
    start = len(f"{base}{folder}/")
    paths = islice(tree.walk(f"{base}{folder}", (*LIQUID_ENDINGS, ".svg", ".css", ".js")), _MOST_FILES)
    return {path[start:] if with_ending else path[start:].rpartition(".")[0]: path for path in paths}


def _defaults(data: Mapping[str, object]) -> Iterator[str]:
    """Yield the layouts that articles have by default."""
    defaults = data.get("defaults")
    for one in defaults if isinstance(defaults, list) else ():
        values = one.get("values") if isinstance(one, dict) else None
        name = values.get("layout") if isinstance(values, dict) else None
        if isinstance(name, str) and name and name != "none":
            yield name


def _chain(tree: Tree, layouts: Mapping[str, str], name: str) -> dict[str, str] | None:
    """Return the files of a layout and of those around it, by name; None where one is not there or the page does not end."""
    found: dict[str, str] = {}
    is_whole = False
    while name not in found and len(found) < _LONGEST_CHAIN:
        text = tree.text(layouts[name]) if name in layouts else None
        if text is None:
            return None
        found[name] = layouts[name]
        # The outermost may only rework what the one that ends the page hands it.
        is_whole = is_whole or _WHOLE.search(text) is not None
        parent = _PARENT.match(text)
        if parent is None or parent[1] in {"none", "null"}:
            return found if is_whole else None
        name = parent[1]
    return None


def _has_includes(tree: Tree, includes: Mapping[str, str], paths: list[str]) -> bool:
    """Say whether every include that some files call, and those call in turn, is in the repository."""
    seen: set[str] = set()
    while paths and len(seen) < _MOST_FILES:
        path = paths.pop()
        if path in seen:
            continue
        seen.add(path)
        for name in _INCLUDE.findall(tree.text(path) or ""):
            if name not in includes:
                return False
            paths.append(includes[name])
    return not paths
