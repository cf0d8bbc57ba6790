"""The content collections of a site of Astro's: their entries, and which collection a field of front matter refers to.

Source: docs.astro.build/en/guides/content-collections (``glob`` and ``file`` loaders, ``reference``).
"""

from __future__ import annotations

import posixpath
from itertools import islice, zip_longest
from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.site.code.literals import closing
from linter.site.files import lowered, parse_data

if TYPE_CHECKING:
    from collections.abc import Callable

    from linter.site.files import Tree

_DATA = (".yml", ".yaml", ".json", ".toml")
_ARTICLES = (".md", ".mdx")
_WRITTEN = (*_ARTICLES, ".markdown", ".html")
_CONFIGURATION = tuple(
    f"src/{name}.{ending}" for name in ("content.config", "content/config") for ending in ("ts", "mts", "js", "mjs")
)
_DEFINED = re.compile(
    r"(?:\b(?:const|let|var)\s+(?P<name>[\w$]{1,60})\s*=|[\"']?(?P<key>[\w$-]{1,60})[\"']?\s*:)\s*defineCollection\("
)
_RENAMED = re.compile(r"(?P<at>[\"'][\w-]{1,60}[\"']|[\w$]{1,60})\s*:\s*(?P<name>[A-Za-z_$][\w$]{0,60})\s*[,}]")
_LISTED = re.compile(r"\bcollections\s*(?::[^={}]{1,80})?=\s*\{")
_FOLDER = re.compile(r"\bbase\s*:\s*[\"'`](?:\./|/)?([^\"'`$\n]{1,200})[\"'`]")
_FILE = re.compile(r"\bfile\(\s*[\"'`](?:\./|/)?([^\"'`$\n]{1,200})[\"'`]")
# product: reference("products"), picks: z.array(reference("products"))
_REFERENCE = re.compile(
    r"([\w$]{1,60})[\"']?\s*:\s*((?:[\w$]{1,20}\s*\.\s*[\w$]{1,20}\(\s*){0,3})reference\(\s*[\"'`]([\w-]{1,60})[\"'`]"
)
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n([\s\S]*?)\n---[ \t]*(?:\n|\Z)")
_NOTES = frozenset({"readme", "license", "changelog", "contributing"})
"""Files beside entries that speak of the folder; a loader leaves them out, or the site shows none of their fields."""
_Configuration = tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]], frozenset[str]]
"""The place of each collection, the collections that each field refers to, and the fields that hold lists."""
_MOST_FILES = 60
_MOST_ROWS = 300


class Collections:
    """The content collections of one site; each is read once. ``data`` reads a file of data."""

    def __init__(self, tree: Tree, data: Callable[[str], object]) -> None:
        self._tree = tree
        self._data = data
        self._entries: dict[str, list[tuple[str, object]]] = {}
        self._configured: _Configuration | None = None

    def entries(self, name: str) -> list[tuple[str, object]]:
        """Return the ids and the data of a collection's entries: of a folder's files, else of one file of data."""
        if name not in self._entries:
            found = [
                (path[len(folder) + 1 :].rsplit(".", 1)[0], path)
                for folder in self._folders(name)
                for path in self._tree.walk(folder, (*_DATA, *_ARTICLES), 2)
                if not _is_note(path)
            ]
            entries = [(key, self.entry(path)) for key, path in found[:_MOST_FILES]]
            self._entries[name] = entries or self._of_file(name)
        return self._entries[name]

    def is_written(self, name: str) -> bool:
        """Return whether the entries of a collection are articles in files of their own, and no records."""
        return any(
            not _is_note(path) for folder in self._folders(name) for path in self._tree.walk(folder, _ARTICLES, 2)
        )

    def referred(self, field: str) -> tuple[str, ...]:
        """Return the collections whose entries a field may name by id: ``product: reference("products")``."""
        return self._configuration()[1].get(field, ())

    def is_list(self, field: str) -> bool:
        """Return whether a field holds several references: ``z.array(reference("products"))``."""
        return field in self._configuration()[2]

    def _folders(self, name: str) -> tuple[str, ...]:
        """Return the folders of a collection: the one that its loader names, else where they stand by convention."""
        told = [one for one in self._configuration()[0].get(name, ()) if not one.endswith(_DATA)]
        return (*told,) or (f"src/content/{name}", f"content/{name}", f"src/data/{name}")

    def _of_file(self, name: str) -> list[tuple[str, object]]:
        told = [one for one in self._configuration()[0].get(name, ()) if one.endswith(_DATA)]
        usual = (f"src/{folder}/{name}{ending}" for folder in ("data", "content") for ending in _DATA)
        path = self._tree.first([*told, *usual])
        found = self._data(path) if path is not None else None
        if isinstance(found, dict):
            return [*islice(found.items(), _MOST_ROWS)]
        rows = found if isinstance(found, list) else []
        return [(str(row.get("id") or row.get("slug")), row) for row in rows[:_MOST_ROWS] if isinstance(row, dict)]

    def entry(self, path: str) -> object:
        """Return the front matter of an article, or the data of a file."""
        if path.endswith(_WRITTEN):
            fence = _FRONT_MATTER.match(self._tree.text(path) or "")
            return lowered(parse_data(fence[1], "front.yml"), 8) if fence else {}
        return self._data(path)

    def _configuration(self) -> _Configuration:
        """Return what the site's schema says of its collections."""
        if self._configured is None:
            path = self._tree.first(_CONFIGURATION)
            self._configured = _read(self._tree.text(path) or "") if path is not None else ({}, {}, frozenset())
        return self._configured


def _read(text: str) -> _Configuration:
    places: dict[str, tuple[str, ...]] = {}
    listed = _LISTED.search(text)
    end = closing(text, listed.end() - 1) if listed is not None else -1
    names = (
        {one["name"]: one["at"].strip("\"'") for one in _RENAMED.finditer(text, listed.end(), end + 1)}
        if listed is not None and end > 0
        else {}
    )
    starts = [*_DEFINED.finditer(text)]
    # Each definition ends before the next begins: no bracket that is never closed is gone through for all of them.
    for match, following in zip_longest(starts, starts[1:]):
        body = text[match.end() : following.start() if following is not None else match.end() + 4_000]
        loader = body.partition("schema")[0]
        place = _FILE.search(loader) or _FOLDER.search(loader)
        if place is not None:
            name = match["key"] or match["name"]
            places[names.get(name, name)] = (posixpath.normpath(place[1]),)
    fields: dict[str, dict[str, None]] = {}
    found = _REFERENCE.findall(text)
    for field, _, collection in found:
        fields.setdefault(field, {})[collection] = None
    lists = frozenset(field for field, made, _ in found if "array" in made)
    return places, {field: tuple(one) for field, one in fields.items()}, lists


def _is_note(path: str) -> bool:
    """Return whether a file is no entry: notes on the folder, and what begins with an underscore, which Astro leaves out."""
    name = path.rsplit("/", 1)[-1]
    return name.startswith("_") or name.rsplit(".", 1)[0].lower() in _NOTES
