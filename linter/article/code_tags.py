"""Reads the tags of pages that are code, and says what their attributes are in HTML of the same length."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.article.fills import OBJECT_FILL
from linter.article.imports import imports
from linter.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable

_ATTRIBUTE = re.compile(
    r"\s+|(?P<name>[@:#\w][\w.:@-]*)(?:\s*=\s*(?:(?P<quoted>\"[^\"]*\"|'[^']*')|(?P<brace>\{)|(?P<tick>`(?:[^`\\]|\\.)*`)"
    r"|(?P<bare>[^\s>\"'{`]+)))?|(?P<spread>\{)|(?P<end>/?>)"
)
_TEXT = re.compile(r"\{\s*(?:\"[^\"\\\n]*\"|'[^'\\\n]*'|`(?:[^`\\$\"]|\$(?!\{))*`)\s*\}")
_BOUND = re.compile(r"(?::|v-bind:)(?=(?:href|src|action)\Z)")
_ADDRESSES = frozenset({"href", "src", "action", "data-href", "data-url", "data-link", "data-affiliate-url"})
_KEPT = frozenset({*_ADDRESSES, "rel"})
_LINKS = frozenset(
    [
        "next/link",
        "gatsby",
        "gatsby-link",
        "@remix-run/react",
        "react-router-dom",
        "react-router",
        "next-view-transitions",
    ]
)
"""Packages whose ``Link`` is an element ``a`` with the attributes that it is given."""
_AUTOMATIC = frozenset({"NuxtLink", "nuxt-link", "NuxtLinkLocale"})
_LINK_NAMES = frozenset({"default", "Link", "NavLink", "OutboundLink"})
_MOST_ATTRIBUTES = 200


@dataclass(frozen=True, slots=True)
class Attribute:
    """One attribute with its source offsets; ``kind``: plain (quoted, bare or without a value), braces, tick, spread or bound (Vue).

    The value's offsets include quotes and braces.
    """

    name: str
    kind: str
    start: int
    end: int
    value_start: int
    value_end: int


def read_attributes(
    text: str, position: int, language: str, braces: Callable[[int], int]
) -> tuple[list[Attribute], int, bool]:
    """Read a start tag from behind its name: its attributes, the offset after it, whether it is closed at once.

    ``braces`` returns where the code ends that begins at an offset, behind its brace.
    """
    found: list[Attribute] = []
    while (match := _ATTRIBUTE.match(text, position)) is not None and len(found) < _MOST_ATTRIBUTES:
        position = match.end()
        if match["end"]:
            return found, position, match["end"] == "/>"
        if match["spread"]:
            position = braces(position)
            found.append(Attribute("", "spread", match.start(), position, match.start(), position))
        elif match["name"]:
            value = next((group for group in ("quoted", "brace", "tick", "bare") if match[group]), None)
            start, end = match.span(value) if value is not None else (match.end(), match.end())
            kind = {"brace": "braces", "tick": "tick"}.get(value or "", "plain")
            if kind == "braces":
                end = position = braces(position)
            if kind == "plain" and language == "vue" and _BOUND.match(match["name"]):
                kind = "bound"
            elif kind == "plain" and language == "svelte" and value == "quoted" and "{" in match["quoted"]:
                kind = "computed"
            found.append(Attribute(match["name"], kind, match.start(), end, start, end))
    return found, position, False


def element(text: str, one: Attribute, write: Callable[[int, str], None]) -> None:
    """Write an attribute as HTML in its place: a text as it is, the code of an address or a rel as an object, other code not at all."""
    value = text[one.value_start : one.value_end]
    if one.kind == "spread":
        # Nobody knows which attributes it holds: one that says so.
        write(one.start, OBJECT_FILL * (one.end - one.start))
        return
    name = one.name.lower()
    if one.kind == "plain":
        write(one.start, _renamed(text[one.start : one.end]))
        return
    is_text = one.kind != "bound" and (
        _TEXT.fullmatch(value) is not None if one.kind == "braces" else one.kind == "tick" and not {"$", '"'} & {*value}
    )
    if is_text:
        write(one.start, _renamed(text[one.start : one.value_start]))
        write(one.value_start, value.replace("{", " ").replace("}", " ").replace("`", '"'))
        return
    bound = _BOUND.match(name)
    plain = name[bound.end() :] if bound is not None else name
    if plain in _KEPT and len(value) > 1:
        write(one.start, plain.rjust(len(name)) + "=".rjust(one.value_start - one.start - len(name)))
        write(one.value_start, f'"{OBJECT_FILL * (len(value) - 2)}"')


def _renamed(written: str) -> str:
    return f"class    {written[9:]}" if written.startswith("className") else written


def code_of(text: str, value_start: int, value_end: int) -> str:
    """Return the expression that the value of an attribute is, without braces or quotes around it."""
    value = text[value_start:value_end].strip()
    return value[1:-1].strip() if value[:1] == "{" and value[-1:] == "}" else value


def is_component(name: str, language: str) -> bool:
    """Return whether a tag calls a component, and is no element."""
    return name[:1].isupper() or "." in name or ":" in name or ("-" in name and language == "vue")


def link_names(text: str) -> frozenset[str]:
    """Return the names of components that are links with the attributes that they are given."""
    found = {local for local, target, original in imports(text) if target in _LINKS and original in _LINK_NAMES}
    return frozenset(found | _AUTOMATIC)
