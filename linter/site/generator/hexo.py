"""Know the layouts of a Hexo site's theme (hexo.io/docs/themes, hexo.io/docs/templates)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.article.emissions import LayoutDefault
from linter.site.files import parse_data
from linter.site.generator.settings_files import texts

if TYPE_CHECKING:
    from linter.site.files import Tree

DEFAULTS = (LayoutDefault(("_posts",), "", frozenset({"post"})), LayoutDefault((), "", frozenset({"page"})))
"""Posts have the layout ``post``, all else ``page`` (hexo.io/docs/writing)."""
_ENDINGS = (".ejs", ".njk", ".swig")
_FALLBACKS = {"post": ("post", "page", "index"), "page": ("page", "post", "index")}
_LISTS = frozenset({"layout", "index", "archive", "category", "tag", "404", "categories", "tags"})


def layout_folder(tree: Tree) -> str:
    """Return the folder of the layouts of the theme that ``_config.yml`` names, empty where it is not in the repository."""
    settings = parse_data(tree.text("_config.yml") or "", "_config.yml")
    named = texts(settings.get("theme")) if isinstance(settings, dict) else []
    folders = (f"themes/{name}/layout" for name in named if "/" not in name and ".." not in name)
    return next((folder for folder in folders if any(tree.listing(folder))), "")


def layout_files(tree: Tree) -> dict[str, str]:
    """Return the files of the layouts that articles have, by the layout's name; where one is missing, what stands in for it."""
    folder = layout_folder(tree)
    found = (
        {path.rpartition("/")[2].partition(".")[0]: path for path in tree.walk(folder, _ENDINGS, 0)} if folder else {}
    )
    files = {name: path for name, path in found.items() if name not in _LISTS and not name.startswith("_")}
    for name, others in _FALLBACKS.items():
        path = next((found[other] for other in others if other in found), None)
        if path is not None:
            files[name] = path
    return dict(sorted(files.items()))


def outer_file(tree: Tree) -> str | None:
    """Return the file of the layout around all others."""
    folder = layout_folder(tree)
    return tree.first(f"{folder}/layout{ending}" for ending in _ENDINGS) if folder else None


def theme_settings(tree: Tree) -> dict[str, object]:
    """Return what templates see as ``theme``: the theme's settings below those that the site replaces."""
    settings = parse_data(tree.text("_config.yml") or "", "_config.yml")
    if not isinstance(settings, dict):
        return {}
    names = texts(settings.get("theme"))
    files = [f"{base}.yml" for name in names for base in (f"_config.{name}", f"themes/{name}/_config")]
    given = [
        settings.get("theme_config"),
        *(parse_data(tree.text(path) or "", path) for path in files if ".." not in path),
    ]
    merged: dict[str, object] = {}
    for one in reversed(given):
        merged |= {str(key): value for key, value in one.items()} if isinstance(one, dict) else {}
    return merged
