"""Read the files that articles put in their text by a path or a name, as VitePress, Quarto and Obsidian do.

Source: vitepress.dev/guide/markdown ("Markdown File Inclusion"), quarto.org/docs/authoring/includes.html,
help.obsidian.md ("Embed files").
"""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.article.emissions import Printed
from linter.article.inclusions import SIGNS, inclusions
from linter.records import replace
from linter.site.files import Tree
from linter.site.rendering.templates import read_printed
from linter.site.template import go_liquid

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linter.site.rendering.template_index import TemplateIndex

_GENERATORS = frozenset({"vitepress", "vuepress", "quarto", "quartz"})
_ARTICLES = (".md", ".mdx", ".qmd", ".markdown")
_CALL = re.compile(r"\{\{<\s*include\s+([^\s>]{1,300})\s*>\}\}")
_ROOTS = ("", "docs", "src", "content")
_MOST_ARTICLES = 4_000
_MOST_NAMES = 1_000
_LONGEST = 100_000


def article_parts(index: TemplateIndex, detected: Sequence[str]) -> Iterator[tuple[str, Printed]]:
    """Yield what the included files print, by the name that articles call them by, in lower case."""
    if _GENERATORS.isdisjoint(detected):
        return
    articles = Tree(index.tree.root, replace(index.tree.limits, files=_MOST_ARTICLES))
    paths = articles.walk("", _ARTICLES)[:_MOST_ARTICLES]
    by_stem = {posixpath.basename(path).rpartition(".")[0].lower(): path for path in reversed(paths)}
    known: dict[str, Printed] = {}
    for path in paths:
        text = articles.text(path) or ""
        for name in _named(text):
            if name.lower() not in known and len(known) < _MOST_NAMES:
                found = _path(articles, path, name, by_stem)
                part = (articles.text(found) or "")[:_LONGEST] if found is not None else ""
                if found is not None and found != path:
                    template = go_liquid.read_liquid(part, found)
                    known[name.lower()] = read_printed(index, template, name) or Printed(source=found)
    yield from known.items()


def _named(text: str) -> Iterator[str]:
    """Yield the paths and names by which an article calls files."""
    if any(sign in text for sign in SIGNS):
        yield from (one.name for one in inclusions(text) if one.name)
    if "include" in text:
        yield from (found[1] for found in _CALL.finditer(text))


def _path(tree: Tree, article: str, name: str, by_stem: dict[str, str]) -> str | None:
    """Return the path of the file that an article means: from its folder, from a root of the site, or by its bare name."""
    plain = re.sub(r"^@(?:site)?/|^/", "", name)
    beside = posixpath.normpath(posixpath.join(posixpath.dirname(article), name)) if plain == name else ""
    rooted = [posixpath.normpath(posixpath.join(root, plain)) for root in _ROOTS]
    found = tree.first(path for path in (beside, *rooted) if path and not path.startswith(".."))
    return found or by_stem.get(posixpath.basename(name).removesuffix(".md").lower())
