"""The disclosures of an article: where they are found and what their styles do to them."""

from __future__ import annotations

import pytest

from linter.article import read_article
from linter.facts import Facts
from linter.source import Source


@pytest.mark.parametrize(
    ("style", "origin", "faint"),
    [
        (".n {font: italic 9px/1.2 serif}", "article", "its font size is 9px"),
        (".n {color: rgba(0, 0, 0, .3)}", "article", "its contrast against the background is 2.1:1"),
        (".n {opacity: .5}", "article", "its opacity is 0.5"),
        (".n {display: none}", "hidden", ""),
        (".n {visibility: hidden}", "hidden", ""),
        (".n {position: absolute; left: -9999px}", "hidden", ""),
        (".n {width: 1px; height: 1px; overflow: hidden}", "hidden", ""),
        ("div {font-size: 20px} .n {font-size: 50%}", "article", "its font size is 10px"),
        ("div {visibility: hidden} .n {visibility: visible}", "article", ""),
        (".n {color: #bbb; background: #000}", "article", ""),
        (".n {color: #bbb; background-image: url(x.png)}", "article", ""),
        (".other {display: none}", "article", ""),
        (
            ".n {font: 12px serif; color: #8c8c8c}",
            "article",
            "it is 12px beside text of 16px, with a contrast of 3.4:1",
        ),
        (".n {font: 12px serif; color: #555}", "article", ""),
        (".n {color: #8c8c8c}", "article", ""),
        ("div, p {font-size: 12px; color: #8c8c8c}", "article", ""),
    ],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_styles_hide_or_weaken_a_disclosure(style: str, origin: str, faint: str, line_end: str) -> None:
    notice = "<b>We earn a commission</b> when you buy through our links."
    page = f"<style>\n{style}\n</style>\n<div>\n<p class=n>\n{notice}</p></div><p>x</p>".replace("\n", line_end)
    found = Facts(read_article(Source("a.html", page))).disclosures
    assert [(item.origin, item.faint) for item in found] == [(origin, faint)]


def test_external_style_sheet_leaves_colours_unknown() -> None:
    page = '<link rel=stylesheet href=a.css><p style="color: #ddd">We earn a commission when you buy through our links.'
    assert [item.faint for item in Facts(read_article(Source("a.html", page))).disclosures] == [""]


def test_label_paragraph_inside_an_article_is_found() -> None:
    found = Facts(read_article(Source("a.md", "# Lamps\n\nAd\n\nOur pick.\n"))).disclosures
    assert [(item.text, item.block) for item in found] == [("Ad", 1)]


def test_a_listed_link_that_pays_may_carry_its_own_label() -> None:
    page = "- [affiliate link](https://amazon.com/dp/B0DEPOT001?tag=lampfan-20)\n- [shop](https://lamps.example)\n"
    assert [item.text for item in Facts(read_article(Source("a.md", page))).disclosures] == ["affiliate link"]


PAID = "https://amazon.com/dp/B0DEPOT001?tag=lampfan-20"


@pytest.mark.parametrize(
    ("link", "language", "expected"),
    [
        (f'<a href="{PAID}">Buy <span class="b">Ad</span></a>', "en", [("Ad", "clear")]),
        (f'<a href="{PAID}">購入 <small>PR</small></a>', "ja", [("PR", "clear")]),
        (f'<a href="{PAID}">Buy <span>PR</span></a>', "en", []),
        (f'<a href="{PAID}">Kaufen <span>Empfehlung</span></a>', "de", []),
        ('<a href="https://lamps.example">Lamps <span>Ad</span></a>', "en", []),
        (f'<a href="{PAID}">Larch lamp affiliate link</a>', "en", [("Larch lamp affiliate link", "weak")]),
        (f'<a href="{PAID}">落叶松灯返利链接</a>', "zh", [("落叶松灯返利链接", "weak")]),
        (f'<a href="{PAID}">落叶松灯（带 AFF）</a>', "zh", [("（带 AFF）", "weak")]),
        (f'<a href="{PAID}">How affiliate links pay</a>', "en", []),
        ('<a href="https://lamps.example">The story of an affiliate link</a>', "en", []),
    ],
)
def test_part_of_a_paying_link_may_be_its_label(link: str, language: str, expected: list[tuple[str, str]]) -> None:
    page = f"<html lang={language}><body><article><h1>L</h1><p>We like this lamp: {link} is good.</p></article>"
    found = Facts(read_article(Source("a.html", page))).disclosures
    assert [(item.text, item.strength) for item in found] == expected


@pytest.mark.parametrize(
    "page",
    [
        '<div class="ad-slot"><p>Advertisement</p></div><p>Our pick.</p>',
        "<p>Ways to earn:</p><ul><li>Sponsored content</li><li>Courses</li></ul>",
        '<ul><li><a href="https://lamps.example">affiliate links</a></li><li>Courses</li></ul>',
        "<h2>Advertising</h2><p>Our pick.</p>",
        "<ul><li>🤝 <b>Cooperation:</b> they search together</li><li>🤝 <b>Sponsored:</b> a word to learn</li></ul>",
        "<h2>Affiliate links</h2><p>How they <a href='https://lamps.example'>work</a>.</p>",
        "<h2>Promotion</h2><p>Later.</p><h2>Lamps</h2><p><a href='https://amzn.to/4lAmP0s'>Our pick</a></p>",
        '<p><a href="/about">About</a> | <a href="https://lamps.example/p">Affiliates</a> | <a href="/news">News</a></p>',
    ],
)
def test_labels_of_banners_lists_and_headings_are_no_disclosures(page: str) -> None:
    assert Facts(read_article(Source("a.html", page))).disclosures == []


def test_heading_over_paid_links_calls_them_what_they_are() -> None:
    page = "# Affiliate links\n\n[The lamp](https://amzn.to/4lAmP0s)\n\n## We earn a commission when you buy\n\n[It](https://amzn.to/4lAmP0s)\n"
    found = Facts(read_article(Source("a.md", page))).disclosures
    assert [(item.text, item.strength) for item in found] == [
        ("Affiliate links", "weak"),
        ("We earn a commission when you buy", "clear"),
    ]


def test_item_of_a_list_that_links_is_still_labelled() -> None:
    page = "- Test: the lamp for a year\n- Sponsored: [the lamp](https://lamps.example/x)\n"
    assert [item.text for item in Facts(read_article(Source("a.md", page))).disclosures] == ["Sponsored"]


STATEMENT = "As an Amazon Associate I earn from qualifying purchases."


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("pages/aviso-legal.md", f'"{STATEMENT}"', True),
        ("affiliate-disclosure/index.md", f"“{STATEMENT}”", True),
        ("p/a.md", f"---\ntitle: Affiliate Disclosure\n---\n«{STATEMENT}»", True),
        ("p/a.md", f"# Our disclosure\n\n> “{STATEMENT}”", True),
        ("privacy-policy.md", "“Hallway Lamps is a participant in the Amazon Services LLC Associates Program, a way for sites to earn advertising fees.”", True),
        ("how-to-write-a-disclosure.md", f'"{STATEMENT}"', False),
        ("p/a.md", f'Lampshop says:\n\n"{STATEMENT}"', False),
        ("disclosure.md", f'Others write “{STATEMENT}” on their pages.', False),
        ("disclosure.md", "“Always say that you earn a commission when readers buy.”", False),
        ("disclosure.md", "“Bread rises slowly.”", False),
    ],
)  # fmt: skip
def test_statement_in_quotation_marks_counts_on_pages_about_the_site(name: str, text: str, *, expected: bool) -> None:
    read = Facts(read_article(Source(name, f"{text}\n")))
    assert any(item.counts for item in read.disclosures) is expected


@pytest.mark.parametrize(
    ("page", "found"),
    [
        ("<div><b>Note</b>Affiliate link</div>", ["Affiliate link"]),
        ("<div><span>Transparência</span>Link de afiliado identificado</div>", ["Link de afiliado identificado"]),
        ("<div><span>Category</span>Desk lamps</div>", []),
        ("<div><a href=/x>Home</a><a href=/d>Advertising</a></div>", []),
        ("<div><a href=/x>Home</a><a href=/d>Affiliate links</a></div>", []),
        (
            "<p>The YouTube channel and its SponsorBlock list are of no use for a lamp that stands on a desk all the year long.</p>",
            [],
        ),
    ],
)
def test_a_caption_that_only_a_style_sets_apart_hides_no_label(page: str, found: list[str]) -> None:
    facts = Facts(read_article(Source("a.html", f"<html lang=pt>{page}" if "ê" in page else f"<html lang=en>{page}")))
    assert [item.text for item in facts.disclosures] == found


NOTICE = "We earn a commission when you buy through our links."
SOURCE = '<a href="https://talk.example/@mara/1">May 2</a>'


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (f'<blockquote class="twitter-tweet"><p>{NOTICE}</p>— Mara (@mara) {SOURCE}</blockquote>', False),
        (f'<blockquote class="bluesky-embed lamp" data-x="1"><p>{NOTICE}</p></blockquote>', False),
        (f'<blockquote class="instagram-media"><div><p>{NOTICE}</p></div></blockquote>', False),
        (f'<blockquote cite="https://lamphouse.example/about"><p>{NOTICE}</p></blockquote>', False),
        (f"> {NOTICE}\n>\n> — [Lamp House](https://lamphouse.example/about)", False),
        (f"> {NOTICE}\n> — [Lamp House](https://lamphouse.example/about)", False),
        (f"> {NOTICE}", True),
        (f"> {NOTICE}\n>\n> — Mara, your editor", True),
        (f"> {NOTICE}\n>\n> — [how we work](/about/)", True),
        (f'<blockquote class="notice"><p>{NOTICE}</p></blockquote>', True),
        (f"> {NOTICE}\n\n— [Lamp House](https://lamphouse.example/about)", True),
    ],
)
def test_what_others_say_in_embeds_and_quotations_is_no_disclosure(page: str, *, expected: bool) -> None:
    assert bool(Facts(read_article(Source("a.md", f"# Lamps\n\n{page}\n\nOur pick.\n"))).disclosures) is expected
