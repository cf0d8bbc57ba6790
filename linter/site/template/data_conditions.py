"""What data of the site answers to conditions of Liquid and Nunjucks: a programme that is switched off, an address that is still empty."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.site.template.expressions import data_paths

if TYPE_CHECKING:
    from collections.abc import Mapping

    from linter.site.template.expressions import Scope

_AND = re.compile(r"\s+and\s+")
_PART = re.compile(
    r"(?P<not>not\s+)?(?P<path>[A-Za-z_][\w-]*(?:\.[\w-]+|\[[^\[\]]{1,80}\])+)(?:\s*(?P<sign>[!=]=)\s*(?P<quote>[\"'])(?P<text>[^\"']*)(?P=quote))?"
)
_DATA = "site.data."


def settled(condition: str, scope: Scope, data: Mapping[str, object]) -> str:
    """Return ``true`` or ``false`` for a condition that what data holds meets or not; the condition where it asks anything else."""
    if not data or scope.template.flavour != "liquid" or " or " in condition:
        return condition
    answers = [_holds(part.strip(), scope, data) for part in _AND.split(condition)]
    return "false" if False in answers else condition if None in answers else "true"


def _holds(part: str, scope: Scope, data: Mapping[str, object]) -> bool | None:
    found = _PART.fullmatch(part)
    path = data_paths({"asked": found["path"]}, scope).get("asked") if found is not None else None
    if found is None or path is None or not path.startswith(_DATA) or "*" in path:
        return None
    first, *keys = path.removeprefix(_DATA).lower().split(".")
    if first not in data or not keys:
        return None
    value: object = data[first]
    for key in keys:
        if not isinstance(value, dict):
            return None
        value = value.get(key)
    if found["sign"]:
        holds = (value == found["text"]) is (found["sign"] == "==")
    elif scope.template.path.endswith(".njk"):
        holds = bool(value)
    else:
        holds = value is not None and value is not False
    return holds is not bool(found["not"])
