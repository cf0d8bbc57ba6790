"""The folders from which a generator takes articles, where it takes them from nowhere else.

Sources: gohugo.io/configuration (``contentDir``, ``module.mounts``), getzola.org/documentation/content/overview,
hexo.io/docs/configuration (``source_dir``), 11ty.dev/docs/config (``dir.input``).
"""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.site.generator.detection import configuration_files

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linter.site.files import Tree

_DEFAULTS = {"hugo": "content", "zola": "content", "hexo": "source"}
_NAMED = re.compile(r"""\b(?:contentDir|source_dir)["']?[ \t]*[:=][ \t]*["']?(?:\.?/)?([^\s"'#,;}]*)""", re.IGNORECASE)
_MOUNTED = re.compile(r"\bmounts\b", re.IGNORECASE)
_MORE_SETTINGS = "config"
"""Hugo's folder of settings, one file for each part of them."""

_SOURCE = re.compile(r"\bsrcDir\s*:\s*(?:[\"'`](?P<path>[\w./-]*)[\"'`])?")


def content_folders(tree: Tree, generators: Sequence[str]) -> tuple[str, ...]:
    """Return the folders whose Markdown becomes pages; none where the generator, its settings or the folders leave that open."""
    names = [name for name in generators if name != "static"]
    if names == ["vitepress"]:
        return _of_vitepress(tree)
    if names == ["eleventy"]:
        return _of_eleventy(tree)
    if len(names) != 1 or (default := _DEFAULTS.get(names[0])) is None:
        return ()
    texts = [tree.text(path) or "" for path in configuration_files(names[0]) if tree.exists(path)]
    if names[0] == "hugo":
        texts += [tree.text(path) or "" for path in tree.walk(_MORE_SETTINGS, (".toml", ".yaml", ".yml", ".json"))]
    if any(map(_MOUNTED.search, texts)):
        return ()
    named = [found.strip("/") for text in texts for found in _NAMED.findall(text)]
    folders = {folder for folder in [*named, default] if folder and any(tree.listing(folder))}
    return tuple(sorted(folders)) if folders.issuperset(named) else ()


def _of_eleventy(tree: Tree) -> tuple[str, ...]:
    """Return the folder that Eleventy's configuration or the scripts of the package name, unless it is the whole site."""
    from linter.site.generator.eleventy_input import eleventy_inputs  # noqa: PLC0415 - one generator's

    inputs = eleventy_inputs(tree) or frozenset({""})
    if any(not folder or folder.startswith("..") or not any(tree.listing(folder)) for folder in inputs):
        return ()
    return tuple(sorted(inputs))


def _of_vitepress(tree: Tree) -> tuple[str, ...]:
    """Return the folder of VitePress's pages: the one that its settings lie in, and of that what ``srcDir`` names.

    Source: vitepress.dev/reference/site-config#srcdir.
    """
    settings = tree.first(configuration_files("vitepress"))
    named = _SOURCE.search(tree.text(settings) or "") if settings is not None else None
    if settings is None or (named is not None and named["path"] is None):
        return ()
    base = settings.partition(".vitepress/")[0]
    folder = posixpath.normpath(f"{base}{named['path'] if named is not None else ''}")
    return (folder,) if folder != "." and not folder.startswith("..") and any(tree.listing(folder)) else ()
