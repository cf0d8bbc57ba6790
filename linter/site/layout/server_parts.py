"""Read the files that pages of a site without a generator have their server put in: notices, footers, tables of links."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from linter.article.emissions import Printed
from linter.article.server_includes import included, tags
from linter.site.articles.server_pages import pages_with_parts, part_of
from linter.site.rendering.templates import read_printed
from linter.site.template import go_liquid

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.site.files import Tree
    from linter.site.rendering.template_index import TemplateIndex

_MOST_NAMES = 500
_DEEPEST = 4
_MOST_PARTS = 40
"""Files in one, with those in them."""
_LARGEST = 100_000
"""Characters of a file with all that it puts in itself."""


def printed_parts(index: TemplateIndex) -> Iterator[tuple[str, Printed]]:
    """Yield what the files print, by the name that pages put them in by, in lower case.

    Of several files of a name one that discloses stands for all: a false alarm costs more than a miss.
    """
    found: dict[str, Printed] = {}
    named = (
        (name.lower(), file)
        for path, text in pages_with_parts(index.tree)
        for name, file in _files(index.tree, path, text)
    )
    for name, path in islice(dict.fromkeys(named), _MOST_NAMES):
        template = go_liquid.read_liquid(_text(index.tree, path), path)
        printed = read_printed(index, template, path) or Printed(source=path)
        if name not in found or (found[name].disclosure is None and printed.disclosure is not None):
            found[name] = printed
    yield from found.items()


def _files(tree: Tree, path: str, text: str) -> Iterator[tuple[str, str]]:
    for start, end in tags(text):
        for name in included(text[start:end]):
            file = part_of(tree, path, name)
            if file is not None:
                yield name, file


def _text(tree: Tree, path: str, around: tuple[str, ...] = (), left: list[int] | None = None) -> str:
    """Return the text of a file with what it puts in itself, and without the code of its server.

    ``around`` are the files that it stands in, none of which it holds; ``left`` counts how many may still be put in.
    """
    left = [_MOST_PARTS] if left is None else left
    text = tree.text(path) or ""
    parts: list[str] = []
    position = 0
    for start, end in sorted(tags(text)):
        if start < position:
            continue
        parts.append(text[position:start])
        for name in included(text[start:end]) if len(around) < _DEEPEST else ():
            file = part_of(tree, path, name)
            if file is not None and file not in around and left[0] > 0:
                left[0] -= 1
                parts.append(_text(tree, file, (*around, path), left))
        position = end
    return "".join([*parts, text[position:]])[:_LARGEST]
