"""Directives inside an article that switch rules off, with a reason.

``<!-- affilint-disable-next-line RULE -- reason -->``, ``affilint-disable-line``, ``affilint-disable`` with
``affilint-enable``, ``affilint-disable-file``; in MDX ``{/* ... */}``, in Liquid ``{% comment %}...{% endcomment %}``,
in Nunjucks and Jinja ``{# ... #}``, in Hugo ``{{/* ... */}}``, in Markdown also ``[//]: # (...)``, in plain text a
line of its own. Front matter: ``affilint: {disable: [RULE], reason: ...}``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from linter.finding import Finding
from linter.nodes import suggest

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from linter.article.model import Article

RULE_UNUSED = "suppression/unused"
RULE_INVALID = "suppression/invalid"
RULES = {
    RULE_UNUSED: "A suppression that hides nothing",
    RULE_INVALID: "A suppression that cannot be followed, or lacks the reason that its rule needs",
}
"""Findings about suppressions themselves; they are not in any pack and cannot be switched off inside an article."""

REASON_NEEDED = ("disclosure", "links")
"""Families whose suppressions must say why: they hide what a law, a contract or a programme asks for."""

_DIRECTIVE = re.compile(
    r"(?:<!--+|\{/\*|\{%-?\s*comment\s*-?%\}|\{#|\{\{-?\s*/\*|\[//\]:\s*#\s*[(\"']|^[ \t]*(?:#|//)?)\s*"
    r"affilint-(?P<verb>[a-z-]+)(?P<body>(?:(?!--+>|\*/\}|\{%-?\s*endcomment|#\}|\*/\s*-?\}\})[^\n\r])*)"
    r"(?P<close>--+>|\*/\}|\{%-?\s*endcomment\s*-?%\}|#\}|\*/\s*-?\}\}|$)",
    re.MULTILINE,
)
_VERBS = ("disable-next-line", "disable-line", "disable", "enable", "disable-file")
_REASON = re.compile(r"(?:^|\s)(?:--|—|–)\s+(?P<reason>.+)$", re.DOTALL)


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

    def covers(self, rule: str, line: int) -> str | None:
        """Return the name by which the directive covers a finding of a rule that starts on a line, or None."""
        if not self.first_line <= line <= self.last_line:
            return None
        family = rule.partition("/")[0]
        return next((name for name in self.names if name in {rule, family, "all"} or name == f"{family}/*"), None)


def apply(
    article: Article, findings: list[Finding], known_rules: Collection[str], active: Collection[str]
) -> list[Finding]:
    """Drop suppressed findings and add findings about suppressions that are unused or wrong.

    ``known_rules`` are all rule ids, ``active`` those that ran: a suppression of a rule that did not run is not unused.
    """
    text = article.source.text
    if "affilint" not in text:
        return findings
    suppressions, problems = read_suppressions(article, known_rules)
    if not suppressions and not problems:
        return findings
    position = article.source.position
    kept: list[Finding] = []
    for finding in findings:
        line = position(finding.start).line
        hidden = False
        for suppression in suppressions:
            name = suppression.covers(finding.rule, line)
            if name is None:
                continue
            if finding.rule.partition("/")[0] in REASON_NEEDED and not suppression.reason:
                problems.setdefault(
                    suppression.start,
                    (
                        suppression,
                        f"suppressing {finding.rule} needs a reason: “-- why this is right here” (in front matter: reason: ...)",
                    ),
                )
                suppression.used.add(name)
                continue
            suppression.used.add(name)
            hidden = True
        if not hidden:
            kept.append(finding)
    path = article.source.path
    for suppression, message in problems.values():
        kept.append(_about(RULE_INVALID, path, text, suppression, message, "error"))
    for suppression in suppressions:
        if suppression.start in problems or suppression.verb == "enable":
            continue
        unused = [name for name in suppression.names if name not in suppression.used and _could_fire(name, active)]
        if unused:
            message = f"this suppression hides nothing: {', '.join(unused)} finds nothing here; remove it"
            kept.append(_about(RULE_UNUSED, path, text, suppression, message, "warning"))
    return kept


def _could_fire(name: str, active: Collection[str]) -> bool:
    family = name.removesuffix("/*")
    return name == "all" or any(rule == name or rule.partition("/")[0] == family for rule in active)


def _about(rule: str, path: str, text: str, suppression: Suppression, message: str, severity: str) -> Finding:
    excerpt = text[suppression.start : suppression.end]
    finding = Finding(path, rule, "error", "certain", message, suppression.start, suppression.end, excerpt)
    return finding if severity == "error" else replace(finding, severity="warning")


def read_suppressions(
    article: Article, known_rules: Collection[str]
) -> tuple[list[Suppression], dict[int, tuple[Suppression, str]]]:
    """Return the directives of an article, and those with a mistake by their offset."""
    text = article.source.text
    code = [(block.source_start, block.source_end) for block in article.blocks if block.kind == "code"]
    suppressions: list[Suppression] = []
    problems: dict[int, tuple[Suppression, str]] = {}
    plain = article.format == "text"
    for match in _DIRECTIVE.finditer(text):
        if any(start <= match.start() < end for start, end in code):
            continue
        if match["close"] == "" and not plain and not match.group().lstrip().startswith("["):
            continue
        suppression, problem = _read(article, match, known_rules)
        if problem:
            problems[suppression.start] = (suppression, problem)
        else:
            suppressions.append(suppression)
    suppressions.extend(_from_front_matter(article, known_rules, problems))
    _close_ranges(suppressions)
    return suppressions, problems


def _read(article: Article, match: re.Match[str], known_rules: Collection[str]) -> tuple[Suppression, str]:
    verb, body = match["verb"], match["body"].strip().rstrip(")\"'").strip()
    found = _REASON.search(f" {body}")
    reason = found["reason"].strip() if found else ""
    names = tuple(re.split(r"[\s,]+", (f" {body}"[: found.start()] if found else body).strip())) if body else ()
    names = tuple(name for name in names if name)
    start = match.start() + len(match.group()) - len(match.group().lstrip())
    first, last = article.source.position(match.start()).line, article.source.position(match.end()).line
    suppression = Suppression(verb, names or ("all",), reason, start, match.end(), 1, 1)
    if verb not in _VERBS:
        return suppression, f"unknown directive affilint-{verb}{suggest(verb, _VERBS)}"
    if not names and verb != "enable":
        return suppression, f"affilint-{verb} must name the rules it switches off, or “all”"
    problem = _unknown(names, known_rules)
    if problem:
        return suppression, problem
    if verb == "disable-next-line":
        suppression.first_line = suppression.last_line = _next_text_line(article, last)
    elif verb == "disable-line":
        suppression.first_line = suppression.last_line = first
    elif verb == "disable-file":
        suppression.last_line = len(article.source.line_starts)
    else:
        suppression.first_line, suppression.last_line = first, len(article.source.line_starts)
    return suppression, ""


def _next_text_line(article: Article, line: int) -> int:
    """Return the next line that is not blank: Markdown wants a blank line behind an HTML comment."""
    source = article.source
    for number in range(line + 1, len(source.line_starts) + 1):
        if source.text[slice(*source.line_span(number))].strip():
            return number
    return line + 1


def _unknown(names: Iterable[str], known_rules: Collection[str]) -> str:
    families = {rule.partition("/")[0] for rule in known_rules}
    for name in names:
        if name != "all" and name not in known_rules and name.removesuffix("/*") not in families:
            near = suggest(name, [*known_rules, *families])
            return f"there is no rule {name!r}{near}" + ("" if near else "; a reason follows “--”")
    return ""


def _close_ranges(suppressions: list[Suppression]) -> None:
    """Let each ``disable`` end where a later ``enable`` of the same rules stands."""
    opened: list[Suppression] = []
    for suppression in sorted(suppressions, key=lambda item: item.start):
        if suppression.verb == "disable":
            opened.append(suppression)
        elif suppression.verb == "enable":
            for other in opened:
                if set(other.names) & set(suppression.names) or "all" in suppression.names:
                    other.last_line = min(other.last_line, suppression.first_line)
    for suppression in suppressions:
        if suppression.verb == "enable":
            suppression.first_line, suppression.last_line = 1, 0


def _from_front_matter(
    article: Article, known_rules: Collection[str], problems: dict[int, tuple[Suppression, str]]
) -> list[Suppression]:
    if not article.source.text[article.source.body_start :].startswith(("---", "+++", "{", ";;;")):
        return []
    front_matter = article.front_matter
    if front_matter is None or not isinstance(front_matter.data.get("affilint"), dict):
        return []
    found = []
    reason = front_matter.data["affilint"].get("reason")
    last_line = len(article.source.line_starts)
    for value in front_matter.values:
        if value.path[:2] != ("affilint", "disable"):
            continue
        name = str(value.value)
        suppression = Suppression("disable-file", (name,), str(reason or ""), value.start, value.end, 1, last_line)
        problem = _unknown((name,), known_rules)
        if problem:
            problems[value.start] = (suppression, problem)
        else:
            found.append(suppression)
    return found
