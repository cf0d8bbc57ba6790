"""Refuses YAML that would take a parser down: nesting without end, aliases that multiply.

libyaml composes by recursion in C and dies of a stack overflow at some 20,000 levels; an alias is expanded
wherever it is used. Neither occurs in a configuration or front matter that a person writes.
"""

from __future__ import annotations

import re

MAX_SIZE = 1_000_000
MAX_DEPTH = 100
MAX_ALIASES = 20
_BRACKET = re.compile(r"[\[\]{}]")
_DASHES = re.compile(rf"(?:[-?:][ \t]+){{{MAX_DEPTH}}}")
_ALIAS = re.compile(r"(?:^|[\s\[,{:])\*[\w-]+")


def refusal(text: str) -> str | None:
    """Say why a YAML text is not read, or None if it may be."""
    if len(text) > MAX_SIZE:
        return f"larger than {MAX_SIZE:,} characters"
    depth = deepest = 0
    for bracket in _BRACKET.findall(text):
        depth = depth + 1 if bracket in "[{" else max(depth - 1, 0)
        deepest = max(deepest, depth)
    if deepest > MAX_DEPTH or _DASHES.search(text):
        return f"nested more than {MAX_DEPTH} levels deep"
    if "&" in text and len(_ALIAS.findall(text)) > MAX_ALIASES:
        return f"more than {MAX_ALIASES} aliases"
    return None
