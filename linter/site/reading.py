"""Read what a repository adds around its articles, once a run.

``read_site`` opens only the folders that site generators use and a bounded number of files, skips files that it
cannot parse, and returns one value that the facts of all articles share.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.article.emissions import Emissions
from linter.records import replace
from linter.site.files import DEFAULT, Limits, Tree
from linter.site.generator import folders
from linter.site.generator.detection import SCRIPTED, generators
from linter.site.generator.values import Values
from linter.site.layout.settings_notices import settings_notice, shown_apart
from linter.site.layout.unread_templates import unread_notice
from linter.site.redirect.redirects import read_redirects
from linter.site.rel import markdown_engine as engines
from linter.site.rel.added import find_rel
from linter.site.rel.attribute_lists import rel_ways
from linter.site.rel.empty_links import fills_empty_links
from linter.site.rendering.curled_marks import curls_marks
from linter.site.rendering.own_paths import PayingAddresses

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from linter.article.emissions import PageReader, TextReplacement

_BARE = frozenset({"mkdocs", "pelican", "docusaurus", "vitepress", "vuepress", "quartz", "quarto"})
"""Generators that make a page of every file of Markdown."""


def read_site(root: Path, *, limits: Limits = DEFAULT, cloaks: Sequence[str] = ()) -> Emissions:
    """Read the site around the articles below ``root``; the result depends on the files and the arguments only.

    ``cloaks`` are starts of addresses that lead to merchants by what the configuration says.
    """
    tree = Tree(root, limits)
    detected = generators(tree)
    redirects = read_redirects(tree, detected)
    values = Values(tree, detected)
    found = _templates(tree, detected, values, PayingAddresses(cloaks, redirects))
    is_commonmark, is_kramdown = engines.is_commonmark(values, detected), engines.is_kramdown(values, detected)
    of_articles, rel = values.for_articles(), find_rel(tree, detected)
    setting = None
    if not found.layouts:
        setting = found.setting or settings_notice(tree, detected) or unread_notice(tree, detected)
    if setting is not None and setting.is_apart and (setting.key or setting.is_unread):
        found = replace(found, layouts=(shown_apart(setting),))
    return replace(
        found,
        redirects=redirects,
        is_commonmark=is_commonmark,
        is_loose=engines.is_loose(tree, detected),
        curls_marks=curls_marks(tree, detected, is_kramdown=is_kramdown),
        is_front_matter_optional=not _BARE.isdisjoint(detected),
        markdown_engine=engines.markdown_engine(tree, values, detected),
        fills_empty_links=fills_empty_links(tree),
        rel_ways=rel_ways(tree, detected, is_kramdown=is_kramdown),
        rel=rel,
        values=of_articles,
        setting=setting,
        replacements=_replacements(tree, detected),
        pages=None if SCRIPTED.isdisjoint(detected) else _pages(root, cloaks, redirects, limits),
        unread=tuple(f"{path}: {why}" for path, why in sorted(tree.unreadable.items())),
        root=str(root.absolute()) if detected else "",
        global_components=_global_components(tree, detected),
    )


def _global_components(tree: Tree, detected: tuple[str, ...]) -> tuple[str, ...]:
    if "nuxt" not in detected:
        return ()
    from linter.site.generator.nuxt_components import global_components  # noqa: PLC0415 - one generator's

    return global_components(tree)


def _replacements(tree: Tree, detected: tuple[str, ...]) -> tuple[TextReplacement, ...]:
    if SCRIPTED.isdisjoint(detected) and {"eleventy", "hexo"}.isdisjoint(detected):
        return ()
    from linter.site.rendering.replacements import text_replacements  # noqa: PLC0415 - generators that run JavaScript

    return text_replacements(tree, detected)


def _pages(root: Path, cloaks: Sequence[str], redirects: Mapping[str, str], limits: Limits) -> PageReader:
    from linter.site.layout.page_reader import SitePages  # noqa: PLC0415 - sites of components only

    return SitePages(root, cloaks, redirects, limits)


def _templates(tree: Tree, detected: tuple[str, ...], values: Values, paying: PayingAddresses) -> Emissions:
    """Return what the templates of the site print; a repository that has none does not load their readers."""
    has_parts = _asks_server(tree, detected)
    if not detected and not has_parts and not folders.component_folders(tree):
        return Emissions()
    from linter.site.around import read_templates  # noqa: PLC0415 - only where there are templates

    return read_templates(tree, detected, values, paying, has_parts=has_parts)


def _asks_server(tree: Tree, detected: tuple[str, ...]) -> bool:
    """Return whether pages of a site without a generator have their server put files in."""
    if detected not in {(), ("static",)}:
        return False
    from linter.site.articles.server_pages import asks_server  # noqa: PLC0415 - one generator's

    return asks_server(tree)
