"""Blocks that the prose model takes for cut off, after the guards that keep labels, captions and lead-ins away from it."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.article.model import OBJECT
from linter.facts.language.lexicon import lexicon
from linter.facts.language.word_list import word_list
from linter.facts.prose.end_features import open_end
from linter.facts.prose.endings import is_part_of_a_name
from linter.facts.prose.mentioned import ends_by_itself, is_number
from linter.facts.prose.model import prose_model
from linter.facts.prose.surroundings import (
    CONTINUATION,
    INTRODUCED,
    LIST,
    ODD,
    QUOTE,
    READ,
    SHORT,
    Surroundings,
    ends_in_stop,
    holds,
)
from linter.facts.prose.table import UNIT
from linter.facts.prose.tokens import word_of
from linter.records import dataclass, replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.article.model import Article, Block
    from linter.facts.prose.end_features import OpenEnd
    from linter.facts.prose.model import ProseModel
    from linter.facts.prose.surroundings import Setting

CANNOT_END = int(1.5 * UNIT)
"""Score of the first stage from which a sentence is said not to end in a function word so."""
_CANNOT_END_IN_CONTENT = int(5.5 * UNIT)
"""The same for any other word: below, all that can be said is that the stop is missing."""
_CANNOT_END_AS_A_HINT = 3 * UNIT
"""The same in languages whose findings are hints."""

_MAY_END = frozenset(f"{OBJECT})]%”\"’'*")
_LABEL = re.compile(
    r"(?i)(?:table|figure|fig|image|photo|photograph|source|listing|chart|exhibit|credit|picture|video|screenshot"
    r"|above|below|left|right|left to right)s?\b\W*(?:\d|by|:|from|credit|courtesy)"
)
_BYLINE = re.compile(
    r"(?i)\A(?:by|posted|published|updated|last updated|written|reviewed|photo|image|filed|tagged|via|source|copyright|©"
    r"|with thanks|yours|cheers|best regards|kind regards|love|thanks)\b[^.!?]{0,60}\Z"
)
_NOT_A_SENTENCE = re.compile(
    r"[/@_=\\#<>{}\[\]|→»:·•]\s*\S*\Z|\A\S+:\s\S+\Z|\S@\S|https?:|\A[^.!?]{0,40}[|•→]|\A\(?\d+[.)]\s|['’]s?\Z"
)
_CONTRACTED = re.compile(r"(?i)\b(?:it|that|there|here|he|she|what|who|where|how|let)['’]s\Z")
"""A pronoun and its verb, which is no owner: “It’s”."""
_LABEL_CLASS = re.compile(
    r"(?i)(?:\A|[\s_-])(?:(?:sub)?title|(?:fig)?caption|byline|credits?|meta|label|badge|button|btn|tagline|author|cta|legend"
    r"|kicker|eyebrow|slides?|transcript|specimen|sample|demo|preview)(?:\Z|[\s_-])"
)
_STOPPED = re.compile(
    r"[.!?]\d{1,2}\Z|(?<!\S)[:;=8x]['’]?-?[DPpOo3()|]\Z|(?i:\s(?:x{1,3}|lol|haha+|hehe+|heh|woot|yay|sigh)\W?\Z)"
)
"""The number of a note behind the stop, a smile, a laugh or a kiss in its place."""
_SIGNED = re.compile(
    r"(?:\A|[\n.!?”\"’'])\s*[—–~-]{1,2}\s?(?:[A-Z“\"][\w’'.“”\"-]*,?\s?|(?:of|the|and|to|de|von|van)\s){1,9}\Z"
)
"""Who is quoted, and where, behind a dash: “… – Ann Lee, The Lamp”."""
_ASKING = frozenset({"if", "when", "how", "why", "what", "where", "who", "from", "for", "as"})
"""Words that open a clause which is a title by itself (“If you are new to lamps”)."""
_TITLE = 12
"""Words up to which it may be one."""
_CERTAIN = 5 * UNIT
"""Score of the first stage from which four words are enough: “Light turns on” may be the label of a step."""
_LEADING = frozenset({"and", "but", "or", "if", "because", "although", "when", "while", "since", "as", "there"})
"""More words that lead a sentence, not a label."""
_PARTICLES = frozenset({"on", "out", "up", "off", "over", "down", "around"})
"""Function words that end a sentence as parts of verbs: “come on”."""
_WORDS_OF_A_CUT = 6
_CLAUSE = 9
"""Words back from a preposition to the word that opens its clause: “what the lamp is for”."""
_FIELD = re.compile(r"[^\W\d_][\w ]{0,20}:\s")
"""A line of a list of facts: “Tags: …”."""
_TAIL = 200
"""Characters at the end of a text that are searched for signs of code and labels."""
_LINE = 60
"""Characters of the longest line of a verse."""
_OPENING = "\"“‘'("
_CLOSING_QUOTES = "\"”»’'"


@dataclass(frozen=True, slots=True)
class Break:
    """The end of a block that may have been cut: its last words and their text offsets, and how sure the model is.

    ``broken``: a sentence does not end behind these words; else the last sentence only lacks its stop, where others
    have theirs. ``score`` is in steps of 1/16 log-odds, a list item's and a quotation's made smaller.
    """

    block: Block
    words: str
    start: int
    score: int
    broken: bool

    @property
    def end(self) -> int:
        """Text offset behind the words."""
        return self.start + len(self.words)


def find_breaks(article: Article, language: str | None) -> list[Break]:
    """Return what scores above 0, in reading order; nothing in a language without a model."""
    model = prose_model(language)
    if model is None:
        return []
    return list(_Reader(article, model, language or "").breaks())


class _Reader:
    def __init__(self, article: Article, model: ProseModel, language: str) -> None:
        self._article = article
        self._model = model
        self._language = language
        self._around = Surroundings(article)
        groups = lexicon().function_words.get(language, {})
        self._stranded = frozenset(word for word, group in groups.items() if group == "stranded")
        self._openers = lexicon().clause_openers.get(language, frozenset())

    def breaks(self) -> Iterator[Break]:
        """Read the blocks; the cheap guards come first, as they leave one block in two articles."""
        around = self._around
        for block in self._article.blocks:
            text = block.text
            if block.kind not in READ or not text or not (text[-1].isalnum() or text[-1] in _MAY_END):
                continue
            last = text.rsplit(None, 1)[-1].lower()
            if block.kind == "list-item" and last not in self._model.vocabulary.function_words:
                continue
            if text.count(" ") < 3 or not around.readable(block) or self._is_introducing(block, last):
                continue
            if around.is_all_emphasis(block) or self._is_foreign(block) or self._is_set_apart(block, last):
                continue
            end = open_end(text)
            if end is None or self._is_label(block, end):
                continue
            found = self._judge(block, end, around.setting(block))
            if found is not None:
                yield found

    def _judge(self, block: Block, end: OpenEnd, setting: Setting) -> Break | None:
        certainty = self._model.cannot_end(end)
        is_begun_word = len(end.tokens[-1]) == 1 and end.tokens[-1].islower()
        if is_begun_word:
            certainty = max(certainty, self._model.cannot_end(replace(end, tokens=end.tokens[:-1])))
        words = [word_of(token) for token in end.tokens if token[0].isalnum()]
        broken = certainty >= self._least_certainty(words[:-1] if is_begun_word else words)
        if not broken and not self._stops_are_usual(setting, end):
            return None
        if end.earlier == 0 and not self._is_sentence(end, words, broken=broken, certain=certainty >= _CERTAIN):
            return None
        score = self._model.is_cut(end, setting, certainty)
        if self._may_be_half_a_word(end.tokens[-1]):
            score += UNIT
        if setting.kind == "quote" or setting.quoted:
            if words[-1] not in self._model.vocabulary.determiners | self._model.vocabulary.joiners:
                return None  # what is pulled out of the text needs no stop
            score -= UNIT if broken else 2 * UNIT  # what is quoted need not be a whole sentence
        if setting.kind == "list-item":
            score -= 2 * UNIT
            if not broken:
                return None
        if score <= 0:
            return None
        last = _last_words(block.text)
        return Break(block, last, block.end - len(last), score, broken)

    def _least_certainty(self, words: list[str]) -> float:
        """Return the score of the first stage from which a sentence is said not to end in these words."""
        last = words[-1]
        opened = last in self._stranded and not self._openers.isdisjoint(words[-_CLAUSE:-1])
        if last in _PARTICLES or is_number(last) or (opened and last != "to") or self._is_elliptical(words):
            return inf
        if last in self._model.vocabulary.function_words:
            return CANNOT_END
        return _CANNOT_END_IN_CONTENT if self._language == "en" else _CANNOT_END_AS_A_HINT

    def _is_elliptical(self, words: list[str]) -> bool:
        """Say whether a subject and its auxiliaries end a sentence whose verb was said before: “as much as you can”."""
        auxiliaries = self._model.vocabulary.auxiliaries
        at = len(words)
        while at > 0 and words[at - 1] in auxiliaries:
            at -= 1
        return 0 < at < len(words) and words[at - 1] in self._model.vocabulary.subjects

    def _may_be_half_a_word(self, last: str) -> bool:
        """Say whether the last word is a rather rare one that begins a frequent one, and the article has it only there."""
        known = word_list(self._language)
        if known is None or not (last.isalpha() and last.islower() and last.isascii()) or known.band(last) == 0:
            return False
        return (
            known.has_longer(last, bands=1)
            and sum(block.text.lower().split().count(last) for block in self._article.blocks) == 1
        )

    def _is_set_apart(self, block: Block, last: str) -> bool:
        """Say whether a text is spoken, announced, a slide or a caption, or ends in words that are only named."""
        around = self._around
        if (
            around.has_no_stops
            or around.is_deck
            or around.is_spoken(block)
            or around.is_introduced(block)
            or around.is_verse(block)
        ):
            return True
        is_function_word = last in self._model.vocabulary.function_words
        if not is_function_word and around.is_caption(block):
            return True
        return ends_by_itself(block.text, part_of_a_name=is_function_word and is_part_of_a_name(block.text))

    def _is_foreign(self, block: Block) -> bool:
        language = block.language
        return language is not None and language.partition("-")[0] != self._language

    def _is_label(self, block: Block, end: OpenEnd) -> bool:
        """Say whether a text is set like a label, a signature, verse or code: no running text."""
        text, tokens = block.text, end.tokens
        first, last = tokens[0], tokens[-1]
        words = sum(token[0].isalnum() for token in tokens)
        tail = text[-_TAIL:]
        return (
            (words < 4 and not self._is_begun(end))
            or OBJECT in {first, last}
            or self._is_smile(block)
            or (text[0] in _OPENING and text[-1] in _CLOSING_QUOTES)  # speech that is broken off
            or (not first[0].isalnum() and first not in _OPENING)
            or (last in {")", "]", "%"} and block.kind != "paragraph")
            or tokens.count("(") > tokens.count(")")  # text/open-bracket says that
            or (
                end.lines > 1
                and (max(map(len, text.split("\n"))) < _LINE or _FIELD.match(text.split("\n")[-1]) is not None)
            )
            or sum(token.isupper() and len(token) > 1 for token in tokens) > words / 2
            or _STOPPED.search(tail) is not None
            or _SIGNED.search(tail) is not None
            or ("\n" in text and max(map(len, text.split("\n"))) < _LINE)
            or self._around.is_list_of_links(block)
            or _LABEL.match(text) is not None
            or _BYLINE.match(text) is not None
            or (_NOT_A_SENTENCE.search(tail) is not None and _CONTRACTED.search(tail) is None)
            or any(
                _LABEL_CLASS.search(node.attrs.get("class") or "") is not None
                for node, _ in zip(block.container.chain(), range(2), strict=False)
            )
        )

    def _is_smile(self, block: Block) -> bool:
        """Say whether a single letter, or a word behind the last stop, is set off at the end: “*g*”, “It works. *sigh*”."""
        text = block.text
        starts = [item.start - block.start for item in self._article.emphasis if item.end == block.end]
        if text[-1] == "*" and text[:-1].count("*"):
            starts.append(text[:-1].rindex("*") + 1)
        return any(
            len(text[at:].rstrip("*")) == 1 or (" " not in text[at:] and ends_in_stop(text[:at].rstrip("* ")))
            for at in starts
            if at > 0
        )

    def _is_begun(self, end: OpenEnd) -> bool:
        """Say whether a few words behind a whole sentence begin another one: a subject, a determiner or a conjunction leads them."""
        vocabulary = self._model.vocabulary
        first = word_of(end.tokens[0])
        leads = (
            first in vocabulary.subjects
            or first in vocabulary.determiners
            or _CONTRACTED.match(end.tokens[0]) is not None
        )
        return end.earlier > 0 and end.tokens[-1].islower() and (leads or first in _LEADING)

    def _is_introducing(self, block: Block, last: str) -> bool:
        """Say whether what follows may complete the text, or its region or link makes it a label."""
        vocabulary, around = self._model.vocabulary, self._around
        follows = around.follows(block)
        if follows in {INTRODUCED, ODD} or around.is_labelling(block):
            return True
        if around.is_row_of_links(block) and last not in vocabulary.function_words:
            return True
        if block.kind == "list-item":
            other = self._article.following(block)
            return other is not None and holds(block, other)
        if follows in {QUOTE, SHORT, CONTINUATION}:
            return last not in vocabulary.determiners or around.goes_on_behind_quotation(block)
        return follows == LIST

    @staticmethod
    def _stops_are_usual(setting: Setting, end: OpenEnd) -> bool:
        """Say whether the article sets its stops, so that a missing one tells something."""
        first, last = end.text[0], end.text.rstrip()[-1]
        return (
            setting.paragraphs > 1
            and setting.stops >= 0.9 * setting.paragraphs
            and last not in _CLOSING_QUOTES
            and (first.isalnum() or first in _OPENING)
        )

    def _is_sentence(self, end: OpenEnd, words: list[str], *, broken: bool, certain: bool) -> bool:
        """Say whether a text of one sentence is long enough, or has what a sentence has, to be no label."""
        vocabulary = self._model.vocabulary
        finite = words[0] in vocabulary.subjects or not vocabulary.auxiliaries.isdisjoint(words)
        if broken:
            known = finite or words[-1] in vocabulary.function_words or not vocabulary.subjects.isdisjoint(words)
            return certain or (known and len(words) >= _WORDS_OF_A_CUT)
        if words[0] in _ASKING and len(words) < _TITLE:
            return False
        return len(words) >= (6 if finite else 8) and ":" not in end.tokens


def _last_words(text: str) -> str:
    """Return the last two words of a text, with what stands between and behind them."""
    match = re.search(r"\S+[ \t\n]+\S+\Z", text)
    return match.group() if match is not None and "\n" not in match.group() else text.rsplit(None, 1)[-1]
