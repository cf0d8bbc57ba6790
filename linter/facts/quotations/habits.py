"""Which quotation marks and which apostrophe an article mostly uses: what a correction should write."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from linter.facts.quotations.styles import STRAIGHT_PAIRS, is_single, preferred_pair, quote_style
from linter.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linter.facts.quotations.marks import QuoteScan

_EMPTY = len("“”")
_CURLY = {"double": "“”", "single": "‘’"}


@dataclass(frozen=True, slots=True)
class QuoteHabits:
    """What prevails in one article; on a tie the typographic marks do.

    ``double`` and ``single`` are pairs such as “” and '', None where the article has no sound quotation of
    that kind; ``apostrophe`` is ' or ’, None where it has none.
    """

    language: str | None
    double: str | None
    single: str | None
    apostrophe: str | None

    def pair(self, width: str, *, plain: bool) -> str:
        """Return the pair that a quotation of ``double`` or ``single`` marks should have: the article's, else the language's.

        ``plain``: straight marks will do if the article writes its apostrophes straight.
        """
        own = self.single if width == "single" else self.double
        if own is None and plain and self.apostrophe == "'":
            return "''" if width == "single" else '""'
        return own or preferred_pair(self.language, width) or _CURLY[width]


def quote_habits(scans: Sequence[tuple[int, QuoteScan]], language: str | None) -> QuoteHabits:
    """Count the sound pairs and the apostrophes of an article."""
    closing = quote_style(language).closing
    pairs: Counter[str] = Counter()
    apostrophes: Counter[str] = Counter()
    for _, scan in scans:
        # Marks with nothing between them show no habit.
        pairs.update(
            quotation.style
            for quotation in scan.quotations
            if closing.get(quotation.style) == "" and quotation.end - quotation.start > _EMPTY
        )
        apostrophes.update(char for _, char, role in scan.roles if role == "apostrophe" and char in "'’")
    return QuoteHabits(
        language,
        _prevailing({pair: count for pair, count in pairs.items() if not is_single(pair[0])}),
        _prevailing({pair: count for pair, count in pairs.items() if is_single(pair[0])}),
        _prevailing(apostrophes, "'"),
    )


def _prevailing(counts: dict[str, int], straight: str = "".join(STRAIGHT_PAIRS)) -> str | None:
    """Return the straight form if it outnumbers all others together, else the most frequent of the others."""
    others = {form: count for form, count in counts.items() if form not in straight}
    plain = {form: count for form, count in counts.items() if form in straight}
    wanted = plain if sum(plain.values()) > sum(others.values()) else others
    return min(wanted, key=lambda form: (-wanted[form], form)) if wanted else None
