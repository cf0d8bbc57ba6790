"""Which engine makes HTML of the site's Markdown, where it is none of CommonMark."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.article.markdown_in_html import KRAMDOWN, KRAMDOWN_IN_HTML, MD_IN_HTML, PYTHON_MARKDOWN
from linter.article.mdx_indentation import MDX
from linter.article.templates import WITHOUT_LISTS, WITHOUT_SHORTCODES
from linter.site.generator.detection import configuration_files
from linter.site.rel.attribute_lists import has_no_lists

if TYPE_CHECKING:
    from linter.site.files import Tree
    from linter.site.generator.values import Values

_DOCUSAURUS = re.compile(r"\"@docusaurus/core\"\s*:\s*\"[^\d\"]{0,4}(\d{1,3})\b")
_OTHER_FORMAT = re.compile(r"\bformat\s*:\s*[\"'](?:md|detect)[\"']")
_FOR_BRACKETS = re.compile(
    r"\b(?:replaceRE|findRE\w*|regex_replace)\b[^\n|]{0,200}?\\\[|\b(?:replace|split)\b[^\n|]{0,200}?[\"'`]\["
)
"""A call that looks for an opening bracket itself, which in a pattern stands behind a backslash."""
_EXTENSIONS_WITH_HTML = ("md_in_html", "markdown.extensions.extra", "- extra")
_LOOSE_ENGINES = {
    "go.mod": re.compile(r"\b(?:russross/blackfriday|gomarkdown/markdown)\b"),
    "Package.swift": re.compile(r"/(?:Publish|Ink)(?:\.git)?\"", re.IGNORECASE),
}


def is_commonmark(values: Values, detected: tuple[str, ...]) -> bool:
    """Return whether the site's Markdown is CommonMark: Jekyll's is kramdown unless ``markdown`` names another engine.

    Source: jekyllrb.com/docs/configuration/markdown. Only the CommonMark and CommonMarkGhPages plug-ins are.
    """
    return "jekyll" not in detected or "commonmark" in str(values.config("markdown")).lower()


def is_loose(tree: Tree, detected: tuple[str, ...]) -> bool:
    """Return whether a generator of the site's own reads Markdown with Blackfriday or Ink.

    Their parsers take whatever stands between “<” and “>” for a tag; Blackfriday's allows white space before the address of a link
    and a bracket behind a backslash in it (``inline.go``: "skip any amount of whitespace or newline").
    """
    return set(detected) <= {"static"} and any(
        engine.search(tree.text(name) or "") is not None for name, engine in _LOOSE_ENGINES.items()
    )


def is_kramdown(values: Values, detected: tuple[str, ...]) -> bool:
    """Return whether Jekyll reads the Markdown with kramdown, as it does unless ``markdown`` names another engine."""
    named = values.config("markdown")
    return "jekyll" in detected and (named is None or "kramdown" in str(named).lower())


def markdown_engine(tree: Tree, values: Values, detected: tuple[str, ...]) -> str:
    """Return how the site reads Markdown beside HTML (``linter.article.markdown_in_html``); empty: as CommonMark, or unknown.

    Of a folder with several generators nobody knows which one reads an article. Sources: jekyllrb.com/docs/configuration/markdown
    (kramdown and its options), mkdocs.org/user-guide/configuration (``markdown_extensions``), docs.getpelican.com (``MARKDOWN``,
    which has ``extra`` by default).
    """
    if detected == ("jekyll",):
        if not is_kramdown(values, detected):
            return ""
        options = values.config("kramdown")
        is_read = isinstance(options, dict) and options.get("parse_block_html") is True
        return KRAMDOWN_IN_HTML if is_read else KRAMDOWN
    if detected == ("mkdocs",):
        configuration = tree.text(tree.first(configuration_files("mkdocs")) or "") or ""
        is_read = any(name in configuration for name in _EXTENSIONS_WITH_HTML)
        return MD_IN_HTML if is_read else PYTHON_MARKDOWN
    if detected == ("docusaurus",):
        return MDX if _reads_all_as_mdx(tree) else ""
    if has_no_lists(tree, detected):
        return WITHOUT_LISTS
    if detected in {("hugo",), ("zola",)} and not _replaces_brackets(tree):
        return WITHOUT_SHORTCODES
    return MD_IN_HTML if detected == ("pelican",) else ""


def _replaces_brackets(tree: Tree) -> bool:
    """Return whether a template searches what it prints for brackets: shortcodes of WordPress, which it may replace."""
    paths = [path for folder in ("layouts", "templates", "themes", "_vendor") for path in tree.walk(folder, (".html",))]
    return any(_FOR_BRACKETS.search(tree.text(path) or "") for path in paths)


def _reads_all_as_mdx(tree: Tree) -> bool:
    """Return whether Docusaurus reads ``.md`` as MDX without indented code: from version 3, unless ``markdown.format`` says otherwise.

    Source: docusaurus.io/docs/api/docusaurus-config#markdown, docusaurus.io/docs/migration/v3.
    """
    version = _DOCUSAURUS.search(tree.text("package.json") or "")
    configuration = tree.text(tree.first(configuration_files("docusaurus")) or "") or ""
    return version is not None and int(version[1]) > 2 and _OTHER_FORMAT.search(configuration) is None
