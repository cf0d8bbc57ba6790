"""Content encodings of HTTP (RFC 9110, 8.4), unpacked up to a limit whatever they expand to."""

from __future__ import annotations

import zlib

GZIP = b"\x1f\x8b"
"""How a gzip member begins."""
_STEP = 65_536
_STREAMED = {"br": "brotli", "zstd": "zstd"}
"""Encodings for which pyarrow has the codec, by its name there. Zstandard refuses windows above 128 MB."""


class UnpackError(ValueError):
    """Content that cannot be unpacked; the message says why in a few words."""


def unpacked(data: bytes, encoding: str, most: int) -> bytes:
    """Return the content of data in one content encoding; of content above ``most`` bytes only some more than ``most``.

    No more is unpacked than that. ``br`` and ``zstd`` need pyarrow. Raises UnpackError.
    """
    if encoding in {"", "identity"}:
        return data
    if encoding in {"gzip", "x-gzip", "deflate"}:
        return _inflated(data, most, is_gzip=encoding != "deflate")
    if encoding in _STREAMED:
        return _streamed(data, _STREAMED[encoding], most)
    msg = f"its Content-Encoding {encoding!r} is not read"
    raise UnpackError(msg)


def _inflated(data: bytes, most: int, *, is_gzip: bool) -> bytes:
    """Unpack deflate, of any number of gzip members. Raises UnpackError."""
    # RFC 9110 means zlib's format by "deflate"; servers send raw deflate too.
    is_zlib = len(data) > 1 and data[0] & 15 == 8 and int.from_bytes(data[:2], "big") % 31 == 0
    window = zlib.MAX_WBITS | 16 if is_gzip else zlib.MAX_WBITS if is_zlib else -zlib.MAX_WBITS
    found = bytearray()
    while True:
        inflater = zlib.decompressobj(window)
        try:
            found += inflater.decompress(data, most + 1 - len(found))
        except zlib.error as error:
            msg = "its compressed content is damaged"
            raise UnpackError(msg) from error
        if len(found) > most:
            return bytes(found)
        if not inflater.eof:
            msg = "its compressed content breaks off"
            raise UnpackError(msg)
        data = inflater.unused_data.lstrip(b"\0")
        if not is_gzip or not data.startswith(GZIP):  # what follows the last member is passed over, as by browsers
            return bytes(found)


def _streamed(data: bytes, codec: str, most: int) -> bytes:
    """Unpack Brotli or Zstandard in steps. Raises UnpackError."""
    import pyarrow as pa  # noqa: PLC0415 - of an extra, and rarely needed

    found = bytearray()
    try:
        with pa.CompressedInputStream(pa.BufferReader(data), codec) as stream:
            while len(found) <= most and (part := stream.read(min(_STEP, most + 1 - len(found)))):
                found += part
    except OSError as error:
        msg = "its compressed content breaks off" if "runcated" in str(error) else "its compressed content is damaged"
        raise UnpackError(msg) from error
    if not found and not data:
        msg = "its compressed content breaks off"
        raise UnpackError(msg)
    return bytes(found)
