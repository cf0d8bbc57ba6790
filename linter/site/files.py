"""Read the files around the articles within ``Limits``, however large or broken the repository is."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

from linter.data.surrogates import joined_in
from linter.records import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

LIQUID_ENDINGS = (
    ".html",
    ".njk",
    ".liquid",
    ".md",
    ".webc",
    ".htm",
    ".nunjucks",
    ".svg.html",
    ".vto",
    ".hbs",
    ".ejs",
    ".swig",
)
_READ = (".yml", ".yaml", ".toml", ".json", ".csv", ".html", ".js", ".mjs", ".ts", ".astro", ".njk", ".liquid")
"""Endings of files that a site is known by: in place of one a pipe is worth a word, a socket of some tool is not."""
_COMPONENTS = (".astro", ".vue", ".svelte", ".tsx", ".jsx")
"""Endings of code that people write, and no bundler."""
_SKIPPED = frozenset({"node_modules", ".git", ".hg", ".svn", "vendor", "bower_components", "__pycache__", "_site"})


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of a repository is read; anything beyond is skipped without an error.

    ``files`` counts files opened, ``entries`` names listed in folders, ``file_bytes``, ``component_bytes`` and
    ``table_bytes`` are the largest template, component and redirect table in bytes (a component may hold the site's
    articles as one record), ``total_bytes`` their sum. ``depth`` bounds folders and nested includes, ``nodes`` the parts
    that one template may expand to.
    """

    files: int = 3_000
    entries: int = 30_000
    file_bytes: int = 256_000
    component_bytes: int = 1_000_000
    table_bytes: int = 2_000_000
    total_bytes: int = 24_000_000
    depth: int = 6
    nodes: int = 20_000


DEFAULT = Limits()


@dataclass(slots=True)
class Tree:
    """The files of a repository, read within ``Limits``; paths are relative to ``root``, with ``/``."""

    root: Path
    limits: Limits = DEFAULT
    files_read: int = 0
    bytes_read: int = 0
    entries_seen: int = 0
    unreadable: dict[str, str] = field(default_factory=dict)
    """Why files of data cannot be parsed, by path."""
    _texts: dict[str, str | None] = field(default_factory=dict)
    _listings: dict[str, tuple[list[str], list[str]]] = field(default_factory=dict)

    def text(self, path: str, max_bytes: int | None = None) -> str | None:
        """Return a file's text; None if it is no file, too large, binary, or a limit is reached."""
        if path not in self._texts:
            largest = self.limits.component_bytes if path.endswith(_COMPONENTS) else self.limits.file_bytes
            self._texts[path] = self._read(path, largest if max_bytes is None else max_bytes)
        return self._texts[path]

    def beginning(self, path: str, size: int = 4_000) -> str:
        """Return the first bytes of a file as text without listing its folder; empty where there is none."""
        try:
            with (self.root / path).open("rb") as file:
                return file.read(size).decode("utf-8", "replace")
        except (OSError, ValueError):
            return ""

    def texts_read(self) -> dict[str, str]:
        """Return the files read so far, by path."""
        return {path: text for path, text in self._texts.items() if text is not None}

    def table(self, path: str) -> str | None:
        """Return the text of a redirect table, which may be larger than a template."""
        return self.text(path, self.limits.table_bytes)

    def data(self, text: str, path: str) -> object:
        """Parse JSON, YAML or TOML by the file's ending; None, and a note in ``unreadable``, if it is invalid."""
        try:
            return parsed(text, path)
        except (ValueError, RecursionError) as error:
            self.unreadable[path] = (str(error) or type(error).__name__).splitlines()[0]
            return None

    def exists(self, path: str) -> bool:
        """Return whether a file exists (its folder is listed, the file not opened)."""
        folder, _, name = path.rpartition("/")
        return name in self.listing(folder)[0]

    def listing(self, folder: str) -> tuple[list[str], list[str]]:
        """Return the names of files and of folders in a folder, sorted; symbolic links to folders are left out."""
        if folder not in self._listings:
            self._listings[folder] = self._list(folder)
        return self._listings[folder]

    def walk(self, folder: str, endings: tuple[str, ...], depth: int | None = None) -> list[str]:
        """Return the files below a folder that have one of the endings, sorted, a folder's own files first."""
        levels = self.limits.depth if depth is None else depth
        names, folders = self.listing(folder)
        prefix = f"{folder}/" if folder else ""
        found = [prefix + name for name in names if name.endswith(endings)]
        if levels > 0:
            for name in folders:
                if name not in _SKIPPED:
                    found += self.walk(prefix + name, endings, levels - 1)
        return found

    def first(self, paths: Iterable[str]) -> str | None:
        """Return the first of several paths that is a file."""
        return next((path for path in paths if self.exists(path)), None)

    def _read(self, path: str, max_bytes: int) -> str | None:
        if self.files_read >= self.limits.files or not self.exists(path):
            return None
        try:
            with (self.root / path).open("rb") as file:
                size = os.fstat(file.fileno()).st_size
                if size > max_bytes or self.bytes_read + size > self.limits.total_bytes:
                    return None
                data = file.read(max_bytes + 1)
        except (OSError, ValueError):
            return None
        if len(data) > max_bytes:
            return None
        self.files_read += 1
        self.bytes_read += len(data)
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = data.decode("cp1252", "replace")
        return None if "\0" in text else text.replace("\r\n", "\n")

    def _list(self, folder: str) -> tuple[list[str], list[str]]:
        files: list[str] = []
        folders: list[str] = []
        try:
            with os.scandir(self.root / folder if folder else self.root) as entries:
                for entry in entries:
                    self.entries_seen += 1
                    if self.entries_seen > self.limits.entries:
                        break
                    if entry.is_dir(follow_symlinks=False):
                        folders.append(entry.name)
                    elif entry.is_file():
                        files.append(entry.name)
                    elif entry.name.endswith(_READ) and not entry.is_symlink():
                        self.unreadable[f"{folder}/{entry.name}".lstrip("/")] = "a pipe, socket or device, not a file"
        except (OSError, ValueError):
            return [], []
        return sorted(files), sorted(folders)


def parse_data(text: str, path: str) -> object:
    """Parse JSON, YAML or TOML by the file's ending; None if it is invalid."""
    try:
        return parsed(text, path)
    except (ValueError, RecursionError):
        return None


def parsed(text: str, path: str) -> object:
    """Parse JSON, YAML or TOML by the file's ending. Raises ValueError and RecursionError if it is invalid or too deep."""
    ending = path.rsplit(".", 1)[-1].lower()
    if ending in {"json", "jsonc"}:
        return joined_in(json.loads(text))
    if ending == "toml":
        import tomllib  # noqa: PLC0415 - few sites keep data in TOML

        return tomllib.loads(text)
    from linter.data.yaml_limits import load  # noqa: PLC0415 - only for a site with data files

    return load(text, first=True)[1]


def existing(tree: Tree, folders: Sequence[str]) -> list[str]:
    """Return the folders that exist, without duplicates."""
    return [folder for folder in dict.fromkeys(folders) if any(tree.listing(folder))]


def lowered(value: object, depth: int) -> object:
    """Return data with lower-case keys, as Hugo compares keys."""
    if isinstance(value, dict) and depth > 0:
        return {str(key).lower(): lowered(item, depth - 1) for key, item in value.items()}
    if isinstance(value, list) and depth > 0:
        return [lowered(item, depth - 1) for item in value]
    return value
