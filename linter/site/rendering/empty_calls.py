"""Say which components print no link for one call, since all that could be an address is empty: ``<Shops of={frontmatter.shops} />``.

Front matter that is empty or not there, empty lists and records, and the fields of such records are followed to the
addresses that a component prints. Only what prints none for certain is told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.article.rel_values import is_sponsored
from linter.records import replace
from linter.site.rendering.expand import Expansion
from linter.site.template.conditions import inlined
from linter.site.template.expressions import PARAM_OPEN, UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linter.site.rendering.template_index import TemplateIndex
    from linter.site.template.conditions import Condition
    from linter.site.template.events import Event
    from linter.site.template.template_ir import Template

_FRONT_MATTER = re.compile(r"(?:props\.)?\$?(?:frontmatter|frontMatter)((?:[?!]?\.[\w$]+)+)")
_LITERALS: dict[str, object] = {"[]": [], "{}": {}, "null": None, "undefined": None, "": ""}
_PATH = re.compile(r"[A-Za-z_$][\w$]*(?:\[\*\])?(?:[?!]{0,2}\.[A-Za-z_$][\w$]*(?:\[\*\])?)*")
_PROPS = re.compile(r"(?:Astro\.|this\.|\$)?props\.(?=[A-Za-z_$])")
_OF_RECORD = re.compile(
    r"Object\.(?:values|entries)\(\s*([\w$.?!]{1,200})\s*(?:\?\?\s*(?:\{\}|\[\])|\|\|\s*(?:\{\}|\[\]))?\s*\)"
)
_ASKED = re.compile(r"(?:!!|Boolean\()?\s*([\w$.?!]{1,200}?)\)?(\??\.length(?:\s*(?:>|!==?)\s*0)?)?")
_DEEPEST = 6
_MOST = 2_000
_UNKNOWN = object()
_NO_ADDRESS = frozenset({"", "#"})


def given_values(named: Mapping[str, str], data: Mapping[str, object]) -> dict[str, object]:
    """Return what the arguments of a call are that are front matter or written out as empty."""
    found: dict[str, object] = {}
    for name, text in named.items():
        path = _FRONT_MATTER.fullmatch(text)
        if path is not None:
            value: object = data
            for key in re.findall(r"[\w$]+", path[1]):
                value = value.get(key) if isinstance(value, dict) else None
            found[name] = value
        elif text in _LITERALS:
            found[name] = _LITERALS[text]
    return found


def prints_no_address(index: TemplateIndex, template: Template, values: Mapping[str, object]) -> bool:
    """Return whether a component prints no link that may pay where some of its props have these values, whatever the others are."""
    known = _Known(template, values)
    if not known.has_empty:
        return False
    names = {name: '""' for name in {*template.variables, *template.fields} if known.is_empty(name)}
    inside = replace(
        template,
        variables={**template.variables, **names},
        fields={name: path for name, path in template.fields.items() if name not in names},
    )
    walk = Expansion(index)
    try:
        walk.name(inside, dict.fromkeys(known.empty_paths(), ""))
    except RecursionError:
        return False
    return not any(_may_pay(event, index) and not known.contradicts(event) for event in walk.events)


def _may_pay(event: Event, index: TemplateIndex) -> bool:
    if event.kind != "address" or event.text.strip() in _NO_ADDRESS:
        return False
    is_open = UNKNOWN in event.text or PARAM_OPEN in event.text
    return is_open or is_sponsored(event.rel) or index.paying.address(event.text) is not None


class _Known:
    """What the expressions of one component stand for, as far as its props decide them."""

    def __init__(self, template: Template, values: Mapping[str, object]) -> None:
        self._template = template
        given = {name.lower().replace("-", ""): (name, value) for name, value in values.items()}
        self._values: dict[str, object] = {}
        for local, public in template.parameters.items():
            value = given.pop(public.lower(), (public, _UNKNOWN))[1]
            if value is None and local in template.defaults:
                value = _LITERALS.get(template.defaults[local].strip("\"'`"), _UNKNOWN)
            if value is not _UNKNOWN:
                self._values[local] = value
        self._values |= dict(given.values())
        self.has_empty = any(map(_has_empty, self._values.values()))

    def values(self, expression: str, depth: int = 0) -> list[object] | None:
        """Return what an expression may stand for, each entry of a list in loops; None where that is not known."""
        expression = _PROPS.sub("", expression.strip())
        if depth > _DEEPEST or _PATH.fullmatch(expression) is None:
            return None
        head, *keys = re.sub(r"[?!]", "", expression).split(".")
        name, is_each = head.removesuffix("[*]"), head.endswith("[*]")
        if name in self._values:
            found: list[object] | None = [self._values[name]]
        else:
            source = self._template.fields.get(name) or self._template.variables.get(name)
            found = self.values(source, depth + 1) if source is not None else None
        if found is None:
            return None
        if is_each:
            found = [item for value in found for item in _entries(value)]
        for key in keys:
            found = [value.get(key.removesuffix("[*]")) if isinstance(value, dict) else None for value in found]
            if key.endswith("[*]"):
                found = [item for value in found for item in _entries(value)]
        return found

    def is_empty(self, expression: str) -> bool:
        """Return whether nothing at all is in what an expression stands for."""
        found = self.values(expression)
        return found is not None and all(map(_is_empty, found))

    def empty_paths(self) -> Iterator[str]:
        """Yield the props and paths of the component's code that are empty, in lower case."""
        yield from (name.lower() for name in self._values if self.is_empty(name))
        texts = [
            text for node in self._template.nodes for text in (node.value, *(value for _, value in node.arguments))
        ]
        for text in [*texts[:_MOST], *self._template.variables.values(), *self._template.fields.values()]:
            for path in _PATH.findall(text) if "." in text else ():
                plain = re.sub(r"[?!]", "", path)
                if "." in plain and self.is_empty(plain):
                    yield plain.lower()

    def contradicts(self, event: Event) -> bool:
        """Return whether something is printed only under a condition that these values do not meet."""
        return any(self._fails(one) for one in event.conditions)

    def _fails(self, condition: Condition) -> bool:
        if condition.negated or condition.template.path != self._template.path:
            return False
        expression = condition.expression
        if condition.is_loop:
            listed = _OF_RECORD.match(expression) or _OF_RECORD.match(inlined(condition))
            return self.is_empty(listed[1] if listed is not None else expression)
        return self._is_false(expression) or self._is_false(inlined(condition))

    def _is_false(self, expression: str) -> bool:
        """Return whether a condition surely does not hold; one with brackets only where it is nothing but a prop."""
        expression = expression.strip()
        if "||" in expression:
            return "(" not in expression and all(self._is_false(part) for part in expression.split("||"))
        if "&&" in expression:
            return "(" not in expression and any(self._is_false(part) for part in expression.split("&&"))
        asked = _ASKED.fullmatch(expression)
        found = self.values(asked[1]) if asked is not None else None
        return found is not None and not any(
            _entries(one) if asked is not None and asked[2] else _holds(one) for one in found
        )


def _holds(value: object) -> bool:
    """Return whether code takes a value for true: an empty list or record is."""
    return isinstance(value, list | dict) or bool(value)


def _is_empty(value: object) -> bool:
    if isinstance(value, list | dict):
        return all(map(_is_empty, _entries(value)))
    return not value or (isinstance(value, str) and not value.strip())


def _has_empty(value: object) -> bool:
    """Return whether a value is empty, or anything in it."""
    return _is_empty(value) or any(map(_has_empty, _entries(value)))


def _entries(value: object) -> list[object]:
    return list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else []
