"""Find what names in a component's code mean: constants, props, imports and small functions, by pattern."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.article.imports import DECLARATION
from linter.article.imports import imports as static_imports
from linter.site.code.bindings import bindings, exports, loaded_later
from linter.site.code.chosen_components import chosen_components
from linter.site.code.data import closed, data_constants
from linter.site.code.filled import filled
from linter.site.code.literals import split, statement
from linter.site.code.nested import nested_names
from linter.site.code.rest import names_of_rest
from linter.site.code.urls import urls
from linter.site.component.route_props import apart, given_by_route

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.site.template.template_ir import Template

_STRING = r"\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`"
_GOES_ON = r"\n(?=[ \t]*(?:[?:+][ \t]|\|\||&&|\?\?|\??\.[A-Za-z_$]))"
"""The end of a line that the next one goes on with: a choice, a sum or calls over several lines."""
_CONSTANT = re.compile(
    rf"\b(?:const|let|var)\s+([\w$]+)\s*(?::\s*[\w<>\[\]|. ]{{1,60}})?=\s*((?:{_STRING}|[^;\n{{]|{_GOES_ON}){{1,2000}})"
)
_ASSIGNED = re.compile(r"(?:^|[\n;{}])[ \t]*([\w$]+)\s*=\s*([\"'`]https?://[^\n]{1,2000})")
# { url = "https://…", name } = pen, ({ url = "https://…" }) =>: what a name has if nothing else is given
_IS_DEFAULT = re.compile(rf"(?:{_STRING})\s*(?:,[^{{}};]{{0,300}})?\}}\s*(?:[=):,])")
_COLLECTION = re.compile(r"\bgetCollection(?:<[^<>()]{0,80}>)?\(\s*[\"'`]([\w-]{1,60})[\"'`]")
_ENTRY = re.compile(rf"(?<![\w.$?])([\w$]{{1,60}}|\"[\w-]{{1,60}}\"|'[\w-]{{1,60}}')\s*:\s*({_STRING})")
_OBJECT = re.compile(r"\b(?:const|let|var)\s+([\w$]+)\s*(?::\s*[\w<>\[\]|. ,]{1,80})?=\s*\{")
_PROPS = re.compile(
    r"\{([^{}=]*(?:=[^{}]*)?)\}\s*(?::\s*(?:[\w.<>\[\]| &]+|\{[^{}]*\}))?\s*"
    r"(?:=\s*(?:Astro\.props|props|this\.props|defineProps|\$props|withDefaults)\b|\)\s*(?::\s*[\w.<>| ]+)?\s*(?:=>|\{))"
)
# const { pens = [], title } = entry.data
_NAMES_OF = re.compile(
    r"\b(?:const|let|var)\s*\{([^{}]{1,1000})\}\s*(?::\s*[\w$.<>\[\]\"'| ,]{1,120})?=\s*((?!Astro\.props\b|props\b|this\.props\b)"
    r"[\w$.?]*(?:frontmatter|frontMatter|data|metadata|meta|matter|post|page|entry|article|doc|attributes)[?!]?)\s*(?:as\s[^;\n]{1,120})?(?:;|\n|$)"
)
_FIELDS_OF = re.compile(r"\b(?:const|let|var)\s*\{([^{}]{1,1000})\}\s*=\s*([A-Za-z_$][\w$.]*)[!?]?\s*(?:;|\n|$)")
# const { productUrl } = useShop(props.asin)
_TAKEN = re.compile(r"\b(?:const|let|var)\s*\{([^{}]{1,1000})\}\s*=\s*(?:await\s+)?([A-Za-z_$][\w$]*)\(")
# const { url } = pens.find((pen) => pen.id === id)
_OF_CALL = re.compile(r"\b(?:const|let|var)\s*\{([^{}]{1,1000})\}\s*(?::[^=\n]{1,120})?=(?!=|>)\s*")
# let show = false; ... if (post.frontmatter.category === "desk") { show = true }
_FLAG = re.compile(r"\b(?:let|var)\s+([\w$]+)\s*(?::\s*boolean\s*)?=\s*(true|false)\b")
# const [pen] = pens.filter((pen) => pen.id === id)
_FIRST_OF = re.compile(r"\b(?:const|let|var)\s*\[\s*([\w$]+)[^\]=]{0,100}\]\s*=(?!=|>)\s*")
# const url = { ink: "...", pen: "..." }[kind]
_OF_LITERAL = re.compile(r"\b(?:const|let|var)\s+([\w$]+)\s*(?::[^=\n]{1,120})?=\s*(?=\{)")
# Computed values of Vue: link() { return this.pen.url }
_COMPUTED = re.compile(r"\n[ \t]+([\w$]+)\s*(?::\s*function\s*)?\(\s*\)\s*(?::[^{\n]{1,60})?\{\s*return\b")
# What Svelte works out anew: $: pen = data.pen
_REACTIVE = re.compile(r"\n[ \t]*\$:[ \t]*([\w$]+)[ \t]*=(?!=)[ \t]*")
_EXPORT_LET = re.compile(rf"\bexport\s+let\s+(\w+)\s*(?::[^=;\n]+)?(?:=\s*({_STRING}))?")
_DEFINE_PROPS = re.compile(r"\bdefineProps\s*(?:<\s*\{([^{}]*)\}\s*>|\(\s*[\[{]([\s\S]{0,2000}?)[\]}]\s*\))")
_VUE_PROPS = re.compile(r"\bprops\s*:\s*[\[{]([\s\S]{0,1000}?)[\]}]\s*,?\s*\n")
_FIELD = re.compile(r"[\"']?(\w+)[\"']?\s*\??\s*(?:[:,\n;]|$)")
# memo(, React.forwardRef<HTMLDivElement, Props>(
_HELD = r"(?:(?:React\.)?(?:memo|forwardRef|observer)(?:<[^()]{0,200}>)?\(\s*){0,2}"
_FUNCTION = re.compile(
    r"(?:^|\n)[ \t]{0,8}(?:export\s+)?(?:default\s+)?(?:async\s+)?(?:(?:function|class)\s+([\w$]+)|(?:const|let|var)\s+([\w$]+)\s*(?::[^=\n]{1,80})?=\s*"
    rf"{_HELD}(?:async\s*)?(?:function\b|\([^()]{{0,400}}\)\s*(?::[^=\n]{{1,60}})?=>|[\w$]+\s*=>))"
)
_COMPONENT = re.compile(
    r"^(?:export\s+)?(?:default\s+)?(?:async\s+)?(?:(?:function|class)\s+([A-Z][\w$]*)|(?:const|let|var)\s+([A-Z][\w$]*)\s*(?::[^=\n]{1,120})?=\s*"
    rf"{_HELD}(?:async\s*)?(?:function\b|\(|[\w$]+\s*=>))",
    re.MULTILINE,
)
_DEFAULT = re.compile(
    r"^export\s+default\s+(?:(?:async\s+)?(?:function|class)\s+([A-Z][\w$]*)|(?:[\w.]+\(\s*)*([A-Z][\w$]*))",
    re.MULTILINE,
)
_DEFAULT_NAME = re.compile(
    r"^export\s+default\s+(?:async\s+)?(?:function\s*\*?\s*)?([A-Za-z_$][\w$]*)\s*(?:[(;<]|$)|^module\.exports\s*=\s*([A-Za-z_$][\w$]*)\s*(?:;|$)",
    re.MULTILINE,
)
# A function at the left margin that is no component: function notice() {, const notice = () =>
_FUNCTION_BESIDE = re.compile(
    r"^(?:export\s+)?(?:async\s+)?(?:function\s+[a-z_$]|(?:const|let|var)\s+[a-z_$][\w$]*\s*(?::[^=\n]{1,120})?=\s*(?:async\s*)?"
    r"(?:function\b|\([^()]{0,400}\)\s*(?::[^=\n]{1,60})?=>|[\w$]+\s*=>))",
    re.MULTILINE,
)
# const url = getUrl(), and const getUrl = () => { ...; return `${base}?tag=${tag}` }
_CALLED_ALONE = re.compile(r"([a-z_$][\w$]*)\(\s*\)")
_WITHOUT_PARAMETERS = re.compile(
    r"\n?[ \t]+(?:(?:const|let|var)\s+[\w$]+\s*(?::[^=\n]{1,80})?=\s*(?:(?:React\.)?useCallback\(\s*)?)?(?:async\s+)?(?:function\s*[\w$]*\s*)?\(\s*\)"
)
_RETURNED = re.compile(r"\breturn\s+(?!null\b|undefined\b|false\b)(?=[^\s;])")
# const [pens, setPens] = useState<Pen[]>([])
_EMPTY_STATE = re.compile(r"(?:React\.)?useState\s*(?:<[^()=;]{0,120}>)?\(\s*(?:\[\s*\]|null|undefined)?\s*\)")
_SETTER = re.compile(r",\s*([\w$]+)\s*\]")
_NO_DATA = frozenset({"[]", "null", "undefined", "true", "false"})
_MOST_SET = 8
_OWN_PROPS = frozenset({"defineProps", "withDefaults", "$props", "require", "import"})
_OWN_CALLS = tuple(f"{name}(" for name in sorted(_OWN_PROPS))
_EMPTY_VALUES = frozenset({'""', "''", "``", "null", "undefined"})
_MAX_DISTANCE = 1_000
"""How far after its declaration, in characters, the assignment of an empty variable is searched."""
_MOST_BODY = 3_000
_MOST_TAKEN = 400
_MOST_FLAGS = 40
_MOST_OBJECT = 20_000


def read_names(code: str, template: Template, ending: str) -> None:
    """Record what the names of a component mean; the first definition in the text wins, those of its own code before a route's."""
    own, before = apart(code)
    for name, value in (*constants(own), *(constants(code) if before else ())):
        template.variables.setdefault(name, value)
    template.collections = frozenset(_COLLECTION.findall(before))
    template.variables.update(_flags(code))
    template.variables.update(urls(code))
    template.variables.update(filled(code))
    for name, public, default in _parameters(code, ending):
        template.parameters.setdefault(name, public)
        if default:
            template.defaults.setdefault(name, default)
    for name, value in given_by_route(code, template.parameters.values()):
        template.variables.setdefault(name, value)
    template.rest = names_of_rest(code)
    for name, path, original in imports(code):
        template.imports.setdefault(name, (path, original))
    for name, body in functions(code):
        template.functions.setdefault(name, body)
    template.variables = {name: _closed_over(value, template) or value for name, value in template.variables.items()}
    read_bindings(code, template)
    template.choices = chosen_components(code, template.functions)
    template.data = closed(dict(data_constants(code)))
    for names, source in _FIELDS_OF.findall(code):
        for name, key, _ in destructured(names):
            template.fields.setdefault(name, f"{source}.{key}")
    for names, source in _TAKEN.findall(code):
        for name, key, _ in destructured(names) if source not in _OWN_PROPS else ():
            template.fields.setdefault(name, f"{source}.{key}")
    template.taken = dict(reversed([*_taken_at_once(code)]))
    for names, source in _NAMES_OF.findall(code):
        for name, key, _ in destructured(names):
            template.variables.setdefault(name, f"{source.rstrip('?!')}.{key}")
    for name, path in nested_names(code):
        template.variables.setdefault(name, path)
    later = _COMPUTED if ending == "vue" else _REACTIVE if ending == "svelte" else None
    for match in islice(later.finditer(code), _MOST_TAKEN) if later is not None else ():
        template.variables.setdefault(match[1], statement(code, match.end()))


def _closed_over(value: str, template: Template) -> str | None:
    """Return what a function without parameters returns, where a constant is what it returns: within a component it knows the props around it."""
    called = _CALLED_ALONE.fullmatch(value)
    body = template.functions.get(called[1], "") if called is not None else ""
    found = _RETURNED.search(body[:_MOST_BODY]) if _WITHOUT_PARAMETERS.match(body) is not None else None
    return statement(body, found.end()) if found is not None else None


def _flags(code: str) -> Iterator[tuple[str, str]]:
    """Yield variables that are false until a condition makes them true, or the other way round, with that condition.

    One that is assigned anywhere else is left as it is.
    """
    for match in islice(_FLAG.finditer(code), _MOST_FLAGS):
        name, first = match[1], match[2]
        if len(re.findall(rf"(?<![\w$.]){re.escape(name)}\s*=(?!=)", code)) != 2:
            continue
        later = re.compile(
            rf"\bif\s*\(([^{{}};]{{1,200}})\)\s*\{{?\s*{re.escape(name)}\s*=\s*(true|false)\b\s*;?\s*(?:\}}(?!\s*else)|\n)"
        )
        found = later.search(code, match.end(), match.end() + _MAX_DISTANCE)
        if found is not None and found[2] != first:
            yield name, found[1].strip() if first == "false" else f"!({found[1].strip()})"


def _taken_at_once(code: str) -> Iterator[tuple[str, str]]:
    """Yield names that are taken out of what a call returns, or out of a literal, with the expressions that they stand for."""
    for match in islice(_OF_CALL.finditer(code), _MOST_TAKEN):
        source = statement(code, match.end())
        if "(" in source and not source.startswith(_OWN_CALLS):
            yield from ((name, f"({source}).{key}") for name, key, _ in destructured(match[1]))
    for match in islice(_FIRST_OF.finditer(code), _MOST_TAKEN):
        yield match[1], f"({_filled_later(code, match) or statement(code, match.end())})[0]"
    for match in islice(_OF_LITERAL.finditer(code), _MOST_TAKEN):
        source = statement(code, match.end())
        if source[:1] == "{" and source[-1:] == "]":
            yield match[1], source


def _filled_later(code: str, state: re.Match[str]) -> str | None:
    """Return the state of React that begins empty with what an effect puts in: ``setPens(pens)``; None for any other."""
    begun = _EMPTY_STATE.match(code, state.end())
    setter = _SETTER.search(state.group()) if begun is not None else None
    if setter is None:
        return None
    calls = re.compile(rf"(?<![\w$.]){re.escape(setter[1])}\(\s*(?=[A-Za-z_$\[])")
    for call in islice(calls.finditer(code), _MOST_SET):
        given = statement(code, call.end())
        if "=>" not in given.split("(")[0] and given not in _NO_DATA:
            return f"useState({given})"
    return None


def read_bindings(code: str, template: Template) -> None:
    """Record which names of a file stand for components and elements, and what it exports under other names."""
    template.bindings = bindings(code)
    listed = list(exports(code))
    template.exports = {name: (path, original) for name, path, original in listed if name != "*"}
    template.passed_on = tuple(path for name, path, _ in listed if name == "*")


def constants(code: str) -> Iterator[tuple[str, str]]:
    """Yield constants with their expression: ``tag``, and ``site.tag`` for entries of an object."""
    more = _MOST_TAKEN
    for match in _CONSTANT.finditer(code):
        value = match[2].strip().rstrip(",")
        if more > 0 and (value.count("(") > value.count(")") or value.count("[") > value.count("]")):
            more -= 1
            value = statement(code, match.start(2))
        assigned = _assigned_later(code, match) if value in _EMPTY_VALUES else None
        yield match[1], assigned or value
    for match in _ASSIGNED.finditer(code):
        if not _IS_DEFAULT.match(match[2]):
            yield match[1], match[2].strip().rstrip(",;")
    found = list(_OBJECT.finditer(code))
    for number, match in enumerate(found):
        limit = found[number + 1].start() if number + 1 < len(found) else len(code)
        end = code.find("\n}", match.end(), limit)
        body = code[match.end() : min(end if end >= 0 else limit, match.end() + _MOST_OBJECT)]
        for entry in _ENTRY.finditer(body):
            yield f"{match[1]}.{entry[1].strip(chr(34) + chr(39))}", entry[2]


def _assigned_later(code: str, match: re.Match[str]) -> str | None:
    """Return the first text assigned to a variable declared empty: ``let teaser = ""; if (ad) teaser = "Ad"``."""
    assignment = re.compile(rf"(?:^|[\n;{{}})])[ \t]*{re.escape(match[1])}\s*=\s*({_STRING})").search(
        code, match.end(), match.end() + _MAX_DISTANCE
    )
    return assignment[1] if assignment is not None and assignment[1] not in _EMPTY_VALUES else None


def entries(code: str) -> Iterator[tuple[str, str]]:
    """Yield every ``key: "text"`` of a configuration file."""
    for match in _ENTRY.finditer(code):
        yield match[1].strip("\"'"), match[2]


def imports(code: str) -> Iterator[tuple[str, str, str]]:
    """Yield local name, path, and the name in that file, of what is imported at once and of what is loaded later."""
    yield from static_imports(code)
    yield from loaded_later(code)


def functions(code: str) -> Iterator[tuple[str, str]]:
    """Yield each function's name and its text, up to the start of the next one."""
    found = list(_FUNCTION.finditer(code))
    whole = {name: (start, end) for name, start, end in _components(code)}
    for number, match in enumerate(found):
        name = match[1] or match[2]
        if name in whole:
            yield name, code[slice(*whole.pop(name))]
            continue
        end = found[number + 1].start() if number + 1 < len(found) else len(code)
        yield name, code[match.start() : min(end, match.start() + _MOST_BODY)]


def field_of(body: str, field: str) -> str:
    """Return the part of a function that works out a field of what it returns: ``const url = computed(() => ...)``."""
    found = re.search(
        rf"(?:^|\n)([ \t]*)(?:const|let|var)\s+{re.escape(field)}\s*(?::[^=\n]{{1,80}})?=|([\s{{,]){re.escape(field)}\s*:\s",
        body,
    )
    if found is None:
        return ""
    following = (
        re.compile(rf"\n{found[1]}(?:const|let|var|function|return)\b").search(body, found.end()) if found[1] else None
    )
    end = following.start() if following is not None else body.find("\n", found.end())
    part = body[found.end() : end if end >= 0 else len(body)].strip()
    return f"return {part.rstrip(',')}"


def _components(code: str) -> Iterator[tuple[str, int, int]]:
    """Yield the name and span of each component declared at the left margin, up to the next declaration there."""
    for match in _COMPONENT.finditer(code):
        following = DECLARATION.search(code, match.end())
        end = following.start() if following else len(code)
        yield match[1] or match[2], match.start(), min(end, match.start() + _MOST_OBJECT)


def default_name(code: str) -> str:
    """Return the name of what a file exports as such; empty where it has none."""
    found = _DEFAULT_NAME.search(code)
    name = (found[1] or found[2]) if found is not None else ""
    return "" if name in {"function", "async", "class"} else name


def component_parts(code: str) -> tuple[str, str]:
    """Return a file's code without what its default export calls, and apart from it the functions beside it, all in their places.

    Components are read where they are called. What other functions print stands where nobody knows.
    """
    exported = _DEFAULT.search(code)
    main = next((group for group in exported.groups() if group), "") if exported else ""
    beside: list[tuple[int, int]] = []
    for name, start, end in _components(code):
        if name != main and f"<{name}" in code[:start] + code[end:]:
            code = _blanked(code, start, end)
        elif main and name != main:
            beside.append((start, end))
    for match in _FUNCTION_BESIDE.finditer(code) if main else ():
        following = DECLARATION.search(code, match.end())
        beside.append((match.start(), following.start() if following else len(code)))
    rest = code
    for start, end in beside:
        rest = _blanked(rest, start, end)
    only = code
    position = 0
    for start, end in [*sorted(beside), (len(code), len(code))]:
        only, position = _blanked(only, position, max(position, start)), max(position, end)
    return rest, only if beside else ""


def _blanked(code: str, start: int, end: int) -> str:
    return code[:start] + "".join("\n" if char == "\n" else " " for char in code[start:end]) + code[end:]


def _parameters(code: str, ending: str) -> Iterator[tuple[str, str, str]]:
    """Yield the props of a component: local name, the caller's name, default expression."""
    for match in _PROPS.finditer(code):
        yield from destructured(match[1])
    for name, default in _EXPORT_LET.findall(code):
        yield name, name, default
    if ending == "vue":
        for groups in (*_DEFINE_PROPS.findall(code), *((found, "") for found in _VUE_PROPS.findall(code))):
            for name in _FIELD.findall("".join(groups)):
                if name not in {"type", "required", "default", "String"}:
                    yield name, name, ""


def destructured(names: str) -> Iterator[tuple[str, str, str]]:
    """Yield the names of ``{ a, b: c, d = "x" }``: local name, outer name, default expression."""
    for part in split(names[:4_000], ","):
        name, _, default = part.partition("=")
        outer, _, local = name.partition(":")
        if re.fullmatch(r"[\w$]+", outer.strip()) and re.fullmatch(r"[\w$]*", local.strip()):
            yield local.strip() or outer.strip(), outer.strip(), default.strip()
