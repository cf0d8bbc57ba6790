"""The folder that an audit writes: what run it is of, who writes it now, and what is done. Never the clock."""

from __future__ import annotations

import fcntl
import hashlib
import json
import msvcrt
import os
from contextlib import contextmanager
from dataclasses import asdict
from typing import IO, TYPE_CHECKING, Any

from linter.audit.model import AuditError, OutputError
from linter.writing import write_text_atomically

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from linter.audit.model import Missing, ShardStat, Terms

RUN, MANIFEST, LOCK = "_run.json", "_manifest.jsonl", "_lock"
FORMAT = 1


def run_id(description: dict[str, Any]) -> str:
    """Return the id of a run: a digest of all that its results depend on."""
    told = json.dumps(description, sort_keys=True).encode("utf-8", "surrogatepass")
    return hashlib.sha256(told).hexdigest()[:24]


def describe(terms: Terms, inputs: list[dict[str, Any]], reading: object) -> dict[str, Any]:
    """Return what ``_run.json`` says: the program, the rules, the inputs and the limits."""
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
    """Return the description of the run that a folder holds. Raises AuditError for one that cannot be read."""
    try:
        known = json.loads((out / RUN).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        msg = f"{out / RUN}: cannot be read: {error}"
        raise AuditError(msg) from error
    return known if isinstance(known, dict) else {}


def begin(out: Path, description: dict[str, Any], *, resume: bool) -> None:
    """Claim a folder for a run, or take up the run that it holds. Raises AuditError where it holds something else."""
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
        changed = [key for key, value in description.items() if known.get(key) != _plain(value)]
        if changed:
            msg = f"{out} holds another run: {', '.join(map(_difference, changed))}; name another folder"
            raise AuditError(msg)
    try:
        write_text_atomically(out / RUN, json.dumps({**description, "run": run_id(description)}, indent=1) + "\n")
        for dataset in ("pages", "findings"):
            (out / dataset).mkdir(exist_ok=True)
            for left in (out / dataset).glob(".part-*.tmp"):
                left.unlink()
    except OSError as error:
        msg = f"{out}: cannot be written: {error.strerror or error}"
        raise OutputError(msg) from error


def _plain(value: Any) -> Any:
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
    """Hold a folder against other runs until the end, however it comes. Raises AuditError where another run has it."""
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
    """Lock a file for this process; the system lets it go when the process ends."""
    try:
        if os.name == "nt":
            msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        else:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def write_manifest(out: Path, stats: Iterable[ShardStat], missing: Iterable[Missing]) -> None:
    """Write one line for each shard that is done, and one for each part of an input that could not be read."""
    lines: list[dict[str, Any]] = [stat.as_dict() for stat in sorted(stats, key=lambda stat: stat.shard)]
    lines += [{"missing": [asdict(item)]} for item in missing]
    try:
        write_text_atomically(out / MANIFEST, "".join(f"{json.dumps(line, sort_keys=True)}\n" for line in lines))
    except OSError as error:
        msg = f"{out / MANIFEST}: cannot be written: {error.strerror or error}"
        raise OutputError(msg) from error
