"""Texts that an article's own Liquid gives names to, and its front matter: what ``{{ url }}`` and ``{{ page.tag }}`` print there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Mapping

    from linter.article.model import Article

_CAPTURE = re.compile(
    r"\{%-?\s*capture\s+[\"']?([A-Za-z_][\w-]*)[\"']?\s*-?%\}([^{]*(?:\{(?!%)[^{]*){0,60})\{%-?\s*endcapture"
)
_ASSIGN = re.compile(
    r"\{%-?\s*(?:assign|set)\s+([A-Za-z_][\w-]*)\s*=\s*(?:\"([^\"{}]{1,2000})\"|'([^'{}]{1,2000})')\s*-?%\}"
)
# Of a loop that is over with the first entry nobody knows here which one that is.
_LOOP = re.compile(
    r"\{%-?\s*for\s+(?:\w+\s*,\s*)?([A-Za-z_]\w*)\s+in\s+([A-Za-z_][\w.-]*)\s*"
    r"(?:reversed\s*|offset\s*:\s*\w+\s*|limit\s*:\s*(?:[02-9]|1\d|[A-Za-z_])[\w.]*\s*){0,3}-?%\}"
)
_EXPRESSION = re.compile(r"\{\{-?\s*([\w.-]+)[^{}]*\}\}")
_MOST = 200
_LONGEST = 2_000
_LONGEST_PATH = 300
_UNKNOWN = "x"


def own_values(article: Article, known: Mapping[str, str]) -> dict[str, str]:
    """Return the texts by the lower-case names that Liquid prints them by, ``x`` for what nobody knows; ``known`` are the site's.

    An address goes before another text of the same name. A loop over data of the site gives its variable what stands for any
    entry (``pens.*.url``). Source: shopify.github.io/liquid/tags/variable.
    """
    text = article.source.text
    if "{{" not in text:
        return {}
    has_data = article.front_matter is not None and ("page." in text or "pagination" in text)
    data = article.front_matter.data if article.front_matter is not None and has_data else {}
    found = {f"page.{key}".lower(): value for key, value in list(data.items())[:_MOST] if _is_part_of_address(value)}
    if any(".*" in path for path in known):
        found |= _in_loops(text, known, _paged(data.get("pagination")))
    for match in [*_ASSIGN.finditer(text)][:_MOST] if "{%" in text else ():
        if "://" not in (value := match[2] or match[3]):  # an address there is read as a link already
            _add(found, match[1], value)
    for match in [*_CAPTURE.finditer(text)][:_MOST] if "endcapture" in text else ():
        written = match[2].strip()
        if len(written) <= _LONGEST:
            _add(
                found, match[1], _EXPRESSION.sub(lambda one: {**known, **found}.get(one[1].lower(), _UNKNOWN), written)
            )
    return found


def _paged(pagination: object) -> list[tuple[str, str]]:
    """Return the name that Eleventy gives to an entry of which it makes a page, and the data (11ty.dev/docs/pagination)."""
    if not isinstance(pagination, dict) or str(pagination.get("size", 1)) != "1":
        return []
    return [
        (name, data)
        for name, data in [(pagination.get("alias"), pagination.get("data"))]
        if isinstance(name, str) and isinstance(data, str)
    ]


def _in_loops(text: str, known: Mapping[str, str], paged: list[tuple[str, str]]) -> dict[str, str]:
    """Return what the variables of an article's loops over data of the site stand for, those of loops in loops among them."""
    found: dict[str, str] = {}
    lists: dict[str, str] = {}
    loops = [(match[1], match[2]) for match in _LOOP.finditer(text)] if "{%" in text else []
    for written, path_of_list in [*paged, *loops][:_MOST]:
        name, (first, dot, rest) = written.lower(), path_of_list.lower().partition(".")
        lists[name] = each = f"{lists.get(first, first)}{dot}{rest}.*"
        if len(each) > _LONGEST_PATH:
            continue
        for path, value in known.items():
            if path == each or path.startswith(f"{each}."):
                found[f"{name}{path[len(each) :]}"] = value
    return found


def _add(found: dict[str, str], name: str, value: str) -> None:
    if "://" in value or name.lower() not in found:
        found[name.lower()] = value


def _is_part_of_address(value: object) -> bool:
    return isinstance(value, str) and 0 < len(value) <= _LONGEST and not re.search(r"\s", value)
