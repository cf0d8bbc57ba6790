"""What Quarto's settings put around every page: announcement, footer, and files before and after the body.

Source: quarto.org/docs/websites/website-navigation.html, quarto.org/docs/output-formats/html-basics.html ("Includes"),
quarto.org/docs/projects/quarto-projects.html ("Directory Metadata").
"""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from linter.site.files import parse_data
from linter.site.generator.detection import configuration_files

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.site.files import Tree

_METADATA = ("_metadata.yml", "_metadata.yaml")
_LEVELS = 2
_MOST_TEXTS = 40
_LONGEST = 20_000
_SIDES = ("left", "center", "right")


def quarto_pages(tree: Tree) -> Iterator[tuple[str, str]]:
    """Yield the folder of the articles (empty: all) and the page around them, in the template language of MkDocs's themes."""
    path = tree.first(configuration_files("quarto"))
    settings = _data(tree, path) if path is not None else {}
    website = settings.get("website")
    site: dict[str, object] = website if isinstance(website, dict) else {}
    before, after = _includes(tree, settings, "")
    said, footer = _announced(site.get("announcement")), _footer(site.get("page-footer"))
    yield "", f"{said}{before}<main>{{{{ page.content }}}}</main>{after}<footer>{footer}</footer>"
    for folder in _folders(tree, "", _LEVELS):
        metadata = tree.first(f"{folder}/{name}" for name in _METADATA)
        before, after = _includes(tree, _data(tree, metadata), folder) if metadata is not None else ("", "")
        if before or after:
            yield posixpath.basename(folder), f"{before}<main>{{{{ page.content }}}}</main>{after}"


def _folders(tree: Tree, folder: str, levels: int) -> Iterator[str]:
    for name in tree.listing(folder)[1]:
        if not name.startswith(("_", ".")) and name != "node_modules":
            path = f"{folder}/{name}" if folder else name
            yield path
            if levels > 1:
                yield from _folders(tree, path, levels - 1)


def _data(tree: Tree, path: str) -> dict[str, object]:
    data = parse_data(tree.text(path) or "", path)
    return {str(key): value for key, value in data.items()} if isinstance(data, dict) else {}


def _includes(tree: Tree, settings: dict[str, object], folder: str) -> tuple[str, str]:
    """Return what settings put before and after the body, whether for HTML or for every format."""
    formats = settings.get("format")
    html = formats.get("html") if isinstance(formats, dict) else None
    found = {}
    for key in ("include-before-body", "include-after-body"):
        given = [one.get(key) for one in (settings, html) if isinstance(one, dict)]
        found[key] = "".join(_included(tree, value, folder) for value in given)
    return found["include-before-body"], found["include-after-body"]


def _included(tree: Tree, value: object, folder: str) -> str:
    """Return the text of a file, of several, or one that is written out under ``text``."""
    if isinstance(value, list):
        return "".join(_included(tree, one, folder) for one in value[:_MOST_TEXTS])
    if isinstance(value, dict):
        return _plain(str(value["text"])) if "text" in value else _included(tree, value.get("file"), folder)
    if not isinstance(value, str):
        return ""
    path = value.lstrip("/") if value.startswith("/") else posixpath.normpath(posixpath.join(folder, value))
    return _plain((tree.text(path) or "") if not path.startswith("..") else "")


def _announced(value: object) -> str:
    """Return the bar above or below the navigation: both stand over the article."""
    content = value.get("content") if isinstance(value, dict) else value
    return f"<div>{_plain(content)}</div>" if isinstance(content, str) else ""


def _footer(value: object) -> str:
    """Return the text of the footer: one, or one for each side, which may be a list of links with texts."""
    sides = [value.get(side) for side in _SIDES] if isinstance(value, dict) else [value]
    said = (one for side in sides for one in (side if isinstance(side, list) else [side])[:_MOST_TEXTS])
    texts = (one.get("text") if isinstance(one, dict) else one for one in said)
    return "".join(f"<p>{_plain(text)}</p>" for text in texts if isinstance(text, str))


def _plain(text: str) -> str:
    """Return a text in which nothing is a tag of a template."""
    return text[:_LONGEST].replace("{{", "{ {").replace("{%", "{ %").replace("{#", "{ #")
