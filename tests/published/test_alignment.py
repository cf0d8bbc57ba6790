"""Which blocks of a page are which of its article."""

from __future__ import annotations

from linter.published.learning.alignment import END, Alignment, align
from tests.conftest import article

FIRST = "The kettle boils in four minutes and holds its heat for an hour."
SECOND = "We poured, we waited, and we wrote down what the thermometer said."
THIRD = "Nothing about it has changed in two winters but the colour of its lid."


def aligned(source: str, body: str) -> Alignment | None:
    return align(article(source, "a.md"), article(f"<html><body>{body}</body></html>", "a.html"))


def test_gap_is_what_the_page_shows_where_a_call_stands() -> None:
    found = aligned(
        f"{FIRST}\n\n{{{{< jar >}}}}\n\n{SECOND}\n",
        f"<nav><p>Home</p></nav><p>{FIRST}</p><p>Buy a jar</p><p>{SECOND}</p><footer><p>End</p></footer>",
    )
    assert found == Alignment((0, 2), (1, 3))
    assert (found.gap(1), found.gap(0), found.gap(2)) == ((2, 2), (1, 2), (3, END))
    assert [found.side(block) for block in range(5)] == [-1, 0, 0, 0, 1]


def test_block_is_known_by_its_beginning_where_a_call_goes_on_in_it() -> None:
    found = aligned(f"{FIRST} {{{{< jar >}}}}\n\n{SECOND}\n", f"<p>{FIRST} Buy a jar</p><p>{SECOND}</p>")
    assert found == Alignment((0, 1), (0, 1))


def test_what_stands_twice_or_out_of_order_is_left_out() -> None:
    found = aligned(
        f"# Kettle\n\n{FIRST}\n\n{SECOND}\n\n{THIRD}\n",
        f"<p>Kettle</p><p>{THIRD}</p><h1>Kettle</h1><p>{FIRST}</p><p>{SECOND}</p>",
    )
    assert found == Alignment((1, 2), (3, 4))


def test_pages_of_other_words_have_nothing_in_common() -> None:
    assert aligned(f"{FIRST}\n", f"<p>{SECOND}</p>") is None
    assert aligned("", f"<p>{SECOND}</p>") is None
