"""Findings that are known and do not fail a run: what ``affilint baseline`` writes and ``affilint check`` compares with.

A finding is known by its page, its rule and a fingerprint. Pages are named from the baseline's folder, with ``/``, so the
file means the same in any working directory. The fingerprint holds neither page nor line: it is made of the excerpt and
of what stands beside it on its line, white space folded, so it stays the same when the line moves, when other lines change
and when line ends do. A finding about the page as a whole (``Check.scope``) is known by page and rule alone. What is found
more often than it was recorded is new.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from linter.escaping import json_text, neutral
from linter.paths import relative_to, shown_path

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from linter.finding import Finding
    from linter.running.result import RunResult
    from linter.source import Source

FILE_NAME = ".affilint-baseline.json"
VERSION = 1
_BESIDE = 24
"""Characters on either side of a finding that its fingerprint takes in."""
_EXCERPT = 60
"""Characters of a finding that the file shows to people at most."""


class BaselineError(ValueError):
    """A baseline that cannot be relied on; the text names the file."""


class Known(NamedTuple):
    """What a finding is known by."""

    path: str
    rule: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Entry:
    """How often a finding is forgiven, and the beginning of its text, for people."""

    count: int
    excerpt: str


@dataclass(frozen=True, slots=True)
class Baseline:
    """One file of known findings."""

    file: Path
    entries: Mapping[Known, Entry] = field(default_factory=dict)

    def name_of(self, path: Path) -> str:
        """Return how this baseline names a page."""
        return relative_to(_real_folder(path.absolute().parent) / path.name, self.folder)

    @property
    def folder(self) -> Path:
        """The folder that pages are named from."""
        return _real_folder(self.file.absolute().parent)

    def page(self, name: str) -> Path:
        """Return the page that a name stands for."""
        return self.folder / name


@cache
def _real_folder(folder: Path) -> Path:
    """Return a folder without links on the way, so that one page has one name."""
    return Path(os.path.realpath(folder))


def fingerprint(finding: Finding, source: Source) -> str:
    """Return what a finding is known by, beside its page and rule."""
    if finding.scope == "page":
        return "page"
    start, _ = source.line_span(source.position(finding.start).line)
    _, end = source.line_span(source.position(finding.end).line)
    before = _folded(source.text[max(start, finding.start - 3 * _BESIDE) : finding.start])[-_BESIDE:]
    after = _folded(source.text[finding.end : min(end, finding.end + 3 * _BESIDE)])[:_BESIDE]
    parts = (before, _folded(finding.excerpt), after)
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _folded(text: str) -> str:
    return " ".join(text.replace("\ufeff", "").split())


def read_baseline(file: Path) -> Baseline:
    """Read a baseline. Raises BaselineError where it is missing, damaged or from a newer affilint."""
    shown = shown_path(file)
    try:
        text = file.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        msg = f"{shown}: there is no such baseline; affilint baseline write makes it"
        raise BaselineError(msg) from error
    except OSError as error:
        msg = f"{shown}: cannot be read: {error.strerror or error}"
        raise BaselineError(msg) from error
    except UnicodeDecodeError as error:
        raise _damaged(shown, f"not valid UTF-8 (byte {error.start})") from error
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        raise _damaged(shown, f"{error.msg} (line {error.lineno}, column {error.colno})") from error
    except (RecursionError, ValueError) as error:
        raise _damaged(shown, "not valid JSON") from error
    return Baseline(file, _entries(data, shown))


def _damaged(shown: str, why: str) -> BaselineError:
    return BaselineError(f"{shown}: this baseline is damaged: {why}; restore it, or delete it and write it anew")


def _entries(data: Any, shown: str) -> dict[Known, Entry]:
    """Read the content of the file. A finding that stands there twice, as merges may leave it, counts as the larger one."""
    version: Any = data.get("version") if isinstance(data, dict) else None
    if not _is_count(version):
        raise _damaged(shown, "it has no version")
    if version > VERSION:
        msg = f"{shown}: version {version} of this baseline is newer than this affilint, which reads version {VERSION}: update affilint"
        raise BaselineError(msg)
    items = data.get("findings")
    if not isinstance(items, list):
        raise _damaged(shown, "it has no list of findings")
    entries: dict[Known, Entry] = {}
    for number, item in enumerate(items, start=1):
        if not _is_entry(item):
            raise _damaged(shown, f"finding {number} lacks its path, rule or fingerprint, or its count is no number")
        known = Known(item["path"], item["rule"], item["fingerprint"])
        old = entries.get(known, Entry(0, ""))
        entries[known] = Entry(max(item.get("count", 1), old.count), str(item.get("excerpt", "")))
    return entries


def _is_entry(item: Any) -> bool:
    return (
        isinstance(item, dict)
        and all(isinstance(item.get(key), str) and item[key] for key in Known._fields)
        and _is_count(item.get("count", 1))
    )


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value > 0


def written(entries: Mapping[Known, Entry]) -> str:
    """Return the content of the file: sorted, a finding a line, so that two branches merge line by line."""
    lines = [
        json_text({**known._asdict(), **({"count": entry.count} if entry.count > 1 else {}), "excerpt": entry.excerpt})
        for known, entry in sorted(entries.items(), key=lambda item: item[0])
    ]
    findings = "[\n  " + ",\n  ".join(lines) + "\n ]" if lines else "[]"
    return f'{{\n "version": {VERSION},\n "findings": {findings}\n}}\n'


def recorded(result: RunResult, baseline: Baseline) -> dict[Known, Entry]:
    """Return the findings of a run as entries of a baseline."""
    entries: dict[Known, Entry] = {}
    for finding in result.findings:
        known = _known(finding, result, baseline)
        count = entries[known].count + 1 if known in entries else 1
        entries[known] = Entry(count, entries[known].excerpt if count > 1 else _for_people(finding.excerpt))
    return entries


def _known(finding: Finding, result: RunResult, baseline: Baseline) -> Known:
    name = baseline.name_of(Path(finding.path))
    return Known(name, finding.rule, fingerprint(finding, result.sources[finding.path]))


def _for_people(excerpt: str) -> str:
    text = neutral(_folded(excerpt[: 4 * _EXCERPT]))
    return text if len(text) <= _EXCERPT else f"{text[: _EXCERPT - 1]}…"


def set_aside(
    result: RunResult, baseline_for: Callable[[str], Baseline | None], elsewhere: Iterable[Finding] = ()
) -> int:
    """Move the known findings of a run to ``report.known``; return how many entries of the checked pages are found no more.

    ``baseline_for`` names the baseline that holds for a page. Findings ``elsewhere``, which the report leaves out since they
    stand on unchanged lines, are forgiven first: of two that are alike the older one is known.
    """
    baselines = {page: baseline_for(page) for page in result.paths}
    left: Counter[tuple[Path, Known]] = Counter()
    for baseline in {baseline.file: baseline for baseline in baselines.values() if baseline is not None}.values():
        left.update({(baseline.file, known): entry.count for known, entry in baseline.entries.items()})

    def forgiven(finding: Finding) -> bool:
        baseline = baselines[finding.path]
        if baseline is None:
            return False
        key = (baseline.file, _known(finding, result, baseline))
        left[key] -= 1
        return left[key] >= 0

    for finding in elsewhere:
        forgiven(finding)
    new: list[Finding] = []
    result.known = []
    for finding in result.findings:
        (result.known if forgiven(finding) else new).append(finding)
    result.findings = new
    pages = {(item.file, item.name_of(Path(page))) for page, item in baselines.items() if item is not None}
    return sum(count for (file, known), count in left.items() if count > 0 and (file, known.path) in pages)


def without_stale(baseline: Baseline, result: RunResult, gone: Callable[[Path], bool]) -> dict[Known, Entry]:
    """Return the entries without what is no longer found on checked pages, and without those of pages that are gone."""
    found = recorded(result, baseline)
    checked = _names(result.paths, baseline)
    kept: dict[Known, Entry] = {}
    for known, entry in baseline.entries.items():
        if known.path not in checked:
            if not gone(baseline.page(known.path)):
                kept[known] = entry
        elif known in found:
            kept[known] = Entry(min(entry.count, found[known].count), entry.excerpt)
    return kept


def renewed(baseline: Baseline, result: RunResult) -> dict[Known, Entry]:
    """Return the findings of a run, and the entries of pages that exist and were not checked."""
    checked = _names(result.paths, baseline)
    others = {
        known: entry
        for known, entry in baseline.entries.items()
        if known.path not in checked and baseline.page(known.path).exists()
    }
    return {**others, **recorded(result, baseline)}


def _names(paths: Iterable[str], baseline: Baseline) -> frozenset[str]:
    return frozenset(baseline.name_of(Path(path)) for path in paths)
