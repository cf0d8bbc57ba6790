"""Links that the address leaves open, beside words that offer the reader something for following them."""

from __future__ import annotations

import pytest

from linter.article import read_article
from linter.article.emissions import NO_EMISSIONS
from linter.facts.links.affiliate import find_affiliate_links
from linter.facts.links.registry import Registry
from linter.source import Source

CODED = "https://notes.depot.example/signup?ref=h3kd92"


def confidence(text: str, url: str = CODED) -> str:
    article = read_article(Source("a.md", f"# Tools\n\n{text.replace('URL', url)}\n"))
    (found,) = find_affiliate_links(article, Registry.default(), (), NO_EMISSIONS)
    return found.verdict.confidence


@pytest.mark.parametrize(
    "text",
    [
        "Sign up at [Notely](URL) and you get $10 in credit.",
        "With [this link](URL) you get a free month.",
        "[Notely](URL) gives you 20 % off for the first year.",
        "Use my code at [Notely](URL) when you register.",
        "My bank is at URL (you get 50 euros, and so do I).",
        "[Notely](URL) ist gut. Du bekommst 10 Euro Guthaben, wenn du dich anmeldest.",
        "[Notely](URL) : recevez 10 euros de bonus à l'inscription.",
        "En [Notely](URL) recibes 10 euros de regalo al registrarte.",
        "Via [Notely](URL) krijg je 10 euro korting.",
        "我用的是 [Notely](URL)，新用户注册可以领取 100 元优惠券。",
        "[Notely](URL) に登録すると500ポイントもらえます。",
    ],
)
def test_an_offer_beside_a_code_makes_it_likely(text: str) -> None:
    assert confidence(text) == "likely"


@pytest.mark.parametrize(
    "text",
    [
        "I keep my notes in [Notely](URL), which costs $10 a month.",
        "Their [free plan](URL) is enough for me.",
        "[Notely](URL) was bought by Depot for 2 billion dollars.",
        "Ich schreibe mit [Notely](URL), seit es das gibt.",
        "我用的是 [Notely](URL)。",
    ],
)
def test_other_words_leave_it_open(text: str) -> None:
    assert confidence(text) == "possible"


def test_an_offer_in_another_paragraph_is_about_something_else() -> None:
    assert confidence("I use [Notely](URL).\n\nAt the depot you get $10 off.") == "possible"


@pytest.mark.parametrize("value", ["blog", "company-blog", "readme", "newsletter"])
def test_a_value_that_says_from_where_visitors_come_is_no_code(value: str) -> None:
    url = f"https://notes.depot.example/signup?ref={value}"
    found = find_affiliate_links(
        read_article(Source("a.md", f"[Notely]({url}): you get $10 off.\n")), Registry.default(), (), NO_EMISSIONS
    )
    assert all(item.verdict.confidence == "possible" for item in found)
