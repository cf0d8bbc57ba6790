"""Patterns of paths as in .gitignore, for every name that a file system can hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pathspec


_MOST = 250
"""How many patterns are searched for at once: RE2 grants a set of them a fixed memory, and thousands of long ones want more."""

_LONGEST = 4_096
"""Characters of a pattern; no system has longer paths, and to compile one of a megabyte takes 20 seconds."""


class PathPatterns:
    """Patterns in the syntax of .gitignore (git-scm.com/docs/gitignore). Raises ValueError for one that git would refuse.

    RE2 matches them: with ``re`` a pattern of ten stars takes hours for a name that was made for it. A name that is not valid UTF-8 matches by its readable characters; the matcher itself takes whole characters only.
    """

    def __init__(self, lines: Iterable[str]) -> None:
        given = list(lines)
        if any(len(line) > _LONGEST for line in given):
            msg = "it is longer than any path"
            raise ValueError(msg)
        self._specs = [spec for at in range(0, len(given), _MOST) for spec in _specs(given[at : at + _MOST])]
        self._specs.reverse()

    def match_file(self, path: str) -> bool:
        """Return whether a path, with ``/``, is among those that the patterns name."""
        return self.decision(path) is True

    def decision(self, path: str) -> bool | None:
        """Return whether a path is named, None where no pattern speaks of it; a folder's path ends in ``/``."""
        readable = _readable(path)
        for spec in self._specs:  # the last pattern that speaks of a path decides
            if (include := spec.check_file(readable).include) is not None:
                return bool(include)
        return None


def _specs(lines: list[str]) -> list[pathspec.PathSpec[Any]]:
    """Return matchers of lines, in their order: one, or more if they do not fit together. Raises ValueError."""
    import pathspec  # noqa: PLC0415 - most folders exclude nothing

    try:
        return [pathspec.PathSpec.from_lines("gitignore", lines, backend="re2")]
    except ValueError:
        raise
    except Exception as error:  # google-re2 raises an exception of its own that it does not export
        if len(lines) == 1:
            msg = "it is too large to be searched for"
            raise ValueError(msg) from error
        half = len(lines) // 2
        return [*_specs(lines[:half]), *_specs(lines[half:])]


def _readable(path: str) -> str:
    """Return a path whose bytes that are no characters are written out."""
    return path if path.isascii() else path.encode("utf-8", "backslashreplace").decode()
