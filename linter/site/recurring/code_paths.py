"""Tell addresses of codes and numbers, as click networks give out, from addresses of words, as pages have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Collection

_CODE = re.compile(
    r"[a-z]{1,4}|\d+|(?=[\w-]*\d)(?=[\w-]*[A-Za-z])\w{3,40}|[A-Z0-9]{4,40}|[A-Za-z0-9]*[a-z][A-Z][A-Za-z0-9]*"
)
_CLICK = frozenset({"click", "clicks", "track", "tracking", "visit", "redirect", "offer", "offers", "deeplink"})
_TELLING = re.compile(r"\d|[A-Z]")
_YEAR = re.compile(r"(?:19|20)\d\d")
_FEWEST = 3


def is_code(path: str) -> bool:
    """Say whether a path is made of codes and numbers only: ``/12680/1158/2/``, ``/c/aB3xQ9``."""
    parts = [part for part in path.split("/") if part]
    return any(map(_TELLING.search, parts)) and all(_CODE.fullmatch(part) for part in parts)


def is_coded(rest: str) -> bool:
    """Say whether what follows the host is made of codes only, in its path or in its parameters (``utm_*`` apart)."""
    path, _, query = rest.partition("#")[0].partition("?")
    if is_code(path):
        return True
    parts = [part for part in path.split("/") if part]
    if not all(part.lower() in _CLICK or _CODE.fullmatch(part) for part in parts):
        return False
    values = [value for _, value in _parameters(query)]
    telling = [value for value in values if _TELLING.search(value)]
    in_path = any(map(_TELLING.search, parts))
    return bool(parts or len(values) > 1) and len(telling) + in_path > 1 and all(map(_CODE.fullmatch, telling))


def has_constant_code(rests: Collection[str]) -> bool:
    """Say whether addresses share a code, as those of one publisher do, and differ in another: ``/12680/1158/``, ``/12680/77/``."""
    parts = [frozenset(_parts(rest)) for rest in rests]
    if len(parts) < _FEWEST:
        return False
    shared = frozenset.intersection(*parts)
    return any(map(_is_publisher, shared)) and all(one - shared for one in parts)


def _is_publisher(part: str) -> bool:
    value = part.rpartition("=")[2]
    return len(value) > 2 and re.search(r"\d", value) is not None and not _YEAR.fullmatch(value)


def _parts(rest: str) -> list[str]:
    path, _, query = rest.partition("#")[0].partition("?")
    return [*(part for part in path.split("/") if part), *(f"{name}={value}" for name, value in _parameters(query))]


def _parameters(query: str) -> list[tuple[str, str]]:
    pairs = [pair.partition("=") for pair in query.replace("&amp;", "&").split("&") if pair]
    return [(name, value) for name, _, value in pairs if value and not name.lower().startswith("utm_")]
