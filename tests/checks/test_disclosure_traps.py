"""The traps that disclosure linters fall into, one test each, with examples of our own."""

from __future__ import annotations

from pathlib import Path

import pytest

from linter.article import read_article
from linter.configuration.loader import read_config
from linter.configuration.policy import Selection, policy_for
from linter.data.yaml_nodes import read_yaml
from linter.engine import lint
from linter.facts import Facts
from linter.rulebook.loader import Rulebook
from linter.source import Source

AMAZON = "https://www.amazon.com/dp/B0DEPOT001?tag=brightwell-20"
AWIN = "https://www.awin1.com/cread.php?awinmid=1234&awinaffid=56789&ued=https%3A%2F%2Fdim.example"
LINK = f"Our pick is the [Glow]({AMAZON})."
SENTENCE = "We earn a commission when you buy through our links."


def facts(text: str, path: str = "a.md") -> Facts:
    return Facts(read_article(Source(path, text)))


def found(text: str, config: str = "", path: str = "a.md") -> set[str]:
    policy = policy_for(read_config(read_yaml(config, "affilint.yml"), Path()), path, Selection())
    return {item.rule for item in lint(Facts(read_article(Source(path, text)), policy.facts), policy.active)}


def disclosures(text: str, path: str = "a.md") -> list[tuple[str, str]]:
    return [(item.kind, item.strength) for item in facts(text, path).disclosures]


def duties(text: str, config: str = "", path: str = "a.md") -> set[str]:
    return {rule for rule in found(text, config, path) if rule.startswith("disclosure/")}


def test_01_the_programmes_statement_is_asked_of_the_site_and_only_in_its_pack() -> None:
    article = f"{SENTENCE}\n\n{LINK}"
    rule = "disclosure/programme-statement-missing"
    assert rule not in found(article)
    assert rule in found(article, "extends: [recommended, amazon-associates]")
    assert rule not in found(article, "extends: [amazon-associates]\ndisclosure: {site_statements: [amazon]}")


def test_02_a_programmes_statement_does_not_speak_for_other_links() -> None:
    article = f"As an Amazon Associate I earn from qualifying purchases.\n\n{LINK}\n\nOr the [Dim]({AWIN})."
    assert "disclosure/programme-statement-alone" in found(article, "extends: [strict]")


@pytest.mark.parametrize(
    "sentence",
    [
        "We earn a commission at no extra cost to you.",
        "Wir erhalten eine Provision, ohne Mehrkosten für dich.",
        "Nous touchons une commission, sans frais supplémentaires pour vous.",
        "We earn a commission when you buy; this does not affect our picks.",
        "We don't accept payment for reviews, but we may earn a commission when you buy.",
    ],
)
def test_03_negations_near_money_are_mostly_innocent(sentence: str) -> None:
    assert "clear" in {strength for _, strength in disclosures(sentence)}
    assert "disclosure/contradicted" not in found(f"{sentence}\n\n{LINK}")


def test_04_a_negation_reaches_to_the_end_of_its_clause() -> None:
    article = f"This post is not sponsored, but contains affiliate links: we earn a commission when you buy.\n\n{LINK}"
    assert duties(article) == set()


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Die Anzeige ist hell und scharf.", "de"),
        ("Add the lamp to your cart.", "en"),
        ("The AD 79 ruins are ad hoc at best.", "en"),
        ("I opened a PR yesterday and ran a new PR on Sunday.", "en"),
        ("The provisions of the contract matter.", "en"),
        ("The European Commission receives complaints about links.", "en"),
        ("My partner and I live in a small flat.", "en"),
        ("She is an associate at the firm.", "en"),
        ("The promotion ends on Friday.", "en"),
        ("Złożyłem reklamację w sklepie.", "pl"),
        ("GitHub Sponsors pays the maintainers.", "en"),
    ],
)
def test_05_words_that_look_like_labels_are_only_words(text: str, language: str) -> None:
    assert disclosures(f"---\nlang: {language}\n---\n\n{text}") == []


@pytest.mark.parametrize(
    "text", ["```\nWe earn a commission when you buy.\n```", "Write `We earn a commission when you buy.` first."]
)
def test_06_samples_in_code_are_not_the_articles_own_words(text: str) -> None:
    assert disclosures(text) == []


def test_06_a_quoted_sample_is_not_the_articles_own_word() -> None:
    text = "The guide suggests the wording “We earn a commission when you buy through our links.” for blogs."
    assert ("sentence", "clear") not in disclosures(text)


def test_07_articles_about_affiliate_marketing_have_no_duty_of_their_own() -> None:
    text = "# How affiliate marketing works\n\nBloggers use affiliate links and earn commissions. None of it is magic."
    assert duties(text) == set()


def test_08_a_script_that_rewrites_links_is_said_and_a_plain_shop_link_is_no_duty() -> None:
    page = '<script src="https://s.skimresources.com/js/1234X567.skimlinks.js"></script><p>The lamp.</p>'
    assert "links/runtime-rewriter" in found(page, path="a.html")
    assert duties("Buy the [Glow](https://www.amazon.com/dp/B0DEPOT001).") == set()


def test_09_campaign_and_reference_parameters_prove_nothing() -> None:
    text = "See [Depot](https://depot.example/?utm_source=affiliate&ref=nav)."
    assert duties(text) == set()


def test_10_a_closed_details_hides_a_disclosure_but_not_a_question() -> None:
    page = f"<details><summary>Disclosure</summary><p>{SENTENCE}</p></details>\n\n{LINK}"
    assert "disclosure/hidden" in found(page)
    tooltip = f'<p><abbr title="{SENTENCE}">i</abbr></p><p><a rel=sponsored href="{AMAZON}">Glow</a></p>'
    assert "disclosure/hidden" in found(tooltip, path="a.html")


def test_11_tiny_and_half_transparent_notices_are_hard_to_see() -> None:
    page = f'<p class="text-[10px] opacity-50">{SENTENCE}</p><p><a rel=sponsored href="{AMAZON}">Glow</a></p>'
    assert "disclosure/hard-to-see" in found(page, path="a.html")


def test_12_order_is_the_order_of_the_source_and_the_rule_says_so() -> None:
    assert any("source" in limit for limit in Rulebook.shipped().rules["disclosure/after-first-link"].known_limits)


def test_13_a_hero_box_above_the_notice_is_found_once() -> None:
    page = (
        f'<div><a rel=sponsored href="{AMAZON}"><img src=g.jpg alt=Glow></a><a rel=sponsored href="{AMAZON}">Check price</a>'
        f"</div><p>{SENTENCE}</p>"
    )
    policy = policy_for(read_config(read_yaml("", "c"), Path()), "a.html", Selection())
    findings = lint(Facts(read_article(Source("a.html", page)), policy.facts), policy.active)
    assert [item.rule for item in findings if item.rule.startswith("disclosure/")] == ["disclosure/after-first-link"]


def test_14_an_image_link_counts_and_its_button_text_discloses_nothing() -> None:
    page = f'<p><a rel=sponsored href="{AMAZON}"><img src=g.jpg alt="Check price"></a></p>'
    assert "disclosure/missing" in found(page, path="a.html")


def test_15_stars_are_mostly_emphasis_footnotes_and_ratings() -> None:
    german = "extends: [de]"
    assert "links/star-without-legend" not in found(f"Rated 4.5\\*. **Bold** and *fine*. {LINK}", german)
    assert "links/star-without-legend" in found(f"Our pick is the [Glow]({AMAZON})\\*.", german)
    legend = f"Our pick is the [Glow]({AMAZON})\\*.\n\n\\* Kaufst du über diesen Link, erhalten wir eine Provision."
    assert "links/star-without-legend" not in found(legend, german)


@pytest.mark.parametrize("notice", ["{% include disclosure.html %}", "{{< affiliate-disclosure >}}"])
def test_16_a_template_that_calls_itself_a_disclosure_is_taken_for_one(notice: str) -> None:
    assert duties(f"{notice}\n\n{LINK}") == set()


def test_17_the_blocks_own_language_decides_and_an_unknown_one_gives_no_verdict() -> None:
    page = f'<html lang=de><p>Unsere Wahl ist die Lampe.</p><p lang=en>{SENTENCE}</p><a rel=sponsored href="{AMAZON}">x</a>'
    assert "disclosure/missing" not in found(page, path="a.html")


@pytest.mark.parametrize(
    "sentence",
    [
        "We earn a com\u00admis\u00adsion when you buy through our links.",
        "We e\u200barn a commission when you buy through our links.",
        "Ｗｅ ｅａｒｎ ａ ｃｏｍｍｉｓｓｉｏｎ when you buy through our links.",
        "BU BAĞLANTILARDAN ALIŞVERİŞ YAPARSANIZ KOMİSYON KAZANIYORUZ.",
    ],
)
def test_18_invisible_characters_widths_and_casing_do_not_hide_a_disclosure(sentence: str) -> None:
    assert ("sentence", "clear") in disclosures(sentence)


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        ("Otrzymujemy prowizję od zakupów przez nasze linki.", "pl"),
        ("Мы получаем комиссию за покупки по нашим ссылкам.", "ru"),
        ("Saamme provision, kun ostat linkkiemme kautta.", "fi"),
        ("이 링크로 구매하시면 수수료를 받습니다.", "ko"),
    ],
)
def test_19_inflected_words_are_known_by_their_stems(sentence: str, language: str) -> None:
    assert ("sentence", "clear") in disclosures(f"---\nlang: {language}\n---\n\n{sentence}")


def test_20_labels_flip_by_market() -> None:
    article = f"---\nlang: en\n---\n\nSponsored\n\n{LINK}"
    assert "disclosure/weak-wording" not in found(article, "markets: [us]")
    assert "disclosure/weak-wording" in found(article, "markets: [uk]")


def test_21_may_is_fine_in_english_and_not_in_korea() -> None:
    assert duties(f"We may earn a commission when you buy through our links.\n\n{LINK}", "markets: [us, uk]") <= {
        "disclosure/title-label"
    }
    korean = f"---\nlang: ko\n---\n\n이 링크로 구매하시면 수수료를 받을 수 있습니다.\n\n[글로우]({AMAZON})"
    assert "disclosure/hedged" in found(korean, "markets: [kr]")


def test_22_a_weak_label_beside_a_strong_sentence_passes() -> None:
    assert duties(f"{SENTENCE}\n\nOur pick is the [Glow]({AMAZON}) (affiliate link).") == set()


def test_23_supporting_journalism_is_only_a_matter_of_amazons_pack() -> None:
    article = f"We earn a commission when you buy, which helps support our site.\n\n{LINK}"
    assert "links/amazon-incentive" not in found(article)
    assert "links/amazon-incentive" in found(article, "extends: [amazon-associates]")


@pytest.mark.parametrize("price", ["under $50", "up to $200", "MSRP $99"])
def test_24_price_bands_and_list_prices_are_no_prices_of_the_shop(price: str) -> None:
    article = f"{SENTENCE}\n\nFor desks {price}, take the [Glow]({AMAZON})."
    assert "links/amazon-price" not in found(article, "extends: [amazon-associates]")


def test_25_every_source_of_law_says_when_it_was_read() -> None:
    for rule in Rulebook.shipped().rules.values():
        assert all(source.as_of for source in rule.sources if source.kind in {"law", "contract"})


def test_26_messages_name_guidance_and_never_call_anything_illegal() -> None:
    for rule in Rulebook.shipped().rules.values():
        assert "illegal" not in rule.message.lower()


@pytest.mark.parametrize(
    "notice",
    [
        "We independently review everything we recommend. When you buy through our links, we may earn a commission.",
        "If you buy something from a Brightwell link, Brightwell may earn a commission.",
        "Brightwell may collect a share of sales or other compensation from the links on this page.",
        "When you buy through our links, we may get a commission.",
        "Our journalism is independent. We will earn a commission if you buy something through an affiliate link.",
    ],
)
def test_27_what_newspapers_write_at_the_top_passes(notice: str) -> None:
    assert duties(f"# Lamps\n\n{notice}\n\n{LINK}") == set()


def test_28_a_layouts_notice_is_believed_where_the_configuration_says_so() -> None:
    assert duties(LINK, "disclosure: {layout: top}") == set()
    assert "disclosure/missing" in duties(LINK, "disclosure: {layout: none}")


def test_29_a_gift_does_not_disclose_the_links() -> None:
    article = f"Brightwell sent us a free lamp in exchange for an honest review.\n\n{LINK}"
    assert "disclosure/missing" in found(article)


def test_30_rel_is_no_disclosure_and_a_disclosure_no_rel() -> None:
    page = f'<p><a rel="sponsored" href="{AMAZON}">Glow</a></p>'
    assert "disclosure/missing" in found(page, path="a.html")
    page = f'<p>{SENTENCE}</p><p><a href="{AMAZON}">Glow</a></p>'
    assert "links/rel-missing" in found(page, path="a.html")
