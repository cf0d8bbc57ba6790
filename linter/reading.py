"""Reads files that a repository holds: regular ones, and no more of them than they may have."""

from __future__ import annotations

import errno
import stat
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

MAX_SETTINGS = 8_000_000
"""How many bytes a configuration, a rule or another small file may have."""
_KINDS = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a named pipe"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
    (stat.S_ISSOCK, "a socket"),
)


def read_regular(path: Path, most: int | None = None) -> bytes:
    """Return the bytes of a regular file, a symbolic link followed.

    Raises OSError, also for a folder, a device or a pipe, which may never end, and for more than ``most`` bytes.
    """
    require_regular(path)
    if most is None:
        return path.read_bytes()
    with path.open("rb") as stream:
        data = stream.read(most + 1)
    if len(data) > most:
        raise OSError(errno.EFBIG, f"it has more than {most:,} bytes", str(path))
    return data


def require_regular(path: Path) -> None:
    """Raise OSError for what is no regular file, or does not exist."""
    mode = path.stat().st_mode
    kind = next((name for is_kind, name in _KINDS if is_kind(mode)), None)
    if kind is not None:
        raise OSError(errno.EINVAL, f"it is {kind} and no file", str(path))
