"""Evaluate the simple expressions that make up addresses and texts in templates, without executing anything.

In the result UNKNOWN marks a part that only the build knows and ``PARAM_OPEN name PARAM_CLOSE`` the value of a
parameter of the template.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.records import dataclass, field
from linter.site.code.choices import choice, holds
from linter.site.code.literals import STRING, UNKNOWN_MARK, bracketed, closing, go_words, literal, split, template_parts
from linter.site.code.messages import message_key
from linter.site.code.urls import built, name_of_url, reworked
from linter.site.template.entry_sources import entry_source
from linter.site.template.liquid_paths import data_path, filters_lists

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from linter.site.template.template_ir import Template

UNKNOWN = UNKNOWN_MARK
PARAM_OPEN, PARAM_CLOSE = "\ue110", "\ue111"
_PARAMETER = re.compile(f"{PARAM_OPEN}([^{PARAM_CLOSE}]*){PARAM_CLOSE}")
_MARK = re.compile(f"{PARAM_OPEN}[^{PARAM_CLOSE}]*{PARAM_CLOSE}|{UNKNOWN}")
_HOST = re.compile(
    rf"((?:https?:)?//(?:[\w-]+\.)+[A-Za-z]{{2,}})(?=(?:{_MARK.pattern})(?:[/?#&]|{_MARK.pattern}|\s*\Z))"
)
"""A host and what only the build knows right behind it, which is a path then."""
_VERB = re.compile(r"%[-+#0-9.]*[sdvqfx]")
_MUSTACHE = re.compile(r"\{\{[^{}]*\}\}")
_NAME = re.compile(r"[$A-Za-z_][\w$-]*")
_PATH = re.compile(r"[$A-Za-z_][\w$]*(?:\??\.[\w$]+|\[['\"][\w-]+['\"]\])*")
_CALL = re.compile(r"(?:await\s+)?([$A-Za-z_][\w$.]*)\s*\((.*)\)$", re.DOTALL)
_ARROW = re.compile(r"\A(?:async\s+)?\(\s*\)\s*=>\s*")
"""Begins a function without arguments that returns what follows: ``computed(() => urlOf(id))``."""
_GO_GET = re.compile(r"\$?\.Get\s+(?:\"([^\"]+)\"|`([^`]+)`|(\d+))$")
_GO_INDEX = re.compile(r"index\s+\$?\.Params\s+(?:\"([^\"]+)\"|(\d+))$")
_GO_PARAMS = re.compile(r"\$?\.Params\.(\w+)$")
_GO_SITE = re.compile(r"(?:\$?\.Site|site|hugo|\$?\.Page\.Site)\.((?:Params|Data|Author)\.[\w.*-]+|Title)$")
_DATA_PATH = re.compile(r"[\w-]+(?:\.[\w*-]+|\[[^\[\]]*\])+")
_HEAD = re.compile(r"([A-Za-z_][\w-]*)[.\[]")
_CONSTANT = re.compile(r"\d{1,4}|true|false")
_ALL_PROPS = frozenset({"props", "$props", "$$props", "$$restProps", "$attrs", "Astro"})
_DEPTH = 12
_LONGEST = 4_000


@dataclass(slots=True)
class Scope:
    """The meaning of names in one call of a template: values ``bound`` by the caller, then the template's variables.

    ``outermost`` marks the template that an article calls directly: its parameters come from the article. ``site``
    looks up values of the configuration and data files by path. ``function`` returns the address that a function
    of the given name returns for some arguments, or the value of an imported constant.
    """

    template: Template
    bound: Mapping[str, str] = field(default_factory=dict)
    outermost: bool = True
    site: Callable[[str], str | None] = lambda _: None
    function: Callable[[Template, str, tuple[str, ...]], str | None] = lambda _template, _name, _values: None
    data: Callable[[Scope, str], str] = lambda _scope, _expression: UNKNOWN
    """Returns the text of the data that an expression stands for."""
    paths: Mapping[str, str] = field(default_factory=dict)
    """The paths of the site's data that a caller passes, by name (Liquid)."""
    records: Mapping[str, list[object]] = field(default_factory=dict)
    """The data that a caller of a component passes, by lower-case name."""
    known: dict[str, str] = field(default_factory=dict)
    """The values of variables that were worked out already."""


def evaluate(expression: str, scope: Scope, depth: int = 0) -> str:
    """Return what an expression prints, with unknown parts marked."""
    expression = expression.strip()
    if depth > _DEPTH or not expression or len(expression) > _LONGEST:
        return UNKNOWN
    while expression[0] == "(" and closing(expression, 0) == len(expression) - 1:
        expression = expression[1:-1].strip()
        if not expression:
            return UNKNOWN
    flavour = scope.template.flavour
    reader = {"go": _go, "liquid": _liquid}.get(flavour, _script)
    value = reader(expression, scope, depth + 1)
    return value if len(value) <= _LONGEST else UNKNOWN


def data_paths(names: Mapping[str, str], scope: Scope) -> dict[str, str]:
    """Return the paths of the site's data that expressions of Liquid stand for, by name."""
    variables = scope.template.variables
    found = {
        name: data_path(value, variables, scope.paths, lambda key: _key(key, scope, 1)) for name, value in names.items()
    }
    return {name: path for name, path in found.items() if path is not None}


def parameter_at_start(value: str) -> str | None:
    """Return the parameter whose value an address begins with, or None."""
    match = _PARAMETER.match(value.lstrip())
    return match[1] if match else None


def adds_to_parameter(value: str) -> bool:
    """Return whether an address begins with a parameter and has more than that."""
    match = _PARAMETER.match(value.lstrip())
    return match is not None and bool(value.lstrip()[match.end() :].strip())


def as_address(value: str) -> str:
    """Return a value as an address, with ``x`` for every unknown part."""
    text = _PARAMETER.sub("x", _HOST.sub(r"\1/", value, count=1)).replace(UNKNOWN, "x").strip()
    return re.sub(r"\s+", "", text)


def as_text(value: str) -> str:
    """Return a value as visible text, with U+FFFC for every unknown part."""
    return _PARAMETER.sub("\ufffc", value).replace(UNKNOWN, "\ufffc")


def _parameter(name: str, scope: Scope, depth: int) -> str:
    """Return the value of a parameter: the caller's value, else the default, else a mark."""
    value = scope.bound.get(name.lower())
    if value is not None:
        return value
    public = scope.template.parameters.get(name, name)
    if scope.outermost:
        return f"{PARAM_OPEN}{public}{PARAM_CLOSE}"
    default = scope.template.defaults.get(name)
    return evaluate(default, scope, depth) if default else UNKNOWN


def _variable(name: str, scope: Scope, depth: int) -> str | None:
    """Return a variable's value, worked out once; one that is made of itself is unknown where it repeats."""
    expression = scope.template.variables.get(name)
    if expression is None:
        return None
    if name not in scope.known:
        scope.known[name] = UNKNOWN
        scope.known[name] = evaluate(expression, scope, depth)
    return scope.known[name]


def _go(expression: str, scope: Scope, depth: int) -> str:
    """Evaluate a Go template pipeline."""
    stages = split(expression, "|")
    value = _go_command(stages[0], scope, depth)
    for stage in stages[1:]:
        words = list(go_words(stage))
        if words and words[0] == "printf" and len(words) > 1:
            value = _printf(evaluate(words[1], scope, depth), [value])
        elif words and words[0] in {"default", "print", "add"} and value == UNKNOWN and len(words) > 1:
            value = evaluate(words[1], scope, depth)
    return value


def _go_command(command: str, scope: Scope, depth: int) -> str:
    command = command.strip()
    if STRING.fullmatch(command):
        return command[1:-1] if command[0] == "`" else literal(command)
    lookup = _GO_GET.match(command) or _GO_INDEX.match(command)
    if lookup:
        return _parameter(next(group for group in lookup.groups() if group), scope, depth)
    words = list(go_words(command))
    if len(words) == 1:
        return _go_word(command, scope, depth)
    head, rest = words[0], words[1:]
    if head == "printf" and rest:
        return _printf(evaluate(rest[0], scope, depth), [evaluate(word, scope, depth) for word in rest[1:]])
    if head == "print":
        return "".join(evaluate(word, scope, depth) for word in rest)
    if head in {"i18n", "T"}:
        return scope.site(f"i18n.{rest[0].strip(chr(34))}") or UNKNOWN
    if head in {"index", "where", "dict", "slice", "partial", "len", "eq", "ne"}:
        return UNKNOWN
    if head == "cond":
        rest = rest[1:]
    values = [evaluate(word, scope, depth) for word in rest]
    if head in {"replace", "replaceRE", "strings.Replace"}:
        return next((value for value in values if _PARAMETER.search(value)), UNKNOWN)
    return next((value for value in (*reversed(values),) if value and value != UNKNOWN), UNKNOWN)


def _go_word(word: str, scope: Scope, depth: int) -> str:
    if word.startswith("$") and (value := _variable(word, scope, depth)) is not None:
        return value
    head, _, rest = word.partition(".")
    if head.startswith("$") and rest and scope.template.variables.get(head, "").endswith(".*"):
        return evaluate(f"{scope.template.variables[head]}.{rest}", scope, depth)
    site = _GO_SITE.match(word)
    if site:
        return scope.site(site[1].removeprefix("Params.")) or UNKNOWN
    params = _GO_PARAMS.match(word)
    if params:
        return _parameter(params[1], scope, depth)
    if word.startswith((".", "$.")) and word.lstrip("$.").lower() in scope.bound:
        return scope.bound[word.lstrip("$.").lower()]
    return word if word.isdigit() else UNKNOWN


def _printf(text: str, values: list[str]) -> str:
    left = iter(values)
    return _VERB.sub(lambda _: next(left, UNKNOWN), text)


def _liquid(expression: str, scope: Scope, depth: int) -> str:
    """Evaluate a Liquid or Nunjucks expression: filters, ``+`` and ``~``."""
    if filters_lists(expression):
        return _data(expression, scope, depth)
    stages = split(expression, "|")
    sums = split(stages[0], "+~")
    value = "".join(_liquid_operand(part.strip(), scope, depth) for part in sums)
    for stage in stages[1:]:
        name, _, argument = stage.strip().partition(":")
        if name.strip() == "append":
            value += evaluate(argument, scope, depth)
        elif name.strip() == "prepend":
            value = evaluate(argument, scope, depth) + value
        elif name.strip() == "default" and value == UNKNOWN and argument:
            value = evaluate(split(argument, ",")[0], scope, depth)
        elif filtered := scope.site(f"|{name.partition('(')[0].strip()}"):
            value = filtered
    return value


def _data(expression: str, scope: Scope, depth: int) -> str:
    """Return the text of the site's data that an expression of Liquid stands for."""
    path = data_path(expression, scope.template.variables, scope.paths, lambda key: _key(key, scope, depth + 1))
    if path is None:
        return UNKNOWN
    return scope.site(path.partition(".")[2]) or scope.site(path) or UNKNOWN


def _of_data(word: str, scope: Scope, depth: int) -> str | None:
    """Return the text below a variable or an argument that stands for data of the site; None where it is no such text."""
    head = _HEAD.match(word.removeprefix("include."))
    if head is None or (head[1] not in scope.paths and head[1] not in scope.template.variables):
        return None
    value = _data(word, scope, depth)
    return value if value != UNKNOWN else None


def _key(expression: str, scope: Scope, depth: int) -> str:
    """Return the key that an expression in brackets names, ``*`` (any) where only the build knows it."""
    if _CONSTANT.fullmatch(expression.strip()):
        return expression.strip()
    value = evaluate(expression, scope, depth) if depth <= _DEPTH else UNKNOWN
    return value if re.fullmatch(r"[\w-]+", value) else "*"


def _liquid_operand(word: str, scope: Scope, depth: int) -> str:
    value = _of_data(word, scope, depth)
    return value if value is not None else _liquid_word(word, scope, depth)


def _liquid_word(word: str, scope: Scope, depth: int) -> str:
    if STRING.fullmatch(word):
        return _MUSTACHE.sub(UNKNOWN, literal(word))
    if word[:1] == "(":
        return evaluate(word, scope, depth)
    if word.startswith("include."):
        return _parameter(word[8:], scope, depth)
    word = bracketed(word, lambda key: _key(key, scope, depth))
    if word.lower() in scope.bound:
        return scope.bound[word.lower()]
    head, _, rest = word.partition(".")
    if rest and (entry := scope.template.variables.get(head)) and _DATA_PATH.fullmatch(entry):
        return evaluate(f"{entry}.{rest}", scope, depth)
    if word.startswith(("site.", "metadata.")):
        return scope.site(word.partition(".")[2]) or scope.site(word) or UNKNOWN
    if ".*" in word or (rest and head not in scope.template.parameters):
        return scope.site(f"data.{word}") or UNKNOWN
    if not _NAME.fullmatch(word):
        return UNKNOWN
    if word in scope.template.parameters:
        return _parameter(word, scope, depth)
    return _variable(word, scope, depth) or scope.site(f"data.{word}") or UNKNOWN


def _script(expression: str, scope: Scope, depth: int) -> str:
    """Evaluate a JavaScript expression: strings, template literals, ``+``, choices, names, calls and lookups in data."""
    value = _script_value(expression, scope, depth)
    return value if value != UNKNOWN else scope.data(scope, expression)


def _script_value(expression: str, scope: Scope, depth: int) -> str:
    expression = _ARROW.sub("", expression.rstrip(";").strip())
    if STRING.fullmatch(expression) and not (expression[0] == "`" and "${" in expression):
        return literal(expression)
    if expression[:1] == "`" and expression[-1:] == "`":
        return "".join(
            evaluate(part, scope, depth) if is_code else part for part, is_code in template_parts(expression)
        )
    asked = choice(expression)
    if asked is not None:
        answer = holds(asked[0], lambda name: _pieces(evaluate(name, scope, depth)))
        return (
            _combined(split(expression, "?:")[1:], scope, depth)
            if answer is None
            else evaluate(asked[1 if answer else 2], scope, depth)
        )
    for separators in ("|&", "+"):
        parts = split(expression, separators)
        if len(parts) > 1:
            return _combined(parts, scope, depth) if separators == "|&" else _sum(parts, scope, depth)
    made = _made(expression, scope, depth)
    if made is not None:
        return made
    called = _CALL.match(expression)
    if called:
        if (key := message_key(called[1], called[2])) is not None and (said := scope.site(f"t:{key}")) is not None:
            return said
        found = scope.data(scope, expression)
        values = [evaluate(part, scope, depth) for part in split(called[2], ",") if part.strip()]
        result = found if found != UNKNOWN else scope.function(scope.template, called[1], tuple(values))
        if result:
            return result
        return next((value for value in values if _PARAMETER.search(value) or "://" in value), UNKNOWN)
    return _script_name(expression, scope, depth)


def _made(expression: str, scope: Scope, depth: int) -> str | None:
    """Return the address or text that an expression puts together with calls; None if it is no such expression."""

    def value(part: str) -> str:
        return evaluate(part, scope, depth)

    name = name_of_url(expression)
    if name is not None and scope.template.variables.get(name, "").startswith("new "):
        return _variable(name, scope, depth)
    return built(expression, value) if expression.startswith("new ") else reworked(expression, value)


def _pieces(value: str) -> list[str]:
    """Return the pieces of a text that are known; nothing of one of which nothing is."""
    return _MARK.split(value) if value != UNKNOWN and _MARK.fullmatch(value) is None else []


def _sum(parts: list[str], scope: Scope, depth: int) -> str:
    return "".join(evaluate(part, scope, depth) for part in parts)


def _combined(branches: list[str], scope: Scope, depth: int) -> str:
    """Return the most useful branch of a choice: an address, a parameter, any known text."""
    values = [evaluate(branch, scope, depth) for branch in branches]
    if sorted(values) == ["&", "?"]:
        return "?"  # which of them depends on an address of which nothing tells that it has a query
    best = [value for value in values if "://" in value] or [value for value in values if _PARAMETER.search(value)]
    return (best or [value for value in values if value and value != UNKNOWN] or [UNKNOWN])[0]


def _script_name(expression: str, scope: Scope, depth: int) -> str:
    path = expression.replace("?.", ".").replace("!", "").removeprefix("this.")
    if not _PATH.fullmatch(path):
        return UNKNOWN
    head, _, rest = path.partition(".")
    template = scope.template
    if rest and head not in template.data and (head in _ALL_PROPS or head in template.rest):
        return _parameter(rest.removeprefix("props.").split(".")[0], scope, depth)
    if rest and path.lower() in scope.bound:
        return scope.bound[path.lower()]
    if path in template.parameters:
        return _parameter(path, scope, depth)
    value = _variable(path, scope, depth)
    if value is None and not rest and head in template.taken and (found := scope.data(scope, path)) != UNKNOWN:
        value = found
    if value is None and not rest and head in template.fields and template.fields[head] != path:
        value = evaluate(template.fields[head], scope, depth)
    if value is None and rest and template.variables.get(head, "").endswith("[*]"):
        listed = template.variables[head][:-3]
        is_written_out = listed.startswith("[")  # [own, other].map(): each name is looked up as data
        source = entry_source(listed, template) if not is_written_out else None
        if source is not None and ".filter(" in template.variables.get(listed, listed):
            value = scope.data(scope, path)  # of all entries where what the filter asks is not known
            source = source if value == UNKNOWN == scope.data(scope, f"{source}[*].{rest}") else None
        if source is not None:
            return scope.function(template, f"{source}.*.{rest}", ()) or UNKNOWN
        if is_written_out:
            value = scope.data(scope, path)
    if value is None and rest == "value" and head in {**template.variables, **template.fields}:
        return evaluate(head, scope, depth)
    if value is None and (head in template.imports or (rest and head in template.functions)):
        value = scope.function(template, path, ())
    if value is None and template.flavour == "ejs":
        value = scope.site(f"data.{path}")
    return UNKNOWN if value is None else value
