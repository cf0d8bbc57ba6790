"""Directives inside an article that switch rules off, with a reason.

``<!-- affilint-disable-next-line RULE -- reason -->``, ``affilint-disable-line``, ``affilint-disable`` with
``affilint-enable``, ``affilint-disable-file``; in MDX ``{/* ... */}``, in Liquid ``{% comment %}...{% endcomment %}``,
in Nunjucks and Jinja ``{# ... #}``, in Hugo ``{{/* ... */}}``, in Markdown also ``[//]: # (...)``, in plain text a
line of its own, in reStructuredText ``.. affilint-...``. Front matter: ``affilint: {disable: [RULE], reason: ..., until: YYYY-MM-DD}``. A directive may end:
``<!-- affilint-disable-next-line RULE until=YYYY-MM-DD -- reason -->`` holds through that day (UTC).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.clock import read_date
from linter.data.yaml_nodes import suggest
from linter.finding import Finding, Suppressed
from linter.records import dataclass, field
from linter.spans import first_over

if TYPE_CHECKING:
    import datetime
    from collections.abc import Collection, Iterable, Sequence

    from linter.article.frontmatter import FrontMatter
    from linter.article.model import Article
    from linter.clock import Day
    from linter.finding import Severity

RULE_UNUSED = "suppression/unused"
RULE_INVALID = "suppression/invalid"
RULE_EXPIRED = "suppression/expired"
RULES = {
    RULE_UNUSED: "A suppression that hides nothing",
    RULE_INVALID: "A suppression that cannot be followed, or lacks the reason that its rule needs",
    RULE_EXPIRED: "A suppression whose last day is over",
}
"""Findings about suppressions themselves; they are in no pack and cannot be disabled inside an article."""
REASON_NEEDED = ("disclosure", "links")
"""Families whose suppressions need a reason: their rules enforce a law, a contract or a programme's terms."""

# Comment syntax: HTML, MDX, Liquid, Nunjucks and Jinja, Go templates. A comment may span several lines.
_COMMENT = re.compile(
    r"(?:<!--+|\{/\*|\{%-?[ \t]*comment[ \t]*-?%\}|\{#|\{\{-?[ \t]*/\*)\s{0,20}"
    r"affilint-(?P<verb>[a-z-]+)(?P<body>[\s\S]{0,600}?)"
    r"(?:--+>|\*/\}|\{%-?[ \t]*endcomment[ \t]*-?%\}|#\}|\*/[ \t]*-?\}\})"
)
# On a line of its own: a Markdown link definition used as a comment, and plain text with or without a comment sign.
_DEFINITION = re.compile(
    r"^[ \t]*\[//\]:[ \t]*#[ \t]*[(\"'][ \t]*affilint-(?P<verb>[a-z-]+)(?P<body>[^\n\r]*)$", re.MULTILINE
)
_LINE = re.compile(r"^[ \t]*(?:#|//)?[ \t]*affilint-(?P<verb>[a-z-]+)(?P<body>[^\n\r]*)$", re.MULTILINE)
_EXPLICIT = re.compile(r"^[ \t]*\.\.[ \t]+affilint-(?P<verb>[a-z-]+)(?P<body>[^\n\r]*)$", re.MULTILINE)
_PATTERNS = {"text": (_LINE,), "rst": (_EXPLICIT,)}
_FRONT_MATTER_KEY = re.compile(r"^[ \t]*\[?[\"']?(?P<key>affilint)[\"']?[ \t]*[\]:=]", re.MULTILINE)
_CODE_OPENING = ("`", "<code", "<kbd", "<samp", "<tt", "<pre")
_MAX_OPEN = 50
"""How many open ``disable`` comments one ``enable`` may end."""
_SUGGESTIONS = 100
"""Mistaken directives of an article that are told what they may have meant: to find it takes longer than all else about them."""
_VERBS = ("disable-next-line", "disable-line", "disable", "enable", "disable-file")
_REASON = re.compile(r"(?:^|\s)(?:--|—|–)\s+(?P<reason>.+)$", re.DOTALL)
_PLACEHOLDER = re.compile(r"(?:TODO|FIXME|TBD|XXX)\b|(?:why|reason|why this is right here|\.{3}|…)\W*\Z", re.IGNORECASE)
"""Placeholders for a missing reason, including those in the help pages."""


@dataclass(slots=True)
class Suppression:
    """One directive: the rules it names (ids, families, ``all``), the lines it covers (1-based, inclusive)."""

    verb: str
    names: tuple[str, ...]
    reason: str
    start: int
    end: int
    first_line: int
    last_line: int
    used: set[str] = field(default_factory=set)
    ends: dict[tuple[str, ...], int] = field(default_factory=dict)
    """Lines from which rules are active again, by the names in the ``enable`` directive."""
    until: datetime.date | None = None
    """The last day on which it applies."""

    @property
    def is_reasoned(self) -> bool:
        """Whether it has a reason; a placeholder is not one."""
        return bool(self.reason) and _PLACEHOLDER.match(self.reason) is None

    def last_line_for(self, rule: str) -> int:
        """Return the last line on which it covers a rule."""
        return min((line - 1 for names, line in self.ends.items() if _naming(names, rule)), default=self.last_line)


@lru_cache(maxsize=4096)
def _naming(names: tuple[str, ...], rule: str) -> str | None:
    """Return the first name (id, family, ``all``) that includes a rule."""
    family = rule.partition("/")[0]
    return next((name for name in names if name in {rule, family, "all"} or name == f"{family}/*"), None)


def may_be_in(article: Article) -> bool:
    """Say whether an article may have a directive."""
    return "affilint" in article.source.text


def apply(
    article: Article,
    findings: list[Finding],
    known_rules: Collection[str],
    active: Collection[str],
    day: Day,
    left_out: Collection[str] = (),
    hidden: list[Suppressed] | None = None,
) -> list[Finding]:
    """Remove suppressed findings and add findings about unused, expired or invalid suppressions. Raises DayError.

    ``known_rules`` are all rule ids, ``active`` those that ran, ``left_out`` the enabled ones that did not run this time:
    a suppression is reported as unused only if all rules that it covers ran. ``day`` is only read if a suppression expires.
    Removed findings are appended to ``hidden``.
    """
    if not may_be_in(article):
        return findings
    suppressions, problems = read_suppressions(article, known_rules)
    if not suppressions and not problems:
        return findings
    expired = [item for item in suppressions if item.until is not None and item.until < day.date]
    suppressions = [item for item in suppressions if item.until is None or item.until >= day.date]
    remaining: list[Finding] = []
    for finding, suppressed_by in zip(findings, _covering(article, findings, suppressions, problems), strict=True):
        if suppressed_by is None:
            remaining.append(finding)
        elif hidden is not None:
            hidden.append(
                Suppressed(finding, suppressed_by.reason, str(suppressed_by.until or ""), suppressed_by.start)
            )
    path, text = article.source.path, article.source.text
    for suppression, message in problems.values():
        remaining.append(_suppression_finding(RULE_INVALID, path, text, suppression, message, "error"))
    for suppression in expired:
        message = f"This suppression ended on {suppression.until} and hides nothing any more: fix what it hid, or set a later day"
        remaining.append(_suppression_finding(RULE_EXPIRED, path, text, suppression, message, "warning"))
    judged = {
        name: _could_match(name, active, left_out) for name in {name for item in suppressions for name in item.names}
    }
    for suppression in suppressions:
        if suppression.start in problems or suppression.verb == "enable":
            continue
        unused = [name for name in suppression.names if name not in suppression.used and judged[name]]
        if unused:
            message = f"This suppression hides nothing: {', '.join(unused)} finds nothing here; remove it"
            remaining.append(_suppression_finding(RULE_UNUSED, path, text, suppression, message, "warning"))
    return remaining


def _covering(
    article: Article,
    findings: Sequence[Finding],
    suppressions: Sequence[Suppression],
    problems: dict[int, tuple[Suppression, str]],
) -> list[Suppression | None]:
    """Return, for each finding, the first suppression that hides it; note which are used, and which lack their reason."""
    found: list[Suppression | None] = [None] * len(findings)
    by_rule: dict[str, list[tuple[int, int]]] = {}
    for number, finding in enumerate(findings):
        by_rule.setdefault(finding.rule, []).append((article.source.position(finding.start).line, number))
    unreasoned: dict[int, tuple[int, Suppression, str]] = {}
    for rule, places in by_rule.items():
        places.sort()
        lines = [line for line, _ in places]
        spans: list[tuple[int, int, int]] = []
        for order, suppression in enumerate(suppressions):
            name = _naming(suppression.names, rule)
            if name is None:
                continue
            first, last = suppression.first_line, suppression.last_line_for(rule)
            at = bisect_left(lines, first)
            if at == len(lines) or lines[at] > last:
                continue
            suppression.used.add(name)
            if rule.partition("/")[0] in REASON_NEEDED and not suppression.is_reasoned:
                number = min(number for line, number in places[at : bisect_right(lines, lines[at])])
                known = unreasoned.get(suppression.start)
                if known is None or number < known[0]:
                    unreasoned[suppression.start] = number, suppression, rule
            else:
                spans.append((first, last, order))
        for (_, place), mark in zip(places, first_over(lines, spans), strict=True):
            found[place] = None if mark is None else suppressions[mark]
    for start, (_, suppression, rule) in unreasoned.items():
        message = f"Suppressing {rule} needs a reason: “-- why this is right here” (in front matter: reason: ...)"
        problems.setdefault(start, (suppression, message))
    return found


def _could_match(name: str, active: Collection[str], left_out: Collection[str]) -> bool:
    """Return whether a name (id, family, ``all``) includes rules that ran, and none that was left out."""
    includes_active = any(_naming((name,), rule) for rule in active)
    return includes_active and not any(_naming((name,), rule) for rule in left_out)


def _suppression_finding(
    rule: str, path: str, text: str, suppression: Suppression, message: str, severity: Severity
) -> Finding:
    excerpt = text[suppression.start : suppression.end]
    return Finding(path, rule, severity, "certain", message, suppression.start, suppression.end, excerpt)


def read_suppressions(
    article: Article, known_rules: Collection[str]
) -> tuple[list[Suppression], dict[int, tuple[Suppression, str]]]:
    """Return the valid directives of an article, and the invalid ones with a message, by offset."""
    text, known = article.source.text, frozenset(known_rules)
    code = sorted((block.source_start, block.source_end) for block in article.blocks if block.kind == "code")
    suppressions: list[Suppression] = []
    problems: dict[int, tuple[Suppression, str]] = {}
    next_lines: dict[int, int] = {}
    patterns = _PATTERNS.get(article.format, (_COMMENT, _DEFINITION))
    for match in (match for pattern in patterns for match in pattern.finditer(text)):
        if _is_code(article, code, match.start()):
            continue
        suppression, problem = _read(article, match, known, next_lines, suggests=len(problems) < _SUGGESTIONS)
        if problem:
            problems[suppression.start] = (suppression, problem)
        else:
            suppressions.append(suppression)
    suppressions.extend(_from_front_matter(article, known, problems))
    _close_ranges(suppressions)
    return suppressions, problems


def _is_code(article: Article, blocks: list[tuple[int, int]], offset: int) -> bool:
    """Return whether a directive is in a code block or inline code, as an example."""
    at = bisect_right(blocks, (offset, len(article.source.text))) - 1
    if at >= 0 and offset < blocks[at][1]:
        return True
    segment = bisect_right(article.segment_source, offset) - 1
    if segment < 0 or article.segment_end[segment] <= offset:
        return False
    return article.source.text.startswith(_CODE_OPENING, article.segment_source[segment])


def _read(
    article: Article, match: re.Match[str], known_rules: frozenset[str], next_lines: dict[int, int], *, suggests: bool
) -> tuple[Suppression, str]:
    verb, (start, end) = match["verb"], match.span()
    names, reason, until, problem = _directive(verb, match["body"], known_rules, suggests=suggests)
    starts = article.source.line_starts
    first, last = bisect_right(starts, start), bisect_right(starts, end)
    start += len(match.group()) - len(match.group().lstrip())
    suppression = Suppression(verb, names or ("all",), reason, start, end, 1, 1, until=until)
    if problem:
        return suppression, problem
    if verb == "disable-next-line":
        suppression.first_line = suppression.last_line = _next_text_line(article, last, next_lines)
    elif verb == "disable-line":
        suppression.first_line = suppression.last_line = first
    elif verb == "disable-file":
        suppression.last_line = len(article.source.line_starts)
    else:
        suppression.first_line, suppression.last_line = first, len(article.source.line_starts)
    return suppression, ""


@lru_cache(maxsize=256)
def _directive(
    verb: str, written: str, known_rules: frozenset[str], *, suggests: bool
) -> tuple[tuple[str, ...], str, datetime.date | None, str]:
    """Return the names behind a verb, the reason, the last day, and an error message; many directives are the same."""
    body = written.strip().rstrip(")\"'").strip()
    found = _REASON.search(f" {body}")
    reason = found["reason"].strip() if found else ""
    words = re.split(r"[\s,]+", (f" {body}"[: found.start()] if found else body).strip()) if body else []
    names, until, problem = _split_until([word for word in words if word])
    if verb not in _VERBS:
        problem = f"unknown directive affilint-{verb}{suggest(verb, _VERBS) if suggests else ''}"
    elif not names and verb != "enable":
        problem = f"affilint-{verb} must name the rules it switches off, or “all”"
    elif verb == "enable" and until is not None:
        problem = "affilint-enable has no until: it stands in what it ends"
    return names, reason, until, problem or _unknown(names, known_rules, suggests=suggests)


def _split_until(words: Sequence[str]) -> tuple[tuple[str, ...], datetime.date | None, str]:
    """Return the words other than ``until=``, the last day that it sets, and an error message for it."""
    values = [word.removeprefix("until=") for word in words if word.startswith("until=")]
    names = tuple(word for word in words if not word.startswith("until="))
    if len(values) > 1:
        return names, None, "a suppression has one until= at most"
    day = read_date(values[0]) if values else None
    return names, day, _invalid_date(values[0]) if values and day is None else ""


def _invalid_date(value: str) -> str:
    return f"until {value!r} is no date: YYYY-MM-DD, such as 2027-01-31"


def _next_text_line(article: Article, line: int, known: dict[int, int]) -> int:
    """Return the next line of text: blank lines, which Markdown needs after a comment, and directives do not count.

    ``known`` holds what was found from other lines, so that many directives in a row take one pass.
    """
    source = article.source
    passed: list[int] = []
    number = line + 1
    while number <= len(source.line_starts) and number not in known:
        passed.append(number)
        start, end = source.line_span(number)
        content = source.text[start:end].lstrip()
        directive = next(
            (found for pattern in (_COMMENT, _DEFINITION) if (found := pattern.match(source.text, end - len(content)))),
            None,
        )
        if directive is not None:
            number = source.position(directive.end()).line
        elif content:
            known[number] = number
            break
        number += 1
    text_line = known.get(number, 0)
    known.update(dict.fromkeys(passed, text_line))
    return text_line or line + 1


@lru_cache(maxsize=4)
def _families(rules: frozenset[str]) -> frozenset[str]:
    return frozenset(rule.partition("/")[0] for rule in rules)


def _unknown(names: Iterable[str], known_rules: frozenset[str], *, suggests: bool = True) -> str:
    if all(name == "all" or name in known_rules for name in names):
        return ""
    families = _families(known_rules)
    for name in names:
        if name != "all" and name not in known_rules and name.removesuffix("/*") not in families:
            near = suggest(name, [*known_rules, *families]) if suggests else ""
            return f"there is no rule {name!r}{near}" + ("" if near else "; a reason follows “--”")
    return ""


def _close_ranges(suppressions: list[Suppression]) -> None:
    """End every ``disable`` before an ``enable``, for the rules that the ``enable`` names."""
    opened: list[Suppression] = []
    for suppression in sorted(suppressions, key=lambda item: item.start):
        if suppression.verb == "disable":
            opened.append(suppression)
        elif suppression.verb == "enable":
            for other in opened[-_MAX_OPEN:]:
                other.ends.setdefault(suppression.names, suppression.first_line)
    for suppression in suppressions:
        if suppression.verb == "enable":
            suppression.first_line, suppression.last_line = 1, 0


def _from_front_matter(
    article: Article, known_rules: frozenset[str], problems: dict[int, tuple[Suppression, str]]
) -> list[Suppression]:
    if not article.source.text[article.source.body_start :].startswith(("---", "+++", "{", ";;;")):
        return []
    front_matter = article.front_matter
    if front_matter is None:
        return []
    if front_matter.error is not None:
        _report_unreadable(article, front_matter, problems)
    if not isinstance(front_matter.data.get("affilint"), dict):
        return []
    found = []
    settings = front_matter.data["affilint"]
    until = read_date(str(settings["until"])) if settings.get("until") is not None else None
    last_line = len(article.source.line_starts)
    for value in front_matter.values:
        if value.path[:2] != ("affilint", "disable"):
            continue
        name, reason = str(value.value), str(settings.get("reason") or "")
        suppression = Suppression("disable-file", (name,), reason, value.start, value.end, 1, last_line, until=until)
        problem = _unknown((name,), known_rules)
        if settings.get("until") is not None and until is None:
            problem = problem or _invalid_date(str(settings["until"]))
        if problem:
            problems[value.start] = (suppression, problem)
        else:
            found.append(suppression)
    return found


def _report_unreadable(
    article: Article, front_matter: FrontMatter, problems: dict[int, tuple[Suppression, str]]
) -> None:
    """Report that suppressions in unparsable front matter do not apply; an invalid date is enough to make it so."""
    text, fence = article.source.text, front_matter.fence
    key = _FRONT_MATTER_KEY.search(text[fence.content_start : fence.content_end])
    if key is not None:
        start, end = fence.content_start + key.start("key"), fence.content_start + key.end("key")
        suppression = Suppression("disable-file", ("all",), "", start, end, 1, 0)
        problems[start] = (suppression, f"the front matter cannot be read, so this does not hold: {front_matter.error}")
