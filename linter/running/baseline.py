"""Baselines of known findings: ``affilint baseline`` writes them and ``affilint check`` compares with them.

A known finding is identified by its page, its rule and a fingerprint. Page names are relative to the baseline's folder,
with ``/``, so that the file works from any directory. The fingerprint contains neither page nor line: it is a hash of the
excerpt and of the text before and after it on its line, white space normalised, so it stays the same when the line
moves, other lines change or line ends change. A finding about the page as a whole (``Check.scope``) is identified by page
and rule alone. More occurrences than recorded are new findings.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections import Counter
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from linter.escaping import json_text, neutral
from linter.paths import relative_to, shown_path
from linter.reading import read_regular
from linter.records import dataclass, field, replace
from linter.running.recorded import Entry, Known
from linter.running.renames import renamed_pages

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from linter.finding import Finding
    from linter.running.result import RunResult
    from linter.source import Places

FILE_NAME = ".affilint-baseline.json"
VERSION = 1
_CONTEXT = 24
"""How many characters before and after a finding its fingerprint includes."""
_MAX_BYTES = 256_000_000
_LINES = 12
"""How many lines of links a message names."""
_EXCERPT = 60
"""How many characters of a finding the file shows to its readers."""


class BaselineError(ValueError):
    """An unusable baseline; the message names the file."""


@dataclass(frozen=True, slots=True)
class Baseline:
    """One file of known findings."""

    file: Path
    entries: Mapping[Known, Entry] = field(default_factory=dict)

    def name_of(self, path: Path) -> str:
        """Return a page's name in this baseline."""
        return relative_to(_real_folder(path.absolute().parent) / path.name, self.folder)

    @property
    def folder(self) -> Path:
        """The folder that page names are relative to."""
        return _real_folder(self.file.absolute().parent)

    def page(self, name: str) -> Path:
        """Return the page with a name."""
        return self.folder / name


@cache
def _real_folder(folder: Path) -> Path:
    """Return a folder with symbolic links resolved, so that each page has one name."""
    return Path(os.path.realpath(folder))


def fingerprint(finding: Finding, source: Places) -> str:
    """Return the fingerprint that, with page and rule, identifies a finding."""
    if finding.scope == "page":
        return "page"
    start, _ = source.line_span(source.position(finding.start).line)
    _, end = source.line_span(source.position(finding.end).line)
    before = _normalised(source.cut(max(start, finding.start - 3 * _CONTEXT), finding.start))[-_CONTEXT:]
    after = _normalised(source.cut(finding.end, min(end, finding.end + 3 * _CONTEXT)))[:_CONTEXT]
    parts = (before, _normalised(finding.excerpt), after)
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _normalised(text: str) -> str:
    return " ".join(text.replace("\ufeff", "").split())


def read_baseline(file: Path) -> Baseline:
    """Read a baseline. Raises BaselineError if it is missing, damaged or from a newer affilint."""
    shown = shown_path(file)
    try:
        text = read_regular(file, _MAX_BYTES).decode("utf-8-sig")
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
    """Parse the content of the file. For a finding that occurs twice, as after merges, the larger count applies."""
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
        existing = entries.get(known, Entry(0, "", 0))
        entries[known] = Entry(
            max(item.get("count", 1), existing.count),
            str(item.get("excerpt", "")),
            None if existing.links is None or "links" not in item else max(item["links"], existing.links),
        )
    return entries


def _is_entry(item: Any) -> bool:
    return (
        isinstance(item, dict)
        and all(isinstance(item.get(key), str) and item[key] for key in Known._fields)
        and _is_count(item.get("count", 1))
        and _is_count(item.get("links", 1))
    )


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value > 0


def to_json(entries: Mapping[Known, Entry]) -> str:
    """Return the content of the file: sorted, one finding per line, so that branches merge line by line."""
    lines = [
        json_text(
            {
                **known._asdict(),
                **({"count": entry.count} if entry.count > 1 else {}),
                **({"links": entry.links} if entry.links else {}),
                "excerpt": entry.excerpt,
            }
        )
        for known, entry in sorted(entries.items(), key=lambda item: item[0])
    ]
    findings = "[\n  " + ",\n  ".join(lines) + "\n ]" if lines else "[]"
    return f'{{\n "version": {VERSION},\n "findings": {findings}\n}}\n'


def recorded(result: RunResult, baseline: Baseline, findings: Iterable[Finding] | None = None) -> dict[Known, Entry]:
    """Return the findings of a run, or those given, as entries of a baseline."""
    entries: dict[Known, Entry] = {}
    for finding in result.findings if findings is None else findings:
        known = _known(finding, result, baseline)
        count = entries[known].count + 1 if known in entries else 1
        excerpt = entries[known].excerpt if count > 1 else _short_excerpt(finding.excerpt)
        entries[known] = Entry(count, excerpt, finding.links or None)
    return entries


def _known(finding: Finding, result: RunResult, baseline: Baseline) -> Known:
    name = baseline.name_of(Path(finding.path))
    return Known(name, finding.rule, fingerprint(finding, result.sources[finding.path]))


def _short_excerpt(excerpt: str) -> str:
    text = neutral(_normalised(excerpt[: 4 * _EXCERPT]))
    return text if len(text) <= _EXCERPT else f"{text[: _EXCERPT - 1]}…"


def apply_baseline(
    result: RunResult, baseline_for: Callable[[str], Baseline | None], elsewhere: Iterable[Finding] = ()
) -> int:
    """Move the known findings of a run to ``result.known``; return how many entries of checked pages were not found.

    ``baseline_for`` returns the baseline of a page. The findings ``elsewhere``, left out of the result because they are on
    unchanged lines, are matched first: of two equal findings the older one is known. A renamed page keeps what is known.
    A page that has more affiliate links than were recorded with such a finding got worse: it is new again, and says so.
    """
    baselines = {page: baseline_for(page) for page in result.paths}
    elsewhere = list(elsewhere)
    names = _old_names(result, baselines, elsewhere)
    remaining: Counter[tuple[Path, Known]] = Counter()
    for baseline in {baseline.file: baseline for baseline in baselines.values() if baseline is not None}.values():
        remaining.update({(baseline.file, known): entry.count for known, entry in baseline.entries.items()})

    def entry_of(finding: Finding) -> Entry | None:
        baseline = baselines[finding.path]
        if baseline is None:
            return None
        known = _known(finding, result, baseline)
        known = known._replace(path=names.get((baseline.file, known.path), known.path))
        remaining[baseline.file, known] -= 1
        return baseline.entries[known] if remaining[baseline.file, known] >= 0 else None

    for finding in elsewhere:
        entry_of(finding)
    new: list[Finding] = []
    result.known = []
    for finding in result.findings:
        entry = entry_of(finding)
        if entry is None:
            new.append(finding)
        elif entry.links is not None and finding.links > entry.links:
            new.append(_worsened(finding, entry.links, result.sources[finding.path]))
        else:
            result.known.append(finding)
    result.findings = new
    pages = {(item.file, item.name_of(Path(page))) for page, item in baselines.items() if item is not None}
    return sum(count for (file, known), count in remaining.items() if count > 0 and (file, known.path) in pages)


def _worsened(finding: Finding, recorded_links: int, source: Places) -> Finding:
    """Return a known finding of a page that has more affiliate links now, with a message that says so, and where they are.

    A baseline does not know which links are new; those on changed lines are all that ``--diff-base`` leaves.
    """
    links = f"{recorded_links} affiliate link{'' if recorded_links == 1 else 's'}"
    numbers = sorted({source.position(start).line for start, _ in finding.link_places})
    shown = ", ".join([*map(str, numbers[:_LINES]), *(["…"] if len(numbers) > _LINES else [])])
    places = f" (lines: {shown})" if numbers else ""
    said = f"{finding.message} The baseline knows this with {links}; now there are {finding.links}{places}."
    return replace(finding, message=said)


def _renamed(baseline: Baseline, checked: frozenset[str], found: Mapping[Known, Entry]) -> dict[str, str]:
    return renamed_pages(baseline.entries, checked, found, lambda name: baseline.page(name).exists())


def _old_names(
    result: RunResult, baselines: Mapping[str, Baseline | None], elsewhere: Sequence[Finding]
) -> dict[tuple[Path, str], str]:
    """Return the names under which renamed pages were recorded, by baseline and by their names now."""
    pages: dict[Path, tuple[Baseline, list[str]]] = {}
    for page, baseline in baselines.items():
        if baseline is not None:
            pages.setdefault(baseline.file, (baseline, []))[1].append(page)
    names: dict[tuple[Path, str], str] = {}
    for baseline, checked in pages.values():
        own = frozenset(checked)
        found = recorded(result, baseline, [one for one in (*result.findings, *elsewhere) if one.path in own])
        for new, old in _renamed(baseline, _names(checked, baseline), found).items():
            names[baseline.file, new] = old
    return names


def without_stale(baseline: Baseline, result: RunResult, is_gone: Callable[[Path], bool]) -> dict[Known, Entry]:
    """Return the entries without findings no longer on checked pages, and without the entries of deleted pages.

    Entries of a renamed page get its new name.
    """
    found = recorded(result, baseline)
    checked = _names(result.paths, baseline)
    new_names = {old: new for new, old in _renamed(baseline, checked, found).items()}
    remaining: dict[Known, Entry] = {}
    for recorded_as, entry in baseline.entries.items():
        known = recorded_as._replace(path=new_names.get(recorded_as.path, recorded_as.path))
        if known.path not in checked:
            if not is_gone(baseline.page(known.path)):
                remaining[known] = entry
        elif known in found:
            now = found[known]
            links = now.links if entry.links is None or now.links is None else min(entry.links, now.links)
            remaining[known] = Entry(min(entry.count, now.count), entry.excerpt, links)
    return remaining


def updated(baseline: Baseline, result: RunResult) -> dict[Known, Entry]:
    """Return the findings of a run, and the entries of existing pages that were not checked."""
    checked = _names(result.paths, baseline)
    others = {
        known: entry
        for known, entry in baseline.entries.items()
        if known.path not in checked and baseline.page(known.path).exists()
    }
    return {**others, **recorded(result, baseline)}


def _names(paths: Iterable[str], baseline: Baseline) -> frozenset[str]:
    return frozenset(baseline.name_of(Path(path)) for path in paths)
