"""The parts of an article that are questions and answers: below a heading that announces them, or the whole page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.facts.faq.model import FaqSection, is_question
from linter.facts.language.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linter.article.model import Article, Block

_SECTIONS = frozenset({"section", "article", "aside", "main", "footer"})
_LONGEST_TITLE = 90
_ELSEWHERE = frozenset({"nav", "footer", "header", "aside"})
_LAST_WORD, _NEXT_WORD = re.compile(r"([^\W\d_]+)\W*\Z"), re.compile(r"\s+([^\W\d_]+)")
_LEAST = 2
"""Questions that a page must ask to be one of questions and answers as a whole."""


def find_sections(article: Article, hinted: Sequence[int]) -> Iterator[FaqSection]:
    """Yield the sections whose headings announce questions; ``hinted`` are the blocks, in order, that may be such headings."""
    last = -1
    for index in hinted:
        block = article.blocks[index]
        if index > last and announces(block):
            last = max(_section_end(article, block), index)
            yield FaqSection(index, index + 1, last)


def whole_page(article: Article, sections: Sequence[FaqSection]) -> FaqSection | None:
    """Return the section that is the whole page, where its title says so and most of its headings ask.

    A page with a section of its own for questions is an article with an FAQ, whatever its title says.
    """
    if any(article.blocks[section.heading].level > 1 for section in sections):
        return None
    first = next((block for block in article.blocks if block.kind == "heading" and block.level == 1), None)
    titles = (article.title or "", first.text if first is not None else "")
    if not any(title_announces(title) for title in titles):
        return None
    inside = [block.index for block in article.blocks if not (block.regions & _ELSEWHERE)]
    if not inside:
        return None
    page = FaqSection(-1, inside[0], inside[-1])
    return page if _mostly_asks(article.blocks[page.first : page.last + 1]) else None


def title_announces(title: str) -> bool:
    """Say whether the title of a page says that it consists of questions: “FAQ”, “Harrow lamps: FAQ”, “FAQ about lamps”.

    “FAQ schema explained” and “Review and FAQ” do not.
    """
    known = lexicon()
    text = title.strip().lower()
    if not text or len(text) > _LONGEST_TITLE or known.not_faq.search(text) is not None or known.asks(text):
        return False
    found = known.faq_heading.search(text)
    if found is None:
        return False
    before, after = text[: found.start()], text[found.end() :]
    if before.rstrip()[-1:] in set("&+,/"):
        return False
    last_word, next_word = _LAST_WORD.search(before), _NEXT_WORD.match(after)
    if last_word is not None and last_word[1] in known.conjunctions:
        return False
    return next_word is None or next_word[1] in known.languages_of


def _mostly_asks(blocks: Sequence[Block]) -> bool:
    """Say whether the headings of a page, on the level on which it asks, are mostly questions; or it asks in no heading."""
    asking = [block for block in blocks if block.kind == "heading" and is_question(block.text)]
    levels = {block.level for block in asking}
    on_level = [block for block in blocks if block.kind == "heading" and block.level in levels and block.level > 1]
    return not asking or (len(asking) >= _LEAST and len(asking) * 2 >= len(on_level))


def announces(block: Block) -> bool:
    """Say whether a block is a heading, or stands for one, that announces questions and answers."""
    if block.kind not in {"heading", "paragraph", "summary"} or len(block.text) > _LONGEST_TITLE:
        return False
    text = block.text.lower()
    known = lexicon()
    if known.faq_heading.search(text) is None or known.not_faq.search(text) is not None or "nav" in block.regions:
        return False
    return block.kind == "heading" or (is_bold_line(block) and not is_question(block.text))


def is_bold_line(block: Block) -> bool:
    """Say whether a paragraph is short enough to stand as a heading of its own."""
    return len(block.text.split()) <= 5 and block.text[-1:] not in ".!,;。！、，"


def _section_end(article: Article, heading: Block) -> int:
    """Return the last block before a heading of the same or a higher level, inside the same section.

    A heading of the same level that asks is one of the questions, unless the first question stands below the section's heading.
    """
    level = heading.level or 2
    under = next((block for block in article.blocks[heading.index + 1 :] if block.kind == "heading"), None)
    beside = under is None or under.level <= level
    around = next((node for node in heading.container.chain() if node.tag in _SECTIONS), None)
    for index in range(heading.index + 1, len(article.blocks)):
        block = article.blocks[index]
        ends_here = block.kind == "heading" and block.level <= level and not (beside and is_question(block.text))
        ends_here |= around is not None and all(node is not around for node in block.container.chain())
        if ends_here or (("footer" in block.regions) != ("footer" in heading.regions)):
            return block.index - 1
    return len(article.blocks) - 1
