"""Metadata of Pelican and MkDocs at the start of an article is front matter, and a paragraph like it is not."""

from __future__ import annotations

import pytest

from tests.conftest import article

PELICAN = "Title: A lamp\nDate: 2024-01-01\nTags: desk,\n    lamps\nPaid: True\n\nIt is bright.\n"


def test_metadata_is_read_with_its_places() -> None:
    read = article(PELICAN)
    found = read.front_matter
    assert found is not None
    assert found.data == {"title": "A lamp", "date": "2024-01-01", "tags": "desk, lamps", "paid": True}
    title = found.get("title")
    assert title is not None
    assert PELICAN[title.start : title.end] == "A lamp"
    assert [block.text for block in read.blocks] == ["It is bright."]


@pytest.mark.parametrize(
    "text",
    [
        "Title: A lamp\n\nIt is bright.\n",
        "Title: The lamp\nand its date: now\n\nText\n",
        "Note: bright\nDate: today\n\nText\n",
        "Title: a\nDate: b\nText at once.\n",
        "    title: a\n    date: b\n\nText\n",
    ],
)
def test_paragraph_is_no_metadata(text: str) -> None:
    assert article(text).fence is None


def test_metadata_may_be_all_that_there_is() -> None:
    found = article("Title: a\r\nDate: b\r\n").front_matter
    assert found is not None
    assert found.data == {"title": "a", "date": "b"}
