"""Finds what the address of a file system stands for: an archive, all that match a pattern, or the parts of a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linter.audit.inputs._globs import has_magic
from linter.audit.inputs._lakes import DELTA_LOG
from linter.audit.inputs._places import RemoteFile, filesystem, os_errors
from linter.audit.model import AuditError
from linter.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable

_VERSIONS = ("ETag", "etag", "md5Hash", "checksum", "LastModified", "last_modified", "mtime", "modified", "created")
"""What file systems call the digest or the time of an object, the surest first."""


@dataclass(frozen=True, slots=True)
class Remote:
    """An address that the user named: ``s3://bucket/crawl/*.warc.gz``."""

    address: str

    def __str__(self) -> str:
        return self.address

    def files(self, is_part: Callable[[str], bool]) -> list[RemoteFile]:
        """Return what it stands for, sorted by name; ``is_part`` says whether a name is one of a table's parts.

        Raises AuditError if that is nothing.
        """
        if self.address.lower().startswith(("file:", "local:")):
            msg = f"{self}: name a file of this machine by its path"
            raise AuditError(msg)
        system, path = filesystem(self.address)
        try:
            with os_errors():
                system.invalidate_cache()
                return [one for info in _matches(system, path) for one in self._of(system, info, is_part)]
        except FileNotFoundError as error:
            what = "matches nothing" if has_magic(path) else "no such file or folder"
            msg = f"{self}: {what}"
            raise AuditError(msg) from error
        except OSError as error:
            msg = f"{self}: cannot be read: {error.strerror or error}"
            raise AuditError(msg) from error

    def _of(self, system: Any, info: dict[str, Any], is_part: Callable[[str], bool]) -> list[RemoteFile]:
        """Return the archive that an entry is, or the parts of the table that it holds."""
        if info["type"] != "directory":
            return [self._file(system, info)]
        parts = [self._file(system, part) for part in _parts(system, info["name"], is_part)]
        if not parts:
            msg = (
                f"{system.unstrip_protocol(info['name'])}: no table of Parquet in it "
                "(name archives themselves; articles are read from folders of this machine)"
            )
            raise AuditError(msg)
        return parts

    def _file(self, system: Any, info: dict[str, Any]) -> RemoteFile:
        source = system.unstrip_protocol(info["name"])
        if not isinstance(info.get("size"), int):
            msg = f"{source}: its size is not known, so that it cannot be read in parts"
            raise AuditError(msg)
        version = next((f"{key} {info[key]}" for key in _VERSIONS if info.get(key)), "")
        return RemoteFile(self.address, info["name"], source, info["size"], version)


def _matches(system: Any, path: str) -> list[dict[str, Any]]:
    """Return the entry of a path, else those that match it as a pattern, sorted by name. Raises FileNotFoundError."""
    try:
        return [system.info(path)]
    except FileNotFoundError:
        if not has_magic(path):
            raise
    found = system.glob(path, detail=True)
    only_files = path.rstrip("/").endswith("**")  # the folders among them hold the files among them
    entries = [found[name] for name in sorted(found)]
    matches = [entry for entry in entries if not only_files or entry["type"] != "directory"]
    if not matches:
        raise FileNotFoundError
    return matches


def _parts(system: Any, folder: str, is_part: Callable[[str], bool]) -> list[dict[str, Any]]:
    """Return the parts of a table, those of a folder before those of the folders named ``key=value`` in it.

    Raises AuditError for a table whose log says which of its files count.
    """
    parts: list[dict[str, Any]] = []
    folders = [folder]
    while folders:
        at = folders.pop(0)
        inside = sorted(system.ls(at, detail=True), key=lambda entry: str(entry["name"]))
        names = [(entry, entry["name"].rstrip("/").rpartition("/")[2]) for entry in inside if entry["name"] != at]
        if any(name == DELTA_LOG for _, name in names):
            msg = f"{at}: a table of Delta Lake, which is read from folders of this machine; name its files of Parquet"
            raise AuditError(msg)
        parts += [entry for entry, name in names if entry["type"] != "directory" and is_part(name)]
        folders[:0] = [entry["name"] for entry, name in names if entry["type"] == "directory" and "=" in name]
    return parts
