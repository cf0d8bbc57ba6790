"""The data for the page's script: columns, packed with gzip, and each article's text packed separately.

JSON in a page must not end its script element: the packed text is base64 and never contains ``<``.
"""

from __future__ import annotations

import base64
import gzip
import json
from typing import TYPE_CHECKING, Any

from linter.records import dataclass
from linter.report.authority import authority
from linter.report.model import LEVELS
from linter.report.names import friendly
from linter.report.tables import family_of, gravest, worst

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linter.report.i18n import Catalogue
    from linter.report.links import EditLinks
    from linter.report.model import Article, Editorial, Item, View

_TRIES = 50
"""How many articles may be too large for the remaining space before no more are tried."""
MOST_ITEMS = 50_000
"""How many findings the page's list holds; the others are only in the tables."""
PAGE_FITS = 1_120_000
"""Bytes of packed data in a page small enough for an e-mail; everything else in it takes up to 350,000."""
VIEWS_FIT = (100_000, 550_000)
"""Minimum and maximum bytes of packed articles in such a page, depending on the space left by the findings."""
CONTEXTS = ((4_000, 80), (8_000, 48), (MOST_ITEMS, 28))
"""Up to how many findings the list shows how many characters of context before and after each."""


@dataclass(frozen=True, slots=True)
class Packed:
    """The script's data and findings (one line each), the packed views (one per line), and how many of each were left out."""

    data: str
    views: str
    items_left: int
    views_left: int


def packed(editorial: Editorial, words: Catalogue, edit: EditLinks, views: str) -> Packed:
    """Pack a report. ``views`` is ``fit`` (as many as fit into the page, the worst articles first), ``all`` or ``none``."""
    items = gravest(editorial)
    accepted = [item for item in editorial.items if item.state == "suppressed"]
    listed = [*items[:MOST_ITEMS], *accepted[: max(0, MOST_ITEMS - len(items))]]
    rules = {rule: number for number, rule in enumerate(editorial.rules)}
    context = next(context for limit, context in CONTEXTS if len(listed) <= limit)
    columns = pack(_columns(listed, {a.path: n for n, a in enumerate(editorial.articles)}, rules, context))
    about = {
        "language": words.language,
        "day": editorial.day,
        "texts": words.texts(),
        "family_names": {family: words(f"family.{family}") for family in sorted({family_of(rule) for rule in rules})},
        "rules": [
            [
                info.id,
                info.title,
                family_of(info.id),
                info.why,
                info.how_to_fix,
                [authority(source, words) for source in info.sources],
                info.address,
                sorted(info.english),
            ]
            for info in editorial.rules.values()
        ],
        "names": _names(editorial),
        "articles": [_article(article, edit) for article in editorial.articles],
    }
    lines, places, omitted_views = _views(editorial, views, PAGE_FITS - len(columns) - len(pack(about)))
    about["views"] = places
    return Packed(
        f"{pack(about)}\n{columns}", "\n".join(lines), len(items) + len(accepted) - len(listed), omitted_views
    )


def _names(editorial: Editorial) -> dict[str, str]:
    """Return the names to show of sections and authors that have others."""
    names = {(article.section, "section") for article in editorial.articles}
    names |= {(article.author, "author") for article in editorial.articles}
    names |= {(item.author, "author") for item in editorial.items}
    return {name: shown for name, kind in sorted(names) if (shown := friendly(name, kind)) != name}


def _article(article: Article, edit: EditLinks) -> list[Any]:
    return [
        article.path, article.title, article.section, article.author, article.owner, article.links, article.told,
        article.first_line, [name for name, _ in article.programmes],
        edit.to(article.path, "{line}"),
    ]  # fmt: skip


def pack(data: Any) -> str:
    """Return data as JSON, packed with gzip and base64; deterministic."""
    encoded = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    return base64.b64encode(gzip.compress(encoded, 6, mtime=0)).decode("ascii")


def _columns(
    items: Sequence[Item], articles: dict[str, int], rules: dict[str, int], context: int
) -> dict[str, list[Any]]:
    states = ("open", "suppressed", "baselined")
    return {
        "article": [articles[item.path] for item in items],
        "rule": [rules[item.rule] for item in items],
        "level": [LEVELS.index(item.severity) for item in items],
        "sure": [item.confidence for item in items],
        "message": [item.message for item in items],
        "before": [_end(item.evidence.before, context) for item in items],
        "text": [item.evidence.text for item in items],
        "after": [_beginning(item.evidence.after, context) for item in items],
        "source": [int(item.evidence.source) for item in items],
        "excerpt": ["" if item.excerpt == item.evidence.text else item.excerpt for item in items],
        "line": [item.line for item in items],
        "column": [item.column for item in items],
        "id": [item.fingerprint[:12] for item in items],
        "state": [states.index(item.state) for item in items],
        "reason": [item.reason for item in items],
        "news": [item.news for item in items],
        "since": [item.since for item in items],
        "author": [item.author for item in items],
        "related": [item.related for item in items],
        "fix": [item.fix for item in items],
        "cause": [item.cause for item in items],
        "address": [item.address for item in items],
        "change": [item.change if any(item.change) else 0 for item in items],
        "english": [sorted(item.english) for item in items],
        "cause_line": [item.cause_place[0] for item in items],
    }


def _end(text: str, size: int) -> str:
    return text if len(text) <= size + 1 else f"…{text[-size:]}"


def _beginning(text: str, size: int) -> str:
    return text if len(text) <= size + 1 else f"{text[:size]}…"


def _views(editorial: Editorial, views: str, free: int) -> tuple[list[str], dict[str, int], int]:
    """Return the packed views, the line of each by path, and how many did not fit into ``free`` bytes."""
    minimum, maximum = VIEWS_FIT
    lines: list[str] = []
    numbers: dict[str, int] = {}
    space, omitted = (0 if views == "none" else min(max(free, minimum), maximum)), 0
    for article in in_view_order(editorial):
        if article.view is None:
            continue
        line = pack(_view(article.view)) if views == "all" or (omitted < _TRIES and space > 0) else ""
        if not line or (views != "all" and len(line) > space):
            omitted += 1
            continue
        space -= len(line)
        numbers[article.path] = len(lines)
        lines.append(line)
    return lines, numbers, omitted


def in_view_order(editorial: Editorial) -> list[Article]:
    """Return the articles in the order in which their views are shown: the worst first, then those with affiliate links."""
    first = worst(editorial)
    known = {article.path for article in first}
    return [*first, *(article for article in editorial.articles if article.path not in known)]


def _view(view: View) -> list[Any]:
    return [
        view.layout,
        view.skipped,
        [
            [
                passage.kind, passage.level, passage.text, passage.line, passage.faq, passage.skipped,
                [[mark.start, mark.end, mark.kind, _detail(mark.kind, mark.detail), mark.more] for mark in passage.marks],
                [[mark.kind, _detail(mark.kind, mark.detail), mark.more] for mark in passage.notes],
            ]
            for passage in view.passages
        ],
    ]  # fmt: skip


def _detail(kind: str, detail: str) -> str:
    return detail[:12] if kind == "finding" else detail
