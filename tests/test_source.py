from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.source import Position, Source, UnitEncoding, UnreadableSourceError

LINES = st.text(alphabet=st.sampled_from("ab é😀\u0301\t\n\r日"), max_size=60)


def test_positions_count_code_points_and_all_line_ends() -> None:
    source = Source("a.md", "é😀b\r\nx\ry\nz")
    assert source.position(2) == Position(1, 3, 2)
    assert source.position(5) == Position(2, 1, 5)
    assert source.position(7) == Position(3, 1, 7)
    assert source.position(len(source.text)) == Position(4, 2, 10)
    assert [source.text[slice(*source.line_span(line))] for line in (1, 2, 3, 4)] == ["é😀b", "x", "y", "z"]


def test_byte_order_mark_has_an_offset_but_no_column() -> None:
    source = Source.decode("a.md", b"\xef\xbb\xbfab")
    assert source.text == "\ufeffab"
    assert source.position(1) == Position(1, 1, 1)
    assert source.line_span(1) == (1, 3)


@pytest.mark.parametrize(
    ("data", "encoding", "text"),
    [
        ("<meta charset=Shift_JIS>日本".encode("shift_jis"), "shift_jis", "日本"),
        (b'<?xml version="1.0" encoding="ISO-8859-1"?>\xe9', "windows-1252", "é"),
        ("# -*- coding: euc-jp -*-\n日本".encode("euc-jp"), "euc-jp", "日本"),
        ("日本".encode("utf-16"), "utf-16le", "日本"),
        (b"<meta charset='no-such-thing'>\xc3\xa9", "utf-8", "é"),
        (b"", "utf-8", ""),
    ],
)
def test_declared_charset_is_used(data: bytes, encoding: str, text: str) -> None:
    source = Source.decode("a.html", data)
    assert source.encoding == encoding
    assert source.text.endswith(text)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"ab\xff", "not valid UTF-8, and no charset is declared (byte 2)"),
        (b"<meta charset=utf-8>\xff", "not valid utf-8, the charset it declares (byte 20)"),
        (b"\x89PNG\x00\x00\x00\x0d".replace(b"\x89", b"x") + bytes(20), "looks like a binary file"),
    ],
)
def test_unreadable_data_is_reported_with_its_byte(data: bytes, message: str) -> None:
    with pytest.raises(UnreadableSourceError) as raised:
        Source.decode("a.md", data)
    assert message in str(raised.value)


def test_configured_encoding_overrides_a_declared_one() -> None:
    assert Source.decode("a.md", "日本".encode("shift_jis"), "shift_jis").text == "日本"
    with pytest.raises(UnreadableSourceError, match="unknown encoding"):
        Source.decode("a.md", b"a", "no-such")


@given(LINES, st.data())
def test_byte_offsets_map_to_code_points(text: str, data: st.DataObject) -> None:
    source = Source("a.md", text)
    points = data.draw(st.lists(st.integers(0, len(text)), max_size=8))
    for point in points:
        assert source.from_utf8(len(text[:point].encode())) == point


@given(LINES)
def test_position_round_trips_to_the_offset(text: str) -> None:
    source = Source("a.md", text)
    for offset in range(len(text) + 1):
        position = source.position(offset)
        assert source.line_starts[position.line - 1] + position.column - 1 == offset


@given(LINES, st.sampled_from(["utf-8", "utf-16", "utf-32"]), st.data())
def test_unit_position_round_trips_to_the_offset(text: str, encoding: UnitEncoding, data: st.DataObject) -> None:
    source = Source("a.md", text)
    for offset in data.draw(st.lists(st.integers(0, len(text)), max_size=8)):
        line, column = source.unit_position(offset, encoding)
        start = source.line_starts[line]
        codec, size = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}[encoding]
        assert column * size == len(text[start:offset].encode(codec))
        inside_a_line_end = text[max(offset - 1, 0) : offset + 1] == "\r\n"
        assert source.from_unit_position(line, column, encoding) == offset - inside_a_line_end


def test_unit_position_is_clamped_to_its_line_and_character() -> None:
    source = Source("a.md", "\ufeffa😀\r\nb")
    assert source.unit_position(3, "utf-16") == (0, 4)
    assert source.from_unit_position(0, 3, "utf-16") == 2
    assert source.from_unit_position(0, 99, "utf-16") == 3
    assert source.from_unit_position(7, 0, "utf-16") == len(source.text)


@pytest.mark.parametrize(("text", "offset"), [("ab\ud800", 2), ("\0" * 9, 0)])
def test_buffer_with_surrogates_or_binary_data_is_refused(text: str, offset: int) -> None:
    with pytest.raises(UnreadableSourceError) as raised:
        Source.of_buffer("a.md", text)
    assert raised.value.offset == offset
