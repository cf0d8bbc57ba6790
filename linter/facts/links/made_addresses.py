"""Fill in the addresses that layouts make of front matter (``linter.article.made_texts.MadeAddress``)."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from linter import lazy_re as re
from linter.article.made_texts import APPEND, FIELD_CLOSE, FIELD_OPEN, SET, with_parameter

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from linter.article.made_texts import Comparison, MadeAddress, MadeText, Test

Path = tuple[str | int, ...]

_FIELD = re.compile(f"{FIELD_OPEN}([^{FIELD_CLOSE}]*){FIELD_CLOSE}")
_ENDS: dict[str | int, int] = {"first": 0, "last": -1}
"""How Liquid names the entries at the ends of a list."""
_PRIVATE = re.compile("[\ue110-\ue112]")
_STAND_IN = "x"
_MOST_ENTRIES = 60
_LONGEST = 4_000
_KEPT = frozenset(
    [
        "strip",
        "lstrip",
        "rstrip",
        "trim",
        "escape",
        "escape_once",
        "safe",
        "absolute_url",
        "relative_url",
        "url",
        "strip_newlines",
    ]
)
_ENCODED = {
    "uri_escape": "-_.!~*'();/?:@&=+$,[]%#",
    "url_encode": "",
    "cgi_escape": "",
    "url_param_escape": "",
    "urlencode": "/",
}


def filled(addresses: Sequence[MadeAddress], data: Mapping[str, object]) -> Iterator[tuple[str, Path]]:
    """Yield the addresses that come out for an article's front matter, each with the path of the first value in it.

    One of whose conditions nobody knows whether it holds is none; of a list there is one for each entry.
    """
    for at in range(_MOST_ENTRIES if _entries(addresses) else 1):
        known: dict[int, bool | None] = {}
        found = next((one for one in addresses if _holds_all(one.tests, data, at, known)), None)
        if found is None and _has_entry(addresses, data, at):
            continue
        if found is None:
            return
        made = _address(found, data, at)
        if made is None:
            return
        yield made


def _has_entry(addresses: Sequence[MadeAddress], data: Mapping[str, object], at: int) -> bool:
    """Return whether a list that addresses go over has an entry, which may be none of those meant."""
    lists = {path.partition(".*")[0] for one in addresses for path in _paths(one) if ".*" in path}
    return any(_lies_at(data, (*_path(path, at), at)) for path in lists)


def _lies_at(data: object, path: Path) -> bool:
    for key in path:
        entries = dict(enumerate(data)) if isinstance(data, list) else data
        if not isinstance(entries, dict) or key not in entries:
            return False
        data = entries[key]
    return True


def _entries(addresses: Sequence[MadeAddress]) -> bool:
    return any(".*" in path for one in addresses for path in _paths(one))


def _paths(address: MadeAddress) -> list[str]:
    texts = [text for part in address.parts for text in (part.text, *(one for call in part.filters for one in call))]
    return [path for text in texts for path in _FIELD.findall(text)]


def _address(made: MadeAddress, data: Mapping[str, object], at: int) -> tuple[str, Path] | None:
    """Return an address and the path of the first value in it; None where a value of it is missing."""
    paths = [_path(path, at) for path in _paths(made)]
    parts = [_text(part, data, at) for part in made.parts]
    if not paths or any(part is None for part in parts) or not _lookup(data, paths[0]):
        return None
    text = re.sub(r"\s+", "", _PRIVATE.sub(_STAND_IN, "".join(part or "" for part in parts)))
    return (text, paths[0]) if ("://" in text[:12] or text.startswith("//")) and len(text) <= _LONGEST else None


def _path(path: str, at: int) -> Path:
    return tuple(at if key == "*" else int(key) if key.isdigit() else key for key in path.split("."))


def _lookup(data: object, path: Path) -> str:
    """Return the text at a path; empty where there is none."""
    for key in path:
        if isinstance(data, dict):
            data = data.get(key)
        elif isinstance(data, list) and key in _ENDS:
            data = data[_ENDS[key]] if data else None
        elif isinstance(data, list) and isinstance(key, int):
            data = data[key] if key < len(data) else None
        else:
            return ""
    if isinstance(data, bool):
        return "true" if data else ""
    return str(data) if isinstance(data, str | int | float) else ""


def _filled(text: str, data: Mapping[str, object], at: int) -> str:
    return _FIELD.sub(lambda found: _lookup(data, _path(found[1], at)), text)


def _text(made: MadeText, data: Mapping[str, object], at: int) -> str | None:
    """Return a text with its values and filters applied; None where a filter is not known."""
    value: str | list[str] = _filled(made.text, data, at)
    for name, *arguments in made.filters:
        filled_in = [_filled(argument, data, at) for argument in arguments]
        known = _filtered(value, name, filled_in)
        if known is None or len(known) > _LONGEST:
            return None
        value = known
    return value if isinstance(value, str) else None


def _filtered(value: str | list[str], name: str, arguments: list[str]) -> str | list[str] | None:  # noqa: PLR0911 - one a filter
    """Return what a filter of Liquid, Jekyll or Nunjucks makes of a text; None if it is not known.

    Sources: shopify.github.io/liquid, jekyllrb.com/docs/liquid/filters, mozilla.github.io/nunjucks/templating.html.
    """
    first = arguments[0] if arguments else ""
    second = arguments[1] if len(arguments) > 1 else ""
    if isinstance(value, list):
        return (value or [""])[-1 if name == "last" else 0] if name in {"first", "last"} else None
    if name in _KEPT:
        return value.strip()
    if name in _ENCODED:
        return quote(value.strip(), safe=_ENCODED[name])
    if name in {SET, APPEND}:
        return with_parameter(value, first, second, is_url=True, replaces=name == SET)
    match name:
        case "append":
            return value + first
        case "prepend":
            return first + value
        case "default":
            return value or first
        case "downcase" | "lower":
            return value.lower()
        case "upcase" | "upper":
            return value.upper()
        case "split" if first:
            return value.split(first)
        case "remove" | "replace" if first:
            return value.replace(first, second)
        case "remove_first" | "replace_first" if first:
            return value.replace(first, second, 1)
    return None


def _holds_all(tests: Sequence[Test], data: Mapping[str, object], at: int, known: dict[int, bool | None]) -> bool:
    """Return whether conditions surely hold; ``known`` holds what was found out, by the identity of a condition's parts."""
    return all(_holds(test, data, at, known) is True for test in tests)


def _holds(test: Test, data: Mapping[str, object], at: int, known: dict[int, bool | None]) -> bool | None:
    """Return whether a condition holds; None where nobody can tell. What is negated shares its parts with what is not."""
    key = id(test.groups)
    if key not in known:
        groups = [_conjunction([_compared(one, data, at) for one in group]) for group in test.groups]
        known[key] = True if True in groups else None if None in groups else False
    found = known[key]
    return found if found is None else found is not test.negated


def _conjunction(values: Sequence[bool | None]) -> bool | None:
    return False if False in values else None if None in values else True


def _compared(comparison: Comparison, data: Mapping[str, object], at: int) -> bool | None:
    left, right = _text(comparison.left, data, at), _text(comparison.right, data, at)
    if left is None or right is None or _PRIVATE.search(left + right):
        return None
    match comparison.operator:
        case "contains":
            return right in left
        case "==":
            return left == right
        case "!=":
            return left != right
        case "is":
            return bool(left)
        case "not":
            return not left
    return None
