"""The fix that adds a disclosure: the configured sentence, or the front matter flag that makes the layout print one."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.finding import Edit, Fix

if TYPE_CHECKING:
    from linter.article.model import Article
    from linter.facts import Facts

_LINE_END = re.compile(r"\r\n|\n|\r")
_CLOSING_H1 = re.compile(r"</h1\s*>", re.IGNORECASE)
_PLAIN_KEY = re.compile(r"[A-Za-z_][\w-]*\Z")


def disclosing_fix(facts: Facts) -> Fix | None:
    """Set the layout's front matter flag, or insert the configured sentence; unsafe, since an editor must review it."""
    if facts.article.format == "rst":
        return None  # its first lines may be metadata of Pelican or Nikola, in more than one form
    flag, text = facts.unmet_condition, facts.options.house_disclosure
    edit = _flag_edit(facts.article, flag) if flag else _notice_edit(facts.article, text) if text else None
    return Fix((edit,), safe=False, description="disclose above the content") if edit is not None else None


def _notice_edit(article: Article, text: str) -> Edit | None:
    """Return the edit that inserts a paragraph after the title, else at the beginning; None if neither can be found."""
    end_of_line = _line_end(article)
    first = next((block for block in article.blocks if block.is_prose), None)
    title = first if first is not None and first.kind == "heading" and first.level == 1 else None
    if article.format == "html":
        return _page_edit(article, text, end_of_line)
    if title is not None:
        return _paragraph(article, _after_line(article.source.text, title.source_end), text)
    if article.front_matter is None and first is None:
        return None
    offset = article.front_matter.fence.end if article.front_matter is not None else article.source.body_start
    if article.format == "mdx":
        imports = [emission.end for emission in article.emitted if emission.kind == "import"]
        offset = _after_line(article.source.text, max(imports)) if imports else offset
    return _paragraph(article, offset, text)


def _paragraph(article: Article, offset: int, text: str) -> Edit:
    """Return the edit that inserts a paragraph of its own at the start of a line: blank lines stand before and behind it."""
    whole, end_of_line = article.source.text, _line_end(article)
    before = whole[article.source.body_start : offset].splitlines()
    below = _LINE_END.split(whole[offset:], maxsplit=1)[0]
    lead = end_of_line if before and before[-1].strip() else ""
    tail = end_of_line if below.strip() else ""
    return Edit(offset, offset, f"{lead}{text}{end_of_line}{tail}")


def _page_edit(article: Article, text: str, end_of_line: str) -> Edit | None:
    """Insert a paragraph after the only first-level heading of a page; None if there is not exactly one."""
    found = list(_CLOSING_H1.finditer(article.source.text))
    if len(found) != 1:
        return None
    return Edit(found[0].end(), found[0].end(), f"{end_of_line}<p>{html.escape(text, quote=False)}</p>")


def _flag_edit(article: Article, key: str) -> Edit | None:
    """Return the edit that sets a front matter flag; None if the front matter is too complex to edit safely."""
    front_matter = article.front_matter
    if front_matter is None or front_matter.error is not None or not _PLAIN_KEY.match(key):
        return None
    value = front_matter.get(key)
    if value is not None:
        return Edit(value.start, value.end, "true") if value.value is False else None
    fence = front_matter.fence
    if fence.kind == "json" or key in front_matter.data:
        return None
    if fence.kind == "toml" and re.search(
        r"^\s*\[", article.source.text[fence.content_start : fence.content_end], re.MULTILINE
    ):
        return None
    line = f"{key}: true" if fence.kind in {"yaml", "metadata"} else f"{key} = true"
    return Edit(fence.content_end, fence.content_end, f"{line}{_line_end(article)}")


def _line_end(article: Article) -> str:
    match = _LINE_END.search(article.source.text)
    return match.group() if match is not None else "\n"


def _after_line(text: str, offset: int) -> int:
    match = _LINE_END.search(text, offset)
    return match.end() if match is not None else len(text)
