"""The imports of JavaScript, in the code of a site and in articles of MDX: which name stands for what of which file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Iterator

_IMPORT = re.compile(r"\bimport\s+(?:type\s+)?([\w$*{}, \n]{1,600}?)\s+from\s+[\"']([^\"'\n]+)[\"']")
_REQUIRE = re.compile(
    r"\b(?:const|let|var)\s+(\{[\w$,: \n]+\}|[\w$]+)\s*=\s*(?:await\s+import|require)\(\s*[\"']([^\"'\n]+)[\"']"
)
_ALIAS = re.compile(r"([\w$]+)(?:\s+as\s+|\s*:\s*)([\w$]+)$")
DECLARATION = re.compile(
    r"^(?:export|import|const|let|var|function|async|class|type|interface|enum|declare)\b", re.MULTILINE
)
"""Begins a statement at the outermost level of a file of code."""


def imports(code: str) -> Iterator[tuple[str, str, str]]:
    """Yield local name, path, and the name in that file (``default`` for the default export, ``*`` for the whole file)."""
    for clause, path in (*_IMPORT.findall(code), *_REQUIRE.findall(code)):
        default, brace, named = clause.partition("{")
        for part in default.split(","):
            if part.strip(" \n*"):
                yield part.split()[-1], path, "*" if part.strip()[0] == "*" else "default"
        if brace:
            for part in named.rstrip("} \n").split(","):
                alias = _ALIAS.search(part.strip())
                if alias:
                    yield alias[2], path, alias[1]
                elif part.strip():
                    yield part.strip(), path, part.strip()
