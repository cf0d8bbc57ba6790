"""The data that components of a site hold, import and get from functions: which records an expression may stand for."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Protocol

from linter import lazy_re as re
from linter.site.code.branches import reached
from linter.site.code.choices import holds
from linter.site.code.data import Made, Name, Spread, closed, data_constants
from linter.site.code.literals import closing, split, statement
from linter.site.code.lookup import DataReader, at_key
from linter.site.component.names import constants
from linter.site.rendering.referred_entries import ReferredEntries
from linter.site.template.addresses import chosen
from linter.site.template.expressions import PARAM_OPEN, UNKNOWN, evaluate
from linter.site.template.template_ir import Template

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from linter.site.generator.values import Values
    from linter.site.template.expressions import Scope

DATA_FILES = (".json", ".yml", ".yaml", ".toml", ".csv")
_MOST_ENTRIES = 60
_MOST_RETURNS = 8
_DEEPEST = 10
"""Expressions that are worked out for one another."""
_MOST_EXPORTS = 5
"""Files that an export is followed through."""
_MOST_HANDED = 40
"""Records that a function is worked out for, each by itself, where any of them may be meant."""
_LONGEST_BODY = 10_000
_LONGEST_PART = 400
"""Characters of a function that tell it from the others of its file."""
_OF_COLLECTIONS = frozenset({"getCollection", "getEntry", "getEntries", "getEntryBySlug", "getDataEntryById"})
"""Functions of ``astro:content`` (docs.astro.build/en/reference/modules/astro-content)."""
_COLLECTION_NAME = re.compile(r"[\w-]{1,80}")
_RETURNED = re.compile(r"\breturn\b(?!\s*[;}])|=>(?!\s*\{)")
# for (const pen of pens) { if (pen.id === id) return pen
_SEARCHED = re.compile(
    r"\bfor\s*\(\s*(?:const|let|var)\s+([\w$]+)\s+of\s+([^;{}]{1,200})\)\s*\{?\s*if\s*\(([^;{}]{1,200})\)\s*\{?\s*return\s+\1\b"
)
_PARAMETERS = re.compile(
    r"\s*(?:export\s+)?(?:default\s+)?(?:async\s+)?(?:function\s*[\w$]*\s*(?:<[^()]{0,80}>)?|(?:const|let|var)\s+[\w$]+[^=]{0,120}=\s*(?:async\s+)?)(?=\(|[\w$]+\s*=>)"
)
_PATH_IN_RECORD = re.compile(r"(?:(?:Astro\.|\$\$)?props\.)?([A-Za-z_$][\w$]*)(?:[?!]?\.[A-Za-z_$][\w$]*)+")
_ADDRESS = re.compile(r"https?://[^\s/]|//[^\s/]|/[^\s/]")
_HANDED = re.compile(r"(?![\w$]+\s*=>|async\b|function\b|new\b)[A-Za-z_$]")
"""What a function is handed that may be data: no text and no function."""
_PARAMETER = re.compile(r"\s*([\w$]+)\s*\??\s*(?:[:=]|$)")


class Modules(Protocol):
    """The files of a site as its templates know them (``linter.site.rendering.template_index.TemplateIndex``)."""

    values: Values
    resolve: Callable[[str, str], str | None]

    def module(self, path: str) -> Template | None:
        """Return the names of a file of code."""

    def code_of(self, template: Template, name: str) -> tuple[str, Template] | None:
        """Return the text of a function and the template that it stands in."""

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


class ComponentData:
    """The data of one site's components; what a function returns is worked out once for the same arguments."""

    def __init__(self, index: Modules) -> None:
        self._index = index
        self._returned: dict[tuple[str, str, tuple[str, ...], bool], list[object]] = {}
        self._asked: set[tuple[str, str]] = set()
        """What is being worked out: templates and expressions."""
        self._mapped: set[str] = set()
        self._held: dict[tuple[str, str], list[object]] = {}
        self._wholes: dict[tuple[str, str], tuple[object, bool]] = {}
        self._opening: dict[tuple[str, str, tuple[tuple[str, str], ...]], object] = {}
        self._referred = ReferredEntries(index.values, self.values)

    def values(self, scope: Scope, expression: str) -> list[object]:
        """Return the data that an expression of a component may stand for; nothing where that leads back to itself."""
        asked = (scope.template.key, expression)
        if asked in self._asked or len(self._asked) >= _DEEPEST:
            return []
        self._asked.add(asked)
        try:
            return self._reader(scope).values(expression)
        finally:
            self._asked.discard(asked)

    def holds(self, scope: Scope, expression: str) -> bool:
        """Return whether all records that a caller passes have what a condition or a loop asks for: ``product.shops``."""
        head = _PATH_IN_RECORD.fullmatch(expression.strip()) if scope.records else None
        passed = scope.records.get(scope.template.parameters.get(head[1], head[1]).lower()) if head else None
        if not passed:
            return False
        found = self.values(scope, expression)
        return len(found) >= len(passed) and all(found)

    def _reader(self, scope: Scope) -> DataReader:
        texts: dict[str, str | None] = {}

        def known(key: str) -> str | None:
            if key not in texts:
                value = evaluate(key, scope)
                texts[key] = value if UNKNOWN not in value and PARAM_OPEN not in value else None
            return texts[key]

        def returned(name: str, arguments: list[str]) -> list[object]:
            return self._of_function(scope, name, arguments)

        template = scope.template
        variables = {**template.fields, **template.taken, **template.variables}

        def named(name: str) -> list[object]:
            return scope.records.get(template.parameters.get(name, name).lower()) or self._named(scope, name)

        def files(pattern: str) -> list[object]:
            return self._index.values.matching(pattern, template.path)

        return DataReader(named, variables, known, returned, files, self._mapped)

    def _of_function(self, scope: Scope, name: str, arguments: list[str]) -> list[object]:
        """Return the data that a function of the site returns for some arguments: all entries where one is not known."""
        code = self._index.code_of(scope.template, name)
        if code is None:
            return self._of_collection(scope, name, arguments)
        given = [one for one in arguments if one.strip()]
        values = tuple(evaluate(one, scope) for one in given)
        handed = self._handed(scope, given)
        records = [one if len(one) == 1 else [] for one in handed]
        found = self._for_arguments(scope, code, values, records)
        if not all(map(_is_hollow, found)):
            return found
        for at, several in enumerate(handed):
            if 1 < len(several) <= _MOST_HANDED:  # any of these may be meant
                each = ([*records[:at], [one], *records[at + 1 :]] for one in several)
                made = [value for one in each for value in self._for_arguments(scope, code, values, one)]
                return [one for one in made if not _is_hollow(one)] or found
        return found

    def _for_arguments(
        self, scope: Scope, code: tuple[str, Template], values: tuple[str, ...], records: list[list[object]]
    ) -> list[object]:
        told = (*values, repr(records)[:_LONGEST_BODY]) if any(records) else values
        key = (code[1].path, code[0], told, self._is_of_route(scope))
        if key not in self._returned:
            self._returned[key] = []
            self._returned[key] = self._worked_out(*code, values, records)
        return self._returned[key]

    def _handed(self, scope: Scope, arguments: list[str]) -> list[list[object]]:
        """Return the records or the lists that each argument of a call may stand for; nothing for a text."""
        code = [one.strip() for one in arguments]
        found = [self.values(scope, one) if _HANDED.match(one) else [] for one in code]
        found = [one if all(isinstance(value, dict | list) for value in one) else [] for one in found]
        return [
            one or (self._referred.handed(scope, text) if _HANDED.match(text) else [])
            for one, text in zip(found, code, strict=True)
        ]

    def _is_of_route(self, scope: Scope) -> bool:
        """Return whether a route with a parameter asks, through whatever functions."""
        return "[" in scope.template.path or any("[" in path for path, _ in self._asked)

    def _of_collection(self, scope: Scope, name: str, arguments: list[str]) -> list[object]:
        """Return the entries of one of Astro's content collections, or the one of an id: all that may be meant where it is not known."""
        if not arguments or name not in _OF_COLLECTIONS:
            return []
        if name == "getEntries":
            return self._referred.several(scope, arguments[0])
        if name == "getEntry" and not any(one.strip() for one in arguments[1:]):
            return self._referred.one(scope, arguments[0])
        collection = evaluate(arguments[0], scope)
        if _COLLECTION_NAME.fullmatch(collection) is None:
            return []
        known = self._index.values.entries(collection)
        entries = [{"id": key, "slug": key, "data": data} for key, data in known]
        # A route that asks for its articles prints one of them, and which is its address to say; records have no other page.
        has_body = any(node.kind == "content" for node in scope.template.nodes) or self._index.values.is_written(
            collection
        )
        prints = scope.template.collections
        is_of_route = has_body and self._is_of_route(scope) and (not prints or collection in prints)
        if name == "getCollection":
            return [] if is_of_route else [entries]
        wanted = evaluate(arguments[1], scope) if len(arguments) > 1 else UNKNOWN
        is_known = UNKNOWN not in wanted and PARAM_OPEN not in wanted
        return [entry for entry in entries if (not is_of_route if not is_known else entry["id"] == wanted)]

    def _worked_out(
        self, text: str, module: Template, values: tuple[str, ...], records: list[list[object]]
    ) -> list[object]:
        body = text[:_LONGEST_BODY]
        names = parameters_of(body)
        local = {name: value for name, value in reversed([*constants(body)]) if name not in names}
        inside = Template(
            module.path, "script", imports=module.imports, functions=module.functions, part=text[:_LONGEST_PART]
        )
        inside.variables = {name: one for name, one in {**module.variables, **local}.items() if name not in names}
        inside.data = {**module.data, **closed(dict(data_constants(body)))}
        inside.parameters = {name: name for name in names}
        bound = {name.lower(): UNKNOWN for name in names}
        bound.update((name.lower(), value) for name, value in zip(names, values, strict=False))
        handed = {name.lower(): one for name, one in zip(names, records, strict=False) if name and one}
        for name, one in handed.items():
            bound |= fields_of(name, one)
        scope = self._index.scope(inside, outermost=False, bound=bound, records=handed)

        def answer(asked: str) -> bool | None:
            return holds(asked, lambda name: [text] if UNKNOWN not in (text := evaluate(name, scope)) else [])

        found = [self.values(scope, one) for one in _returns(body, answer if handed else None)]
        of_data = [one for one in found if any(not isinstance(value, str) for value in one)]
        full = (one for one in of_data if not all(map(_is_hollow, one)))
        return next(full, None) or next(iter(of_data), None) or _addresses(found)

    def _named(self, scope: Scope, name: str) -> list[object]:
        """Return the data of a constant, of the file itself or imported."""
        template = scope.template
        if name in template.data or name not in template.imports:
            value = template.data.get(name)
            return [] if value is None else [self._opened(scope, name, value)]
        target, original = template.imports[name]
        path = self._index.resolve(target, template.path)
        return self._exported(path, original, _MOST_EXPORTS) if path is not None and path != template.path else []

    def _exported(self, path: str, name: str, depth: int) -> list[object]:
        """Return the data that a file exports under a name; of ``*`` all that it holds, by name."""
        if path.endswith(DATA_FILES):
            data = self._index.values.file(path)
            return [] if data is None else [data] if name in {"default", "*"} else at_key(data, name)
        module = self._index.module(path)
        if module is None or depth == 0:
            return []
        if name == "*":
            scope = self._index.scope(module, outermost=False)
            return [{key: self._opened(scope, key, value) for key, value in module.data.items()}]
        if name in module.data:
            return [self._opened(self._index.scope(module, outermost=False), name, module.data[name])]
        if (path, name) not in self._held:
            self._held[path, name] = []
            self._held[path, name] = self._passed_on(module, name, depth)
        return self._held[path, name]

    def _passed_on(self, module: Template, name: str, depth: int) -> list[object]:
        """Return what an exported constant takes from elsewhere, or what an export list names."""
        if name in module.variables:
            return self.values(self._index.scope(module, outermost=False), module.variables[name])
        target, original = module.exports.get(name, ("", name))
        if not target and original in module.imports:
            target, original = module.imports[original]
        if not target:
            listed = self._exported(module.path, original, depth - 1) if original != name else []
            wholes = (self._index.resolve(one, module.path) for one in module.passed_on)
            found = (self._exported(one, name, depth - 1) for one in wholes if one is not None)
            return listed or next((one for one in found if one), [])
        path = self._index.resolve(target, module.path)
        return self._exported(path, original, depth - 1) if path is not None else []

    def _opened(self, scope: Scope, name: str, value: object) -> object:
        """Return a constant with what is spread into it and put together in it, where it stands."""
        place = (scope.template.key, name)
        if place not in self._wholes or self._wholes[place][0] is not value:
            self._wholes[place] = value, not _is_open(value, 4)
        if self._wholes[place][1]:
            return value
        key = (*place, tuple(scope.bound.items()))
        if key not in self._opening:
            self._opening[key] = None
            self._opening[key] = self._reader(scope).opened(value)
        return self._opening[key]


def _is_hollow(value: object) -> bool:
    """Return whether a record that a function returns has fields, and none of them is known."""
    return isinstance(value, dict) and bool(value) and all(one is None for one in value.values())


def _addresses(returned: Sequence[list[object]]) -> list[object]:
    """Return the addresses among the texts that a function may return; nothing where it may return what is not known."""
    texts = [value for values in returned for value in values if isinstance(value, str)]
    found = sorted((one for one in texts if _ADDRESS.match(one)), key=lambda one: "://" not in one)
    return list[object](found) if all(returned) else []


def fields_of(name: str, values: Sequence[object]) -> dict[str, str]:
    """Return the fields of entries of data that a caller passes under a name: ``pen={pens[0]}`` gives ``pen.url``."""
    entries = [value for value in values if isinstance(value, dict)]
    keys = dict.fromkeys(key for entry in entries[:_MOST_ENTRIES] for key in entry)
    return {f"{name}.{key}".lower(): chosen([entry.get(key) for entry in entries]) for key in [*keys][:_MOST_ENTRIES]}


def spread_over(
    expression: str, scope: Scope, target: Template, values: Sequence[object]
) -> tuple[dict[str, str], dict[str, list[object]]]:
    """Return what a component is handed by ``{...product}``, as texts and as data: the fields of entries, or the props of the caller that it takes."""
    entries = [value for value in values if isinstance(value, dict)]
    keys = [*dict.fromkeys(key for entry in entries[:_MOST_ENTRIES] for key in entry)][:_MOST_ENTRIES]
    fields = {key.lower(): chosen([entry.get(key) for entry in entries]) for key in keys}
    records = {key.lower(): [entry[key] for entry in entries if entry.get(key) is not None] for key in keys}
    for name in [*dict.fromkeys(target.parameters.values())][:_MOST_ENTRIES] if not entries else ():
        value = evaluate(f"{expression}.{name}", scope)
        fields |= {name.lower(): value} if value != UNKNOWN else {}
    return {name: text for name, text in fields.items() if text != UNKNOWN}, records


def _is_open(value: object, depth: int) -> bool:
    """Return whether anything in data stands elsewhere, as deep as it is looked at."""
    if depth == 0 or not isinstance(value, list | dict):
        return False
    items = value.values() if isinstance(value, dict) else value
    return any(isinstance(item, Spread | Made | Name) or _is_open(item, depth - 1) for item in items)


def parameters_of(code: str) -> list[str]:
    """Return the names of a function's parameters, an empty one for each that is taken apart."""
    head = _PARAMETERS.match(code)
    if head is None:
        return []
    if code[head.end()] != "(":
        return [code[head.end() :].partition("=>")[0].strip()]
    inner = code[head.end() + 1 : max(closing(code, head.end()), head.end() + 1)]
    named = (_PARAMETER.match(one) for one in split(inner, ",") if one.strip())
    return [one[1] if one is not None else "" for one in named]


def _returns(body: str, answer: Callable[[str], bool | None] | None) -> Iterator[str]:
    """Yield the expressions that a function may return: what a loop in it searches for, then what stands behind ``return``.

    ``answer`` says of a condition whether it holds for what the function is handed.
    """
    for name, entries, test in _SEARCHED.findall(body):
        yield f"{entries.strip()}.find(({name}) => {test})"
    places = [match.end() for match in islice(_RETURNED.finditer(body), _MOST_RETURNS)]
    taken = places if answer is None else reached(body, places, answer)
    for place in sorted(taken, key=lambda one: _open_calls(body, one)):
        yield statement(body, place)


def _open_calls(body: str, place: int) -> int:
    """Return how many calls are open at a place in code: what a function that they are handed returns is not theirs."""
    return body.count("(", 0, place) - body.count(")", 0, place)
