"""Links of unknown programmes that an article itself calls affiliate links."""

from __future__ import annotations

import pytest

from linter.article import read_article
from linter.article.emissions import NO_EMISSIONS
from linter.facts import Facts
from linter.facts.links.affiliate import find_affiliate_links
from linter.facts.links.registry import Registry
from linter.source import Source


@pytest.mark.parametrize(
    ("text", "urls"),
    [
        ("The [lamp](https://lamps.example/a) (affiliate link) is of steel.", ["https://lamps.example/a"]),
        ("The [lamp](https://lamps.example/a) [affiliate] is of steel.", ["https://lamps.example/a"]),
        ("The [lamp][1] (referral link).\n\n[1]: https://lamps.example/a", ["https://lamps.example/a"]),
        ("Take [my affiliate link](https://lamps.example/?coupon=ME).", ["https://lamps.example/?coupon=ME"]),
        ("Take my affiliate link: https://lamps.example/me of steel.", ["https://lamps.example/me"]),
        ("Buy it with our referral link (<https://lamps.example/me>).", ["https://lamps.example/me"]),
        ("This is not about my affiliate link, see the shop https://lamps.example/me for it.", []),
        ('The <a href="/go/lamp" rel="nofollow sponsored">lamp</a> is of steel.', ["/go/lamp"]),
        ("The [lamp](/go/lamp/) (affiliate link) is of steel.", ["/go/lamp/"]),
        ('The <a href="/go/lamp" rel="nofollow">lamp</a> is of steel.', []),
        ('The <a href="/lamps/lamp" rel="sponsored">lamp</a> is of steel.', []),
        ("What are referral links: https://lamps.example/links tells it.", []),
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


@pytest.mark.parametrize(
    ("matter", "confidence"),
    [
        ("affiliate_link: ADDRESS", "likely"),
        ("affiliateUrl: ADDRESS", "likely"),
        ("afiliados:\n  - name: Lamp\n    url: ADDRESS", "likely"),
        ("links:\n  - name: Lamp\n    referral: ADDRESS", "likely"),
        ("url: ADDRESS", "possible"),
        ("sources:\n  - ADDRESS", "possible"),
        ("about_affiliates_and_us: ADDRESS", "possible"),
    ],
)
def test_key_of_the_front_matter_tells_what_an_address_leaves_open(matter: str, confidence: str) -> None:
    address = "https://lamps.example/?referral=1000000001"
    text = f"---\ntitle: Lamps\n{matter.replace('ADDRESS', address)}\n---\n\nLamps.\n"
    (found,) = find_affiliate_links(read_article(Source("a.md", text)), Registry.default(), (), NO_EMISSIONS)
    assert found.verdict.confidence == confidence


def test_a_key_does_not_fill_in_an_address() -> None:
    text = "---\naffiliate_link: https://www.amazon.com/dp/B0DEPOT001?tag=YOUR-TAG-20\n---\n\nLamps.\n"
    (found,) = find_affiliate_links(read_article(Source("a.md", text)), Registry.default(), (), NO_EMISSIONS)
    assert found.verdict.confidence == "possible"
