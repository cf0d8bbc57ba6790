"""The JSON reader accepts and rejects what the standard library does, and reports where each value stands."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.article.jsonpos import (
    JsonArray,
    JsonError,
    JsonNode,
    JsonObject,
    JsonScalar,
    JsonString,
    objects,
    read_json,
)
from linter.article.string_literals import escaped, places, unescaped

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


def plain(node: JsonNode) -> Any:
    if isinstance(node, JsonObject):
        return {key.value: plain(value) for key, value in node.members}
    if isinstance(node, JsonArray):
        return [plain(item) for item in node.items]
    return node.value if isinstance(node, JsonString) else json.loads(node.value)


def without_lone_surrogates(value: Any) -> Any:
    """Replace lone surrogates, as the reader does."""
    if isinstance(value, dict):
        return {without_lone_surrogates(key): without_lone_surrogates(item) for key, item in value.items()}
    if isinstance(value, list):
        return [without_lone_surrogates(item) for item in value]
    return re.sub("[\ud800-\udfff]", "\ufffd", value) if isinstance(value, str) else value


@given(value=VALUES, ascii_only=st.booleans(), indent=st.sampled_from([None, 1]))
def test_valid_json_is_read_as_by_the_standard_library(value: Any, *, ascii_only: bool, indent: int | None) -> None:
    text = json.dumps(value, ensure_ascii=ascii_only, indent=indent)
    assert plain(read_json(text)) == without_lone_surrogates(json.loads(text))


@given(VALUES, st.integers(0, 200), st.sampled_from(list('{}[],:"\\0e-. x\n\x00')))
def test_invalid_json_is_rejected_as_by_the_standard_library(value: Any, at: int, char: str) -> None:
    text = json.dumps(value)
    broken = text[:at] + char + text[at:]
    try:
        expected = json.loads(broken, parse_constant=int)
    except ValueError:
        with pytest.raises(JsonError):
            read_json(broken)
    else:
        assert plain(read_json(broken)) == without_lone_surrogates(expected)


@given(st.dictionaries(st.text(min_size=1), st.text(), min_size=1), st.text(alphabet=" \n", max_size=4))
def test_string_spans_match_the_text(value: dict[str, str], before: str) -> None:
    text = before + json.dumps(value)
    node = read_json(text)
    assert isinstance(node, JsonObject)
    for key, item in node.members:
        assert isinstance(item, JsonString)
        for found in (key, item):
            assert text[found.start - 1] == text[found.end] == '"'
            assert unescaped(text[found.start : found.end]) == found.value
            where = places(found.value, text[found.start : found.end])
            assert where is not None
            for char, place in zip(found.value, where, strict=True):
                assert unescaped(text[found.start + place.start : found.start + place.end]) == char


@given(st.text())
def test_escaped_text_round_trips_and_cannot_end_a_script(value: str) -> None:
    written = escaped(value)
    assert json.loads(f'"{written}"') == value
    assert "</" not in written
    assert "<!--" not in written


@pytest.mark.parametrize(
    ("text", "offset"),
    [("[1,]", 2), ('{"a":1,}', 6), ("[NaN]", 1), ('["a\nb"]', 1), ('{"a" 1}', 5), ("[1", 2), ("", 0), ("1 2", 2)],
)
def test_error_has_the_offset(text: str, offset: int) -> None:
    with pytest.raises(JsonError) as caught:
        read_json(text)
    assert caught.value.offset == offset
    assert not caught.value.too_deep


def test_deep_nesting_is_rejected_as_too_deep() -> None:
    for text in ("[" * 100_000, '{"a":' * 100_000):
        with pytest.raises(JsonError) as caught:
            read_json(text)
        assert caught.value.too_deep


def test_last_duplicate_key_wins() -> None:
    node = read_json('{"a": 1, "a": 2}')
    assert isinstance(node, JsonObject)
    assert node.get("a") == JsonScalar("2", 14, 15)
    assert list(objects(node)) == [node]


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("It's 5 kg", "It''s 5 kg"),
        ("two lines", "two\n    lines"),
        ("a\nb\n", "  a\n  b\n"[2:]),
        ("caf\u00e9", "caf\\u00e9"),
        ("\U0001f600 x", "\\ud83d\\ude00 x"),
        ('say "hi"', 'say \\"hi\\"'),
        ("c:\\x", "c:\\x"),
    ],
)
def test_places_map_a_value_to_its_written_form(value: str, written: str) -> None:
    where = places(value, written)
    assert where is not None
    assert len(where) == len(value)
    assert written[where[0].start : where[-1].end].strip() == written.strip()


def test_places_are_none_when_the_value_differs() -> None:
    assert places("abc", "abd") is None
    assert places("ab", "abc") is None
    assert places("abc", "ab") is None
