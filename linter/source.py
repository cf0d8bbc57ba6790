"""The text of one file, and the only place where offsets are converted to lines and columns.

All other modules use code-point offsets in the original text (``Source.text``), which is
the decoded file, including byte-order mark and line ends.
"""

from __future__ import annotations

import codecs
from abc import abstractmethod
from bisect import bisect_left, bisect_right
from itertools import accumulate, count
from operator import add
from typing import Literal, TypeAlias

from linter import lazy_re as re
from linter.encodings import decode, encode, encoding_of
from linter.records import dataclass, field

UnitEncoding: TypeAlias = Literal["utf-8", "utf-16", "utf-32"]
"""Encodings in whose code units other programs count columns."""

_UNITS: dict[UnitEncoding, tuple[str, int]] = {
    "utf-8": ("utf-8", 1),
    "utf-16": ("utf-16-le", 2),
    "utf-32": ("utf-32-le", 4),
}
_LINE_END = re.compile(r"\r\n|\n|\r")
_SURROGATE = re.compile("[\ud800-\udfff]")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32le"),
    (codecs.BOM_UTF32_BE, "utf-32be"),
    (codecs.BOM_UTF16_LE, "utf-16le"),
    (codecs.BOM_UTF16_BE, "utf-16be"),
)
# HTML Standard, "prescan a byte stream": the declaration must be in the first 1024 bytes. The last
# alternative is the Emacs/Vim/PEP 263 form, the only one in use for Markdown and plain text.
_DECLARED_CHARSET = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)"""
    rb"""|<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]+)"""
    rb"""|(?:-\*-[^\n]{0,60}?coding|file[ _-]?encoding|@charset)\s*[:=]?\s*["']?([\w.-]+)""",
    re.IGNORECASE,
)
_PRESCAN_BYTES = 1024
_COMMENT = re.compile(rb"<!--.*?(?:-->|\Z)", re.DOTALL)
_HIGH_BYTES = re.compile(rb"[\x80-\xff]+")
_UTF8_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_NOT_WINDOWS_1252 = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")
_LANGUAGE = re.compile(rb"""<html[^>]{0,200}?\slang\s*=\s*["']?\s*([a-z]+)""", re.IGNORECASE)
_OTHER_DEFAULTS = frozenset(
    b"ar az ba be bg cs el et fa he hr hu ja kk ko ku ky lt lv mk pl ru sah sk sl sr tg th tr tt uk vi zh".split()
)
"""Languages in which browsers read pages without a charset in another encoding (HTML Standard, 13.2.3.2)."""
_LONG_RUN = 3
_FEW = 4
"""One in so many may be otherwise."""


class UnreadableSourceError(ValueError):
    """A file's bytes cannot be read as text; the message says where and how to fix it.

    ``offset`` is the position in the text, in code points, if known.
    """

    def __init__(self, message: str, offset: int = 0) -> None:
        super().__init__(message)
        self.offset = offset


@dataclass(frozen=True, slots=True)
class Position:
    """A place in a file: 1-based line, 1-based column in code points, code-point offset of the text."""

    line: int
    column: int
    offset: int


class Places:
    """Where offsets are, and what stands there: what a report asks of a text, all of it or an extract."""

    __slots__ = ()
    path: str

    @abstractmethod
    def position(self, offset: int) -> Position:
        """Return line and column of an offset (0 <= offset <= length)."""

    @abstractmethod
    def line_span(self, line: int) -> tuple[int, int]:
        """Return the offsets of a 1-based line, without its line end."""

    @abstractmethod
    def utf8_position(self, offset: int) -> tuple[int, int]:
        """Return the 1-based line of an offset and its 1-based column in bytes of UTF-8, a byte-order mark included."""

    @abstractmethod
    def git_line(self, offset: int) -> int:
        """Return the 1-based line of an offset for git and other tools that count lines: only LF ends one."""

    @abstractmethod
    def cut(self, start: int, end: int) -> str:
        """Return the text between two offsets."""

    def on_one_line(self, start: int, end: int) -> tuple[Position, Position]:
        """Return the positions of a span; one over several lines ends at the end of its first line."""
        first, last = self.position(start), self.position(end)
        if last.line != first.line:
            last = self.position(max(start, self.line_span(first.line)[1]))
        return first, last


@dataclass(slots=True)
class Source(Places):
    """The text of one file, with the path used in its findings.

    ``text`` is the decoded file: a byte-order mark stays (it is at offset 0, but is not counted as a
    column), and so does every carriage return.
    """

    path: str
    text: str
    encoding: str = "utf-8"
    _line_starts: list[int] | None = field(default=None, repr=False)
    _line_feeds: list[int] | None = field(default=None, repr=False)
    _cursor: tuple[int, int] = field(default=(0, 0), repr=False)
    _unit_cursor: tuple[str, int, int, int] = field(default=("", 0, 0, 0), repr=False)

    @classmethod
    def decode(cls, path: str, data: bytes, encoding: str | None = None) -> Source:
        """Decode a file's bytes: byte-order mark, then ``encoding``, then a declared charset, then UTF-8.

        A page of HTML that declares none and is no UTF-8 is read as windows-1252, as browsers do, if it looks like it.
        A declared charset that the WHATWG's Encoding Standard does not know is ignored, as browsers do.
        Raises UnreadableSourceError when the bytes do not fit, or look like a binary file.
        """
        for bom, name in _BOMS:
            if data.startswith(bom):
                return cls(path, _decode(data, name, declared=name), name)
        declared = encoding or _declared_charset(data, path)
        if declared is None:
            name = "windows-1252" if _is_undeclared_windows_1252(data, path) else "utf-8"
        else:
            name = encoding_of(declared) or ("" if encoding else "utf-8")
        text = _decode(data, name, declared=declared)
        _refuse_binary(text)
        return cls(path, text, name)

    def encoded(self, text: str) -> bytes:
        """Return another text as bytes of this file's encoding. Raises UnicodeEncodeError."""
        return encode(text, self.encoding)

    @classmethod
    def of_buffer(cls, path: str, text: str) -> Source:
        """Return a source for text from an editor. Raises UnreadableSourceError if it is binary or no file could contain it."""
        half = _SURROGATE.search(text)
        if half is not None:
            msg = f"not valid Unicode: half of a surrogate pair (character {half.start()})"
            raise UnreadableSourceError(msg, half.start())
        _refuse_binary(text)
        return cls(path, text)

    @property
    def body_start(self) -> int:
        """Offset of the first character after a byte-order mark."""
        return 1 if self.text.startswith("\ufeff") else 0

    @property
    def line_starts(self) -> list[int]:
        """Offsets at which lines start; a line ends at LF, CR LF or a lone CR, as in HTML and CommonMark."""
        if self._line_starts is None:
            if "\r" in self.text:
                self._line_starts = [0, *(match.end() for match in _LINE_END.finditer(self.text))]
            else:
                lengths = map(len, self.text.split("\n")[:-1])
                self._line_starts = list(map(add, accumulate(lengths, initial=0), count()))
        return self._line_starts

    @property
    def line_feeds(self) -> list[int]:
        """Offsets of the line feeds, the only line ends for git and other tools that count lines."""
        if self._line_feeds is None:
            if "\r" in self.text:
                self._line_feeds = [match.start() for match in re.finditer("\n", self.text)]
            else:
                self._line_feeds = [start - 1 for start in self.line_starts[1:]]
        return self._line_feeds

    def position(self, offset: int) -> Position:
        """Return line and column of an offset (0 <= offset <= len(text))."""
        starts = self.line_starts
        line = bisect_right(starts, offset)
        start = starts[line - 1]
        if line == 1:
            start = min(self.body_start, offset)
        return Position(line, offset - start + 1, offset)

    def line_span(self, line: int) -> tuple[int, int]:
        """Return the offsets of a 1-based line, without its line end."""
        starts = self.line_starts
        start = starts[line - 1]
        end = starts[line] if line < len(starts) else len(self.text)
        stripped = self.text[start:end].rstrip("\r\n")
        return (self.body_start if line == 1 else start), start + len(stripped)

    def cut(self, start: int, end: int) -> str:
        """Return the text between two offsets."""
        return self.text[start:end]

    def git_line(self, offset: int) -> int:
        """Return the 1-based line of an offset for git and other tools that count lines: only LF ends one."""
        return bisect_left(self.line_feeds, offset) + 1

    def utf8_position(self, offset: int) -> tuple[int, int]:
        """Return the 1-based line of an offset and its 1-based column in bytes of UTF-8, a byte-order mark included."""
        line, column = self.unit_position(offset, "utf-8")
        return line + 1, column + 1

    def unit_position(self, offset: int, encoding: UnitEncoding) -> tuple[int, int]:
        """Return the 0-based line of an offset and its 0-based column in code units, a byte-order mark included.

        Continues from the last requested offset, so that many positions in one long line take one pass over it.
        """
        line = bisect_right(self.line_starts, offset) - 1
        start = self.line_starts[line]
        known_encoding, known_start, known_offset, column = self._unit_cursor
        if (known_encoding, known_start) != (encoding, start):
            known_offset, column = start, 0
        if offset >= known_offset:
            column += _units(self.text[known_offset:offset], encoding)
        else:
            column -= _units(self.text[offset:known_offset], encoding)
        self._unit_cursor = (encoding, start, offset, column)
        return line, column

    def from_unit_position(self, line: int, column: int, encoding: UnitEncoding) -> int:
        """Return the offset of a 0-based line and column in code units, cut to the text and to whole characters.

        A column after the end of its line is the end of the line, before the line break.
        """
        starts = self.line_starts
        if line >= len(starts):
            return len(self.text)
        start, (codec, size) = starts[line], _UNITS[encoding]
        content = self.text[start : self.line_span(line + 1)[1]]
        units = content.encode(codec, "surrogatepass")[: column * size]
        while units:
            try:
                before = units.decode(codec, "surrogatepass")
            except UnicodeDecodeError:
                units = units[:-size]
            else:
                return start + len(before) - (before[-1] != content[len(before) - 1])
        return start

    def from_utf8(self, byte_offset: int) -> int:
        """Map an offset into the UTF-8 encoding of ``text``, at a character's start, to a code-point offset.

        Continues from the last requested offset, so that a parser's events, which are nearly in order, only
        scan the characters between them.
        """
        last_byte, point = self._cursor
        size = byte_offset - last_byte
        if size >= 0:
            between = self.text[point : point + size]  # as far as it is, or further
            point += size if between.isascii() else len(between.encode()[:size].decode())
        else:
            between = self.text[max(0, point + size) : point]
            point += size if between.isascii() else -len(between.encode()[size:].decode())
        self._cursor = (byte_offset, point)
        return point


def _units(text: str, encoding: UnitEncoding) -> int:
    codec, size = _UNITS[encoding]
    return len(text.encode(codec, "surrogatepass")) // size


def _refuse_binary(text: str) -> None:
    if text.count("\0") * 10 > len(text):
        msg = "looks like a binary file, or UTF-16 without a byte-order mark (NUL bytes)"
        raise UnreadableSourceError(msg)


def _declared_charset(data: bytes, path: str) -> str | None:
    """Return the charset declared in a file; other files than HTML pages are first tried as UTF-8.

    An article may mention charsets, so a declaration in valid UTF-8 that is not a page is ignored.
    """
    if not path.lower().endswith((".html", ".htm", ".xhtml")):
        try:
            data.decode()
        except UnicodeDecodeError:
            pass
        else:
            return None
    # HTML Standard, "prescan a byte stream": what a comment holds declares nothing.
    match = _DECLARED_CHARSET.search(_COMMENT.sub(b"", data[:_PRESCAN_BYTES]))
    if match is None:
        return None
    label = next(group for group in match.groups() if group).decode("ascii", "replace")
    # HTML Standard: a declaration that can be read as ASCII cannot be true of UTF-16, and means UTF-8.
    return {"utf-16le": "utf-8", "utf-16be": "utf-8", "x-user-defined": "windows-1252"}.get(
        encoding_of(label) or "", label
    )


def _is_undeclared_windows_1252(data: bytes, path: str) -> bool:
    """Say whether a page without a charset is what old editors of western languages wrote.

    A file in UTF-8 with a broken byte is not, nor is one in a script of its own: there, most letters are high bytes.
    """
    if data.isascii() or not path.lower().endswith((".html", ".htm")) or _NOT_WINDOWS_1252.search(data):
        return False
    language = _LANGUAGE.search(data[:_PRESCAN_BYTES])
    if language is not None and language[1].lower() in _OTHER_DEFAULTS:
        return False
    try:
        data.decode()
    except UnicodeDecodeError:
        runs = [len(run) for run in _HIGH_BYTES.findall(data)]
        in_utf8 = sum(map(len, _UTF8_SEQUENCE.findall(data)))
        long_runs = sum(length >= _LONG_RUN for length in runs)
        return _FEW * in_utf8 <= sum(runs) and _FEW * long_runs <= len(runs)
    return False


def _decode(data: bytes, name: str, *, declared: str | None) -> str:
    if not name:
        msg = f"unknown encoding {declared!r}"
        raise UnreadableSourceError(msg)
    try:
        return decode(data, name)
    except UnicodeDecodeError as error:
        if declared is None:
            msg = f"not valid UTF-8, and no charset is declared (byte {error.start})"
        elif name == "replacement":
            msg = f"the charset it declares, {declared}, is one that browsers do not read"
        elif encoding_of(declared) is None and name == "utf-8":
            msg = f"not valid UTF-8, and the charset it declares is unknown: {declared!r} (byte {error.start})"
        else:
            msg = f"not valid {name}, the charset it declares (byte {error.start})"
        raise UnreadableSourceError(msg) from error
