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
_EXPRESSION = re.compile(r"\{\{-?\s*([\w.-]+)[^{}]*\}\}")
_MOST = 200
_LONGEST = 2_000
_UNKNOWN = "x"


def own_values(article: Article, known: Mapping[str, str]) -> dict[str, str]:
    """Return the texts by the lower-case names that Liquid prints them by, ``x`` for what nobody knows; ``known`` are the site's.

    An address goes before another text of the same name. Source: shopify.github.io/liquid/tags/variable.
    """
    text = article.source.text
    if "{{" not in text:
        return {}
    data = article.front_matter.data if article.front_matter is not None and "page." in text else {}
    found = {f"page.{key}".lower(): value for key, value in list(data.items())[:_MOST] if _is_part_of_address(value)}
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


def _add(found: dict[str, str], name: str, value: str) -> None:
    if "://" in value or name.lower() not in found:
        found[name.lower()] = value


def _is_part_of_address(value: object) -> bool:
    return isinstance(value, str) and 0 < len(value) <= _LONGEST and not re.search(r"\s", value)
