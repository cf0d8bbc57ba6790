"""Notices that say it in two sentences, in two blocks, or with a slip in a word."""

from __future__ import annotations

import pytest

from linter.facts.disclosure.detector import DisclosureDetector
from linter.facts.disclosure.misspellings import Misspellings
from tests.conftest import check

LINK = "The jug is [here](https://www.amazon.com/dp/B0DEPOT001?tag=hallway-20)."


def strengths(text: str, language: str = "en") -> list[str]:
    return [match.strength for match in DisclosureDetector.default().find(text, language)]


def verdict(notice: str) -> list[str]:
    """Return what is said of the disclosure of an article that begins with a notice."""
    found = check(f"---\ntitle: A jug\n---\n{notice}\n\nIt pours well.\n\n{LINK}\n")
    return [one.rule.removeprefix("disclosure/") for one in found if one.rule.startswith("disclosure/")]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("This page contains affiliate links. When you order by them we get a small share.", "en"),
        ("Links with a leaf are affiliate links. Order there and the shop sends us a few percent.", "en"),
        ("If you order by these, a small share comes to me. This page contains affiliate links.", "en"),
        ("This page has affiliate links. You pay nothing extra; we get something.", "en"),
        ("Affiliate links. I get paid.", "en"),
        ("Some of these are affiliate links. Harrow and Lamp earns a small commission at no extra cost to you.", "en"),
        ("Diese Seite enthält Affiliate-Links. Lampenhaus kann eine Provision erhalten.", "de"),
        (
            "These are marked A or B to show whether the income will go to Lamp House or Brightwell. Some of these are my own affiliate links.",
            "en",
        ),
        ("Dieser Text enthält Affiliate-Links. Bestellst du darüber, bekomme ich ein paar Prozent.", "de"),
        ("Alguns links são de afiliados. Se você pedir por eles, recebemos uma pequena parte.", "pt"),
    ],
)
def test_sentences_of_one_block_are_clear_together(text: str, language: str) -> None:
    assert "clear" in strengths(text, language)


@pytest.mark.parametrize(
    "text",
    [
        "This page contains affiliate links. We only write about jugs that we own.",
        "This page contains affiliate links. We don't get anything for them.",
        "This page contains affiliate links. Potters never paid us for a review.",
        "This page contains affiliate links. Do we get paid?",
        "This page contains affiliate links. Potteries earn a fortune from such jugs.",
        "This page contains affiliate links. It is about jugs. It is long. We get a small share of what we sell.",
    ],
)
def test_a_weak_sentence_stays_weak_beside_what_says_nothing_of_it(text: str) -> None:
    assert "clear" not in strengths(text)
    assert "weak" in strengths(text)


def test_a_denial_of_other_links_stays_a_denial() -> None:
    assert strengths("This page contains affiliate links. We do not earn from other links.") == ["weak", "negated"]


@pytest.mark.parametrize(
    ("notice", "expected"),
    [
        ("<p>This page contains affiliate links.</p>\n<p>Order by them and we get a small share.</p>", []),
        ("<div><h4>Affiliate links</h4>\n<p>Order by them and we get a small share.</p></div>", []),
        ("- Contains affiliate links\n- We get a small share", []),
        ("> Contains affiliate links.\n>\n> We get a small share when you order.", []),
        ("Contains affiliate links.\n\n## Sizes\n\nWe get a small share of mail about handles.", ["weak-wording"]),
        ("<div>Contains affiliate links.</div><aside><p>We get a small share.</p></aside>", ["weak-wording"]),
        ("### Affiliate disclosure\n\nWe are compensated.", []),
        ("**Disclosure:** You order, we get a little.", []),
        ("<div><strong>Affiliate notice</strong><p>We get a small share.</p></div>", []),
        ("### Affiliate disclosure\n\nWe keep every jug for a year.", ["missing"]),
        ("### Affiliate disclosure\n\nWe get no share of anything.", ["missing"]),
        ("### How we write an affiliate disclosure for every single page\n\nWe are compensated.", ["missing"]),
        ("### About jugs\n\nWe are compensated.", ["missing"]),
    ],
)
def test_blocks_of_one_box_are_read_together(notice: str, expected: list[str]) -> None:
    assert verdict(notice) == expected


@pytest.mark.parametrize(
    "text",
    [
        "As an Amazon Assosiate I earn from qualifying purchases.",
        "As an Amazon Associate I earn from qualifing purchases.",
        "As an Amazon Asscociate I earn from qualifiying purcahses.",
        "If you order by our links we may earn a comission.",
        "If you order by our links we may earn a commision.",
        "We get a small comission if you order by our afiliate links.",
        "As an Amazon&nbsp;Associate I earn from&nbsp;qualifying purchases.",
        "As an Amazon Associate < I earn from qualifying purchases.",
    ],
)
def test_a_slip_in_a_notice_does_not_make_it_none(text: str) -> None:
    assert strengths(text) == ["clear"]


@pytest.mark.parametrize(
    "text", ["This page uses afiliate links.", "Some links are affilate links.", "It has affliate links."]
)
def test_a_slip_makes_a_weak_sentence_no_clearer(text: str) -> None:
    assert strengths(text) == ["weak"]


@pytest.mark.parametrize("text", ["The omission earns us nothing.", "We purchased jugs from an associated pottery."])
def test_words_that_mean_themselves_disclose_nothing(text: str) -> None:
    assert "clear" not in strengths(text)


def test_misspellings_keep_the_first_and_the_last_letter() -> None:
    read = Misspellings(["purchases", "commission"], {"purchase"}.__contains__).corrected
    assert read(" purcahses purchased purchaser purchase omission comision commissiom ") == (
        " purchases purchased purchaser purchase omission commission commissiom "
    )


def test_a_table_of_contents_repeats_a_notice_that_stands_below() -> None:
    said = "We earn a commission when you buy through links on this page."
    link = '<p>The jug is <a rel="sponsored" href="https://www.amazon.com/dp/B0DEPOT001?tag=hallway-20">here</a>.</p>'
    body = f'<h1>A jug</h1>{link}<h2 id="said">{said}</h2>'
    for beside in ("", f'<nav><ul><li><a href="#top">A jug</a></li><li><a href="#said">{said}</a></li></ul></nav>'):
        page = f"<!doctype html><html lang='en'><body>{beside}<main>{body}</main></body></html>"
        found = [one.rule for one in check(page, "a.html") if one.rule.startswith("disclosure/")]
        assert found == ["disclosure/after-first-link"]
    bar = (
        f"<!doctype html><html lang='en'><body><nav><p>{said}</p></nav><main><h1>A jug</h1>{link}</main></body></html>"
    )
    assert not [one for one in check(bar, "a.html") if one.rule == "disclosure/after-first-link"]
