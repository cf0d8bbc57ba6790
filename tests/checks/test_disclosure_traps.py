"""Cases that disclosure linters commonly get wrong, one test each, with invented examples."""

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


def disclosure_rules_found(text: str, config: str = "", path: str = "a.md") -> set[str]:
    return {rule for rule in found(text, config, path) if rule.startswith("disclosure/")}


def test_programme_statement_is_required_only_by_its_pack() -> None:
    article = f"{SENTENCE}\n\n{LINK}"
    rule = "disclosure/programme-statement-missing"
    assert rule not in found(article)
    assert rule in found(article, "extends: [recommended, amazon-associates]")
    assert rule not in found(article, "extends: [amazon-associates]\ndisclosure: {site_statements: [amazon]}")


def test_programme_statement_does_not_cover_other_links() -> None:
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
def test_negation_beside_a_commission_does_not_contradict_it(sentence: str) -> None:
    assert "clear" in {strength for _, strength in disclosures(sentence)}
    assert "disclosure/contradicted" not in found(f"{sentence}\n\n{LINK}")


@pytest.mark.parametrize(
    "sentence",
    [
        "Two makers are left out because none of our affiliate partners sells their lamps.",
        "None of our affiliate partners paid for a place in this list.",
        "We're not going to pretend we don't have affiliate links here (we do).",
        "I won't pretend that there are no affiliate links on this page.",
    ],
)
def test_negation_that_takes_affiliates_for_given_denies_nothing(sentence: str) -> None:
    assert "disclosure/contradicted" not in found(f"{sentence}\n\n{LINK}")


def test_negation_ends_with_its_clause() -> None:
    article = f"This post is not sponsored, but contains affiliate links: we earn a commission when you buy.\n\n{LINK}"
    assert disclosure_rules_found(article) == set()


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
def test_ordinary_words_that_look_like_labels(text: str, language: str) -> None:
    assert disclosures(f"---\nlang: {language}\n---\n\n{text}") == []


@pytest.mark.parametrize(
    "text", ["```\nWe earn a commission when you buy.\n```", "Write `We earn a commission when you buy.` first."]
)
def test_disclosure_in_code_does_not_count(text: str) -> None:
    assert disclosures(text) == []


def test_quoted_disclosure_does_not_count() -> None:
    text = "The guide suggests the wording “We earn a commission when you buy through our links.” for blogs."
    assert ("sentence", "clear") not in disclosures(text)


def test_article_about_affiliate_marketing_needs_no_disclosure() -> None:
    text = "# How affiliate marketing works\n\nBloggers use affiliate links and earn commissions. None of it is magic."
    assert disclosure_rules_found(text) == set()


def test_link_rewriter_is_reported_and_plain_shop_link_needs_no_disclosure() -> None:
    page = '<script src="https://s.skimresources.com/js/1234X567.skimlinks.js"></script><p>The lamp.</p>'
    assert "links/runtime-rewriter" in found(page, path="a.html")
    assert disclosure_rules_found("Buy the [Glow](https://www.amazon.com/dp/B0DEPOT001).") == set()


def test_campaign_and_ref_parameters_need_no_disclosure() -> None:
    text = "See [Depot](https://depot.example/?utm_source=affiliate&ref=nav)."
    assert disclosure_rules_found(text) == set()


def test_disclosure_in_details_or_a_tooltip_is_hidden() -> None:
    page = f"<details><summary>Disclosure</summary><p>{SENTENCE}</p></details>\n\n{LINK}"
    assert "disclosure/hidden" in found(page)
    tooltip = f'<p><abbr title="{SENTENCE}">i</abbr></p><p><a rel=sponsored href="{AMAZON}">Glow</a></p>'
    assert "disclosure/hidden" in found(tooltip, path="a.html")


@pytest.mark.parametrize(
    "attributes", ['role="tooltip"', 'class="tooltip-text"', 'class="absolute opacity-0 group-hover:opacity-100"']
)
def test_what_shows_under_the_pointer_alone_is_hidden(attributes: str) -> None:
    page = f'<p><a rel=sponsored href="{AMAZON}">Glow</a> <span {attributes}>{SENTENCE}</span></p>'
    assert "disclosure/hidden" in found(page, path="a.html")


def test_the_box_around_a_tooltip_is_seen() -> None:
    page = f'<p class="tooltip">{SENTENCE}</p><p><a rel=sponsored href="{AMAZON}">Glow</a></p>'
    assert "disclosure/hidden" not in found(page, path="a.html")


def test_tiny_or_transparent_notice_is_hard_to_see() -> None:
    page = f'<p class="text-[10px] opacity-50">{SENTENCE}</p><p><a rel=sponsored href="{AMAZON}">Glow</a></p>'
    assert "disclosure/hard-to-see" in found(page, path="a.html")


def test_after_first_link_documents_that_source_order_counts() -> None:
    assert any("source" in limit for limit in Rulebook.shipped().rules["disclosure/after-first-link"].known_limits)


def test_links_before_the_notice_give_one_finding() -> None:
    page = (
        f'<div><a rel=sponsored href="{AMAZON}"><img src=g.jpg alt=Glow></a><a rel=sponsored href="{AMAZON}">Check price</a>'
        f"</div><p>{SENTENCE}</p>"
    )
    policy = policy_for(read_config(read_yaml("", "c"), Path()), "a.html", Selection())
    findings = lint(Facts(read_article(Source("a.html", page)), policy.facts), policy.active)
    assert [item.rule for item in findings if item.rule.startswith("disclosure/")] == ["disclosure/after-first-link"]


def test_image_link_needs_a_disclosure() -> None:
    page = f'<p><a rel=sponsored href="{AMAZON}"><img src=g.jpg alt="Check price"></a></p>'
    assert "disclosure/missing" in found(page, path="a.html")


def test_only_a_link_marker_star_needs_a_legend() -> None:
    german = "extends: [de]"
    assert "links/star-without-legend" not in found(f"Rated 4.5\\*. **Bold** and *fine*. {LINK}", german)
    assert "links/star-without-legend" in found(f"Our pick is the [Glow]({AMAZON})\\*.", german)
    legend = f"Our pick is the [Glow]({AMAZON})\\*.\n\n\\* Kaufst du über diesen Link, erhalten wir eine Provision."
    assert "links/star-without-legend" not in found(legend, german)


@pytest.mark.parametrize("notice", ["{% include disclosure.html %}", "{{< affiliate-disclosure >}}"])
def test_template_named_disclosure_counts_as_one(notice: str) -> None:
    assert disclosure_rules_found(f"{notice}\n\n{LINK}") == set()


def test_disclosure_is_read_in_the_language_of_its_block() -> None:
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
def test_disclosure_with_invisible_wide_or_upper_case_letters_is_found(sentence: str) -> None:
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
def test_inflected_disclosures_are_found(sentence: str, language: str) -> None:
    assert ("sentence", "clear") in disclosures(f"---\nlang: {language}\n---\n\n{sentence}")


def test_sponsored_is_weak_in_the_uk_but_not_in_the_us() -> None:
    article = f"---\nlang: en\n---\n\nSponsored\n\n{LINK}"
    assert "disclosure/weak-wording" not in found(article, "markets: [us]")
    assert "disclosure/weak-wording" in found(article, "markets: [uk]")


def test_may_is_accepted_in_english_but_hedged_in_korean() -> None:
    assert disclosure_rules_found(
        f"We may earn a commission when you buy through our links.\n\n{LINK}", "markets: [us, uk]"
    ) <= {"disclosure/title-label"}
    korean = f"---\nlang: ko\n---\n\n이 링크로 구매하시면 수수료를 받을 수 있습니다.\n\n[글로우]({AMAZON})"
    assert "disclosure/hedged" in found(korean, "markets: [kr]")


def test_weak_label_with_a_clear_sentence_passes() -> None:
    assert disclosure_rules_found(f"{SENTENCE}\n\nOur pick is the [Glow]({AMAZON}) (affiliate link).") == set()


def test_amazon_incentive_is_reported_only_by_its_pack() -> None:
    article = f"We earn a commission when you buy, which helps support our site.\n\n{LINK}"
    assert "links/amazon-incentive" not in found(article)
    assert "links/amazon-incentive" in found(article, "extends: [amazon-associates]")


@pytest.mark.parametrize("price", ["under $50", "up to $200", "MSRP $99"])
def test_price_bands_and_list_prices_are_not_amazon_prices(price: str) -> None:
    article = f"{SENTENCE}\n\nFor desks {price}, take the [Glow]({AMAZON})."
    assert "links/amazon-price" not in found(article, "extends: [amazon-associates]")


def test_law_and_contract_sources_are_dated() -> None:
    for rule in Rulebook.shipped().rules.values():
        assert all(source.as_of for source in rule.sources if source.kind in {"law", "contract"})


def test_rule_messages_never_say_illegal() -> None:
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
def test_common_newspaper_disclosures_pass(notice: str) -> None:
    assert disclosure_rules_found(f"# Lamps\n\n{notice}\n\n{LINK}") == set()


def test_layout_setting_replaces_a_disclosure_in_the_article() -> None:
    assert disclosure_rules_found(LINK, "disclosure: {layout: top}") == set()
    assert "disclosure/missing" in disclosure_rules_found(LINK, "disclosure: {layout: none}")


def test_gift_disclosure_does_not_cover_links() -> None:
    article = f"Brightwell sent us a free lamp in exchange for an honest review.\n\n{LINK}"
    assert "disclosure/missing" in found(article)


def test_rel_and_disclosure_are_required_separately() -> None:
    page = f'<p><a rel="sponsored" href="{AMAZON}">Glow</a></p>'
    assert "disclosure/missing" in found(page, path="a.html")
    page = f'<p>{SENTENCE}</p><p><a href="{AMAZON}">Glow</a></p>'
    assert "links/rel-missing" in found(page, path="a.html")


DENIALS = {
    "en": ("None of the links in this article is an affiliate link.", "We have no affiliate relationship with {}."),
    "de": ("Dieser Beitrag enthält keine Affiliate-Links.", "Mit {} haben wir derzeit keine Affiliate-Partnerschaft."),
    "fr": ("Cet article ne contient aucun lien affilié.", "Nous ne percevons aucune commission de {}."),
    "es": ("Este artículo no contiene enlaces de afiliados.", "No recibimos ninguna comisión de {}."),
    "it": ("In questo articolo non ci sono link affiliati.", "Non riceviamo alcuna commissione da {}."),
    "pt": ("Este artigo não contém links de afiliados.", "Não recebemos comissão de {}."),
    "nl": ("Dit artikel bevat geen affiliate-links.", "Wij hebben geen affiliate-relatie met {}."),
}


@pytest.mark.parametrize("language", sorted(DENIALS))
def test_denial_is_contradicted_only_by_a_certain_link(language: str) -> None:
    denial = f"{DENIALS[language][0]}\n\n"
    assert disclosure_rules_found(f"{denial}The [Glow](https://depot.example/glow).") == set()
    assert disclosure_rules_found(f"{denial}The [Glow](https://depot.example/?ref=brightwell).") == set()
    assert "disclosure/contradicted" in found(denial + LINK)


@pytest.mark.parametrize("language", sorted(DENIALS))
def test_denial_for_a_named_partner_is_contradicted_only_by_a_link_to_it(language: str) -> None:
    named = DENIALS[language][1]
    other = "The [Dimmly lamp](https://dimmly.example/)."
    assert "disclosure/contradicted" not in found(f"{named.format('Dimmly')}\n\n{other} {LINK}")
    assert "disclosure/contradicted" in found(f"{named.format('Amazon')}\n\n{other} {LINK}")


def test_denial_in_title_case_or_by_a_linked_word_names_no_partner() -> None:
    assert "disclosure/contradicted" in found(f"This Post Contains No Affiliate Links.\n\n{LINK}")


def test_links_that_may_become_affiliate_links_are_no_weak_disclosure() -> None:
    later = "Deze links kunnen later affiliate-links worden; nu hebben wij geen affiliate-relatie en krijgen wij niets."
    assert "disclosure/weak-wording" not in found(f"{later}\n\nDe [Glow](https://glow.example/?ref=brightwell).")
    assert "disclosure/weak-wording" in found(f"{later}\n\nDe [Glow]({AMAZON}).")


def test_weak_disclosure_without_a_denial_stays_one() -> None:
    later = "Deze links kunnen affiliate-links zijn; wij kiezen ze zelf."
    assert "disclosure/weak-wording" in found(f"{later}\n\nDe [Glow]({AMAZON}).")
