"""``re``, whose ``compile`` only notes a pattern: it is compiled when it is first searched for.

Modules declare their patterns when they are loaded, 1.4 million instructions each, and an article needs a third of them. A mistake
in a pattern shows when it is used, so patterns that others write are compiled with ``re`` or RE2. The ``re`` of a match is the
compiled pattern and not the object that a module has.
"""

from __future__ import annotations

import re
from functools import lru_cache
from re import (
    ASCII,
    DOTALL,
    IGNORECASE,
    MULTILINE,
    VERBOSE,
    Match,
    Pattern,
    RegexFlag,
    error,
    escape,
    findall,
    finditer,
    fullmatch,
    match,
    search,
    split,
    sub,
)
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from re import compile  # noqa: A004 - as in re

__all__ = [
    "ASCII", "DOTALL", "IGNORECASE", "MULTILINE", "VERBOSE", "Match", "Pattern", "RegexFlag", "compile", "error", "escape", "findall",
    "finditer", "fullmatch", "match", "occurs", "search", "split", "sub",
]  # fmt: skip

_MEMBERS = (
    "search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split", "scanner", "flags", "groups", "groupindex",
)  # fmt: skip


class _Pattern:
    """Stands for a compiled pattern: its members are empty slots until one of them is asked for."""

    __slots__ = ("_given", "pattern", *_MEMBERS)

    def __init__(self, pattern: str | bytes, flags: int) -> None:
        self.pattern = pattern
        self._given = flags

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(self.pattern, self._given)
        for member in _MEMBERS:
            setattr(self, member, getattr(compiled, member))
        return getattr(compiled, name)

    def __reduce__(self) -> tuple[Any, ...]:
        return _Pattern, (self.pattern, self._given)


@lru_cache(maxsize=16)
def occurs(pattern: Pattern[str], text: str) -> bool:
    """Say whether a pattern is found in a text; what is asked again of each of many places in one text is answered once."""
    return pattern.search(text) is not None


if not TYPE_CHECKING:

    def compile(pattern: str | bytes, flags: int = 0) -> _Pattern:  # noqa: A001 - as in re
        """Note a pattern (``re.compile``)."""
        return _Pattern(pattern, int(flags))
