"""Turn calls that make elements (``h("footer", h(Notice))``, ``React.createElement``) into the markup that they stand for.

Sources: vuejs.org/guide/extras/render-function, react.dev/reference/react/createElement.
"""

from __future__ import annotations

import html

from linter import lazy_re as re
from linter.site.code.literals import STRING, closing, literal, split

_CALL = re.compile(r"(?:(?:React\.|Vue\.)?createElement|h)\s*\(")
_RETURNED = re.compile(r"(?:\breturn\s*+\(?\s*+|=>\s*+\(?\s*+)(?=(?:React\.|Vue\.)?(?:createElement|h)\s*\()")
_ARROW = re.compile(r"\(\s*\)\s*=>\s*")
_NAME = re.compile(r"[A-Z][\w$]*")
_TAG = re.compile(r"[a-z][a-z0-9]*")
_PROP = re.compile(r"\s*[\"']?([A-Za-z][\w-]*)[\"']?\s*:\s*([\s\S]+)$")
_CHILDREN = re.compile(r"(?:this\.)?(?:props\.)?children|(?:ctx\.|this\.\$?)?slots\.default\??\.?\(\)")
_DEEPEST = 12
_LONGEST = 20_000


def markup_of(code: str, depth: int = 0) -> str:
    """Return the markup that an expression stands for: calls, texts, lists of these; nothing for anything else."""
    code = _ARROW.sub("", code.strip(), count=1) if code.lstrip()[:1] == "(" else code.strip()
    if depth > _DEEPEST or len(code) > _LONGEST:
        return ""
    if STRING.fullmatch(code):
        return html.escape(literal(code)) if code[0] != "`" or "${" not in code else ""
    if code[:1] == "[" and closing(code, 0) == len(code) - 1:
        return "".join(markup_of(one, depth + 1) for one in split(code[1:-1], ","))
    if _CHILDREN.fullmatch(code):
        return "<slot></slot>"
    asked = split(code, "|&")
    if len(asked) == 2 and "&&" in code and (inner := markup_of(asked[1], depth + 1)):
        return f'<span v-if="{html.escape(asked[0].strip())}">{inner}</span>'
    call = _CALL.match(code)
    if call is None or closing(code, call.end() - 1) != len(code) - 1:
        return ""
    kind, *rest = [one.strip() for one in split(code[call.end() : -1], ",")]
    has_props = bool(rest) and (rest[0][:1] == "{" or rest[0] in {"null", "undefined", "{}"})
    children = "".join(markup_of(one, depth + 1) for one in (rest[1:] if has_props else rest))
    tag = literal(kind) if STRING.fullmatch(kind) else f"x-{kind}" if _NAME.fullmatch(kind) else ""
    if _TAG.fullmatch(tag.removeprefix("x-").lower()) is None:
        return children
    return f"<{tag}{_attributes(rest[0]) if has_props else ''}>{children}</{tag}>"


def returned_markup(code: str) -> str:
    """Return the markup of what the functions of a file return by calls."""
    found: list[str] = []
    position = 0
    for match in _RETURNED.finditer(code[:_LONGEST]):
        if match.end() >= position:
            end = closing(code, code.index("(", match.end()))
            position = end + 1 if end >= 0 else len(code)
            found.append(markup_of(code[match.end() : position]))
    return "".join(found)


def _attributes(props: str) -> str:
    """Return the attributes that an object of props stands for, those with an expression bound as in Vue."""
    found: list[str] = []
    for prop in split(props[1:-1], ",") if props[:1] == "{" else ():
        named = _PROP.match(prop)
        if named is None:
            continue
        value = named[2].strip()
        name = "class" if named[1] == "className" else named[1]
        if name in {"innerHTML", "dangerouslySetInnerHTML"}:
            inner = re.search(r"__html\s*:\s*([\w$.?!]+)", value)
            found.append(f' v-html="{html.escape(inner[1] if inner is not None else value)}"')
        elif STRING.fullmatch(value) and "${" not in value:
            found.append(f' {name}="{html.escape(literal(value))}"')
        elif _ARROW.match(value) is None:
            found.append(f' :{name}="{html.escape(value)}"')
    return "".join(found)
