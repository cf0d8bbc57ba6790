"""Lists the findings of an audit, one a line, as ``affilint check`` prints them: the counts say how many, this says where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyarrow import ArrowException, parquet

from linter.audit.model import AuditError
from linter.audit.shard import run_of
from linter.reporters import neutral

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_COLUMNS = ("path", "start", "severity", "rule", "message")


def found(out: Path) -> Iterator[str]:
    """Yield ``path:line:column: severity rule: message`` of each finding, in the order of the pages. Raises AuditError.

    One part is read at a time (a part has the findings of one shard), so that an audit of any size is listed.
    """
    if run_of(out) is None:
        msg = f"{out} holds no audit, or one that has checked nothing yet"
        raise AuditError(msg)
    for part in sorted((out / "findings").glob("part-*.parquet")):
        try:
            rows = parquet.ParquetFile(part).read(columns=list(_COLUMNS)).to_pylist()
        except (ArrowException, OSError) as error:
            msg = f"{part} cannot be read: {str(error).partition(chr(10))[0]}"
            raise AuditError(msg) from error
        for row in rows:
            start = row["start"]
            place = f"{row['path']}:{start['line']}:{start['column']}"
            yield f"{neutral(place)}: {row['severity']} {row['rule']}: {neutral(row['message'])}\n"
