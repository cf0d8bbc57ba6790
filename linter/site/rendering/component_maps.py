"""The names that a site gives to components in its articles: maps of MDX (``components={{ Card: PenCard }}``) and of Vue.

Sources: mdxjs.com/docs/using-mdx (components), nextjs.org/docs (mdx-components), docusaurus.io (src/theme/MDXComponents),
vuejs.org/api/application (``app.component``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.site.code.literals import closing, split
from linter.site.component import script
from linter.site.rendering.templates import read_printed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from linter.article.emissions import Printed
    from linter.site.rendering.template_index import TemplateIndex
    from linter.site.template.template_ir import Template

_MAP = re.compile(
    r"\bcomponents=\{(?=\{)|\b(?:const|let|var)\s+\w*[cC]omponents\w*\s*(?::[^=\n]{1,80})?=\s*(?=\{)"
    r"|\bcomponents\s*:\s*(?=\{)|\bexport\s+default\s+(?=\{)|\breturn\s*\(?\s*(?=\{)"
)
_MAY_HOLD = re.compile(r"components=\{|MDXComponents|mdxComponents|\.component\(|mdx-components")
_ENTRY = re.compile(r"\s*[\"']?([A-Z][\w.]*)[\"']?\s*(?::\s*([\s\S]+))?$")
_NAME = re.compile(r"[A-Z][\w$.]*$")
_REGISTERED = re.compile(r"\.component\(\s*[\"']([\w-]+)[\"']\s*,\s*([A-Z]\w*)\s*\)")
_ROOTS = tuple(
    f"{folder}{name}.{ending}"
    for folder in ("", "src/")
    for name in ("mdx-components", "theme/MDXComponents", "theme/MDXComponents/index")
    for ending in ("tsx", "jsx", "js", "ts")
)
_MOST_ENTRIES = 200


def mapped_names(index: TemplateIndex, paths: Iterable[str]) -> Iterator[tuple[str, Printed | None]]:
    """Yield the names that maps give to components, in lower case, with what these print; the first map of a name counts."""
    known: set[str] = set()
    for path in dict.fromkeys([*(one for one in _ROOTS if index.tree.exists(one)), *paths]):
        text = index.tree.text(path) or ""
        template = index.load(path) if path in _ROOTS or _MAY_HOLD.search(text) else None
        if template is None:
            continue
        for name, value in _entries(text, is_root=path in _ROOTS):
            if name.lower() not in known:
                known.add(name.lower())
                component = _component(index, template, name, value)
                if component is not None:
                    yield name.lower().replace("-", ""), read_printed(index, component, name)


def _entries(text: str, *, is_root: bool) -> Iterator[tuple[str, str]]:
    """Yield the entries of the maps in a file: the name in articles and the expression for it."""
    for match in _MAP.finditer(text):
        if match.group().startswith(("export", "return")) and not is_root:
            continue
        end = closing(text, match.end())
        for part in split(text[match.end() + 1 : end], ",")[:_MOST_ENTRIES] if end >= 0 else ():
            entry = _ENTRY.match(part)
            if entry is not None:
                yield entry[1], (entry[2] or entry[1]).strip()
    yield from _REGISTERED.findall(text)


def _component(index: TemplateIndex, template: Template, name: str, value: str) -> Template | None:
    """Return the component that an entry of a map stands for: one of that name, or one that is written in place."""
    if _NAME.match(value):
        return index.find(value, template)
    if "=>" not in value and not value.startswith(("function", "async")):
        return None
    at = (index.tree.text(template.path) or "").find(value)
    try:
        part = script.read_function(value, template.path, {}, at, lambda one: index.components.element(one, template))
    except (script.TooDeepError, RecursionError):
        return None
    part.part = f"map:{name}"
    part.variables = {**template.variables, **part.variables}
    part.imports, part.functions = template.imports, template.functions
    part.bindings = {**template.bindings, **part.bindings}
    return part
