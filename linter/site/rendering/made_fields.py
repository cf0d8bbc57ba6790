"""The paths of front matter in what templates make of it: one value alone, a value below another, what a caller passes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.article.made_texts import FIELD_CLOSE, FIELD_OPEN, MadeText
from linter.records import replace
from linter.site.code.literals import SPREAD
from linter.site.template.expressions import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from linter.site.template.template_ir import Template

BUILT = frozenset(
    ["url", "content", "path", "id", "dir", "name", "next", "previous", "excerpt", "permalink", "date", "slug", "body", "inputpath", "fileslug"]
)  # fmt: skip
"""What a generator gives every page; no writer sets it."""
PROPS = re.compile(r"(?:Astro\.)?props(?:\.|$)")


def one_field(made: MadeText) -> str | None:
    """Return the path of the front matter value that a text is and nothing else; empty for all front matter."""
    inside = made.text[len(FIELD_OPEN) : -len(FIELD_CLOSE)]
    is_one = made.text.startswith(FIELD_OPEN) and made.text.endswith(FIELD_CLOSE) and FIELD_OPEN not in inside
    return inside if is_one and not made.filters else None


def entry_of(made: MadeText) -> str | None:
    """Return the path of a value, or of the first or last entry of one, that a variable of Liquid is."""
    ends = made.filters[0][0] if len(made.filters) == 1 and made.filters[0] in {("first",), ("last",)} else ""
    path = one_field(replace(made, filters=())) if ends or not made.filters else None
    return f"{path}.{ends}".rstrip(".") if path else None


def below(outer: str, path: str) -> MadeText | None:
    """Return the front matter value at a path below another one; None for what a generator gives every page."""
    if outer:
        return field_at(f"{outer}.{path}")
    return field_at(path) if path.partition(".")[0].lower() not in BUILT else None


def handed(path: str, template: Template, given: Mapping[str, MadeText]) -> MadeText | None:
    """Return what a caller passes under a name of a component: the value itself, a field of it, or of all that is spread."""
    name = PROPS.sub("", path)
    if not name or (name in template.rest and name.lower() not in given):
        return given.get(SPREAD)
    if name.lower() in given:
        return given[name.lower()]
    head, _, rest = name.partition(".")
    if head in template.rest and rest:  # const props = Astro.props
        return handed(f"props.{rest}", template, given)
    if (whole := given.get(head.lower())) is None:
        whole = given.get(SPREAD) if head in template.parameters or name != path else None
        rest = ".".join((template.parameters.get(head, head), rest)) if rest else template.parameters.get(head, head)
    outer = one_field(whole) if whole is not None else None
    return field_at(f"{outer}.{rest}" if outer else rest) if outer is not None else None


def field_at(path: str) -> MadeText:
    """Return the front matter value at a path."""
    return MadeText(f"{FIELD_OPEN}{path}{FIELD_CLOSE}")


def concatenated(parts: Sequence[MadeText]) -> MadeText:
    """Return texts one after the other; a filtered one among several is unknown."""
    if len(parts) == 1:
        return parts[0]
    return MadeText("".join(UNKNOWN if part.filters else part.text for part in parts))
