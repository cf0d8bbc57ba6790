"""Links of unknown programmes that an article itself calls affiliate links."""

from __future__ import annotations

import pytest

from linter.article import read_article
from linter.facts import Facts
from linter.source import Source


@pytest.mark.parametrize(
    ("text", "urls"),
    [
        ("The [lamp](https://lamps.example/a) (affiliate link) is of steel.", ["https://lamps.example/a"]),
        ("The [lamp](https://lamps.example/a) [affiliate] is of steel.", ["https://lamps.example/a"]),
        ("The [lamp][1] (referral link).\n\n[1]: https://lamps.example/a", ["https://lamps.example/a"]),
        ("Take [my affiliate link](https://lamps.example/?coupon=ME).", ["https://lamps.example/?coupon=ME"]),
        ("Try [Lamps](https://lamps.example/) ([referral link](https://lamps.example/r/me)).", []),
        ("The [lamp](https://lamps.example/a) (not an affiliate link) is of steel.", []),
        ("The [lamp](https://lamps.example/a) (ad) is of steel.", []),
        ("Read of [affiliate links](https://encyclopedia.example/links).", []),
        ("See [my affiliate link](https://lamps.example/affiliate-disclosure).", []),
        ("The [lamp](/lamps) (affiliate link) is of steel.", []),
        ("The [lamp](https://lamps.example/a). (Affiliate links are marked.)", []),
    ],
)
def test_a_label_behind_a_link_or_its_own_text_tells(text: str, urls: list[str]) -> None:
    facts = Facts(read_article(Source("a.md", f"# Lamps\n\n{text}\n")))
    assert [item.link.url for item in facts.affiliate_links] == urls


def test_what_an_address_leaves_open_is_likely_by_the_label() -> None:
    text = "The [lamp](https://lamps.example/?via=me) (affiliate link).\n"
    (found,) = Facts(read_article(Source("a.md", text))).affiliate_links
    assert (found.verdict.network, found.verdict.confidence) == ("rewardful", "likely")
