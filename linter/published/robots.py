"""What a site's robots.txt asks of this program (RFC 9309)."""

from __future__ import annotations

from protego import Protego

AGENT = "affilint"
"""The name by which robots.txt knows this program."""
MOST_BYTES = 512_000
"""How much of the file is read: RFC 9309, 2.5, asks for 500 kibibytes at least."""
_LONGEST_DELAY = 60.0
"""Seconds between two requests that a site may ask for; a longer delay would make a run endless."""


class RobotRules:
    """The rules of one host. None instead of a text: the file could not be had, and nothing may be fetched (2.3.1.4)."""

    def __init__(self, text: str | None) -> None:
        self._rules = Protego.parse(text.removeprefix("\ufeff")) if text is not None else None

    def refusal(self, address: str) -> str | None:
        """Return why an address must not be fetched, or None."""
        if self._rules is None:
            return "the robots.txt of its host cannot be read, so nothing there may be fetched"
        if not self._rules.can_fetch(address, AGENT):
            return "the robots.txt of its host disallows it"
        return None

    @property
    def delay(self) -> float:
        """Seconds between two requests that the site asks for; 0 if it asks for nothing."""
        asked = self._rules.crawl_delay(AGENT) if self._rules is not None else None
        return min(max(float(asked or 0), 0.0), _LONGEST_DELAY)

    @property
    def sitemaps(self) -> list[str]:
        """The addresses of sitemaps that the file names, as written."""
        return list(self._rules.sitemaps) if self._rules is not None else []
