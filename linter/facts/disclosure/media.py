"""Style sheets as one screen sees them: rules in ``@media`` and ``@supports`` written out where they hold, else left out.

The cascade that reads the sheets knows no at-rules. Two screens stand for all: a phone and a desktop; what is printed is
none. Queries are those of Media Queries Level 4; one that is not understood holds for no screen.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.facts.disclosure.css_values import MEDIUM, length
from linter.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_TOKEN = re.compile(r"\"(?:[^\"\\\n]|\\.)*\"?|'(?:[^'\\\n]|\\.)*'?|[{}]|@(?P<name>[a-z-]+)(?P<prelude>[^{};]{0,600})(?P<end>[{;])", re.IGNORECASE)  # fmt: skip
_FEATURE = re.compile(r"\(([^()]*)\)")
_TYPE = re.compile(r"(?:(?P<prefix>not|only)\s+)?(?P<type>[a-z][a-z-]*)(?:\s+and\s+(?P<rest>.*))?\Z", re.DOTALL)
_RANGE = re.compile(
    r"(?:(?P<low>[^<>=]+?)\s*(?P<first>[<>]=?))?\s*width\s*(?:(?P<second>[<>]=?|=)\s*(?P<high>[^<>=]+))?\Z"
)
_NOT = re.compile(r"\bnot\s+(yes|no)\b")
_FLIPPED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}


@dataclass(frozen=True, slots=True)
class Screen:
    """A kind of screen: its width in CSS px, and the values of other features that queries ask for."""

    region: str
    width: float
    orientation: str
    hover: str
    pointer: str


PHONE = Screen("small-screens", 375, "portrait", "none", "coarse")
DESKTOP = Screen("large-screens", 1280, "landscape", "hover", "fine")
SCREENS = (PHONE, DESKTOP)
_VIEWS = {"orientation", "hover", "any-hover", "pointer", "any-pointer"}
_LIKELY = {"prefers-color-scheme": "light", "prefers-reduced-motion": "no-preference", "scripting": "enabled", "update": "fast"}  # fmt: skip


@lru_cache(maxsize=16)
def as_seen(css: str, screen: Screen) -> str:
    """Return a style sheet without at-rules that hold content, those of ``@media`` and ``@supports`` applied."""
    css = _COMMENT.sub(" ", css)
    return "".join(_kept(css, screen)) if "@" in css else css


def _kept(css: str, screen: Screen) -> Iterator[str]:
    """Yield the parts of a sheet that hold."""
    open_blocks: list[bool | None] = []  # of an at-rule whether it holds, None of any other block
    left_out = position = 0
    for token in _TOKEN.finditer(css):
        text, name = token.group(), (token["name"] or "").lower()
        if name in {"media", "supports"} and token["end"] == "{":
            if not left_out:
                yield css[position : token.start()]
            position = token.end()
            open_blocks.append(_holds(name, token["prelude"], screen))
            left_out += not open_blocks[-1]
        elif text == "{" or token["end"] == "{":
            open_blocks.append(None)
        elif text == "}" and open_blocks and (block := open_blocks.pop()) is not None:
            if not left_out:
                yield css[position : token.start()]
            position = token.end()
            left_out -= not block
    if not left_out:
        yield css[position:]


def _holds(name: str, prelude: str, screen: Screen) -> bool:
    if name == "media":
        return matches(prelude, screen)
    return not re.match(r"\s*not\b", prelude, re.IGNORECASE)


def matches(queries: str, screen: Screen) -> bool:
    """Say whether a list of media queries holds for a screen; an empty list does."""
    return not queries.strip() or any(_matches(query.strip().lower(), screen) for query in queries.split(","))


def _matches(query: str, screen: Screen) -> bool:
    named = _TYPE.match(query)
    if named is None or (named["type"] == "not" and not named["prefix"]):
        return _condition(query, screen)
    holds = named["type"] in {"all", "screen"} and (named["rest"] is None or _condition(named["rest"], screen))
    return holds is not (named["prefix"] == "not")


def _condition(text: str, screen: Screen) -> bool:
    """Say whether features joined by ``and`` or ``or``, the innermost brackets first, hold."""
    for _ in range(16):
        inner = _FEATURE.search(text)
        if inner is None:
            break
        value = " yes " if _inside(inner[1].strip(), screen) else " no "
        text = text[: inner.start()] + value + text[inner.end() :]
    return _joined(text)


def _inside(text: str, screen: Screen) -> bool:
    return _joined(text) if re.search(r"\b(?:yes|no)\b", text) else _feature(text, screen)


def _joined(text: str) -> bool:
    words = _NOT.sub(lambda found: {"yes": "no", "no": "yes"}[found[1]], text).split()
    values, links = words[::2], set(words[1::2])
    if not values or not set(values) <= {"yes", "no"} or len(links) > 1 or not links <= {"and", "or"}:
        return False
    return "yes" in values if links == {"or"} else "no" not in values


def _feature(text: str, screen: Screen) -> bool:
    name, colon, value = (part.strip() for part in text.partition(":"))
    if not colon:
        return (
            _range(text, screen.width)
            if "width" in text
            else name in {"color", *_VIEWS} and getattr(screen, name, "") != "none"
        )
    if name in {"min-width", "min-device-width", "max-width", "max-device-width"}:
        limit = length(value, MEDIUM)
        return limit is not None and (screen.width >= limit if name.startswith("min") else screen.width <= limit)
    if name in _VIEWS:
        return bool(value == getattr(screen, name.removeprefix("any-")))
    return _LIKELY.get(name) == value


def _range(text: str, width: float) -> bool:
    """Say whether a range such as ``width <= 600px`` or ``400px < width < 40em`` holds."""
    found = _RANGE.match(text)
    if found is None or not (found["low"] or found["high"]):
        return False
    checks = [(_FLIPPED[found["first"]], found["low"])] if found["low"] else []
    checks += [(found["second"], found["high"])] if found["high"] else []
    return all(_compares(width, sign, length(value.strip(), MEDIUM)) for sign, value in checks)


def _compares(width: float, sign: str, limit: float | None) -> bool:
    if limit is None:
        return False
    if sign == "=":
        return width == limit
    return (
        (width <= limit if "=" in sign else width < limit)
        if sign[0] == "<"
        else (width >= limit if "=" in sign else width > limit)
    )
