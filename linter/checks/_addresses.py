"""Address patterns, matched first against all links of an article together and then against each link."""

from __future__ import annotations

from typing import TYPE_CHECKING

import re2

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linter.facts import Facts


class AddressPatterns:
    """RE2 patterns for addresses; an address fits if any of them matches."""

    def __init__(self, patterns: Sequence[str]) -> None:
        joined = "|".join(f"(?:{pattern})" for pattern in patterns)
        self._one = re2.compile(joined) if patterns else None
        self._all = re2.compile(f"(?m:{joined})") if patterns else None

    def occur_in(self, facts: Facts) -> bool:
        """Return whether any address of an article may fit; the addresses are joined, one per line."""
        return self._all is not None and self._all.search(facts.addresses) is not None

    def fit(self, address: str) -> bool:
        """Return whether an address fits."""
        return self._one is not None and self._one.search(address) is not None
