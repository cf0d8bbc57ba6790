"""Findings that the site's own notice would mend, if its configuration had one, or the page a place for it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

from linter.article.code_formats import CODE_FORMATS
from linter.paths import is_address

if TYPE_CHECKING:
    from linter.configuration.resolver import ConfigResolver
    from linter.finding import Finding

_MENDED = frozenset({"disclosure-missing", "disclosure-place", "disclosure-order"})
"""Kinds of check whose findings a notice above the content mends."""


def wants_notice(finding: Finding, resolver: ConfigResolver) -> bool:
    """Say whether an unsafe fix could insert a notice, had the configuration ``disclosure.text``. Raises DataError."""
    return lacks(finding, resolver) == "text"


def lacks(finding: Finding, resolver: ConfigResolver) -> Literal["text", "place"] | None:
    """Return what an unsafe fix lacks to insert a notice: the configuration its text, or the page a place for it.

    None where a notice would not mend the finding, or nothing is lacking. Raises DataError.
    """
    if finding.fix is not None or is_address(finding.path):
        return None
    config = resolver.config_for(Path(finding.path).absolute().parent)
    rule = config.rulebook.rules.get(finding.rule)
    if rule is None or rule.check not in _MENDED:
        return None
    if rule.check == "disclosure-order" and finding.cause is not None:
        return None  # a template prints the link above all that the article says
    has_no_place = Path(finding.path).suffix.lower() in {*CODE_FORMATS, ".rst"}
    return "place" if has_no_place or config.disclosure.text else "text"
