"""Shortcodes and blocks of WordPress plug-ins as affiliate links, in every format."""

from __future__ import annotations

import re

import pytest

from linter.article import read_article
from linter.data.yaml_nodes import DataError, read_yaml
from linter.facts import Facts
from linter.facts.links import shortcodes
from linter.source import Source

AALB = "[amazon_link asins='B0DEPOT001,B0DEPOT002' template='Grid' store='jom-21' marketplace='DE' link_id='x']"
CASES = [
    (AALB, ["https://www.amazon.de/dp/B0DEPOT001?tag=jom-21", "https://www.amazon.de/dp/B0DEPOT002?tag=jom-21"]),
    ("[amazon_textlink asin='B0DEPOT001' store='jom-20']", ["https://www.amazon.com/dp/B0DEPOT001?tag=jom-20"]),
    (
        '[easyazon_link identifier="B0DEPOT001" locale="UK" tag="jom-21"]it[/easyazon_link]',
        ["https://www.amazon.co.uk/dp/B0DEPOT001?tag=jom-21"],
    ),
    ('[simpleazon-link asin="B0DEPOT001"]it[/simpleazon-link]', ["https://www.amazon.com/dp/B0DEPOT001"]),
    ('[amazon box="B0DEPOT001"]', ["https://www.amazon.com/dp/B0DEPOT001"]),
    ("[amazon box=“B0DEPOT001”]", ["https://www.amazon.com/dp/B0DEPOT001"]),
    ("[amazon box=&#8221;B0DEPOT001&#8221;]", ["https://www.amazon.com/dp/B0DEPOT001"]),
    ('[lasso ref="amzn-lamp" id="12"]', [""]),
    ('[thirstylink ids="12"]it[/thirstylink]', [""]),
    ("[content-egg module=Amazon template=list]", [""]),
    ('[amalinkspro type="text" asin="B0DEPOT001"]it[/amalinkspro]', ["https://www.amazon.com/dp/B0DEPOT001"]),
    ('[azonpress asin="B0DEPOT001"]', ["https://www.amazon.com/dp/B0DEPOT001"]),
    ('[vc_btn title="Buy" link="url:https%3A%2F%2Famzn.to%2F3abcdEf|title:Buy"]', ["https://amzn.to/3abcdEf"]),
    (
        '<!-- wp:affiliate-booster/ab-button {"name":"x","link":"https:\\/\\/amzn.to\\/3abcdEf"} /-->',
        ["https://amzn.to/3abcdEf"],
    ),
    ('<!-- wp:aawp/box {"asin":"B0DEPOT001"} /-->', ["https://www.amazon.com/dp/B0DEPOT001"]),
]


def addresses(name: str, text: str) -> list[str]:
    return [item.link.url for item in Facts(read_article(Source(name, text))).affiliate_links]


@pytest.mark.parametrize("name", ["a.html", "a.md", "a.txt"])
@pytest.mark.parametrize(("call", "expected"), CASES)
def test_call_of_a_plugin_is_an_affiliate_link_in_every_format(name: str, call: str, expected: list[str]) -> None:
    text = f"<p>See {call} now.</p>" if name.endswith("html") and not call.startswith("<!--") else f"See {call} now."
    assert addresses(name, text) == expected


@pytest.mark.parametrize("name", ["a.html", "a.md", "a.txt"])
@pytest.mark.parametrize("call", ['[su_button url="{}"]Buy[/su_button]', '[wpsm_button link="{}"]Buy[/wpsm_button]'])
def test_address_in_a_button_is_one_link_and_no_residue(name: str, call: str) -> None:
    text = call.format("https://amzn.to/3abcdEf")
    assert addresses(name, f"<p>{text}</p>" if name == "a.html" else text) == ["https://amzn.to/3abcdEf"]


@pytest.mark.parametrize(
    "text",
    [
        'Write `[amazon box="B0DEPOT001"]` there.',
        '```\n[amazon box="B0DEPOT001"]\n```\n',
        'Write [[amazon box="B0DEPOT001"]] there.',
        "We say [one thing = another] here.",
        "[the lamp](https://shop.example/?a=1)",
        '[su_button url="https://shop.example/"]Buy[/su_button]',
        '[gallery ids="1,2"]',
    ],
)
def test_code_and_other_brackets_are_no_affiliate_links(text: str) -> None:
    assert addresses("a.md", text) == []


def test_id_of_a_shortcode_is_the_tag_of_its_link() -> None:
    (first, _) = Facts(read_article(Source("a.html", f"<p>{AALB}</p>"))).affiliate_links
    assert (first.verdict.network, first.verdict.tag, first.verdict.confidence) == ("amazon", "jom-21", "certain")
    assert first.verdict.evidence.endswith("through Amazon Associates Link Builder")


def test_mistake_in_a_file_of_shortcodes_has_its_place() -> None:
    with pytest.raises(DataError, match=r"^w\.yml:1:17: unknown key 'shortcods'.*did you mean 'shortcodes'"):
        shortcodes._check_files({"w": read_yaml("a: {name: Acme, shortcods: acme}", "w.yml")})


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ('<p>[su_button url="https://amzn.to/3abcdEf"]Buy[/su_button]</p>', True),
        ('<p>[vc_row][gallery ids="1"]</p>', False),
        ('<!-- wp:paragraph -->\n<p>[vc_row][gallery ids="1"]</p>\n<!-- /wp:paragraph -->', True),
    ],
)
def test_shortcode_is_text_unless_a_known_plugin_or_wordpress_replaces_it(text: str, *, hidden: bool) -> None:
    article = read_article(Source("a.html", text))
    found = re.findall(r"\[[^\]]*\]", text)
    assert [shortcodes.Shortcodes(article).hide(text.index(one), one) for one in found] == [hidden] * len(found)


def test_end_of_a_shortcode_of_another_plugin_is_text() -> None:
    article = read_article(Source("a.html", '<p>[su_button url="https://amzn.to/3abcdEf"]Buy[/wpsm_button]</p>'))
    assert not shortcodes.Shortcodes(article).hide(article.source.text.index("[/"), "[/wpsm_button]")
