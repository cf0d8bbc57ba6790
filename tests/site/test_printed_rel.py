"""The rel that a component or shortcode writes out holds for every link that it prints."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from linter.article.emissions import Emissions, RelAtBuild
from linter.facts import Facts
from linter.facts.links.rel_at_build import rel_at_build
from linter.facts.options import FactOptions
from tests.conftest import article

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Build = Callable[[dict[str, str]], Emissions]

PEN = "https://www.amazon.com/dp/B0PEN00001?tag=acme-20"
ASTRO = {"astro.config.mjs": "export default {}"}
BUY = f'<Buy url="{PEN}" />\n'


def _component(anchor: str) -> dict[str, str]:
    return {
        **ASTRO,
        "src/components/Buy.jsx": f"export default function Buy({{ url, ...rest }}) {{\n  return {anchor}\n}}\n",
    }


def _rel(emissions: Emissions, text: str, path: str = "a.mdx") -> list[tuple[list[str], str]]:
    """Return the rel of each affiliate link, and the template that it comes from."""
    found = Facts(article(text, path), FactOptions(emissions=emissions)).affiliate_links
    return [(sorted(item.link.rel_values), item.origin.path if item.origin is not None else "") for item in found]


@pytest.mark.parametrize(
    ("anchor", "rel"),
    [
        ('<a href={url} rel="noopener noreferrer">Buy</a>', ["noopener", "noreferrer"]),
        ('<a rel="Sponsored, noopener" href={url}>Buy</a>', ["noopener", "sponsored"]),
        ('<a {...rest} href={url} rel="noopener">Buy</a>', ["noopener"]),
        ('<p><a href={url} rel="nofollow">Buy</a> <a href={url} rel="nofollow">More</a></p>', ["nofollow"]),
        ('<p><a href={url} rel="sponsored">Buy</a> <a href={url} rel="noopener">More</a></p>', ["noopener"]),
    ],
)
def test_a_rel_that_is_written_out_is_known(site: Build, anchor: str, rel: list[str]) -> None:
    assert _rel(site(_component(anchor)), BUY) == [(rel, "src/components/Buy.jsx")]


@pytest.mark.parametrize(
    "anchor",
    [
        "<a href={url}>Buy</a>",
        "<a href={url} rel={rest.rel}>Buy</a>",
        '<a href={url} rel="noopener" {...rest}>Buy</a>',
        '<p><a href={url} rel="noopener">Buy</a> <a href={url}>More</a></p>',
        '<p><a href={url} rel="sponsored">Buy</a> <a href={rest.review}>More</a></p>',
    ],
)
def test_any_other_is_not(site: Build, anchor: str) -> None:
    assert [rel for rel, _ in _rel(site(_component(anchor)), BUY)] == [[]]


def test_an_address_in_the_component_and_in_a_shortcode(site: Build) -> None:
    fixed = site(_component(f'<a href="{PEN}" rel="noopener">Buy</a>'))
    assert _rel(fixed, "<Buy />\n") == [(["noopener"], "src/components/Buy.jsx")]
    files = {"hugo.toml": "", "layouts/shortcodes/buy.html": f'<a href="{PEN}" rel="nofollow">Buy</a>'}
    assert _rel(site(files), "{{< buy >}}\n", "content/a.md") == [(["nofollow"], "layouts/shortcodes/buy.html")]


def test_links_beside_the_call_keep_their_own(site: Build) -> None:
    text = f'<Buy url="{PEN}" />\n\n[another]({PEN}2) and <a rel="sponsored" href="{PEN}3">a third</a>\n'
    assert [rel for rel, _ in _rel(site(_component('<a href={url} rel="noopener">Buy</a>')), text)] == [
        ["noopener"],
        [],
        ["sponsored"],
    ]


def test_what_is_added_to_markdown_is_not_added_to_components() -> None:
    added = (RelAtBuild("gatsby-config.js", "a plug-in", ("nofollow",), "markdown"),)
    read = article(f'<Buy url="{PEN}" />\n\n[a pen]({PEN})\n', "a.mdx")
    component, inline = sorted(read.links, key=lambda link: link.start)
    assert rel_at_build(component, Emissions(rel=added)) == frozenset()
    assert rel_at_build(inline, Emissions(rel=added)) == {"nofollow"}


@pytest.mark.parametrize(("name", "html"), [("a.md", {"nofollow"}), ("a.mdx", set())])
def test_what_sees_raw_html_sees_no_element_of_mdx_and_no_component(name: str, html: set[str]) -> None:
    added = Emissions(rel=(RelAtBuild("astro.config.mjs", "a plug-in", ("nofollow",), "html"),))
    read = article(f'<a href="{PEN}">a pen</a>\n\n[a pen]({PEN})\n', name)
    anchor, inline = sorted(read.links, key=lambda link: link.start)
    component = article(f'<Buy url="{PEN}" />\n', "a.mdx").links[0]
    assert (rel_at_build(anchor, added), rel_at_build(inline, added), rel_at_build(component, added)) == (
        html,
        {"nofollow"},
        set(),
    )


def test_what_a_component_lacks_is_reported_once_for_it(affilint: Callable[..., object], tmp_path: Path) -> None:
    anchor = '<a href={url} rel="noopener">Buy</a>'
    files = {
        **_component(anchor),
        "src/components/Paid.jsx": "export default function Paid({ url }) {\n  return "
        '<a href={url} rel="sponsored">Buy</a>\n}\n',
        "src/content/a.mdx": f"We earn a commission when you buy through our links.\n\n{BUY}",
        "src/content/b.mdx": f"We earn a commission when you buy through our links.\n\n{BUY}\n{BUY}",
        "src/content/c.mdx": f'We earn a commission when you buy through our links.\n\n<Paid url="{PEN}" />\n',
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    shown = affilint("check", "src/content", "--select", "links/rel-missing").stdout  # type: ignore[attr-defined]
    assert shown.count("warning links/rel-missing") == 1
    assert "src/components/Buy.jsx:2:10: the link is printed here" in shown
    assert "2 more places" in shown
    assert "Paid.jsx" not in shown


@pytest.mark.parametrize(
    ("call", "likely"),
    [
        ('<Buy id="box" />\n', True),
        ('<Buy id="/about/" />\n', False),
        ('<Buy id="https://depot.example/" />\n', False),
    ],
)
def test_a_link_that_its_component_marks_as_sponsored_is_likely_one(site: Build, call: str, *, likely: bool) -> None:
    """The address is made by code of the site; what the article hands over is a key, not an address."""
    component = "export default function Buy({ id }) {\n  return <a href={hrefOf(id)} rel={REL}>Buy</a>\n}\n"
    for rel, found in (('"sponsored nofollow"', likely), ('"nofollow"', False)):
        emissions = site({**ASTRO, "src/components/Buy.jsx": component.replace("{REL}", rel)})
        facts = Facts(article(call, "a.mdx"), FactOptions(emissions=emissions))
        assert [item.verdict.confidence for item in facts.affiliate_links] == ["likely"] * found


def test_a_link_whose_address_code_completes_is_marked_too(site: Build) -> None:
    """What is added to a merchant's own address is told by data that nobody follows; that it pays, the component says."""
    component = (
        "const SHOPS = { box: { url: 'https://boxes.example' } };\nfunction hrefOf(id) {\n  const url = new URL('/', SHOPS[id].url);\n"
        "  for (const [key, value] of Object.entries(SHOPS[id].more)) url.searchParams.set(key, value);\n  return url.toString();\n}\n"
        'export default function Buy({ id }) {\n  return <a href={hrefOf(id)} rel="sponsored">Buy</a>\n}\n'
    )
    emissions = site({**ASTRO, "src/components/Buy.jsx": component})
    facts = Facts(article('<Buy id="box" />\n', "a.mdx"), FactOptions(emissions=emissions))
    assert [item.verdict.confidence for item in facts.affiliate_links] == ["likely"]
