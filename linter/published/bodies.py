"""Bodies of responses, decompressed up to a limit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.unpacking import UnpackError, unpacked

if TYPE_CHECKING:
    from collections.abc import Iterable

_READ = frozenset({"", "identity", "gzip", "x-gzip", "deflate"})
"""Content encodings that are read; no others are asked for, and none needs an extra."""


class BodyError(ValueError):
    """A body that is too long, or that cannot be decompressed; the message says which."""


def read_body(chunks: Iterable[bytes], encoding: str, most: int) -> bytes:
    """Return the content of a body of at most ``most`` bytes, compressed as well as not. Raises BodyError.

    ``encoding`` is the Content-Encoding. No step decompresses more than the limit allows.
    """
    encoding = encoding.strip().lower()
    if encoding not in _READ:
        msg = f"its Content-Encoding {encoding!r} is not read"
        raise BodyError(msg)
    parts = bytearray()
    for chunk in chunks:
        parts += chunk
        if len(parts) > most:
            raise too_long(most)
    data = bytes(parts)
    return inflate(data, most, encoding)


def inflate(data: bytes, most: int, encoding: str = "gzip") -> bytes:
    """Return decompressed data, nothing of nothing. Raises BodyError."""
    try:
        found = unpacked(data, encoding, most) if data else b""
    except UnpackError as error:
        raise BodyError(str(error)) from error
    if len(found) > most:
        raise too_long(most)
    return found


def too_long(most: int) -> BodyError:
    """Return the error for a body over the limit."""
    return BodyError(f"it has more than {most:,} bytes")
