"""The folder of an audit: which run it is of, a lock for the writer, and what is finished. Independent of the clock."""

from __future__ import annotations

import hashlib
import json
import sys
from contextlib import contextmanager
from dataclasses import asdict
from typing import IO, TYPE_CHECKING, Any

from linter import __version__
from linter.audit.model import AuditError, OutputError
from linter.audit.schema import MANIFEST as MANIFEST_FIELDS
from linter.audit.schema import RUN as RUN_FIELDS
from linter.audit.schema import as_data, only
from linter.writing import write_text_atomically

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from linter.audit.model import Missing, ShardStat, Terms

RUN, MANIFEST, SCHEMA, LOCK = "_run.json", "_manifest.jsonl", "_schema.json", "_lock"
FORMAT = 1


def run_id(description: dict[str, Any]) -> str:
    """Return the id of a run: a digest of everything that its results depend on."""
    serialised = json.dumps(description, sort_keys=True).encode("utf-8", "surrogatepass")
    return hashlib.sha256(serialised).hexdigest()[:24]


def describe(terms: Terms, inputs: list[dict[str, Any]], reading: object) -> dict[str, Any]:
    """Return the content of ``_run.json``: the program, the rules, the inputs and the limits."""
    return {
        "format": FORMAT,
        "affilint": terms.version,
        "rulebook": terms.rulebook,
        "config": terms.config,
        "selection": asdict(terms.selection),
        "day": terms.day,
        "inputs": inputs,
        "reading": asdict(reading),  # type: ignore[call-overload]
        "page_seconds": terms.page_seconds,
    }


def known_run(out: Path) -> dict[str, Any] | None:
    """Return the description of a folder's run, None if there is none. Raises AuditError if it cannot be read."""
    try:
        known = json.loads((out / RUN).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        msg = f"{out / RUN}: cannot be read: {error}"
        raise AuditError(msg) from error
    return known if isinstance(known, dict) else {}


def begin(out: Path, description: dict[str, Any], *, resume: bool) -> None:
    """Claim a folder for a run, or resume the run in it. Raises AuditError if it holds something else."""
    known = known_run(out)
    if known is None:
        others = sorted(path.name for path in out.iterdir() if path.name != LOCK)
        if others:
            msg = f"{out} is not empty ({others[0]}) and holds no audit: name another folder"
            raise AuditError(msg)
    elif not resume:
        msg = f"{out} holds an audit already: --resume goes on with it, or name another folder"
        raise AuditError(msg)
    else:
        changed = [key for key, value in description.items() if known.get(key) != _as_json(value)]
        if changed:
            msg = f"{out} holds another run: {', '.join(map(_difference, changed))}; name another folder"
            raise AuditError(msg)
    try:
        _write_json(out / RUN, only(RUN_FIELDS, {**description, "run": run_id(description)}))
        _write_json(out / SCHEMA, as_data(__version__))
        for dataset in ("pages", "findings"):
            (out / dataset).mkdir(exist_ok=True)
            for leftover in (out / dataset).glob(".part-*.tmp"):
                leftover.unlink()
    except OSError as error:
        msg = f"{out}: cannot be written: {error.strerror or error}"
        raise OutputError(msg) from error


def _write_json(path: Path, value: dict[str, Any]) -> None:
    write_text_atomically(path, json.dumps(value, indent=1) + "\n")


def _as_json(value: Any) -> Any:
    return json.loads(json.dumps(value))


def _difference(key: str) -> str:
    named = {
        "affilint": "the version of affilint",
        "rulebook": "rules or configuration",
        "config": "the configuration's place",
        "inputs": "the inputs or what belongs to them",
        "reading": "limits or columns",
        "page_seconds": "--page-timeout",
    }
    return f"{named.get(key, key)} changed"


@contextmanager
def locked(out: Path) -> Iterator[None]:
    """Lock a folder against other runs until the end. Raises AuditError if another run has locked it."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        stream = (out / LOCK).open("a+b")
    except OSError as error:
        msg = f"{out}: cannot be written: {error.strerror or error}"
        raise OutputError(msg) from error
    with stream:
        if not _lock(stream):
            msg = f"another audit is writing to {out}"
            raise AuditError(msg)
        yield


def _lock(stream: IO[bytes]) -> bool:
    """Lock a file for this process; the system releases it when the process ends."""
    try:
        if sys.platform == "win32":
            msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def write_manifest(out: Path, stats: Iterable[ShardStat], missing: Iterable[Missing], repeated: int) -> None:
    """Write one line for each finished shard, one for each part of an input that could not be read, and one for repeated pages."""
    lines: list[dict[str, Any]] = [
        only(MANIFEST_FIELDS, stat.as_dict()) for stat in sorted(stats, key=lambda stat: stat.shard)
    ]
    lines += [{"missing": [asdict(item)]} for item in missing]
    if repeated:
        lines.append({"repeated": repeated})
    try:
        write_text_atomically(out / MANIFEST, "".join(f"{json.dumps(line, sort_keys=True)}\n" for line in lines))
    except OSError as error:
        msg = f"{out / MANIFEST}: cannot be written: {error.strerror or error}"
        raise OutputError(msg) from error
