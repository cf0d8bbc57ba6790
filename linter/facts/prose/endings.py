"""Blocks that end where no sentence can end: behind a comma, a determiner, half a word ...

Most text without a final stop is whole all the same: a label, a list item, a sentence that introduces the code, list
or link below it. So what follows a block decides as much as its last word.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.facts.language.lexicon import lexicon
from linter.facts.prose.conversation import is_conversation
from linter.facts.prose.mentioned import ends_by_itself
from linter.facts.prose.surroundings import LONG, Surroundings, holds, is_displayed, is_framed_code, turns
from linter.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.article.model import Article, Block
    from linter.facts.prose.half_words import HalfWords

KINDS = (
    "function-word",
    "comma",
    "semicolon",
    "colon",
    "dash",
    "hyphen",
    "currency",
    "ellipsis",
    "half-word",
    "open",
)
"""What is wrong with an ending; ``open`` is a last sentence without a stop behind others that have one."""

_READ = frozenset({"paragraph", "list-item", "quote", "definition", "heading"})
_SENTENCES = frozenset({"paragraph", "quote"})
_MARKS = {
    ",": "comma",
    "、": "comma",
    "，": "comma",
    "،": "comma",
    ";": "semicolon",
    "；": "semicolon",
    ":": "colon",
    "：": "colon",
    "–": "dash",
    "—": "dash",
    "-": "hyphen",
    "$": "currency",
    "€": "currency",
    "£": "currency",
    "¥": "currency",
    "₹": "currency",
    "…": "ellipsis",
    ".": "ellipsis",
}
_SCRIPT = re.compile(r"[^\S\n]*\n\s*<script\b", re.IGNORECASE)
_NOT_RUNNING = frozenset({"figure", "hidden", "footer"})
"""Regions whose text is made of labels."""
_INTRODUCED = frozenset({"code", "template", "cell", "label", "quote", "caption", "term"})
"""Kinds of block that the text before them may introduce."""
_CREDIT = re.compile(r"(?:(?:[A-Z][a-z]+(?: (?:and|&) [a-z]+)? )?by|By) [A-Z][^.!?]{0,80}\Z")
"""“Photos by Ann Lee for the Depot and”, which goes on in the next line."""
_SEPARATES = re.compile(r"[.!?…][\"”’»)*_]*\s+\W|[-–—―]{1,2}\s*\*?[^\W\d_][^-–—―]*\Z")
"""Before a name that signs a quotation: a stop, then a dash."""
_LAST_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*\Z")
_EARLIER_SENTENCE = re.compile(r"[^\W_]{2}[.!?…][\"”’»)]*\s+[\"“«„(]?[^\W\d_]")
_POSSESSIVE = re.compile(r"(?:['’]s|s['’])\Z")
_CUT_MARK = re.compile(r"(?:\.\.\.|…|\[(?:\.\.\.|…)\])\Z")
_DOTS = 4
"""Three dots of an article that are its style, no sign of a feed."""
_TAIL = 60
"""Characters at the end of a block that are looked at first."""
_SPREAD = 2
_MIN_WORDS = 5
_LONG = 8
"""Words of a text whose half of a word may have two letters, and whose comma is no salutation's."""
_USUAL = 0.9
"""Share of an article's paragraphs that end in a stop where it sets its stops."""
_OPENING = "“\"'‘«(*_"
_CLOSING_QUOTES = "\"”“»’'"
_SALUTATION_WORDS = 4
_LABEL_WORDS = 3
_UNFINISHED_WORDS = 4
_REFERENCE = re.compile(r"\s*(?:\[\^|<sup\b)")
_NOT_WORDS = re.compile(r"[/@_=\\#<>{}\[\]|→»:·•]")


@dataclass(frozen=True, slots=True)
class Ending:
    """The end of a block: its kind (KINDS), the last word or mark and its text offsets; ``group`` of a function word."""

    kind: str
    block: Block
    word: str
    start: int
    group: str = ""
    sure: bool = False
    """Whether a comma or semicolon cannot lead to anything: the text ends there, or a heading follows."""

    @property
    def end(self) -> int:
        """Text offset behind the word."""
        return self.start + len(self.word)


def find_endings(article: Article, language: str | None, *, technical: bool = False) -> list[Ending]:
    """Return the suspicious endings in reading order; on a technical page half a word may be a name."""
    return list(_Reading(article, language, technical=technical).endings())


class _Reading:
    """One article's block ends, read in one language."""

    def __init__(self, article: Article, language: str | None, *, technical: bool) -> None:
        self.technical = technical
        self.article = article
        self._around = Surroundings(article)
        self.language = language
        self.function_words = lexicon().function_words.get(language or "", {})
        self.clause_openers = lexicon().clause_openers.get(language or "", frozenset())

    def endings(self) -> Iterator[Ending]:
        for block in self.article.blocks:
            if block.kind not in _READ or not block.text or "nav" in block.regions:
                continue
            last = block.text[-1]
            ending = None
            if last.isalpha():
                ending = self._word_ending(block) if self.function_words else None
            elif last in _MARKS:
                ending = self._mark_ending(block, _MARKS[last])
            if ending is not None:
                yield ending

    @cached_property
    def _links(self) -> frozenset[int]:
        """Indices of the blocks that are all link."""
        blocks = self.article.blocks
        return frozenset(
            link.block
            for link in self.article.links
            if 0 <= link.block < len(blocks)
            and link.text_start <= blocks[link.block].start
            and link.text_end >= blocks[link.block].end
        )

    @cached_property
    def _halves(self) -> HalfWords:
        from linter.facts.prose.half_words import HalfWords  # noqa: PLC0415 - few articles end a block without a mark

        return HalfWords(self.article.text, None if self.technical else self.language)

    def _is_label(self, block: Block) -> bool:
        """Say whether a block is all link or all emphasis, or stands in a figure or a footer: no running text."""
        emphasised = self._emphasis_by_end.get(block.end, block.end) <= block.start
        return emphasised or bool(block.regions & _NOT_RUNNING) or block.index in self._links

    def _word_ending(self, block: Block) -> Ending | None:
        """Judge a block that ends in a word without any mark."""
        word = block.text[-_TAIL:].rsplit(None, 1)[-1]
        if not word.isalpha():
            match = _LAST_WORD.search(word)
            if match is None or _POSSESSIVE.search(match.group()):
                return None
            word = match.group()
        start = block.end - len(word)
        group = self.function_words.get(word.replace("’", "'"), "")
        if group:
            return Ending("function-word", block, word, start, group) if self._ends_badly(block, group, word) else None
        if block.kind not in _SENTENCES or self._introduces(block) or self._is_label(block):
            return None
        if Surroundings(self.article).is_list_of_links(block):
            return None
        if word.islower() and self._halves.is_half(word, block.text):
            return Ending("half-word", block, word, start)
        return Ending("open", block, word, start) if self._is_unfinished(block) else None

    def _ends_badly(self, block: Block, group: str, word: str) -> bool:
        """Say whether a function word at the end of a block means that words are missing."""
        words = block.text.lower().split()
        if len(words) < _MIN_WORDS or words[-1].lstrip(_OPENING) != word.lower():
            return False
        if ends_by_itself(block.text, part_of_a_name=is_part_of_a_name(block.text)):
            return False
        if block.kind == "list-item":
            following = self.article.following(block)
            return group == "determiners" and (
                following is None or (following.kind == "list-item" and not holds(block, following))
            )
        if block.kind == "heading":
            if self._introduces(block):
                return False  # “Buy the lamp if”, and below it a list of what it depends on
            return group in {"determiners", "conjunctions"} or (
                group == "prepositions" and self.clause_openers.isdisjoint(words) and "to" not in words
            )
        if self._introduces(block) or self._is_label(block) or _CREDIT.match(block.text) is not None:
            return False
        if block.text[0] == "*" or Surroundings(self.article).is_verse(block):
            return False  # a note, often no whole sentence: “* but maybe we should”; a line of a song
        if group in {"stranded", "auxiliaries"}:
            # Descriptions of options strand them mostly without their “that”: “the team it belongs to”.
            is_cut = self.clause_openers.isdisjoint(words) and not words[-2].endswith("ed")
            return is_cut and not block.text[0].islower()
        return True

    @cached_property
    def _emphasis_starts(self) -> frozenset[int]:
        return frozenset(emphasis.start for emphasis in self.article.emphasis if emphasis.kind == "em")

    @cached_property
    def _emphasis_by_end(self) -> dict[int, int]:
        """Where emphasis starts, by where it ends."""
        return {emphasis.end: emphasis.start for emphasis in self.article.emphasis}

    def _is_unfinished(self, block: Block) -> bool:
        """Say whether earlier sentences of a block have their stop and the last one has none.

        Signatures of quotations, calls to action and captions need none: they follow a dash, are a link, or are
        set off as a whole.
        """
        stops = list(_EARLIER_SENTENCE.finditer(block.text))
        if not stops or "\n" in block.text or block.kind != "paragraph" or "quote" in block.regions:
            return False
        start = stops[-1].end() - 1
        last = block.text[start:]
        if len(last.split()) < _UNFINISHED_WORDS or _NOT_WORDS.search(last) or _SEPARATES.search(last):
            return False
        emphasised = self._emphasis_by_end.get(block.end, block.end) <= block.start + start
        return not emphasised and block.end not in self._link_ends

    @cached_property
    def _link_ends(self) -> frozenset[int]:
        return frozenset(link.text_end for link in self.article.links)

    def _mark_ending(self, block: Block, kind: str) -> Ending | None:
        """Judge a block that ends in a mark which asks for more."""
        if block.kind not in _SENTENCES or (kind == "semicolon" and self.language == "el"):
            return None
        if kind == "ellipsis":
            return self._ellipsis_ending(block)
        if self._is_label(block) or "\n" in block.text:
            return None
        judge = {
            "comma": self._is_cut_at_comma,
            "semicolon": self._is_cut_at_semicolon,
            "colon": self._announces_nothing,
            "hyphen": self._is_cut_at_hyphen,
            "currency": self._is_cut_at_currency,
        }
        is_cut = judge.get(kind, self._is_cut)(block)
        return (
            Ending(kind, block, block.text[-1], block.end - 1, sure=self._leads_nowhere(block, kind))
            if is_cut
            else None
        )

    def _leads_nowhere(self, block: Block, kind: str) -> bool:
        """Say whether a comma or semicolon closes whole running text in an article that sets its stops."""
        following = self.article.following(block)
        if kind not in {"comma", "semicolon"} or block.kind != "paragraph" or "quote" in block.regions:
            return False
        if len(block.text.split()) < _LONG or (following is None and self._is_followed_by_template(block)):
            return False
        if following is not None and not (following.kind == "heading" and self._ends_section(block, following)):
            return False
        around = self._around
        stops, paragraphs = around.stops
        own = block.text.count(" ") >= LONG
        return stops >= _USUAL * (paragraphs - own) and not around.is_spoken(block) and around.readable(block)

    def _ellipsis_ending(self, block: Block) -> Ending | None:
        """Find half a word before three dots: text cut by the width of a feed."""
        tail = block.text[-_TAIL:]
        cut = _CUT_MARK.search(tail)
        match = _LAST_WORD.search(tail[: cut.start()].rstrip()) if cut is not None else None
        if match is None or not match.group().islower() or self._trails_off:
            return None
        text = tail[: match.end()]
        if not (self._halves.is_half(match.group(), text) or self._halves.is_rare_half(match.group(), text)):
            return None
        return Ending("half-word", block, match.group(), block.end - len(tail) + match.start())

    @cached_property
    def _trails_off(self) -> bool:
        """Whether three dots are the style of an article or of who speaks in it."""
        text = self.article.text
        dots = text.count("...") + text.count("…")
        return dots >= _DOTS or is_conversation(self.article, self.language)

    def _is_cut(self, block: Block) -> bool:
        return len(block.text.split()) >= _MIN_WORDS and not self._introduces(block)

    def _is_cut_at_currency(self, block: Block) -> bool:
        """Say whether a currency sign waits for its amount: none before it, and it closes no formula (``$x^2$``)."""
        before = block.text[:-1].rstrip()
        return self._is_cut(block) and not before[-1:].isdigit() and block.text[-1] not in before

    def _is_cut_at_semicolon(self, block: Block) -> bool:
        return self._is_cut(block) and block.text[-2:-1].isalpha()

    def _is_cut_at_hyphen(self, block: Block) -> bool:
        return self._is_cut(block) and block.text[-2:-1].islower()

    def _is_cut_at_comma(self, block: Block) -> bool:
        """Say whether a comma at the end is no salutation (“Dear all,”) and nothing below goes on."""
        words = block.text.rstrip(",，、، ").split()
        neighbours = (self.article.preceding(block), self.article.following(block))
        is_series = any(other is not None and other.text[-1:] == block.text[-1] for other in neighbours)
        if neighbours[1] is not None and neighbours[1].kind == "heading" and not self._leads_nowhere(block, "comma"):
            return False
        if (
            is_series
            or self._ends_in_a_reference(block)
            or block.text[-2:-1] in _CLOSING_QUOTES
            or self._introduces(block)
        ):
            return False
        if len(words) > _SALUTATION_WORDS:
            return True
        frequent = lexicon().stop_words.get(self.language or "", frozenset())
        return self.article.following(block) is None and all(word.lower() in frequent for word in words)

    def _ends_in_a_reference(self, block: Block) -> bool:
        """Say whether a footnote stands behind the last mark: “that is all.[^1],[^2]”."""
        behind = self.article.span(block.end - 1, block.end)[1]
        return _REFERENCE.match(self.article.source.text, behind) is not None

    def _announces_nothing(self, block: Block) -> bool:
        """Say whether a colon is followed by the end of the page or by a heading that closes the section."""
        if len(block.text.split()) < _LABEL_WORDS or block.text.rpartition(" ")[2][:1] == ":":
            return False
        following = self.article.following(block)
        if self._is_followed_by_script(block, following):
            return False
        if following is None:
            return not self._is_followed_by_template(block)
        if following.kind != "heading" or "quote" in following.regions - block.regions:
            return False
        return self._ends_section(block, following)

    def _is_followed_by_script(self, block: Block, following: Block | None) -> bool:
        """Say whether a script stands between two blocks: it writes there what the page shows (gists, players, tables)."""
        between = self.article.source.text[block.source_end : None if following is None else following.source_start]
        return _SCRIPT.match(between) is not None

    def _ends_section(self, block: Block, heading: Block) -> bool:
        """Say whether a heading closes the section of a block, rather than opening a part of it."""
        earlier = (self.article.blocks[index] for index in range(block.index - 1, -1, -1))
        return heading.level <= next((other.level for other in earlier if other.kind == "heading"), 0)

    def _is_followed_by_template(self, block: Block) -> bool:
        return any(emission.start >= block.source_end for emission in self.article.emitted)

    def _introduces(self, block: Block) -> bool:
        """Say whether what follows may complete a block's sentence.

        That is code, a list, a table, a quotation, a picture, a bare link, an element of a template, or a text that
        goes on in lower case.
        """
        following = self.article.following(block)
        if following is None:
            return self._is_followed_by_template(block)
        if following.kind in _INTRODUCED or (following.kind == "list-item" and block.kind != "list-item"):
            return True
        if following.kind == "rule":
            return is_framed_code(self.article, following)
        if following.kind == "heading" and block.kind != "heading":
            return following.index in self._links or "quote" in following.regions - block.regions
        if following.kind not in _SENTENCES:
            return False
        if (
            not following.text[:1].isupper()
            or self._is_spread(following)
            or "nav" in following.regions
            or is_displayed(following)
        ):
            return True
        return following.start in self._emphasis_starts or following.start in self._turns or self._is_label(following)

    def _is_spread(self, block: Block) -> bool:
        """Say whether a sentence is spread over paragraphs of a word or two, as verse is (“She”, “ate”)."""
        after = self.article.following(block)
        return after is not None and all(
            one.kind == "paragraph" and len(one.text.split()) <= _SPREAD for one in (block, after)
        )

    @cached_property
    def _turns(self) -> frozenset[int]:
        return turns(self.article)


def is_part_of_a_name(text: str) -> bool:
    """Say whether the last word of a text belongs to a name (“Find My”) or is a key or a sign (“Ctrl + a”)."""
    words = text.split()
    return (words[-1][0].isupper() and words[-2][0].isupper() and not text.isupper()) or words[-2] in {"+", "&", "="}
