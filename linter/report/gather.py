"""Builds the report's model from a run: every article is inspected once, while it is checked."""

from __future__ import annotations

import datetime
import html
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from linter import __version__
from linter import lazy_re as re
from linter.finding import Post
from linter.records import dataclass, replace
from linter.report.model import PAID_FAMILIES, Article, Editorial, Evidence, Item, RuleInfo, Source, View
from linter.report.view import Visible, evidence, view
from linter.rulebook.help import rule_address
from linter.suppressions import RULES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from linter.facts import Facts
    from linter.finding import Finding, Suppressed
    from linter.rulebook.model import Citation, Rule
    from linter.running.result import Checked, RunResult
    from linter.source import Places

_AUTHOR_KEYS = ("author", "authors", "byline", "autor", "auteur")
_DATE_KEYS = (
    "lastmod",
    "updated",
    "modified",
    "updatedDate",
    "date",
    "pubDate",
    "publishDate",
    "published",
    "datePublished",
)
_SECTION_KEYS = ("section", "category", "categories")
_META = re.compile(r"<meta\s([^<>]{1,1000})>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"([a-zA-Z-]{1,40})\s*=\s*([\"'])([^\"']*)\2")
_HEAD = 60_000
"""How many characters of a page are searched for its head."""
_LONGEST_NAME = 120
_AROUND = 24
"""How many characters around a correction are searched for the ends of its words."""
_EXCERPT = 300
"""How many characters of a finding's source the tables show."""


@dataclass(frozen=True, slots=True)
class Inspection:
    """What the report needs of one article besides its findings."""

    title: str
    author: str
    date: str
    section: str
    evidence: Mapping[str, Evidence]
    """By the finding's fingerprint, as are the addresses of links that findings are about, and what corrections change."""
    addresses: Mapping[str, str]
    changes: Mapping[str, tuple[str, str]]
    view: View | None


def inspect_article(checked: Checked) -> Inspection:
    """Inspect a checked article; its text is stored only if it has findings or affiliate links."""
    facts, article = checked.facts, checked.article
    data: Mapping[str, Any] = article.front_matter.data if article.front_matter is not None else {}
    findings = [*checked.findings, *(item.finding for item in checked.suppressed)]
    title = article.title or next((block.text for block in article.blocks if block.kind == "heading"), "")
    evidence_by_finding: dict[str, Evidence] = {}
    article_view = None
    if findings or checked.summary is not None:
        visible = Visible(article)
        evidence_by_finding = {finding.fingerprint: evidence(article, visible, finding) for finding in findings}
        article_view = view(facts, visible, checked.findings)
    author = _named(data, _AUTHOR_KEYS) or (_meta(article.source.text, "author") if article.format == "html" else "")
    return Inspection(
        " ".join(title.split()), author, _dated(data), _named(data, _SECTION_KEYS), evidence_by_finding,
        {finding.fingerprint: address for finding in findings if (address := _address(facts, finding))},
        {finding.fingerprint: change for finding in findings if any(change := _change(finding, article.source.text))}, article_view,
    )  # fmt: skip


def _address(facts: Facts, finding: Finding) -> str:
    """Return the address of the first link that a finding about links covers, or that it stands in; empty if there is none."""
    if finding.rule.partition("/")[0] not in PAID_FAMILIES:
        return ""
    start, end = finding.start, max(finding.end, finding.start + 1)
    found = (item.link for item in facts.classified_links if item.link.start < end and item.link.end > start)
    return short(next((link.url for link in found), ""))


def _meta(text: str, name: str) -> str:
    """Return the content of ``<meta name=... content=...>`` in a page (HTML Standard, 4.2.5)."""
    for tag in _META.findall(text[:_HEAD]):
        attrs = {key.lower(): html.unescape(value) for key, _, value in _ATTRIBUTE.findall(tag)}
        if attrs.get("name", "").lower() == name:
            return " ".join(attrs.get("content", "").split())[:_LONGEST_NAME]
    return ""


def _named(data: Mapping[str, Any], keys: Iterable[str]) -> str:
    """Return the first name in front matter under one of the keys: a text, a list or a mapping with a name."""
    for key in keys:
        value = data.get(key)
        if isinstance(value, list):
            value = value[0] if value else None
        if isinstance(value, dict):
            value = value.get("name") or value.get("title")
        if isinstance(value, str | int) and str(value).strip():
            return " ".join(str(value).split())[:_LONGEST_NAME]
    return ""


def _dated(data: Mapping[str, Any]) -> str:
    """Return the day on which an article was last changed, else written, by its front matter, as ISO text."""
    for key in _DATE_KEYS:
        value = data.get(key)
        if isinstance(value, datetime.date):
            return value.isoformat()[:10]
        if isinstance(value, str):
            try:
                return datetime.date.fromisoformat(value.strip()[:10]).isoformat()
            except ValueError:
                continue
    return ""


def gather(result: RunResult, rules: Mapping[str, Rule], *, day: str, digest: str, command: str) -> Editorial:
    """Build the report of a run whose articles were all inspected."""
    inspections = {path: item for path, item in result.inspections.items() if isinstance(item, Inspection)}
    items = [*_items(result, inspections)]
    items.sort(key=lambda item: (item.path, item.line, item.column, item.rule, item.fingerprint))
    pages = {page.path: page for page in result.summaries}
    with_findings = {item.path for item in items}
    articles = []
    for path in sorted(with_findings | pages.keys()):
        inspection, page = inspections.get(path), pages.get(path)
        article = _article(path, inspection, result.posts.get(path))
        if page is not None:
            line = result.sources[path].position(page.first).line
            article = replace(
                article,
                links=page.links,
                first_line=line,
                disclosed=page.disclosed,
                weak=page.weak,
                programmes=page.programmes,
                tags=page.tags,
            )
        articles.append(article)
    return Editorial(
        day=day,
        version=__version__,
        rulebook=digest,
        command=command,
        files=result.files,
        items=tuple(items),
        articles=complete(articles, items),
        failures=tuple((failure.path, failure.text) for failure in result.failures),
        rules=rule_infos((item.rule for item in items), rules),
    )


def _article(path: str, inspection: Inspection | None, post: Post | None) -> Article:
    """Return what is known of an article besides its findings and links; a content management system knows it best."""
    found = inspection or Inspection("", "", "", "", {}, {}, {}, None)
    known = post or Post("")
    return Article(
        path,
        title=known.title or found.title,
        section=known.section or found.section,
        author=known.author or found.author,
        date=known.date or found.date,
        edit=known.edit,
        view=found.view,
    )


def _items(result: RunResult, inspections: Mapping[str, Inspection]) -> Iterator[Item]:
    for finding in result.findings:
        yield _item(finding, result.sources[finding.path], inspections.get(finding.path))
    for finding in result.known or ():
        yield _item(finding, result.sources[finding.path], inspections.get(finding.path), state="baselined")
    for hidden in result.suppressed:
        yield _hidden(hidden, result.sources[hidden.finding.path], inspections.get(hidden.finding.path))


def _hidden(hidden: Suppressed, source: Places, inspection: Inspection | None) -> Item:
    return _item(hidden.finding, source, inspection, state="suppressed", reason=hidden.reason, until=hidden.until)


def _item(
    finding: Finding,
    source: Places,
    inspection: Inspection | None,
    *,
    state: str = "open",
    reason: str = "",
    until: str = "",
) -> Item:
    position = source.position(finding.start)
    place = finding.cause.place if finding.cause is not None else None
    item_evidence = inspection.evidence.get(finding.fingerprint) if inspection is not None else None
    return Item(
        finding.path,
        finding.rule,
        finding.severity,
        finding.confidence,
        finding.message,
        position.line,
        position.column,
        short(finding.excerpt),
        item_evidence or Evidence("", short(finding.excerpt), "", source=True),
        finding.fingerprint,
        tuple((other.message, source.position(other.start).line) for other in finding.related),
        finding.fix.description if finding.fix is not None else "",
        cause=place.path if place is not None else "",
        cause_place=(place.line, place.column) if place is not None else (0, 0),
        address=inspection.addresses.get(finding.fingerprint, "") if inspection is not None else "",
        change=inspection.changes.get(finding.fingerprint, ("", "")) if inspection is not None else ("", ""),
        state=state,
        reason=reason,
        until=until,
    )


def _change(finding: Finding, text: str) -> tuple[str, str]:
    """Return what a fix changes, before and after, with the words around it."""
    if finding.fix is None or not finding.fix.edits:
        return "", ""
    edits = sorted(finding.fix.edits, key=lambda edit: (edit.start, edit.end))
    start, end = edits[0].start, edits[-1].end
    if end - start > _EXCERPT:
        return "", ""
    before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    before, after = re.split(r"\s", before)[-1], re.split(r"\s", after)[0]
    parts, at = [before], start
    for edit in edits:
        parts += [text[at : edit.start], edit.replacement]
        at = edit.end
    return short(before + text[start:end] + after), short("".join((*parts, after)))


def short(excerpt: str) -> str:
    """Return an excerpt on one line, shortened if it is long."""
    text = " ".join(excerpt[: 2 * _EXCERPT].split())
    return text if len(text) <= _EXCERPT else f"{text[: _EXCERPT - 1]}…"


def complete(articles: Iterable[Article], items: Iterable[Item]) -> tuple[Article, ...]:
    """Return the articles with their findings counted, and the folder as section of those without one."""
    counts: dict[str, dict[str, int]] = {}
    for item in items:
        if item.state != "suppressed":
            levels = counts.setdefault(item.path, {"error": 0, "warning": 0, "info": 0})
            levels[item.severity] += 1
    articles = list(articles)
    folders = _folders(article.path for article in articles)
    result = []
    for article in articles:
        levels = counts.get(article.path, {})
        result.append(
            replace(
                article,
                section=article.section or folders[article.path],
                errors=levels.get("error", 0),
                warnings=levels.get("warning", 0),
                infos=levels.get("info", 0),
            )
        )
    return tuple(result)


def _folders(paths: Iterable[str]) -> dict[str, str]:
    """Return, for each path, the first folder below their common one."""
    parents = {path: PurePosixPath(path).parent.parts for path in paths}
    common = 0
    lists = list(parents.values())
    while lists and all(len(parts) > common and parts[common] == lists[0][common] for parts in lists):
        common += 1
    return {path: parts[common] if len(parts) > common else "/".join(parts[-1:]) for path, parts in parents.items()}


def rule_infos(ids: Iterable[str], rules: Mapping[str, Rule]) -> dict[str, RuleInfo]:
    """Return rules in plain words; rules about suppressions and of other versions are not in the rulebook."""
    return {rule: _rule_info(rule, rules.get(rule)) for rule in sorted(set(ids))}


def _rule_info(rule_id: str, rule: Rule | None) -> RuleInfo:
    if rule is None:
        return RuleInfo(rule_id, RULES.get(rule_id, rule_id), is_shipped=rule_id in RULES)
    why, fix = (" ".join(text.split()) for text in (rule.why, rule.how_to_fix))
    address = rule_address(rule)
    sources = tuple(map(_source, rule.sources))
    return RuleInfo(rule_id, rule.title, why, fix, sources, address, message=rule.message, is_shipped=bool(address))


def _source(cited: Citation) -> Source:
    return Source(
        cited.title, cited.locator, cited.jurisdiction, cited.kind, cited.as_of, cited.review_by, cited.seen, cited.url
    )
