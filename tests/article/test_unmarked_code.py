from __future__ import annotations

import pytest

from linter.article.unmarked_code import delimited_spans
from tests.conftest import article


def kinds(text: str, name: str = "a.md") -> list[str]:
    return [block.kind for block in article(text, name).blocks]


@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        ("=CODE_START=", "=CODE_END="),
        ("[perl]", "[/perl]"),
        ("[[begin-listing]]", "[[end-listing]]"),
        ("%% CODE START %%", "%% Code stop %%"),
    ],
)
def test_what_stands_between_delimiters_of_a_sites_own_is_code(opening: str, closing: str) -> None:
    text = f"We pack the box.\n\n{opening}\n\n# Open the lid of the\n# box first.\n\npack box\n\n{closing}\n\nThen we ship it.\n"
    assert kinds(text) == ["paragraph", *["code"] * 5, "paragraph"]


def test_a_delimiter_that_is_never_closed_is_text() -> None:
    text = "=CODE_START=\n\nWe pack the box.\n"
    assert delimited_spans(text) == []
    assert kinds(text) == ["paragraph", "paragraph"]


def test_a_sentence_about_starting_is_no_delimiter() -> None:
    assert delimited_spans("The code start is on page 4.\n- start of code\n\nThe code ends there.\n") == []


def test_headings_on_lines_that_touch_are_a_comment() -> None:
    assert (
        kinds("# This box is free: you can open it\n# or close it under the terms of the\n# depot.\n") == ["code"] * 3
    )
    assert kinds("# Boxes\n\n# Shelves\n\n# Lamps\n") == ["heading"] * 3
    assert kinds("# Boxes\n## Shelves\n### Lamps\n") == ["heading"] * 3


def test_indented_lines_behind_a_line_of_text_are_code() -> None:
    assert kinds("Pack it so:\n\tpack box\n\tship box\n") == ["code"]
    assert kinds("Pack it so:\n    the box goes first.\n") == ["paragraph"]
    assert kinds("- Pack it so:\n\n    the box goes\n    first\n") == ["list-item", "list-item"]


def test_indented_paragraphs_of_plain_text_are_code_where_others_are_not() -> None:
    prose = "The depot opens in spring and\nit closes late.\n\nIt has three doors and\ntwo gates.\n\n"
    code = "    pack box\n    ship box\n\n"
    assert kinds(prose + code + prose, "a.txt") == ["paragraph", "paragraph", "code", "paragraph", "paragraph"]
    assert "code" not in kinds(code * 3, "a.txt")
