"""Addresses that an element opens when it is clicked: ``onClick={() => window.open("https://…")}``, ``@click="location.href = …"``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.site.code.literals import statement

if TYPE_CHECKING:
    from collections.abc import Mapping

_HANDLER = re.compile(r"(?:on|@|v-on:|on:|x-on:)click(?:[.|][\w.|]*)?", re.IGNORECASE)
_OPENS = re.compile(
    r"\bwindow\.open\(\s*|(?<![\w$.])(?:(?:window|document)\.)?location(?:\.href)?\s*=(?!=)\s*|\blocation\.(?:assign|replace)\(\s*"
)
_LITERAL = re.compile(r"[\"'`]https?://")
_LONGEST = 2_000


def handlers(attributes: Mapping[str, str]) -> list[str]:
    """Return what an element's attributes for clicks hold."""
    return [value for name, value in attributes.items() if value and _HANDLER.fullmatch(name)]


def opened(handler: str) -> str | None:
    """Return the expression of the address that a handler opens, where it begins with a literal address; None for any other."""
    found = _OPENS.search(handler[:_LONGEST])
    address = statement(handler[:_LONGEST], found.end()) if found is not None else ""
    return address if _LITERAL.match(address) else None
