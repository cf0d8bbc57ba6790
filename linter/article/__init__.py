"""Articles as their readers see them, with exact offsets: one reader per format, one model for all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.article.code_formats import CODE, CODE_FORMATS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from linter.article.model import Article
    from linter.source import Source

FORMATS = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".mdown": "markdown",
    ".mkd": "markdown",
    ".mkdn": "markdown",
    ".mdwn": "markdown",
    ".mdtext": "markdown",
    ".qmd": "markdown",
    ".rmd": "markdown",
    ".svx": "markdown",
    ".mdoc": "markdown",
    ".mdx": "mdx",
    ".html": "html",
    ".htm": "html",
    ".shtml": "html",
    ".xhtml": "html",
    ".php": "html",
    ".njk": "html",
    ".liquid": "html",
    ".rst": "rst",
    ".rest": "rst",
    ".txt": "text",
    ".text": "text",
}
"""Format by file name ending (lower-case)."""

NO_FORMATS: Mapping[str, str] = {}


def format_of(path: str, further: Mapping[str, str] = NO_FORMATS) -> str | None:
    """Return the format that a file name stands for, or None if affilint does not read such files.

    ``further`` are endings that the configuration adds or reads otherwise, lower-case, with their dot.
    """
    ending = _ending(path)
    return further.get(ending) or FORMATS.get(ending) or CODE_FORMATS.get(ending)


def _ending(path: str) -> str:
    """Return the ending of a file name, lower-case, with its dot; a name has one only after another character."""
    name = next((part for part in reversed(path.replace("\\", "/").split("/")) if part not in {"", "."}), "")
    stem, dot, ending = name.rpartition(".")
    return f".{ending.lower()}" if dot and stem and ending else ""


_SAYS_MARKDOWN = re.compile(
    r"\A\s*---\n(?:(?!---)[^\n]*\n)*?mdx:\s*(?:\n[ \t]+|\{[^{}\n]{0,80}?)format[\"']?:\s*[\"']?(?:md|detect)\b"
)
"""Front matter by which Docusaurus reads one ``.md`` as Markdown, on a site where it reads all as MDX."""
_LONGEST_HEAD = 4_000


def read_article(source: Source, format_: str | None = None, engine: str = "") -> Article:
    """Parse a source in the given format, or in the format of its file name (Markdown if unknown).

    ``engine`` is how the site's engine reads Markdown beside HTML (``markdown_in_html``); empty: as CommonMark does. Where it
    is ``mdx``, Markdown is MDX: braces are code, and imports are none of the text.
    """
    article = _read(source, format_, engine)
    if "//" in source.text or "\\/\\/" in source.text or article.structured_data:
        from linter.article.hidden_links import hidden_links

        article.links.extend(hidden_links(article))
    return article


def _read(source: Source, format_: str | None, engine: str) -> Article:
    format_ = format_ or format_of(source.path) or "markdown"
    if format_ == "html":
        from linter.article.html import read_html

        return read_html(source)
    if format_ == "text":
        from linter.article.plaintext import read_plain_text

        return read_plain_text(source)
    if format_ == "rst":
        from linter.article.rst import read_rst

        return read_rst(source)
    if format_ in CODE:
        from linter.article.code_page import read_code_page

        return read_code_page(source, format_)
    from linter.article.markdown import read_markdown

    if format_ == "markdown" and engine == "mdx" and not _SAYS_MARKDOWN.search(source.text[:_LONGEST_HEAD]):
        format_ = "mdx"
    return read_markdown(source, format_, engine)
