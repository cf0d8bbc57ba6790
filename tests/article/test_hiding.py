"""What hides an element: always, until the reader acts, or on some screens only."""

from __future__ import annotations

import pytest

from linter.article.hiding import by_classes
from linter.article.regions import is_hidden
from tests.conftest import article, check

SENTENCE = "We earn a commission when you buy through links on this page."
LINK = '<p>The <a rel="sponsored" href="https://www.amazon.com/dp/B0DEPOT001?tag=hallway-20">jug</a> is big.</p>'


@pytest.mark.parametrize(
    ("classes", "hides"),
    [
        ("hidden", "hidden"),
        ("note invisible", "hidden"),
        ("tw-hidden", "hidden"),
        ("sr-only", "hidden"),
        ("sr-only not-sr-only", ""),
        ("sr-only md:not-sr-only", "small-screens"),
        ("is-hidden", "hidden"),
        ("uk-hidden", "hidden"),
        ("w3-hide", "hidden"),
        ("d-none d-print-block", "hidden"),
        ("collapse", "closed"),
        ("collapse show", ""),
        ("accordion-collapse collapse", "closed"),
        ("tab-pane fade", "closed"),
        ("tab-pane fade active", ""),
        ("modal fade", "closed"),
        ("hidden group-hover:block", "closed"),
        ("hidden open:flex", "closed"),
        ("hidden md:block", "small-screens"),
        ("hidden lg:flex p-4", "small-screens"),
        ("d-none d-md-block", "small-screens"),
        ("max-sm:hidden", "small-screens"),
        ("hidden-xs", "small-screens"),
        ("is-hidden-mobile", "small-screens"),
        ("hide-on-mobile", "small-screens"),
        ("md:hidden", "large-screens"),
        ("d-md-none", "large-screens"),
        ("visible-xs", "large-screens"),
        ("md:hidden lg:block", ""),
        ("hidden-gem", ""),
        ("overflow-hidden", ""),
        ("collapsed modal-body", ""),
        ("", ""),
    ],
)
def test_utility_classes_hide_as_their_framework_says(classes: str, hides: str) -> None:
    assert by_classes(classes) == hides
    read = article(f'<div class="{classes}"><p>Some text.</p></div>', "a.html")
    assert read.blocks[0].regions == ({hides} if hides else set())
    assert is_hidden({}, set(classes.split())) is (hides not in {"", "large-screens"})


def findings(html: str, name: str = "a.html") -> list[str]:
    return [
        item.rule
        for item in check(html + LINK, name)
        if item.rule.startswith("disclosure/") and item.severity == "error"
    ]


@pytest.mark.parametrize(
    "html",
    [
        f"<details open><summary>More</summary><p>{SENTENCE}</p></details>",
        f'<details class="x" open=""><summary>More</summary><p>{SENTENCE}</p></details>',
        f"<details><summary>{SENTENCE}</summary><p>More of it.</p></details>",
        f"<dialog open><p>{SENTENCE}</p></dialog>",
        f'<p class="hidden md:block">{SENTENCE}</p><p class="md:hidden">{SENTENCE}</p>',
        f'<div class="tab-pane active"><p>{SENTENCE}</p></div>',
    ],
)
def test_disclosure_that_is_open_or_shown_on_every_screen_counts(html: str) -> None:
    assert findings(html) == []


@pytest.mark.parametrize(
    "html",
    [
        f"<details><summary>More</summary><p>{SENTENCE}</p></details>",
        f"<details><summary>More</summary><details><summary>{SENTENCE}</summary></details></details>",
        f"<dialog><p>{SENTENCE}</p></dialog>",
        f"<div popover id=p>{SENTENCE}</div>",
        f'<div popover="manual">{SENTENCE}</div>',
        f'<div x-show="open">{SENTENCE}</div>',
        f'<div class="collapse">{SENTENCE}</div>',
        f'<p class="hidden md:block">{SENTENCE}</p>',
        f'<p class="md:hidden">{SENTENCE}</p>',
        f'<p class="hidden md:block">{SENTENCE}</p><p class="hidden lg:block">{SENTENCE}</p>',
        f"<p>See <span popover>{SENTENCE}</span> below.</p>",
    ],
)
def test_disclosure_that_is_closed_or_left_out_on_some_screens_is_hidden(html: str) -> None:
    assert findings(html) == ["disclosure/hidden"]


def test_open_details_in_markdown_and_mdx() -> None:
    text = f"<details open>\n<summary>More</summary>\n\n{SENTENCE}\n\n</details>\n\n"
    assert findings(text, "a.md") == []
    assert article(text.replace("open", "open={true}"), "a.mdx").blocks[1].regions == set()
