"""What speaks of costs, of the reader's own income or of one plain link, beside notices like it. All is invented."""

from __future__ import annotations

import pytest

from tests.facts.disclosure.wording import verdict

CHINESE = [
    ("clear", "您通过这些链接购买时，我们可能会赚取佣金 —— 对您不产生额外费用。"),
    ("clear", "通过链接注册，本站会获得佣金，对您不产生任何额外费用。"),
    ("clear", "如果您通过链接下单，我们会获得佣金——您无任何额外成本。"),
    ("clear", "如果您通过链接下单，我们会获得佣金，并不会给您带来额外费用。"),
    ("clear", "我們會獲得佣金，您無須額外費用，只要透過連結購買。"),
    ("negated", "我们不收佣金，也没有额外费用。"),
    ("negated", "通过这些链接购买，我们不获得佣金，也不产生额外费用。"),
    ("negated", "我们没有收取任何佣金。"),
    ("clear", "您通过链接注册时，我们可能获得佣金，不会增加您的任何成本。"),
    ("weak", "联盟链接，不产生额外费用。"),
]

OF_OTHERS = [
    (
        "not",
        "To start earning as much as the image, where you would earn $48.60, you will need to prove yourself and get an average of 4.0 in rating.",
    ),
    ("not", "With a thousand readers, you would earn $60 a month from their links."),
    ("not", "If you like to earn money online, you could earn a commission on each link."),
    ("not", "Patience comes into this, but if you like to make money with links this is a fine way to start."),
    ("not", "Learn what you need to make money from links."),
    ("clear", "When you buy through our links it helps us to earn a small commission."),
    ("clear", "Buying with these links allows the site to earn a commission at no cost to you."),
    ("not", "Here's a non-affiliate link for it."),
    ("not", "The kettle (non-affiliate link) is small."),
    ("not", "Here is a plain non-affiliate link to the lamp."),
    ("not", "Here's the non-affiliate link, if you prefer."),
    ("negated", "None of these are affiliate links."),
    ("negated", "These are non-affiliate links."),
    ("negated", "Every link here is a non-affiliate link."),
    ("negated", "This is a non-affiliate link."),
    ("not", "The book covers writing, editing and monetization strategies (ads, sponsorships, affiliate links)."),
    ("not", "Chapter 4: Monetization (affiliate links, ads)"),
    ("not", "There are many ways to be paid (sponsors, courses, affiliate links)."),
    ("weak", "You can buy the lamp at Larch (affiliate link)."),
    ("weak", "This page has ads (and affiliate links)."),
]


@pytest.mark.parametrize(("strength", "text"), CHINESE)
def test_cost_that_the_reader_does_not_bear_denies_nothing(strength: str, text: str) -> None:
    assert verdict(text, "zh") == strength


@pytest.mark.parametrize(("strength", "text"), OF_OTHERS)
def test_what_the_reader_earns_a_list_of_incomes_or_one_plain_link_says_nothing_of_the_page(
    strength: str, text: str
) -> None:
    assert verdict(text, "en") == strength


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Potremmo addebitarti una piccola commissione per la consegna.", "it"),
        ("Я получаю небольшую зарплату плюс комиссионные.", "ru"),
        ("Du tjänar på lampan och vi tar en liten provision.", "sv"),
    ],
)
def test_commission_that_readers_pay_or_employers_discloses_nothing(text: str, language: str) -> None:
    assert verdict(text, language) == "not"
