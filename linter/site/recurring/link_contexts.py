"""Find what a link says and its ``rel`` around an address in the raw text of an article, without reading the article.

What counts is what the author says of a link: a list of attributes says that it is paid even where the site's Markdown
prints the list as text. A survey of a whole site looks at a few addresses in thousands of files; parsing each file would cost more than checking it.
"""

from __future__ import annotations

from linter import lazy_re as re
from linter.records import dataclass

_BACK = 600
"""Characters before an address in which its link or tag begins."""
_AHEAD = 400
_REL = re.compile(r"""\brel\s*=\s*\{?\s*["'`]?([\w\s,-]+)""", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>?")
_END = re.compile(r"</[A-Za-z][\w.]*\s*>|\n\s*\n")
_MARKDOWN = re.compile(r"\]\(\s*<?$")
_BEHIND = re.compile(r"""[^\s)]{0,300}(?:\s+["'(][^"')\n]{0,120}["')])?\s*\)(\{[^{}\n]{0,120}\})?""")


@dataclass(frozen=True, slots=True)
class LinkContext:
    """The visible text of a link, and the values of its ``rel`` in lower case."""

    text: str
    rel: frozenset[str]


def link_context(text: str, start: int) -> LinkContext | None:
    """Return what the link says whose address begins at ``start``; None where the address is in no link with a text."""
    before = text[max(0, start - _BACK) : start]
    if _MARKDOWN.search(before):
        return _of_markdown(text, start, before)
    opened = before.rfind("<")
    if opened < 0 or ">" in before[opened:].replace("=>", "") or not before[opened + 1 : opened + 2].isalpha():
        return None
    ahead = text[start : start + _AHEAD]
    closed = ahead.find(">")
    if closed < 0:
        return None
    rel = _REL.search(f"{before[opened:]}{ahead[:closed]}")
    if ahead[:closed].endswith("/"):
        return LinkContext(f"{before[opened:]} {ahead[:closed]}", _values(rel))
    end = _END.search(ahead, closed)
    return LinkContext(_plain(ahead[closed + 1 : end.start() if end else None]), _values(rel))


def _of_markdown(text: str, start: int, before: str) -> LinkContext:
    label = before[: before.rindex("](")]
    depth = 1
    at = len(label)
    while at > 0 and depth:
        at -= 1
        depth += {"]": 1, "[": -1}.get(label[at], 0)
    behind = _BEHIND.match(text, start)
    return LinkContext(_plain(label[at + 1 :]), _values(_REL.search(behind[1]) if behind and behind[1] else None))


def _values(rel: re.Match[str] | None) -> frozenset[str]:
    return frozenset(rel[1].lower().replace(",", " ").split()) if rel else frozenset()


def _plain(text: str) -> str:
    return " ".join(_TAG.sub(" ", text).split())
