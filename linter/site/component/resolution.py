"""Follow the name of a component to the file and the export that it stands for, as the bundler does: by what the code imports."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from linter.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable

    from linter.site.files import Tree
    from linter.site.template.template_ir import Template

_DEEPEST = 8
_WHOLE_FILES = (".astro", ".vue", ".svelte", ".mdx", ".md")
"""Files that are one component each, whatever an import calls it."""


@dataclass(frozen=True, slots=True)
class Component:
    """What a name stands for: a ``part`` of a file (``default`` for what it exports as such), or an ``element`` of HTML.

    Neither: a component of a package, whose files nobody reads.
    """

    path: str = ""
    part: str = "default"
    element: str = ""


OUTSIDE = Component()


class ComponentNames:
    """The names of components in one site; ``module`` reads the names of a file, ``resolve`` finds the file of an import."""

    def __init__(
        self, tree: Tree, resolve: Callable[[str, str], str | None], module: Callable[[str], Template | None]
    ) -> None:
        self._tree = tree
        self._resolve = resolve
        self._module = module
        self._packages: frozenset[str] | None = None

    def element(self, name: str, caller: Template) -> str | None:
        """Return the element of HTML that a name stands for in a file; None if it stands for anything else."""
        found = self.named(name, caller)
        return found.element or None if found is not None else None

    def named(self, name: str, caller: Template, depth: int = 0) -> Component | None:
        """Return what a name in a file stands for; None if the file does not say so."""
        if depth > _DEEPEST:
            return None
        bound = caller.bindings.get(name)
        if bound is not None:
            return Component(element=bound[1:]) if bound[:1] == "<" else self.named(bound, caller, depth + 1)
        if name in caller.functions:
            return Component(caller.path, name)
        head, _, member = name.partition(".")
        head = head if head in caller.imports or not caller.path.endswith(".vue") else _as_imported(head, caller)
        if head not in caller.imports:
            return None
        target, original = caller.imports[head]
        path = self._resolve(target, caller.path)
        if path is None:
            return OUTSIDE if self._is_package(target) else None
        if not member:
            return self.exported(path, original, depth + 1)
        return self.exported(path, member if original == "*" else f"{original}.{member}", depth + 1)

    def exported(self, path: str, name: str, depth: int = 0) -> Component | None:
        """Return what a file exports under a name, through other files where it passes them on."""
        if path.endswith(_WHOLE_FILES):
            return Component(path)
        module = self._module(path) if depth <= _DEEPEST else None
        if module is None:
            return None
        head, _, member = name.partition(".")
        if head == "default" and member and (own := module.bindings.get("default")):
            return self.exported(path, f"{own}.{member}", depth + 1)
        if name in module.exports:
            target, original = module.exports[name]
            if not target:
                return self.named(original, module, depth + 1) or Component(path, original)
            found = self._resolve(target, path)
            return self.exported(found, original, depth + 1) if found is not None else None
        if name == "default" and module.bindings.get("default") in module.functions:
            return Component(path)
        known = self.named(name, module, depth + 1)
        if known is not None or name == "default":
            return known or Component(path)
        for target in module.passed_on:
            found = self._resolve(target, path)
            passed = self.exported(found, name, depth + 1) if found is not None else None
            if passed is not None and (passed.element or passed.path != found or self._has(passed)):
                return passed
        return None if module.passed_on or member else Component(path, name)

    def _has(self, component: Component) -> bool:
        """Return whether a file surely has the component that was looked for in it."""
        module = self._module(component.path) if not component.path.endswith(_WHOLE_FILES) else None
        return module is None or component.part in module.functions

    def _is_package(self, target: str) -> bool:
        """Return whether an import names a package that the site depends on."""
        if self._packages is None:
            self._packages = frozenset(self._depended_on())
        parts = target.split("/")
        return ("/".join(parts[:2]) if target[:1] == "@" else parts[0]) in self._packages

    def _depended_on(self) -> list[str]:
        try:
            settings = json.loads(self._tree.text("package.json") or "{}")
        except (ValueError, RecursionError):
            return []
        tables = (
            [settings.get(key) for key in ("dependencies", "devDependencies")] if isinstance(settings, dict) else []
        )
        return [
            name
            for table in tables
            if isinstance(table, dict)
            for name, version in table.items()
            if isinstance(version, str) and not version.startswith(("workspace:", "file:", "link:"))
        ]


def _as_imported(name: str, caller: Template) -> str:
    """Return how a file of Vue writes a component's name where it imports it: ``ShelfFooter`` of ``<shelf-footer>``.

    Its template is HTML, which knows no capitals (vuejs.org/guide/components/registration, "Component Name Casing").
    """
    plain = name.replace("-", "").lower()
    return next((one for one in caller.imports if one.lower() == plain), name)
