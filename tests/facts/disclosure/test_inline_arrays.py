"""Texts that a page of code holds in an array and prints right there disclose where the array stands."""

from __future__ import annotations

import pytest

from linter.facts import Facts
from linter.facts.options import FactOptions
from tests.conftest import article

URL = "https://www.amazon.com/dp/B0LAMP0001?tag=brightwell-20"
NOTE = "We earn a commission when you buy through our links."
LAMP = f'<p>This lamp never flickered in a month of use. <a href="{URL}">Look at it</a></p>'


def page(array: str, name: str = "page.tsx", *, behind: str = LAMP) -> Facts:
    """Return the facts of an English page that prints an array above its link."""
    markup = f'<main lang="en">\n<h1>Lamps</h1>\n{array.replace("@", NOTE)}\n{behind}\n</main>'
    text = f"export default function Page() {{\n  return (\n{markup}\n  );\n}}\n" if name.endswith("tsx") else markup
    return Facts(article(text, name), FactOptions())


def said(facts: Facts) -> list[str]:
    """Return the words that disclose."""
    return [item.text for item in facts.disclosures]


PRINTED = [
    '{[{ title: "Tested", text: "For a month." }, { title: "Free", text: "@" }].map((one) => <p>{one.text}</p>)}',
    "{[\n  { text: '@' },\n].map(one => (\n  <div key={one.text}><p>{one.text}</p></div>\n))}",
    '{["It is Brightwell\'s best.", "@"].map((text) => <li>{text}</li>)}',
    '{([{ "text": `@` }] as const).map(({ text: words }, at) => <li key={at}>{words}</li>)}',
    '{[{ icon: <b>x</b>, text: "@" }].map(function_ => <p>{function_.text}</p>)}',
]


@pytest.mark.parametrize("array", PRINTED)
@pytest.mark.parametrize("name", ["page.tsx", "index.astro"])
def test_what_a_map_prints_of_an_inline_array_discloses(array: str, name: str) -> None:
    facts = page(array, name)
    assert said(facts) == [NOTE]
    source = facts.article.source.text
    assert source[facts.disclosures[0].start : facts.disclosures[0].end] == NOTE
    assert facts.disclosures[0].start < facts.affiliate_links[0].link.start


@pytest.mark.parametrize(
    "array",
    [
        '{[{ title: "Free", text: "@" }].map((one) => <p>{one.title}</p>)}',
        '{[{ title: "Free", text: "@" }].map((one) => <Box about={one.text} />)}',
        '{[{ text: "@" }].filter((one) => one.paid).map((one) => <p>{one.text}</p>)}',
        '{[{ text: "@" }].length}',
        '{[{ text: "Ad" }, { text: "Lamp" }].map((one) => <p>{one.text}</p>)}',
    ],
)
def test_what_no_map_prints_does_not(array: str) -> None:
    assert said(page(array)) == []


def test_a_text_in_a_footer_stands_there() -> None:
    array = f"<footer>{PRINTED[0]}</footer>".replace("@", NOTE)
    assert [item.origin for item in page("", behind=f"{LAMP}{array}").disclosures] == ["footer"]


def test_an_escaped_mark_is_part_of_the_text() -> None:
    array = r"{['We don\'t sell lamps, but we earn a commission when you buy through our links.'].map((text) => <li>{text}</li>)}"
    assert len(said(page(array))) == 1
