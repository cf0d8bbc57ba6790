"""Where an archive is: a file of this machine, or an object behind an address that fsspec reads. Both open as seekable streams."""

from __future__ import annotations

import io
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Any, TypeAlias

from linter.audit.inputs._sized import SizedFile
from linter.audit.model import AuditError
from linter.extras import needs_extra
from linter.paths import shown_path
from linter.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_BUFFER = 4 << 20
"""Bytes that one request reads; less costs more requests, more is held in memory by every shard."""


@dataclass(frozen=True, slots=True)
class LocalFile:
    """A file of this machine."""

    path: Path
    """Absolute, so that a worker finds it."""
    source: str
    """Its name in what is written."""

    @classmethod
    def at(cls, path: Path) -> LocalFile:
        """Return the file of a path, absolute or relative to the working directory."""
        return cls(path.absolute(), shown_path(path))

    def open(self) -> IO[bytes]:
        """Open it for reading. Raises OSError."""
        return self.path.open("rb")

    @property
    def size(self) -> int:
        """Its size in bytes. Raises OSError."""
        return self.path.stat().st_size

    def state(self) -> dict[str, Any]:
        """Return what tells it from what it was in an earlier run. Raises OSError."""
        stat = self.path.stat()
        return {"path": self.source, "bytes": stat.st_size, "modified": stat.st_mtime_ns}


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """An object behind an address, as it was when its inputs were planned."""

    address: str
    """An address of its file system, as the user named it."""
    path: str
    """Its path in the file system, which may hold characters that mean something else in an address."""
    source: str
    size: int
    """Bytes."""
    version: str
    """What its file system says of its content: a digest or a time; empty if nothing."""

    def open(self) -> IO[bytes]:
        """Open it for reading. Raises OSError and AuditError."""
        return io.BufferedReader(_Ranges(filesystem(self.address)[0], self.path, self.size), _BUFFER)

    def state(self) -> dict[str, Any]:
        """Return what tells it from what it was in an earlier run."""
        return {"path": self.source, "bytes": self.size, "version": self.version}


Place: TypeAlias = LocalFile | RemoteFile


def filesystem(address: str) -> tuple[Any, str]:
    """Return the file system of an address and the path in it. Raises AuditError if a package is missing."""
    try:
        import fsspec
    except ImportError as error:
        msg = f"{address}: reading it needs an extra: {needs_extra('remote')}"
        raise AuditError(msg) from error
    if "::" in address:  # fsspec's notation for archives in archives, of which affilint reads its own kinds
        msg = f"{address}: addresses within addresses (::) are not read"
        raise AuditError(msg)
    try:
        system, path = fsspec.url_to_fs(address)
    except ImportError as error:  # its text names the package
        msg = f"{address}: the package that reads it is missing: {_reason(error)}"
        raise AuditError(msg) from error
    except Exception as error:
        msg = f"{address}: {_reason(error)}"
        raise AuditError(msg) from error
    return system, str(path)


@contextmanager
def os_errors() -> Iterator[None]:
    """Raise OSError for whatever the driver of a file system raises: each has errors of its own."""
    try:
        yield
    except OSError:
        raise
    except Exception as error:
        raise OSError(_reason(error)) from error


def _reason(error: Exception) -> str:
    return str(error).strip().partition("\n")[0] or type(error).__name__


class _Ranges(SizedFile):
    """An object as a file: every read asks for one range, so that no more than that is ever held."""

    def __init__(self, system: Any, path: str, size: int) -> None:
        super().__init__(size)
        self._system, self._path = system, path

    def readinto(self, buffer: Any) -> int:
        """Read one range. Raises OSError, also where the object is not what it was."""
        wanted = max(0, min(len(buffer), self._size - self._at))
        if not wanted:
            return 0
        with os_errors():
            data = self._system.cat_file(self._path, start=self._at, end=self._at + wanted)
        if len(data) != wanted:
            msg = f"changed while it was read: {len(data)} bytes at {self._at} instead of {wanted}"
            raise OSError(msg)
        buffer[:wanted] = data
        self._at += wanted
        return wanted
