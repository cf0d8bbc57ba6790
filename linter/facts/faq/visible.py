"""Questions and answers in the visible text: below a heading that announces them, and in elements made for them.

A section is read in two steps: every place that starts a question, in order; then each answer runs up to the
next question, a thematic break or a heading that leaves the question.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.article.model import ROOT, SEPARATOR
from linter.facts.faq.elements import Item, find_items
from linter.facts.faq.ends import is_boxed, leaves_questions, names_group
from linter.facts.faq.model import FaqPair, FaqSection, is_question, seen
from linter.facts.faq.sections import announces, find_sections, whole_page
from linter.facts.language.lexicon import lexicon
from linter.facts.language.scripts import is_east_asian
from linter.records import dataclass, replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from collections.abc import Container as Holder

    from linter.article.model import Article, Block, Container, Emphasis

_ONE_SENTENCE = re.compile(r"[^.!?？。！؟]*[?？؟]\s*[\"'”’»)\]]*\s*")
_QUOTED_WHOLE = re.compile("[\"“„«‘'].*[\"”“»’']", re.DOTALL)
_NEAR_START = 4
"""Characters (a number, a bullet) that may stand before the bold question of a block."""
_NUMBERING = re.compile(r"\s*(?:\d{1,2}[.)]|[-–—•#])\s*")
_BEFORE_ANSWER = " \t\n:：–—-→\ufffc"
_LONGEST_QUESTION = 300
_LEAST = 2
"""Pairs that make a page one of questions and answers as a whole."""
_LONGEST_ANSWER = 400
"""Blocks that an answer may have."""


@dataclass(frozen=True, slots=True)
class _Mark:
    """A question: where its first word, its end and its answer are (text offsets), and how it is written.

    ``begin`` is where what belongs to it begins (a number, a label): the answer before it ends there.
    """

    begin: int
    start: int
    end: int
    answer: int
    origin: str
    level: int = 0


def visible_pairs(
    article: Article,
    known: Sequence[FaqPair],
    hinted: Sequence[int],
    disclosing: Callable[[], Holder[int]],
    *,
    items: bool,
) -> tuple[list[FaqPair], tuple[FaqSection, ...]]:
    """Return the pairs and sections of the visible text, less what stands in the ``known`` pairs.

    ``hinted`` are the blocks, in order, that hold words of a heading which announces questions; ``disclosing`` returns those
    that disclose paid links; ``items`` says whether there may be elements made for questions.
    """
    sections = tuple(find_sections(article, hinted))
    page = whole_page(article, sections)
    if page is not None:
        pairs = _pairs_in(article, known, (page,), disclosing, items=items)
        if len(pairs) >= _LEAST:
            return pairs, (page,)
    return _pairs_in(article, known, sections, disclosing, items=items), sections


def _pairs_in(
    article: Article,
    known: Sequence[FaqPair],
    sections: Sequence[FaqSection],
    disclosing: Callable[[], Holder[int]],
    *,
    items: bool,
) -> list[FaqPair]:
    inside = {index for section in sections for index in range(section.heading, section.last + 1)}
    taken = _blocks_of(article, known)
    pairs: list[FaqPair] = []
    headings = {section.heading for section in sections}
    for item in find_items(article) if items else ():
        if item.first not in taken and item.first not in headings and _is_faq(article, item, inside):
            pairs.append(item.pair)
            taken.update(range(item.first, item.last + 1))
    strong = _strong_by_block(article) if sections else {}
    for section in sections:
        blocks = article.blocks[section.first : section.last + 1]
        pairs.extend(_section_pairs(article, blocks, strong, taken, disclosing))
    return pairs


def _is_faq(article: Article, item: Item, inside: set[int]) -> bool:
    """Say whether an item holds a question: always where the page says so, else if it reads like one."""
    if item.pair.origin in {"yoast", "rank-math", "microdata"} or item.first in inside:
        return True
    return is_question(article.blocks[item.first].text) or is_question(item.pair.question.text)


def _blocks_of(article: Article, pairs: Sequence[FaqPair]) -> set[int]:
    found: set[int] = set()
    for pair in pairs:
        if pair.in_text and pair.answer.text:
            first = article.block_at(pair.answer.text_start).index
            found.update(range(first, article.block_at(pair.answer.text_end - 1).index + 1))
    return found


def _section_pairs(
    article: Article,
    blocks: Sequence[Block],
    strong: Mapping[int, list[Emphasis]],
    taken: set[int],
    disclosing: Callable[[], Holder[int]],
) -> Iterator[FaqPair]:
    """Pair every question of a section with what stands up to the next one."""
    levels = {block.level for block in blocks if block.kind == "heading" and is_question(block.text)} or {
        block.level for block in blocks if block.kind == "heading" and lexicon().asks(block.text)
    }
    free = [block for block in blocks if block.index not in taken]
    asking = [block.index for block in free if block.level in levels and _asks(block)]
    last = asking[-1] if asking else -1
    following = article.blocks[last + 1] if asking and last < blocks[-1].index else None
    if following is not None and is_east_asian(following.text) != is_east_asian(article.blocks[last].text):
        last = following.index  # the last question once more, translated
    marks = [
        mark
        for block in free
        for mark in _marks_in(article, block, levels if block.index <= last else set(), strong.get(block.index, ()))
    ]
    marks = _with_translations(article, _without_rhetoric(marks))
    if not marks:
        marks = [mark for block in free for mark in _plain_question(article, block)]
    for number, mark in enumerate(marks):
        limit = marks[number + 1].begin if number + 1 < len(marks) else blocks[-1].end
        last_one = number + 1 == len(marks)

        def leaves(block: Block, limit: int = limit, last_one: bool = last_one) -> bool:  # noqa: FBT001
            if last_one:
                return leaves_questions(article, block, disclosing)
            following = article.following(block)
            group = strong.get(block.index)
            return (
                group is not None and following is not None and following.start == limit and names_group(block, group)
            )

        end = _answer_end(article, mark, limit, taken, leaves)
        if number + 1 < len(marks) and _is_group(article, mark, marks[number + 1], end):
            continue
        start = _trimmed(article, mark.answer, end)
        yield FaqPair(seen(article, mark.start, mark.end), seen(article, start, max(start, end)), mark.origin)


def _without_rhetoric(marks: list[_Mark]) -> list[_Mark]:
    """Leave out bold questions inside answers, where the questions are headings that all have an answer of their own."""
    headings = [number for number, mark in enumerate(marks) if mark.origin == "heading"]
    groups = [number for number in headings if marks[number + 1 : number + 2] and _follows(marks, number)]
    if len(headings) < _LEAST or groups:
        return marks
    return [mark for mark in marks if mark.origin != "bold"]


def _with_translations(article: Article, marks: Sequence[_Mark]) -> list[_Mark]:
    """Take a question that follows another at once, in another script, for the same one translated: one answer serves both."""
    found: list[_Mark] = []
    for mark in marks:
        before = found[-1] if found else mark
        is_beside = (before.origin, before.level) == (
            mark.origin,
            mark.level,
        ) and before.answer <= before.end < mark.begin
        if (
            is_beside
            and not article.text[before.end : mark.begin].strip(SEPARATOR + " ")
            and is_east_asian(article.text[before.start : before.end])
            != is_east_asian(article.text[mark.start : mark.end])
        ):
            found[-1] = replace(before, answer=max(mark.answer, mark.end))
        else:
            found.append(mark)
    return found


def _follows(marks: list[_Mark], number: int) -> bool:
    """Say whether a bold question stands straight behind a heading."""
    following = marks[number + 1]
    return following.origin == "bold" and following.begin <= marks[number].end + len(SEPARATOR)


def _asks(block: Block) -> bool:
    return is_question(block.text) or lexicon().asks(block.text)


def _is_group(article: Article, mark: _Mark, following: _Mark, end: int) -> bool:
    """Say whether a question is the heading of a group: questions follow it at once, deeper ones, or it announces them."""
    if mark.origin != "heading" or end > mark.answer:
        return False
    block = article.block_at(mark.start)
    return 0 < mark.level < (following.level or 7) or (announces(block) and not is_question(block.text))


def _answer_end(article: Article, mark: _Mark, limit: int, taken: set[int], leaves: Callable[[Block], bool]) -> int:
    """Return the text offset at which an answer ends: before a break, a leaving heading, a box, or another pair's blocks.

    It also ends with the innermost element that holds both the question and the first words of the answer, and before
    what ``leaves`` the questions behind the first block of the answer.
    """
    end = mark.answer
    first = article.block_at(mark.start)
    around = {id(node) for node in first.container.chain()}
    begun = mark.answer > mark.end
    scope = first.container if mark.answer > mark.end else None
    for block in article.blocks[first.index : first.index + _LONGEST_ANSWER]:
        if block.start >= limit:
            break
        if block is not first and block.end > mark.answer:
            higher = block.kind == "heading" and (not mark.level or block.level <= mark.level)
            if block.kind == "rule" or higher or block.index in taken or is_boxed(block, around):
                break
            if (mark.origin == "table" and block.kind != "cell") or (begun and leaves(block)):
                break
            begun = True
            if scope is None:
                scope = _common(first.container, block.container)
            elif block.container is not scope and all(node is not scope for node in block.container.chain()):
                break
        end = max(end, min(block.end, limit))
    return end


def _common(one: Container, other: Container) -> Container:
    """Return the innermost container that holds both."""
    around = {id(node) for node in one.chain()}
    return next((node for node in other.chain() if id(node) in around), ROOT)


def _trimmed(article: Article, start: int, end: int) -> int:
    """Return where an answer's words begin, behind a label such as ``A:``."""
    while start < end and article.text[start] in " \t\n\x01":
        start += 1
    label = lexicon().answer_label.match(article.text, start, end) if start < end else None
    return label.end() if label else start


def _marks_in(article: Article, block: Block, levels: set[int], strong: Sequence[Emphasis]) -> Iterator[_Mark]:
    """Yield the questions that a block holds."""
    known = lexicon()
    if block.kind == "cell":
        if is_question(block.text):
            yield _Mark(block.start, _behind_number(block), block.end, block.end, "table")
    elif block.kind == "term":
        yield _Mark(block.start, _behind_number(block), block.end, block.end, "dl")
    elif block.kind == "heading":
        if is_question(block.text) or block.level in levels:
            label = known.question_label.match(block.text)
            start = block.start + label.end() if label else _behind_number(block)
            origin = "text" if article.format == "text" else "heading"
            yield _Mark(block.start, start, block.end, block.end, origin, block.level)
    elif block.kind == "summary":
        if is_question(block.text):
            yield _Mark(_opening(article, block), _behind_number(block), block.end, block.end, "details")
    elif block.kind in {"paragraph", "list-item", "label", "quote"}:
        marked = list(_labelled(article, block))
        if marked:
            yield from marked
        else:
            yield from _bold_question(article, block, strong)


def _behind_number(block: Block) -> int:
    numbering = _NUMBERING.match(block.text)
    return block.start + (numbering.end() if numbering and numbering.end() < len(block.text) else 0)


def _opening(article: Article, block: Block) -> int:
    """Return where the title of an admonition begins, with the template syntax before it."""
    before = article.blocks[block.index - 1] if block.index else block
    return before.start if before.kind == "template" else block.start


def _labelled(article: Article, block: Block) -> Iterator[_Mark]:
    """Read ``Q: ...`` at the start of lines, with the answer behind ``A:`` on a later line, or behind the block."""
    known = lexicon()
    starts = [
        match
        for match in known.question_label.finditer(block.text)
        if match.end() < len(block.text) and _starts_line(article, block, match.start())
    ]
    for number, match in enumerate(starts):
        stop = starts[number + 1].start() if number + 1 < len(starts) else len(block.text)
        answers = (
            found
            for found in known.answer_label.finditer(block.text, match.end(), stop)
            if _starts_line(article, block, found.start())
        )
        answer = next(answers, None)
        question = block.text[match.end() : answer.start() if answer else stop]
        if answer is None and not is_question(question):
            cut = _ONE_SENTENCE.match(question)
            if cut is None and not _answer_follows(article, block):
                continue
            question = cut.group() if cut else question
        end = block.start + match.end() + len(question.rstrip())
        answer_start = block.start + answer.start() if answer else end
        yield _Mark(block.start + match.start(), block.start + match.end(), end, answer_start, "marked")


def _answer_follows(article: Article, block: Block) -> bool:
    following = article.following(block)
    return following is not None and lexicon().answer_label.match(following.text) is not None


def _starts_line(article: Article, block: Block, offset: int) -> bool:
    """Say whether what stands at an offset of a block begins the block or a line of the source."""
    while offset < len(block.text) and block.text[offset] in " \n":
        offset += 1
    if offset <= _NEAR_START and not block.text[:offset].strip("*_ \n"):
        return True
    if offset >= len(block.text):
        return False
    place = article.span(block.start + offset, block.start + offset + 1)[0]
    before = article.source.text[max(place - 60, 0) : place].rstrip(" \t*_>&#160;\u3000")
    return before.endswith(("\n", "\r", "<br>", "<br/>", "<br /", "<br", "<br /"))


def _bold_question(article: Article, block: Block, strong: Sequence[Emphasis]) -> Iterator[_Mark]:
    """Read ``**Question?**`` and ``**Question?** Answer`` (a whole paragraph that is a bold question, or begins with one)."""
    for emphasis in strong:
        if not (block.start <= emphasis.start <= block.start + _NEAR_START and emphasis.end <= block.end):
            continue
        text = article.text[emphasis.start : emphasis.end]
        rest = block.text[emphasis.end - block.start :]
        if not (is_question(text) or (not rest.strip() and lexicon().asks(text))):
            continue
        label = lexicon().question_label.match(text) or _NUMBERING.match(text)
        start = emphasis.start + (label.end() if label else 0)
        answer = block.end - len(rest.lstrip(_BEFORE_ANSWER)) if rest.strip() else emphasis.end
        yield _Mark(block.start, start, emphasis.start + len(text.rstrip()), answer, "bold")
        return


def _plain_question(article: Article, block: Block) -> Iterator[_Mark]:
    """Read a block that is one short question, in a section that marks its questions in no other way."""
    if block.kind not in {"paragraph", "list-item", "label"} or len(block.text) > _LONGEST_QUESTION:
        return
    is_prompt = block.kind == "list-item" and _QUOTED_WHOLE.fullmatch(block.text)  # what one may ask somebody else
    if _ONE_SENTENCE.fullmatch(block.text) and not is_prompt and not _ends_in_link(article, block):
        origin = "text" if article.format == "text" else "marked"
        yield _Mark(block.start, _behind_number(block), block.end, block.end, origin)


def _ends_in_link(article: Article, block: Block) -> bool:
    """Say whether a block is one link, or a link that it announces (“see: Is it safe?”): the answer stands where that leads."""
    return article.is_linked(block.start - 1, block.end) or any(
        link.text_end >= block.end and article.text[block.start : link.text_start].rstrip()[-1:] in {"", ":"}
        for link in article.links_from(block.start, block.end)
    )


def _strong_by_block(article: Article) -> dict[int, list[Emphasis]]:
    """Return the bold text that begins a block, by the block's index."""
    found: dict[int, list[Emphasis]] = {}
    for emphasis in article.emphasis:
        if emphasis.kind == "strong":
            block = article.block_at(emphasis.start)
            if emphasis.start <= block.start + _NEAR_START:
                found.setdefault(block.index, []).append(emphasis)
    return found
