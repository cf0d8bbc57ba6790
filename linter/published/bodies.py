"""Bodies of responses, decompressed up to a limit."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

GZIP = b"\x1f\x8b"


class BodyError(ValueError):
    """A body that is too long, or that cannot be decompressed; the message says which."""


def read_body(chunks: Iterable[bytes], encoding: str, most: int) -> bytes:
    """Return the content of a body of at most ``most`` bytes, compressed as well as not. Raises BodyError.

    ``encoding`` is the Content-Encoding. No step decompresses more than the limit allows.
    """
    encoding = encoding.strip().lower()
    if encoding not in {"", "identity", "gzip", "x-gzip", "deflate"}:
        msg = f"its Content-Encoding {encoding!r} is not read"
        raise BodyError(msg)
    parts = bytearray()
    for chunk in chunks:
        parts += chunk
        if len(parts) > most:
            raise too_long(most)
    data = bytes(parts)
    return data if encoding in {"", "identity"} else inflate(data, most, is_gzip=encoding != "deflate")


def inflate(data: bytes, most: int, *, is_gzip: bool = True) -> bytes:
    """Return decompressed data, of any number of gzip members. Raises BodyError."""
    # RFC 9110 means zlib's format by "deflate"; servers send raw deflate too.
    is_zlib = len(data) > 1 and data[0] & 15 == 8 and int.from_bytes(data[:2], "big") % 31 == 0
    window = zlib.MAX_WBITS | 16 if is_gzip else zlib.MAX_WBITS if is_zlib else -zlib.MAX_WBITS
    found = bytearray()
    while data:
        inflater = zlib.decompressobj(window)
        try:
            found += inflater.decompress(data, most + 1 - len(found))
        except zlib.error as error:
            msg = "its compressed content is damaged"
            raise BodyError(msg) from error
        if len(found) > most:
            raise too_long(most)
        if not inflater.eof:
            msg = "its compressed content breaks off"
            raise BodyError(msg)
        data = inflater.unused_data.lstrip(b"\0") if is_gzip else b""
    return bytes(found)


def too_long(most: int) -> BodyError:
    """Return the error for a body over the limit."""
    return BodyError(f"it has more than {most:,} bytes")
