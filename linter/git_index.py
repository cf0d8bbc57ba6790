"""Which files a repository of git tracks: git ignores none of them, whatever its .gitignore says.

The index is read as it lies there (git-scm.com/docs/index-format, versions 2 to 4), since to run git for it costs more than
most runs. It may come from anybody: what is not as git writes it, or larger than any repository needs, is no index.
"""

from __future__ import annotations

import os
from bisect import bisect_left
from functools import lru_cache
from typing import TYPE_CHECKING

from linter.reading import read_regular

if TYPE_CHECKING:
    from pathlib import Path

_MOST = 80_000_000
"""Bytes of an index, enough for half a million files."""
_MOST_IN_NAMES = 200_000_000
"""Bytes of all names together: version 4 shares what they begin with, so a small index may have many long ones."""
_LONGEST = 4_096
_FILE = 4_096
"""Bytes of a file ``.git``, which names a folder."""
_HASHES = (20, 32)
_FLAGS, _LENGTH, _EXTENDED = 2, 0x0FFF, 0x4000
_STATS = 40


class GitIndex:
    """The paths that a repository tracks, relative to its root."""

    def __init__(self, paths: list[bytes]) -> None:
        self._paths = sorted(paths)

    def has_file(self, path: str) -> bool:
        """Say whether a file is tracked."""
        name = os.fsencode(path)
        at = bisect_left(self._paths, name)
        return self._paths[at : at + 1] == [name]

    def has_folder(self, path: str) -> bool:
        """Say whether anything below a folder is tracked."""
        name = os.fsencode(f"{path}/")
        at = bisect_left(self._paths, name)
        return at < len(self._paths) and self._paths[at].startswith(name)


_NONE = GitIndex([])


def git_index(root: Path) -> GitIndex:
    """Return what the repository at ``root`` tracks, nothing where there is no index or it cannot be read."""
    try:
        path = _git_folder(root) / "index"
        found = path.stat()
        return _read(path, found.st_mtime_ns, found.st_size)
    except (OSError, ValueError):
        return _NONE


def _git_folder(root: Path) -> Path:
    """Return the folder of a repository's own files; in a worktree and a submodule ``.git`` is a file that names it."""
    git = root / ".git"
    if git.is_dir():
        return git
    return root / os.fsdecode(read_regular(git, _FILE).removeprefix(b"gitdir:").strip())


@lru_cache(maxsize=4)
def _read(path: Path, _changed: int, size: int) -> GitIndex:
    if size > _MOST:
        return _NONE
    data = read_regular(path, _MOST)
    for hash_size in _HASHES:
        try:
            return GitIndex(_paths(data, hash_size))
        except (ValueError, IndexError):
            continue
    return _NONE


def _paths(data: bytes, hash_size: int) -> list[bytes]:
    """Return the paths in an index. Raises ValueError and IndexError where it is not as git writes it."""
    version, count = int.from_bytes(data[4:8], "big"), int.from_bytes(data[8:12], "big")
    if data[:4] != b"DIRC" or version not in {2, 3, 4}:
        msg = "no index that is known"
        raise ValueError(msg)
    paths: list[bytes] = []
    path, at, left = b"", 12, _MOST_IN_NAMES
    for _ in range(count):
        start = at
        at += _STATS + hash_size + _FLAGS
        flags = data[at - 2] << 8 | data[at - 1]
        at += 2 if flags & _EXTENDED else 0
        kept = 0
        if version == 4:
            cut, at = _number(data, at)
            kept = len(path) - cut
        end = data.index(b"\0", at, at + _LONGEST + 1)
        if kept < 0 or kept + end - at > _LONGEST or min(kept + end - at, _LENGTH) != flags & _LENGTH:
            msg = "no path of the length that is told"
            raise ValueError(msg)
        path = path[:kept] + data[at:end]
        left -= len(path)
        if left < 0:
            msg = "longer names than any repository has"
            raise ValueError(msg)
        paths.append(path)
        at = end + 1 if version == 4 else start + (end - start + 8) // 8 * 8
    return paths


def _number(data: bytes, at: int) -> tuple[int, int]:
    """Return a number of seven bits a byte, as git writes what a path drops of the one before it, and where it ends."""
    value = data[at] & 0x7F
    for end in range(at + 1, at + 4):
        if not data[end - 1] & 0x80:
            return value, end
        value = (value + 1 << 7) + (data[end] & 0x7F)
    return value, at + 3
