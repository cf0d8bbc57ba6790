"""Reads a ``rel`` as its source writes it: literal tokens, and whether a template adds some that nobody can know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.article.fills import NOTHING_FILL, OBJECT_FILL
from linter.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

BOUND_NAMES = ("rel", ":rel", "v-bind:rel", "[rel]", "[attr.rel]", "x-bind:rel", "bind:rel", "ng-attr-rel")
"""Attributes that set rel, the plain one first; the value of the others is an expression (Vue, Angular, Alpine)."""

_TOKEN = re.compile(r"[^\s,]+")
_LITERAL = re.compile(r"""\s*(?:"(?P<double>[^"\\]*)"|'(?P<single>[^'\\]*)'|`(?P<tick>[^`\\]*)`)\s*""")
_TEMPLATE = re.compile(
    r"\{\{.*?(?:\}\}|\Z)|\{%.*?(?:%\}|\Z)|\$\{.*?(?:\}|\Z)|\{.*?(?:\}|\Z)|<\?.*?(?:\?>|\Z)|<%.*?(?:%>|\Z)", re.DOTALL
)


def is_sponsored(rel: str | None) -> bool:
    """Return whether a rel says that the link is paid for (Google: ads, sponsorships and affiliate links)."""
    return rel is not None and "sponsored" in rel.lower().replace(",", " ").split()


@dataclass(frozen=True, slots=True)
class RelToken:
    """One token of a ``rel`` attribute, lower-case, with its source offsets."""

    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Rel:
    """The tokens that a rel writes out; ``is_dynamic`` means that a template may add others."""

    tokens: tuple[RelToken, ...] = ()
    is_dynamic: bool = False


def is_template(value: str) -> bool:
    """Say whether a value holds, or may hold, template syntax."""
    return "{" in value or "<" in value


def sets_rel(names: Mapping[str, object]) -> bool:
    """Say whether attributes without a plain ``rel`` may set one: bound, spread or printed by a template."""
    return any(name in BOUND_NAMES or name[:1] in "{<" or OBJECT_FILL in name or NOTHING_FILL in name for name in names)


def read_rel(text: str, start: int, end: int, name: str = "rel") -> Rel:
    """Read the value of a rel attribute between two source offsets; ``name`` tells whether it is an expression."""
    value = text[start:end]
    if name == "rel" and not is_template(value):
        return Rel(tuple(_split(text, start, end)))
    inner = (start, end) if name != "rel" else _in_braces(text, start, end)
    literal = _LITERAL.fullmatch(text, *inner) if inner else None
    if literal is not None:
        start, end = literal.span(literal.lastgroup or 0)
    elif name != "rel":
        return Rel(is_dynamic=True)
    return _between_templates(text, start, end)


def _in_braces(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return where the expression in single braces stands, if the value is one."""
    is_expression = text[start] == "{" and text[end - 1] == "}" and text[start + 1] not in "{%"
    return (start + 1, end - 1) if is_expression else None


def _between_templates(text: str, start: int, end: int) -> Rel:
    tokens: list[RelToken] = []
    done = start
    for match in _TEMPLATE.finditer(text, start, end):
        tokens += _split(text, done, match.start())
        done = match.end()
    return Rel((*tokens, *_split(text, done, end)), is_dynamic=done > start)


def _split(text: str, start: int, end: int) -> list[RelToken]:
    """Split as Google reads it: at white space and commas, in any case."""
    return [RelToken(match.group().lower(), *match.span()) for match in _TOKEN.finditer(text, start, end)]
