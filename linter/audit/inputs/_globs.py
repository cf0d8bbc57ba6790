"""Patterns of paths on the command line, for shells that do not resolve them and for quoted ones."""

from __future__ import annotations

import re
from pathlib import Path

from linter.audit.model import AuditError

_MAGIC = re.compile(r"[*?\[]")


def has_magic(path: str) -> bool:
    """Say whether a path may be a pattern."""
    return _MAGIC.search(path) is not None


def matches(path: Path) -> list[Path]:
    """Return the paths that a pattern stands for, sorted; a path that exists, or is no pattern, stands for itself.

    As in a shell, ``*`` passes over names that begin with a dot. ``**`` is any number of folders, never through links.
    Raises AuditError if nothing matches.
    """
    parts = path.parts
    first = next((number for number, part in enumerate(parts) if has_magic(part)), None)
    if first is None or path.exists():
        return [path]
    root, pattern = Path(*parts[:first]), list(parts[first:])
    only_files = pattern[-1] == "**"
    if only_files:
        pattern.append("*")  # a last ``**`` means folders or files, depending on the version of Python
    shows_hidden = any(part.startswith(".") for part in pattern)
    found = sorted(
        match
        for match in set(root.glob("/".join(pattern)))
        if (shows_hidden or not any(part.startswith(".") for part in match.relative_to(root).parts))
        and not (only_files and match.is_dir())
    )
    if not found:
        msg = f"{path}: matches nothing"
        raise AuditError(msg)
    return found
