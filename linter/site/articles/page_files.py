"""Which files of code are pages of a site: by the folders of its generator, or by the routes of an application."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.site.articles.code_pages import is_parametric, is_start, may_be_page, tells_no_article

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linter.site.articles.application import Application
    from linter.site.files import Tree

APPLICATION = "application"
"""Stands among the generators for a bundler: what it builds is one page of HTML and the code that this names."""
_PARAMETER = re.compile(r"[:$*\[{]")
_WORD = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_KIND = re.compile(r"[-_]?(?:page|view|screen|route)$")


class PageFiles:
    """Tells the pages of one site that are code; an application's routes are read when they are first asked for."""

    def __init__(self, tree: Tree, generators: Sequence[str]) -> None:
        self._tree = tree
        self._generators = generators

    @cached_property
    def application(self) -> Application | None:
        """The application that the site is; None for a site of a generator."""
        if APPLICATION not in self._generators:
            return None
        from linter.site.articles.application import read_application  # noqa: PLC0415 - applications only

        return read_application(self._tree)

    def may_be_page(self, path: str) -> bool:
        """Return whether a file is a page of its site and code, by its path from the root of the site."""
        if self.application is None:
            return may_be_page(path, self._generators)
        addresses = self.application.pages.get(path)
        if addresses is None or (path == self.application.root):
            return addresses is not None
        told = [_told(path), *(address.strip("/").rsplit("/", 1)[-1] for address in addresses)]
        return not any(one and one != "index" and tells_no_article(one) for one in told)

    def is_parametric(self, path: str) -> bool:
        """Return whether a page of code is a route with a parameter: it prints many pages, of articles or of records."""
        if self.application is None:
            return is_parametric(path, self._generators)
        return any(_PARAMETER.search(one.rstrip("*")) for one in self.application.pages.get(path, ()))

    def is_start(self, path: str) -> bool:
        """Return whether a page of code is the start page of its site, and not the only page."""
        if self.application is None:
            return is_start(path, self._generators)
        if path == self.application.root:
            return False
        addresses = self.application.pages.get(path, frozenset())
        is_told = any(one.strip("/") for one in addresses)
        return not is_told and (bool(addresses) or _told(path) in {"home", "index", "landing", "main"})

    def is_whole(self, path: str) -> bool:
        """Return whether a file of code is the whole site, of which there is no other page."""
        return self.application is not None and path == self.application.root

    def around(self) -> Iterator[str]:
        """Yield the files of an application that stand around all its pages."""
        yield from self.application.around if self.application is not None else ()


def _told(path: str) -> str:
    """Return what the name of a component's file says, in words joined by hyphens: ``best-pens`` of ``BestPensPage.tsx``."""
    *folders, name = path.split("/")
    stem = name.split(".", 1)[0]
    stem = folders[-1] if stem == "index" and folders else stem
    return _KIND.sub("", _WORD.sub("-", stem).lower())
