"""What stands around a block, as the prose model sees it: what follows, what the block is, how the article ends paragraphs."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.article.model import OBJECT
from linter.facts.prose.unmarked_code import reads_as_code
from linter.records import dataclass

if TYPE_CHECKING:
    from linter.article.model import Article, Block

READ = frozenset({"paragraph", "list-item", "quote", "definition"})
"""Kinds of block whose sentences the model judges."""

_STOP = re.compile(r"[.!?…:;][\"”’»)\]*_]*\Z")
_STOP_LENGTH = 8
"""Characters at the end of a text among which its stop is looked for."""

LONG = 5
"""Spaces in a paragraph that is expected to end in a stop."""

_UNSEEN = frozenset({"nav", "hidden"})
_LABELLING = frozenset({"figure", "footer"})
_INTRODUCED = frozenset({"code", "template", "cell", "label", "caption", "term"})
_OPENING_QUOTES = '"“‘«„'
_DISPLAYED = 80
"""Characters of a line that stands by itself."""
_SHOWN = re.compile(r"\A[A-Z][\w.-]*\s*(?::=|[:=])\s*\S|[=<>{}|\\$@~^]|://|\w\(\w*\)|\d\.\d")
_LETTER = re.compile(r"[^\W\d_]")
_BETWEEN_LINKS = " \t\n|·•/,\ufffc\xa0"
_SHORT = 8
"""Spaces of a paragraph without a stop that is rather a title than a sentence."""

_MOSTLY = 0.7
"""Share of a text that several links are, from which it is a list of them."""
_LINE = 60
"""Characters of the longest line of a poem."""
_VERSE = 3
"""Short paragraphs in a row without a stop that are verse."""
_SLIDES = 4
_BLOCKS_OF_A_SLIDE = 8

INTRODUCED, LIST, QUOTE, HEADING, NOTHING, ODD, SHORT, TEXT, CONTINUATION = range(9)
"""What follows a block: something that text introduces, a list item, a quotation, a heading, the end of the article, a
block that begins with a mark or a picture, a short paragraph without a stop, any other text, text in lower case."""


def ends_in_stop(text: str) -> bool:
    """Say whether a text ends in a stop, with closing marks behind it or not."""
    return _STOP.search(text, max(0, len(text) - _STOP_LENGTH)) is not None


def holds(block: Block, other: Block) -> bool:
    """Say whether a block lies in the same item as another one and deeper: the item introduces the list in it."""
    return other.container is not block.container and any(node is block.container for node in other.container.chain())


def turns(article: Article) -> frozenset[int]:
    """Return where somebody else begins to speak (“**Ann:** ...”): who spoke before was interrupted."""
    text = article.text
    return frozenset(
        item.start
        for item in article.emphasis
        if item.kind == "strong" and ":" in (text[item.end - 1 : item.end], text[item.end : item.end + 1])
    )


def is_displayed(block: Block) -> bool:
    """Say whether a paragraph is a line that the text before it shows: a setting, a formula, an address, no sentence."""
    return len(block.text) <= _DISPLAYED and block.text[-1:] not in ".!?" and _SHOWN.search(block.text) is not None


def is_framed_code(article: Article, rule: Block) -> bool:
    """Say whether a rule stands directly above a block of code: its frame."""
    framed = article.following(rule)
    return framed is not None and framed.kind == "code"


def is_running_text(block: Block) -> bool:
    """Say whether a block holds running text that readers see."""
    return _is_text(block) and not reads_as_code(block.text)


def _is_text(block: Block) -> bool:
    return block.kind in READ and _UNSEEN.isdisjoint(block.regions)


@dataclass(frozen=True, slots=True)
class Setting:
    """A block's surroundings: what follows; whether it is all link, all emphasis, quoted, or a label by its region."""

    kind: str
    follows: int
    all_link: bool
    all_emphasis: bool
    quoted: bool
    labelling: bool
    stops: int
    """How many other long paragraphs of the article end in a stop."""
    paragraphs: int
    """How many other long paragraphs there are."""


class Surroundings:
    """The surroundings of every block of an article, found as they are asked for."""

    def __init__(self, article: Article) -> None:
        self.article = article

    def readable(self, block: Block) -> bool:
        """Say whether a block holds running text that readers see."""
        return is_running_text(block)

    def setting(self, block: Block) -> Setting:
        """Return what is known of a block."""
        long = block.kind == "paragraph" and block.text.count(" ") >= LONG
        stops, paragraphs = self.stops
        return Setting(
            block.kind,
            self.follows(block),
            self.is_all_link(block),
            self.is_all_emphasis(block),
            "quote" in block.regions,
            self.is_labelling(block),
            stops - (long and ends_in_stop(block.text)),
            paragraphs - long,
        )

    @cached_property
    def stops(self) -> tuple[int, int]:
        """How many of the long paragraphs end in a stop, and how many there are."""
        stops = paragraphs = 0
        for block in self.article.blocks:
            if block.kind == "paragraph" and block.text.count(" ") >= LONG and _is_text(block):
                paragraphs += 1
                stops += ends_in_stop(block.text)
        return stops, paragraphs

    @cached_property
    def lower_starts(self) -> tuple[int, int]:
        """How many paragraphs begin with a small letter, and how many begin with a letter."""
        lower = letters = 0
        for block in self.article.blocks:
            if block.kind == "paragraph" and block.text[:1].isalpha():
                letters += 1
                lower += block.text[0].islower()
        return lower, letters

    def is_all_link(self, block: Block) -> bool:
        """Say whether the text of one link is all that a block shows."""
        start = self._links_by_end.get(block.end)
        return start is not None and start <= block.start

    def is_row_of_links(self, block: Block) -> bool:
        """Say whether a block shows links alone, with nothing but marks between them: the buttons below a box."""
        end = block.end
        while end > block.start:
            start = self._links_by_end.get(end)
            if start is None or start >= end:
                return False
            before = self.article.text[block.start : start]
            end = block.start + len(before.rstrip(_BETWEEN_LINKS))
        return True

    def is_list_of_links(self, block: Block) -> bool:
        """Say whether most of a block is the text of several links: a list of tags, of years, of sites."""
        lengths = [link.text_end - link.text_start for link in self.article.links if link.block == block.index]
        return len(lengths) > 1 and sum(lengths) > _MOSTLY * len(block.text)

    def goes_on_behind_quotation(self, block: Block) -> bool:
        """Say whether a quotation that is set off interrupts a sentence, which goes on below it in small letters."""
        other = self.article.following(block)
        while other is not None and (other.kind == "quote" or "quote" in other.regions):
            other = self.article.following(other)
        return other is not None and other.kind == "paragraph" and other.text[:1].islower()

    def is_all_emphasis(self, block: Block) -> bool:
        """Say whether a block is set off as a whole."""
        start = self._emphasis_by_end.get(block.end)
        return start is not None and start <= block.start

    def preceding(self, block: Block) -> tuple[str, bool]:
        """Return the kind of the block before (``none``; ``code`` and ``label`` in a wide sense), and whether it ends in a stop."""
        other = self.article.preceding(block)
        if other is None:
            return "none", True
        kind = other.kind
        if _LETTER.search(other.text) is None:
            kind = "code"
        elif kind == "paragraph" and (self.is_all_link(other) or self.is_all_emphasis(other)):
            kind = "label"
        return kind, ends_in_stop(other.text)

    def is_labelled(self, block: Block) -> bool:
        """Say whether the first line of a block is all emphasis: a label above the text."""
        line = block.text.find("\n")
        return line > 0 and any(
            self._emphasis_by_end.get(block.start + end) == block.start for end in (line, line - 1, line + 1)
        )

    def is_labelling(self, block: Block) -> bool:
        """Say whether a block lies where labels and captions stand."""
        return not _LABELLING.isdisjoint(block.regions)

    def follows(self, block: Block) -> int:
        """Say what follows a block: one of the constants above."""
        other = self.article.following(block)
        if other is None:
            emitted = any(emission.start >= block.source_end for emission in self.article.emitted)
            return INTRODUCED if emitted else NOTHING
        if other.kind == "heading" and (self.is_all_link(other) or "quote" in other.regions - block.regions):
            return INTRODUCED
        if other.kind == "rule" and is_framed_code(self.article, other):
            return INTRODUCED
        if other.kind in {"paragraph", "list-item"}:
            special = self._special(other)
            if special is not None:
                return special
        if other.kind in _INTRODUCED:
            return INTRODUCED
        by_kind = {"list-item": LIST, "quote": QUOTE, "heading": HEADING}
        return by_kind.get(other.kind, CONTINUATION if other.text[:1].islower() else TEXT)

    def _special(self, other: Block) -> int | None:
        """Say what a paragraph or item is that text may introduce as it does code: a picture, a link, a quotation ..."""
        text = other.text.strip()
        if not text or _LETTER.search(text) is None or self.is_all_link(other) or self.is_all_emphasis(other):
            return INTRODUCED
        if is_displayed(other):
            return INTRODUCED
        if text[0] in _OPENING_QUOTES:
            return QUOTE
        if text[0] == OBJECT or not text[0].isalnum():
            return ODD
        if other.kind == "paragraph" and text.count(" ") < _SHORT and not ends_in_stop(text):
            return SHORT
        return None

    @cached_property
    def _turns(self) -> frozenset[int]:
        return turns(self.article)

    def is_spoken(self, block: Block) -> bool:
        """Say whether a block is a turn of a conversation, or is interrupted by one, or stands alone between its label and a rule."""
        other, before = self.article.following(block), self.article.preceding(block)
        if other is not None and other.kind == "rule" and before is not None and self.is_all_emphasis(before):
            return True
        return block.start in self._turns or (other is not None and other.start in self._turns)

    @cached_property
    def is_deck(self) -> bool:
        """Whether the article is a deck of slides: rules part most of its blocks from each other."""
        rules = sum(block.kind == "rule" for block in self.article.blocks)
        return rules >= _SLIDES and rules * _BLOCKS_OF_A_SLIDE >= len(self.article.blocks)

    @cached_property
    def has_no_stops(self) -> bool:
        """Whether no paragraph of the article ends in a stop, and there are several."""
        stops, paragraphs = self.stops
        return stops == 0 and paragraphs > 1

    def is_verse(self, block: Block) -> bool:
        """Say whether a block is one of several short paragraphs in a row: lines of a poem.

        They begin with a capital, or no line but the last ends in a stop.
        """
        if block.kind == "paragraph" and len(block.text) <= _LINE and self._is_in_verse(block.index):
            return True
        around = (self.article.preceding(block), block, self.article.following(block))
        return all(
            other is not None and other.kind == "paragraph" and len(other.text) <= _LINE and other.text[:1].isupper()
            for other in around
        ) and not (around[0] is not None and ends_in_stop(around[0].text))

    def _is_in_verse(self, index: int) -> bool:
        """Say whether a block is one of three short ones in a row of which only the last ends in a stop."""
        blocks = self.article.blocks
        return any(
            all(one.kind == "paragraph" and len(one.text) <= _LINE for one in blocks[first : first + _VERSE])
            and not any(ends_in_stop(one.text) for one in blocks[first : first + _VERSE - 1])
            for first in range(max(index - _VERSE + 1, 0), min(index, len(blocks) - _VERSE) + 1)
        )

    def is_introduced(self, block: Block) -> bool:
        """Say whether the block before announces this one with a colon: a sample, a quotation, a message."""
        other = self.article.preceding(block)
        return other is not None and other.text.rstrip(" *_").endswith((":", "："))

    def is_caption(self, block: Block) -> bool:
        """Say whether a block stands directly behind a picture that has a block of its own."""
        other = self.article.preceding(block)
        return other is not None and other.text.strip() == OBJECT

    @cached_property
    def _links_by_end(self) -> dict[int, int]:
        return {link.text_end: link.text_start for link in self.article.links if link.block >= 0}

    @cached_property
    def _emphasis_by_end(self) -> dict[int, int]:
        return {emphasis.end: emphasis.start for emphasis in self.article.emphasis}
