"""Read the templates of a site: what each prints by name, what layouts print around articles, which article has which.

What one generator alone needs is imported where it is asked for, so that other sites do not pay for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.article.emissions import Emissions, LayoutDisclosure, SettingsNotice
from linter.records import replace
from linter.site.generator import folders, hexo, layout_defaults
from linter.site.generator.detection import SCRIPTED
from linter.site.generator.hexo import layout_files, layout_folder
from linter.site.generator.routes import tagged_routes
from linter.site.generator.themes import themes
from linter.site.layout import layouts, theme_hooks
from linter.site.layout.settings_notices import has_gem, theme_is_elsewhere
from linter.site.layout.shells import shells
from linter.site.rendering import templates
from linter.site.rendering.article_parts import article_parts
from linter.site.rendering.call_reader import CallReader
from linter.site.rendering.snippets import Snippets
from linter.site.rendering.template_index import TemplateIndex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from linter.article.emissions import LayoutLink, Printed, TemplateReader
    from linter.site.files import Tree
    from linter.site.generator.folders import LiquidFolders
    from linter.site.generator.values import Values
    from linter.site.rendering.own_paths import PayingAddresses


def read_templates(
    tree: Tree, detected: tuple[str, ...], values: Values, paying: PayingAddresses, *, has_parts: bool
) -> Emissions:
    """Return what each template prints, by name, what layouts print, and which articles have which layout.

    ``has_parts``: pages have their server put files in.
    """
    index = TemplateIndex(tree, values, paying)
    around: list[LayoutDisclosure | LayoutLink] = []
    names = _server_parts(index) if has_parts else {}
    hooks, reader = _read_folders(tree, detected, index, around, names)
    theme_names = _read_themes(tree, detected, index, around, names)
    _add_unknown(names, article_parts(index, detected))
    if "eleventy" in detected:
        from linter.site.rendering.eleventy_shortcodes import eleventy_shortcodes  # noqa: PLC0415 - one generator's

        _add_unknown(names, eleventy_shortcodes(tree, index))
    if "hexo" in detected:
        from linter.site.rendering.hexo_tags import hexo_tags  # noqa: PLC0415 - one generator's

        _add_unknown(names, hexo_tags(tree, index))
    components = index.add_components(folders.component_folders(tree)) if "hugo" not in detected else []
    components += index.add_parts(folders.markdown_parts(tree, detected))
    pages = folders.layout_components(tree, detected)
    index.add_components(_parents(path for path in pages if "[" not in path))
    routes = tagged_routes(tree, pages)
    if "gatsby" in detected:
        from linter.site.generator.gatsby_pages import page_folders  # noqa: PLC0415 - one generator's

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
        from linter.site.rendering.unread_notices import unread_notice  # noqa: PLC0415 - few sites disclose nowhere

        setting = unread_notice(index, [path for path, _ in (*routes, *wrappers, *named)])
    is_chosen = any(link.choice is not None for link in found.links)
    found = replace(found, reader=reader or _call_reader(index, names, is_chosen=is_chosen), setting=setting)
    if "jekyll" in detected:
        return _with_reads(replace(found, defaults=layout_defaults.jekyll_defaults(values)), tree, values)
    found = replace(found, keys_read=_keys_read(tree, detected, index))
    if "eleventy" in detected:
        aliases, defaults = layout_defaults.eleventy_aliases(tree), layout_defaults.eleventy_defaults(tree)
        return replace(found, aliases=aliases, defaults=defaults)
    if not detected:
        return found
    can_name = layouts.hugo_names(index) if "hugo" in detected else folders.layout_names(tree, pages)
    found = replace(found, layout_names=tuple(sorted({*can_name, *theme_names})))
    return replace(found, defaults=hexo.DEFAULTS) if "hexo" in detected and theme_names else found


def _keys_read(tree: Tree, detected: tuple[str, ...], index: TemplateIndex) -> tuple[str, ...] | None:
    """Return the words of the site's templates and code, the keys of front matter that they print among them; None where they may print any."""
    if "hugo" in detected:
        from linter.site.hugo import values_printed  # noqa: PLC0415 - one generator's

        return None if theme_is_elsewhere(tree, "hugo") else values_printed.keys_read(tree, index.names("go").values())
    if "eleventy" in detected:
        from linter.site.generator import eleventy_reads  # noqa: PLC0415 - one generator's

        return eleventy_reads.keys_read(tree, folders.eleventy_folders(tree))
    if SCRIPTED.isdisjoint(detected):
        return None
    from linter.site.articles.keys_named import keys_named  # noqa: PLC0415 - sites of components only

    return keys_named(tree, detected)


def _server_parts(index: TemplateIndex) -> dict[str, Printed]:
    from linter.site.layout.server_parts import printed_parts  # noqa: PLC0415 - few sites have any

    return dict(printed_parts(index))


def _with_reads(found: Emissions, tree: Tree, values: Values) -> Emissions:
    """Add what the templates of a Jekyll site read of what articles give them; nothing is known of a theme elsewhere."""
    from linter.site.generator import jekyll_reads  # noqa: PLC0415 - one generator's

    of_site = folders.jekyll_folders(tree, values)
    keys = (
        None if theme_is_elsewhere(tree, "jekyll") else jekyll_reads.keys_read(tree, of_site.includes, of_site.layouts)
    )
    return replace(found, parameters_read=jekyll_reads.parameters_read(tree, of_site.includes), keys_read=keys)


def _read_folders(
    tree: Tree,
    detected: tuple[str, ...],
    index: TemplateIndex,
    around: list[LayoutDisclosure | LayoutLink],
    names: dict[str, Printed],
) -> tuple[list[LayoutDisclosure | SettingsNotice], TemplateReader | None]:
    """Add what templates in the folders of Hugo, Jekyll and Eleventy print; return what an absent theme prints of them, and Hugo's reader."""
    hooks: list[LayoutDisclosure | SettingsNotice] = []
    reader: TemplateReader | None = None
    if "hugo" in detected:
        index.add_go(folders.hugo_folders(tree, index.values))
        around += layouts.hugo_layouts(index)
        hooks += theme_hooks.hugo_hooks(index)
        _add_unknown(names, templates.hugo_names(index))
        reader = _hugo_reader(index)
    if "eleventy" in detected:
        from linter.site.rendering.eleventy_shortcodes import eleventy_filters  # noqa: PLC0415 - one generator's

        index.values.filters = eleventy_filters(tree, index)
    for liquid in _liquid_folders(tree, detected, index):
        index.add_liquid([*liquid.includes, *_parents(liquid.layouts)])
        is_of_gem = "jekyll" in detected and theme_is_elsewhere(tree, "jekyll")
        around += layouts.liquid_layouts(index, liquid.layouts, has_gem="jekyll" in detected and has_gem(tree))
        hooks += theme_hooks.jekyll_hooks(index, liquid.includes, liquid.layouts) if is_of_gem else ()
        _add_unknown(names, templates.include_printed(index, liquid.includes))
    return hooks, reader


def _read_maps(
    detected: tuple[str, ...], index: TemplateIndex, paths: Iterable[str], names: dict[str, Printed]
) -> None:
    """Let the maps of a site say what the names in its articles mean."""
    from linter.site.rendering.component_maps import mapped_names  # noqa: PLC0415 - one generator's

    for name, printed in mapped_names(index, paths) if not SCRIPTED.isdisjoint(detected) else ():
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
    found = CallReader(index, names)
    return found if found.is_needed or is_chosen else None


def _hugo_reader(index: TemplateIndex) -> TemplateReader | None:
    from linter.site.hugo.reader import HugoReader  # noqa: PLC0415 - one generator's

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
