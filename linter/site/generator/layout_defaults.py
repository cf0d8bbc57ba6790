"""Read which layout a site gives to articles that name none: Jekyll's ``defaults``, Eleventy's directory data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.article.emissions import LayoutDefault
from linter.site.generator.folders import eleventy_configuration, eleventy_directories

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.site.files import Tree
    from linter.site.generator.values import Values

_LAYOUT = re.compile(r"[\"']?\blayout[\"']?\s*:\s*[\"']([\w./-]+)[\"']")
_ANY_LAYOUT = re.compile(r"\blayout\b")
_GLOBAL = re.compile(r"addGlobalData\(\s*[\"']layout[\"']\s*,\s*(?:\(\)\s*=>\s*)?[\"']([\w./-]+)[\"']")
_ALIAS = re.compile(r"addLayoutAlias\(\s*[\"']([\w./-]+)[\"']\s*,\s*[\"']([\w./-]+)[\"']")
_DATA = (".json", ".11tydata.json", ".11tydata.js", ".11tydata.cjs", ".11tydata.mjs")
# What the plug-in jekyll-default-layout gives, which GitHub Pages always runs (github.com/benbalter/jekyll-default-layout).
_POSTS = frozenset({"post", "posts", "default"})
_PAGES = frozenset({"page", "pages", "default", "home", "index"})


def jekyll_defaults(values: Values) -> tuple[LayoutDefault, ...]:
    """Return the layouts of ``defaults`` in ``_config.yml``, the longest path first, then those of one type, then the last.

    Source: jekyllrb.com/docs/configuration/front-matter-defaults (precedence).
    """
    entries = values.config("defaults")
    found: list[tuple[int, bool, int, LayoutDefault]] = []
    for number, entry in enumerate(entries if isinstance(entries, list) else ()):
        given = entry.get("values") if isinstance(entry, dict) else None
        scope = entry.get("scope") if isinstance(entry, dict) else None
        if not isinstance(given, dict) or "layout" not in given:
            continue
        path = str(scope.get("path") or "") if isinstance(scope, dict) else ""
        kind = str(scope.get("type") or "") if isinstance(scope, dict) else ""
        folders = tuple(part for part in path.partition("*")[0].split("/") if part)
        if folders and "." in folders[-1]:
            continue  # one file
        found.append((len(path), bool(kind), number, LayoutDefault(folders, kind, frozenset({_stem(given["layout"])}))))
    ordered = [one for *_, one in sorted(found, key=lambda item: item[:3], reverse=True)]
    return (*ordered, LayoutDefault((), "posts", _POSTS), LayoutDefault((), "pages", _PAGES))


def eleventy_defaults(tree: Tree) -> tuple[LayoutDefault, ...]:
    """Return the layouts of directory data files (``posts/posts.json``), then the one of all articles.

    Source: www.11ty.dev/docs/data-template-dir (the nearest folder decides).
    """
    base = eleventy_directories(tree).get("input", "").strip("./")
    roots = dict.fromkeys(
        [f"{base}/" if base else "", "src/", "", "content/", f"{base}/content/" if base else "src/content/"]
    )
    found = [one for root in roots for one in _of_folders(tree, root)]
    everywhere = _GLOBAL.search(eleventy_configuration(tree))
    if everywhere:
        found.append(LayoutDefault((), "", frozenset({_stem(everywhere[1])})))
    return tuple(sorted(found, key=lambda one: (-len(one.folders), one.folders)))


def eleventy_aliases(tree: Tree) -> dict[str, str]:
    """Return the names that Eleventy's configuration gives to layouts."""
    return {name: _stem(path) for name, path in sorted(_ALIAS.findall(eleventy_configuration(tree)))}


def _of_folders(tree: Tree, root: str) -> Iterator[LayoutDefault]:
    for name in tree.listing(root.rstrip("/"))[1]:
        if name.startswith(("_", ".")) or name == "node_modules":
            continue
        folder = f"{root}{name}"
        texts = (tree.beginning(f"{folder}/{name}{ending}", 40_000) for ending in _DATA)
        text = next((one for one in texts if _ANY_LAYOUT.search(one)), "")
        if text:
            layout = _LAYOUT.search(text)
            layouts = frozenset({_stem(layout[1])}) if layout and "eleventyComputed" not in text else frozenset()
            yield LayoutDefault(tuple(folder.split("/")), "", layouts)


def _stem(layout: object) -> str:
    return str(layout or "").rsplit("/", 1)[-1].split(".", 1)[0]
