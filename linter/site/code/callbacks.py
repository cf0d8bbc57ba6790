"""Read the small functions that lists are searched and rebuilt with: ``(pen) => pen.slug === slug``, ``(pen) => [pen.id, pen]``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.records import dataclass, field
from linter.site.code.literals import split

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_ARROW = re.compile(
    r"\s*(?:async\s+)?(?:\(\s*(?P<names>\{[^{}]{0,200}\}|[\w$]+)[^()]{0,200}(?:\([^()]{0,80}\)[^()]{0,80})?\)|(?P<name>[\w$]+))\s*(?::[^=]{1,80})?=>\s*(?P<body>[\s\S]+)$"
)
_FUNCTION = re.compile(
    r"\s*function\s*[\w$]*\s*\(\s*(?P<names>\{[^{}]{0,200}\}|[\w$]+)[^()]{0,200}\)\s*(?::[^{]{1,80})?(?P<body>\{[\s\S]+)$"
)
_BLOCK = re.compile(r"\{\s*return\s+([\s\S]*?);?\s*\}\s*$")
_COMPARISON = re.compile(r"\s*([\s\S]{1,200}?)\s*(={2,3}|!={1,2})\s*([\s\S]{1,200}?)\s*$")
# post.data.pens?.includes(pen.id)
_AMONG = re.compile(r"\s*([\w$.?!]{1,200}?)\??\.includes\(([\w$.?!]{1,200})\)\s*$")
# slug.toLowerCase(), String(id)
_SHAPED = re.compile(r"(?:\??\.(?:toLowerCase|toUpperCase|toString|trim)\(\))+$")
_AS_TEXT = re.compile(r"String\(([\s\S]+)\)$")
_ENTRY_PATH = re.compile(r"([\w$]+)((?:[?!]?\.[\w$]+)*)!?$")
_LONGEST = 600


@dataclass(frozen=True, slots=True)
class Callback:
    """A function of one entry: what it calls the entry, or the fields that it takes out of it, and what it returns."""

    entry: str
    fields: Mapping[str, str] = field(default_factory=dict)
    body: str = ""

    @classmethod
    def read(cls, code: str) -> Callback | None:
        """Return the function that is written in a call's argument; None if it is no such function."""
        found = _ARROW.match(code) or _FUNCTION.match(code) if len(code) < _LONGEST else None
        if found is None:
            return None
        names = found["names"] or found["name"]
        body = found["body"].strip()
        block = _BLOCK.match(body)
        body = block[1].strip() if block is not None else body
        while body[:1] == "(" and body[-1:] == ")" and "(" not in body[1:-1]:
            body = body[1:-1].strip()
        if names[0] != "{":
            return cls(names, {}, body)
        parts = (part.partition(":") for part in names.strip("{} \n\t").split(",") if "." not in part)
        fields = {(local or outer).split("=")[0].strip(): outer.split("=")[0].strip() for outer, _, local in parts}
        return cls("", fields, body)

    def keys(self, expression: str) -> tuple[str, ...] | None:
        """Return the keys that lead from an entry to what an expression names; None if it names nothing of the entry."""
        path = _ENTRY_PATH.match(expression.strip())
        if path is None:
            return None
        keys = tuple(re.findall(r"[\w$]+", path[2]))
        if path[1] == self.entry:
            return keys
        return (self.fields[path[1]], *keys) if path[1] in self.fields else None

    def made_of(self, item: object) -> object:
        """Return what the function makes of an entry: the entry, a field of it, or an array of such; else None."""
        if self.body[:1] == "[" and self.body[-1:] == "]":
            return [self._value(part, item) for part in split(self.body[1:-1], ",")]
        return self._value(self.body, item)

    def _value(self, expression: str, item: object) -> object:
        keys = self.keys(expression)
        return None if keys is None else value_at(item, keys)


def value_at(item: object, keys: tuple[str, ...]) -> object:
    """Return what stands in data under some keys; None if nothing does."""
    for key in keys:
        if not isinstance(item, dict):
            return None
        item = item.get(key, item.get(key.lower()))
    return item


def meeting(test: Callback, known: Callable[[str], str | None]) -> Callable[[object], bool | None]:
    """Return what says of an entry whether it meets all that a test asks; None where that is not known.

    ``known`` gives the texts of other names. The test is read once, whatever the number of entries.
    """
    parts = split(test.body, "|&")
    if len(parts) > 1 and ("||" in test.body or "??" in test.body):
        return lambda _: None
    asked = [_asked(part, test, known) for part in parts]

    def answer(item: object) -> bool | None:
        answers = [one(item) for one in asked]
        return False if False in answers else None if None in answers else True

    return answer


def _asked(part: str, test: Callback, known: Callable[[str], str | None]) -> Callable[[object], bool | None]:
    """Return what says of an entry whether it meets one part of a test."""
    compared = _COMPARISON.match(part)
    if compared is None and (among := _AMONG.match(part)) is not None:
        return _is_among(test.keys(among[2]) or (), known(among[1]))
    if compared is None:
        keys = test.keys(part.strip().lstrip("!"))
        return _is_set(keys or (), is_negated=part.strip().startswith("!")) if keys else lambda _: None
    sides = [_AS_TEXT.sub(r"\1", _SHAPED.sub("", side.strip())) for side in (compared[1], compared[3])]
    of_entry = [test.keys(side) for side in sides]
    if (of_entry[0] is None) == (of_entry[1] is None):
        return lambda _: None
    keys, other = (of_entry[0], sides[1]) if of_entry[0] is not None else (of_entry[1], sides[0])
    has_case = "toLowerCase" not in part and "toUpperCase" not in part
    return _is_equal(keys or (), known(other), is_negated=compared[2].startswith("!"), has_case=has_case)


def _is_among(keys: tuple[str, ...], wanted: str | None) -> Callable[[object], bool | None]:
    def answer(item: object) -> bool | None:
        value = value_at(item, keys)
        # One of several words in a text is not one of a list.
        is_known = wanted is not None and isinstance(value, str | int)
        return None if not is_known or (str(value) != wanted and str(value) in (wanted or "")) else str(value) == wanted

    return answer


def _is_set(keys: tuple[str, ...], *, is_negated: bool) -> Callable[[object], bool | None]:
    def answer(item: object) -> bool | None:
        value = value_at(item, keys)
        found = value if isinstance(value, bool) else True if isinstance(value, str) and value else None
        return None if found is None else found != is_negated

    return answer


def _is_equal(
    keys: tuple[str, ...], wanted: str | None, *, is_negated: bool, has_case: bool
) -> Callable[[object], bool | None]:
    text = wanted if has_case or wanted is None else wanted.lower()

    def answer(item: object) -> bool | None:
        value = value_at(item, keys)
        if text is None or not isinstance(value, str | int | float):
            return None
        return ((_as_text(value) if has_case else _as_text(value).lower()) == text) != is_negated

    return answer


def _as_text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
