"""Finds the lines changed since a commit, with git.

The working tree is compared with the merge base of the named commit and HEAD, so that later changes on the named branch
do not count. A file that git does not track counts as new. If git cannot give the right answer, a ChangesError says why;
nothing is guessed.
"""

from __future__ import annotations

import os
from bisect import bisect_left
from pathlib import Path
from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.article import FORMATS
from linter.article.code_formats import CODE_FORMATS
from linter.paths import repository_root, shown_path
from linter.records import dataclass, field, replace
from linter.running.git import GitError, run_git

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from linter.finding import Finding
    from linter.running.result import RunResult
    from linter.source import Places

# User or repository settings that would change the output parsed below are overridden.
_DIFF = (
    "diff",
    "--no-ext-diff",
    "--no-textconv",
    "--no-color",
    "--no-relative",
    "--ignore-submodules=all",
    "--find-renames",
    "--unified=0",
    "--inter-hunk-context=0",
    "--src-prefix=a/",
    "--dst-prefix=b/",
    "--numstat",
    "--patch",
    "-z",
)
_PATHSPECS = tuple(f":(top,icase)*{suffix}" for suffix in (*FORMATS, *CODE_FORMATS))
_HUNK = re.compile(rb"@@ -\d+(?:,(?P<gone>\d+))? \+(?P<first>\d+)(?:,(?P<count>\d+))? @@")
_QUOTED = re.compile(rb"\\(?:([0-7]{3})|(.))")
_ESCAPES = {b"a": b"\a", b"b": b"\b", b"t": b"\t", b"n": b"\n", b"v": b"\v", b"f": b"\f", b"r": b"\r"}


class ChangesError(ValueError):
    """Git cannot find the changes; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Lines:
    """The changed lines of a file: 1-based ranges, ends inclusive, in order; ``whole`` means all lines."""

    ranges: tuple[tuple[int, int], ...] = ()
    whole: bool = False

    def overlaps(self, first: int, last: int) -> bool:
        """Return whether any line from ``first`` to ``last`` changed."""
        at = bisect_left(self.ranges, first, key=lambda item: item[1])
        return self.whole or (at < len(self.ranges) and self.ranges[at][0] <= last)


@dataclass(frozen=True, slots=True)
class Changes:
    """The changes in one repository; ``files`` are paths relative to its root, as bytes."""

    files: Mapping[bytes, Lines] = field(default_factory=dict)
    tracked: frozenset[bytes] = frozenset()

    def of(self, name: bytes) -> Lines | None:
        """Return the changed lines of a file, or None if it did not change."""
        return self.files.get(name) if name in self.tracked else Lines(whole=True)


class ChangesSince:
    """Finds the changes since a commit, once for each repository."""

    def __init__(self, ref: str) -> None:
        self.ref = ref
        self._by_root: dict[Path, Changes] = {}

    def of(self, path: Path) -> Lines | None:
        """Return the changed lines of a file, or None if it did not change. Raises ChangesError."""
        real = Path(os.path.realpath(path))
        root = repository_root(real.parent)
        if root is None:
            msg = f"--diff-base: {shown_path(path)} is in no git repository"
            raise ChangesError(msg)
        if root not in self._by_root:
            self._by_root[root] = read_changes(root, self.ref)
        return self._by_root[root].of(os.fsencode(real.relative_to(root).as_posix()))


def keep_changed(result: RunResult, changes: ChangesSince) -> list[Finding]:
    """Keep findings on changed lines, and those about changed pages as a whole; return the others. Raises ChangesError."""
    by_page = {page: changes.of(Path(page)) for page in result.paths}
    result.findings = [_at_changed_links(item, by_page[item.path], result) for item in result.findings]

    def is_changed(finding: Finding) -> bool:
        lines = by_page[finding.path]
        if lines is None or lines.whole or finding.scope == "page":
            return lines is not None
        return lines.overlaps(*_git_lines(result.sources[finding.path], finding.start, finding.end))

    changed: list[Finding] = []
    others: list[Finding] = []
    for finding in result.findings:
        (changed if is_changed(finding) else others).append(finding)
    result.findings = changed
    result.unchanged = len(others)
    return others


def _at_changed_links(finding: Finding, lines: Lines | None, result: RunResult) -> Finding:
    """Return a finding about the affiliate links of a page at the first of those on changed lines, if there are any."""
    if lines is None or lines.whole or not finding.link_places:
        return finding
    source = result.sources[finding.path]
    changed = tuple(place for place in finding.link_places if lines.overlaps(*_git_lines(source, *place)))
    if not changed:
        return finding
    if lines.overlaps(*_git_lines(source, finding.start, finding.end)):
        return replace(finding, link_places=changed)
    start, end = changed[0]
    return replace(finding, start=start, end=end, excerpt=source.cut(start, end), link_places=changed)


def _git_lines(source: Places, start: int, end: int) -> tuple[int, int]:
    """Return the first and last line of a span as git counts lines."""
    return source.git_line(start), source.git_line(max(start, end - 1))


def read_changes(root: Path, ref: str) -> Changes:
    """Return the changes in a repository since its merge base with a commit. Raises ChangesError."""
    status, top, stderr = _git(root, "rev-parse", "--show-toplevel")
    if status:
        raise _failed(stderr)
    if os.path.realpath(os.fsdecode(top.removesuffix(b"\n"))) != str(root):
        msg = f"--diff-base: {shown_path(root)} looks like a git repository and is none"
        raise ChangesError(msg)
    base = _merge_base(root, ref)
    status, tracked, stderr = _git(root, "ls-files", "-z", "--", *_PATHSPECS)
    if status:
        raise _failed(stderr)
    status, diff, stderr = _git(root, *_DIFF, base, "--", *_PATHSPECS)
    if status:
        raise _failed(stderr)
    return Changes(_read_diff(diff), frozenset(filter(None, tracked.split(b"\0"))))


def _merge_base(root: Path, ref: str) -> str:
    """Return the commit to compare with. Raises ChangesError."""
    if ref.startswith("-"):
        msg = f"--diff-base: {ref!r} is no name of a commit"
        raise ChangesError(msg)
    hint = "; this clone is shallow: fetch the history first (actions/checkout: fetch-depth: 0; git fetch --unshallow)"
    status, commit, stderr = _git(root, "rev-parse", "--verify", "--quiet", f"{ref}^{{commit}}")
    if status > 1 and stderr:
        raise _failed(stderr)
    if status:
        msg = f"--diff-base: git knows no commit {ref!r}{hint if _is_shallow(root) else ''}"
        raise ChangesError(msg)
    status, base, stderr = _git(root, "merge-base", commit.decode().strip(), "HEAD")
    if status > 1 and stderr:
        raise _failed(stderr)
    if status or not base.strip():
        msg = f"--diff-base: HEAD and {ref!r} have no commit in common{hint if _is_shallow(root) else ''}"
        raise ChangesError(msg)
    return base.decode().split()[0]


def _is_shallow(root: Path) -> bool:
    return _git(root, "rev-parse", "--is-shallow-repository")[1].strip() == b"true"


def _failed(stderr: bytes) -> ChangesError:
    return ChangesError(
        f"--diff-base: git failed: {' '.join(stderr.decode(errors='replace').split()) or 'no reason given'}"
    )


def _git(root: Path, *arguments: str) -> tuple[int, bytes, bytes]:
    """Run git in a repository and return its status, output and error messages. Raises ChangesError."""
    try:
        return run_git(root, *arguments)
    except GitError as error:
        msg = f"--diff-base: {error}"
        raise ChangesError(msg) from error


def _read_diff(data: bytes) -> dict[bytes, Lines]:
    """Parse counts and patch: changed files with their changed lines, or all lines if git shows none."""
    counts, patch = _read_counts(data)
    ranges: dict[bytes, list[tuple[int, int]]] = {}
    for name, first, last in _read_patch(patch):
        ranges.setdefault(name, []).append((first, last))
    return {
        name: Lines(tuple(ranges.get(name, ())), whole=added is None or (added > 0 and name not in ranges))
        for name, (added, removed) in counts.items()
        if added is None or added or removed
    }


def _read_counts(data: bytes) -> tuple[dict[bytes, tuple[int | None, int | None]], bytes]:
    """Parse ``--numstat -z``: each file's added and removed lines (None: binary), by its new name; and the rest of the data."""
    counts: dict[bytes, tuple[int | None, int | None]] = {}
    at = 0
    while at < len(data) and data[at] != 0:
        end = data.index(b"\0", at)
        added, removed, name = data[at:end].split(b"\t", 2)
        if not name:
            old_end = data.index(b"\0", end + 1)
            end = data.index(b"\0", old_end + 1)
            name = data[old_end + 1 : end]
        counts[name] = (None, None) if added == b"-" else (int(added), int(removed))
        at = end + 1
    return counts, data[at + 1 :]


def _read_patch(patch: bytes) -> Iterator[tuple[bytes, int, int]]:
    """Yield the name and the first and last new line of each hunk that adds lines."""
    lines = patch.split(b"\n")
    name = b""
    at = 0
    while at < len(lines):
        line = lines[at]
        at += 1
        hunk = _HUNK.match(line)
        if hunk is None:
            name = _name(line) if line.startswith(b"+++ ") else name
            continue
        first, count = int(hunk["first"]), int(hunk["count"] or 1)
        at = _skip_lines(lines, at, int(hunk["gone"] or 1) + count)
        if count:
            yield name, first, first + count - 1


def _skip_lines(lines: Sequence[bytes], at: int, count: int) -> int:
    """Return the index after ``count`` lines of a hunk, not counting notes on a missing line end."""
    while count and at < len(lines):
        count -= not lines[at].startswith(b"\\")
        at += 1
    return at


def _name(header: bytes) -> bytes:
    """Return the name in ``+++ b/NAME``, which git quotes as in C if it contains quotes or control characters."""
    name = header[4:].removesuffix(b"\t")
    if name.startswith(b'"'):
        name = _QUOTED.sub(
            lambda match: bytes([int(match[1], 8)]) if match[1] else _ESCAPES.get(match[2], match[2]), name[1:-1]
        )
    return name.removeprefix(b"b/")
