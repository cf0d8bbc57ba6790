"""What the command line chooses of the rules; apart from policies, which nothing needs where no file changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.records import dataclass

if TYPE_CHECKING:
    from linter.finding import Confidence, Severity


@dataclass(frozen=True, slots=True)
class Selection:
    """What the command line chooses; an id, a family, a pack or ``all``."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    min_confidence: Confidence | None = None
    min_severity: Severity = "info"
