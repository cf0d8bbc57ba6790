"""Character encodings are those of the WHATWG's standard, and fixing changes no byte outside its edits in any of them."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linter.configuration.resolver import ConfigResolver
from linter.encodings import decode, encode, encoding_of, labels
from linter.running.fixing import fix_paths
from linter.source import Source, UnreadableSourceError

NAMES = sorted({encoding_of(label) or "" for label in labels()} - {"replacement"})
DOUBLED, SINGLE = "The plan has a cost cost that is on the page. ", "The plan has a cost that is on the page. "


@pytest.mark.parametrize(
    "name",
    [
        "unicode_escape",
        "raw_unicode_escape",
        "utf-8-sig",
        "utf-7",
        "idna",
        "punycode",
        "rot13",
        "hex",
        "mbcs",
        "\0",
        "",
    ],
)
def test_codec_of_python_that_is_no_label_is_unknown(name: str) -> None:
    assert encoding_of(name) is None


@pytest.mark.parametrize(
    ("label", "data", "text"),
    [
        (" Latin1\n", b"\x80\x81\xe9", "€\x81é"),
        ("iso-8859-9", b"\xfd", "ı"),
        ("koi8-ru", b"\xae\xbe", "ўЎ"),
        ("windows-1255", b"\xca", "\u05ba"),
        ("tis-620", b"\x80\xa1", "€ก"),
        ("x-user-defined", b"a\x80\xff", "a\uf780\uf7ff"),
        ("logical", b"\xe0", "א"),
        ("windows-31j", b"\x81\x60\x87\x40\x80", "～①\x80"),
        ("gb2312", b"\x80\xa3\xa0\xc4\xe3", "€\u3000你"),
        ("big5-hkscs", b"\xa7\x41\xa1\xe3\x88\x62", "你～Ê̄"),
        ("x-euc-jp", b"\xad\xa1\xa1\xc1\x8e\xb1\x8f\xb0\xa1a", "①～ｱ丂a"),
        ("csiso2022jp", b"a\x1b$BF|K\\\x1b(I1\x1b(J\\\x1b(Bb", "a日本ｱ¥b"),
        ("ks_c_5601-1987", b"\x8c\xb9", "뙶"),
        ("unicode", "é日".encode("utf-16-le"), "é日"),
    ],
)
def test_label_is_decoded_as_the_standard_says(label: str, data: bytes, text: str) -> None:
    name = encoding_of(label)
    assert name is not None
    assert decode(data, name) == text


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("windows-1253", b"a\xaa"),
        ("shift_jis", b"a\xa0"),
        ("shift_jis", b"a\xfd"),
        ("euc-kr", b"a\x80"),
        ("euc-jp", b"a\x8f\xa1"),
        ("euc-jp", b"a\xff"),
        ("iso-2022-jp", b"a\x0e"),
        ("iso-2022-jp", b"\x1b$BF"),
        ("iso-2022-jp", b"\x1b(I\x10"),
        ("gbk", b"a\xff"),
        ("replacement", b"a"),
    ],
)
def test_bytes_that_the_standard_does_not_have_are_refused(name: str, data: bytes) -> None:
    with pytest.raises(UnicodeDecodeError):
        decode(data, name)


@pytest.mark.parametrize("name", NAMES)
def test_character_that_an_encoding_lacks_is_no_other_one(name: str) -> None:
    for text in ("😀", "a\ufffe", "é日本א"):
        try:
            data = encode(text, name)
        except UnicodeEncodeError:
            continue
        assert decode(data, name) == text


def test_unknown_charset_in_bytes_that_are_no_utf_8_is_named() -> None:
    with pytest.raises(UnreadableSourceError, match=r"the charset it declares is unknown: 'klingon' \(byte 22\)"):
        Source.decode("a.html", b"<meta charset=klingon>\xff")


def test_charset_that_browsers_do_not_read_is_refused() -> None:
    with pytest.raises(UnreadableSourceError, match="hz-gb-2312, is one that browsers do not read"):
        Source.decode("a.html", b"<meta charset=hz-gb-2312>abc")


@pytest.mark.parametrize(
    ("charset", "rest"),
    [
        ("unicode_escape", b"a\\nb"),
        ("utf-8-sig", "é".encode()),
        ("idna", b"a.b"),
        ("utf-7", b"+AOk-"),
        ("iso-2022-jp", b"\x1b$BF|K\\\x1b(B"),
        ("euc-jp", b"\xad\xa1\x8e\xb1"),
    ],
)
def test_fix_changes_only_its_edit_whatever_charset_is_declared(tmp_path: Path, charset: str, rest: bytes) -> None:
    page = f"<!DOCTYPE html>\r\n<meta charset={charset}>\n<p>{DOUBLED}</p>\n<p>".encode() + rest + b"</p>\n"
    (tmp_path / "a.html").write_bytes(page)
    report = fix_paths([tmp_path / "a.html"], ConfigResolver(), unsafe=False, write=True)
    assert not report.failures
    assert (tmp_path / "a.html").read_bytes() == page.replace(b"cost cost", b"cost")


OLD_PAGE = f"<html><body>\r\n<p>The café’s lamp — a “moon” — {DOUBLED}</p>\n<p>Señor Núñez paid £5.</p></body></html>\n"


def test_page_without_a_charset_is_read_as_browsers_do() -> None:
    source = Source.decode("a.html", OLD_PAGE.encode("cp1252"))
    assert (source.encoding, source.text) == ("windows-1252", OLD_PAGE)


@pytest.mark.parametrize("end", ["-->", ""])
def test_a_charset_in_a_comment_is_none(end: str) -> None:
    page = f'<html><body><p>It costs £3.</p><!-- <meta charset="iso-8859-1"> {end}</body></html>'
    assert Source.decode("a.html", page.encode()).text == page


def test_fix_of_a_page_without_a_charset_changes_only_its_edit(tmp_path: Path) -> None:
    page = OLD_PAGE.encode("cp1252")
    (tmp_path / "a.html").write_bytes(page)
    report = fix_paths([tmp_path / "a.html"], ConfigResolver(), unsafe=False, write=True)
    assert not report.failures
    assert (tmp_path / "a.html").read_bytes() == page.replace(b"cost cost", b"cost")


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.md", OLD_PAGE.encode("cp1252")),
        ("a.xhtml", OLD_PAGE.encode("cp1252")),
        ("a.html", OLD_PAGE.encode() + b"\xff"),
        ("a.html", OLD_PAGE.encode("cp1252") + b"\x81"),
        ("a.html", "<p>Лампа стоит на столе, а стол стоит у окна.</p>".encode("cp1251")),
        ("a.html", "<p>ランプは机の上にあります。</p>".encode("shift_jis")),
        ("a.html", '<html lang="pl"><p>Żółta lampa</p>'.encode("cp1250")),
    ],
)
def test_what_is_no_western_page_without_a_charset_is_refused(name: str, data: bytes) -> None:
    with pytest.raises(UnreadableSourceError, match="not valid UTF-8, and no charset is declared"):
        Source.decode(name, data)


@pytest.mark.parametrize(
    ("charset", "rest"), [("shift_jis", b"\x87\x90 \xfa\x4a"), ("gbk", b"\x80"), ("iso-2022-jp", b"\x1b(I1\x1b(B")]
)
def test_file_whose_bytes_have_another_spelling_is_left_as_it_is(tmp_path: Path, charset: str, rest: bytes) -> None:
    page = f"<meta charset={charset}>\n<p>{DOUBLED}".encode() + rest + b"</p>\n"
    (tmp_path / "a.html").write_bytes(page)
    report = fix_paths([tmp_path / "a.html"], ConfigResolver(), unsafe=False, write=True)
    assert ["would write in another way" in failure.message for failure in report.failures] == [True]
    assert (tmp_path / "a.html").read_bytes() == page


@settings(max_examples=400)
@given(st.sampled_from(NAMES), st.binary(max_size=40), st.binary(max_size=40))
def test_bytes_outside_the_edits_stay_in_every_encoding(name: str, before: bytes, after: bytes) -> None:
    if name in {"utf-16be", "utf-16le"}:
        codec = name[:-2] + "-" + name[-2:]
        before, after = before[: len(before) // 2 * 2], after[: len(after) // 2 * 2]
        old, new = DOUBLED.encode(codec), SINGLE.encode(codec)
    else:
        old, new = DOUBLED.encode(), SINGLE.encode()
    with tempfile.TemporaryDirectory() as folder:
        path, config = Path(folder, "a.txt"), Path(folder, "affilint.yml")
        config.write_text(f"encoding: {name}\nextends: []\nrules: {{text/repeated-word: error}}\n")
        path.write_bytes(before + old + after)
        report = fix_paths([path], ConfigResolver(config), unsafe=False, write=True)
        written = path.read_bytes()
    if report.fixed and not report.failures:
        assert written == before + new + after
    else:
        assert written == before + old + after


@pytest.mark.parametrize("name", ["latin-9", "unicode_escape", "\\0", "iso-2022-kr"])
def test_unknown_encoding_in_the_configuration_is_a_mistake_with_its_place(tmp_path: Path, name: str) -> None:
    (tmp_path / "affilint.yml").write_text(f'overrides:\n  - paths: [a.md]\n    encoding: "{name}"\n')
    with pytest.raises(ValueError, match=r"affilint.yml:3:15: encoding: there is no character encoding"):
        ConfigResolver(tmp_path / "affilint.yml")
