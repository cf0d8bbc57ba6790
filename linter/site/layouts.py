"""Disclosures that layouts print above or below every article that uses them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.article.emissions import LayoutDisclosure
from linter.site.conditions import needs
from linter.site.disclosures import find_disclosures, prints_article
from linter.site.expand import Expansion

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from linter.site.template_index import TemplateIndex
    from linter.site.template_ir import Template

_GO_BASES = ("_default/baseof.html", "baseof.html")
_LONGEST_CHAIN = 6
# Hugo templates that print one page each; lists, feeds and taxonomies are no articles.
_GO_SINGLES = ("single.html", "page.html")
_GO_OTHER = frozenset(
    ["baseof", "single", "list", "section", "taxonomy", "term", "terms", "index", "home", "404", "rss", "sitemap", "search",
     "archives", "all", "summary", "li", "card", "page", "robots"]
)  # fmt: skip
_GO_FOLDERS = ("partials/", "shortcodes/", "_markup/", "_default/_markup/", "_internal/")


def hugo_layouts(index: TemplateIndex) -> Iterator[LayoutDisclosure]:
    """Yield the disclosures around Hugo's single pages."""
    names = index.names("go")
    for name, path in sorted(names.items()):
        if name.startswith(_GO_FOLDERS) or not name.endswith(".html") or "/_markup/" in name:
            continue
        used = _hugo_layouts_of(name)
        template = index.load(path) if used is not None else None
        if template is None or used is None:
            continue
        base = _hugo_base(index, name) if template.blocks else None
        yield from _disclosures(index, [base, template] if base else [template], used)
    if not any(name.endswith(_GO_SINGLES) and not name.startswith(_GO_FOLDERS) for name in names):
        base = _hugo_base(index, "")
        if base is not None:
            yield from _disclosures(index, [base], (), whole=True)


def _hugo_layouts_of(name: str) -> tuple[str, ...] | None:
    """Return the articles that a Hugo template is for: all, a section's, or those that name it; None: no article's."""
    folder, _, leaf = name.rpartition("/")
    stem = leaf.split(".", 1)[0]
    if leaf in _GO_SINGLES or stem in {"single", "page"}:
        return () if folder in {"", "_default"} else (f"section:{folder.split('/')[0]}",)
    if folder in {"", "_default"} and stem not in _GO_OTHER:
        return (stem,)
    return None


def _hugo_base(index: TemplateIndex, name: str) -> Template | None:
    names = index.names("go")
    folder = name.rpartition("/")[0]
    own = f"{folder}/baseof.html"
    path = next((names[base] for base in (own, *_GO_BASES) if base in names), None)
    return index.load(path) if path else None


def liquid_layouts(index: TemplateIndex, paths: Iterable[str], chosen: frozenset[str]) -> Iterator[LayoutDisclosure]:
    """Yield the disclosures of Jekyll's and Eleventy's layouts.

    ``chosen`` are the layouts that the site's configuration gives to articles that name none.
    """
    for path in paths:
        chain = _chain(index, path)
        if chain:
            stem = path.rsplit("/", 1)[-1].split(".", 1)[0]
            yield from _disclosures(index, chain, () if stem in chosen else (stem,))


def _chain(index: TemplateIndex, path: str) -> list[Template]:
    """Return a layout behind the layouts that it asks for, the outermost first."""
    template = index.load(path)
    chain: list[Template] = []
    while template is not None and template not in chain and len(chain) < _LONGEST_CHAIN:
        chain.insert(0, template)
        template = index.find(template.parent, template) if template.parent else None
    return chain


def component_layouts(index: TemplateIndex, paths: Iterable[str]) -> Iterator[LayoutDisclosure]:
    """Yield the disclosures of pages and layouts written as components."""
    for path in paths:
        template = index.load(path)
        if template is not None:
            yield from _disclosures(index, [template], ())


def _disclosures(
    index: TemplateIndex, chain: Sequence[Template], layouts: tuple[str, ...], *, whole: bool = False
) -> Iterator[LayoutDisclosure]:
    """Yield what one layout discloses; ``whole`` reads one that shows no place for the article as below it."""
    walk = Expansion(index)
    try:
        walk.layout(chain)
    except RecursionError:
        return
    if not whole and not prints_article(walk.events):
        return
    for said in find_disclosures(walk.events):
        needed = needs(said.conditions)
        # A label under no condition of its own marks an ad slot, not the article.
        if needed is None or (said.label and not needed.telling):
            continue
        place = "top" if said.place == "top" and not whole else "bottom"
        for key in needed.keys or (None,):
            yield LayoutDisclosure(
                said.text,
                said.strength,
                "top" if place == "top" else "bottom",
                needed.layouts or layouts,
                key,
                said.path,
            )


def merged(found: Iterable[LayoutDisclosure]) -> tuple[LayoutDisclosure, ...]:
    """Say once what several layouts print alike; for every article if one of them prints it for all."""
    together: dict[tuple[str, str, str, str | None, str], list[str] | None] = {}
    for one in _clearest(found):
        key = (one.text, one.strength, one.place, one.condition, one.source)
        if key not in together:
            together[key] = list(one.layouts) or None
        elif (names := together[key]) is not None:
            together[key] = [*names, *one.layouts] if one.layouts else None
    return tuple(
        LayoutDisclosure(
            text, strength, "top" if place == "top" else "bottom", tuple(sorted(set(names or ()))), condition, source
        )
        for (text, strength, place, condition, source), names in sorted(
            together.items(), key=lambda item: (item[0][2] != "top", item[0][4], item[0][0], item[0][3] or "")
        )
    )


def _clearest(found: Iterable[LayoutDisclosure]) -> list[LayoutDisclosure]:
    """Keep one disclosure of those that a template prints in one place under one condition: the first clear one."""
    best: dict[tuple[str, str, tuple[str, ...], str | None], LayoutDisclosure] = {}
    for one in found:
        key = (one.source, one.place, one.layouts, one.condition)
        if key not in best or (one.strength == "clear" and best[key].strength != "clear"):
            best[key] = one
    return list(best.values())
