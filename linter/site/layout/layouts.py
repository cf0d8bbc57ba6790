"""Find the disclosures that layouts print above or below every article that uses them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.article.emissions import LayoutDisclosure, LayoutLink
from linter.records import replace
from linter.site.generator.hexo import layout_files, outer_file
from linter.site.layout.absent_bases import go_base, on_stand_in
from linter.site.layout.configured_parts import configured_parts
from linter.site.layout.shells import announcements
from linter.site.rendering.choices_of_articles import choices
from linter.site.rendering.disclosures import find_disclosures, is_above, order_from_link, prints_article
from linter.site.rendering.disclosures_of_boxes import is_of_box, told_with_records
from linter.site.rendering.expand import Expansion
from linter.site.rendering.made_addresses import adds
from linter.site.template.asked_names import asks_entry, data_loop, of_page
from linter.site.template.conditions import all_keys, link_key, needs
from linter.site.template.events import WITH_THE_ARTICLE
from linter.site.template.expressions import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from linter.article.emissions import Choice, Where
    from linter.site.generator.themes import Theme
    from linter.site.rendering.disclosures import PrintedDisclosure
    from linter.site.rendering.template_index import TemplateIndex
    from linter.site.template.conditions import Condition
    from linter.site.template.events import Event
    from linter.site.template.template_ir import Template

_LONGEST_CHAIN = 6
_ABOVE = frozenset({None, "header"})
"""Regions of the links that stand above a notice that follows them; a column may stand anywhere."""
_AROUND = WITH_THE_ARTICLE | _ABOVE
_MOST_SECTIONS = 60
# Hugo templates that print a single page; lists, feeds and taxonomies are not articles.
_GO_SINGLES = ("single.html", "page.html")
_GO_OTHER = frozenset(
    ["baseof", "single", "list", "section", "taxonomy", "term", "terms", "index", "home", "404", "rss", "sitemap", "search",
     "archives", "all", "summary", "li", "card", "page", "robots"]
)  # fmt: skip
# Of the themes minima, minimal-mistakes, chirpy, just-the-docs and beautiful-jekyll.
_OF_GEMS = frozenset(["post", "posts", "page", "pages", "single", "home", "splash", "minimal", "default"])
_PARAMETER = "["
"""What the path of a route with a parameter has (docs.astro.build/en/guides/routing, nextjs.org/docs)."""
_OUTERMOST = frozenset({"default", "base"})
_GO_FOLDERS = ("partials/", "shortcodes/", "_markup/", "_default/_markup/", "_internal/")


def hugo_layouts(index: TemplateIndex) -> Iterator[LayoutDisclosure | LayoutLink]:
    """Yield the disclosures around Hugo's single pages."""
    names = index.names("go")
    own = hugo_sections(index)
    others = tuple(f"except:{section}" for section in own) or (("except:",) if hugo_names(index) else ())
    must_name = not _cascades(index)
    for name, path in sorted(names.items()):
        used = _hugo_layouts_of(name, others, must_name=must_name)
        template = index.load(path) if used is not None else None
        if template is None or used is None:
            continue
        base = _hugo_base(index, name) if template.blocks else None
        chain = [base, template] if base else [template]
        yield from _disclosures(index, on_stand_in(index, chain, "go") if template.blocks else chain, used)
    if not any(name.endswith(_GO_SINGLES) and not name.startswith(_GO_FOLDERS) for name in names):
        base = _hugo_base(index, "")
        if base is not None:
            yield from _disclosures(index, [base], (), place="end")


def hugo_sections(index: TemplateIndex) -> list[str]:
    """Return the sections that have a template of their own for single pages (gohugo.io/templates/lookup-order)."""
    pages = [name for name in index.names("go") if _is_page(name) and name.rpartition("/")[2] in _GO_SINGLES]
    return sorted({name.split("/")[0] for name in pages if "/" in name} - {"_default"})


def hugo_names(index: TemplateIndex) -> tuple[str, ...]:
    """Return the layouts that an article of Hugo's can name."""
    stems = {name.rpartition("/")[2].split(".", 1)[0] for name in index.names("go") if _is_page(name)}
    return tuple(sorted(stems - _GO_OTHER))


def _is_page(name: str) -> bool:
    return name.endswith(".html") and not name.startswith(_GO_FOLDERS) and "/_markup/" not in name


def _cascades(index: TemplateIndex) -> bool:
    """Say whether the site may set values for articles below a folder (gohugo.io/content-management/front-matter/#cascade)."""
    tree = index.tree
    sections = [f"content/{name}/" for name in tree.listing("content")[1][:_MOST_SECTIONS]]
    starts = (tree.beginning(f"{folder}_index.md") for folder in ("content/", *sections))
    return index.values.config("cascade") is not None or any("cascade" in text for text in starts)


def _hugo_layouts_of(name: str, others: tuple[str, ...], *, must_name: bool) -> tuple[str, ...] | None:
    """Return the layouts or sections that a Hugo template applies to (empty: all); None if it prints no article.

    The template of all sections is for ``others``: not for those that have their own, nor for articles that name a layout.
    """
    folder, _, leaf = name.rpartition("/")
    stem = leaf.split(".", 1)[0]
    if not _is_page(name):
        return None
    if leaf in _GO_SINGLES or stem in {"single", "page"}:
        if folder in {"", "_default"}:
            return others
        return (f"section:{folder.split('/')[0]}",)
    if folder in {"", "_default"} and stem not in _GO_OTHER:
        return (f"layout:{stem}" if must_name else stem,)
    return None


def _hugo_base(index: TemplateIndex, name: str) -> Template | None:
    names = index.names("go")
    base = go_base(names, name)
    return index.load(names[base]) if base is not None else None


def liquid_layouts(
    index: TemplateIndex, paths: Sequence[str], *, has_gem: bool = False
) -> Iterator[LayoutDisclosure | LayoutLink]:
    """Yield the disclosures of Jekyll's and Eleventy's layouts.

    With ``has_gem`` the theme is a gem; its layouts, which are not in the repository, are printed in the site's own ``default`` where it has one.
    """
    own = {path: path.rsplit("/", 1)[-1].split(".", 1)[0] for path in paths}
    of_gem = tuple(sorted(_OF_GEMS.difference(own.values()))) if has_gem else ()
    for path, name in own.items():
        chain = _chain(index, path)
        if chain:
            is_outer = name in _OUTERMOST
            yield from _disclosures(index, chain, (name, *of_gem) if is_outer else (name,), stands_alone=not is_outer)


def theme_layouts(index: TemplateIndex, theme: Theme) -> Iterator[LayoutDisclosure | LayoutLink]:
    """Yield the disclosures of a theme's templates for articles, and of those that articles name."""
    named = theme.named(index.tree)
    for name, layouts in theme.pages:
        path = index.names("liquid").get(name)
        chain = _chain(index, path) if path else []
        if chain:
            yield from _disclosures(index, chain, layouts if named or layouts != ("except:",) else ())
    for name, path in named:
        chain = _chain(index, path)
        if chain:
            yield from _disclosures(index, chain, (f"layout:{name}",))


def hexo_layouts(index: TemplateIndex) -> Iterator[LayoutDisclosure | LayoutLink]:
    """Yield the disclosures of the layouts of a Hexo site's theme."""
    path = outer_file(index.tree)
    outer = index.load(path) if path is not None else None
    for name, file in layout_files(index.tree).items():
        chain = _chain(index, file)
        if chain:
            is_wrapped = (
                outer is not None and len(chain) == 1 and not chain[0].has_no_layout and chain[0].flavour == "ejs"
            )
            yield from _disclosures(index, [outer, *chain] if is_wrapped and outer is not None else chain, (name,))


def appended(index: TemplateIndex, templates: Iterable[Template]) -> Iterator[LayoutDisclosure | LayoutLink]:
    """Yield what templates that stand around every article, whatever its layout, disclose and link."""
    for template in templates:
        yield from _disclosures(index, [template], ())


def _chain(index: TemplateIndex, path: str) -> list[Template]:
    """Return a layout and the layouts that it extends, the outermost first; a stand-in for one that is not there."""
    template = index.load(path)
    chain: list[Template] = []
    while template is not None and template not in chain and len(chain) < _LONGEST_CHAIN:
        chain.insert(0, template)
        template = index.find(template.parent, template) if template.parent else None
    return on_stand_in(index, chain, "liquid") if chain and chain[0].extends else chain


def component_layouts(
    index: TemplateIndex, layouts: Iterable[tuple[str, tuple[str, ...]]]
) -> Iterator[LayoutDisclosure | LayoutLink]:
    """Yield the disclosures of pages and layouts written as components, each with the sections that it is for.

    A route with a parameter may print its entries by their fields alone.
    """
    for path, sections in layouts:
        template = index.load(path)
        if template is not None:
            yield from _disclosures(index, [template], sections, stands_alone=_PARAMETER in path)
    yield from appended(index, announcements(index.tree))
    yield from appended(index, configured_parts(index.tree))


def around(index: TemplateIndex, template: Template, place: Where) -> Iterator[LayoutDisclosure]:
    """Yield what a part of every page discloses; at ``place`` unless it prints the article or tells better."""
    yield from (one for one in _disclosures(index, [template], (), place=place) if isinstance(one, LayoutDisclosure))


def _disclosures(
    index: TemplateIndex,
    chain: Sequence[Template],
    layouts: tuple[str, ...],
    *,
    place: Where | None = None,
    stands_alone: bool = False,
) -> Iterator[LayoutDisclosure | LayoutLink]:
    """Yield one layout's disclosures and links; with a ``place`` also those of one that does not show where the article is.

    With ``stands_alone`` a layout may print links in place of the article: then what it says beside them counts as well.
    """
    walk = Expansion(index)
    try:
        walk.layout(chain)
    except RecursionError:
        return
    has_article = prints_article(walk.events)
    place = None if has_article else place
    if place is None and not has_article and not stands_alone:
        return
    told = find_disclosures(walk.events)
    chosen, named = choices(index, chain, walk.events)
    links = list(_in_order(list(_links(index, walk.events, layouts, told, chosen, named))))
    if place is None and not has_article and not links:
        return
    yield from links
    place = place if has_article else place or "end"
    for disclosure in told:
        requirement = needs(disclosure.conditions)
        if requirement is None:
            continue
        where = place if place is not None and disclosure.where == "top" else disclosure.where
        keys = requirement.keys
        if not named.issuperset(key.lstrip("!").partition("=")[0] for key in keys):
            keys = told_with_records(disclosure, walk.events, chosen) or keys
        for key in keys or (None,):
            yield LayoutDisclosure(
                disclosure.text,
                disclosure.strength,
                "top" if where == "top" else "bottom",
                requirement.layouts or layouts,
                key,
                disclosure.path,
                where,
                index.place(disclosure.path, disclosure.at),
            )


def _links(
    index: TemplateIndex,
    events: Sequence[Event],
    layouts: tuple[str, ...],
    told: Sequence[PrintedDisclosure],
    chosen: Mapping[int, Choice],
    named: frozenset[str],
) -> Iterator[LayoutLink]:
    """Yield the affiliate links that a layout prints above or below the content, not those of its footer and columns."""
    later = tuple((one.path, one.text) for one in told)
    for at, event in enumerate(events):
        if event.kind != "address" or event.region not in _AROUND:
            continue
        # What is asked of a list's entries is asked of each again, when an article fills the address in; one that is known is of data.
        is_data = not event.made and UNKNOWN not in event.text
        asked = tuple(
            one
            for one in event.conditions
            if not _is_left_to_entries(one, event, is_data=is_data, is_chosen=at in chosen)
        )
        is_known, key = link_key(asked)
        if at in chosen and (key or "").lstrip("!").partition("=")[0] not in named:
            key = None  # asks whether there is such a record
        is_sure = is_known and (is_data or len(asked) == len(event.conditions))
        url = index.paying.printed(event.text, event.rel) if is_sure and event.region in WITH_THE_ARTICLE else None
        requirement = needs(event.conditions)
        made = event.made if is_known and (url is None or key is None) else ()
        is_value = bool(made) and not any(map(adds, made))
        if url is not None and is_value:
            made, is_value = (), False
        if event.region not in WITH_THE_ARTICLE and not is_value:
            continue
        if (url is not None or made) and requirement is not None:
            order = order_from_link(events, at, told)
            if order == "after" and event.region not in _ABOVE and not is_of_box(events, at, told):
                order = None
            yield LayoutLink(
                url or "",
                event.path,
                requirement.layouts or layouts,
                key,
                written=index.place(event.path, event.at),
                made=made,
                is_value=is_value,
                order=order,
                later=later if order == "after" else (),
                rel=event.rel,
                choice=chosen.get(at),
                above=all_keys(event.conditions) if is_above(events, at, told) else None,
            )


def _is_left_to_entries(condition: Condition, event: Event, *, is_data: bool, is_chosen: bool) -> bool:
    """Return whether a link's condition is asked of each entry of a list later, or is the loop over the data that it comes from.

    Of data under a key that only an article tells (``products[list]``) it is where the link ``is_chosen`` by that.
    """
    if event.made:
        return not condition.is_loop and asks_entry(condition.expression, condition.template)
    if not is_data or not condition.is_loop:
        return False
    path, keys = data_loop(condition.expression, condition.template)
    return of_page(condition.expression, condition.template) is not None or (path and (is_chosen or not keys))


def _in_order(links: Sequence[LayoutLink]) -> Iterator[LayoutLink]:
    """Yield the links of one layout: one that it prints again below its disclosure, or the content, comes before it all the same."""
    first: dict[tuple[str, str, str], LayoutLink] = {}
    above: dict[tuple[str, str, str], LayoutLink] = {}
    for link in links:
        if link.order == "after":
            first.setdefault(_place(link), link)
        if link.above is not None:
            above.setdefault(_place(link), link)
    for link in links:
        top = above.get(_place(link), link)
        one = first.get(_place(link), top)
        yield replace(link, order=one.order, later=one.later, written=one.written, above=top.above)


def _unmarked(known: LayoutLink, link: LayoutLink) -> LayoutLink:
    """Return the first of several links at one place, with the address and rel of one that is not marked as paid for: each is on the page."""
    is_alike = (known.order, known.above) == (link.order, link.above)
    if is_alike and link.is_unmarked and not known.is_unmarked:
        return replace(known, url=link.url, rel=link.rel, written=link.written)
    return known


def _place(link: LayoutLink) -> tuple[str, str, str]:
    return link.source, link.key or "", repr(link.made)


def merged_links(found: Iterable[LayoutDisclosure | LayoutLink]) -> tuple[LayoutLink, ...]:
    """Return the links of all layouts, one for each file and front matter key; without layouts if one is for all.

    The order is that which all of them have, and so is the place above the content.
    """
    by_place: dict[tuple[str, str, str], LayoutLink] = {}
    for link in found:
        if not isinstance(link, LayoutLink):
            continue
        place = _place(link)
        known = _unmarked(by_place.setdefault(place, link), link)
        layouts = tuple(sorted({*known.layouts, *link.layouts})) if known.layouts and link.layouts else ()
        is_agreed = known.order == link.order
        later = tuple(one for one in known.later if one in link.later) if is_agreed else ()
        above = known.above if known.above == link.above else None
        order = known.order if is_agreed else None
        by_place[place] = replace(known, layouts=layouts, order=order, later=later, above=above)
    return tuple(by_place[place] for place in sorted(by_place))


def merged(found: Iterable[LayoutDisclosure | LayoutLink]) -> tuple[LayoutDisclosure, ...]:
    """Merge equal disclosures of several layouts; without layouts if one of them applies to every article."""
    by_disclosure: dict[LayoutDisclosure, list[str] | None] = {}
    for disclosure in _clearest(one for one in found if isinstance(one, LayoutDisclosure)):
        key = replace(disclosure, layouts=())
        if key not in by_disclosure:
            by_disclosure[key] = list(disclosure.layouts) or None
        elif (names := by_disclosure[key]) is not None:
            by_disclosure[key] = [*names, *disclosure.layouts] if disclosure.layouts else None
    merged_layouts = [replace(one, layouts=tuple(sorted(set(names or ())))) for one, names in by_disclosure.items()]
    return tuple(
        sorted(
            merged_layouts,
            key=lambda one: (one.place != "top", one.source, one.text, one.condition or "", one.where, one.strength),
        )
    )


def _clearest(found: Iterable[LayoutDisclosure]) -> list[LayoutDisclosure]:
    """Return one disclosure per template, place and condition: the first clear one, else the first."""
    best: dict[tuple[str, str, tuple[str, ...], str | None], LayoutDisclosure] = {}
    for disclosure in found:
        key = (disclosure.source, disclosure.place, disclosure.layouts, disclosure.condition)
        if key not in best or (disclosure.strength == "clear" and best[key].strength != "clear"):
            best[key] = disclosure
    return list(best.values())
