"""The result of checking one file as bytes: what the cache keeps, a process sends and a run holds.

Ten thousand files with ten findings each are 95,000 objects of 0.7 kB; as bytes they take a third, and most questions about
a run (its exit code, its counts, whether a rule reports only once) are answered by ``Packed.kinds`` without unpacking.
"""

from __future__ import annotations

import json
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from linter.extract import Extract
from linter.finding import (
    CONFIDENCES,
    SEVERITIES,
    AffiliateSummary,
    Cause,
    Edit,
    Elsewhere,
    Finding,
    Fix,
    Post,
    PostPlace,
    Related,
    Suppressed,
)
from linter.records import dataclass, names_of, replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from linter.finding import Once, Outcome, Severity


class Kind(NamedTuple):
    """What several findings of a file have in common: their rule, their severity, whether they have a cause."""

    rule: str
    severity: Severity
    has_cause: bool


Kinds: TypeAlias = tuple[tuple[Kind, int], ...]
"""Each with the number of its findings, in the order of their first ones."""
OnceByRule: TypeAlias = tuple[tuple[str, "Once"], ...]
"""The rules that do not report every place, among those that found something."""


@dataclass(frozen=True, slots=True)
class Packed:
    """The result of one file, and what is asked of many results at once."""

    path: str
    rules: int
    """How many rules were active."""
    kinds: Kinds
    once: OnceByRule
    suppressed: int
    """How many findings directives hide."""
    summary: bool
    """Whether the file has affiliate links."""
    data: bytes


@dataclass(frozen=True, slots=True)
class Unpacked:
    """The result of one file, and the places of its text that it names."""

    findings: list[Finding]
    suppressed: list[Suppressed]
    summary: AffiliateSummary | None
    extract: Extract


class DamagedError(ValueError):
    """Bytes that are no result."""


def kinds_of(findings: Iterable[Finding]) -> Kinds:
    """Count findings of one file by what they have in common; equal kinds are one object, as a run holds those of every file."""
    return tuple(Counter(_kind(item.rule, item.severity, item.cause is not None) for item in findings).items())


@lru_cache(maxsize=1024)
def _kind(rule: str, severity: Severity, has_cause: bool) -> Kind:  # noqa: FBT001 - a key of the cache
    return Kind(rule, severity, has_cause)


def once_of(findings: Iterable[Finding], once: Mapping[str, Once]) -> OnceByRule:
    """Return the rules that found something and do not report every place."""
    return tuple((rule, once[rule]) for rule in dict.fromkeys(item.rule for item in findings) if rule in once)


def packed(path: str, outcome: Outcome, extract: Extract) -> Packed:
    """Pack the result of a file; all its findings have ``path``."""
    page = outcome.summary
    data = json.dumps(
        [
            [_row(item) for item in outcome.findings],
            [[_row(item.finding), item.reason, item.until, item.start] for item in outcome.suppressed],
            page
            and [
                page.title,
                page.links,
                page.first,
                page.disclosed,
                page.programmes,
                page.tags,
                page.with_rel,
                page.without_rel,
                page.weak,
            ],
            [extract.body_start, extract.lines, extract.pieces, list(extract.wide.items())],
        ],
        separators=(",", ":"),
    )
    kinds, once = kinds_of(outcome.findings), once_of(outcome.findings, outcome.once)
    return Packed(path, outcome.rules, kinds, once, len(outcome.suppressed), page is not None, data.encode())


def _row(item: Finding) -> list[Any]:
    """Return a finding without what most have not."""
    row = [
        item.rule, SEVERITIES.index(item.severity), CONFIDENCES.index(item.confidence), item.message,
        item.start, item.end, item.excerpt, item.fingerprint,
    ]  # fmt: skip
    if (
        item.related
        or item.fix
        or item.links
        or item.scope != "place"
        or item.cause
        or item.page
        or item.others
        or item.post
    ):
        row += [
            [[other.message, other.start, other.end] for other in item.related],
            item.fix
            and [
                [[edit.start, edit.end, edit.replacement] for edit in item.fix.edits],
                item.fix.safe,
                item.fix.description,
            ],
            item.scope == "page",
            item.cause and [item.cause.message, *_place(item.cause.place)],
            item.page and _place(item.page),
            [_place(other) for other in item.others],
            item.post
            and [
                [getattr(item.post.post, name) for name in names_of(item.post.post)],
                item.post.block,
                item.post.block_name,
            ],
            item.links,
            item.link_places,
        ]
    return row


def _place(place: Elsewhere) -> list[Any]:
    return [place.path, place.line, place.column]


def unpacked(path: str, data: bytes) -> Unpacked:
    """Unpack a result. Raises DamagedError for bytes that are none, whoever wrote them."""
    try:
        rows, hidden, page, (body_start, lines, pieces, wide) = json.loads(data)
        findings = [_finding(path, row) for row in rows]
        suppressed = [
            Suppressed(_finding(path, row), text_in(reason), text_in(until), number_in(start))
            for row, reason, until, start in hidden
        ]
        extract = Extract(
            path,
            [
                (number_in(begin), number_in(end), number_in(number), number_in(feeds))
                for begin, end, number, feeds in lines
            ],
            [(number_in(start), text_in(text)) for start, text in pieces],
            {number_in(offset): number_in(column) for offset, column in wide},
            number_in(body_start),
        )
        return Unpacked(findings, suppressed, _summary(path, page) if page is not None else None, extract)
    except (ValueError, TypeError, IndexError, KeyError, RecursionError) as error:
        raise DamagedError from error


def number_in(value: Any) -> int:
    """Return a value that must be an integer. Raises DamagedError."""
    if type(value) is not int:
        raise DamagedError
    return value


def text_in(value: Any) -> str:
    """Return a value that must be a text. Raises DamagedError."""
    if type(value) is not str:
        raise DamagedError
    return value


def _elsewhere(row: list[Any]) -> Elsewhere:
    path, line, column = row
    return Elsewhere(text_in(path), number_in(line), number_in(column))


def _summary(path: str, row: list[Any]) -> AffiliateSummary:
    title, links, first, disclosed, programmes, tags, with_rel, without_rel, weak = row
    return AffiliateSummary(
        path,
        text_in(title),
        number_in(links),
        number_in(first),
        text_in(disclosed),
        tuple((text_in(name), number_in(count)) for name, count in programmes),
        tuple(map(text_in, tags)),
        number_in(with_rel),
        number_in(without_rel),
        weak is True,
    )


_TYPES = (str, int, int, str, int, int, str, str)
"""Of the values that every finding has."""


def _finding(path: str, row: list[Any]) -> Finding:
    common = row[:8]
    if tuple(map(type, common)) != _TYPES:
        raise DamagedError
    rule, severity, confidence, message, start, end, excerpt, fingerprint = common
    plain = Finding(
        path, rule, SEVERITIES[severity], CONFIDENCES[confidence], message, start, end, excerpt, (), None, fingerprint
    )
    if len(row) == len(common):
        return plain
    related, fix, is_page, cause, page, others, post, links, places = row[len(common) :]
    return replace(
        plain,
        related=tuple(Related(text_in(told), number_in(first), number_in(last)) for told, first, last in related),
        fix=_fix(fix) if fix is not None else None,
        scope="page" if is_page else "place",
        cause=Cause(text_in(cause[0]), _elsewhere(cause[1:])) if cause is not None else None,
        others=tuple(map(_elsewhere, others)),
        page=_elsewhere(page) if page is not None else None,
        post=_post_place(*post) if post is not None else None,
        links=number_in(links),
        link_places=tuple((number_in(first), number_in(last)) for first, last in places),
    )


def _post_place(post: list[Any], block: Any, name: Any) -> PostPlace:
    return PostPlace(Post(*map(text_in, post)), number_in(block), text_in(name))


def _fix(row: list[Any]) -> Fix:
    edits, safe, description = row
    return Fix(
        tuple(Edit(number_in(start), number_in(end), text_in(replacement)) for start, end, replacement in edits),
        safe=safe is True,
        description=text_in(description),
    )
