"""Patterns of paths as in .gitignore, for every name that a file system can hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pathspec

if TYPE_CHECKING:
    from collections.abc import Iterable


class PathPatterns:
    """Patterns in the syntax of .gitignore (git-scm.com/docs/gitignore). Raises ValueError for one that git would refuse.

    RE2 matches them: with ``re`` a pattern of ten stars takes hours for a name that was made for it. A name that is not valid UTF-8 matches by its readable characters; the matcher itself takes whole characters only.
    """

    def __init__(self, lines: Iterable[str]) -> None:
        self._spec: pathspec.PathSpec[Any] = pathspec.PathSpec.from_lines("gitignore", lines, backend="re2")

    def match_file(self, path: str) -> bool:
        """Return whether a path, with ``/``, is among those that the patterns name."""
        return self._spec.match_file(_readable(path))

    def decision(self, path: str) -> bool | None:
        """Return whether a path is named, None where no pattern speaks of it; a folder's path ends in ``/``."""
        return self._spec.check_file(_readable(path)).include


def _readable(path: str) -> str:
    """Return a path whose bytes that are no characters are written out."""
    return path if path.isascii() else path.encode("utf-8", "backslashreplace").decode()
