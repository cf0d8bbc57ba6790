"""Which articles only send their reader on: stubs of Markdown of which a plug-in, or the site's own template, makes a redirect.

Sources: github.com/jekyll/jekyll-redirect-from (``redirect_to``), gohugo.io/templates/lookup-order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.article.frontmatter import find_fence

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from linter.site.files import Tree

_KEY = re.compile(
    r"^[\"']?(?P<key>redirect(?:[_-]?(?:to|url|target|link|uri))?)[\"']?[ \t]*[:=][ \t]*(?P<value>[^\r\n]*(?:\r?\n[ \t]+[^\r\n]+)?)",
    re.MULTILINE | re.IGNORECASE,
)
_ADDRESS = re.compile(r"(?:https?:)?//?[\w.{]", re.IGNORECASE)
_NAMED = re.compile(r"^[\"']?(layout|type)[\"']?[ \t]*[:=][ \t]*[\"']?([\w./-]+)", re.MULTILINE)
_NAME = re.compile(r"redirect(?:s|ed|ion|or)?(?:[-_]\w+)?", re.IGNORECASE)
_SENDS_ON = re.compile(
    r"http-equiv\s*=\s*[\"']?refresh\b|\blocation(?:\.href)?\s*(?:=(?!=)|\.(?:replace|assign)\()", re.IGNORECASE
)
_CONTENT = re.compile(r"\{\{-?\s*(?:\.Content|content|page\.content|post\.content)\b")
_MARKUP = re.compile(r"<(script|style|head)\b.*?</\1\s*>|<[^>]*>|\{\{[^{}]*\}\}|\{%[^%]*%\}", re.DOTALL | re.IGNORECASE)
_MOST_PROSE = 300
"""Characters of text that a page which sends its reader on has beside that: “You are on your way.”"""
_ENDINGS = (".html", ".njk", ".liquid")
_LIQUID = ("_layouts", "_includes", "_includes/layouts", "src/_layouts", "src/_includes", "src/_includes/layouts")


def sends_reader_on(start: str, path: str, tree: Tree, generators: Collection[str], *, is_whole: bool) -> bool:
    """Say whether the page of an article only redirects.

    ``start`` is the beginning of its file, all of it where it ``is_whole``; ``path`` is relative to the root of the site.
    """
    fence = find_fence(start)
    if fence is None:
        return False
    told, body = start[fence.content_start : fence.content_end], start[fence.end :]
    keys = {found["key"].lower() for found in _KEY.finditer(told) if _ADDRESS.search(found["value"])}
    if "redirect_to" in keys and "jekyll" in generators:
        return True
    if not is_whole or len(" ".join(body.split())) > _MOST_PROSE:
        return False
    if keys:
        return True
    named = {key: name.rpartition("/")[2] for key, name in _NAMED.findall(told)}
    if any(_NAME.fullmatch(name.partition(".")[0]) for name in named.values()):
        return True
    file = tree.first(_templates(path, named, tree, generators))
    return file is not None and _is_redirect(tree.text(file) or "")


def _templates(path: str, named: dict[str, str], tree: Tree, generators: Collection[str]) -> Iterator[str]:
    """Yield where the template of an article may lie, the likeliest first; none where all articles may have it."""
    layout = named.get("layout", "")
    if "hugo" in generators:
        kind = named.get("type") or (path.split("/")[1] if path.count("/") > 1 else "")
        names = [f"{kind}/{layout}"] * bool(kind and layout) + [f"_default/{layout}", layout] * bool(layout)
        names += [f"{kind}/single", f"{kind}/page"] * bool(kind)
        for base in ("layouts", *(f"themes/{name}/layouts" for name in tree.listing("themes")[1])):
            yield from (f"{base}/{name}.html" for name in names)
    elif layout and not {"jekyll", "eleventy"}.isdisjoint(generators):
        for folder in _LIQUID:
            yield from (f"{folder}/{layout.removesuffix(ending)}{ending}" for ending in _ENDINGS)


def _is_redirect(template: str) -> bool:
    """Say whether a template sends readers on, prints no article and hardly a word."""
    if _SENDS_ON.search(template) is None or _CONTENT.search(template) is not None:
        return False
    return len(" ".join(_MARKUP.sub(" ", template).split())) <= _MOST_PROSE
