"""MDX has no indented code: what is indented is read like anything else, at its own place."""

import pyromark
import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.article import read_article
from linter.article.markdown_in_html import KRAMDOWN
from linter.article.mdx_indentation import without_indented_code
from linter.source import Source

_OPTIONS = pyromark.Options.ENABLE_TABLES
_LINES = st.lists(
    st.tuples(
        st.sampled_from(["", "  ", "    ", "\t", "        ", "   "]),
        st.sampled_from(
            ["", "word", "<div>", "</div>", "- item", "1. one", "> said", "```", "# Head", "é [a](https://a.example)"]
        ),
        st.sampled_from(["\n", "\r\n"]),
    ),
    max_size=12,
)


def _blocks(text: str) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in read_article(Source("a.mdx", text)).blocks]


def _is_unindented(text: str) -> bool:
    return not any(
        isinstance(event, dict) and event.get("Start") == {"CodeBlock": "Indented"}
        for event, _ in pyromark.events_with_range(text, options=_OPTIONS)
    )


def test_paragraphs_and_lists_in_indented_elements_are_read() -> None:
    text = "<div>\n\n        <p>Lamps</p>\n\n    burn **long**\n    and bright\n\n        - oil\n\n</div>\n"
    assert _blocks(text) == [("paragraph", "Lamps"), ("paragraph", "burn long and bright"), ("list-item", "oil")]


def test_an_indented_fence_is_code_up_to_its_indented_end() -> None:
    text = "<Tabs>\n\n    ```sh\n    lamp --on\n    ```\n\n    It burns.\n</Tabs>\n"
    assert [block for block in _blocks(text) if block[0] in {"code", "paragraph"}] == [
        ("code", "\ufffc"),
        ("paragraph", "It burns."),
    ]


def test_a_paragraph_of_a_list_item_stays_in_its_item() -> None:
    assert _blocks("- oil\n\n      burns\n\n- gas\n") == [
        ("list-item", "oil"),
        ("list-item", "burns"),
        ("list-item", "gas"),
    ]


def test_a_link_in_indented_text_stands_where_it_is_written() -> None:
    text = "Ä lamp.\n\n\t[Here](https://depot.example/) it is.\n"
    (link,) = read_article(Source("a.mdx", text)).links
    assert text[link.start : link.end] == "[Here](https://depot.example/)"


def test_markdown_keeps_its_indented_code() -> None:
    assert [block.kind for block in read_article(Source("a.md", "Run:\n\n    lamp --on\n")).blocks] == [
        "paragraph",
        "code",
    ]


def test_elements_in_indented_code_open_nothing() -> None:
    text = "It printed:\n\n    <ul class=lamps>\n        <a href=#></a>\n\nAnd:\n\n    <a href=''>Next</a>\n\n<div>\n\n    <p>Oil</p>\n</div>\n"
    article = read_article(Source("a.md", text), engine=KRAMDOWN)
    assert article.links == []
    assert [block.kind for block in article.blocks] == ["paragraph", "code", "paragraph", "code", "paragraph"]


@pytest.mark.parametrize("start", ["", "\n", "# Lamps\n", "Lamps\n\n", "***\n"])
def test_indentation_behind_any_block_is_no_code(start: str) -> None:
    assert _is_unindented(without_indented_code(f"{start}\n    burn\n\n        long\n", _OPTIONS))


@given(_LINES)
def test_only_blanks_move(lines: list[tuple[str, str, str]]) -> None:
    text = "".join(indent + content + ending for indent, content, ending in lines)
    moved = without_indented_code(text, _OPTIONS)
    assert len(moved) == len(text)
    assert [(at, sign) for at, sign in enumerate(moved) if not sign.isspace()] == [
        (at, sign) for at, sign in enumerate(text) if not sign.isspace()
    ]
    assert moved.count("\n") == text.count("\n")
