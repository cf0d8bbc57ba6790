"""The JSON of ``affilint check --format json``, for programs. Keys may be added, never changed."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from linter import __version__
from linter.escaping import json_text
from linter.finding import SEVERITIES
from linter.reporters import with_known
from linter.running.causes import cause_groups
from linter.running.result import by_severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from linter.finding import AffiliateSummary, Elsewhere, Finding, Fix, Post, PostPlace, Suppressed
    from linter.reporters import Context
    from linter.running.result import RunResult
    from linter.source import Places


def dump(value: Any) -> str:
    """Return indented JSON, one value per line."""
    return json_text(value, indent=1) + "\n"


def parts(result: RunResult, context: Context) -> Iterator[str]:
    """Yield the report as one JSON object, a finding or an article at a time."""
    lists: dict[str, Iterable[Any]] = {
        "findings": findings_json(result, context),
        "failures": ({"path": failure.path, "message": failure.text} for failure in result.failures),
        "suppressed": (_suppressed(item, result.sources[item.finding.path]) for item in result.suppressed),
        "articles": (
            {**_article(page, result.sources[page.path]), **_post(result.posts.get(page.path))}
            for page in result.summaries
        ),
    }
    if causes := causes_json(result):
        lists["causes"] = causes
    yield json_text(heading(result, context), indent=1).removesuffix("\n}")
    for key, items in lists.items():
        yield f',\n "{key}": '
        yield from list_parts(items, indent=1)
    yield "\n}\n"


def list_parts(items: Iterable[Any], *, indent: int = 0) -> Iterator[str]:
    """Yield a list of objects as indented JSON, an object at a time; ``indent`` is that of the list itself."""
    before, margin = "[\n", " " * (indent + 1)
    for item in items:
        yield before + margin + json_text(item, indent=1).replace("\n", f"\n{margin}")
        before = ",\n"
    yield "[]" if before == "[\n" else f"\n{' ' * indent}]"


def _suppressed(item: Suppressed, source: Places) -> dict[str, Any]:
    return {
        **finding_json(item.finding, source),
        "reason": item.reason,
        "until": item.until or None,
        "directive": place(source, item.start),
    }


def findings_json(result: RunResult, context: Context) -> Iterator[dict[str, Any]]:
    """Yield the findings in order; those in a baseline are marked."""
    for finding, known in with_known(result, context, default=True):
        yield {**finding_json(finding, result.sources[finding.path]), **({"baselined": True} if known else {})}


def heading(result: RunResult, context: Context) -> dict[str, Any]:
    """Return the common header of all JSON output: the version of the format, the tool, and the counts.

    ``baselined`` (not among the counts by severity) is included in a run with a baseline, ``unchanged`` in a run on changed lines.
    """
    found = by_severity(result.findings)
    counts: dict[str, int] = {severity: found[severity] for severity in SEVERITIES if severity != "off"}
    if result.known is not None:
        counts["baselined"] = len(result.known)
    if result.unchanged is not None:
        counts["unchanged"] = result.unchanged
    return {
        "version": 1,
        "tool": {"name": "affilint", "version": __version__, "rulebook": context.digest},
        "summary": {"files": result.files, **counts},
    }


def _article(page: AffiliateSummary, source: Places) -> dict[str, Any]:
    """Return an article with affiliate links: how many, the position of the first, and whether a disclosure precedes it."""
    return {
        "path": page.path,
        "title": page.title or None,
        "affiliate_links": page.links,
        "first": place(source, page.first),
        "disclosed": page.disclosed,
        "weak": page.weak,
        "programmes": dict(page.programmes),
        "tags": list(page.tags),
    }


def _post(post: Post | None) -> dict[str, Any]:
    """Return what a content management system knows of an article, if that is where it is from."""
    return {"post": asdict(post)} if post is not None else {}


def _post_place(place: PostPlace) -> dict[str, Any]:
    """Return where a post's editor has a finding; the block is null for a post without blocks."""
    block = {"number": place.block, "name": place.block_name} if place.block else None
    return {"post": {**asdict(place.post), "block": block}}


def finding_json(finding: Finding, source: Places) -> dict[str, Any]:
    """Return one finding; lines and columns are 1-based, columns and offsets count code points, ends are exclusive."""
    return {
        "path": finding.path,
        "rule": finding.rule,
        "severity": finding.severity,
        "confidence": finding.confidence,
        "message": finding.message,
        "excerpt": finding.excerpt,
        "start": place(source, finding.start),
        "end": place(source, finding.end),
        "related": [
            {"message": related.message, "start": place(source, related.start), "end": place(source, related.end)}
            for related in finding.related
        ],
        "fix": _fix(finding.fix, source),
        "fingerprint": finding.fingerprint,
        **({"cause": {**elsewhere(cause.place), "message": cause.message}} if (cause := finding.cause) else {}),
        **({"page": elsewhere(finding.page)} if finding.page is not None else {}),
        **(_post_place(finding.post) if finding.post is not None else {}),
        **({"others": [elsewhere(other) for other in finding.others]} if finding.others else {}),
    }


def elsewhere(place: Elsewhere) -> dict[str, Any]:
    """Return a place in another file as the object used in all JSON output."""
    return {"path": place.path, "line": place.line, "column": place.column}


def causes_json(result: RunResult) -> list[dict[str, Any]]:
    """Return the templates that findings go back to, those with most findings first."""
    return [
        {
            "path": group.path,
            "findings": group.findings,
            "files": group.files,
            "rules": list(group.rules),
            "places": [{"line": place.line, "column": place.column} for place in group.places],
        }
        for group in cause_groups(result.findings)
    ]


def place(source: Places, offset: int) -> dict[str, int]:
    """Return an offset as the object used in all JSON output."""
    position = source.position(offset)
    return {"line": position.line, "column": position.column, "offset": position.offset}


def _fix(fix: Fix | None, source: Places) -> dict[str, Any] | None:
    if fix is None:
        return None
    return {
        "safe": fix.safe,
        "description": fix.description,
        "edits": [
            {"start": place(source, edit.start), "end": place(source, edit.end), "replacement": edit.replacement}
            for edit in fix.edits
        ],
    }
