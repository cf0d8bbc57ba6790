"""Links and disclosures printed by templates count like those in the article."""

from __future__ import annotations

import pytest

from linter.article.emissions import Emissions, LayoutDisclosure, Printed
from linter.facts import Facts
from linter.facts.options import FactOptions
from tests.conftest import article

LINK = "[Buy](https://www.amazon.com/dp/B0DEPOT001?tag=brightwell-20)\n"


def facts(text: str, emissions: Emissions, name: str = "posts/a.md") -> Facts:
    return Facts(article(text, name), FactOptions(emissions=emissions))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Text.\n\n{{< buy B0DEPOT001 >}}\n", "buy"),
        ("Text.\n\n{% include buy.html id='B0DEPOT001' %}\n", "buy"),
        ("Text.\n\n<Buy id='B0DEPOT001' />\n", "buy"),
    ],
)
def test_template_that_prints_an_affiliate_link_counts_as_one(text: str, name: str) -> None:
    printed = Printed(links=("https://www.amazon.com/dp/x?tag=brightwell-20",), source="layouts/buy.html")
    (found,) = facts(text, Emissions(names={name: printed})).affiliate_links
    assert found.verdict.network == "amazon"
    assert "layouts/buy.html" in found.verdict.evidence


def test_link_parameter_is_classified() -> None:
    emissions = Emissions(
        names={"button": Printed(url_parameters=("0", "href"))}, redirects={"/go/lamp": "https://amzn.to/3xDepot"}
    )
    assert [item.verdict.network for item in facts('{{< button "/go/lamp" "Buy" >}}\n', emissions).affiliate_links] == [
        "amzn-to"
    ]
    assert facts('{{< button "/about/" >}}\n', emissions).affiliate_links == []


@pytest.mark.parametrize("url", ["/go/lamp", "/go/lamp/", "/go/lamp?x=1"])
def test_site_redirect_is_followed(url: str) -> None:
    emissions = Emissions(redirects={"/go/lamp": "https://www.awin1.com/cread.php?awinmid=1&awinaffid=2"})
    (found,) = facts(f"[Buy]({url})\n", emissions).affiliate_links
    assert found.verdict.network == "awin"
    assert found.verdict.evidence.startswith(f"{url} redirects to ")


def test_wildcard_redirect_covers_its_folder() -> None:
    emissions = Emissions(redirects={"/go/*": "https://amzn.to/3xDepot"})
    assert facts("[Buy](/go/a/b)\n", emissions).affiliate_links
    assert not facts("[Buy](/gone/a)\n", emissions).affiliate_links


def test_layout_disclosure_depends_on_its_condition() -> None:
    layout = LayoutDisclosure("We earn a commission.", "clear", "top", condition="affiliate")
    emissions = Emissions(layouts=(layout,))
    (with_flag,) = (item.link for item in facts(f"---\naffiliate: true\n---\n{LINK}", emissions).affiliate_links)
    assert facts(f"---\naffiliate: true\n---\n{LINK}", emissions).disclosed(with_flag) == "site"
    without = facts(f"---\ntitle: x\n---\n{LINK}", emissions)
    assert without.layout_place is None
    assert without.disclosed(without.affiliate_links[0].link) == "no"
    negated = Emissions(layouts=(LayoutDisclosure("x", "clear", "top", condition="!hide"),))
    assert facts(LINK, negated).layout_place == "top"


def test_layout_disclosure_applies_to_its_layouts() -> None:
    emissions = Emissions(layouts=(LayoutDisclosure("x", "clear", "bottom", layouts=("review",)),))
    assert facts(f"---\nlayout: review\n---\n{LINK}", emissions).layout_place == "bottom"
    assert facts(f"---\nlayout: page\n---\n{LINK}", emissions).layout_place is None
    section = Emissions(layouts=(LayoutDisclosure("x", "clear", "top", layouts=("section:posts",)),))
    assert facts(LINK, section).layout_place == "top"
    assert facts(LINK, section, "pages/a.md").layout_place is None


def test_a_whole_page_of_html_has_no_layout_around_it() -> None:
    emissions = Emissions(layouts=(LayoutDisclosure("x", "clear", "top", source="layouts/single.html", where="top"),))
    page = "<p><a href='https://www.amazon.com/dp/B0DEPOT001?tag=brightwell-20'>Buy</a></p>"
    assert facts(f"---\ntitle: x\n---\n{page}", emissions, "posts/a.html").layout_place == "top"
    assert facts(f"<!DOCTYPE html><html><body>{page}</body></html>", emissions, "static/a.html").layout_place is None


def test_the_file_that_prints_around_this_article_is_the_one_named() -> None:
    elsewhere = LayoutDisclosure("x", "clear", "bottom", ("other",), source="layouts/other.html", where="footer")
    here = LayoutDisclosure("x", "clear", "bottom", ("review",), source="partials/note.html", where="end")
    found = facts(f"---\nlayout: review\n---\n{LINK}", Emissions(layouts=(elsewhere, here))).layout_disclosure
    assert found is here


def test_component_that_prints_a_disclosure_counts_as_one() -> None:
    emissions = Emissions(names={"note": Printed(disclosure="We earn a commission when you buy.")})
    found = facts(f"{{{{< note >}}}}\n\n{LINK}", emissions)
    assert [(item.origin, item.text) for item in found.disclosures] == [
        ("component", "We earn a commission when you buy.")
    ]
    assert found.disclosed(found.affiliate_links[0].link) == "before"


def test_known_redirect_overrides_a_declared_cloak() -> None:
    site = Emissions(redirects={"/go/lamp": "https://www.amazon.com/dp/B0LAMP0001?tag=hallway-20"})
    options = FactOptions(emissions=site, cloaks=("/go/",))
    known, unknown = Facts(article("[a](/go/lamp) [b](/go/oven)\n"), options).affiliate_links
    assert (known.verdict.network, known.verdict.tag) == ("amazon", "hallway-20")
    assert unknown.verdict.network == "cloak"
