"""Tables whose folder holds more files of Parquet than the table has: Delta Lake (delta.io) and Apache Iceberg (iceberg.apache.org).

Files that were replaced or deleted stay in the folder until somebody clears them away; which of them the table has, its log says. A log is
input like any other: what it names outside of its folder is not read.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import unquote, urlsplit

from linter.audit.model import AuditError
from linter.extras import needs_extra

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_Lister: TypeAlias = "Callable[[Path], Iterable[str]]"

DELTA_LOG, ICEBERG_LOG = "_delta_log", "metadata"
_VERSION = re.compile(r"v?(\d+)(?:-[0-9a-fA-F-]+)?(?:\.gz)?\.metadata\.json(?:\.gz)?")
"""``v3.metadata.json`` and ``00003-<uuid>.metadata.json`` (Iceberg's specification, "File System Tables" and "Metastore Tables")."""


def live_files(folder: Path) -> list[Path] | None:
    """Return the files that a table of Delta Lake or Iceberg has now, sorted; None for a folder that is no such table.

    Raises AuditError if the table cannot be read, or if reading its files would count rows that it has deleted.
    """
    if (folder / DELTA_LOG).is_dir():
        return _inside(folder, _delta_files)
    if metadata_file(folder) is not None:
        return _inside(folder, _iceberg_files)
    return None


def metadata_file(folder: Path) -> Path | None:
    """Return the newest file that describes an Iceberg table, or None for a folder that is none."""
    found = [
        (match, path) for path in (folder / ICEBERG_LOG).glob("*.json*") if (match := _VERSION.fullmatch(path.name))
    ]
    return max(found, key=lambda one: (int(one[0][1]), one[1].name))[1] if found else None


def _inside(folder: Path, files_of: _Lister) -> list[Path]:
    try:
        named = [Path(_local(name)) for name in files_of(folder)]
    except ImportError as error:
        msg = f"{folder}: reading the table needs an extra: {needs_extra('lakes')}"
        raise AuditError(msg) from error
    except AuditError:
        raise
    except Exception as error:  # each library has errors of its own
        reason = str(error).strip().partition("\n")[0] or type(error).__name__
        msg = f"{folder}: the log of the table cannot be read: {reason}"
        raise AuditError(msg) from error
    root = folder.resolve()
    for path in named:
        if not path.resolve().is_relative_to(root) or not path.is_file():
            msg = f"{folder}: the log of the table names a file that is not in its folder: {path}"
            raise AuditError(msg)
    if not named:
        msg = f"{folder}: the table has no rows"
        raise AuditError(msg)
    return sorted(folder / path.resolve().relative_to(root) for path in named)


def _delta_files(folder: Path) -> Iterable[str]:
    from deltalake import DeltaTable

    table = DeltaTable(str(folder))
    if any(batch.num_rows for batch in table.deletion_vectors()):
        _refuse(folder, "OPTIMIZE")
    return list(table.file_uris())


def _iceberg_files(folder: Path) -> Iterable[str]:
    from pyiceberg.table import StaticTable

    tasks = list(StaticTable.from_metadata(str(metadata_file(folder))).scan().plan_files())
    if any(task.delete_files for task in tasks):
        _refuse(folder, "rewrite_data_files")
    return [task.file.file_path for task in tasks]


def _refuse(folder: Path, remedy: str) -> None:
    msg = f"{folder}: rows of the table are deleted by marks beside its files, which affilint does not read: rewrite it first ({remedy})"
    raise AuditError(msg)


def _local(name: str) -> str:
    """Return the path of a file's address; one on another machine stays as it is, and is outside of every folder."""
    parts = urlsplit(name)
    return unquote(parts.path) if parts.scheme == "file" else name
