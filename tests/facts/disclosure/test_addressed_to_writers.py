"""Sentences that ask writers for a disclosure are none, and denials of fees deny no affiliate links."""

from __future__ import annotations

import pytest

from linter.facts.disclosure.detector import DisclosureDetector
from tests.conftest import check

LINK = "[Open an account](https://www.amazon.com/dp/B0DEPOT001?tag=hallway-20)"


def strengths(text: str) -> list[str]:
    return [match.strength for match in DisclosureDetector.default().find(text, "en")]


@pytest.mark.parametrize(
    "text",
    [
        "TODO: add the affiliate disclosure here (we earn a commission).",
        "Writers: please add a note that we earn a commission if the piece has affiliate links.",
        "Remember to say that we earn a commission.",
        "Don't forget: posts with affiliate links must say that we earn a commission.",
        "If this piece contains affiliate links, add the disclosure.",
        "Authors should disclose affiliate links: we earn a commission.",
        "Please make sure that every article says we may earn a commission.",
        "Before publishing, state that this article contains affiliate links and that we earn a commission.",
    ],
)
def test_what_asks_writers_for_a_disclosure_is_none(text: str) -> None:
    assert strengths(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Please note that we earn a commission when you buy through our links.",
        "Remember, we earn a commission when you buy through our links.",
        "Don't forget that we earn a commission when you buy through these links.",
        "We make sure to say it: we earn a commission when you buy through our links.",
        "Editors choose what we list; we earn a commission when you buy through our links.",
        "We add this notice because we earn a commission when you buy.",
    ],
)
def test_what_tells_readers_is_one(text: str) -> None:
    assert "clear" in strengths(text)


@pytest.mark.parametrize(
    ("text", "is_denied"),
    [
        ("No commission if the trade loses.", False),
        ("No commissions or fees.", False),
        ("Aucune commission si pertes.", False),
        ("Sin comisiones por mantenimiento.", False),
        ("Keine Provision bei Verlusten.", False),
        ("We get no commission from these links.", True),
        ("No commission is paid to us.", True),
        ("No commissions on these links.", True),
        ("No affiliate commissions were received for this review.", True),
        ("Nous ne touchons aucune commission.", True),
        ("No recibimos ninguna comisión.", True),
        ("Wir bekommen keine Provision.", True),
    ],
)
def test_a_denial_of_fees_denies_no_links(text: str, *, is_denied: bool) -> None:
    rules = [one.rule for one in check(f"# Broker\n\n{text}\n\n{LINK}\n")]
    assert ("disclosure/contradicted" in rules) is is_denied
