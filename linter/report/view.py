"""The article as the linter read it: its blocks, with links, disclosures, questions and findings marked."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from linter.article.model import OBJECT
from linter.report.model import Evidence, Mark, Passage, View

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from linter.article.model import Article, Block
    from linter.facts import Facts
    from linter.finding import Finding

_CONTEXT = 80
"""How many characters of context are shown before and after a finding."""
_LONGEST = 240
_LONGEST_SOURCE = 110
"""How many characters of a finding's own text are shown, and of its markup if it has no text."""
_SHOWN_WHOLE = 120
"""An article of at most so many blocks is shown whole."""
_MAX_BLOCKS = 300
"""How many blocks of an article are shown at most."""
_BLOCK = 3000
"""How many characters of a block are shown at most."""
_NOTHING = ("rule",)
_WORDLESS = f" \n\t{OBJECT}"


class Visible:
    """Maps source offsets to visible text: the inverse of ``Article.span``."""

    def __init__(self, article: Article) -> None:
        self._article = article
        self._segments = sorted(_segments(article))
        self._starts = [segment[0] for segment in self._segments]

    def ranges(self, start: int, end: int) -> list[tuple[Block, int, int]]:
        """Return the visible parts of a source span: block, and start and end in the block's text; in reading order."""
        found: dict[int, tuple[int, int]] = {}
        for index in range(bisect_left(self._starts, end) - 1, -1, -1):
            source_start, source_end, text_start, text_end, block = self._segments[index]
            if source_end <= start:
                break
            if source_end - source_start == text_end - text_start:
                text_start, text_end = (
                    text_start + max(0, start - source_start),
                    text_end - max(0, source_end - end),
                )
            first, last = found.get(block, (text_start, text_end))
            found[block] = min(first, text_start), max(last, text_end)
        blocks = self._article.blocks
        return [
            (blocks[index], first - blocks[index].start, last - blocks[index].start)
            for index, (first, last) in sorted(found.items())
        ]


def _segments(article: Article) -> Iterator[tuple[int, int, int, int, int]]:
    """Yield source start and end, text start and end, and the block, of every segment of visible text."""
    texts, sources, ends = article.segment_text, article.segment_source, article.segment_end
    for block in article.blocks:
        index, at = max(bisect_right(texts, block.start) - 1, 0), block.start
        while at < block.end and index < len(texts):
            stop = min(texts[index + 1] if index + 1 < len(texts) else block.end, block.end)
            if stop > at:
                if ends[index] < 0:
                    source = sources[index] + at - texts[index]
                    yield source, source + stop - at, at, stop, block.index
                else:
                    yield sources[index], ends[index], at, stop, block.index
            at, index = max(stop, at), index + 1


def evidence(article: Article, visible: Visible, finding: Finding) -> Evidence:
    """Return the text of a finding as readers see it, else as written in the source."""
    ranges = visible.ranges(finding.start, finding.end)
    ranges = [(block, start, end) for block, start, end in ranges if block.text[start:end].strip(_WORDLESS)]
    if ranges:
        block, start, end = ranges[0]
        text = block.text
    else:
        text, start, end = article.source.text, finding.start, finding.end
    stop = min(end, start + (_LONGEST if ranges else _LONGEST_SOURCE))
    before, after = text[max(0, start - _CONTEXT) : start], text[end : end + _CONTEXT]
    if not ranges:
        before, after = before.rpartition("\n")[2], after.partition("\n")[0]
    return Evidence(
        ("…" if start > _CONTEXT and ranges else "") + _plain(before),
        _plain(text[start:stop]) + ("…" if stop < end or len(ranges) > 1 else ""),
        _plain(after) + ("…" if len(text) > end + _CONTEXT and ranges else ""),
        source=not ranges,
    )


def _plain(text: str) -> str:
    return text.replace(OBJECT, "▣").replace("\n", " ")


def view(facts: Facts, visible: Visible, findings: Iterable[Finding]) -> View:
    """Return the article with everything marked that the report mentions."""
    article = facts.article
    marks: dict[int, list[Mark]] = {}
    notes: dict[int, list[Mark]] = {}
    for start, end, kind, detail, more in (*_links(facts), *_disclosures(facts), *_findings(findings)):
        ranges = visible.ranges(start, end)
        for number, (block, first, last) in enumerate(ranges):
            if first < last and not (number and kind == "link"):
                marks.setdefault(block.index, []).append(Mark(first, last, kind, detail, more))
        if not ranges:
            notes.setdefault(max(article.block_before(start), 0), []).append(Mark(0, 0, kind, detail, more))
    roles = _faq_roles(facts)
    selected, skipped = _selected_blocks(article, marks.keys() | notes.keys() | roles.keys())
    passages = tuple(
        _passage(article, index, marks.get(index, ()), notes.get(index, ()), roles.get(index, ""), gap)
        for index, gap in selected
    )
    return View(passages, facts.layout_place or "", skipped)


def _links(facts: Facts) -> Iterator[tuple[int, int, str, str, str]]:
    first = facts.affiliate_links[0] if facts.affiliate_links else None
    for item in facts.classified_links:
        if item.is_clickable:
            probable = item.verdict.confidence != "possible"
            more = "first" if item is first else "" if probable else "possible"
            yield item.link.start, item.link.end, "link", item.verdict.programme or item.verdict.network or "", more


def _disclosures(facts: Facts) -> Iterator[tuple[int, int, str, str, str]]:
    for item in facts.disclosures:
        yield item.start, item.end, "disclosure", "gift" if item.kind == "gift" else item.strength, item.origin


def _findings(findings: Iterable[Finding]) -> Iterator[tuple[int, int, str, str, str]]:
    for finding in findings:
        yield finding.start, max(finding.end, finding.start + 1), "finding", finding.fingerprint, finding.severity


def _faq_roles(facts: Facts) -> dict[int, str]:
    """Return the roles of blocks in questions and answers: ``q``, ``a`` or ``qa``."""
    roles: dict[int, str] = {}
    article = facts.article
    for pair in facts.faq.pairs:
        for passage, role in ((pair.question, "q"), (pair.answer, "a")):
            if passage.text_start >= 0 and passage.text:
                first, last = article.block_at(passage.text_start).index, article.block_at(passage.text_end - 1).index
                for index in range(first, last + 1):
                    roles[index] = "".join(sorted({*roles.get(index, ""), role}, reverse=True))
    return roles


def _selected_blocks(article: Article, marked: set[int]) -> tuple[list[tuple[int, int]], int]:
    """Return the blocks to show, each with the number omitted before it, and the number omitted at the end.

    A long article is shown around its headings and marks.
    """
    visible = [
        block.index
        for block in article.blocks
        if block.kind not in _NOTHING and (block.text.strip(_WORDLESS) or block.index in marked)
    ]
    if len(visible) > _SHOWN_WHOLE:
        near = {index + offset for index in marked for offset in (-1, 0, 1)}
        relevant = [index for index in visible if index in near or (article.blocks[index].kind == "heading")]
    else:
        relevant = visible
    selected, gap, included = [], 0, frozenset(relevant[:_MAX_BLOCKS])
    for index in visible:
        if index in included:
            selected.append((index, gap))
            gap = 0
        else:
            gap += 1
    return selected, gap


def _passage(article: Article, index: int, marks: Sequence[Mark], notes: Sequence[Mark], faq: str, gap: int) -> Passage:
    block = article.blocks[index]
    text = block.text if len(block.text) <= _BLOCK else f"{block.text[: _BLOCK - 1]}…"
    inside = sorted(
        (mark for mark in marks if mark.start < len(text)),
        key=lambda mark: (mark.start, -mark.end, mark.kind, mark.detail),
    )
    line = article.source.position(block.source_start).line
    return Passage(block.kind, block.level, text.replace(OBJECT, "▣"), line, tuple(inside), tuple(notes), faq, gap)
