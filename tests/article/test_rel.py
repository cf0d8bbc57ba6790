"""A link's rel: literal tokens are read wherever a dialect writes them, what a template prints is unknown."""

from __future__ import annotations

import pytest

from linter.article.link import Link
from linter.escaping import neutral
from tests.conftest import article, check

SHOP = "https://amzn.to/3lampLm"
DISCLOSED = "We earn a commission when you buy through links on this page.\n\n"


def only_link(text: str, name: str = "a.md") -> Link:
    (link,) = [link for link in article(text, name).links if link.kind != "image"]
    return link


def rel_findings(text: str, name: str = "a.md") -> list[str]:
    return [item.message for item in check(DISCLOSED + text, name) if item.rule == "links/rel-missing"]


@pytest.mark.parametrize(
    ("attribute", "values", "is_dynamic"),
    [
        ('rel="sponsored"', {"sponsored"}, False),
        ('rel={"sponsored"}', {"sponsored"}, False),
        ("rel={'ugc, noopener'}", {"ugc", "noopener"}, False),
        ("rel={`nofollow Sponsored`}", {"nofollow", "sponsored"}, False),
        ("rel={`sponsored ${more}`}", {"sponsored"}, True),
        ("rel={rel}", set(), True),
        ("rel={paid ? 'sponsored' : 'noopener'}", set(), True),
    ],
)
def test_jsx_rel_is_read_where_it_is_a_literal(attribute: str, values: set[str], is_dynamic: object) -> None:
    link = only_link(f'A <a {attribute} href="{SHOP}">jug</a> here.', "a.mdx")
    assert link.rel_values == values
    assert link.rel_is_dynamic is is_dynamic


@pytest.mark.parametrize("name", ["a.html", "a.md"])
@pytest.mark.parametrize(
    ("attribute", "values"),
    [
        ('rel="noopener {{ page.rel }}"', {"noopener"}),
        ('rel="{{ page.rel | default: "x" }}"', set()),
        ('rel="{% if paid %}sponsored{% endif %}"', {"sponsored"}),
        ('rel="<?php echo $rel ?>"', set()),
        ("rel={{ .Rel }}", set()),
        (':rel="kind"', set()),
        ('v-bind:rel="`noopener ${kind}`"', {"noopener"}),
    ],
)
def test_rel_that_a_template_prints_is_unknown_and_silent(attribute: str, values: set[str], name: str) -> None:
    text = f'<p>A <a {attribute} href="{SHOP}">jug</a> here.</p>'
    link = only_link(text, name)
    assert link.rel_values == values
    assert link.rel_is_dynamic
    assert rel_findings(text, name) == []


@pytest.mark.parametrize("inside", ["{{ .Attributes }}", '{% if paid %}rel="sponsored"{% endif %}'])
def test_tag_that_a_template_completes_may_have_a_rel(inside: str) -> None:
    assert rel_findings(f'<p>A <a {inside} href="{SHOP}">jug</a> here.</p>', "a.html") == []


def test_bound_rel_with_a_literal_is_judged() -> None:
    (message,) = rel_findings(f'<p>A <a :rel="\'noopener\'" href="{SHOP}">jug</a> here.</p>', "a.html")
    assert "“noopener”" in message


def test_literal_rel_without_the_wanted_value_is_reported() -> None:
    (message,) = rel_findings(f'A <a rel={{"noopener"}} href="{SHOP}">jug</a> here.', "a.mdx")
    assert "“noopener”" in message


@pytest.mark.parametrize("mask", ["\ue000", "\ue001", "\ue100", "\ue101"])
def test_stand_ins_for_template_syntax_are_never_printed(mask: str) -> None:
    assert neutral(f"a{mask}b") == "a\ufffdb"


@pytest.mark.parametrize(
    ("text", "values"),
    [
        (f'A [jug]({SHOP}){{rel="sponsored"}} here.', {"sponsored"}),
        (f"A [jug]({SHOP}){{target=_blank rel=sponsored}} here.", {"sponsored"}),
        (f"A [jug]({SHOP}){{ rel='nofollow ugc' }} here.", {"nofollow", "ugc"}),
        (f'A [jug]({SHOP}){{.big rel="sponsored"}} here.', {"sponsored"}),
        (f"A <{SHOP}>{{rel=sponsored}} here.", {"sponsored"}),
        (f'A [![jug](jug.png)]({SHOP}){{rel="sponsored"}} here.', {"sponsored"}),
        (f"A [jug][j]{{rel=sponsored}} here.\n\n[j]: {SHOP}", {"sponsored"}),
        (f"A [jug][j] here.\n\n[j]: {SHOP} {{rel=sponsored class=big}}", {"sponsored"}),
        (f'A [jug][j] here.\n\n[j]: {SHOP} "Jug"\n{{: rel="sponsored" target="_blank"}}', {"sponsored"}),
        (f'A [jug]({SHOP}){{:paid}} here.\n\n{{:paid: rel="sponsored"}}', {"sponsored"}),
        (f'A [jug][j] here.\n\n[j]: {SHOP}\n{{: .big paid}}\n\n{{:paid: rel="sponsored"}}', {"sponsored"}),
        (f'A [jug]({SHOP}){{:other}} here.\n\n{{:paid: rel="sponsored"}}', set()),
        (f"A [jug]({SHOP}){{.big}} here.", set()),
        (f'A [jug][j] here.\n\n[j]: {SHOP}\n\nMore {{rel="sponsored"}} here.', set()),
        (f"A [jug][j] here.\n\n[j]: {SHOP}\n[k]: https://pot.example {{rel=sponsored}}", set()),
    ],
)
def test_attribute_lists_of_links_and_their_definitions_give_the_rel(text: str, values: set[str]) -> None:
    link = only_link(text)
    assert link.url == SHOP
    assert link.rel_values == values
    assert [text[token.start : token.end].lower() for token in link.place.rel] == [
        token.value for token in link.place.rel
    ]


def test_attribute_list_is_no_text() -> None:
    assert article(f"A [jug]({SHOP}){{rel=sponsored}} here.").blocks[0].text == "A jug here."


def test_attribute_list_with_a_template_in_it_is_unknown() -> None:
    assert rel_findings(f'A [jug]({SHOP}){{: rel="{{{{ page.rel }}}}"}} here.') == []
