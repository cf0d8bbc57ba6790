"""Read the files that articles of MkDocs put in their text by name: whole, a section of them, or some of their lines.

Source: facelessuser.github.io/pymdown-extensions/extensions/snippets (``base_path``, sections, lines, ``auto_append``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.article.emissions import Printed
from linter.article.inclusions import SIGNS, inclusions
from linter.records import replace
from linter.site.files import Tree
from linter.site.generator.settings_files import mkdocs_settings, texts
from linter.site.generator.themes import docs_folder, snippet_options
from linter.site.rendering.templates import read_printed
from linter.site.template import go_liquid
from linter.site.template.template_ir import BREAK, CONTENT, Template

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.site.rendering.template_index import TemplateIndex

_ARTICLES = (".md", ".markdown")
_LINES = re.compile(r"(?P<file>.+?):(?P<ranges>-?\d*(?::-?\d*)?(?:,-?\d*(?::-?\d*)?){0,20})")
_SECTION = re.compile(r"(?P<file>.+):(?P<name>[A-Za-z][\w-]*)")
_MARK = re.compile(r"^.*-{1,}8<-{1,}[ \t]+\[[ \t]*(start|end)[ \t]*:[ \t]*([A-Za-z][\w-]*)[ \t]*\].*$", re.MULTILINE)
_BOX = re.compile(r"^[ \t]*(?:!!!|\?\?\?\+?)[ \t]+[\w -]+?(?:[ \t]+\"([^\"\n]*)\")?[ \t]*$", re.MULTILINE)
"""The line that opens a box: its readers see the title alone."""
_MOST_ARTICLES = 4_000
_MOST_NAMES = 1_000
_DEEPEST = 4
_LARGEST = 100_000
"""Characters of an included text with all that it includes itself."""


class Snippets:
    """The files that the articles of one MkDocs site include."""

    def __init__(self, index: TemplateIndex) -> None:
        self._index = index
        self._settings = mkdocs_settings(index.tree)
        options = snippet_options(self._settings)
        named = [folder for one in options for folder in texts(one.get("base_path"))]
        self._bases = list(
            dict.fromkeys(folder.removeprefix("./").strip("/").removeprefix(".") for folder in [*named, ""])
        )
        self._appended = [name for one in options for name in texts(one.get("auto_append"))]

    def printed(self) -> Iterator[tuple[str, Printed]]:
        """Yield what the included files print, by the name that articles call them by, in lower case."""
        for name in self._names():
            template = go_liquid.read_liquid(self.text(name) or "", self._path(name) or name)
            found = read_printed(self._index, template, name)
            # What prints nothing is known too: no other file of a similar name stands for it.
            yield name.lower(), found or Printed(source=template.path)

    def appended(self) -> Iterator[Template]:
        """Yield what stands below every article (``auto_append``)."""
        for name in self._appended:
            text = self.text(name)
            if text is not None:
                template = go_liquid.read_liquid(text, self._path(name) or "")
                template.nodes = [CONTENT, BREAK, *template.nodes]
                yield template

    def text(self, name: str, depth: int = 0) -> str | None:
        """Return the text that stands in the place of an included name, with what it includes itself; None for no file."""
        path = self._path(name)
        text = self._index.tree.text(path) if path is not None else None
        if text is None:
            return None
        parts: list[str] = []
        position = 0
        chosen = _chosen(text, name, is_whole=path is not None and path.endswith(name))
        for one in inclusions(chosen) if depth < _DEEPEST and any(sign in chosen for sign in SIGNS) else ():
            parts += [chosen[position : one.start], (one.name and self.text(one.name, depth + 1)) or ""]
            position = one.end
        whole = "".join([*parts, chosen[position:]])
        return _BOX.sub(lambda opening: f"{opening[1] or ''}\n", _MARK.sub("", whole[:_LARGEST]))

    def _names(self) -> list[str]:
        """Return the names that articles include, each once."""
        tree = self._index.tree
        articles = Tree(tree.root, replace(tree.limits, files=_MOST_ARTICLES))
        docs = docs_folder(self._settings)
        texts_of = (articles.text(path) or "" for path in articles.walk(docs, _ARTICLES))
        named = (one.name for text in texts_of if any(sign in text for sign in SIGNS) for one in inclusions(text))
        return list(dict.fromkeys(name for name in named if name))[:_MOST_NAMES]

    def _path(self, name: str) -> str | None:
        """Return the path of the file that a name means, its section or lines left out."""
        if "://" in name or ".." in name.split("/") or name.startswith("/"):
            return None
        section = _LINES.fullmatch(name) or _SECTION.fullmatch(name)
        files = [name, section["file"]] if section is not None else [name]
        return self._index.tree.first(f"{base}/{file}" if base else file for file in files for base in self._bases)


def _chosen(text: str, name: str, *, is_whole: bool) -> str:
    """Return the lines or the section of a text that a name asks for."""
    lines = None if is_whole else _LINES.fullmatch(name)
    if lines is not None:
        split = text.splitlines(keepends=True)
        return "".join("".join(_range(split, one)) for one in lines["ranges"].split(","))
    section = None if is_whole else _SECTION.fullmatch(name)
    if section is None:
        return text
    marks = [found for found in _MARK.finditer(text) if found[2] == section["name"]]
    start = next((found.end() for found in marks if found[1] == "start"), len(text))
    return text[
        start : next((found.start() for found in marks if found[1] == "end" and found.start() > start), len(text))
    ]


def _range(lines: list[str], written: str) -> list[str]:
    """Return some lines: ``3:5``, from ``3``, up to ``:5``; they count from 1, from the end if negative."""
    first, _, last = written.partition(":")
    start, end = (int(one) if one.strip("-") else None for one in (first, last))
    below = len(lines) + 1
    start = 1 if start is None else start + below if start < 0 else start
    end = below - 1 if end is None else end + below if end < 0 else end
    return lines[max(start, 1) - 1 : max(end, 0)]
