"""Which articles a route prints: the folder of content that its code names, or that has the route's own name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from linter.site.files import Tree

_CONTENT = (
    "content",
    "src/content",
    "src/data",
    "data",
    "posts",
    "src/posts",
    "docs",
    "_content",
    "articles",
    "src/articles",
)
_ROUTES = ("src/pages/", "src/routes/", "src/app/", "pages/", "app/", "routes/")
# A collection that code asks for: getCollection("blog"), content/blog, join(cwd, "content", "blog"), allBlogs.
_ASKED = (
    r"(?:get(?:Live)?(?:Collection|Entry|EntryBySlug|Entries)|queryCollection|queryContent)\(\s*[\"'`]/?{name}[\"'`/]"
    r"|\b(?:content|data)/{name}\b|\b(?:join|resolve)\([^()\n]*[\"'`/]{name}[\"'`/]|\ball{title}s?\b"
)


def tagged_routes(tree: Tree, pages: Sequence[str]) -> list[tuple[str, tuple[str, ...]]]:
    """Return the files that print articles, each with the folders that it is for (empty: every article).

    What a route's code asks for goes before its name. A route of which neither tells prints what no other is sure to print.
    """
    collections = _collections(tree)
    asked = {path: _asked(tree.text(path) or "", collections) for path in pages if "[" in path or "$" in path}
    named = {path: _named(path, collections) for path in asked}
    claimed = {path: asked[path] or named[path] for path in asked}
    sure = {name for path in asked for name in (named[path] or asked[path]) if len(named[path] or asked[path]) == 1}
    outside = tuple(f"outside:{name}" for name in sorted(sure)) if len(asked) > 1 else ()
    if len(asked) == 1:
        return [(path, ()) for path in pages]
    return [
        (path, tuple(f"section:{name}" for name in sorted(claimed[path])) or outside) if path in claimed else (path, ())
        for path in pages
    ]


def united(tags: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """Return the folders of what wraps several routes; empty for every article."""
    found = list(tags)
    if any(not one or one[0].startswith("outside:") for one in found):
        return ()
    return tuple(sorted({name for one in found for name in one}))


def _collections(tree: Tree) -> tuple[str, ...]:
    names = {name for root in _CONTENT for name in tree.listing(root)[1]}
    return tuple(sorted(name for name in names if re.fullmatch(r"[\w-]{2,40}", name)))


def _asked(text: str, collections: Sequence[str]) -> frozenset[str]:
    found = [
        name
        for name in collections
        if re.search(_ASKED.replace("{name}", re.escape(name)).replace("{title}", re.escape(name.title())), text)
    ]
    return frozenset(found)


def _named(path: str, collections: Sequence[str]) -> frozenset[str]:
    """Return the collection that has the name of the folder right above the route's parameter, in singular or plural."""
    start = next((root for root in _ROUTES if path.startswith(root)), "")
    before = re.split(r"[\[$]", path[len(start) :], maxsplit=1)[0].rstrip("/.")
    folders = [part for part in re.split(r"[/.]", before) if part and part[0] not in "(@_"]
    last = folders[-1].lower() if folders else ""
    return frozenset(name for name in collections if last and last.rstrip("s") == name.lower().rstrip("s"))
