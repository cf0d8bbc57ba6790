"""Read the settings of generators whose file is no plain data: MkDocs's YAML with tags of its own, Pelican's Python."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.site.files import parse_data
from linter.site.generator.detection import configuration_files

if TYPE_CHECKING:
    from linter.site.files import Tree

_TAGS = re.compile(r"(?<=[\s:,\[-])!{1,2}[A-Za-z][\w/:.]*")
"""Tags of YAML: ``!ENV``, ``!relative``, ``!!python/name:material.extensions.emoji.twemoji``."""
_PELICAN = configuration_files("pelican")
_LARGEST = 100_000
"""Characters of Python that are parsed."""


def mkdocs_settings(tree: Tree) -> dict[str, object]:
    """Return what ``mkdocs.yml`` sets, its tags left out; empty where it cannot be read.

    Source: mkdocs.org/user-guide/configuration (environment variables, alternate syntax).
    """
    path = tree.first(configuration_files("mkdocs"))
    text = tree.text(path) if path else None
    data = parse_data(_TAGS.sub("", text), "mkdocs.yml") if text else None
    return {str(key): value for key, value in data.items()} if isinstance(data, dict) else {}


def pelican_settings(tree: Tree) -> dict[str, object]:
    """Return the literals that Pelican's settings assign to names; nothing of the file runs.

    Source: docs.getpelican.com/en/latest/settings.html. What code works out is left out.
    """
    found: dict[str, object] = {}
    for path in _PELICAN:
        text = tree.text(path) or ""
        try:
            body = ast.parse(text).body if len(text) <= _LARGEST else []
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            body = []
        for statement in body:
            if isinstance(statement, ast.Assign | ast.AnnAssign) and statement.value is not None:
                targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
                names = [target.id for target in targets if isinstance(target, ast.Name)]
                found |= dict.fromkeys(names, _literal(statement.value)) if names else {}
    return {name: value for name, value in found.items() if value is not None}


def _literal(node: ast.expr) -> object:
    try:
        return ast.literal_eval(node)
    except (ValueError, TypeError, SyntaxError, RecursionError, MemoryError):
        return None


def texts(value: object) -> list[str]:
    """Return a setting that is one text, or a list of them, as a list."""
    return [one for one in (value if isinstance(value, list | tuple) else [value]) if isinstance(one, str) and one]
