"""Find the files that imports of JavaScript and TypeScript refer to."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from linter import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.site.files import Tree

_CODE_ENDINGS = (
    "", ".ts", ".js", ".mjs", ".tsx", ".jsx", ".json", ".astro", ".vue", ".svelte",
    ".cjs", ".mdx", "/index.ts", "/index.js", "/index.tsx", "/index.astro",
)  # fmt: skip
# "ui/*": ["./src/ui/*"] and "card": ["./src/Card.astro"] in tsconfig.json
_PATHS = re.compile(r"\"([@~#$\w./-]+?)(\*?)\"\s*:\s*\[\s*\"(?:\./|/)?([\w./-]*?)\*?\"")
_BASE = re.compile(r"\"baseUrl\"\s*:\s*\"(?:\./)?([\w./-]*)\"")
# alias: { "$ui": path.resolve("./src/ui"), "@": "/src" } in the configuration of a bundler
_ALIASES = re.compile(r"\balias\s*:\s*\{([^{}]{1,2000})\}")
_ALIAS = re.compile(r"[\"']?([@~#$\w/-]+?)/?[\"']?\s*:\s*[^,\n]*?[\"'`](?:\./|/)?([\w./-]+?)/?[\"'`]")
_TS = ("tsconfig.json", "jsconfig.json", "tsconfig.base.json")
_BUNDLERS = tuple(
    f"{name}.{ending}"
    for name in ("astro.config", "vite.config", "svelte.config", "nuxt.config", "next.config", "gatsby-node", ".vitepress/config")
    for ending in ("mjs", "ts", "js", "mts", "cjs")
)  # fmt: skip


class ImportPaths:
    """The imports of one site, with the aliases of its ``tsconfig.json``."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._aliases: list[tuple[str, bool, str]] | None = None

    def resolve(self, target: str, importer: str) -> str | None:
        """Return the path of the file that an import refers to."""
        bases = [base for base in self._bases(target, importer) if not base.startswith("..")]
        return self._tree.first(base + ending for base in bases for ending in _CODE_ENDINGS)

    def _bases(self, target: str, importer: str) -> list[str]:
        """Return what an import may mean, without the ending: what the site's settings say before what is usual."""
        if target.startswith("."):
            return [posixpath.normpath(posixpath.join(posixpath.dirname(importer), target))]
        if alias := self._alias(target):
            return [alias]
        if target[:2] in {"@/", "~/", "#/"}:
            return [f"src/{target[2:]}", target[2:], f"app/{target[2:]}"]
        if target[:1] == "@" and target.partition("/")[0] in {
            "@components",
            "@layouts",
            "@utils",
            "@lib",
            "@config",
            "@data",
        }:
            return [f"src/{target[1:]}"]
        if target.startswith("$lib/"):
            return [f"src/lib/{target[5:]}"]
        if target.startswith("@site/"):
            return [target[6:]]
        if target.startswith(("src/", "components/", "lib/")):
            return [target, f"src/{target}"]
        return []

    def _alias(self, target: str) -> str | None:
        """Return the path that the site's settings give an import, where a file is there."""
        if self._aliases is None:
            self._aliases = [*self._of_typescript(), *self._of_bundlers()]
        for alias, rest, folder in self._aliases:
            if not target.startswith(alias) or (not rest and target != alias):
                continue
            found = posixpath.normpath(f"{folder}/{target[len(alias) :]}" if rest else folder)
            if not found.startswith("..") and self._tree.first(found + ending for ending in _CODE_ENDINGS):
                return found
        return None

    def _of_typescript(self) -> Iterator[tuple[str, bool, str]]:
        """Yield the aliases of ``tsconfig.json``: the beginning of an import, whether more follows, and the folder or file."""
        path = self._tree.first(_TS)
        text = (self._tree.text(path) or "") if path else ""
        base = _BASE.search(text)
        folder = base[1].strip("./") if base is not None else ""
        for alias, star, to in _PATHS.findall(text):
            yield alias, bool(star), posixpath.join(folder, to) or "."
        if base is not None:
            yield "", True, folder or "."

    def _of_bundlers(self) -> Iterator[tuple[str, bool, str]]:
        """Yield the aliases of a bundler's configuration: for itself and for what is below it."""
        for path in _BUNDLERS:
            for entries in _ALIASES.findall((self._tree.text(path) or "") if self._tree.exists(path) else ""):
                for alias, to in _ALIAS.findall(entries):
                    yield f"{alias}/", True, to
                    yield alias, False, to
