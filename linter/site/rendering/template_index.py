"""Look up the templates of a site by the names under which they call each other; each is read on first use."""

from __future__ import annotations

import posixpath
from functools import cached_property
from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.article.emissions import TemplatePlace
from linter.article.frontmatter import find_fence
from linter.site.code.comments import without_comments
from linter.site.code.data import closed, data_constants
from linter.site.code.filled import filled
from linter.site.code.import_paths import ImportPaths
from linter.site.code.urls import urls
from linter.site.component import script
from linter.site.component.names import constants, default_name, entries, functions, imports, read_bindings
from linter.site.component.resolution import ComponentNames
from linter.site.files import LIQUID_ENDINGS
from linter.site.generator.language import site_language
from linter.site.rendering.auto_imports import AutoImports
from linter.site.rendering.code_values import CodeValues
from linter.site.rendering.component_data import ComponentData
from linter.site.rendering.own_paths import PayingAddresses
from linter.site.rendering.route_data import add_route_data
from linter.site.template import go_liquid as curly
from linter.site.template.addresses import chosen
from linter.site.template.ejs import read_ejs
from linter.site.template.expressions import Scope
from linter.site.template.template_ir import Template

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from linter.site.files import Tree
    from linter.site.generator.themes import Theme
    from linter.site.generator.values import Values

COMPONENT_ENDINGS = (".astro", ".jsx", ".tsx", ".vue", ".svelte", ".mdx", ".js", ".ts")
_WITH_MACROS = (".njk", ".nunjucks", ".html", ".jinja", ".j2")
_MACRO = re.compile(r"\{%-?\s*macro\s+([A-Za-z_]\w*)\s*\(")
_NOT_COMPONENTS = (".test.", ".spec.", ".stories.", ".d.ts", ".config.")


class TemplateIndex:
    """Finds, reads and caches templates. A template that cannot be read counts as missing."""

    def __init__(self, tree: Tree, values: Values, paying: PayingAddresses | None = None) -> None:
        self.tree = tree
        self.paying = paying or PayingAddresses()
        self.values = values
        self._by_name: dict[str, dict[str, str]] = {"go": {}, "liquid": {}, "script": {}}
        self._read: dict[str, Template | None] = {}
        self._parts: list[str] = []
        self._modules: dict[str, Template | None] = {}
        self.resolve: Callable[[str, str], str | None] = ImportPaths(tree).resolve
        self.data = ComponentData(self)
        self._code = CodeValues(self)
        self.components = ComponentNames(tree, self.resolve, self.module)
        self._auto = AutoImports(tree)

    @cached_property
    def language(self) -> str:
        """The language of the site, empty where nothing says it."""
        return site_language(self.tree)

    def add_go(self, folders: Iterable[str]) -> None:
        """Register the templates of Hugo layout folders by their path in the folder."""
        for folder in folders:
            for path in self.tree.walk(folder, (".html", ".md")):
                name = (
                    path[len(folder) + 1 :]
                    .lower()
                    .replace("_partials/", "partials/")
                    .replace("_shortcodes/", "shortcodes/")
                )
                self._by_name["go"].setdefault(name, path)

    def add_liquid(self, folders: Iterable[str], levels: int | None = None) -> None:
        """Register includes and layouts by path in the folder and by file name, with and without ending.

        Folders are searched ``levels`` deep, as deep as the limits allow where none is given.
        """
        for folder in folders:
            for path in self.tree.walk(folder, LIQUID_ENDINGS, levels):
                for name in include_names(path[len(folder) + 1 :]):
                    self._by_name["liquid"].setdefault(name, path)
                for macro in _MACRO.findall(self.tree.text(path) or "") if path.endswith(_WITH_MACROS) else ():
                    self._by_name["liquid"].setdefault(macro.lower(), path)

    def add_theme(self, theme: Theme) -> None:
        """Register a theme's templates, and those of its generator that no folder replaces."""
        self.add_liquid(theme.folders)
        names = self._by_name["liquid"]
        for name, text in theme.built_in.items():
            if not any(self.tree.exists(f"{folder}/{name}") for folder in theme.folders):
                self._read[f"<{name}>"] = curly.read_liquid(text, f"<{name}>")
                names[name] = f"<{name}>"
        for name, path in theme.prefixed.items():
            names.setdefault(name.lower(), path)

    def add_components(self, folders: Iterable[str]) -> list[str]:
        """Register components by name; return their paths."""
        found: list[str] = []
        for folder in folders:
            for path in self.tree.walk(folder, COMPONENT_ENDINGS):
                if not any(part in path for part in _NOT_COMPONENTS) and not self._is_article(path):
                    found.append(path)
                    self._by_name["script"].setdefault(component_name(path).lower(), path)
                    # Nuxt names a component for its folders too: components/app/Banner.vue is AppBanner.
                    whole = path[len(folder) + 1 :].rsplit(".", 1)[0].replace("/", "").lower()
                    self._by_name["script"].setdefault(whole, path)
        return found

    def add_parts(self, paths: Iterable[str]) -> list[str]:
        """Register files of Markdown that articles can import, and call by no other name; return those that are no components already."""
        known = {*self._by_name["script"].values()}
        self._parts = [path for path in paths if path not in known]
        return self._parts

    def _is_article(self, path: str) -> bool:
        """Return whether a file in a folder of components is an article: MDX with front matter."""
        return path.endswith(".mdx") and (self.tree.text(path) or "").startswith("---\n")

    def names(self, flavour: str) -> dict[str, str]:
        """Return the paths of one flavour's templates by name."""
        return self._by_name[flavour]

    def callers(self) -> dict[str, str]:
        """Return, by path, one template that calls the template there, of those read so far."""
        found: dict[str, str] = {}
        for template in [one for one in self._read.values() if one is not None]:
            for node in template.nodes:
                called = self.find(node.value, template) if node.kind == "call" else None
                if called is not None and called.path != template.path:
                    found.setdefault(called.path, template.path)
        return found

    def load(self, path: str) -> Template | None:
        """Return the template at a path; None if it cannot be read."""
        if path not in self._read:
            text = self.tree.text(path)
            self._read[path] = None if text is None else self.parse(text, path)
        return self._read[path]

    @property
    def has_components(self) -> bool:
        """Whether the site has components that articles may import."""
        return bool(self._by_name["script"] or self._parts)

    def is_read(self, path: str) -> bool:
        """Return whether a template has been read already."""
        return path in self._read

    def find(self, name: str, caller: Template) -> Template | None:
        """Return the template that a name in ``caller`` refers to."""
        names = self._by_name["liquid" if caller.flavour == "ejs" else caller.flavour]
        path: str | None = None
        if caller.flavour == "script":
            return self._script(name, caller)
        if caller.flavour == "go":
            low = name.lower()
            path = names.get(low) or names.get(f"{low}.html")
        elif caller.flavour in {"liquid", "ejs"}:
            low = name.lower().removeprefix("./")
            # What is called in a part is looked for beside it first: _partial/post/date of _partial/post.ejs.
            beside = posixpath.normpath(posixpath.join(posixpath.dirname(caller.path.partition("/layout/")[2]), low))
            near = names.get(beside) if caller.flavour == "ejs" else None
            path = near or names.get(low) or names.get(low.rsplit("/", 1)[-1])
        return self.load(path) if path else None

    def _script(self, name: str, caller: Template) -> Template | None:
        """Return the component that a name in another one refers to: what the code imports, else one of that name."""
        if name == caller.part and name not in caller.bindings:
            return None
        found = self.components.named(name, caller)
        if found is None:
            original = caller.imports.get(name, ("", "default"))[1]
            path = self.path_of(original if original not in {"default", "*"} else name)
            return self.component(path, original) if path else None
        if found.path == caller.path and found.part in caller.functions:
            return self._part(caller, found.part)
        if found.path.endswith(".md"):
            return self._markdown(found.path)
        return self.component(found.path, found.part) if found.path.endswith(COMPONENT_ENDINGS) else None

    def _markdown(self, path: str) -> Template | None:
        """Return a text in Markdown that code imports as a component, without its front matter, read once."""
        key = f"{path}#Content"
        if key not in self._read:
            text = self.tree.text(path)
            fence = find_fence(text) if text is not None else None
            body = (text or "")[fence.end :] if fence is not None else text
            self._read[key] = None if body is None else script.read_component(body, path, self.components.element)
        return self._read[key]

    def component(self, path: str, part: str) -> Template | None:
        """Return what a file exports under a name: one of several components in it, or the file as a whole."""
        module = self.load(path)
        if module is None or part == "default" or part not in module.functions:
            return module
        several = sum(one[:1].isupper() for one in module.functions) > 1
        return self._part(module, part) if several or not part[:1].isupper() else module

    def _part(self, template: Template, name: str) -> Template | None:
        """Return one component of a file, read once."""
        key = f"{template.path}#{name}"
        if key not in self._read:
            self._read[key] = self.function(template, name)
        return self._read[key]

    def path_of(self, name: str) -> str | None:
        """Return the file of the component that is called by a name where no import tells."""
        low = name.lower()
        return self._by_name["script"].get(low) or self._by_name["script"].get(low.replace("-", ""))

    def place(self, path: str, offset: int) -> TemplatePlace:
        """Return the line and column of an offset into a template; its beginning for an offset that is not known."""
        text = self.tree.text(path) if offset > 0 else None
        if text is None:
            return TemplatePlace(path)
        line_start = text.rfind("\n", 0, offset) + 1
        return TemplatePlace(path, text.count("\n", 0, offset) + 1, offset - line_start + 1)

    def code_of(self, template: Template, name: str) -> tuple[str, Template] | None:
        """Return the text of a function, of the file itself or imported, and the template that it stands in."""
        return self._code.code_of(template, name)

    def scope(
        self,
        template: Template,
        *,
        outermost: bool,
        bound: dict[str, str] | None = None,
        paths: Mapping[str, str] | None = None,
        records: Mapping[str, list[object]] | None = None,
    ) -> Scope:
        """Return the scope of names in a template."""
        return Scope(
            template,
            bound or {},
            outermost,
            self.values.get,
            self._code.value_of,
            lambda inner, expression: chosen(self.data.values(inner, expression)),
            paths or {},
            records or {},
        )

    def function(self, template: Template, name: str) -> Template | None:
        """Return one of several components in a file as a template."""
        body = template.functions.get(name)
        if body is None:
            return None
        try:
            text = self.tree.text(template.path) or ""
            at = text.find(body)
            at = without_comments(text).find(body) if at < 0 else at
            part = script.read_function(
                body, template.path, {}, at, lambda name: self.components.element(name, template)
            )
        except (script.TooDeepError, RecursionError):
            return None
        part.part = name
        part.variables = {**template.variables, **part.variables}
        part.imports = template.imports
        part.bindings = {**template.bindings, **part.bindings}
        part.choices = {**template.choices, **part.choices}
        part.data = {**template.data, **part.data}
        part.functions = {key: text for key, text in template.functions.items() if key != name}
        return part

    def module(self, path: str) -> Template | None:
        """Return the names that a file of code or JSON defines, as a template without markup; None if it cannot be read."""
        if path not in self._modules:
            self._modules[path] = None
            text = self.tree.text(path)
            if text is not None:
                text = text if path.endswith(".json") else without_comments(text)
                module = Template(path, "script")
                module.variables = dict(reversed([*constants(text), *entries(text)]))
                module.functions = dict(functions(text))
                module.variables.update((*urls(text), *filled(text)))
                module.data = closed(dict(data_constants(text)))
                module.imports = {name: (target, original) for name, target, original in imports(text)}
                read_bindings(text, module)
                module.default = default_name(text)
                self._auto.add_to(module, text)
                self._modules[path] = module
        return self._modules[path]

    def parse(self, text: str, path: str) -> Template | None:
        """Return the text of a file as a template; None if it cannot be read."""
        try:
            if path in self._by_name["go"].values():
                return curly.read_go(text, path)
            if path.endswith(".ejs"):
                return read_ejs(text, path)
            if path.endswith(COMPONENT_ENDINGS):
                component = script.read_component(text, path, self.components.element)
                self._auto.add_to(component, text)
                add_route_data(component, self.tree)
                return component
            return curly.read_liquid(text, path)
        except (script.TooDeepError, RecursionError):
            return None


def include_names(path: str) -> list[str]:
    """Return the names that an include can be called by: path and file name, with and without ending, lower-case."""
    low = path.lower()
    stem = low.rsplit(".", 1)[0]
    return list(dict.fromkeys([low, stem, low.rsplit("/", 1)[-1], stem.rsplit("/", 1)[-1]]))


def component_name(path: str) -> str:
    """Return a component's name: the file's stem, or the folder's name for an index file."""
    folder, _, name = path.rpartition("/")
    stem = name.split(".", 1)[0]
    return folder.rsplit("/", 1)[-1] if stem.lower() == "index" and folder else stem
