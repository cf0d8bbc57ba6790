"""What a site's templates print, as one plain value that facts can read without knowing the site."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

Printed = Literal["disclosure", "affiliate-link"]


@dataclass(frozen=True, slots=True)
class Emissions:
    """Names of shortcodes, includes and components (lower-case) with what they print, and what the layout prints.

    ``layout_disclosure`` is ``top`` or ``bottom`` where the layout prints a disclosure above or below the
    content of every article, else None.
    """

    names: Mapping[str, Printed] = field(default_factory=dict)
    layout_disclosure: Literal["top", "bottom"] | None = None


NO_EMISSIONS = Emissions()
