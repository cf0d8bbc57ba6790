"""The character encodings of the web: the labels of the WHATWG Encoding Standard, decoded as it says.

A charset is one of these labels or unknown; it is never looked up among Python's codecs, some of which are no character
encodings (``unicode_escape``, ``idna``). Python's tables do the decoding where they agree with the standard's indexes, and
the differences are in this module. Known limit: of Big5 some 130 rare characters are not decoded (HKSCS-2008 and
compatibility code points); a text that holds one is refused, never misread.

Encoding is the inverse for everything but code points that several byte sequences stand for. Whoever writes a decoded
text compares ``encode(decode(data))`` with the data first.

Source: encoding.spec.whatwg.org, sections 4.2, 6 and 9 to 14 (read 2026-11-29).
"""

from __future__ import annotations

import codecs
from functools import cache
from typing import Any

from linter import lazy_re as re

_LABELS = {
    "utf-8": "unicode-1-1-utf-8 unicode11utf8 unicode20utf8 utf8 x-unicode20utf8",
    "ibm866": "866 cp866 csibm866",
    "iso-8859-2": "csisolatin2 iso-ir-101 iso8859-2 iso88592 iso_8859-2 iso_8859-2:1987 l2 latin2",
    "iso-8859-3": "csisolatin3 iso-ir-109 iso8859-3 iso88593 iso_8859-3 iso_8859-3:1988 l3 latin3",
    "iso-8859-4": "csisolatin4 iso-ir-110 iso8859-4 iso88594 iso_8859-4 iso_8859-4:1988 l4 latin4",
    "iso-8859-5": "csisolatincyrillic cyrillic iso-ir-144 iso8859-5 iso88595 iso_8859-5 iso_8859-5:1988",
    "iso-8859-6": "arabic asmo-708 csiso88596e csiso88596i csisolatinarabic ecma-114 iso-8859-6-e iso-8859-6-i iso-ir-127 "
    "iso8859-6 iso88596 iso_8859-6 iso_8859-6:1987",
    "iso-8859-7": "csisolatingreek ecma-118 elot_928 greek greek8 iso-ir-126 iso8859-7 iso88597 iso_8859-7 iso_8859-7:1987 "
    "sun_eu_greek",
    "iso-8859-8": "csiso88598e csisolatinhebrew hebrew iso-8859-8-e iso-ir-138 iso8859-8 iso88598 iso_8859-8 "
    "iso_8859-8:1988 visual",
    "iso-8859-8-i": "csiso88598i logical",
    "iso-8859-10": "csisolatin6 iso-ir-157 iso8859-10 iso885910 l6 latin6",
    "iso-8859-13": "iso8859-13 iso885913",
    "iso-8859-14": "iso8859-14 iso885914",
    "iso-8859-15": "csisolatin9 iso8859-15 iso885915 iso_8859-15 l9",
    "iso-8859-16": "",
    "koi8-r": "cskoi8r koi koi8 koi8_r",
    "koi8-u": "koi8-ru",
    "macintosh": "csmacintosh mac x-mac-roman",
    "windows-874": "dos-874 iso-8859-11 iso8859-11 iso885911 tis-620",
    "windows-1250": "cp1250 x-cp1250",
    "windows-1251": "cp1251 x-cp1251",
    # The standard has no latin-1; editors' modelines do, and browsers read such a page as windows-1252 for want of another.
    "windows-1252": "ansi_x3.4-1968 ascii cp1252 cp819 csisolatin1 ibm819 iso-8859-1 iso-ir-100 iso8859-1 iso88591 iso_8859-1 "
    "iso_8859-1:1987 l1 latin1 us-ascii x-cp1252 latin-1",
    "windows-1253": "cp1253 x-cp1253",
    "windows-1254": "cp1254 csisolatin5 iso-8859-9 iso-ir-148 iso8859-9 iso88599 iso_8859-9 iso_8859-9:1989 l5 latin5 x-cp1254",
    "windows-1255": "cp1255 x-cp1255",
    "windows-1256": "cp1256 x-cp1256",
    "windows-1257": "cp1257 x-cp1257",
    "windows-1258": "cp1258 x-cp1258",
    "x-mac-cyrillic": "x-mac-ukrainian",
    "gbk": "chinese csgb2312 csiso58gb231280 gb2312 gb_2312 gb_2312-80 iso-ir-58 x-gbk",
    "gb18030": "",
    "big5": "big5-hkscs cn-big5 csbig5 x-x-big5",
    "euc-jp": "cseucpkdfmtjapanese x-euc-jp",
    "iso-2022-jp": "csiso2022jp",
    "shift_jis": "csshiftjis ms932 ms_kanji shift-jis sjis windows-31j x-sjis",
    "euc-kr": "cseuckr csksc56011987 iso-ir-149 korean ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601 windows-949",
    "replacement": "csiso2022kr hz-gb-2312 iso-2022-cn iso-2022-cn-ext iso-2022-kr",
    "utf-16be": "unicodefffe",
    "utf-16le": "csunicode iso-10646-ucs-2 ucs-2 unicode unicodefeff utf-16",
    "x-user-defined": "",
}
_NAMES = {label: name for name, labels in _LABELS.items() for label in (name, *labels.split())}
_UNICODE = {"utf-8": "utf-8", "utf-16le": "utf-16-le", "utf-16be": "utf-16-be", "utf-32le": "utf-32-le", "utf-32be": "utf-32-be"}  # fmt: skip
_TABLES = {
    "ibm866": "cp866",
    "iso-8859-8-i": "iso-8859-8",
    "koi8-r": "koi8_r",
    "koi8-u": "koi8_u",
    "macintosh": "mac_roman",
    "windows-874": "cp874",
    "x-mac-cyrillic": "mac_cyrillic",
}
_OTHER_BYTES = {"koi8-u": {0xAE: "ў", 0xBE: "Ў"}, "windows-1255": {0xCA: "\u05ba"}}
"""Bytes of single-byte encodings that the standard decodes to something else than Python's table."""
_GB18030 = str.maketrans(
    "\ue5e5\ue78d\ue78e\ue78f\ue790\ue791\ue792\ue793\ue794\ue795\ue796\ue7c7\ue81e\ue826\ue82b\ue82c\ue832\ue843\ue854\ue864",
    "\u3000︐︒︑︓︔︕︖︗︘︙ḿ龴龵龶龷龸龹龺龻",
)
_BIG5 = str.maketrans("•､‾∼♁☉／＼¥¢£", "‧﹑¯～⊕⊙∕﹨￥￠￡")
_JIS_0212 = str.maketrans("~", "～")
_JIS_ESCAPE = re.compile(rb"(\x1b(?:\([BJI]|\$[@B]))")
_EUC_RUNS = re.compile(rb"[\x00-\x7f]+|(?:\x8e[\xa1-\xdf])+|(?:\x8f[\xa1-\xfe]{2})+|(?:[\xa1-\xfe]{2})+", re.DOTALL)
_FIRST_KATAKANA = 0xFF61
"""U+FF61, the first of the half-width katakana, which are the bytes from 0xA1 on (0x21 in ISO-2022-JP)."""


def _euro(error: UnicodeError) -> tuple[str, int]:
    """Decode the byte 0x80 of GBK, which Python's table lacks: the standard's decoder has the euro sign there."""
    if isinstance(error, UnicodeDecodeError) and error.object[error.start] == 0x80:
        return "€", error.start + 1
    raise error


_EURO = "affilint-euro"
codecs.register_error(_EURO, _euro)


def encoding_of(label: str) -> str | None:
    """Return the name, in small letters, of the encoding with a label, or None if the standard knows no such label."""
    return _NAMES.get(label.strip("\t\n\f\r ").lower())


def labels() -> tuple[str, ...]:
    """Return the labels of all encodings."""
    return tuple(_NAMES)


def decode(data: bytes, name: str) -> str:
    """Decode bytes; ``name`` is one that ``encoding_of`` returns. Raises UnicodeDecodeError."""
    if name in _UNICODE:
        return data.decode(_UNICODE[name])
    if name == "shift_jis":
        return _standard_only(data.decode("cp932"), data, name)
    if name == "euc-kr":
        return _standard_only(data.decode("cp949"), data, name)
    if name in {"gbk", "gb18030"}:
        return data.decode("gb18030", _EURO).translate(_GB18030)
    if name == "big5":
        return data.decode("big5hkscs").translate(_BIG5)
    if name == "euc-jp":
        return _decode_euc_jp(data)
    if name == "iso-2022-jp":
        return _decode_iso_2022_jp(data)
    if name == "replacement":
        raise UnicodeDecodeError(name, data, 0, len(data), "browsers do not read this encoding")
    return codecs.charmap_decode(data, "strict", _table(name))[0]


def encode(text: str, name: str) -> bytes:
    """Encode a text; ``name`` is one that ``encoding_of`` returns. Raises UnicodeEncodeError."""
    if name in _UNICODE:
        return text.encode(_UNICODE[name])
    if name == "shift_jis":
        return text.encode("cp932")
    if name == "euc-kr":
        return text.encode("cp949")
    if name in {"gbk", "gb18030"}:
        return text.translate(_inverse("gb18030")).encode("gb18030")
    if name == "big5":
        return text.translate(_inverse("big5")).encode("big5hkscs")
    if name == "euc-jp":
        return b"".join(_euc_jp_bytes(char) for char in text)
    if name == "iso-2022-jp":
        return _encode_iso_2022_jp(text)
    return codecs.charmap_encode(text, "strict", _inverse_table(name))[0]


def _standard_only(text: str, data: bytes, name: str) -> str:
    """Refuse single bytes that Python's table of a code page has and the standard has not."""
    for wrong in "\uf8f0\uf8f1\uf8f2\uf8f3" if name == "shift_jis" else "\x80":
        if wrong in text:
            at = len(text[: text.index(wrong)].encode("cp932" if name == "shift_jis" else "cp949"))
            raise UnicodeDecodeError(name, data, at, at + 1, "undefined")
    return text


@cache
def _table(name: str) -> str:
    """Return the characters of a single-byte encoding, U+FFFE for bytes without one, as ``codecs.charmap_decode`` wants them."""
    if name == "x-user-defined":
        return "".join(chr(byte if byte < 0x80 else 0xF700 + byte) for byte in range(256))
    codec = _TABLES.get(name, name)
    characters = [bytes([byte]).decode(codec, "ignore") or "\ufffe" for byte in range(256)]
    if name.startswith("windows-"):  # what a Windows code page leaves open in 0x80 to 0x9F is a control character
        for byte in range(0x80, 0xA0):
            if characters[byte] == "\ufffe":
                characters[byte] = chr(byte)
    for byte, character in _OTHER_BYTES.get(name, {}).items():
        characters[byte] = character
    return "".join(characters)


@cache
def _inverse_table(name: str) -> Any:
    return codecs.charmap_build(_table(name))


@cache
def _inverse(name: str) -> dict[int, int]:
    return {new: old for old, new in (_GB18030 if name == "gb18030" else _BIG5).items() if new != 0x3000}


def _decode_euc_jp(data: bytes) -> str:
    parts: list[str] = []
    at = 0
    for run in _EUC_RUNS.finditer(data):
        if run.start() != at:
            break
        piece, at = run.group(), run.end()
        if piece[0] < 0x80:
            parts.append(piece.decode("ascii"))
        elif piece[0] == 0x8E:
            parts.append("".join(chr(_FIRST_KATAKANA + byte - 0xA1) for byte in piece[1::2]))
        elif piece[0] == 0x8F:
            parts.append(piece.decode("euc_jp").translate(_JIS_0212))
        else:
            parts.append(_decode_jis_0208(bytes(byte & 0x7F for byte in piece), data, run.start(), "euc-jp"))
    if at != len(data):
        raise UnicodeDecodeError("euc-jp", data, at, at + 1, "invalid byte")
    return "".join(parts)


def _decode_jis_0208(pairs: bytes, data: bytes, place: int, name: str) -> str:
    """Decode rows and cells of JIS X 0208, as two bytes of 0x21 to 0x7E each, by way of Shift_JIS, which has the same index."""
    try:
        return b"".join(_as_shift_jis(row, cell) for row, cell in zip(pairs[::2], pairs[1::2], strict=True)).decode(
            "cp932"
        )
    except (UnicodeDecodeError, ValueError) as error:
        raise UnicodeDecodeError(name, data, place, min(place + 2, len(data)), "undefined") from error


def _as_shift_jis(row: int, cell: int) -> bytes:
    if not (0x21 <= row <= 0x7E and 0x21 <= cell <= 0x7E):
        msg = "no row or cell"
        raise ValueError(msg)
    lead, trail = divmod((row - 0x21) * 94 + cell - 0x21, 188)
    return bytes([lead + (0x81 if lead < 0x1F else 0xC1), trail + (0x40 if trail < 0x3F else 0x41)])


@cache
def _jis_0208_pair(char: str) -> bytes | None:
    """Return row and cell of a character in JIS X 0208, or None."""
    try:
        pair = char.encode("cp932")
    except UnicodeEncodeError:
        return None
    if len(pair) != 2 or pair[0] > 0xEF:
        return None
    lead, trail = pair[0] - (0x81 if pair[0] < 0xA0 else 0xC1), pair[1] - (0x40 if pair[1] < 0x7F else 0x41)
    row, cell = divmod(lead * 188 + trail, 94)
    return bytes([row + 0x21, cell + 0x21])


@cache
def _euc_jp_bytes(char: str) -> bytes:
    if char < "\x80":
        return char.encode("ascii")
    if _FIRST_KATAKANA <= ord(char) <= _FIRST_KATAKANA + 0x3E:
        return bytes([0x8E, ord(char) - _FIRST_KATAKANA + 0xA1])
    pair = _jis_0208_pair(char)
    if pair is not None:
        return bytes(byte | 0x80 for byte in pair)
    try:
        return char.encode("euc_jp")
    except UnicodeEncodeError as error:
        raise UnicodeEncodeError("euc-jp", char, 0, 1, "not in this encoding") from error


def _decode_iso_2022_jp(data: bytes) -> str:
    parts: list[str] = []
    mode, place = b"\x1b(B", 0
    for piece in _JIS_ESCAPE.split(data):
        if _JIS_ESCAPE.fullmatch(piece):
            mode = piece
        elif mode == b"\x1b(I":
            if any(not 0x21 <= byte <= 0x5F for byte in piece):
                raise UnicodeDecodeError("iso-2022-jp", data, place, place + 1, "undefined")
            parts.append("".join(chr(_FIRST_KATAKANA + byte - 0x21) for byte in piece))
        elif mode[1:2] == b"$":
            parts.append(_decode_jis_0208(piece, data, place, "iso-2022-jp"))
        else:
            if any(byte >= 0x80 or byte in b"\x0e\x0f\x1b" for byte in piece):
                raise UnicodeDecodeError("iso-2022-jp", data, place, place + 1, "undefined")
            text = piece.decode("ascii")
            parts.append(text.translate({0x5C: "¥", 0x7E: "‾"}) if mode == b"\x1b(J" else text)
        place += len(piece)
    return "".join(parts)


def _encode_iso_2022_jp(text: str) -> bytes:
    parts: list[bytes] = []
    mode = b"\x1b(B"
    for at, char in enumerate(text):
        if char < "\x80" and char not in "\x0e\x0f\x1b":
            new, written = b"\x1b(B", char.encode("ascii")
            if mode == b"\x1b(J" and char not in "\\~\n\r":
                new = mode
        elif char in "¥‾":
            new, written = b"\x1b(J", b"\\" if char == "¥" else b"~"
        else:
            pair = _jis_0208_pair(char)
            if pair is None:
                raise UnicodeEncodeError("iso-2022-jp", text, at, at + 1, "not in this encoding")
            new, written = b"\x1b$B", pair
        parts += [new, written] if new != mode else [written]
        mode = new
    return b"".join(parts if mode == b"\x1b(B" else [*parts, b"\x1b(B"])
