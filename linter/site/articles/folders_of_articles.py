"""Which files of a site that publishes what its code or settings name lie where neither reads articles from.

A folder that no literal of the code names that takes part in the build, and in which nobody keeps articles by convention, holds plans,
research and drafts of those who write the site. So does all that lies beside the sites of a repository.
"""

from __future__ import annotations

import os
from functools import cached_property
from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.site.articles.named_paths import named_paths, naming
from linter.site.articles.publishing_code import is_tool
from linter.site.generator.detection import is_vite, sites_below

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from pathlib import Path

    from linter.site.articles.site_code import SiteCode

_MARKDOWN = (".md", ".mdx", ".markdown", ".mdoc")
_TEXTS = (*_MARKDOWN, ".rst", ".txt", ".html", ".htm")
_SERVED = ("public/", "static/")
"""Folders whose files readers get as they are."""
_CONVENTIONAL = frozenset(
    {
        *("content", "contents", "post", "posts", "_posts", "blog", "blogs", "_blog", "article", "articles", "_articles", "pages", "_pages", "page"),
        *("app", "src", "lib", "data", "_data", "public", "static", "i18n", "locales", "markdown", "md", "mdx", "reviews", "guides", "entries", "routes"),
        *("packages", "apps", "sites", "examples", "versioned_docs", "layers", "collections", "_content", "site", "web", "website", "www"),
    }
)  # fmt: skip
"""Names of folders in which people write what they publish, or keep whole sites: never passed over."""
_PUBLISHED = frozenset({"content", "contents", "posts", "_posts", "blog", "articles", "pages", "app", "src", "data"})  # fmt: skip
_OF_RECORDS = frozenset({"content", "contents", "_content", "data", "_data", "collections", "entries", "markdown", "md", "mdx"})  # fmt: skip
"""Folders at the root whose plain text and HTML no generator that reads code serves as they are."""
_WITHOUT_CONVENTION = frozenset({"astro"})
"""Generators, with the libraries that come with them, that read nothing from such a folder unless the code says so."""
_OWN_ROOT = re.compile(r"\bsrcDir\s*:")
_OPENS = re.compile(r"\bread(?:File|dir|Text)|\bimport\.meta\.glob|\?raw\b|\bglob|\bwalk|\bscandir|\bopen\(|\bfs\b")
_BY_GENERATOR = {"docusaurus": frozenset({"docs", "blog"})}
_MOST = 60
"""Folders and files that a site's code is searched for."""
_OWN_SITE = ("package.json", "_config.yml", "mkdocs.yml", "hugo.toml", "config.toml", "conf.py", "book.toml", "tsconfig.json")  # fmt: skip
_WHOLE = re.compile(
    r"(?:readdir\w*|globSync|globby|glob|fg|fg\.sync|walk\w*)\(\s*process\.cwd\(\)\s*[,)]"
    r"|process\.env\.\w{0,30}(?:CONTENT|POSTS?|ARTICLES?|MARKDOWN|BLOG|NOTES)\w{0,30}(?:DIR|PATH|FOLDER|ROOT)"
    r"|\b(?:base|contentDirPath|cwd|root|path|source|directory)\s*:\s*(?:[\"'`]\./?[\"'`]|__dirname\b\s*[,}\n]|[\"'`]\$\{__dirname\}/?[\"'`])"
    r"|\b(?:base|contentDirPath|cwd|root|directory)\s*:\s*[\"'`][\"'`]"
)
"""Code that may read every folder of the site."""
_ROOT = re.compile(r"\b(?P<name>\w+)\s*=\s*(?:process\.cwd\(\)|__dirname)[ \t]*(?:;[ \t]*)?$", re.MULTILINE)
_READ = r"(?:readdir\w*|walk\w*|globSync|globby|glob)\(\s*{name}\s*[,)]"
_WHOLE_BELOW = r"[\"'`](?:\.{{0,2}}/|@/|~/)*{above}/?(?:[\"'`]|\*|\$|\{{)"
_WHOLE_BASE = (
    r"(?:\b(?:join|resolve|readdir\w*|glob\w*)\([^()\n]{{0,80}}|\b(?:const|let|var)\s+\w+(?:\s*:\s*string)?\s*=\s*|\w*(?:base|dir|path|root|folder|source)\w*\s*[:=]\s*)"
    r"[\"'`](?:\.{{0,2}}/|@/|~/)*{above}/?[\"'`]|[\"'`](?:\.{{0,2}}/|@/|~/)*{above}/(?:\*|\$|\{{|[\"'`])"
)
"""Code that names a folder at the root itself, whose name may also be a word of the page."""
_SETTINGS = re.compile(r"\.config\.\w+$|(?:^|/)(?:config|site|settings|gatsby-\w+)\.\w+$|\.(?:ya?ml|toml)$")
_READS = re.compile(
    r"\.(?:md|mdx|markdown|mdoc)\b[^\n]{0,3}[\"'`$/)]|gray-matter|front-?matter|import\.meta\.glob|getCollection|contentlayer|velite"
)
"""Code that may print Markdown."""
_RENDERS = re.compile(
    r"gray-matter|\bremark|\bmarked\b|markdown-it|compileMDX|next-mdx-remote|micromark|react-markdown|showdown"
)
_PAGES = (".tsx", ".jsx", ".astro", ".vue", ".svelte")
_HOLDING = frozenset({"content", "contents", "data", "_content"})
"""Folders whose parts are read one by one, each under its name."""
_COPIES = re.compile(r"copyFile|cpSync|copySync|\bfs\w*\.cp\(|\bcp -|\brsync\b")
_PATTERN = re.compile(r"[\"'`](?:\./|/)?\*\*?/[^\"'`\n]*\b(?:md|mdx)\b")
_BASED = re.compile(r"\b(?:base|contentDirPath|cwd|root|dir|directory|folder|source|path)\s*:")
_SETTINGS_OF_TOOLS = re.compile(r"(?:^|/)(?:tailwind|eslint|prettier|jest|vitest|playwright|commitlint|biome|cspell|tsconfig|jsconfig|package|deno|turbo|nx|renovate|lint|\.)[^/]*$|^\.")  # fmt: skip
"""Settings whose patterns over the whole site read no articles."""


class FoldersOfArticles:
    """Knows the folders of one site that its code does not name; the code is read when it is first asked."""

    def __init__(self, code: SiteCode, generators: Collection[str]) -> None:
        self._site = code
        self._tree = code.tree
        self._generators = set(generators) - {"static"}
        self._units: dict[str, bool] = {}
        self._named: dict[str, frozenset[str]] = {}
        self._read: dict[str, frozenset[str]] = {}
        self._rendered: dict[str, frozenset[str]] = {}

    def is_outside(self, path: str) -> bool:
        """Say whether a file, relative to the site, surely lies outside of the folders of its articles."""
        if not path.endswith(_TEXTS) or path.startswith(_SERVED):
            return False
        unit = _unit(path)
        if not unit:
            return (
                path.count("/") == 0 and not (path == "index.html" and is_vite(self._tree)) and self._tells(path, path)
            )
        if unit in self._by_generator:
            return False
        if unit.rpartition("/")[2].lower() in _CONVENTIONAL:
            return self._is_unread(unit, path) or self._is_unnamed_beside_named(path)
        return self._tells(unit, path)

    @property
    def _by_generator(self) -> frozenset[str]:
        return frozenset().union(*(_BY_GENERATOR.get(name, frozenset()) for name in self._generators))

    @cached_property
    def _sites_below(self) -> tuple[str, ...]:
        return () if self._generators else sites_below(self._tree)

    def is_rendered(self, path: str) -> bool:
        """Say whether code that turns Markdown into HTML names the folder of a file below one at the root, or the file itself."""
        unit = _unit(path)
        if not unit or self._code is None:
            return False
        if unit not in self._rendered:
            self._rendered[unit] = named_paths(unit, self._rendering, self._tree.root.name) - {unit}
        return any(path == one or path.startswith(f"{one}/") for one in self._rendered[unit])

    @cached_property
    def _rendering(self) -> dict[str, str]:
        """The code of the build that turns Markdown into HTML."""
        return {path: text for path, text in (self._code or {}).items() if _RENDERS.search(text) is not None}

    def _tells(self, unit: str, path: str) -> bool:
        """Say whether the code surely does not name a file, nor a folder that it lies in; each unit is looked for once."""
        if unit not in self._named and len(self._named) >= _MOST:
            return False
        if unit not in self._named:
            self._named[unit] = self._paths_named_in(unit)
        return not any(path == one or path.startswith(f"{one}/") for one in self._named[unit])

    def _is_unread(self, unit: str, path: str) -> bool:
        """Say whether no code reads a file in a folder for records, from which the generator itself takes none of its kind."""
        if unit not in _OF_RECORDS or not self._generators or self._code is None:
            return False
        if path.endswith(_MARKDOWN) and not (self._generators <= _WITHOUT_CONVENTION and self._has_usual_root):
            return False
        if unit not in self._read:
            self._read[unit] = self._paths_read_in(unit, self._code)
        return not any(path == one or path.startswith(f"{one}/") for one in self._read[unit])

    def _paths_read_in(self, unit: str, code: Mapping[str, str]) -> frozenset[str]:
        """Return what the code reads of such a folder, whose name alone may be a word of the page in code that opens no file."""
        named = named_paths(unit, code, self._tree.root.name)
        if unit not in named:
            return frozenset({unit}) if self._tree.walk(unit, _OWN_SITE, 3) else named
        whole = re.compile(_WHOLE_BASE.format(above=re.escape(unit)))
        opening = {place: text for place, text in code.items() if _OPENS.search(text) or _SETTINGS.search(place)}
        is_read = any(whole.search(text) for text in code.values()) or unit in named_paths(
            unit, opening, self._tree.root.name
        )
        return named if is_read or self._tree.walk(unit, _OWN_SITE, 3) else named - {unit}

    @cached_property
    def _has_usual_root(self) -> bool:
        return not any(_OWN_ROOT.search(text) for text in (self._code or {}).values())

    def _paths_named_in(self, unit: str) -> frozenset[str]:
        """Return what the code names of a folder or a file at the root: all of it where that cannot be told."""
        code = self._code
        if code is None or self._tree.walk(unit, _OWN_SITE, 3) or not self._is_known:
            return frozenset({unit})
        return named_paths(unit, code, self._tree.root.name)

    def _is_unnamed_beside_named(self, path: str) -> bool:
        """Say whether the code names folders beside that of a file, each in full, and neither this one nor the one above it."""
        base = "src/" + path.split("/")[1] if path.startswith("src/") else path.split("/", maxsplit=1)[0]
        part = path[len(base) + 1 :].split("/", maxsplit=1)[0]
        key = f"{base}/{part}"
        if base.rpartition("/")[2] not in _HOLDING or self._code is None:
            return False
        if key not in self._units and len(self._units) < _MOST:
            self._units[key] = self._is_left_out(base, part)
        return self._units.get(key, False)

    def _is_left_out(self, base: str, part: str) -> bool:
        texts = [text for path, text in (self._code or {}).items() if not path.startswith(f"{base}/{part}/")]
        above = (
            rf"(?:{re.escape(base)}|(?:@|~|\.\.)/{re.escape(base.removeprefix('src/'))})"
            if "/" in base
            else re.escape(base)
        )
        beside = re.compile(rf"[\"'`](?:\.{{0,2}}/|@/|~/)*{above}/[\w-]+")
        whole = re.compile((_WHOLE_BELOW if "/" in base else _WHOLE_BASE).format(above=above))
        name = naming(part)
        if any(part in text and name.search(text) is not None for text in texts):
            return False
        if any(base.removeprefix("src/") in text and whole.search(text) is not None for text in texts):
            return False
        return any(beside.search(text) for text in texts)

    @cached_property
    def _is_known(self) -> bool:
        """Whether articles lie where this kind of site publishes them from, or its code names where it reads Markdown, or reads none."""
        folders = [*_PUBLISHED, *self._by_generator, *self._sites_below]
        if any(self._tree.walk(folder, _MARKDOWN, 4) for folder in sorted(folders)):
            return True
        code = self._code or {}
        if not any(path.endswith(_PAGES) for path in code):
            return False
        holding = [
            name
            for name in self._tree.listing("")[1]
            if not name.startswith(".") and self._tree.walk(name, _MARKDOWN, 4)
        ]
        reads = any(_READS.search(text) for text in code.values())
        return not reads or any(named_paths(name, code, self._tree.root.name) for name in holding[:_MOST])

    @cached_property
    def _code(self) -> dict[str, str] | None:
        """The code of the build; None where any of it may read every folder, or where folders are linked into another."""
        if any(_has_link(self._tree.root / folder) for folder in ("", "src", "content", "src/content")):
            return None
        code = self._site.publishing
        if code is None or any(_reads_all(path, text) for path, text in code.items()):
            return None
        return code


def _unit(path: str) -> str:
    """Return the folder at the root that a file lies in, of ``src`` the one below it; "" for files of neither."""
    folders = path.split("/")[:-1]
    return "/".join(folders[: 2 if folders and folders[0] == "src" else 1]) if folders != ["src"] else ""


def _reads_all(path: str, text: str) -> bool:
    """Say whether code may read every folder of the site. Tools that do so count and check files, unless they copy some."""
    if _SETTINGS_OF_TOOLS.search(path) is not None or (is_tool(path) and _COPIES.search(text) is None):
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
