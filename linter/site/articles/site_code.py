"""The code of a site, as far as it may name the folders that its articles are read from."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from linter.site.articles.publishing_code import publishing
from linter.site.files import Limits, Tree

if TYPE_CHECKING:
    from pathlib import Path

_LIMITS = Limits(files=4_000, entries=60_000)

_CODE = (
    ".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs", ".astro", ".vue", ".svelte", ".mdx", ".json", ".jsonc",
    ".yml", ".yaml", ".toml", ".sh", ".py", ".rb", ".env", "Makefile", "Dockerfile",
)  # fmt: skip
_LOCKS = frozenset({"package-lock.json", "pnpm-lock.yaml", "npm-shrinkwrap.json", "composer.lock"})
_ASSETS = frozenset({"public", "static", "assets", "data"})
"""Folders that also hold code and records which are too long to be read, of which it is no loss."""
_MANIFESTS = frozenset({"package.json", "tsconfig.json", "vercel.json", "turbo.json", "jsconfig.json", "deno.json"})
_NEVER = frozenset({"node_modules", "dist", "build", "out", "coverage", "vendor", "__pycache__", ".next", ".git"})
_DEPTH = 10


class SiteCode:
    """The code of one site, read once and when it is first asked for."""

    def __init__(self, root: Path) -> None:
        self.tree = Tree(root, _LIMITS)

    @cached_property
    def files(self) -> dict[str, str] | None:
        """The code and the settings by their paths; None where a part of them cannot be read."""
        return _code_of(self.tree)

    @cached_property
    def publishing(self) -> dict[str, str] | None:
        """What of it takes part in the build of the site; None where a part cannot be read."""
        return publishing(self.files) if self.files is not None else None


def _code_of(tree: Tree) -> dict[str, str] | None:
    """Return the code and the settings of a site by their paths; None where a part of it cannot be read."""
    found: dict[str, str] = {}
    waiting = [("", 0)]
    while waiting:
        folder, depth = waiting.pop()
        names, folders = tree.listing(folder)
        prefix = f"{folder}/" if folder else ""
        for name in names:
            path = f"{prefix}{name}"
            is_asset = not _ASSETS.isdisjoint(path.split("/"))
            if not name.endswith(_CODE) or name in _LOCKS or (is_asset and name.endswith(".json")):
                continue
            text = tree.text(path)
            if text is None and not is_asset and not _is_records(tree, path):
                return None
            found[path] = text or ""
        if depth < _DEPTH:
            waiting += [(f"{prefix}{name}", depth + 1) for name in folders if name not in _NEVER]
    is_whole = tree.files_read < tree.limits.files and tree.entries_seen < tree.limits.entries
    return found if is_whole else None


def _is_records(tree: Tree, path: str) -> bool:
    """Say whether a file of JSON is too long for settings: such records name no folder that a site is made from."""
    name = path.rsplit("/", 1)[-1]
    try:
        return (
            name.endswith(".json")
            and name not in _MANIFESTS
            and (tree.root / path).stat().st_size > tree.limits.file_bytes
        )
    except OSError:
        return False
