"""Writes files atomically."""

from __future__ import annotations

import contextlib
import os
import stat
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def replacing(path: Path, *, durable: bool = True) -> Iterator[BinaryIO]:
    """Open a stream whose bytes become the file's content when the block ends without an error.

    Until then, and after an error, the old file is unchanged. Its mode is preserved, a symbolic link is followed, and a
    device or pipe is written to directly. ``durable`` waits until the bytes are on the disk. Raises OSError.
    """
    target = Path(os.path.realpath(path))
    mode = target.stat().st_mode if target.exists() else None
    if mode is not None and not stat.S_ISREG(mode):
        with target.open("wb") as stream:
            yield stream
        return
    temporary = target.with_name(f".{target.name}.{os.urandom(6).hex()}.tmp")
    try:
        with temporary.open("xb") as stream:
            yield stream
            stream.flush()
            if durable:
                os.fsync(stream.fileno())
        if mode is not None:
            temporary.chmod(stat.S_IMODE(mode))
        temporary.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise


def write_atomically(path: Path, data: bytes, *, durable: bool = True) -> None:
    """Write a file with ``replacing``. Raises OSError."""
    with replacing(path, durable=durable) as stream:
        stream.write(data)


def write_text_atomically(path: Path, text: str) -> None:
    """Write a text as UTF-8, with ``?`` for halves of surrogate pairs. Raises OSError."""
    write_atomically(path, text.encode("utf-8", "replace"))
