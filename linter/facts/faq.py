"""Questions and answers that an article shows its reader.

Found in headings, bold lines, ``Q:``/``A:`` lines, ``<details>``, ``<dl>`` and plain text under a heading that
announces them, in any of the languages of the lexicon; ``<details>`` also elsewhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from linter.facts.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from linter.article.model import Article, Block, Emphasis

_QUESTION_END = re.compile(r"[?？؟;]\s*[\"'”’»)\]]*\s*$")
_GREEK_QUESTION = ";"
_LABEL = re.compile(
    r"\s*(?:\d{1,2}[.)]\s*)?(?:Q|F|P|D|問|质问|Frage|Question|Pregunta|Domanda|Pergunta|Vraag)\s*\d{0,2}\s*[:.：．)]\s+",
    re.IGNORECASE,
)
_ANSWER_LABEL = re.compile(
    r"\s*(?:A|R|答|Antwort|Answer|Respuesta|Risposta|Resposta|Réponse|Antwoord)\s*\d{0,2}\s*[:.：．)](?:[ \t]+|(?=\s)|$)",
    re.IGNORECASE,
)
_NEAR_START = 4
"""Characters (a number, a bullet) that may stand before the bold question of a block."""
_NUMBERING = re.compile(r"^\s*(?:\d{1,2}[.)]|[-–—•#])\s*")


@dataclass(frozen=True, slots=True)
class FaqPair:
    """One question and its answer. Text offsets; ``answer_start == answer_end`` where nothing answers.

    ``origin``: heading, bold, label, details, dl, text.
    """

    question: str
    question_start: int
    question_end: int
    answer: str
    answer_start: int
    answer_end: int
    origin: str


@dataclass(frozen=True, slots=True)
class FaqSection:
    """A part of the article that a heading announces as questions and answers, as block indices."""

    heading: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Faq:
    """All pairs, in reading order, and the sections that announce them."""

    pairs: tuple[FaqPair, ...]
    sections: tuple[FaqSection, ...]

    def blocks(self, article: Article) -> frozenset[int]:
        """Return the indices of all blocks that belong to questions and answers."""
        found: set[int] = set()
        for section in self.sections:
            found.update(range(section.heading, section.last + 1))
        for pair in self.pairs:
            first = article.block_at(pair.question_start).index
            last = article.block_at(max(pair.answer_end - 1, pair.question_start)).index
            found.update(range(first, last + 1))
        return frozenset(found)


def find_faq(article: Article) -> Faq:
    """Find an article's questions and answers."""
    sections = tuple(_sections(article))
    pairs: list[FaqPair] = []
    inside: set[int] = set()
    for section in sections:
        blocks = article.blocks[section.first : section.last + 1]
        pairs.extend(_pairs_in(article, blocks))
        inside.update(range(section.heading, section.last + 1))
    outside = [block for block in article.blocks if block.index not in inside and block.kind == "summary"]
    pairs.extend(_details_pair(article, block) for block in outside if is_question(block.text))
    pairs.sort(key=lambda pair: pair.question_start)
    return Faq(tuple(pairs), sections)


def is_question(text: str) -> bool:
    """Say whether a text ends as a question does."""
    return _QUESTION_END.search(text) is not None and not text.rstrip().endswith(_GREEK_QUESTION)


def _sections(article: Article) -> Iterator[FaqSection]:
    blocks = article.blocks
    known = lexicon()
    index = 0
    while index < len(blocks):
        block = blocks[index]
        if not _announces(block, known.faq_heading, known.not_faq):
            index += 1
            continue
        last = _section_end(article, block)
        yield FaqSection(index, index + 1, last)
        index = max(last, index) + 1


def _announces(block: Block, faq: re.Pattern[str], not_faq: re.Pattern[str]) -> bool:
    if block.kind not in {"heading", "paragraph", "summary"} or len(block.text) > 90:
        return False
    text = block.text.lower()
    if faq.search(text) is None or not_faq.search(text) is not None:
        return False
    return block.kind == "heading" or (is_bold_line(block) and not is_question(block.text))


def is_bold_line(block: Block) -> bool:
    """Say whether a paragraph is short enough to stand as a heading of its own."""
    return len(block.text.split()) <= 5 and block.text[-1:] not in ".!,;"


def _section_end(article: Article, heading: Block) -> int:
    """Return the index of the last block before a heading of the same or a higher level that asks nothing."""
    level = heading.level or 2
    for index in range(heading.index + 1, len(article.blocks)):
        block = article.blocks[index]
        ends_here = block.kind == "heading" and block.level <= level and not is_question(block.text)
        if ends_here or (("footer" in block.regions) != ("footer" in heading.regions)):
            return block.index - 1
    return len(article.blocks) - 1


def _pairs_in(article: Article, blocks: Sequence[Block]) -> Iterator[FaqPair]:
    """Pair every question of a section with the blocks up to the next question."""
    levels = {block.level for block in blocks if block.kind == "heading" and is_question(block.text)}
    bold = _strong_by_block(article)
    starts = [
        (position, found)
        for position, block in enumerate(blocks)
        if (found := _question_in(article, block, levels, bold))
    ]
    for number, (position, (origin, start, end, rest)) in enumerate(starts):
        stop = starts[number + 1][0] if number + 1 < len(starts) else len(blocks)
        answer = [block for block in blocks[position + 1 : stop] if block.kind != "rule"]
        group_heading = next((i for i, block in enumerate(answer) if block.kind == "heading"), None)
        if group_heading is not None and origin == "heading" and group_heading == len(answer) - 1:
            answer = answer[:group_heading]
        answer_start = rest if rest is not None else (answer[0].start if answer else end)
        answer_end = answer[-1].end if answer else (blocks[position].end if rest is not None else end)
        label = _ANSWER_LABEL.match(article.text, answer_start, answer_end) if answer_end > answer_start else None
        answer_start = label.end() if label else answer_start
        yield FaqPair(
            article.text[start:end],
            start,
            end,
            _joined(article, answer_start, answer_end),
            answer_start,
            answer_end,
            origin,
        )


def _joined(article: Article, start: int, end: int) -> str:
    return article.text[start:end].replace("\n\x01\n", "\n")


def _question_in(
    article: Article, block: Block, levels: set[int], bold: Mapping[int, list[Emphasis]]
) -> tuple[str, int, int, int | None] | None:
    """Return origin, start and end of a question that a block holds, and where its answer begins in the same block."""
    numbering = _NUMBERING.match(block.text)
    start = block.start + (numbering.end() if numbering else 0)
    label = _LABEL.match(block.text)
    if block.kind in {"summary", "term"}:
        return ("details" if block.kind == "summary" else "dl", start, block.end, None)
    if block.kind == "heading":
        if is_question(block.text) or block.level in levels:
            return ("heading", block.start + label.end() if label else start, block.end, None)
        return None
    if block.kind not in {"paragraph", "list-item"}:
        return None
    if label is not None:
        answer = re.search(r"\n" + _ANSWER_LABEL.pattern, block.text, re.IGNORECASE)
        if answer is not None:
            return "label", block.start + label.end(), block.start + answer.start(), block.start + answer.end()
        if is_question(block.text):
            return "label", block.start + label.end(), block.end, None
    return _bold_question(article, block, bold.get(block.index, ()))


def _bold_question(
    article: Article, block: Block, strong: Sequence[Emphasis]
) -> tuple[str, int, int, int | None] | None:
    """Read ``**Question?**`` and ``**Question?** Answer`` (a whole paragraph that is a bold question, or begins with one)."""
    for emphasis in strong:
        if block.start <= emphasis.start <= block.start + _NEAR_START and emphasis.end <= block.end:
            text = article.text[emphasis.start : emphasis.end]
            if not is_question(text):
                continue
            label = _LABEL.match(text)
            rest = block.text[emphasis.end - block.start :]
            answer_start = block.end - len(rest.lstrip(" \n:–—-")) if rest.strip() else None
            return "bold", emphasis.start + (label.end() if label else 0), emphasis.end, answer_start
    return None


def _strong_by_block(article: Article) -> dict[int, list[Emphasis]]:
    """Return the bold text that begins a block, by the block's index."""
    found: dict[int, list[Emphasis]] = {}
    for emphasis in article.emphasis:
        if emphasis.kind == "strong":
            block = article.block_at(emphasis.start)
            if emphasis.start <= block.start + _NEAR_START:
                found.setdefault(block.index, []).append(emphasis)
    return found


def _details_pair(article: Article, summary: Block) -> FaqPair:
    last = summary.index
    container = next((node for node in summary.container.chain() if node.tag == "details"), None)
    for index in range(summary.index + 1, len(article.blocks)):
        if container is None or all(node is not container for node in article.blocks[index].container.chain()):
            break
        last = index
    start = article.blocks[summary.index + 1].start if last > summary.index else summary.end
    end = article.blocks[last].end if last > summary.index else summary.end
    return FaqPair(summary.text, summary.start, summary.end, _joined(article, start, end), start, end, "details")
