"""Fetched pages in the user's cache folder, and which of them a stopped run had already.

The store is only ever a copy: each file carries its own digest, and whatever is wrong with one means fetching again.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
import zlib
from contextlib import suppress
from dataclasses import asdict
from typing import TYPE_CHECKING

from linter.records import dataclass
from linter.writing import write_atomically

if TYPE_CHECKING:
    from pathlib import Path

_MOST_BYTES = 500_000_000
"""What the store may take; the pages that were not used for the longest time go first."""
_RESUME_SECONDS = 86_400.0
"""How long a stopped run can be continued; later the site may have changed."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A page as it was received, with what the server needs to tell whether it has changed (RFC 9110, 8.8)."""

    content_type: str
    etag: str
    last_modified: str
    data: bytes


class PageStore:
    """Pages by address, one file each. It never raises: without a usable folder it is empty."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "web"
        self._prune()

    def get(self, address: str) -> Kept | None:
        """Return a stored page."""
        path = self._path(address)
        try:
            head, _, packed = path.read_bytes().partition(b"\n")
            about = json.loads(head)
            if about.pop("digest") != hashlib.sha256(packed).hexdigest() or about.pop("address") != address:
                return None
            os.utime(path)
            return Kept(**about, data=zlib.decompress(packed))
        except (OSError, ValueError, KeyError, TypeError, AttributeError, zlib.error):
            return None

    def put(self, address: str, page: Kept) -> None:
        """Store a page."""
        packed = zlib.compress(page.data, 6)
        about = {**asdict(page), "address": address, "digest": hashlib.sha256(packed).hexdigest()}
        del about["data"]
        path = self._path(address)
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(path, json.dumps(about).encode() + b"\n" + packed, durable=False)

    def journal(self, key: str) -> Journal:
        """Return the journal of the run that ``key`` describes."""
        return Journal(self._folder / f"run-{hashlib.sha256(key.encode()).hexdigest()[:32]}.jsonl")

    def _path(self, address: str) -> Path:
        name = hashlib.sha256(address.encode("utf-8", "surrogatepass")).hexdigest()
        return self._folder / name[:2] / name

    def _prune(self) -> None:
        with suppress(OSError):
            files = [(stat.st_mtime, stat.st_size, path) for path in self._folder.glob("??/*") if (stat := path.stat())]
            total = sum(size for _, size, _ in files)
            for _, size, path in sorted(files, key=lambda file: file[0]):
                if total <= _MOST_BYTES:
                    break
                path.unlink()
                total -= size


class Journal:
    """The pages that a run has fetched so far: a line each, with the address asked for and the one that answered."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.done: dict[str, str] = {}
        """What a run that was stopped less than a day ago has fetched."""
        with suppress(OSError, ValueError, TypeError):
            if time.time() - path.stat().st_mtime < _RESUME_SECONDS:
                self.done = dict(json.loads(line) for line in path.read_bytes().splitlines())
            else:
                path.unlink()

    def add(self, asked: str, answered: str) -> None:
        """Add a page."""
        with suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with self._path.open("ab") as stream:
                stream.write(json.dumps([asked, answered]).encode() + b"\n")

    def finish(self) -> None:
        """Forget them: the run is complete."""
        with suppress(OSError):
            self._path.unlink(missing_ok=True)
