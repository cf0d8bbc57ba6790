"""Addresses in an article that its own Liquid puts together."""

from __future__ import annotations

import pytest

from linter.facts import Facts
from tests.conftest import article

FRONT = "---\ntitle: Books\na_tag: acme-20\n---\n"
URL = "https://www.amazon.com/dp/B0BOOKS001/?tag={{ page.a_tag }}"


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        (f'{{% capture url %}}{URL}{{% endcapture %}}\n\n<a href="{{{{ url }}}}">A book</a>\n', "acme-20"),
        (f"{{%- capture 'url' -%}}\n{URL}\n{{%- endcapture -%}}\n\n[A book]({{{{ url }}}})\n", "acme-20"),
        ('{% assign id = "acme-20" %}\n\n<a href="https://www.amazon.com/dp/B0BOOKS001?tag={{ id }}">A book</a>\n', "acme-20"),
        (f'<a href="{URL}">A book</a>\n', "acme-20"),
        ('<a href="https://www.amazon.com/dp/B0BOOKS001/?tag={{ page.other }}">A book</a>\n', None),
    ],
)  # fmt: skip
def test_what_liquid_prints_is_an_affiliate_link(text: str, tag: str | None) -> None:
    (found,) = Facts(article(FRONT + text, "a.md")).affiliate_links
    assert found.verdict.tag == tag
    assert f"tag={tag or '…'} on" in found.verdict.evidence


@pytest.mark.parametrize(
    "text",
    [
        '{% capture url %}https://shop.example/lamp{% endcapture %}\n\n<a href="{{ url }}">A lamp</a>\n',
        f'{{% capture other %}}{URL}{{% endcapture %}}\n\n<a href="{{{{ url }}}}">A book</a>\n',
        '{% capture url %}{{ url }}{% endcapture %}\n\n<a href="{{ url }}">A book</a>\n',
        '{% capture url %}{% endcapture %}<a href="{{ url }}">A book</a>\n',
    ],
)
def test_any_other_text_is_none(text: str) -> None:
    assert Facts(article(FRONT + text, "a.md")).affiliate_links == []


@pytest.mark.parametrize(
    ("rel", "address", "confidence"),
    [
        ("sponsored noopener", "https://tool.example/?via=gardenpost", ["likely"]),
        ("sponsored", "https://shop.example/?utm_source=me&utm_medium=affiliate", ["likely"]),
        ("nofollow", "https://tool.example/?via=gardenpost", []),
        ("sponsored", "https://tool.example/", []),
    ],
)
def test_an_author_who_says_sponsored_of_a_possible_link_is_believed(
    rel: str, address: str, confidence: list[str]
) -> None:
    found = Facts(article(f'<a rel="{rel}" href="{address}">A tool</a>\n', "a.md")).affiliate_links
    assert [item.verdict.confidence for item in found] == confidence
