"""Work out what the links of a template say: their addresses and their rel."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from linter.site.expressions import PARAM_CLOSE, PARAM_OPEN, UNKNOWN, evaluate
from linter.site.template_ir import Node

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linter.site.expressions import Scope

_LINKS = ("Link", "Anchor")
# A text, the name of a constant, or a prop: never a choice between texts, nor a variable that is set later.
_PLAIN = re.compile(r"\"[^\"]*\"|'[^']*'|`[^`$]*`|[A-Z][A-Z0-9_]*|(?:props\.)?\w*[rR]el")


def joined(node: Node, scope: Scope) -> str:
    """Return the address that a node prints; of alternatives (``else``) the first that prints something."""
    parts: list[str] = []
    for kind, value in node.arguments:
        if kind == "else":
            if any(part.strip() for part in parts):
                break
        elif kind in {"text", "value", "call"}:
            parts.append(value if kind == "text" else evaluate(value, scope))
    text = "".join(parts)
    # An expression that prints markup or nothing leaves the literal address after it intact.
    return (
        text.removeprefix(UNKNOWN)
        if "://" in text[:12] and PARAM_OPEN not in text[:2] and PARAM_CLOSE not in text[:2]
        else text
    )


def as_link(call: Node) -> Node | None:
    """Return the address that a component of a package makes a link of: ``<Link href={url}>``."""
    names = ("href", "to") if call.value.endswith(_LINKS) else ("href",)
    url = next((value for name, value in call.arguments if name in names and value), None)
    if url is None:
        return None
    rel = next((("rel-of", value) for name, value in call.arguments if name == "rel"), None)
    return Node("address", "a", (("value", url), *([rel] if rel is not None else [])), call.at)


def rel_of(arguments: Sequence[tuple[str, str]], scope: Scope) -> str | None:
    """Return the rel of a link, where it is written out or a name for what is; None where it may be anything."""
    kind, value = next((one for one in arguments if one[0] in {"rel", "rel-of"}), ("", ""))
    if kind == "rel-of" and not _PLAIN.fullmatch(value):
        return None
    rel = evaluate(value, scope) if kind == "rel-of" else value
    return rel if rel and UNKNOWN not in rel and PARAM_OPEN not in rel else None
