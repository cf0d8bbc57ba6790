"""Whether a site's Markdown has a syntax for attributes of links, and which."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.site.generator import configuration_files

if TYPE_CHECKING:
    from linter.site.files import Tree

_KRAMDOWN = '{: rel="sponsored"}'
_CURLY = '{rel="sponsored"}'
_PACKAGES = ("markdown-it-attrs", "@nuxt/content")


def attribute_list(tree: Tree, detected: tuple[str, ...], *, is_commonmark: bool) -> str:
    """Return how a link of the site's Markdown is given ``rel="sponsored"``, or nothing where there is no syntax for it.

    Sources: kramdown.gettalong.org/syntax.html (span attribute lists, in Jekyll unless it uses another engine),
    python-markdown.github.io/extensions/attr_list (part of ``extra``, which Pelican uses by default),
    pandoc.org/MANUAL.html (link_attributes, in Quarto), vitepress.dev/reference/site-config (markdown-it-attrs by default).
    """
    if "jekyll" in detected and not is_commonmark:
        return _KRAMDOWN
    if "pelican" in detected:
        return _KRAMDOWN
    if "mkdocs" in detected:
        return _KRAMDOWN if "attr_list" in _configuration(tree, "mkdocs") else ""
    if "quarto" in detected or "vitepress" in detected:
        return _CURLY
    packages = tree.text("package.json") or ""
    return _CURLY if any(f'"{name}"' in packages for name in _PACKAGES) else ""


def _configuration(tree: Tree, generator: str) -> str:
    return tree.text(tree.first(configuration_files(generator)) or "") or ""
