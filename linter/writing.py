"""Writes files atomically, and leaves everything about a file but its content as it was."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from linter import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Iterator

_TEMPORARY = re.compile(r"\.affilint-(\d+)-[0-9a-f]{12}\.tmp")
"""Names of temporary files; the number is the process that writes."""


@contextmanager
def replacing(path: Path, *, durable: bool = True, faithful: bool = False) -> Iterator[BinaryIO]:
    """Open a stream whose bytes become the file's content when the block ends without an error.

    Until then, and after an error, the old file is unchanged. Its mode, owner, group and extended attributes are preserved,
    a symbolic link is followed, and a device or pipe is written to directly. ``durable`` waits until the bytes are on the
    disk. ``faithful`` refuses what cannot be preserved: another owner, an attribute, further hard links. Temporary files of
    processes that were killed are removed. Raises OSError.
    """
    target = Path(os.path.realpath(path))
    known = target.stat() if target.exists() else None
    if known is not None and not stat.S_ISREG(known.st_mode):
        with target.open("wb") as stream:
            yield stream
        return
    if faithful and known is not None and known.st_nlink > 1:
        raise OSError(errno.EMLINK, "it has further hard links, which a new file would not share", str(path))
    _remove_abandoned(target.parent)
    temporary = target.with_name(f".affilint-{os.getpid()}-{os.urandom(6).hex()}.tmp")
    try:
        with temporary.open("xb") as stream:
            yield stream
            stream.flush()
            if durable:
                os.fsync(stream.fileno())
        if known is not None:
            _preserve(target, temporary, known, faithful=faithful)
        temporary.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise


def _preserve(target: Path, temporary: Path, known: os.stat_result, *, faithful: bool) -> None:
    """Give a new file owner, group, extended attributes and mode of the old one. Raises OSError."""
    made = temporary.stat()
    if (made.st_uid, made.st_gid) != (known.st_uid, known.st_gid) and hasattr(os, "chown"):
        try:
            os.chown(temporary, known.st_uid, known.st_gid)
        except PermissionError as error:
            if faithful:
                raise OSError(error.errno, "only its owner can keep its owner and group", str(target)) from error
    for name, value in _attributes(target).items():
        if _attributes(temporary).get(name) == value:
            continue
        try:
            os.setxattr(temporary, name, value)
        except OSError as error:
            if faithful:
                raise OSError(error.errno, f"its extended attribute {name} cannot be kept", str(target)) from error
    temporary.chmod(stat.S_IMODE(known.st_mode))


def _attributes(path: Path) -> dict[str, bytes]:
    """Return the extended attributes of a file, access control lists among them; none where there is no such thing."""
    if not hasattr(os, "listxattr"):
        return {}
    try:
        return {name: os.getxattr(path, name) for name in os.listxattr(path)}
    except OSError as error:
        if error.errno in {errno.ENOTSUP, errno.ENOSYS, errno.EPERM}:
            return {}
        raise


def _remove_abandoned(folder: Path) -> None:
    """Remove temporary files whose process has ended: it was killed while it wrote."""
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            named = _TEMPORARY.fullmatch(entry.name)
            if named is not None and not _is_alive(int(named[1])):
                with contextlib.suppress(OSError):
                    Path(entry.path).unlink()


def _is_alive(process: int) -> bool:
    if os.name == "nt":  # where a file that is open cannot be removed, and signal 0 would end the process
        return process == os.getpid()
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        return True
    return True


def write_atomically(path: Path, data: bytes, *, durable: bool = True, faithful: bool = False) -> None:
    """Write a file with ``replacing``. Raises OSError."""
    with replacing(path, durable=durable, faithful=faithful) as stream:
        stream.write(data)


def write_text_atomically(path: Path, text: str) -> None:
    """Write a text as UTF-8, with ``?`` for halves of surrogate pairs. Raises OSError."""
    write_atomically(path, text.encode("utf-8", "replace"))
