"""Names that Nuxt's code uses without importing them: what files in ``composables/`` and ``utils/`` export.

Source: nuxt.com/docs/guide/concepts/auto-imports (the files right in these folders, by their exports; a default export by the
name of its file).
"""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.site.generator.detection import configuration_files

if TYPE_CHECKING:
    from linter.site.files import Tree
    from linter.site.template.template_ir import Template

_FOLDERS = tuple(f"{base}{name}" for base in ("", "app/", "src/") for name in ("composables", "utils"))
_ENDINGS = (".ts", ".js", ".mjs")
_EXPORTED = re.compile(r"^export\s+(?:async\s+)?(?:function\s*\*?|const|let)\s+([A-Za-z_$][\w$]*)", re.MULTILINE)
_DEFAULT = re.compile(r"^export\s+default\b", re.MULTILINE)
_WORD = re.compile(r"[A-Za-z_$][\w$]*")
_MOST = 200
"""Files that are read for the names in them."""


class AutoImports:
    """The names that the code of one site knows by themselves; empty where Nuxt does not make it."""

    def __init__(self, tree: Tree) -> None:
        is_nuxt = tree.first(configuration_files("nuxt")) is not None
        files = [path for folder in _FOLDERS for path in tree.walk(folder, _ENDINGS, 0)] if is_nuxt else []
        self._names: dict[str, tuple[str, str]] = {}
        for path in files[:_MOST]:
            text = tree.text(path) or ""
            for name in _EXPORTED.findall(text):
                self._names.setdefault(name, (path, name))
            if _DEFAULT.search(text) is not None:
                stem = path.rsplit("/", 1)[-1].split(".", 1)[0]
                self._names.setdefault(stem, (path, "default"))

    def add_to(self, template: Template, text: str) -> None:
        """Give a file the imports of the names that it uses and does not define."""
        for name in set(_WORD.findall(text)) & self._names.keys() if self._names else ():
            path, original = self._names[name]
            is_own = (
                path == template.path
                or name in template.functions
                or name in template.variables
                or name in template.data
            )
            if not is_own:
                above = posixpath.relpath(path.rpartition(".")[0], posixpath.dirname(template.path) or ".")
                template.imports.setdefault(name, (f"./{above}", original))
