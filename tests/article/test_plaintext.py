from __future__ import annotations

from pathlib import Path

from tests.conftest import article


def test_text_without_blank_lines_is_split_into_headings_and_paragraphs() -> None:
    read = article((Path(__file__).parents[2] / "fixtures/articles/pasted.txt").read_text(encoding="utf-8"), "a.txt")
    headings = [block.text for block in read.blocks if block.kind == "heading"]
    assert headings == [
        "What Harrow’s Depot Stake Says About Small Stockrooms",
        "Why “Rent a Shelf” Is Not the Story",
        "Tools We Use",
        "Frequently Asked Questions",
        "What did Harrow buy?",
        "Why does it matter?",
    ]
    assert len(read.blocks) == 16
    assert read.title == headings[0]


def test_wrapped_paragraphs_are_joined() -> None:
    read = article(
        "A title\n\nThis is a paragraph that\nis wrapped over\nthree lines.\n\n- one item\n  that goes on\n- two\n\nThe end.\n",
        "a.txt",
    )
    assert [(block.kind, block.text) for block in read.blocks] == [
        ("heading", "A title"),
        ("paragraph", "This is a paragraph that is wrapped over three lines."),
        ("list-item", "one item that goes on"),
        ("list-item", "two"),
        ("paragraph", "The end."),
    ]


def test_bare_urls_are_links() -> None:
    (link,) = article("Buy it at https://shop.example/a?b=c.\nMore.", "a.txt").links
    assert link.raw == "https://shop.example/a?b=c"
