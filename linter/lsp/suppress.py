"""Writes the comment that suppresses a finding, in the syntax of the article's format, if it changes nothing else."""

from __future__ import annotations

from collections import Counter
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from linter import lazy_re as re
from linter.finding import Edit
from linter.fixes import apply
from linter.suppressions import REASON_NEEDED, RULES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from linter.article.model import Article
    from linter.finding import Finding
    from linter.lsp.buffers import Reading
    from linter.source import Source

REASON = "TODO: why this is right here"
"""Placeholder for a reason; until it is replaced, the suppression is invalid and a finding itself."""
_TRIAL_REASON = "it is tried out whether the finding goes"

_HTML = ("<!-- ", " -->")
_COMMENT_SYNTAX = {
    ".mdx": ("{/* ", " */}"),
    ".njk": ("{# ", " #}"),
    ".liquid": ("{% comment %} ", " {% endcomment %}"),
    ".rst": (".. ", ""),
    ".rest": (".. ", ""),
    ".txt": ("", ""),
    ".text": ("", ""),
}
_LINE_END = re.compile(r"\r\n|\n|\r")


def suppression(reading: Reading, finding: Finding, check: Callable[[str], Reading]) -> tuple[str, Edit] | None:
    """Return what a comment covers (“for the next line”, “for this line”) and the edit that inserts it, or None.

    Every way is tried: it is returned only if it hides the finding and changes no other.
    """
    if reading.article is None or finding.rule in RULES:
        return None
    text, position = reading.source.text, reading.source.position
    line = position(finding.start).line
    expected = Counter(
        (other.rule, other.excerpt)
        for other in reading.findings
        if other.rule != finding.rule or position(other.start).line != line
    )
    ways = _ways(reading.source, reading.article, finding, line, REASON)
    reasoned = _ways(reading.source, reading.article, finding, line, _TRIAL_REASON)
    for (covers, edit), (_, trial) in zip(ways, reasoned, strict=True):
        tried = check(apply(text, [trial]))
        if (
            tried.article is not None
            and Counter((other.rule, other.excerpt) for other in tried.findings) == expected
            and (reading.article.format == "text" or _shape(tried.article) == _shape(reading.article))
        ):
            return covers, edit
    return None


def _ways(source: Source, article: Article, finding: Finding, line: int, reason: str) -> Iterator[tuple[str, Edit]]:
    """Yield the ways to suppress a rule on a line, the preferred one first.

    A comment on a line of its own ends a Markdown paragraph or list; inside these it goes at the end of the line.
    """
    rule = finding.rule
    start, end = source.line_span(line)
    content = source.text[start:end]
    indent = content[: len(content) - len(content.lstrip())]
    found = _LINE_END.search(source.text)
    line_end = found.group() if found else "\n"
    comment = _comment(source.path, "disable-next-line", rule, reason)
    above = ("for the next line", Edit(start, start, f"{indent}{comment}{line_end}"))
    if article.format in {"text", "rst"}:
        yield above
        return
    stop = start + len(content.rstrip())
    at_end = ("for this line", Edit(stop, stop, f" {_comment(source.path, 'disable-line', rule, reason)}"))
    block = article.block_before(article.source.line_starts[line - 1] + finding.start - source.line_starts[line - 1])
    regions = article.blocks[block].regions if block >= 0 else frozenset()
    before = source.text[slice(*source.line_span(line - 1))] if line > 1 else ""
    inside = article.format != "html" and (before.strip() or regions & {"list", "table"})
    yield from (at_end, above) if inside else (above, at_end)


def _comment(path: str, verb: str, rule: str, reason: str) -> str:
    opening, closing = _COMMENT_SYNTAX.get(PurePosixPath(path).suffix.lower(), _HTML)
    why = f" -- {reason}" if rule.partition("/")[0] in REASON_NEEDED else ""
    return f"{opening}affilint-{verb} {rule}{why}{closing}"


def _shape(article: Article) -> tuple[Any, ...]:
    """Return what a comment must not change: visible text, links, front matter and structured data.

    In MDX a comment is a template block of its own.
    """
    return (
        [
            (block.kind, block.level, block.regions, block.text.split())
            for block in article.blocks
            if block.kind != "template"
        ],
        [(link.kind, link.url) for link in article.links],
        [data.text for data in article.structured_data],
        article.front_matter.data if article.front_matter is not None else None,
    )
