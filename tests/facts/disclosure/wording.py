"""The disclosure detector's result for a text, for the tests of sentences and labels."""

from __future__ import annotations

from linter.facts.disclosure.detector import DisclosureDetector

DETECTOR = DisclosureDetector.default()


def verdict(text: str, language: str | None = None, block_kind: str = "paragraph") -> str:
    """Return the strength of the strongest disclosure in the text, or ``not``."""
    strengths = {match.strength for match in DETECTOR.find(text, language, block_kind=block_kind)}
    return next((name for name in ("clear", "weak", "negated") if name in strengths), "not")
