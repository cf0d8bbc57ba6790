"""Questions, answers and the passages of text that they stand in."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.article.model import SEPARATOR
from linter.article.string_literals import places
from linter.long_texts import pieces
from linter.records import dataclass, field

if TYPE_CHECKING:
    from linter.article.model import Article

_MARKUP = re.compile(r"</?[A-Za-z][^<>]{0,2000}>|\]\([^()\s]{0,2000}\)|&nbsp;|&#160;")
_QUESTION_END = re.compile(r"[?？؟;]\s*[\"'”’»)\]]*\s*$")
_GREEK_QUESTION = ";"
_GREEK = re.compile("[\u0370-\u03ff]")
_NOT_LETTERS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of text and where it is written. ``start``/``end`` are source offsets.

    ``text_start`` is the visible text's offset of its first character, -1 where the passage stands in data
    (JSON-LD, front matter, an argument) and ``value`` is that data before its markup was blanked out.
    """

    text: str
    start: int
    end: int
    text_start: int = -1
    value: str = ""

    @property
    def plain(self) -> str:
        """The text with the separators of blocks as line ends."""
        return self.text.replace(SEPARATOR, "\n").strip()

    @property
    def text_end(self) -> int:
        """Visible text offset behind the passage, for passages of the visible text."""
        return self.text_start + len(self.text)

    def span(self, article: Article, start: int, end: int) -> tuple[int, int]:
        """Map offsets ``start < end`` into ``text`` to source offsets; the whole passage where that cannot be told."""
        if self.text_start >= 0:
            return article.span(self.text_start + start, self.text_start + end)
        written = article.source.text[self.start : self.end]
        if written == self.value:
            return self.start + start, self.start + end
        found = places(self.value, written)
        return (self.start + found[start].start, self.start + found[end - 1].end) if found else (self.start, self.end)


@dataclass(frozen=True, slots=True)
class FaqPair:
    """One question and its answer; an empty answer stands at the end of its question.

    ``origin`` says how the article writes them: heading, bold, marked (``Q:``), text, dl, details, yoast, rank-math,
    elementor, microdata, item (``class="faq-item"`` and its like), shortcode, component, mdx (a literal), front-matter, json-ld, table,
    block (the attributes of a block of Yoast SEO or Rank Math). ``listed``: the pair stands in a list that a layout, a component
    or a plug-in prints, on the page or into its markup.
    """

    question: Passage
    answer: Passage
    origin: str
    listed: bool = False

    @property
    def in_text(self) -> bool:
        """Whether the answer is part of the visible text of the article itself."""
        return self.answer.text_start >= 0


@dataclass(frozen=True, slots=True)
class FaqSection:
    """A part of the article that a heading announces as questions and answers, as block indices.

    ``heading`` is -1 where the page's title announces the whole page.
    """

    heading: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class MarkupProblem:
    """What is wrong with FAQ markup, and where (source offsets)."""

    problem: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Declaration:
    """Where a page is declared to be an FAQ page (source offsets); of two with one ``id`` both describe the same one."""

    start: int
    end: int
    id: str = ""


@dataclass(frozen=True, slots=True)
class Markup:
    """The questions and answers that a page tells search engines, wherever that is written, and what is wrong with it.

    ``pages`` are the places that declare the page to be an FAQ page, in order.
    """

    pairs: tuple[FaqPair, ...] = ()
    problems: tuple[MarkupProblem, ...] = ()
    pages: tuple[Declaration, ...] = ()


NO_MARKUP = Markup()


@dataclass(frozen=True, slots=True)
class Faq:
    """What the reader sees of questions and answers (``pairs``, in source order), where, and what markup says of them."""

    pairs: tuple[FaqPair, ...] = ()
    sections: tuple[FaqSection, ...] = ()
    markup: Markup = field(default=NO_MARKUP)

    def blocks(self, article: Article) -> frozenset[int]:
        """Return the indices of all blocks that belong to questions and answers."""
        found: set[int] = set()
        for section in self.sections:
            found.update(range(max(section.heading, 0), section.last + 1))
        for pair in self.pairs:
            for passage in (pair.question, pair.answer):
                if passage.text_start >= 0 and passage.text:
                    first = article.block_at(passage.text_start).index
                    found.update(range(first, article.block_at(passage.text_end - 1).index + 1))
        return frozenset(found)


def seen(article: Article, start: int, end: int) -> Passage:
    """Make a passage of the visible text between two text offsets; an empty one stands where the text before it ends."""
    if start < end:
        return Passage(article.text[start:end], *article.span(start, end), start)
    place = article.span(start - 1, start)[1] if start else 0
    return Passage("", place, place, start)


def data(value: str, start: int, end: int) -> Passage:
    """Make a passage of a value in data; tags and link targets in it become blanks, so that places stay."""
    text = _MARKUP.sub(_blanks, value) if "<" in value or "](" in value or "&" in value else value
    return Passage(text, start, end, -1, value)


def is_question(text: str) -> bool:
    """Say whether a text ends as a question does."""
    match = _QUESTION_END.search(text)
    return match is not None and (match.group()[0] != _GREEK_QUESTION or _GREEK.search(text) is not None)


@lru_cache(maxsize=128)
def letters(text: str) -> str:
    """Fold a text to its letters and digits: what must be the same in markup and on the page."""
    return "".join(map(_folded, pieces(text)))


def _folded(text: str) -> str:
    if "&" in text:
        from html import unescape  # noqa: PLC0415 - it brings two thousand names, and few texts have one

        text = unescape(text)
    return _NOT_LETTERS.sub("", unicodedata.normalize("NFKC", text).casefold())


def _blanks(match: re.Match[str]) -> str:
    return " " * len(match.group())
