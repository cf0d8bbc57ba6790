"""Disclosure rules on Markdown and HTML, and in each market."""

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
from linter.running.rule_examples import run_example
from linter.source import Source

BOOK = Rulebook.shipped()
RULES = [rule for rule in BOOK.rules.values() if rule.family == "disclosure"]
LINK = "[Glow](https://www.amazon.com/dp/B0DEPOT001?tag=brightwell-20)"


def as_page(example: Example) -> Example:
    """Render a Markdown example as HTML, keeping its front matter."""
    fence = find_fence(example.text)
    end = fence.end if fence is not None else 0
    page = pyromark.html(example.text[end:]).replace("{{&lt;", "{{<").replace("&gt;}}", ">}}")
    return replace(example, text=example.text[:end] + page, format="html")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_examples_as_html_give_the_same_findings(rule: Rule) -> None:
    for example in (*rule.invalid, *rule.valid):
        if example.format == "markdown":
            found = run_example(rule, as_page(example), BOOK)
            assert len(found) == len(example.spans), (example.text, found)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_disclosure_rule_sources_are_dated(rule: Rule) -> None:
    assert all(source.as_of for source in rule.sources)


def check(text: str, config: str = "", path: str = "a.md") -> list[Finding]:
    policy = policy_for(read_config(read_yaml(config, "affilint.yml"), Path()), path, Selection())
    return lint(Facts(read_article(Source(path, text)), policy.facts), policy.active)


def severities(text: str, config: str = "", path: str = "a.md") -> dict[str, str]:
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
def test_label_strength_depends_on_the_market(label: str, language: str, markets: str, *, weak: bool) -> None:
    found = severities(labelled(label, language), f"markets: [{markets}]")
    assert ("disclosure/weak-wording" in found) is weak
    assert "disclosure/missing" not in found


def test_market_rules_apply_only_to_articles_in_its_languages() -> None:
    english = labelled("Sponsored")
    assert "disclosure/weak-wording" not in severities(english, "markets: [de]")
    hedged = "We may earn a commission when you buy through our links."
    assert severities(labelled(hedged), "markets: [kr]") == {}
    korean = labelled("이 글의 링크로 구매하시면 수수료를 받을 수 있습니다.", "ko")
    assert severities(korean, "markets: [kr]")["disclosure/hedged"] == "error"
    assert severities(korean) == {}


def test_strictest_market_wins_and_configuration_overrides_it() -> None:
    article = labelled("Sponsored")
    assert severities(article, "extends: []\nmarkets: [us, uk]")["disclosure/weak-wording"] == "warning"
    own = "markets: [uk]\nrules: {disclosure/weak-wording: info, disclosure/title-label: off}"
    assert severities(article, own) == {"disclosure/weak-wording": "info"}
    raised = "extends: [strict]\nmarkets: [uk]"
    assert severities(article, raised)["disclosure/weak-wording"] == "error"


def test_markets_can_be_set_by_path() -> None:
    config = "markets: [us]\noverrides: [{paths: [uk/**], markets: [uk]}]"
    assert "disclosure/weak-wording" not in severities(labelled("Sponsored"), config, "us/a.md")
    assert "disclosure/weak-wording" in severities(labelled("Sponsored"), config, "uk/a.md")


def test_unknown_market_is_reported_with_place_and_suggestion() -> None:
    with pytest.raises(DataError, match=r"affilint.yml:1:11.*did you mean 'us'"):
        read_config(read_yaml("markets: [usa]", "affilint.yml"), Path())


def test_rule_options_merge_over_configuration_and_overrides() -> None:
    config = """
rules: {disclosure/weak-wording: {severity: info, options: {euphemisms: ["(?i)friends of the house"]}}}
overrides: [{paths: ["*.md"], rules: {disclosure/weak-wording: {options: {problem: weak}}}}]
"""
    text = f"Some links are affiliate links of friends of the house. We earn a commission.\n\n{LINK}"
    assert [finding.excerpt for finding in check(text, config) if finding.rule == "disclosure/weak-wording"]


def test_missing_disclosure_names_an_unused_notice_component() -> None:
    mdx = f"import AffiliateNotice from './AffiliateNotice.astro'\n\n# Lamps\n\n{LINK}\n"
    [message] = [item.message for item in check(mdx, path="a.mdx") if item.rule == "disclosure/missing"]
    assert "AffiliateNotice is imported here and never used" in message


def test_late_disclosure_message_says_end_of_the_article() -> None:
    text = f"{LINK}\n\n" + "A paragraph.\n\n" * 12 + "We earn a commission when you buy through our links.\n"
    [finding] = [item for item in check(text) if item.rule == "disclosure/after-first-link"]
    assert finding.related[0].message.endswith("at the end of the article")


@pytest.mark.parametrize(
    "url",
    [
        "https://www.amazon.com/dp/XXXXXXXXXX?tag=brightwell-20",
        "https://www.amazon.com/s?k={product}&tag=brightwell-20",
    ],
)
def test_placeholder_link_needs_no_disclosure(url: str) -> None:
    assert "disclosure/missing" not in severities(f"Our pick is the [Glow]({url}).")


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
def test_share_of_the_purchase_is_a_clear_disclosure(sentence: str, language: str) -> None:
    text = f"---\nlang: {language}\n---\n\n{sentence}\n\n{LINK}\n"
    assert severities(text) == {}


def test_thanking_a_sponsor_does_not_disclose_the_links() -> None:
    assert "disclosure/missing" in severities(f"Thanks to Brightwell for sponsoring this video!\n\n{LINK}")


@pytest.mark.parametrize(
    "call",
    [
        '{{< figure src="lamp.jpg" CAPTION >}}',
        '{{ figure(src="lamp.jpg", CAPTION) }}',
        '<Figure src="lamp.jpg" CAPTION />',
    ],
)
def test_a_caption_that_a_shortcode_or_component_gets_discloses(call: str) -> None:
    link = "Get [it](https://www.amazon.com/dp/B0DEPOT001?tag=brightwell-20)."
    caption = 'caption="Our lamp; we earn a commission when you buy through our links."'
    alternative = 'alt="Our lamp; we earn a commission when you buy through our links."'

    assert "disclosure/missing" not in severities(
        f"# Lamps\n\n{call.replace('CAPTION', caption)}\n\n{link}\n", path="a.mdx"
    )
    assert "disclosure/hidden" in severities(
        f"# Lamps\n\n{call.replace('CAPTION', alternative)}\n\n{link}\n", path="a.mdx"
    )


@pytest.mark.parametrize(
    "label", ["the affiliate link", "Amazon referral link", "el enlace de afiliado", "der Affiliate-Link"]
)
def test_the_text_of_a_link_may_be_its_label(label: str) -> None:
    found = severities(f"Here is [{label}](https://www.amazon.com/dp/B0DEPOT001?tag=brightwell-20) to the lamp.")

    assert found.keys() == {"disclosure/weak-wording"}


def test_a_link_to_the_policy_is_no_label() -> None:
    text = f"{LINK}\n\n[Our affiliate links](https://site.example/affiliate-policy) are explained."

    assert "disclosure/missing" in severities(text)
