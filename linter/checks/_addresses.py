"""Address patterns, matched first against all links of an article together and then against each link."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import re2

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linter.facts import Facts


class AddressPatterns:
    """RE2 patterns for addresses, compiled when there is one; an address fits if any of them matches."""

    def __init__(self, patterns: Sequence[str]) -> None:
        self._joined = "|".join(f"(?:{pattern})" for pattern in patterns)

    @cached_property
    def _one(self) -> re2._Regexp:
        return re2.compile(self._joined)

    @cached_property
    def _all(self) -> re2._Regexp:
        return re2.compile(f"(?m:{self._joined})")

    def occur_in(self, facts: Facts) -> bool:
        """Return whether any address of an article may fit; the addresses are joined, one per line."""
        return bool(self._joined and facts.article.links) and self._all.search(facts.addresses) is not None

    def fit(self, address: str) -> bool:
        """Return whether an address fits."""
        return bool(self._joined) and self._one.search(address) is not None
