"""Reads what a repository adds around its articles: layouts, shortcodes, includes, components and redirect tables.

``read_site`` looks only into the folders that site generators use, reads a bounded number of files, never
raises on a broken one, and returns one plain value that the facts of every article share.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.article.emissions import Emissions
from linter.site.files import DEFAULT, Limits, Tree
from linter.site.generator import detect, generators

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from linter.article.emissions import LayoutDisclosure, Printed
    from linter.site.folders import LiquidFolders
    from linter.site.template_index import TemplateIndex
    from linter.site.values import Values

__all__ = ["DEFAULT", "Limits", "detect", "read_site"]


def read_site(root: Path, *, limits: Limits = DEFAULT) -> Emissions:
    """Read the repository around the articles; the result depends on the files and the limits only."""
    from linter.site.redirects import read_redirects  # noqa: PLC0415 - not for ``detect``
    from linter.site.values import Values  # noqa: PLC0415 - not for ``detect``

    tree = Tree(root, limits)
    found = generators(tree)
    redirects = read_redirects(tree, found)
    values = Values(tree, found)
    names, layouts = _templates(tree, found, values)
    return Emissions(names, layouts, redirects, _is_commonmark(values, found))


def _is_commonmark(values: Values, found: tuple[str, ...]) -> bool:
    """Say whether the site's Markdown is CommonMark: Jekyll's is kramdown unless ``markdown`` names another engine.

    Source: jekyllrb.com/docs/configuration/markdown. Only the plugins called CommonMark and CommonMarkGhPages are.
    """
    return "jekyll" not in found or "commonmark" in str(values.config("markdown")).lower()


def _templates(
    tree: Tree, found: tuple[str, ...], values: Values
) -> tuple[dict[str, Printed], tuple[LayoutDisclosure, ...]]:
    """Return what templates print by name, and what layouts disclose."""
    from linter.site import folders, layouts, templates  # noqa: PLC0415 - the detector and the registry load slowly
    from linter.site.template_index import TemplateIndex  # noqa: PLC0415 - not for ``detect``

    index = TemplateIndex(tree, values)
    around: list[LayoutDisclosure] = []
    names: dict[str, Printed] = {}
    if "hugo" in found:
        index.add_go(folders.hugo_folders(tree))
        around += layouts.hugo_layouts(index)
        _keep(names, templates.hugo_names(index))
    for liquid in _liquid_folders(tree, found, index):
        index.add_liquid([*liquid.includes, *_parents(liquid.layouts)])
        around += layouts.liquid_layouts(index, liquid.layouts, liquid.chosen)
        _keep(names, templates.include_printed(index, liquid.includes))
    if "eleventy" in found:
        from linter.site.eleventy_shortcodes import eleventy_shortcodes  # noqa: PLC0415 - not for ``detect``

        _keep(names, eleventy_shortcodes(tree, index))
    components = index.add_components(folders.component_folders(tree)) if "hugo" not in found else []
    pages = folders.layout_components(tree, found)
    index.add_components(_parents(path for path in pages if "[" not in path))
    around += layouts.component_layouts(index, pages)
    _keep(names, templates.component_printed(index, components))
    return dict(sorted(names.items())), layouts.merged(around)


def _liquid_folders(tree: Tree, found: tuple[str, ...], index: TemplateIndex) -> Iterator[LiquidFolders]:
    from linter.site import folders  # noqa: PLC0415 - not for ``detect``

    if "jekyll" in found:
        yield folders.jekyll_folders(tree, index.values)
    if "eleventy" in found:
        yield folders.eleventy_folders(tree)


def _parents(paths: Iterable[str]) -> list[str]:
    """Return the folders of files, each once, in order."""
    return list(dict.fromkeys(path.rpartition("/")[0] for path in paths))


def _keep(names: dict[str, Printed], found: Iterable[tuple[str, Printed]]) -> None:
    """Add names that are not known yet."""
    for name, printed in found:
        names.setdefault(name, printed)
