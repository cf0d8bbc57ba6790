"""What a link of a template says: the address that its parts print, and its rel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.site.template.expressions import PARAM_CLOSE, PARAM_OPEN, UNKNOWN, evaluate
from linter.site.template.template_ir import Node

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linter.site.template.expressions import Scope
    from linter.site.template.template_ir import Template

_LINKS = ("link", "anchor")
# A text, the name of a constant, or a prop: never a choice between texts, nor a variable that is set later.
_PLAIN = re.compile(r"\"[^\"]*\"|'[^']*'|`[^`$]*`|[A-Z][A-Z0-9_]*|(?:props\.)?\w*[rR]el")
_NAME = re.compile(r"[\w$.]+")
_INHERITED = "rel"
"""What Vue hands on to the element of a component that does not take it (vuejs.org/guide/components/attrs)."""
_LINKS_OF = {
    "next/link": "",
    "gatsby": "",
    "gatsby-link": "",
    "react-router-dom": "",
    "react-router": "",
    "@remix-run/react": "",
    "@docusaurus/Link": "noopener noreferrer",
}
"""The rel that the links of packages have by themselves where they lead to another site."""


def field_of(expression: str, name: str) -> str:
    """Return the expression for a field of what an expression stands for."""
    return f"{expression}.{name}" if _NAME.fullmatch(expression) else f"({expression}).{name}"


def joined(node: Node, scope: Scope) -> str:
    """Return the address that a node prints; of alternatives (``else``) the first that prints something."""
    parts: list[str] = []
    for kind, value in node.arguments:
        if kind == "else":
            if any(part.strip() for part in parts):
                break
        elif kind == "spread":
            parts.append(evaluate(field_of(value, "href"), scope))
        elif kind in {"text", "value", "call"}:
            parts.append(value if kind == "text" else evaluate(value, scope))
    text = "".join(parts)
    # An expression that prints markup or nothing leaves the literal address after it intact.
    return (
        text.removeprefix(UNKNOWN)
        if "://" in text[:12] and PARAM_OPEN not in text[:2] and PARAM_CLOSE not in text[:2]
        else text
    )


def as_link(call: Node, caller: Template) -> Node | None:
    """Return the address that a component of a package makes a link of: ``<Link href={url}>``."""
    names = ("href", "to") if call.value.lower().endswith(_LINKS) else ("href",)
    url = next((value for name, value in call.arguments if name in names and value), None)
    if url is None:
        return None
    own = _LINKS_OF.get(caller.imports.get(call.value, ("", ""))[0])
    absent = ("rel", own) if own is not None else None
    rel = next((("rel-of", value) for name, value in call.arguments if name == "rel"), absent)
    return Node("address", "a", (("value", url), *([rel] if rel is not None else [])), call.at)


def rel_of(arguments: Sequence[tuple[str, str]], scope: Scope) -> str | None:
    """Return the rel of a link, where it is written out or a name for what is, empty where it has none; None where it may be anything."""
    kind, value = next((one for one in arguments if one[0] in {"rel", "rel-of"}), ("", ""))
    if kind == "rel" and not value:
        return "" if _INHERITED not in scope.bound or not scope.template.path.endswith(".vue") else None
    if kind != "rel" and not _PLAIN.fullmatch(value):
        return None
    rel = evaluate(value, scope) if kind == "rel-of" else value
    return rel if rel and UNKNOWN not in rel and PARAM_OPEN not in rel else None
