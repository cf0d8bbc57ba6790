"""What rules rest on, as the report names it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from linter.report.i18n import Catalogue
    from linter.report.model import Source

_SEEN = frozenset({"quoted", "memory"})
"""Ways of knowing a text that readers are told of."""


def authority(source: Source, words: Catalogue) -> tuple[str, str, str]:
    """Return the title of a source with the place in it, its language, and all else that is said of it in the language of the report."""
    dates = [words(f"source.{name}", day=words.date(day)) for name, day in _days(source) if day]
    dates += [words(f"source.{source.seen}")] if source.seen in _SEEN else []
    joint = words("source.and")
    what = joint.join(part for part in (source.jurisdiction, words(f"source.{source.kind}")) if part)
    about = words("source.about", what=what, dates=joint.join(dates)) if dates else words("source.undated", what=what)
    title = f"{source.title}, {source.locator}" if source.locator else source.title
    return title, source.language, f" {about}{' ' if source.url else ''}{source.url}"


def _days(source: Source) -> tuple[tuple[str, str], ...]:
    return ("as_of", source.as_of), ("review_by", source.review_by)
