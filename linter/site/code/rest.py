"""Tell where a component of JSX prints what its caller passes: by spreading its props, or under another name than ``children``."""

from __future__ import annotations

from itertools import islice

from linter import lazy_re as re
from linter.site.code.literals import SPREAD

_SHORT = re.compile(r"\s*([A-Za-z_$][\w$]*)\s*")
_HTML = re.compile(r"\{\s*__html\s*:\s*([\s\S]+?)\s*,?\s*\}")
_SPREAD = re.compile(r"\s*\.\.\.\s*([\s\S]+)")
_NAME = re.compile(r"\.\.\.\s*(this\.props|[A-Za-z_$][\w$]*)\s*")
_REST = re.compile(
    r"\.\.\.\s*([A-Za-z_$][\w$]*)\s*,?\s*\}\s*(?::[^=;]{1,300}?)?(?:\)\s*(?::[^=({]{1,60})?(?:=>|\{)|=\s*(?:Astro\.props|this\.props|props|\$props|defineProps)\b|,)"
)
_MOST = 60
_LONGEST = 1_500
"""Characters of a component's parameters that are looked through."""
# ({ children: inner }), never the type in { children: ReactNode }
_RENAMED = re.compile(r"\bchildren\s*:\s*([a-z_$][\w$]*)\s*(?=[,}=])")
_TYPES = frozenset(
    {"any", "unknown", "never", "string", "object", "undefined", "null", "number", "boolean", "true", "false"}
)


def passes_children(spread: str, before: str) -> bool:
    """Return whether ``{...rest}`` on an element without content holds the children; ``before`` is the code up to it.

    It does where it holds all props, or all but some that are named and are not ``children``.
    """
    name = _NAME.fullmatch(spread.strip())
    if name is None:
        return False
    if name[1] == "this.props":
        return True
    word = re.escape(name[1])
    taken = list(re.finditer(rf"\.\.\.\s*{word}\s*,?\s*\}}\s*[:)=,]", before))
    whole = list(re.finditer(rf"\(\s*{word}\s*[:,)]|\b{word}\s*=>", before))
    if taken and (not whole or whole[-1].start() < taken[-1].start()):
        return re.search(r"\bchildren\b", _named(before, taken[-1].start())) is None
    return bool(whole)


def _named(before: str, end: int) -> str:
    """Return what stands before the rest in the braces that take props apart."""
    level = 0
    for position in range(end - 1, max(-1, end - _LONGEST), -1):
        if before[position] == "}":
            level += 1
        elif before[position] == "{":
            level -= 1
            if level < 0:
                return before[position:end]
    return "children"


def names_of_rest(code: str) -> frozenset[str]:
    """Return the names of the props that a component leaves together: ``({ children, ...rest })``, ``const { rel, ...rest } = $props()``."""
    return frozenset(match[1] for match in islice(_REST.finditer(code), _MOST) if match[1] not in _TYPES)


def names_of_children(code: str) -> frozenset[str]:
    """Return the names that a component gives to its children: ``({ children: inner })``."""
    return frozenset(name for name in _RENAMED.findall(code) if name not in _TYPES)


def spread_attribute(code: str) -> list[tuple[str, str]]:
    """Return what ``{...}`` among the attributes of a tag stands for: a name alone is its own value, else all that is spread."""
    short = _SHORT.fullmatch(code)
    if short is not None:
        return [(short[1], short[1])]
    spread = _SPREAD.fullmatch(code)
    return [(SPREAD, spread[1].strip())] if spread is not None else []


def of_element(tag: str, attributes: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the attributes of an element of HTML: of all that is spread on a link the first alone, where no address is written."""
    spreads = [one for one in attributes if one[0] == SPREAD]
    others = [one for one in attributes if one[0] != SPREAD]
    is_open = tag in {"a", "area"} and not any(name in {"href", "set:html"} for name, _ in others)
    return [*others, *spreads[:1]] if is_open else others


def html_of(content: str) -> str:
    """Return the expression of the markup that an attribute puts into an element: ``{ __html: notice }``, ``notice``."""
    found = _HTML.fullmatch(content.strip())
    return found[1].strip() if found is not None else content
