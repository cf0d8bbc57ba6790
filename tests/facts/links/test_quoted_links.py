"""A referral link within what somebody else wrote to the site is not the site's own."""

from __future__ import annotations

import pytest

from linter.facts import Facts
from tests.conftest import article, check, rules

_QUOTED = """We moved the blog to another host last spring and it went well for us.

> {quotation}

Another thing is that backups matter more than the host you choose.
"""


@pytest.mark.parametrize(
    ("quotation", "expected"),
    [
        (
            "I am with this host since 2019, see https://www.digitalocean.com/?refcode=0123456789ab\n>\n> — Tom, a reader",
            [],
        ),
        (
            "I am with this host since 2019, see https://www.digitalocean.com/?refcode=0123456789ab",
            ["disclosure/missing"],
        ),
        (
            "Our host is the best.\n>\n> — [Larch](https://www.digitalocean.com/?refcode=0123456789ab)",
            ["disclosure/missing"],
        ),
    ],
)
def test_lone_id_in_a_signed_quotation_is_no_certain_link(quotation: str, expected: list[str]) -> None:
    found = check(_QUOTED.format(quotation=quotation))
    assert [rule for rule in rules(found) if rule == "disclosure/missing"] == expected


def test_id_that_the_article_has_elsewhere_too_is_its_own() -> None:
    text = _QUOTED.format(quotation="See https://www.digitalocean.com/?refcode=0123456789ab\n>\n> — Tom, a reader")
    found = check(f"{text}\nOur host: https://www.digitalocean.com/?refcode=0123456789ab\n")
    assert "disclosure/missing" in rules(found)


def test_a_link_without_text_behind_the_last_block_stands_in_no_quotation() -> None:
    text = '> The lid fits.\n\n| a | b |\n|---|---|\n<a rel="nofollow" href="https://www.amazon.com/dp/B0LAMP0001?tag=hallway-20">'
    assert [item.link.text for item in Facts(article(text, "a.md")).affiliate_links] == [""]
