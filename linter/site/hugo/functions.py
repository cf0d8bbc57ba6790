"""The functions of Hugo's templates, as far as their results can be known without building the site.

A function that is not here returns UNKNOWN. Sizes are bounded: what grows beyond them is UNKNOWN.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from urllib.parse import quote_plus, unquote_plus

from linter import lazy_re as re
from linter.site.hugo.known import MOST, Function, Known, Markup, Value, bounded, is_unknown, looked_up, text_of, truth
from linter.site.hugo.lists import LIST_FUNCTIONS, field_of
from linter.site.template.expressions import UNKNOWN

_VERB = re.compile(r"%(?:%|[-+#0-9.]*[sdvqfxt])")


def call(name: str, arguments: list[Value]) -> Value:
    """Return what a function returns."""
    function = _FUNCTIONS.get(name) or _FUNCTIONS.get(name.rpartition(".")[2].lower())
    if function is None:
        return UNKNOWN
    try:
        return bounded(function(arguments))
    except (IndexError, TypeError, ValueError, AttributeError):
        return UNKNOWN


def _text_function(change: Callable[[str], str]) -> Function:
    return lambda values: values[-1] if is_unknown(values[-1]) else change(text_of(values[-1]))


def _printf(values: list[Value]) -> Value:
    left = iter(values[1:])
    return _VERB.sub(lambda verb: "%" if verb[0] == "%%" else text_of(next(left, UNKNOWN)), text_of(values[0]))


def _contains(whole: Value, part: Value) -> Value:
    if isinstance(whole, list):
        if part in whole:
            return True
        return UNKNOWN if UNKNOWN in whole or is_unknown(part) else False
    if whole is None:
        return False
    whole, part = text_of(whole), text_of(part)
    if UNKNOWN in part:
        return UNKNOWN
    return True if part in whole else UNKNOWN if UNKNOWN in whole else False


def _starts(values: list[Value]) -> Value:
    whole, part = text_of(values[0]), text_of(values[1])
    if UNKNOWN in part or whole[: len(part)].find(UNKNOWN) >= 0:
        return UNKNOWN
    return whole.startswith(part)


def _equal(values: list[Value]) -> Value:
    first, others = values[0], values[1:]
    if any(_same(first, other) is True for other in others):
        return True
    return UNKNOWN if any(_same(first, other) is None for other in others) else False


def _same(one: Value, other: Value) -> bool | None:
    if any(isinstance(value, str) and UNKNOWN in value for value in (one, other)):
        return None
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    return one == other


def _not(value: Value) -> Value:
    holds = truth(value)
    return UNKNOWN if holds is None else not holds


def _and(values: list[Value]) -> Value:
    holds = [truth(value) for value in values]
    if False in holds:
        before = holds.index(False)
        return values[before] if None not in holds[:before] else False
    return UNKNOWN if None in holds else values[-1]


def _or(values: list[Value]) -> Value:
    for value in values:
        holds = truth(value)
        if holds:
            return value
        if holds is None:
            return UNKNOWN
    return values[-1]


def _compared(test: Callable[[float, float], bool]) -> Function:
    def compare(values: list[Value]) -> Value:
        one, other = values
        if not isinstance(one, int | float) or not isinstance(other, int | float):
            return UNKNOWN
        return test(one, other)

    return compare


def _index(values: list[Value]) -> Value:
    found = values[0]
    for key in values[1:]:
        if is_unknown(key) or is_unknown(found):
            return UNKNOWN
        if isinstance(found, list):
            found = found[key] if isinstance(key, int) and 0 <= key < len(found) else None
        else:
            found = looked_up(found, text_of(key))
    return found


def _default(values: list[Value]) -> Value:
    holds = True if isinstance(values[-1], bool) else truth(values[-1])
    return values[0] if holds is False else values[-1]


def _conditional(values: list[Value]) -> Value:
    holds = truth(values[0])
    return UNKNOWN if holds is None else values[1] if holds else values[2]


def _dict(values: list[Value]) -> Value:
    return {text_of(name): value for name, value in zip(values[::2], values[1::2], strict=False)}


def _delimit(values: list[Value]) -> Value:
    return text_of(values[1]).join(map(text_of, values[0])) if isinstance(values[0], list) else values[0] or ""


def _where(values: list[Value]) -> Value:
    """Return the entries of a list whose field compares so: ``where .Site.Data.pens "brand" "eq" "x"``."""
    entries, key = values[0], text_of(values[1])
    operator, wanted = (text_of(values[2]), values[3]) if len(values) > 3 else ("eq", values[2])
    rows = list(entries.values()) if type(entries) is dict else entries
    if not isinstance(rows, list) or is_unknown(wanted):
        return UNKNOWN
    return [row for row in rows if _meets(field_of(row, key), operator, wanted)]


def _meets(value: Value, operator: str, wanted: Value) -> bool:
    if operator in {"in", "not in"}:
        return (_contains(wanted, value) is True) == (operator == "in")
    if operator == "intersect":
        return isinstance(wanted, list) and isinstance(value, list) and any(one in wanted for one in value)
    return (_same(value, wanted) is True) == (operator not in {"ne", "!=", "<>"})


def _length(values: list[Value]) -> Value:
    value = values[0]
    return (
        UNKNOWN
        if isinstance(value, str) and UNKNOWN in value
        else len(value)
        if isinstance(value, str | list | dict)
        else 0
    )


def _find(values: list[Value]) -> Value:
    """Return what a pattern finds; RE2, as in Go, takes time in proportion to the text."""
    import re2  # noqa: PLC0415 - few templates search

    pattern, text = text_of(values[0]), text_of(values[1])
    if UNKNOWN in pattern or UNKNOWN in text or len(pattern) > MOST:
        return UNKNOWN
    most = values[2] if len(values) > 2 and isinstance(values[2], int) and values[2] > 0 else 50
    found: list[Value] = []
    for match in re2.finditer(pattern, text):
        found.append(match.group())
        if len(found) >= most:
            break
    return found


def _isset(values: list[Value]) -> Value:
    place, key = values
    return (
        UNKNOWN
        if is_unknown(place)
        else isinstance(place, dict) and text_of(key).lower() in {*place, *map(str.lower, place)}
    )


def _replace(values: list[Value]) -> Value:
    return text_of(values[0]).replace(text_of(values[1]), text_of(values[2]))


def _split(values: list[Value]) -> Value:
    text, separator = text_of(values[0]), text_of(values[1])
    return UNKNOWN if UNKNOWN in text or not separator else text.split(separator)


def _sum(values: list[Value]) -> Value:
    if all(isinstance(value, int | float) for value in values):
        return sum(value for value in values if isinstance(value, int | float))
    return UNKNOWN


def _trim(values: list[Value]) -> Value:
    return text_of(values[0]).strip(text_of(values[1]) if len(values) > 1 else None)


def _querify(values: list[Value]) -> Value:
    pairs = values[0] if len(values) == 1 else values
    if isinstance(pairs, dict) and not isinstance(pairs, Known):
        pairs = [part for pair in sorted(pairs.items()) for part in pair]
    if not isinstance(pairs, list) or len(pairs) % 2:
        return UNKNOWN
    texts = [quote_plus(text_of(value), safe=UNKNOWN) for value in pairs]
    return "&".join(sorted(f"{name}={value}" for name, value in zip(texts[::2], texts[1::2], strict=True)))


def _merge(values: list[Value]) -> Value:
    merged: dict[str, Value] = {}
    for value in values:
        if not isinstance(value, Mapping):
            return UNKNOWN
        merged.update(value)
    return merged


def _joined(values: Sequence[Value]) -> str:
    return "".join(map(text_of, values))


_SAME = (
    "safeurl",
    "safehtmlattr",
    "safejs",
    "safecss",
    "plainify",
    "htmlescape",
    "htmlunescape",
    "relurl",
    "absurl",
    "rellangurl",
    "abslangurl",
    "string",
    "shuffle",
    "title",
    "humanize",
)
_AS_MARKUP = ("safehtml", "markdownify", "emojify", "renderstring")  # fmt: skip
_FUNCTIONS: dict[str, Function] = {
    "printf": _printf,
    "print": _joined,
    "println": _joined,
    "lower": _text_function(str.lower),
    "tolower": _text_function(str.lower),
    "upper": _text_function(str.upper),
    "toupper": _text_function(str.upper),
    "trim": _trim,
    "trimspace": _text_function(str.strip),
    "urlquery": _text_function(lambda text: quote_plus(text, safe=UNKNOWN)),
    "queryescape": _text_function(lambda text: quote_plus(text, safe=UNKNOWN)),
    "unquery": _text_function(unquote_plus),
    "urlize": _text_function(lambda text: re.sub(r"[^\w.-]+", "-", text.lower()).strip("-")),
    "in": lambda values: _contains(values[0], values[1]),
    "contains": lambda values: _contains(values[0], values[1]),
    "hasprefix": _starts,
    "hassuffix": lambda values: UNKNOWN if UNKNOWN in text_of(values[0]) + text_of(values[1]) else text_of(values[0]).endswith(text_of(values[1])),
    "eq": _equal,
    "ne": lambda values: _not(_equal(values)),
    "lt": _compared(lambda one, other: one < other),
    "le": _compared(lambda one, other: one <= other),
    "gt": _compared(lambda one, other: one > other),
    "ge": _compared(lambda one, other: one >= other),
    "not": lambda values: _not(values[0]),
    "and": _and,
    "or": _or,
    "cond": _conditional,
    "default": _default,
    "index": _index,
    "dict": _dict,
    "slice": list,
    "merge": _merge,
    "querify": _querify,
    "delimit": _delimit,
    "split": _split,
    "where": _where,
    "len": _length,
    "isset": _isset,
    "findre": _find,
    "replace": _replace,
    "add": _sum,
    "int": lambda values: int(text_of(values[0])),
    **LIST_FUNCTIONS,
    **{name: lambda values: values[-1] for name in _SAME},
    **{name: lambda values: Markup(text_of(values[-1])) for name in _AS_MARKUP},
}  # fmt: skip
