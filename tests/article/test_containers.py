"""The bodies of admonitions, directives and callouts are prose; closed ones hide what they hold."""

from __future__ import annotations

import pytest

from linter.article.model import OBJECT
from tests.conftest import article, check, rules

SENTENCE = "We earn a commission when you buy through links on this page."
BODY = "The [jug](https://www.amazon.com/dp/B0DEPOT001?tag=hallway-20) is big."
LINK = '\n\nThe <a rel="sponsored" href="https://www.amazon.com/dp/B0DEPOT001?tag=hallway-20">jug</a> is big.\n'


def prose(text: str, name: str = "a.md") -> list[str]:
    return [block.text for block in article(text, name).blocks if block.is_prose]


def indented(text: str) -> str:
    return "\n".join(f"    {line}" if line else "" for line in text.splitlines())


@pytest.mark.parametrize(
    "opener", ["!!! note", "???+ tip", "??? tip", "!!! note inline end", '=== "Tab"', '!!! note ""']
)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_indented_body_of_an_admonition_is_prose(opener: str, gap: str) -> None:
    read = article(f"First.\n\n{opener}{gap}{indented(f'{BODY}{chr(10) * 2}Second.')}\n\nLast.")
    assert [block.text for block in read.blocks if block.is_prose] == ["First.", "The jug is big.", "Second.", "Last."]
    assert [link.text for link in read.links] == ["jug"]


@pytest.mark.parametrize(
    "box",
    [
        f"```{{note}}\n{BODY}\n```",
        f"````{{admonition}}\n:class: big\n{BODY}\n````",
        f"~~~admonish\n{BODY}\n~~~",
        f"::: tip\n{BODY}\n:::",
        f":::{{tip}}\n{BODY}\n:::",
        f"/// note\n{BODY}\n///",
        f"> [!NOTE]\n> {BODY}",
        f"::: {{.callout-tip}}\n{BODY}\n:::",
    ],
)
def test_body_of_a_directive_is_prose(box: str) -> None:
    read = article(f"First.\n\n{box}\n\nLast.")
    assert [block.text for block in read.blocks if block.is_prose] == ["First.", "The jug is big.", "Last."]
    assert [link.text for link in read.links] == ["jug"]


@pytest.mark.parametrize(
    "box",
    [
        '!!! note "A *title* here"\n    Body.',
        '???+ note "A title here"\n\n    Body.',
        "```{note} A title here\nBody.\n```",
        '```admonish tip title="A title here"\nBody.\n```',
        "::: tip A title here\nBody.\n:::",
        ":::tip[A title here]\nBody.\n:::",
        '::: {.callout-tip title="A title here"}\nBody.\n:::',
        "/// note | A title here\nBody.\n///",
        "> [!tip] A title here\n> Body.",
    ],
)
def test_title_of_a_box_is_text_of_its_own(box: str) -> None:
    assert prose(box) == ["A title here", "Body."]


def test_nested_boxes_lists_and_code_keep_their_places() -> None:
    inner = '!!! tip "Inner"\n    Deep.\n\n        code\n\n- item\n\nOuter.'
    read = article(f"- a\n\n!!! note\n{indented(inner)}\n\nLast.")
    kinds = [(block.kind, block.text) for block in read.blocks if block.kind != "template"]
    assert kinds == [
        ("list-item", "a"), ("summary", "Inner"), ("paragraph", "Deep."), ("code", OBJECT), ("list-item", "item"),
        ("paragraph", "Outer."), ("paragraph", "Last."),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Some text.\n\n    not prose\n",
        "!!! note\n\nSome text.\n\n    not prose\n",
        "```text\n!!! note\n    not prose\n```\n\nSome text.",
        "```{code-block} python\nnot prose\n```\n\nSome text.",
        "```{r}\nnot prose\n```\n\nSome text.",
        "````\n::: tip\nnot prose\n:::\n````\n\nSome text.",
        "```{note}\nSome text.\n\n~~~python\nnot prose\n~~~\n```",
    ],
)
def test_code_stays_code(text: str) -> None:
    assert prose(text) == ["Some text."]


CLOSED = [
    f"??? note\n    {SENTENCE}",
    f'=== "Tab"\n\n    ??? note "More"\n        {SENTENCE}',
    f"::: details More\n{SENTENCE}\n:::",
    f"/// details | More\n{SENTENCE}\n///",
    f"```{{dropdown}} More\n{SENTENCE}\n```",
    f"```{{note}} More\n:class: dropdown\n{SENTENCE}\n```",
    f"```admonish note collapsible=true\n{SENTENCE}\n```",
    f"> [!note]- More\n> {SENTENCE}",
    f'::: {{.callout-note collapse="true"}}\n{SENTENCE}\n:::',
    f"::: {{.content-hidden}}\n{SENTENCE}\n:::",
    f"{{{{< details >}}}}\n{SENTENCE}\n{{{{< /details >}}}}",
    f"<Accordion title='More'>\n\n{SENTENCE}\n\n</Accordion>",
]
OPEN = [
    f"???+ note\n    {SENTENCE}",
    f'??? note "{SENTENCE}"\n    More.',
    f"::: details {SENTENCE}\nMore.\n:::",
    f"::: details More {{open}}\n{SENTENCE}\n:::",
    f"> [!note]+ More\n> {SENTENCE}",
    f"!!! note\n    {SENTENCE}",
    f'!!! note "{SENTENCE}"\n    More.',
    f"```{{note}}\n{SENTENCE}\n```",
    f"::: details More\nNothing.\n:::\n\n{SENTENCE}",
    f"<Accordion open>\n\n{SENTENCE}\n\n</Accordion>",
    f"<Accordion />\n\n{SENTENCE}\n\n<Accordion />",
]


@pytest.mark.parametrize("box", CLOSED)
def test_disclosure_in_a_box_that_is_closed_at_first_is_hidden(box: str) -> None:
    assert "disclosure/hidden" in rules(check(box + LINK))


@pytest.mark.parametrize("box", OPEN)
def test_disclosure_in_an_open_box_or_in_its_title_counts(box: str) -> None:
    assert [rule for rule in rules(check(box + LINK)) if rule in {"disclosure/hidden", "disclosure/missing"}] == []


def test_possessive_that_ends_an_admonition_is_found() -> None:
    found = check(f"!!! tip\n    {BODY} It costs less than most of Harrow’s\n\nMore text follows here.")
    assert {"text/cut-after-possessive", "disclosure/missing"} <= set(rules(found))
