"""Advertisements that a script shows in an element which a template prints."""

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

BOOK = '<script src="https://uk.bookshop.org/widgets.js" data-type="book" data-affiliate-id="10001" data-sku="{}"></script>'
TOUR = '<div data-gyg-href="https://widget.getyourguide.com/default/city.frame" data-gyg-partner-id="INV3NT1"{}></div>'
COUNTER = '<script async src="https://widget.getyourguide.com/dist/pa.js" data-gyg-partner-id="INV3NT1"></script>'
ADS = '<ins class="adsbygoogle" data-ad-client="ca-pub-1000000000000001" data-ad-slot="1"></ins>'
HUGO = {"hugo.toml": "title = 'x'", "layouts/_default/single.html": "{{ .Content }}"}
JEKYLL = {"_config.yml": "title: x"}


@pytest.mark.parametrize(
    ("files", "call"),
    [
        ({**HUGO, "layouts/shortcodes/box.html": BOOK.format('{{ .Get "sku" }}')}, '{{< box sku="978" >}}'),
        (
            {**HUGO, "layouts/shortcodes/box.html": f"{{{{ if .Get 0 }}}}{TOUR.format('')}{{{{ end }}}}"},
            '{{< box "a" >}}',
        ),
        (
            {**JEKYLL, "_includes/box.html": TOUR.format(' data-gyg-q="{{ include.q }}"')},
            '{% include box.html q="x" %}',
        ),
        ({**JEKYLL, "_includes/box.html": BOOK.format("{{ include.sku }}")}, '{% include box.html sku="978" %}'),
    ],
)
def test_a_widget_that_a_template_prints_pays(site: Build, files: dict[str, str], call: str) -> None:
    text = f"---\ntitle: A\n---\n\nA review of what we read.\n\n{call}\n"
    (found,) = Facts(article(text, "content/a.md"), FactOptions(emissions=site(files))).affiliate_links
    assert (found.verdict.kind, found.verdict.confidence) == ("widget", "certain")


@pytest.mark.parametrize("box", [COUNTER, ADS, '<div data-gyg-partner-id=""></div>', '<div data-id="INV3NT1"></div>'])
def test_a_counter_and_other_elements_do_not(site: Build, box: str) -> None:
    text = "A review of what we read.\n\n{% include box.html %}\n"
    assert (
        Facts(article(text, "a.md"), FactOptions(emissions=site({**JEKYLL, "_includes/box.html": box}))).affiliate_links
        == []
    )


def test_a_widget_of_the_layout_stands_around_each_article(site: Build) -> None:
    files = {**JEKYLL, "_layouts/post.html": f"{{{{ content }}}}{TOUR.format('')}"}
    text = "---\nlayout: post\ntitle: A\n---\nA review.\n"
    (found,) = Facts(article(text, "_posts/2026-01-02-a.md"), FactOptions(emissions=site(files))).affiliate_links
    assert found.link.kind == "layout"
