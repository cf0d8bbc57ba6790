# ruff: noqa: PTH109, PTH118, PTH115, PTH117 - it replaces the functions that pathlib would call
"""Lets calls to the file system fail, one at a time; for the tests of what a command then does."""

from __future__ import annotations

import builtins
import errno
import io
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

REFUSALS = (errno.EIO, errno.EACCES, errno.ENOSPC)
CALLS = (
    "stat",
    "lstat",
    "open",
    "scandir",
    "replace",
    "rename",
    "unlink",
    "fsync",
    "chmod",
    "chown",
    "listxattr",
    "mkdir",
    "readlink",
    "utime",
    "listdir",
    "rmdir",
    "link",
    "symlink",
    "truncate",
    "access",
    "getxattr",
    "setxattr",
)


class Faults:
    """Counts calls that concern a folder, and lets one of them fail."""

    def __init__(self, folder: Path) -> None:
        self.folder = str(folder)
        self.fails = -1
        """The number of the call that fails; none does if it is negative."""
        self.error = errno.EIO
        self.count = 0
        self.failed = ""

    def call(self, name: str, path: Any) -> None:
        """Count one call; raise OSError if it is the one that fails."""
        try:
            shown = os.fspath(path) if not isinstance(path, int) else os.readlink(f"/proc/self/fd/{path}")
        except (TypeError, OSError):
            return
        shown = os.fsdecode(shown)
        if not os.path.isabs(shown):
            shown = os.path.join(os.getcwd(), shown)
        if not shown.startswith(self.folder):
            return
        self.count += 1
        if self.count - 1 == self.fails:
            self.failed = f"{name} {shown.removeprefix(self.folder)}"
            raise OSError(self.error, os.strerror(self.error), shown)


class Stream(io.FileIO):
    """A file whose reads and writes may fail."""

    faults: Faults

    def readall(self) -> bytes:
        self.faults.call("read", self.name)
        return super().readall()

    def readinto(self, buffer: Any) -> int | None:
        self.faults.call("read", self.name)
        return super().readinto(buffer)

    def write(self, data: Any) -> int | None:
        self.faults.call("write", self.name)
        return super().write(data)

    def close(self) -> None:
        """Close the file whatever happens, as the system does; a network's file system says only here that it is full."""
        writes = not self.closed and self.writable()
        super().close()
        if writes:
            self.faults.call("close", self.name)


@contextmanager
def injected(faults: Faults) -> Iterator[None]:
    """Let the functions of ``os`` and ``open`` count and fail."""
    with pytest.MonkeyPatch.context() as patched:
        for name in CALLS:
            original = getattr(os, name, None)
            if original is None:
                continue

            def wrapped(path: Any, *args: Any, _name: str = name, _call: Any = original, **named: Any) -> Any:
                faults.call(_name, path)
                # Nothing here outlives the machine, so no test waits for a disk.
                return None if _name == "fsync" else _call(path, *args, **named)

            patched.setattr(os, name, wrapped)
        real = builtins.open

        def opened(path: Any, mode: str = "r", *args: Any, **named: Any) -> Any:
            if not str(os.fspath(path) if not isinstance(path, int) else "").startswith(faults.folder) and isinstance(
                path, int
            ):
                return real(path, mode, *args, **named)
            faults.call("open", path)
            if not os.path.join(os.getcwd(), os.fsdecode(os.fspath(path))).startswith(faults.folder):
                return real(path, mode, *args, **named)
            raw = Stream(os.fspath(path), mode.replace("b", "").replace("t", ""))
            raw.faults = faults
            buffered: Any = io.BufferedReader(raw) if "r" in mode else io.BufferedWriter(raw)
            return (
                buffered
                if "b" in mode
                else io.TextIOWrapper(
                    buffered,
                    *args[1:],
                    **{key: value for key, value in named.items() if key in {"encoding", "errors", "newline"}},
                )
            )

        patched.setattr(builtins, "open", opened)
        patched.setattr(io, "open", opened)
        yield
