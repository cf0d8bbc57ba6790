"""What a learned file answers for one article or call."""

from __future__ import annotations

from pathlib import Path

import pytest

from linter.article.emissions import NOT_IMPORTED, Emissions, PageValues
from linter.site.learned.model import (
    Learned,
    LearnedDisclosure,
    LearnedLayout,
    LearnedLink,
    LearnedReader,
    LearnedTemplate,
    filled,
    values_of,
    with_learned,
    without_learned,
)

ROOT = str(Path("site").absolute())


def page(path: str, text: str = "", **data: object) -> PageValues:
    return PageValues(f"{ROOT}/{path}", data, text)


def reader(*layouts: LearnedLayout, templates: tuple[LearnedTemplate, ...] = ()) -> LearnedReader:
    return LearnedReader(Learned(ROOT, layouts, templates), "affilint.site.yml")


@pytest.mark.parametrize(
    ("layout", "yes", "no"),
    [
        (LearnedLayout("posts"), page("posts/a/b.md"), page("postscript/b.md")),
        (LearnedLayout("posts", subfolders=False), page("posts/b.md"), page("posts/a/b.md")),
        (LearnedLayout("", subfolders=False), page("b.md"), page("posts/b.md")),
        (LearnedLayout(name="_index"), page("posts/_index.md"), page("posts/a.md")),
        (LearnedLayout(layout="review"), page("a.md", layout="review"), page("a.md", layout="note")),
        (LearnedLayout(layout=""), page("a.md"), page("a.md", template="note")),
        (LearnedLayout(having=("paid",)), page("a.md", paid=True), page("a.md", paid=False)),
        (LearnedLayout(lacking=("paid",)), page("a.md"), page("a.md", paid=["x"])),
        (LearnedLayout(linking=("a.example", "b.example")), page("a.md", "(https://b.example/x)"), page("a.md", "none")),
        (LearnedLayout(not_linking=("b.example",)), page("a.md", "none"), page("a.md", "(https://b.example/x)")),
    ],
)  # fmt: skip
def test_layout_is_for_the_articles_that_it_describes(layout: LearnedLayout, yes: PageValues, no: PageValues) -> None:
    told = reader(layout)
    assert told.disclosures(yes) == ()
    assert told.disclosures(no) is None


def test_first_layout_that_fits_counts() -> None:
    notice = LearnedDisclosure("We earn a commission.", "clear", "footer")
    told = reader(LearnedLayout("posts/old"), LearnedLayout("posts", disclosures=(notice,)))
    assert told.disclosures(page("posts/old/a.md")) == ()
    (found,) = told.disclosures(page("posts/a.md")) or ()
    assert (found.text, found.place, found.where) == ("We earn a commission.", "bottom", "footer")


@pytest.mark.parametrize(("site_discloses", "counts"), [(True, False), (False, True)])
def test_unclear_notice_counts_where_no_template_is_read_to_disclose(*, site_discloses: bool, counts: bool) -> None:
    notice = LearnedDisclosure("We earn a commission.", "clear", "top")
    layout = LearnedLayout("posts", disclosures=(notice,), is_unclear=True)
    told = LearnedReader(Learned(ROOT, (layout,)), "affilint.site.yml", site_discloses=site_discloses)
    assert bool(told.disclosures(page("posts/a.md"))) is counts
    assert told.around(page("posts/a.md")) is None


def test_component_that_the_file_knows_is_not_followed_to_its_code() -> None:
    told = reader(templates=(LearnedTemplate("jar"),))
    assert told.imported("../components/Jar.astro", "default", "posts/a.mdx") is NOT_IMPORTED
    assert told.imported("../components/Other.astro", "default", "posts/a.mdx") is NOT_IMPORTED


def test_addresses_are_made_of_values_one_for_each_entry_of_a_list() -> None:
    values = values_of({"asin": "B0PANTRY02", "pens": [{"id": "a"}, {"name": "none"}, {"id": "c d"}]})
    assert list(filled("https://shop.example/{asin}", values)) == ["https://shop.example/B0PANTRY02"]
    assert list(filled("https://shop.example/{pens.*.id}", values)) == [
        "https://shop.example/a",
        "https://shop.example/c%20d",
    ]
    assert list(filled("https://shop.example/{isbn}", values)) == []
    assert list(filled("{link}", {"link": "https://shop.example/?a=b c"})) == ["https://shop.example/?a=b c"]


def test_what_a_value_holds_is_not_filled_in_again() -> None:
    assert list(filled("https://shop.example/{a}", {"a": "{b}", "b": "x"})) == ["https://shop.example/%7Bb%7D"]


def test_long_values_make_no_longer_addresses_than_are_read() -> None:
    assert len(next(filled("https://shop.example/{a}{a}", {"a": "x" * 100_000}))) == 2_000


def test_template_prints_what_its_arguments_make_of_it() -> None:
    link = LearnedLink("https://shop.example/{0}", "sponsored nofollow")
    told = reader(templates=(LearnedTemplate("buy", (link,), LearnedDisclosure("Ad", "weak", order="before")),))
    printed = told.called("buy", ("B0PANTRY02",), {}, page("a.md"))
    assert printed is not None
    assert (printed.links, printed.rel) == (("https://shop.example/B0PANTRY02",), "sponsored nofollow")
    assert (printed.disclosure, printed.strength, printed.order, printed.is_exact) == ("Ad", "weak", "before", True)
    assert told.called("buy", (), {}, page("a.md")) == told.called("buy", ("",), {}, page("a.md"))
    assert told.called("other", (), {}, page("a.md")) is None


def test_templates_alone_are_what_they_were_before() -> None:
    site = Emissions(markdown_engine="kramdown")
    taught = with_learned(site, Learned(ROOT, rel=()), ROOT)
    assert taught.reader is not None
    assert without_learned(taught) == site
    assert without_learned(site) is site
