"""The standard streams, any of which may be full, closed or a pipe whose reader has gone."""

from __future__ import annotations

import errno
import os
import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, TextIO, cast

if TYPE_CHECKING:
    from collections.abc import Iterator


class OutputError(Exception):
    """Standard output cannot be written; the message says why. It is no OSError, which click would take for its own."""


class _Closed:
    """A stream that was closed before the program started."""

    encoding = "utf-8"
    errors = "replace"

    def write(self, _: str) -> int:
        raise OSError(errno.EBADF, "it is closed")

    def flush(self) -> None:
        """Have nothing to write."""

    def isatty(self) -> bool:
        return False

    def fileno(self) -> int:
        raise OSError(errno.EBADF, "it is closed")


class _Guarded:
    """A text stream whose errors are told apart from those of files, or swallowed where nothing could say them."""

    def __init__(self, stream: Any, *, silent: bool) -> None:
        self._stream = stream
        self._silent = silent

    def write(self, text: str) -> int:
        with self._guarded():
            self._stream.write(text)
        return len(text)

    def write_bytes(self, data: bytes) -> None:
        with self._guarded():
            self._stream.flush()
            self._stream.buffer.write(data)

    def flush(self) -> None:
        with self._guarded():
            self._stream.flush()

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            if not self._silent:
                raise OutputError(f"standard output cannot be written: {error.strerror or error}") from error

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


@contextmanager
def guarded() -> Iterator[None]:
    """Guard standard output and standard error, with UTF-8 everywhere; writing to the former may raise OutputError."""
    before = sys.stdout, sys.stderr
    for stream in before:
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")
    sys.stdout = cast("TextIO", _Guarded(before[0] if before[0] is not None else _Closed(), silent=False))
    sys.stderr = cast("TextIO", _Guarded(before[1] if before[1] is not None else _Closed(), silent=True))
    try:
        yield
    finally:
        sys.stdout, sys.stderr = before


def echo(text: str, *, err: bool = False) -> None:
    """Write a text and flush; colours are not in it unless they are wanted."""
    stream = sys.stderr if err else sys.stdout
    stream.write(text)
    stream.flush()


def echo_bytes(data: bytes) -> None:
    """Write bytes to standard output as they are, without another line end or encoding."""
    stream = cast("_Guarded", sys.stdout)
    stream.write_bytes(data)
    stream.flush()


def give_up_output() -> None:
    """Let what is left in the buffer of standard output go nowhere, or Python would try again when it ends."""
    with suppress(OSError, ValueError, AttributeError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def read_input(most: int) -> bytes:
    """Return standard input. Raises OSError if it is closed, cannot be read, or has more than ``most`` bytes."""
    if sys.stdin is None:
        raise OSError(errno.EBADF, "it is closed")
    try:
        data = sys.stdin.buffer.read(most + 1)
    except ValueError as error:  # it was closed meanwhile
        raise OSError(errno.EBADF, "it is closed") from error
    if len(data) > most:
        raise OSError(errno.EFBIG, f"it has more than {most:,} bytes")
    return data
