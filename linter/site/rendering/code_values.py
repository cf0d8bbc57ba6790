"""What the functions and constants of a site's code stand for as addresses and texts: ``amazonLink(asin)``, ``SITE.tag``.

Names are followed as the bundler does, through files that pass on what others export.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from linter import lazy_re as re
from linter.site.code.data import Made, Name
from linter.site.code.urls import urls
from linter.site.component.names import constants, field_of
from linter.site.generator.values import chosen_text
from linter.site.rendering.component_data import DATA_FILES, parameters_of
from linter.site.template.expressions import PARAM_CLOSE, PARAM_OPEN, UNKNOWN, evaluate
from linter.site.template.template_ir import Template

if TYPE_CHECKING:
    from collections.abc import Callable

    from linter.site.generator.values import Values
    from linter.site.rendering.own_paths import PayingAddresses
    from linter.site.template.expressions import Scope

_LITERAL = re.compile(r"`[^`]{8,2000}`|\"[^\"\n]{8,2000}\"|'[^'\n]{8,2000}'")
_RETURNED = re.compile(r"\breturn\s+([^;\n]{1,400})")
_AT_ONCE = re.compile(r"\A[^{]{0,300}?=>\s*(?!\{)(?P<value>[^;]{1,600})")
"""An arrow function that is one expression."""
_HOST_ALONE = re.compile(r"https?://[\w.:-]*/?")
"""What code compares, or puts in another host's place; no page that it links."""
_LONGEST_BODY = 10_000
_MOST_ENTRIES = 60
_MOST_RESULTS = 5_000
_DEEPEST = 6
_MOST_EXPORTS = 8
"""Files that an export is followed through."""


class Code(Protocol):
    """The files of a site as its templates know them (``linter.site.rendering.template_index.TemplateIndex``)."""

    values: Values
    paying: PayingAddresses
    resolve: Callable[[str, str], str | None]

    def module(self, path: str) -> Template | None:
        """Return the names of a file of code."""

    def scope(self, template: Template, *, outermost: bool, bound: dict[str, str] | None = None) -> Scope:
        """Return the scope of names in a template."""


class CodeValues:
    """The functions and constants of one site; each is worked out once for the same arguments."""

    def __init__(self, code: Code) -> None:
        self._code = code
        self._addresses: dict[tuple[str, str, tuple[str, ...]], str | None] = {}
        self._nested = 0
        """The functions that are being worked out for one another."""
        self._constants: dict[tuple[str, str], str | None] = {}

    def value_of(self, template: Template, name: str, values: tuple[str, ...] = ()) -> str | None:
        """Return the value of a function for some arguments, or of an imported constant: the first address in it, or its text."""
        if name in template.functions:
            return self._returned(template.functions[name], template, values)
        head, _, rest = name.partition(".")
        if rest and head in template.functions:
            return self._taken(template, head, rest)
        if head.startswith("collection:"):
            return chosen_text(self._code.values.collection(head[11:]), rest.replace(".data.", ".").lower().split("."))
        if head not in template.imports:
            return None
        target, original = template.imports[head]
        path = self._code.resolve(target, template.path)
        if path and path.endswith(DATA_FILES) and rest:
            return chosen_text(self._code.values.file(path), rest.lower().split("."))
        if path is None:
            return None
        member, _, deeper = rest.partition(".") if original == "*" else ("", "", rest)
        home = self._home(path, member or original, _MOST_EXPORTS, set())
        return self._of_module(*home, deeper, values) if home is not None else self._anywhere(path, original, rest)

    def code_of(self, template: Template, name: str) -> tuple[str, Template] | None:
        """Return the text of a function, of the file itself or imported, and the template that it stands in."""
        if name in template.functions:
            return template.functions[name], template
        head, _, member = name.partition(".")
        holder, _, held = template.fields.get(name, "").partition(".")
        if held and holder != name:  # const { bySlug } = useReviews()
            outer = self.code_of(template, holder)
            inner = outer[1].functions.get(held) if outer is not None else None
            return (inner, outer[1]) if outer is not None and inner is not None else None
        target, original = template.imports.get(head, ("", ""))
        path = self._code.resolve(target, template.path) if target else None
        if path is None or path.endswith(DATA_FILES) or (member and original != "*"):
            return None
        home = self._home(path, member or original, _MOST_EXPORTS, set())
        return (home[0].functions[home[1]], home[0]) if home is not None and home[1] in home[0].functions else None

    def _home(self, path: str, name: str, depth: int, seen: set[tuple[str, str]]) -> tuple[Template, str] | None:
        """Return the file in which an exported function or constant is written, and its name there."""
        module = self._code.module(path) if depth and (path, name) not in seen else None
        seen.add((path, name))
        if module is None:
            return None
        if _has(module, name):
            return module, name
        target, original = module.exports.get(
            name, ("", module.default if name == "default" and module.default else name)
        )
        if not target and original in module.imports:
            target, original = module.imports[original]
        if not target:
            if original != name:
                return self._home(path, original, depth - 1, seen)
            wholes = (self._code.resolve(one, path) for one in module.passed_on)
            found = (self._home(one, name, depth - 1, seen) for one in wholes if one is not None)
            return next((one for one in found if one is not None), None)
        found_at = self._code.resolve(target, path)
        return self._home(found_at, original, depth - 1, seen) if found_at is not None else None

    def _of_module(self, module: Template, name: str, rest: str, values: tuple[str, ...]) -> str | None:
        """Return the value of a name, or of a field of it, in the file that it is written in."""
        if name in module.functions:
            if not rest:
                return self._returned(module.functions[name], module, values)
            taken = self._taken(module, name, rest)
            if taken:
                return taken
        attribute = rest.rsplit(".", 1)[-1] if rest else name
        if attribute in module.functions and (value := self._returned(module.functions[attribute], module, values)):
            return value
        expression = module.variables.get(f"{name}.{rest}")
        if expression is None and rest:
            written = _at_path(module.data.get(name), rest.split("."))
            if isinstance(written, str) and not isinstance(written, Name):
                return written
            expression = written.expression if isinstance(written, Made) else written
        expression = expression or module.variables.get(attribute)
        return self._constant(module, expression) if expression else None

    def _anywhere(self, path: str, name: str, rest: str) -> str | None:
        """Return the value of a field that a file has under any name: what it exports is none that is read."""
        module = self._code.module(path)
        return self._of_module(module, name, rest, ()) if module is not None else None

    def _constant(self, module: Template, expression: str) -> str | None:
        key = (module.path, expression)
        if key not in self._constants:
            self._constants[key] = None
            self._constants[key] = evaluate(expression, self._code.scope(module, outermost=False))
        return self._constants[key]

    def _taken(self, template: Template, function: str, field: str) -> str | None:
        """Return the address that a function returns in a field: ``const { url } = useShop(id)``."""
        part = field_of(template.functions[function], field)
        return self._returned(part, template, ()) if part else None

    def _returned(self, body: str, template: Template, values: tuple[str, ...]) -> str | None:
        """Return the address that a function puts together: an affiliate link before others, else the first.

        Each is worked out once for the same arguments, so that functions which call each other end, whatever their number.
        """
        key = (template.path, body, values)
        if key not in self._addresses and len(self._addresses) < _MOST_RESULTS and self._nested < _DEEPEST:
            self._addresses[key] = None
            self._nested += 1
            try:
                self._addresses[key] = self._put_together(body, template, values)
            finally:
                self._nested -= 1
        return self._addresses.get(key)

    def _put_together(self, body: str, template: Template, values: tuple[str, ...]) -> str | None:
        body = body[:_LONGEST_BODY]
        names = [name for name in parameters_of(body) if name]
        variables = {**template.variables, **dict(reversed([*constants(body)])), **dict(urls(body))}
        known = Template(template.path, "script", imports=template.imports, data=template.data)
        known.variables = {name: value for name, value in variables.items() if name not in names}
        known.functions = template.functions
        known.parameters = {name: name for name in names}
        bound = {name.lower(): UNKNOWN for name in names}
        bound.update((name.lower(), value) for name, value in zip(parameters_of(body), values, strict=False) if name)
        scope = self._code.scope(known, outermost=False, bound=bound)
        at_once = _AT_ONCE.match(body)
        expressions = [
            *(literal for literal in _LITERAL.findall(body) if "://" in literal or "${" in literal),
            *_RETURNED.findall(body),
            *([at_once["value"]] if at_once is not None else ()),
        ]
        found = [evaluate(expression, scope) for expression in expressions[:_MOST_ENTRIES]]
        addresses = [value for value in found if value.startswith("http")]
        paying = (value for value in found if value[:1] in {"h", "/"} and self._code.paying.address(value) is not None)
        # What is added to an argument: withTag(url).
        longer = [value for value in found if value[:1] == PARAM_OPEN and value[-1:] != PARAM_CLOSE]
        whole = [value for value in addresses if _HOST_ALONE.fullmatch(value) is None]
        return next(paying, None) or next(iter([*whole[:1], *longer, *addresses[:1]]), None)


def _at_path(value: object, keys: list[str]) -> str | Made | None:
    """Return the text, the name or the expression that stands in data under keys, one within the other."""
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value if isinstance(value, str | Made) else None


def _has(module: Template, name: str) -> bool:
    names = (module.functions, module.variables, module.data)
    return any(name in one for one in names) or any(one.startswith(f"{name}.") for one in module.variables)
