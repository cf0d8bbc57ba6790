"""Which files of Markdown and plain text lie beside pages of HTML for those who write these: plans, prompts, a README."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linter.site.files import Tree

FOR_NOTES = frozenset({"docs", "doc", "notes", "scripts", "tools", "specs", "plans", "prompts"})
"""Folders of texts about the repository."""
_NO_PAGES = (".md", ".markdown", ".mdx", ".rst", ".txt")
_PAGES = (".html", ".htm")
_STARTS = frozenset({"index.html", "index.htm"})
_WRITTEN = frozenset({"index.md", "index.mdx", "_index.md"})
# A page whose script shows Markdown (docsify, marked, a request for a file of that kind): then readers get it.
_SHOWS_MARKDOWN = re.compile(r"docsify|\bmarked\b|markdown-it|showdown|\.(?:md|markdown)[\"'`?#]", re.IGNORECASE)
_SCRIPTS = ("", "js", "scripts", "assets", "assets/js")
_MOST = 60
"""Pages and scripts at the root of a site that are asked for a name."""


def is_beside_page(path: str, tree: Tree) -> bool:
    """Say whether a folder's page is written as HTML: a README beside it is for those who write it."""
    names = {name.lower() for name in tree.listing(path.rpartition("/")[0])[0]}
    return not names.isdisjoint(_STARTS) and names.isdisjoint(_WRITTEN)


def may_be_working_note(path: str, generators: Sequence[str]) -> bool:
    """Say whether a file lies at the root of a site of plain HTML, or in a folder for notes there, and is no page by its kind."""
    folder, slash, _ = path.partition("/")
    is_there = not slash or folder.lower() in FOR_NOTES
    return is_there and tuple(generators) == ("static",) and path.lower().endswith(_NO_PAGES)


def is_working_note(path: str, tree: Tree, generators: Sequence[str]) -> bool:
    """Say whether a file without front matter at the root of a site of plain HTML, or in a folder for notes there, is on no page.

    Nothing makes a page of it: no page at the root names it, and no script of the site shows Markdown or text.
    """
    name = path.rsplit("/", 1)[-1]
    if not may_be_working_note(path, generators) or not is_beside_page("index", tree):
        return False
    return not any(_shows(text, name) for text in _code(tree))


def _shows(text: str, name: str) -> bool:
    return name in text or _SHOWS_MARKDOWN.search(text) is not None


def _code(tree: Tree) -> list[str]:
    """Return the pages at the root of a site and its scripts, a bounded number of them."""
    pages = [name for name in tree.listing("")[0] if name.endswith(_PAGES)]
    scripts = [
        f"{folder}/{name}" if folder else name
        for folder in _SCRIPTS
        for name in tree.listing(folder)[0]
        if name.endswith(".js")
    ]
    return [tree.text(path) or "" for path in [*pages[:_MOST], *scripts[:_MOST]]]
