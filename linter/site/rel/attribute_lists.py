"""Whether a site's Markdown has a syntax for attributes of links, and which."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.site.generator.detection import configuration_files
from linter.site.generator.eleventy_configuration import configurations

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from linter.site.files import Tree

_KRAMDOWN = '{: rel="sponsored"}'
_CURLY = '{rel="sponsored"}'
_REHYPE = "the plug-in rehype-external-links"
_WAYS = {
    "hugo": "a render hook (layouts/_default/_markup/render-link.html)",
    "hexo": "the plug-in hexo-filter-nofollow",
    "zola": "external_links_no_follow in its configuration",
    "eleventy": "the plug-in markdown-it-link-attributes",
    "astro": _REHYPE,
    "docusaurus": _REHYPE,
    "next": _REHYPE,
}
"""What adds a rel to links of Markdown while a site is built, by generator. Sources: gohugo.io/render-hooks/links,
npmjs.com/package/hexo-filter-nofollow, getzola.org/documentation/getting-started/configuration (external_links_no_follow),
npmjs.com/package/markdown-it-link-attributes, npmjs.com/package/rehype-external-links."""
_PACKAGES = ("markdown-it-attrs", "@nuxt/content")
# Plug-ins for attributes have it in their names, those of Pandoc's and kramdown's dialects theirs; other engines may have any syntax.
_MAY_READ_LISTS = re.compile(
    r"attr|markdown-it-(?:decorate|pandoc|kramdown)|pandoc|kramdown|markdoc|djot|remark|rehype|mdsvex|showdown|\bmarked\b|@mdit/"
)
_LOADS = re.compile(r"\b(?:require|import|from|use)\b[^\n]*")
# A library of its own, an engine for Markdown, or a rule of the site's for what stands in a line.
_OTHER_ENGINE = re.compile(
    r"setLibrary\s*\((?![\s\S]*markdown-?it)|addExtension\s*\(\s*\[?\s*[\"'](?:md|markdown)\b"
    r"|\.(?:inline|core)\.ruler2?\.|\btoken\.attr(?:Set|Push|Join)\b",
    re.IGNORECASE,
)


def rel_ways(tree: Tree, detected: tuple[str, ...], *, is_kramdown: bool) -> tuple[str, str]:
    """Return how the site's Markdown gives a link ``rel="sponsored"``, and what of its generator's can add it; empty: nothing known."""
    way = next((_WAYS[name] for name in detected if name in _WAYS), "")
    return _attribute_list(tree, detected, is_kramdown=is_kramdown), way


def _attribute_list(tree: Tree, detected: tuple[str, ...], *, is_kramdown: bool) -> str:
    """Return how a link of the site's Markdown is given ``rel="sponsored"``, or nothing where there is no syntax for it.

    Sources: kramdown.gettalong.org/syntax.html (span attribute lists, in Jekyll unless it uses another engine: RDiscount,
    Redcarpet and CommonMark have none), gohugo.io/content-management/markdown-attributes (goldmark's are for blocks),
    python-markdown.github.io/extensions/attr_list (part of ``extra``, which Pelican uses by default),
    pandoc.org/MANUAL.html (link_attributes, in Quarto), vitepress.dev/reference/site-config (markdown-it-attrs by default).
    """
    if "jekyll" in detected:
        return _KRAMDOWN if is_kramdown else ""
    if "hugo" in detected:
        return ""
    if "pelican" in detected:
        return _KRAMDOWN
    if "mkdocs" in detected:
        return _KRAMDOWN if "attr_list" in _configuration(tree, "mkdocs") else ""
    if "quarto" in detected or "vitepress" in detected:
        return _CURLY
    packages = tree.text("package.json") or ""
    return _CURLY if any(f'"{name}"' in packages for name in _PACKAGES) else ""


def has_no_lists(tree: Tree, detected: tuple[str, ...]) -> bool:
    """Return whether a site of Eleventy surely prints lists of attributes as text: nothing beside markdown-it may read them.

    Source: 11ty.dev/docs/languages/markdown (markdown-it without plug-ins).
    """
    packages = tree.text("package.json") if detected == ("eleventy",) else None
    if packages is None or _MAY_READ_LISTS.search(packages):
        return False
    from linter.site.code.comments import without_comments  # noqa: PLC0415 - for Eleventy alone

    texts = [without_comments(text) for text in _with_imported(tree, configurations(tree))]
    loaded = " ".join(line for text in texts for line in _LOADS.findall(text))
    return not (_MAY_READ_LISTS.search(loaded) or any(map(_OTHER_ENGINE.search, texts)))


def _with_imported(tree: Tree, files: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Yield the texts of some files of code, and of those that they import from the site."""
    from linter.site.code.import_paths import ImportPaths  # noqa: PLC0415 - for Eleventy alone
    from linter.site.component.names import imports  # noqa: PLC0415 - for Eleventy alone

    resolve = ImportPaths(tree).resolve
    for path, text in files:
        yield text
        found = (resolve(target, path) for _, target, _ in imports(text) if target.startswith("."))
        yield from (tree.text(one) or "" for one in found if one is not None)


def _configuration(tree: Tree, generator: str) -> str:
    return tree.text(tree.first(configuration_files(generator)) or "") or ""
