"""The JSON reader agrees with the standard library's, and its places hold."""

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


def whole(value: Any) -> Any:
    """Replace halves of surrogate pairs, as the reader does."""
    if isinstance(value, dict):
        return {whole(key): whole(item) for key, item in value.items()}
    if isinstance(value, list):
        return [whole(item) for item in value]
    return re.sub("[\ud800-\udfff]", "\ufffd", value) if isinstance(value, str) else value


@given(value=VALUES, ascii_only=st.booleans(), indent=st.sampled_from([None, 1]))
def test_it_reads_what_the_standard_library_reads(value: Any, *, ascii_only: bool, indent: int | None) -> None:
    text = json.dumps(value, ensure_ascii=ascii_only, indent=indent)
    assert plain(read_json(text)) == whole(json.loads(text))


@given(VALUES, st.integers(0, 200), st.sampled_from(list('{}[],:"\\0e-. x\n\x00')))
def test_it_refuses_what_the_standard_library_refuses(value: Any, at: int, char: str) -> None:
    text = json.dumps(value)
    broken = text[:at] + char + text[at:]
    try:
        expected = json.loads(broken, parse_constant=int)
    except ValueError:
        with pytest.raises(JsonError):
            read_json(broken)
    else:
        assert plain(read_json(broken)) == whole(expected)


@given(st.dictionaries(st.text(min_size=1), st.text(), min_size=1), st.text(alphabet=" \n", max_size=4))
def test_every_string_stands_where_it_says(value: dict[str, str], before: str) -> None:
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
def test_what_is_escaped_is_read_again_and_ends_no_script(value: str) -> None:
    written = escaped(value)
    assert json.loads(f'"{written}"') == value
    assert "</" not in written
    assert "<!--" not in written


@pytest.mark.parametrize(
    ("text", "offset"),
    [("[1,]", 2), ('{"a":1,}', 6), ("[NaN]", 1), ('["a\nb"]', 1), ('{"a" 1}', 5), ("[1", 2), ("", 0), ("1 2", 2)],
)
def test_an_error_says_where(text: str, offset: int) -> None:
    with pytest.raises(JsonError) as caught:
        read_json(text)
    assert caught.value.offset == offset
    assert not caught.value.too_deep


def test_deep_nesting_is_refused_and_said_to_be_deep() -> None:
    for text in ("[" * 100_000, '{"a":' * 100_000):
        with pytest.raises(JsonError) as caught:
            read_json(text)
        assert caught.value.too_deep


def test_of_duplicate_keys_the_last_counts() -> None:
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
def test_values_are_brought_together_with_how_they_are_written(value: str, written: str) -> None:
    where = places(value, written)
    assert where is not None
    assert len(where) == len(value)
    assert written[where[0].start : where[-1].end].strip() == written.strip()


def test_what_does_not_fit_has_no_places() -> None:
    assert places("abc", "abd") is None
    assert places("ab", "abc") is None
    assert places("abc", "ab") is None
