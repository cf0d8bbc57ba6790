"""The help of a rule as SARIF's ``reportingDescriptor``: all of it comes from the rule's own entry."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from linter.data.resources import rules_dir
from linter.suppressions import RULES

if TYPE_CHECKING:
    from linter.rulebook.model import Citation, Example, Rule

SITE = "https://affilint.github.io/affilint/"
"""The address of the documentation, the one that ``mkdocs.yml`` publishes it at: findings link to the pages of their rules."""
_MAX = 1024
"""Characters of a description (docs.github.com, "SARIF support for code scanning")."""
_LEVELS = {"error": "error", "warning": "warning", "info": "note", "off": "note"}
_PRECISION = {"certain": "very-high", "likely": "high", "possible": "medium"}
_PROBLEM = {"error": "error", "warning": "warning", "info": "recommendation", "off": "recommendation"}

_SEEN = {"quoted": "known from texts that quote it", "memory": "from memory, not checked against the text"}


def page_of(rule_id: str) -> str | None:
    """Return the address of a shipped rule's page; a rule of somebody's own has none."""
    if not (rules_dir() / f"{rule_id}.yml").is_file():
        return None
    return _page(rule_id)


def rule_descriptor(rule_id: str, rule: Rule | None) -> dict[str, Any]:
    """Return the descriptor of a rule; one about suppressions is in no rulebook (``rule`` is None)."""
    if rule is None:
        about = {"text": RULES.get(rule_id, rule_id)}
        return {"id": rule_id, "shortDescription": about, "fullDescription": about, "help": about}
    return {
        "id": rule_id,
        "name": _name(rule_id),
        "shortDescription": {"text": _cut(rule.title)},
        "fullDescription": {"text": _cut(rule.why)},
        "help": {"text": help_text(rule), "markdown": help_markdown(rule)},
        "defaultConfiguration": {"level": _LEVELS[rule.severity], "enabled": rule.severity != "off"},
        **({"helpUri": address} if (address := rule_address(rule)) else {}),
        "properties": {
            "tags": sorted({rule.family, *(source.jurisdiction for source in rule.sources if source.jurisdiction)})[
                :10
            ],
            "precision": _PRECISION[rule.confidence],
            "problem.severity": _PROBLEM[rule.severity],
        },
    }


def rule_address(rule: Rule) -> str:
    """Return the address of the page on a rule that ships with affilint; empty for a rule of one's own."""
    return _page(rule.id) if rule.path == f"rules/{rule.id}.yml" else ""


def _page(rule_id: str) -> str:
    return f"{SITE}rules/{rule_id}/"


def help_text(rule: Rule) -> str:
    """Return why the rule is there and how to fix what it finds, as plain text."""
    parts = [_folded(rule.why), _folded(rule.how_to_fix), *(citation(source) for source in rule.sources)]
    return "\n\n".join(part for part in parts if part)


def help_markdown(rule: Rule) -> str:
    """Return the rule's page: why, how to fix, examples, authority, limits."""
    parts = [rule.why]
    if rule.how_to_fix:
        parts += ["## How to fix", rule.how_to_fix]
    parts += ["## Found", *(_fenced(example) for example in rule.invalid)]
    parts += ["## Not found", *(_fenced(example) for example in rule.valid)]
    if rule.sources:
        parts += ["## Authority", "\n".join(f"- {citation(source)}" for source in rule.sources)]
    if rule.known_limits:
        parts += ["## Known limits", "\n".join(f"- {_folded(limit)}" for limit in rule.known_limits)]
    return "\n\n".join(parts) + "\n"


def citation(source: Citation) -> str:
    """Return what a rule rests on, with the dates on which it was read and must be read again."""
    parts = [source.title]
    if source.locator:
        parts.append(source.locator)
    where = f"{source.jurisdiction}, " if source.jurisdiction else ""
    dates = [f"as of {source.as_of}"] if source.as_of else []
    dates += [f"review by {source.review_by}"] if source.review_by else []
    dates += [_SEEN[source.seen]] if source.seen in _SEEN else []
    return f"{', '.join(parts)} ({where}{source.kind}{'; ' if dates else ''}{', '.join(dates)})" + (
        f" {source.url}" if source.url else ""
    )


def _fenced(example: Example) -> str:
    longest = max((len(ticks) for ticks in re.findall("`+", example.text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{example.format}\n{example.text.rstrip()}\n{fence}"


def _name(rule_id: str) -> str:
    """Return an id as one word in capitals and small letters, the form that SARIF wants of a name."""
    return "".join(part.capitalize() for part in re.split("[/-]", rule_id))


def _folded(text: str) -> str:
    return " ".join(text.split())


def _cut(text: str) -> str:
    text = _folded(text)
    return text if len(text) <= _MAX else f"{text[: _MAX - 1]}…"
