"""Disclosure rules: the same verdicts on the HTML of an article, in each market, and on what styles do to a notice."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pyromark
import pytest

from linter.article import read_article
from linter.article.frontmatter import find_fence
from linter.configuration.loader import read_config
from linter.configuration.policy import Selection, policy_for
from linter.data.yaml_nodes import DataError, read_yaml
from linter.engine import lint
from linter.facts import Facts
from linter.finding import Finding
from linter.rulebook.loader import Rulebook
from linter.rulebook.model import Example, Rule
from linter.rulebook.packs import market_packs, pack_names, read_pack
from linter.running.rule_examples import run_example
from linter.source import Source

BOOK = Rulebook.shipped()
RULES = [rule for rule in BOOK.rules.values() if rule.family == "disclosure"]
LINK = "[Glow](https://www.amazon.com/dp/B0DEPOT001?tag=brightwell-20)"


def as_page(example: Example) -> Example:
    """Render a Markdown example as the page that a generator would make of it, front matter kept."""
    fence = find_fence(example.text)
    end = fence.end if fence is not None else 0
    page = pyromark.html(example.text[end:]).replace("{{&lt;", "{{<").replace("&gt;}}", ">}}")
    return replace(example, text=example.text[:end] + page, format="html")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_the_same_article_as_a_page_gives_the_same_verdict(rule: Rule) -> None:
    for example in (*rule.invalid, *rule.valid):
        if example.format == "markdown":
            found = run_example(rule, as_page(example), BOOK)
            assert len(found) == len(example.spans), (example.text, found)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_disclosure_rule_says_when_its_sources_were_read(rule: Rule) -> None:
    assert all(source.as_of for source in rule.sources)


def check(text: str, config: str = "", path: str = "a.md") -> list[Finding]:
    policy = policy_for(read_config(read_yaml(config, "affilint.yml"), Path()), path, Selection())
    return lint(Facts(read_article(Source(path, text)), policy.facts), policy.active)


def rules_found(text: str, config: str = "", path: str = "a.md") -> dict[str, str]:
    return {
        finding.rule: finding.severity
        for finding in check(text, config, path)
        if finding.rule.startswith("disclosure/")
    }


def labelled(label: str, language: str = "en") -> str:
    return f"---\nlang: {language}\n---\n\n# Lamps\n\n{label}\n\nOur pick is the {LINK}.\n"


@pytest.mark.parametrize(
    ("label", "language", "markets", "weak"),
    [
        ("#ad", "en", "us, uk", False),
        ("Sponsored", "en", "us", False),
        ("Sponsored", "en", "uk", True),
        ("Sponsored", "en", "us, uk", True),
        ("Anzeige", "de", "de", False),
        ("#ad", "de", "de", True),
        ("PR", "ja", "jp", False),
        ("#collab", "nl", "nl", False),
        ("Sponsored", "en", "in", False),
        ("Paid promotion", "en", "in", True),
        ("Advertisement", "ko", "kr", True),
        ("광고", "ko", "kr", False),
        ("Kaupallinen yhteistyö", "fi", "fi", True),
        ("Mainos", "fi", "fi", False),
        ("Reklama", "pl", "pl", False),
        ("#ad", "pl", "pl", True),
    ],
)
def test_labels_flip_by_market(label: str, language: str, markets: str, *, weak: bool) -> None:
    found = rules_found(labelled(label, language), f"markets: [{markets}]")
    assert ("disclosure/weak-wording" in found) is weak
    assert "disclosure/missing" not in found


def test_a_market_speaks_only_of_articles_in_its_languages() -> None:
    english = labelled("Sponsored")
    assert "disclosure/weak-wording" not in rules_found(english, "markets: [de]")
    hedged = "We may earn a commission when you buy through our links."
    assert rules_found(labelled(hedged), "markets: [kr]") == {}
    korean = labelled("이 글의 링크로 구매하시면 수수료를 받을 수 있습니다.", "ko")
    assert rules_found(korean, "markets: [kr]")["disclosure/hedged"] == "error"
    assert rules_found(korean) == {}


def test_the_strictest_market_wins_and_the_own_configuration_has_the_last_word() -> None:
    article = labelled("Sponsored")
    assert rules_found(article, "extends: []\nmarkets: [us, uk]")["disclosure/weak-wording"] == "warning"
    own = "markets: [uk]\nrules: {disclosure/weak-wording: info, disclosure/title-label: off}"
    assert rules_found(article, own) == {"disclosure/weak-wording": "info"}
    raised = "extends: [strict]\nmarkets: [uk]"
    assert rules_found(article, raised)["disclosure/weak-wording"] == "error"


def test_markets_by_path() -> None:
    config = "markets: [us]\noverrides: [{paths: [uk/**], markets: [uk]}]"
    assert "disclosure/weak-wording" not in rules_found(labelled("Sponsored"), config, "us/a.md")
    assert "disclosure/weak-wording" in rules_found(labelled("Sponsored"), config, "uk/a.md")


def test_an_unknown_market_names_the_place_and_the_nearest() -> None:
    with pytest.raises(DataError, match=r"affilint.yml:1:11.*did you mean 'us'"):
        read_config(read_yaml("markets: [usa]", "affilint.yml"), Path())


@pytest.mark.parametrize("name", [name for name in pack_names() if read_pack(name).markets])
def test_a_markets_pack_names_languages_and_dated_sources(name: str) -> None:
    pack = read_pack(name)
    assert pack.languages
    assert pack.sources
    assert all(source.as_of and source.review_by and source.seen for source in pack.sources)
    assert all(market_packs()[code] == name for code in pack.markets)


def test_options_of_rules_add_up_over_configuration_and_overrides() -> None:
    config = """
rules: {disclosure/weak-wording: {severity: info, options: {euphemisms: ["(?i)friends of the house"]}}}
overrides: [{paths: ["*.md"], rules: {disclosure/weak-wording: {options: {problem: weak}}}}]
"""
    text = f"Some links are affiliate links of friends of the house. We earn a commission.\n\n{LINK}"
    assert [finding.excerpt for finding in check(text, config) if finding.rule == "disclosure/weak-wording"]


@pytest.mark.parametrize(
    ("style", "origin", "faint"),
    [
        (".n {font: italic 9px/1.2 serif}", "article", "its font size is 9px"),
        (".n {color: rgba(0, 0, 0, .3)}", "article", "its contrast against the background is 2.1:1"),
        (".n {opacity: .5}", "article", "its opacity is 0.5"),
        (".n {display: none}", "hidden", ""),
        (".n {visibility: hidden}", "hidden", ""),
        (".n {position: absolute; left: -9999px}", "hidden", ""),
        (".n {width: 1px; height: 1px; overflow: hidden}", "hidden", ""),
        ("div {font-size: 20px} .n {font-size: 50%}", "article", "its font size is 10px"),
        ("div {visibility: hidden} .n {visibility: visible}", "article", ""),
        (".n {color: #bbb; background: #000}", "article", ""),
        (".n {color: #bbb; background-image: url(x.png)}", "article", ""),
        (".other {display: none}", "article", ""),
    ],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_what_styles_do_to_a_notice(style: str, origin: str, faint: str, line_end: str) -> None:
    notice = "<b>We earn a commission</b> when you buy through our links."
    page = f"<style>\n{style}\n</style>\n<div>\n<p class=n>\n{notice}</p></div><p>x</p>".replace("\n", line_end)
    found = Facts(read_article(Source("a.html", page))).disclosures
    assert [(item.origin, item.faint) for item in found] == [(origin, faint)]


def test_a_style_sheet_outside_the_page_leaves_colours_unknown() -> None:
    page = '<link rel=stylesheet href=a.css><p style="color: #ddd">We earn a commission when you buy through our links.'
    assert [item.faint for item in Facts(read_article(Source("a.html", page))).disclosures] == [""]


def test_a_label_in_a_paragraph_of_its_own_is_seen_in_the_middle_of_an_article() -> None:
    found = Facts(read_article(Source("a.md", "# Lamps\n\nAd\n\nOur pick.\n"))).disclosures
    assert [(item.text, item.block) for item in found] == [("Ad", 1)]


def test_a_missing_disclosure_names_what_the_site_has_for_it() -> None:
    mdx = f"import AffiliateNotice from './AffiliateNotice.astro'\n\n# Lamps\n\n{LINK}\n"
    [message] = [item.message for item in check(mdx, path="a.mdx") if item.rule == "disclosure/missing"]
    assert "AffiliateNotice is imported here and never used" in message


def test_a_disclosure_at_the_end_is_said_to_stand_there() -> None:
    text = f"{LINK}\n\n" + "A paragraph.\n\n" * 12 + "We earn a commission when you buy through our links.\n"
    [finding] = [item for item in check(text) if item.rule == "disclosure/after-first-link"]
    assert finding.related[0].message.endswith("at the end of the article")


@pytest.mark.parametrize(
    "page",
    [
        '<div class="ad-slot"><p>Advertisement</p></div><p>Our pick.</p>',
        "<p>Ways to earn:</p><ul><li>Sponsored content</li><li>Courses</li></ul>",
        "<h2>Advertising</h2><p>Our pick.</p>",
    ],
)
def test_a_word_that_labels_a_banner_or_a_thing_in_a_list_discloses_nothing(page: str) -> None:
    assert Facts(read_article(Source("a.html", page))).disclosures == []


@pytest.mark.parametrize(
    "url",
    [
        "https://www.amazon.com/dp/XXXXXXXXXX?tag=brightwell-20",
        "https://www.amazon.com/s?k={product}&tag=brightwell-20",
    ],
)
def test_an_address_that_is_still_to_be_filled_in_pays_nobody(url: str) -> None:
    assert "disclosure/missing" not in rules_found(f"Our pick is the [Glow]({url}).")


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        ("Use our affiliate links and some of your purchase goes directly back to funding our work!", "en"),
        ("Ein Teil deines Kaufs fließt direkt in unsere Arbeit.", "de"),
        ("Parte de tu compra se destina directamente a financiar nuestro trabajo.", "es"),
        ("Une partie de votre achat est directement reversée au projet.", "fr"),
        ("Część Twojego zakupu trafi bezpośrednio na rozwój projektu.", "pl"),
        ("Часть вашей покупки пойдёт непосредственно на финансирование проекта.", "ru"),
        ("このリンクから購入すると、代金の一部がプロジェクトに還元されます。", "ja"),
        ("구매 금액의 일부는 프로젝트를 개발하는 데 사용됩니다!", "ko"),
        ("使用推广链接，你的部分购买费用将直接用于支持项目。", "zh"),
        ("Wenn ihr darüber bestellt, erhalte ich für eure Bestellung auch ein paar Cent.", "de"),
    ],
)
def test_money_that_goes_from_the_purchase_to_the_site_is_a_clear_disclosure(sentence: str, language: str) -> None:
    text = f"---\nlang: {language}\n---\n\n{sentence}\n\n{LINK}\n"
    assert rules_found(text) == {}


def test_thanking_a_sponsor_does_not_disclose_the_links() -> None:
    assert "disclosure/missing" in rules_found(f"Thanks to Brightwell for sponsoring this video!\n\n{LINK}")
