r"""Characters written as two halves of a surrogate pair, and halves without a partner."""

from __future__ import annotations

import pytest

from linter.article.frontmatter import read_front_matter
from linter.data.surrogates import joined_in
from linter.data.yaml_limits import load
from linter.data.yaml_nodes import read_yaml
from linter.source import Source

BULB = "\U0001f4a1"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (r'a: "Lamps \ud83d\udca1 for you"', f"Lamps {BULB} for you"),
        (r'a: "Lamps \uD83D\uDCA1"', f"Lamps {BULB}"),
        (r'a: "half \ud83d"', "half \ufffd"),
        (r'a: "turned \udca1\ud83d"', "turned \ufffd\ufffd"),
        (r'a: "a backslash \\ud83d"', r"a backslash \ud83d"),
        (r"a: '\ud83d\udca1'", r"\ud83d\udca1"),
        ('a: "\ue83d \\ud83d\\udca1"', f"\ue83d {BULB}"),
        (r'a: "\ue03d \ud83d\udca1 \ue83d"', f"\ue03d {BULB} \ue83d"),
    ],
)
def test_yaml_reads_pairs_as_one_character(text: str, value: str) -> None:
    assert load(text)[1] == {"a": value}
    assert read_yaml(text, "a.yml").plain() == {"a": value}


def test_keys_lists_and_aliases_are_read_alike() -> None:
    text = 'base: &b ["\\ud83d\\udca1"]\n"key \\ud83d\\udca1": *b\n'
    assert load(text)[1] == {"base": [BULB], f"key {BULB}": [BULB]}


@pytest.mark.parametrize(
    "text",
    [
        '---\ntitle: "Lamps \\ud83d\\udca1 for you"\nurl: https://shop.example/a\n---\nText.\n',
        '{\n  "title": "Lamps \\ud83d\\udca1 for you",\n  "url": "https://shop.example/a"\n}\nText.\n',
    ],
)
def test_front_matter_keeps_its_offsets(text: str) -> None:
    found = read_front_matter(Source("a.md", text))
    assert found is not None
    assert found.error is None
    assert found.data["title"] == f"Lamps {BULB} for you"
    url = found.get("url")
    assert url is not None
    assert text[url.start : url.end] == "https://shop.example/a"


def test_json_has_no_half_left() -> None:
    assert joined_in({"a\ud83d": ["b\udca1", 1, None]}) == {"a\ufffd": ["b\ufffd", 1, None]}


def test_of_several_documents_the_first_is_read_where_asked() -> None:
    assert load("---\ntitle: A lamp\n---\n", first=True)[1] == {"title": "A lamp"}
    assert load("---\ntitle: A lamp\n---\ntitle: B\n", first=True)[1] == {"title": "A lamp"}
    assert load("", first=True) == (None, None)
    with pytest.raises(ValueError, match="single document"):
        load("---\na: 1\n---\nb: 2\n")
