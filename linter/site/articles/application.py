"""Which components of an application are pages: those that its routes name, at their addresses.

Nothing is run: imports are followed from the file that the application begins with, and routes are read as they are written.
"""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.article.imports import imports
from linter.records import dataclass, field
from linter.site.articles.application_routes import folders_of_routes, route_of_file, routes_in
from linter.site.code.bindings import exports, loaded_later
from linter.site.code.comments import without_comments
from linter.site.code.import_paths import ImportPaths
from linter.site.generator.application import entry_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from linter.site.files import Tree

_PAGES = (".tsx", ".jsx", ".js", ".vue")
_CODE = (*_PAGES, ".ts", ".mjs")
_MOST_FILES = 200
_DEEPEST = 5
_ROOT = re.compile(r"<([A-Z][\w$]*)(?=[\s/>])|\bcreateApp\(\s*([A-Z][\w$]*)|\bh\(\s*([A-Z][\w$]*)")
_FOLDER_OF_PAGES = re.compile(r"/(?:pages?|views?|screens?|routes)/", re.IGNORECASE)
# What prints the route within it is no page, whatever its own address.
_PRINTS_ROUTE = re.compile(r"<(?:Outlet|RouterView|router-view)\b")
_TESTS = re.compile(r"\.(?:test|spec|stories)\.")


@dataclass(frozen=True, slots=True)
class Application:
    """The pages of an application by their files, with the addresses that routes give them (none where none is written)."""

    pages: Mapping[str, frozenset[str]] = field(default_factory=dict)
    around: tuple[str, ...] = ()
    """The files of what stands around all pages: the file that the routes stand in, and what these put around pages."""
    root: str | None = None
    """The file of the component that is the whole application, where it has no pages."""


def read_application(tree: Tree) -> Application:
    """Return the pages of the application in a repository; none where there is no application."""
    entry = entry_of(tree, tree.text("package.json") or "")
    return _Reader(tree).read(entry) if entry is not None else Application()


class _Reader:
    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._resolve = ImportPaths(tree).resolve
        self._imports: dict[str, dict[str, tuple[str, str]]] = {}
        self._pages: dict[str, set[str]] = {}
        self._around: dict[str, None] = {}

    def read(self, entry: str) -> Application:
        reached = self._reached(entry)
        for path, text in reached.items():
            self._add_routes(path, text)
        root = self._root(entry, reached)
        if self._pages:
            frames = [path for path in self._pages if _PRINTS_ROUTE.search(self._tree.text(path) or "")]
            self._around |= dict.fromkeys([*frames, *([root] if root is not None else ())])
            pages = {path: frozenset(found) for path, found in sorted(self._pages.items()) if path not in frames}
            return Application(pages, tuple(path for path in self._around if path not in pages))
        by_folder = [path for path in reached if path.endswith(_PAGES) and _FOLDER_OF_PAGES.search(f"/{path}")]
        if by_folder:
            around = (root,) if root is not None and root not in by_folder else ()
            return Application({path: frozenset() for path in sorted(by_folder)}, around)
        return Application({root: frozenset()}, root=root) if root is not None else Application()

    def _reached(self, entry: str) -> dict[str, str]:
        """Return the files of code that the application imports, near ones first, without comments."""
        found: dict[str, str] = {}
        level = [entry]
        for _ in range(_DEEPEST + 1):
            following: dict[str, None] = {}
            for path in level:
                text = self._tree.text(path) if path not in found and len(found) < _MOST_FILES else None
                if text is not None:
                    found[path] = text = without_comments(text)
                    following |= dict.fromkeys(self._imported(path, text))
            level = [path for path in following if path not in found]
        return found

    def _imported(self, path: str, text: str) -> Iterator[str]:
        self._imports[path] = names = {
            local: (target, original) for local, target, original in (*imports(text), *loaded_later(text))
        }
        later = [route.imported for route in routes_in(text) if route.imported]
        targets = [*(target for target, _ in names.values()), *(one for _, one, _ in exports(text) if one), *later]
        for target in dict.fromkeys(targets):
            file = self._resolve(target, path)
            if file is not None and file.endswith(_CODE) and _TESTS.search(file) is None:
                yield file

    def _add_routes(self, path: str, text: str) -> None:
        own = route_of_file(text)
        if own is not None:
            self._add([path], own)
            return
        before = len(self._pages)
        for route in routes_in(text):
            self._add([self._file_of(name, path, text) for name in route.names], route.address)
            self._add([self._resolve(route.imported, path)] if route.imported else [], route.address)
            files = (self._file_of(name, path, text) for name in route.around)
            self._around |= dict.fromkeys(file for file in files if file is not None and file != path)
        for folder in folders_of_routes(text):
            found = self._folder(folder, path)
            self._add(self._tree.walk(found, _PAGES) if _FOLDER_OF_PAGES.search(f"/{found}/") else [], "")
        if len(self._pages) > before:
            self._around |= {path: None}

    def _folder(self, written: str, path: str) -> str:
        if written.startswith("."):
            return posixpath.normpath(posixpath.join(posixpath.dirname(path), written))
        return written.replace("@/", "src/", 1).strip("/")

    def _add(self, files: Iterable[str | None], address: str) -> None:
        for file in files:
            if file is not None and file.endswith(_PAGES):
                self._pages.setdefault(file, set()).add(address)

    def _file_of(self, name: str, path: str, text: str) -> str | None:
        """Return the file of the site that a component comes from; None for one of a library."""
        target, original = self._imports.get(path, {}).get(name, ("", ""))
        if not target:
            is_own = re.search(rf"\b(?:function|const|class)\s+{re.escape(name)}\b", text) is not None
            return path if is_own else None
        file = self._resolve(target, path)
        if file is None or not file.rsplit("/", 1)[-1].startswith("index."):
            return file
        listed = self._tree.text(file) or ""
        handed = [
            *((public, one) for public, one, _ in exports(listed)),
            *((one, by) for one, by, _ in imports(listed)),
        ]
        taken = next((one for public, one in handed if public == original and one), None)
        return (self._resolve(taken, file) if taken is not None else None) or file

    def _root(self, entry: str, reached: Mapping[str, str]) -> str | None:
        """Return the file of the component that the application begins with."""
        text = reached.get(entry, "")
        names = [next(one for one in found if one) for found in _ROOT.findall(text)]
        files = {name: self._file_of(name, entry, text) for name in names}
        own = {name: file for name, file in files.items() if file in reached and file is not None}
        found = own.get("App") or next(reversed(own.values()), None)
        return found if found is not None and found.endswith(_PAGES) else None
