"""Input that once crashed or hung a parser must be checked completely. bench/ measures how fast."""

from __future__ import annotations

import pytest

from tests.conftest import report

CASES = {
    "spaces in a title": ("a.md", "---\ntitle: a" + " " * 20_000 + "b\n---\nx"),
    "open braces": ("a.mdx", "{ " * 8_000),
    "open components": ("a.mdx", "<A {" * 8_000),
    "long word": ("a.md", "a" * 100_000),
    "open comments": ("a.md", "{# " * 5_000),
    "open tags": ("a.md", "<% " * 5_000),
    "open shortcodes": ("a.md", "{{< a " * 20_000),
    "open values": ("a.md", "{{ a " * 20_000),
    "open code": ("a.md", "{{< highlight a >}} {% highlight a %} {% comment %} " * 2_000),
    "open template literals": ("a.mdx", "{`${" * 20_000),
    "open suppressions": ("a.md", "<!-- affilint-disable text -->\n\nrat rat here\n\n" * 2_000),
    "suppressions in a row": ("a.md", "<!-- affilint-disable-next-line text -->\n\n" * 2_000),
    "spaces in a page": ("a.html", "<p>a" + " " * 50_000 + "b\n c</p>"),
    "brackets after an address": ("a.md", "http://a.b/x" + ")" * 50_000),
    "blank lines": ("a.md", "affilint" + "\n" * 20_000),
    "links in one paragraph": ("a.md", "word [a](b) " * 5_000),
    "code and templates": ("a.md", "`a` {{ x }} b " * 4_000),
    "questions": ("a.md", "## FAQ\n\n" + "### Is it?\n\nYes.\n\n" * 2_000),
    "nested elements": ("a.html", "<div>" * 10_000 + "x"),
    "wrong nesting": ("a.html", "<i>" * 10_000 + "</b>" * 10_000),
    "front matter without end": ("a.md", "---\na: " + "[" * 50_000 + "\n---\naffilint x"),
    "aliases that multiply": (
        "a.md",
        "---\na0: &a0 [x, x]\n"
        + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 40))
        + "---\naffilint x",
    ),
    "mixed pairs": ("a.md", 'A “word" here. ' * 20_000),
    "mixed pairs in many blocks": ("a.md", 'A “word" here, and ‘80s.\n\n' * 10_000),
    "quotations alone": ("a.md", "“Own the shelf, and you own the year.”\n\nIt is so.\n\n" * 5_000),
    "names in two spellings": ("a.md", "PayPal and Paypal and Pay Pal. " * 10_000),
    "open blocks of questions": ("a.md", "<!-- wp:yoast/faq-block {" * 20_000),
    "many names": (
        "a.md",
        " ".join(f"Name{chr(97 + n % 26)}{chr(97 + n // 26 % 26)}Pal Namepal" for n in range(20_000)),
    ),
    "open brackets": ("a.md", "( a " * 30_000),
    "one phrase": ("a.md", "the plan of " * 20_000),
    "halves of words": ("a.md", "One plan is here. Every plan adds boxes and raises the transfe\n\n" * 2_000),
    "dangling marks": ("a.md", "Every plan adds boxes and raises the price,\n\n## Plan\n\n" * 2_000),
    "touching links": ("a.md", "with[with](b)with " * 5_000),
    "stars": ("a.md", "**a " * 20_000),
    "directives": ("a.md", "<!-- affilint-disable text -->\n\n<!-- affilint-enable text -->\n\n" * 500),
}


@pytest.mark.parametrize("case", CASES, ids=str)
def test_hostile_input_is_checked_without_failure(case: str) -> None:
    name, text = CASES[case]
    found = report(text, name)
    assert found.failures == []
    assert found.files == 1


@pytest.mark.parametrize(
    "tail",
    [
        '<a href="#x">',
        '<a href=#x><img src=data:x alt="">',
        '<a href="https://www.amazon.com/dp/B0DEPOT001"><img alt="Best Buy"></a>',
    ],
)
@pytest.mark.parametrize("name", ["a.html", "a.mdx", "a.md"])
def test_link_behind_the_last_block_stands_in_none(tail: str, name: str) -> None:
    for text in (f"</p>{tail}", f"<p>Words.</p>\n\n{tail}", tail):
        assert report(text, name).failures == []
