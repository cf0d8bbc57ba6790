"""Templates that print an address alone, as the destination of a link, or put it together in a ``capture``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from linter.facts import Facts
from linter.facts.options import FactOptions
from tests.conftest import article

if TYPE_CHECKING:
    from collections.abc import Callable

    from linter.article.emissions import Emissions

    Build = Callable[[dict[str, str]], Emissions]

PEN = "https://www.amazon.com/dp/B0PEN00001?tag=acme-20"


def facts_of(emissions: Emissions, front: str, body: str, path: str = "_posts/2024-01-01-a.md") -> Facts:
    return Facts(article(f"---\n{front}\n---\n{body}\n", path), FactOptions(emissions=emissions))


def test_a_shortcode_of_hugo_that_prints_only_an_address_is_a_link_where_it_is_called(site: Build) -> None:
    shop = "\n{{ if .Get `shop` }}https://www.amazon.de/dp/{{ .Get 0 }}?tag=acme-21{{ else }}https://www.amazon.com/dp/{{ .Get 0 }}?tag={{ .Site.Params.tag }}{{ end }}\n"
    emissions = site({
        "hugo.toml": '[params]\ntag = "acme-20"\n', "layouts/_default/single.html": "{{ .Content }}",
        "layouts/shortcodes/amz.html": shop,
    })  # fmt: skip
    facts = facts_of(emissions, "title: x", 'See [the pen]({{< amz "B0PEN00001" >}}) there.', "content/posts/a.md")
    assert [item.link.url for item in facts.affiliate_links] == [PEN]


@pytest.mark.parametrize(
    ("files", "call"),
    [
        (
            {"_config.yml": "tag: acme-20\n", "_includes/amz.html": "https://www.amazon.com/dp/{{ include.asin }}?tag={{ site.tag }}\n"},
            '{% include amz.html asin="B0PEN00001" %}',
        ),
        (
            {".eleventy.js": "module.exports = (c) => { c.addShortcode('amz', (asin) => `https://www.amazon.com/dp/${asin}?tag=acme-20`); };\n"},
            '{% amz "B0PEN00001" %}',
        ),
    ],
)  # fmt: skip
def test_an_include_or_shortcode_that_prints_only_an_address_is_a_link_where_it_is_called(
    site: Build, files: dict[str, str], call: str
) -> None:
    facts = facts_of(site(files), "title: x", f"See [the pen]({call}) there.")
    assert [item.verdict.network for item in facts.affiliate_links] == ["amazon"]


def test_an_address_among_words_is_no_destination(site: Build) -> None:
    emissions = site({"_config.yml": "a: b\n", "_includes/note.html": f"The address was {PEN} once."})
    assert not facts_of(emissions, "title: x", "See {% include note.html %}.").affiliate_links


def captured(template: str) -> dict[str, str]:
    include = '{% capture url %}\nhttps://www.amazon.com/dp/{{ include.pen.asin | strip }}?tag=acme-20\n{% endcapture %}<a href="{{ url }}">Buy</a>'
    return {"_config.yml": "a: b\n", "_includes/amz.html": include, "_layouts/post.html": template}


def test_a_captured_address_is_followed_into_the_link_of_an_include(site: Build) -> None:
    emissions = site(captured("{% include amz.html pen=page.pen %}{{ content }}"))
    facts = facts_of(emissions, "layout: post\npen:\n  asin: B0PEN00001", "Words.")
    assert [item.verdict.tag for item in facts.affiliate_links] == ["acme-20"]


def test_a_captured_address_in_a_loop_counts_for_each_entry(site: Build) -> None:
    emissions = site(captured("{% for pen in page.pens %}{% include amz.html pen=pen %}{% endfor %}{{ content }}"))
    front = "layout: post\npens:\n  - asin: B0PEN00001\n  - asin: B0PEN00002"
    assert len(facts_of(emissions, front, "Words.").affiliate_links) == 2
    assert not facts_of(emissions, "layout: post", "Words.").affiliate_links


def test_what_is_captured_is_not_printed_where_it_is_written(site: Build) -> None:
    notice = "{% capture n %}We earn a commission when you buy through our links.{% endcapture %}{{ content }}"
    assert not site({"_config.yml": "a: b\n", "_layouts/post.html": notice}).layouts
    printed = site(
        {"_config.yml": "a: b\n", "_layouts/post.html": notice.replace("{{ content }}", "<p>{{ n }}</p>{{ content }}")}
    )
    assert [layout.place for layout in printed.layouts] == ["top"]


@pytest.mark.parametrize(
    "hostile",
    [
        "{% assign a = a ~ a ~ a ~ a ~ a ~ a ~ a ~ a %}",
        "{% capture a %}" + "{{ a }}" * 40 + "{% endcapture %}",
        "".join(f"{{% capture a{n or ''} %}}{f'{{{{ a{n + 1} }}}}' * 40}{{% endcapture %}}" for n in range(20)),
        "{% capture a %}" * 500,
    ],
)
def test_variables_made_of_one_another_are_worked_out_once(
    site: Build, hostile: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from linter.site.template import expressions

    steps = 0
    evaluate = expressions.evaluate

    def counted(*arguments: object) -> str:
        nonlocal steps
        steps += 1
        return evaluate(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(expressions, "evaluate", counted)
    site({"_config.yml": "a: b\n", "_includes/a.html": f'{hostile}<a href="{{{{ a }}}}">x</a>'})
    assert steps < 5_000
