"""Addresses in the front matter of Hugo's articles that no page shows, and parts of lists that templates take."""

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

PENS = [f"https://www.amazon.com/dp/B0PEN{number:05}?tag=acme-20" for number in range(4)]
FRONT = (
    f'title: Pens\npen: "{PENS[0]}"\nasin: B0PEN00003\npens:\n'
    f'  - {{name: Blue, url: "{PENS[1]}", rank: 3, good: true}}\n  - {{name: Ink, url: "{PENS[2]}", rank: 1, good: false}}\n'
    '  - {name: Plain, url: "https://shop.example/plain", rank: 2, good: true}\n'
)
CARD = '<a href="{{ .url }}">Buy</a>'


def shown(build: Build, single: str, body: str = "Words.", others: dict[str, str] | None = None) -> list[int]:
    """Return which of the pens an article links, by number."""
    files = {"hugo.toml": 'title = "Pens"\n', "layouts/_default/single.html": f"<main>{single}</main>"}
    emissions = build({**files, **(others or {})})
    facts = Facts(article(f"---\n{FRONT}---\n{body}\n", "content/posts/a.md"), FactOptions(emissions=emissions))
    return sorted({PENS.index(item.link.url) for item in facts.affiliate_links if item.link.url in PENS})


@pytest.mark.parametrize(
    ("single", "numbers"),
    [
        ("{{ .Content }}", []),
        ('{{ .Content }}<a href="{{ .Params.pen }}">Buy</a>', [0]),
        ('{{ .Content }}<a href="{{ .Param `pen` }}">Buy</a>', [0]),
        ('{{ .Content }}{{ with index .Params "pen" }}<a href="{{ . }}">Buy</a>{{ end }}', [0]),
        ("{{ .Content }}{{/* .Params.pen */}}", []),
        ("{{ .Content }}<script>const all = {{ .Params | jsonify }}</script>", [0, 1, 2]),
        ("{{ .Content }}{{ range $key, $value := .Params }}{{ $value }}{{ end }}", [0, 1, 2]),
        ('{{ .Content }}{{ partial "buy.html" .Params }}', [0, 1, 2]),
        ("{{ .Content }}<script>const pens = {{ .Params.pens | jsonify }}</script>", [1, 2]),
    ],
)
def test_front_matter_counts_where_a_template_may_read_its_key(site: Build, single: str, numbers: list[int]) -> None:
    assert shown(site, single) == numbers


def test_front_matter_counts_where_the_theme_lies_elsewhere(site: Build) -> None:
    elsewhere = {"hugo.toml": 'theme = "gone"\n', "layouts/_default/single.html": "{{ .Content }}"}
    emissions = site(elsewhere)
    facts = Facts(article(f"---\n{FRONT}---\nWords.\n", "content/posts/a.md"), FactOptions(emissions=emissions))
    assert len({item.link.url for item in facts.affiliate_links}) == 3


def test_front_matter_counts_where_a_shortcode_in_the_article_reads_it(site: Build) -> None:
    assert shown(site, "{{ .Content }}", '{{< param "pen" >}}') == [0]
    best = '{{ with index .Page.Params.pens 0 }}<a href="{{ .url }}">Buy</a>{{ end }}'
    assert shown(site, "{{ .Content }}", "{{< best >}}", {"layouts/shortcodes/best.html": best}) == [1, 2]


@pytest.mark.parametrize(
    ("expression", "numbers"),
    [
        ("{{ with index .Params.pens 0 }}CARD{{ end }}", [1]),
        ("{{ range first 1 .Params.pens }}CARD{{ end }}", [1]),
        ("{{ range last 2 .Params.pens }}CARD{{ end }}", [2]),
        ('{{ range where .Params.pens "good" true }}CARD{{ end }}', [1]),
        ('{{ with index (sort .Params.pens "rank") 0 }}CARD{{ end }}', [2]),
        ('{{ range first 1 (sort .Params.pens "rank" "desc") }}CARD{{ end }}', [1]),
        ("{{ $pens := slice }}{{ range .Params.pens }}{{ if .good }}{{ $pens = $pens | append . }}{{ end }}{{ end }}{{ range $pens }}CARD{{ end }}", [1]),
        ("{{ range uniq (union (first 1 .Params.pens) (first 1 .Params.pens)) }}CARD{{ end }}", [1]),
        ("{{ range intersect (first 1 .Params.pens) .Params.pens }}CARD{{ end }}", [1]),
        ("{{ range .Params.pens }}CARD{{ end }}", [1, 2]),
        ("{{ range .Params.pens }}{{ if .Site.GetPage .name }}CARD{{ end }}{{ end }}", [1, 2]),
        ('<a href="https://www.amazon.com/dp/{{ .Params.asin }}?{{ querify "tag" "acme-20" }}">Buy</a>', [3]),
    ],
)  # fmt: skip
def test_a_page_shows_the_entries_that_its_template_takes(site: Build, expression: str, numbers: list[int]) -> None:
    assert shown(site, "{{ .Content }}" + expression.replace("CARD", CARD)) == numbers
