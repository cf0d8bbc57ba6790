"""Find the files that imports of JavaScript and TypeScript refer to."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from linter.site.files import Tree

_CODE_ENDINGS = (
    "", ".ts", ".js", ".mjs", ".tsx", ".jsx", ".json", ".astro", ".vue", ".svelte",
    ".cjs", ".mdx", "/index.ts", "/index.js", "/index.tsx", "/index.astro",
)  # fmt: skip
_PATHS = re.compile(r"\"([@~#$\w-]+/?)\*\"\s*:\s*\[\s*\"\.?/?([\w./-]*)\*\"")


class ImportPaths:
    """The imports of one site, with the aliases of its ``tsconfig.json``."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._aliases: list[tuple[str, str]] | None = None

    def resolve(self, target: str, importer: str) -> str | None:
        """Return the path of the file that an import refers to."""
        if target.startswith("."):
            bases = [posixpath.normpath(posixpath.join(posixpath.dirname(importer), target))]
        elif target[:2] in {"@/", "~/", "#/"}:
            bases = [f"src/{target[2:]}", target[2:], f"app/{target[2:]}"]
        elif target[:1] == "@" and target.partition("/")[0] in {
            "@components",
            "@layouts",
            "@utils",
            "@lib",
            "@config",
            "@data",
        }:
            bases = [f"src/{target[1:]}"]
        elif target.startswith("$lib/"):
            bases = [f"src/lib/{target[5:]}"]
        elif target.startswith("@site/"):
            bases = [target[6:]]
        elif alias := self._alias(target):
            bases = [alias]
        elif target.startswith(("src/", "components/", "lib/")):
            bases = [target, f"src/{target}"]
        else:
            return None
        return self._tree.first(
            base + ending for base in bases if not base.startswith("..") for ending in _CODE_ENDINGS
        )

    def _alias(self, target: str) -> str | None:
        """Return the path that an alias in ``tsconfig.json`` stands for."""
        if self._aliases is None:
            path = self._tree.first(("tsconfig.json", "jsconfig.json"))
            found = _PATHS.findall((self._tree.text(path) or "") if path else "")
            self._aliases = [(alias, posixpath.normpath(folder)) for alias, folder in found]
        for alias, folder in self._aliases:
            if target.startswith(alias) and not folder.startswith(".."):
                return posixpath.normpath(f"{folder}/{target[len(alias) :]}")
        return None
