"""Which folders of a site written in JavaScript its code cannot read articles from, as nothing in it names them.

Such generators publish what their code or settings read. A folder that no literal of either names, and in which nobody keeps
articles by convention, holds plans, research and drafts of those who write the site.
"""

from __future__ import annotations

import os
from functools import cached_property
from typing import TYPE_CHECKING

from linter import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from linter.site.articles.site_code import SiteCode

_MARKDOWN = (".md", ".mdx", ".markdown", ".mdoc")
_GENERATORS = frozenset({"astro", "next", "nuxt", "gatsby", "svelte", "docusaurus"})
_CONVENTIONAL = frozenset(
    {
        *("content", "contents", "post", "posts", "_posts", "blog", "blogs", "_blog", "article", "articles", "_articles", "pages", "_pages", "page"),
        *("app", "src", "lib", "data", "_data", "public", "static", "i18n", "locales", "markdown", "md", "mdx", "reviews", "guides", "entries"),
        *("packages", "apps", "sites", "examples", "versioned_docs", "layers", "collections", "_content", "site", "web", "website", "www"),
    }
)  # fmt: skip
"""Names of folders in which people write what they publish, or keep whole sites: never passed over."""
_PUBLISHED = frozenset({"content", "contents", "posts", "_posts", "blog", "articles", "pages", "app", "src/content", "src/pages"})  # fmt: skip
_BY_GENERATOR = {"docusaurus": frozenset({"docs", "blog"})}
_MOST = 60
"""Folders that a site is searched for."""
_OWN_SITE = ("package.json", "_config.yml", "mkdocs.yml", "hugo.toml", "config.toml", "conf.py", "book.toml", "tsconfig.json")  # fmt: skip
_WHOLE = re.compile(
    r"(?:readdir\w*|globSync|globby|glob|fg|fg\.sync|walk\w*)\(\s*process\.cwd\(\)\s*[,)]"
    r"|process\.env\.\w{0,30}(?:CONTENT|POSTS?|ARTICLES?|MARKDOWN|BLOG|NOTES)\w{0,30}(?:DIR|PATH|FOLDER|ROOT)"
    r"|\b(?:base|contentDirPath|cwd|root|path|source|directory)\s*:\s*(?:[\"'`]\.?/?[\"'`]|__dirname\b\s*[,}\n]|[\"'`]\$\{__dirname\}/?[\"'`])"
)
"""Code that may read every folder of the site."""
_ROOT = re.compile(r"\b(?P<name>\w+)\s*=\s*(?:process\.cwd\(\)|__dirname)[ \t]*(?:;[ \t]*)?$", re.MULTILINE)
_READ = r"(?:readdir\w*|walk\w*|globSync|globby|glob)\(\s*{name}\s*[,)]"
_PATTERN = re.compile(r"[\"'`](?:\./|/)?\*\*?/[^\"'`\n]*\b(?:md|mdx)\b")
_BASED = re.compile(r"\b(?:base|contentDirPath|cwd|root|dir|directory|folder|source|path)\s*:")
_SETTINGS_OF_TOOLS = re.compile(r"(?:^|/)(?:tailwind|eslint|prettier|jest|vitest|playwright|commitlint|biome|cspell|tsconfig|jsconfig|package|deno|turbo|nx|renovate|lint|\.)[^/]*$|^\.")  # fmt: skip
"""Settings whose patterns over the whole site read no articles."""


class FoldersOfArticles:
    """Knows the folders of one site that its code does not name; the code is read when it is first asked."""

    def __init__(self, code: SiteCode, generators: Collection[str]) -> None:
        self._site = code
        self._tree = code.tree
        self._generators = generators
        self._units: dict[str, bool] = {}

    def is_outside(self, path: str) -> bool:
        """Say whether a file of Markdown, relative to the site, surely lies outside of the folders of its articles."""
        known = set(self._generators) - {"static"}
        if not path.endswith(_MARKDOWN) or len(known) != 1 or not known <= _GENERATORS:
            return False
        unit = _unit(path)
        if not unit or unit.rpartition("/")[2].lower() in _CONVENTIONAL or unit in self._by_generator:
            return False
        if unit not in self._units and len(self._units) >= _MOST:
            return False
        if unit not in self._units:
            self._units[unit] = self._is_unnamed(unit)
        return self._units[unit]

    @property
    def _by_generator(self) -> frozenset[str]:
        return frozenset().union(*(_BY_GENERATOR.get(name, frozenset()) for name in self._generators))

    def _is_unnamed(self, unit: str) -> bool:
        code = self._code
        if code is None or self._tree.walk(unit, _OWN_SITE, 3) or not self._is_known:
            return False
        name = re.escape(unit.rpartition("/")[2])
        named = re.compile(
            rf"[\"'`/=:\s@~(]{name}/|[\"'`]{name}[\"'`]|/{name}[\"'`]|^[ \t]*(?:-[ \t]*)?(?:\w+:[ \t]*)?/?{name}[ \t]*$",
            re.MULTILINE,
        )
        return not any(named.search(text) for path, text in code.items() if not path.startswith(f"{unit}/"))

    @cached_property
    def _is_known(self) -> bool:
        """Whether articles lie where this kind of site publishes them from."""
        folders = [*_PUBLISHED, *self._by_generator]
        return any(self._tree.walk(folder, _MARKDOWN, 4) for folder in sorted(folders))

    @cached_property
    def _code(self) -> dict[str, str] | None:
        """The code of the site; None where any of it may read every folder, or where folders are linked into another."""
        if any(_has_link(self._tree.root / folder) for folder in ("", "src", "content", "src/content")):
            return None
        code = self._site.files
        if code is None or any(_reads_all(path, text) for path, text in code.items()):
            return None
        return code


def _unit(path: str) -> str:
    """Return the folder at the root that a file lies in, of ``src`` the one below it; "" for files of neither."""
    folders = path.split("/")[:-1]
    return "/".join(folders[: 2 if folders and folders[0] == "src" else 1]) if folders != ["src"] else ""


def _reads_all(path: str, text: str) -> bool:
    if _SETTINGS_OF_TOOLS.search(path) is not None:
        return False
    roots = {match["name"] for match in _ROOT.finditer(text)}
    return (
        _WHOLE.search(text) is not None
        or (_PATTERN.search(text) is not None and _BASED.search(text) is None)
        or any(re.search(_READ.format(name=re.escape(name)), text) for name in roots)
    )


def _has_link(folder: Path) -> bool:
    try:
        with os.scandir(folder) as entries:
            return any(entry.is_symlink() and entry.is_dir() for entry in entries)
    except OSError:
        return False
