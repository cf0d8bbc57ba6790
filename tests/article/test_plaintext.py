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


def test_diagrams_and_json_are_no_prose() -> None:
    def kinds(text: str) -> set[str]:
        return {block.kind for block in article(text, "a.txt").blocks}

    assert kinds("@startuml\nKeeper -> Depot : [insert link]\nnote left: TODO: lids\n@enduml\n") == {"code"}
    assert kinds('{"name": "Harrow",\n\n "body": "Hello %s, lids save XX% there."}\n') == {"code"}
    assert kinds('[{"name": "Harrow"}, {"name": "Tennby"}]\n') == {"code"}
    assert kinds('{"name": "Harrow"}\n{"name": "Tennby"}\n') == {"code"}
    assert "code" not in kinds('["Harrow" is a depot that we like.\n\nIt has lids.\n')
    assert "code" not in kinds("[insert link]\n\nThe depot has lids that we like.\n")
