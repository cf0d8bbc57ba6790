"""Explains findings in short: message, why, how to fix, authority."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from linter import lazy_re as re
from linter.escaping import commonmark, neutral
from linter.records import replace
from linter.rulebook.help import citation, rule_address
from linter.suppressions import RULES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from linter.finding import Finding
    from linter.rulebook.model import Rule

_AUTHORITIES = 3
_WEB = re.compile("https?://", re.IGNORECASE)
_IN_ADDRESS = "%/:?#[]@!$&'()*+,;=~"
"""What stays as it is in an address: the reserved characters of RFC 3986, and escapes."""


def explanation(findings: Sequence[Finding], rules: Mapping[str, Rule], *, markdown: bool) -> str:
    """Return an explanation of findings, as Markdown with all text of articles and rules escaped, or as plain text."""
    rule_off = "\n\n---\n\n" if markdown else "\n\n"
    return rule_off.join(
        "\n\n".join(_parts(finding, rules.get(finding.rule), markdown=markdown)) for finding in findings
    )


def _parts(finding: Finding, rule: Rule | None, *, markdown: bool) -> Iterator[str]:
    safe: Callable[[str], str] = commonmark if markdown else neutral

    def label(text: str) -> str:
        return f"**{text}**" if markdown else text

    def linked(text: str, address: str) -> str:
        return (
            f"[{safe(text)}](<{quote(address, safe=_IN_ADDRESS)}>)" if markdown and _WEB.match(address) else safe(text)
        )

    confidence = "" if finding.confidence == "certain" else f", {finding.confidence}"
    yield f"{label(safe(finding.rule))} ({finding.severity}{confidence}): {safe(' '.join(finding.message.split()))}"
    why = rule.why if rule is not None else f"{RULES.get(finding.rule, '')}."
    yield f"{label('Why:')} {safe(' '.join(why.split()))}"
    if rule is not None and rule.how_to_fix:
        yield f"{label('How to fix:')} {safe(' '.join(rule.how_to_fix.split()))}"
    if rule is not None and rule.sources:
        # In plain text the address stands behind; in Markdown the words lead there.
        named = "; ".join(
            linked(citation(replace(source, url="")), source.url) if markdown else safe(citation(source))
            for source in rule.sources[:_AUTHORITIES]
        )
        more = f"; {len(rule.sources) - _AUTHORITIES} more" if len(rule.sources) > _AUTHORITIES else ""
        yield f"{label('Authority:')} {named}{more}"
    address = rule_address(rule) if rule is not None else ""
    if address:
        yield linked("The page of this rule", address) if markdown else address
