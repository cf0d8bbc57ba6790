"""Read what a repository adds around its articles: layouts, shortcodes, includes, components and redirect tables.

``read_site`` opens only the folders that site generators use and a bounded number of files, skips files that it
cannot parse, and returns one value that the facts of all articles share.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.article.emissions import Emissions, LayoutDisclosure, SettingsNotice
from linter.records import replace
from linter.site.files import DEFAULT, Limits, Tree
from linter.site.generator import detect, generators

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from linter.article.emissions import LayoutLink, PageReader, Printed, TemplateReader
    from linter.site.folders import LiquidFolders
    from linter.site.template_index import TemplateIndex
    from linter.site.values import Values

__all__ = ["DEFAULT", "Limits", "detect", "read_site"]


_BARE = frozenset({"mkdocs", "pelican", "docusaurus", "vitepress"})
"""Generators that make a page of every file of Markdown."""
_SCRIPTED = frozenset({"astro", "next", "nuxt", "svelte", "remix", "gatsby", "docusaurus", "vitepress"})
"""Generators of sites that are put together from components."""


def read_site(root: Path, *, limits: Limits = DEFAULT, cloaks: Sequence[str] = ()) -> Emissions:
    """Read the site around the articles below ``root``; the result depends on the files and the arguments only.

    ``cloaks`` are starts of addresses that lead to merchants by what the configuration says.
    """
    from linter.site import markdown_engine as engines  # noqa: PLC0415 - not for ``detect``
    from linter.site.attribute_lists import attribute_list  # noqa: PLC0415 - not for ``detect``
    from linter.site.empty_links import fills_empty_links  # noqa: PLC0415 - not for ``detect``
    from linter.site.redirects import read_redirects  # noqa: PLC0415 - not for ``detect``
    from linter.site.rel import find_rel  # noqa: PLC0415 - not for ``detect``
    from linter.site.settings_notices import settings_notice, shown_apart  # noqa: PLC0415 - the detector loads slowly
    from linter.site.unread_templates import unread_notice  # noqa: PLC0415 - the detector loads slowly
    from linter.site.values import Values  # noqa: PLC0415 - not for ``detect``

    tree = Tree(root, limits)
    detected = generators(tree)
    redirects = read_redirects(tree, detected)
    values = Values(tree, detected)
    found = _templates(tree, detected, values, cloaks, redirects)
    is_commonmark = engines.is_commonmark(values, detected)
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
        is_front_matter_optional=not _BARE.isdisjoint(detected),
        markdown_engine=engines.markdown_engine(tree, values, detected),
        fills_empty_links=fills_empty_links(tree),
        attribute_list=attribute_list(tree, detected, is_kramdown=engines.is_kramdown(values, detected)),
        rel=rel,
        values=of_articles,
        setting=setting,
        pages=None if _SCRIPTED.isdisjoint(detected) else _pages(root, cloaks, redirects, limits),
        unread=tuple(f"{path}: {why}" for path, why in sorted(tree.unreadable.items())),
        root=str(root.absolute()) if detected else "",
    )


def _pages(root: Path, cloaks: Sequence[str], redirects: Mapping[str, str], limits: Limits) -> PageReader:
    from linter.site.page_reader import SitePages  # noqa: PLC0415 - not for ``detect``

    return SitePages(root, cloaks, redirects, limits)


def _templates(
    tree: Tree, detected: tuple[str, ...], values: Values, cloaks: Sequence[str], redirects: Mapping[str, str]
) -> Emissions:
    """Return what each template prints, by name, what layouts print, and which articles have which layout."""
    from linter.site import folders  # noqa: PLC0415 - not for ``detect``

    has_parts = _asks_server(tree, detected)
    if not detected and not has_parts and not folders.component_folders(tree):
        return Emissions()
    from linter.site import hexo, layout_defaults, layouts, templates  # noqa: PLC0415 - the registry loads slowly
    from linter.site.own_paths import PayingAddresses  # noqa: PLC0415 - the registry loads slowly
    from linter.site.routes import tagged_routes  # noqa: PLC0415 - not for ``detect``
    from linter.site.shells import shells  # noqa: PLC0415 - not for ``detect``
    from linter.site.template_index import TemplateIndex  # noqa: PLC0415 - not for ``detect``

    index = TemplateIndex(tree, values, PayingAddresses(cloaks, redirects))
    around: list[LayoutDisclosure | LayoutLink] = []
    names = _server_parts(index) if has_parts else {}
    hooks, reader = _read_folders(tree, detected, index, around, names)
    theme_names = _read_themes(tree, detected, index, around, names)
    if "eleventy" in detected:
        from linter.site.eleventy_shortcodes import eleventy_shortcodes  # noqa: PLC0415 - not for ``detect``

        _add_unknown(names, eleventy_shortcodes(tree, index))
    components = index.add_components(folders.component_folders(tree)) if "hugo" not in detected else []
    pages = folders.layout_components(tree, detected)
    index.add_components(_parents(path for path in pages if "[" not in path))
    routes = tagged_routes(tree, pages)
    if "gatsby" in detected:
        from linter.site.gatsby_pages import page_folders  # noqa: PLC0415 - one generator's

        folders_of = page_folders(tree)
        routes = [
            (path, tags or tuple(f"section:{name}" for name in folders_of.get(path, ()))) for path, tags in routes
        ]
    wrappers = list(shells(tree, detected, routes))
    called = [path for path, _ in (*routes, *wrappers)]
    named = folders.named_layouts(tree, detected, pages, called)
    if "next" in detected:
        routes = [route for route in routes if "[" in route[0] or "$" in route[0]]
    around += layouts.component_layouts(index, [*routes, *wrappers, *named])
    _add_unknown(names, templates.component_printed(index, components))
    _read_maps(detected, index, [*components, *pages, *called], names)
    around += (one for one in hooks if isinstance(one, LayoutDisclosure))
    merged = layouts.merged(around)
    known = {layout.source for layout in merged}
    found = Emissions(_with_callers(names, index.callers(), known), merged, links=layouts.merged_links(around))
    setting = next((one for one in hooks if isinstance(one, SettingsNotice)), None)
    if not merged and setting is None:
        from linter.site.unread_notices import unread_notice  # noqa: PLC0415 - few sites disclose nowhere

        setting = unread_notice(index, [path for path, _ in (*routes, *wrappers, *named)])
    is_chosen = any(link.choice is not None for link in found.links)
    found = replace(found, reader=reader or _call_reader(index, names, is_chosen=is_chosen), setting=setting)
    if "jekyll" in detected:
        return _with_reads(replace(found, defaults=layout_defaults.jekyll_defaults(values)), tree, values)
    if "eleventy" in detected:
        aliases, defaults = layout_defaults.eleventy_aliases(tree), layout_defaults.eleventy_defaults(tree)
        return replace(found, aliases=aliases, defaults=defaults)
    if not detected:
        return found
    can_name = layouts.hugo_names(index) if "hugo" in detected else folders.layout_names(tree, pages)
    found = replace(found, layout_names=tuple(sorted({*can_name, *theme_names})))
    return replace(found, defaults=hexo.DEFAULTS) if "hexo" in detected and theme_names else found


def _asks_server(tree: Tree, detected: tuple[str, ...]) -> bool:
    """Return whether pages of a site without a generator have their server put files in."""
    if detected not in {(), ("static",)}:
        return False
    from linter.site.server_pages import asks_server  # noqa: PLC0415 - not for ``detect``

    return asks_server(tree)


def _server_parts(index: TemplateIndex) -> dict[str, Printed]:
    from linter.site.server_parts import printed_parts  # noqa: PLC0415 - few sites have any

    return dict(printed_parts(index))


def _with_reads(found: Emissions, tree: Tree, values: Values) -> Emissions:
    """Add what the templates of a Jekyll site read of what articles give them; nothing is known of a theme elsewhere."""
    from linter.site import jekyll_reads  # noqa: PLC0415 - one generator's
    from linter.site.folders import jekyll_folders  # noqa: PLC0415 - not for ``detect``
    from linter.site.settings_notices import theme_is_elsewhere  # noqa: PLC0415 - the detector loads slowly

    includes, layouts = (folders := jekyll_folders(tree, values)).includes, folders.layouts
    keys = None if theme_is_elsewhere(tree, "jekyll") else jekyll_reads.keys_read(tree, includes, layouts)
    return replace(found, parameters_read=jekyll_reads.parameters_read(tree, includes), keys_read=keys)


def _read_folders(
    tree: Tree,
    detected: tuple[str, ...],
    index: TemplateIndex,
    around: list[LayoutDisclosure | LayoutLink],
    names: dict[str, Printed],
) -> tuple[list[LayoutDisclosure | SettingsNotice], TemplateReader | None]:
    """Add what templates in the folders of Hugo, Jekyll and Eleventy print; return what an absent theme prints of them, and Hugo's reader."""
    from linter.site import (  # noqa: PLC0415 - the registry loads slowly
        folders,
        layouts,
        settings_notices,
        templates,
        theme_hooks,
    )

    hooks: list[LayoutDisclosure | SettingsNotice] = []
    reader: TemplateReader | None = None
    if "hugo" in detected:
        index.add_go(folders.hugo_folders(tree, index.values))
        around += layouts.hugo_layouts(index)
        hooks += theme_hooks.hugo_hooks(index)
        _add_unknown(names, templates.hugo_names(index))
        reader = _hugo_reader(index)
    if "eleventy" in detected:
        from linter.site.eleventy_shortcodes import eleventy_filters  # noqa: PLC0415 - not for ``detect``

        index.values.filters = eleventy_filters(tree, index)
    for liquid in _liquid_folders(tree, detected, index):
        index.add_liquid([*liquid.includes, *_parents(liquid.layouts)])
        is_of_gem = "jekyll" in detected and settings_notices.theme_is_elsewhere(tree, "jekyll")
        around += layouts.liquid_layouts(
            index, liquid.layouts, has_gem="jekyll" in detected and settings_notices.has_gem(tree)
        )
        hooks += theme_hooks.jekyll_hooks(index, liquid.includes, liquid.layouts) if is_of_gem else ()
        _add_unknown(names, templates.include_printed(index, liquid.includes))
    return hooks, reader


def _read_maps(
    detected: tuple[str, ...], index: TemplateIndex, paths: Iterable[str], names: dict[str, Printed]
) -> None:
    """Let the maps of a site say what the names in its articles mean."""
    from linter.site.component_maps import mapped_names  # noqa: PLC0415 - not for ``detect``

    for name, printed in mapped_names(index, paths) if not _SCRIPTED.isdisjoint(detected) else ():
        if printed is not None:
            names[name] = printed
        else:
            names.pop(name, None)


def _read_themes(
    tree: Tree,
    detected: tuple[str, ...],
    index: TemplateIndex,
    around: list[LayoutDisclosure | LayoutLink],
    names: dict[str, Printed],
) -> list[str]:
    """Add what themes print around articles and what articles include of MkDocs; return the templates that articles can name."""
    from linter.site import folders, layouts, templates  # noqa: PLC0415 - not for ``detect``
    from linter.site.hexo import layout_files, layout_folder  # noqa: PLC0415 - not for ``detect``
    from linter.site.snippets import Snippets  # noqa: PLC0415 - not for ``detect``
    from linter.site.themes import themes  # noqa: PLC0415 - not for ``detect``

    if "mkdocs" in detected:
        shallow, deep = folders.mkdocs_includes(tree)
        index.add_liquid(deep)
        index.add_liquid(shallow, 0)
        _add_unknown(names, templates.include_printed(index, [*deep, *shallow]))
        snippets = Snippets(index)
        names |= dict(snippets.printed())
        around += layouts.appended(index, snippets.appended())
    can_name: list[str] = []
    if "hexo" in detected:
        index.add_liquid([folder for folder in [layout_folder(tree)] if folder])
        around += layouts.hexo_layouts(index)
        can_name += layout_files(tree)
    for theme in themes(tree, detected):
        index.add_theme(theme)
        around += layouts.theme_layouts(index, theme)
        _add_unknown(names, templates.include_printed(index, theme.shortcodes))
        can_name += [name for name, _ in theme.named(tree)]
    return can_name


def _call_reader(index: TemplateIndex, names: dict[str, Printed], *, is_chosen: bool) -> TemplateReader | None:
    from linter.site.call_reader import CallReader  # noqa: PLC0415 - not for ``detect``

    found = CallReader(index, names)
    return found if found.is_needed or is_chosen else None


def _hugo_reader(index: TemplateIndex) -> TemplateReader | None:
    from linter.site.hugo_reader import HugoReader  # noqa: PLC0415 - not for ``detect``

    found = HugoReader(index)
    return found if found.is_needed else None


def _with_callers(names: dict[str, Printed], callers: dict[str, str], known: set[str]) -> dict[str, Printed]:
    """Return what templates print, by name, with the template that prints each disclosure of no ``known`` layout."""
    return {
        name: replace(printed, caller=callers[printed.source])
        if printed.disclosure is not None and printed.source in callers and printed.source not in known
        else printed
        for name, printed in sorted(names.items())
    }


def _liquid_folders(tree: Tree, detected: tuple[str, ...], index: TemplateIndex) -> Iterator[LiquidFolders]:
    from linter.site import folders  # noqa: PLC0415 - not for ``detect``

    if "jekyll" in detected:
        yield folders.jekyll_folders(tree, index.values)
    if "eleventy" in detected:
        yield folders.eleventy_folders(tree)


def _parents(paths: Iterable[str]) -> list[str]:
    """Return the folders of the files, without duplicates, in order."""
    return list(dict.fromkeys(path.rpartition("/")[0] for path in paths))


def _add_unknown(names: dict[str, Printed], printed_by_name: Iterable[tuple[str, Printed]]) -> None:
    """Add the names that are not in ``names`` yet."""
    for name, printed in printed_by_name:
        names.setdefault(name, printed)
