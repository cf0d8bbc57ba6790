"""Reads files that a repository holds: regular ones, and no more of them than they may have."""

from __future__ import annotations

import errno
import stat
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

MAX_SETTINGS = 8_000_000
"""How many bytes a configuration, a rule or another small file may have."""
MAX_ARTICLE = 64_000_000
"""How many bytes an article may have, and standard input: checking one takes forty times its size in memory."""
_KINDS = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a named pipe"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
    (stat.S_ISSOCK, "a socket"),
)


def read_regular(path: Path, most: int = MAX_ARTICLE) -> bytes:
    """Return the bytes of a regular file, a symbolic link followed.

    Raises OSError, also for a folder, a device or a pipe, which may never end, and for more than ``most`` bytes.
    """
    size = require_regular(path)
    if size > most:
        raise too_large(most, str(path))
    with path.open("rb") as stream:
        data = stream.read(size + 1)
        if len(data) > size:  # it grows, or the system does not say how long it is
            data += stream.read(most)
    if len(data) > most:
        raise too_large(most, str(path))
    return data


def too_large(most: int, name: str | None = None) -> OSError:
    """Return the error of what has more than ``most`` bytes."""
    return OSError(errno.EFBIG, f"it has more than {most:,} bytes", name)


def require_regular(path: Path) -> int:
    """Return the size of a regular file. Raises OSError for what is none, or does not exist."""
    found = path.stat()
    mode = found.st_mode
    kind = next((name for is_kind, name in _KINDS if is_kind(mode)), None)
    if kind is not None:
        raise OSError(errno.EINVAL, f"it is {kind} and no file", str(path))
    return found.st_size
