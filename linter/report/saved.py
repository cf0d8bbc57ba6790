"""Builds the report's model from a saved ``affilint check --format json``, without the articles themselves."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from linter.finding import Post
from linter.records import replace
from linter.report.gather import complete, rule_infos, short
from linter.report.model import LEVELS, Article, Editorial, Evidence, Item
from linter.rulebook.loader import Rulebook

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from linter.rulebook.model import Rule

_VERSION = 1


class SavedError(ValueError):
    """A file that is not a result of ``affilint check --format json``; the message says why."""


def read_saved(file: Path, *, day: str, command: str) -> Editorial:
    """Read a saved run. Raises SavedError and OSError."""
    try:
        data = json.loads(file.read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError) as error:
        msg = f"{file}: not valid JSON ({error})"
        raise SavedError(msg) from error
    if not isinstance(data, dict) or "findings" not in data or "summary" not in data:
        msg = f"{file}: this is not the output of affilint check --format json"
        raise SavedError(msg)
    if data.get("version") != _VERSION:
        msg = f"{file}: version {data.get('version')!r} of the output is not one that this affilint reads ({_VERSION})"
        raise SavedError(msg)
    try:
        return _editorial(data, Rulebook.shipped().rules, day=day, command=command)
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        msg = f"{file}: a part of the output is missing or of another kind: {error!r}"
        raise SavedError(msg) from error


def _editorial(data: Mapping[str, Any], rules: Mapping[str, Rule], *, day: str, command: str) -> Editorial:
    items = [
        _item(one, "baselined" if one.get("baselined") else "open")
        for entry in data["findings"]
        for one in (entry, *_others(entry))
    ]
    items += [_item(entry, "suppressed") for entry in data.get("suppressed", ())]
    items.sort(key=lambda item: (item.path, item.line, item.column, item.rule, item.fingerprint))
    paid = {entry["path"]: _article(entry) for entry in data.get("articles", ())}
    posts = {entry["path"]: _post(entry) for entry in (*data["findings"], *data.get("suppressed", ()))}
    others = {item.path: _known(item.path, posts.get(item.path, Post(""))) for item in items if item.path not in paid}
    articles = [article for _, article in sorted({**paid, **others}.items())]
    return Editorial(
        day=day,
        version=str(data["tool"]["version"]),
        rulebook=str(data["tool"]["rulebook"]),
        command=command,
        files=int(data["summary"]["files"]),
        items=tuple(items),
        articles=complete(articles, items),
        failures=tuple((str(entry["path"]), str(entry["message"])) for entry in data.get("failures", ())),
        rules=rule_infos((item.rule for item in items), rules),
        from_saved=True,
    )


def _others(entry: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the further places that a finding stands for as findings of their own, as they are in a report of the articles."""
    for other in entry.get("others", ()):
        place = {"line": int(other["line"]), "column": int(other["column"])}
        key = f"{entry['fingerprint']}\0{other['path']}\0{place['line']}\0{place['column']}"
        yield {
            **entry,
            "path": other["path"],
            "start": place,
            "related": (),
            "fingerprint": hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:24],
        }


def _item(entry: Mapping[str, Any], state: str) -> Item:
    excerpt = short(str(entry["excerpt"]))
    cause: Mapping[str, Any] = entry.get("cause") or {}
    if entry["severity"] not in LEVELS:
        msg = f"severity {entry['severity']!r}"
        raise ValueError(msg)
    return Item(
        str(entry["path"]),
        str(entry["rule"]),
        entry["severity"],
        str(entry["confidence"]),
        str(entry["message"]),
        int(entry["start"]["line"]),
        int(entry["start"]["column"]),
        excerpt,
        Evidence("", excerpt, "", source=True),
        str(entry["fingerprint"]),
        tuple((str(other["message"]), int(other["start"]["line"])) for other in entry.get("related", ())),
        str((entry.get("fix") or {}).get("description", "")),
        state,
        str(entry.get("reason") or ""),
        str(entry.get("until") or ""),
        cause=str(cause.get("path", "")),
        cause_place=(int(cause.get("line", 0)), int(cause.get("column", 0))),
    )


def _post(entry: Mapping[str, Any]) -> Post:
    """Return what a content management system knew of an article."""
    known = entry.get("post") or {}
    return Post(*(str(known.get(key) or "") for key in ("id", "title", "author", "section", "date", "edit")))


def _known(path: str, post: Post) -> Article:
    return Article(path, post.title, section=post.section, author=post.author, date=post.date, edit=post.edit)


def _article(entry: Mapping[str, Any]) -> Article:
    article = _known(str(entry["path"]), _post(entry))
    return replace(
        article,
        title=article.title or str(entry.get("title") or ""),
        links=int(entry["affiliate_links"]),
        first_line=int(entry["first"]["line"]),
        disclosed=str(entry["disclosed"]),
        weak=bool(entry.get("weak")),
        programmes=tuple((str(name), int(count)) for name, count in entry["programmes"].items()),
        tags=tuple(map(str, entry.get("tags", ()))),
    )
