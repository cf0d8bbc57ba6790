"""Plain data from folders of YAML files, read fast on the second run.

Parsing some hundred small YAML files costs more than linting an article, so their content is kept as one
JSON file in the user's cache folder. The cache is only ever a copy: it is keyed by the version and by name,
size and time of every file, it carries its own digest, and anything wrong with it means reading the YAML again.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import os
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from linter import __version__
from linter.data.resources import rules_dir
from linter.writing import write_atomically

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from linter.data.yaml_nodes import Node


_CACHES = {"darwin": "Library/Caches"}
"""Below the home folder, by platform."""


def cache_dir() -> Path | None:
    """Return the folder for caches, or None if ``AFFILINT_NO_CACHE`` is set or there is no home.

    That is where users look for caches: XDG_CACHE_HOME where it is set (XDG Base Directory Specification), else the system's own
    folder (Windows: Known Folders; macOS: File System Programming Guide).
    """
    if os.environ.get("AFFILINT_NO_CACHE"):
        return None
    base = os.environ.get("XDG_CACHE_HOME") or (os.environ.get("LOCALAPPDATA") if sys.platform == "win32" else None)
    try:
        return (Path(base) if base else Path.home() / _CACHES.get(sys.platform, ".cache")) / "affilint"
    except RuntimeError:
        return None


@cache
def load_folder(folder: Path, check: Callable[[Mapping[str, Node]], object] | None = None) -> dict[str, Any]:
    """Return the parsed content of every ``*.yml`` file of a folder, by file name without ending. Raises DataError.

    ``check`` gets the files with the places of all values when they are read from YAML, and fails at a mistake: what is
    wrong never reaches the cache, so every run says so.
    """
    entries = sorted(
        (entry for entry in os.scandir(folder) if entry.name.endswith(".yml")), key=lambda entry: entry.name
    )
    names = [entry.name.removesuffix(".yml") for entry in entries]
    cached = _cache_file(folder, entries, "")
    found = _read_cache(cached)
    if found is not None and list(found) == names:
        return found
    nodes = read_folder(folder)
    if check is not None:
        check(nodes)
    data = {name: _without_dates(node.plain()) for name, node in nodes.items()}
    _write_cache(cached, data)
    return data


def read_folder(folder: Path) -> dict[str, Node]:
    """Read every ``*.yml`` file of a folder with places, by file name without ending. Raises DataError."""
    return {path.stem: read_shipped(path) for path in sorted(folder.glob("*.yml"), key=lambda path: path.name)}


def read_shipped(path: Path) -> Node:
    """Read a file of affilint's own with places; messages name it from the folder of rules. Raises DataError."""
    from linter.data.yaml_nodes import read_yaml_file  # noqa: PLC0415 - the cache seldom needs fixing

    return read_yaml_file(path, "/".join(path.parts[-3:]), limited=False)


def derived(name: str, folder: Path, build: Callable[[], dict[str, Any]], *, code: Iterable[str]) -> dict[str, Any]:
    """Return what ``build`` makes of a folder's files as plain data, kept as long as neither they nor ``code`` change.

    ``code`` names the source files of the modules that do the work.
    """
    cached = _derived_file(name, folder, code)
    found = _read_cache(cached)
    if found is None:
        found = build()
        _write_cache(cached, found)
    return found


def kept(
    name: str, folder: Path, stamp: str, build: Callable[[], dict[str, Any]], *, code: Iterable[str]
) -> dict[str, Any]:
    """Return what ``build`` makes of files of the user's as plain data, kept as long as neither ``stamp`` nor ``code`` change.

    ``stamp`` tells the state of the files below ``folder``. Only the latest state is kept.
    """
    base = cache_dir()
    made = hashlib.sha256(f"{__version__}\0{stamp}".encode("utf-8", "surrogatepass"))
    for file in code:
        stat = os.stat(file)  # noqa: PTH116 - cheaper than a Path
        made.update(f"\0{stat.st_size}\0{stat.st_mtime_ns}".encode())
    place = hashlib.sha256(str(folder).encode("utf-8", "surrogatepass")).hexdigest()[:32]
    cached = base / f"{name}-{place}.json" if base is not None else None
    data: dict[str, Any] = _latest(cached, made.hexdigest(), build)
    return data


def of_program(name: str, build: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """Return what ``build`` makes of shipped data as JSON holds it, kept for each state of the program and its data.

    Empty where there is no folder for caches: what is not kept is not worth making.
    """
    base = cache_dir()
    if base is None:
        return {}
    folder = hashlib.sha256(f"{Path(__file__).parents[1]}\0{rules_dir()}".encode("utf-8", "surrogatepass")).hexdigest()[
        :32
    ]
    data: dict[str, Any] = _latest(
        base / f"{name}-{folder}.json", program_digest(), lambda: json.loads(json.dumps(build()))
    )
    return data


def _latest(cached: Path | None, stamp: str, build: Callable[[], Any]) -> Any:
    """Return what ``build`` makes, kept as long as ``stamp`` stays; only the latest state is."""
    found = _read_cache(cached)
    if found is None or found.get("stamp") != stamp:
        found = {"stamp": stamp, "data": build()}
        _write_cache(cached, found)
    return found["data"]


def once_for_program(name: str, check: Callable[[], object]) -> None:
    """Call a check of shipped data once for each state of the program and its data. Raises what ``check`` raises."""
    base = cache_dir()
    done = base / f"{name}-{program_digest()[:32]}.checked" if base is not None else None
    if done is not None and done.is_file():
        return
    check()
    if done is not None:
        with suppress(OSError):
            done.parent.mkdir(parents=True, exist_ok=True)
            for other in done.parent.glob(f"{name}-*.checked"):
                other.unlink()
            done.touch()


@cache
def program_digest() -> str:
    """Return a digest of the version and of name, size and time of every file of the program and of its rules."""
    stamp = hashlib.sha256(__version__.encode())
    for folder, ending in ((Path(__file__).parents[1], ".py"), (rules_dir(), ".yml")):
        for name, size, changed in sorted(_stamps(str(folder), ending)):
            stamp.update(f"\0{name}\0{size}\0{changed}".encode())
    return stamp.hexdigest()


def _stamps(folder: str, ending: str) -> Iterator[tuple[str, int, int]]:
    for entry in os.scandir(folder):
        if entry.is_dir():
            yield from _stamps(entry.path, ending)
        elif entry.name.endswith(ending):
            stat = entry.stat()
            yield entry.path, stat.st_size, stat.st_mtime_ns


def is_kept(name: str, folder: Path, *, code: Iterable[str]) -> bool:
    """Say whether a copy of what ``derived`` returns is kept: a cheap look, for who needs no more than that it was made."""
    kept = _derived_file(name, folder, code)
    return kept is not None and kept.is_file()


def _derived_file(name: str, folder: Path, code: Iterable[str]) -> Path | None:
    files = [entry for entry in os.scandir(folder) if entry.name.endswith(".yml")]
    return _cache_file(folder, sorted([*files, *map(Path, code)], key=lambda file: file.name), name)


def _cache_file(folder: Path, files: Iterable[os.DirEntry[str] | Path], name: str) -> Path | None:
    """Return where data made of some files is kept: the name tells their names, sizes and times, and the version."""
    base = cache_dir()
    if base is None:
        return None
    stamp = hashlib.sha256(f"{__version__}\0{folder}\0{name}".encode())
    for file in files:
        stat = file.stat()
        stamp.update(f"\0{file.name}\0{stat.st_size}\0{stat.st_mtime_ns}".encode())
    return base / f"{folder.name}{f'-{name}' if name else ''}-{stamp.hexdigest()[:32]}.json"


def _without_dates(data: Any) -> Any:
    """Turn dates into ISO text, so that data from the cache and from YAML are the same."""
    if isinstance(data, dict):
        return {key: _without_dates(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_without_dates(item) for item in data]
    return data.isoformat() if isinstance(data, datetime.date) else data


def _read_cache(path: Path | None) -> dict[str, Any] | None:
    """Return what a cache file holds if it is whole: its first line is the digest of the rest."""
    if path is None:
        return None
    try:
        digest, _, written = path.read_bytes().partition(b"\n")
        if digest != _digest(written):
            return None
        data = json.loads(written)
    except (OSError, ValueError):
        return None
    return data if isinstance(data, dict) else None


def _digest(written: bytes) -> bytes:
    return hashlib.sha256(written).hexdigest().encode()


def _write_cache(path: Path | None, data: dict[str, Any]) -> None:
    if path is None:
        return
    try:
        written = json.dumps(data, ensure_ascii=False).encode()
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, _digest(written) + b"\n" + written, durable=False)
    except (OSError, TypeError, ValueError):
        return
