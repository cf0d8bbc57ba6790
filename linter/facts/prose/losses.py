"""Beginnings and gaps: blocks that the prose model takes for begun in mid-sentence, and neighbours that something parted."""

from __future__ import annotations

from bisect import bisect_left
from itertools import groupby
from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.facts.prose.gap_features import GAP_TOKEN, MARKS
from linter.facts.prose.mentioned import (
    emphasised_words,
    is_aside,
    is_compound,
    is_exception,
    is_mentioned,
    is_sign,
    is_stranded,
)
from linter.facts.prose.model import prose_model
from linter.facts.prose.start_features import KINDS
from linter.facts.prose.surroundings import INTRODUCED, Surroundings, is_running_text
from linter.facts.prose.table import UNIT
from linter.facts.prose.tokens import sentence_around, word_of
from linter.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from linter.article.model import Article, Block
    from linter.facts.prose.model import ProseModel
    from linter.facts.prose.vocabulary import Vocabulary

_FIRST_WORD = re.compile(r"[a-zà-ÿ]+(?:['’-][a-z]+)*,?(?=\s)")
_WORDS_SHOWN = 3
_NOT_BEHIND = frozenset({"code", "template", "list-item", "label", "cell", "quote", "caption"})
"""Kinds of block that a text in lower case may go on from."""
_TRANSCRIPT = re.compile(r"(?i)\b(?:uh|um|you know|i mean|yeah|okay|i guess),")
_FILLERS = ("uh,", "um,", "you know,", "i mean,", "yeah,", "okay,", "i guess,")
"""What that pattern finds: counting them is cheaper."""
_SPOKEN = 3
_REACH = 64
"""Characters in which a pair lies."""
_LONGEST = 90
_HABIT = 4
"""Where one other paragraph in so many begins with a small letter, the article writes so."""
_LONG_WORD = re.compile(r"[^\W\d_]{5,}")
"""Words that have a capital in a title."""
_STEPS = frozenset({"or", "and", "then", "but"})
"""First words of an instruction that goes on behind the code above it, and introduces more."""
_UNSURE = 3 * UNIT - 1
"""The most that is said of a text that may begin so: a hint."""
_NEVER_FIRST = frozenset({"than", "which", "whom", "whose"})
"""Words that open a clause, but no statement."""
_STOPS = frozenset(".;!?")
_NAMING = frozenset(":;/\"“‘'")
_LISTING = frozenset("(,")


@dataclass(frozen=True, slots=True)
class Loss:
    """A place where words are missing: text offsets, the words on both sides, and how sure the model is (1/16 log-odds)."""

    start: int
    end: int
    left: str
    right: str
    score: int


def find_lost_starts(article: Article, language: str | None) -> list[Loss]:
    """Return the blocks that begin in mid-sentence with a score above 0; the span is their first words."""
    model = prose_model(language)
    return [] if model is None or not model.knows_losses else list(_lost_starts(article, model))


def _lost_starts(article: Article, model: ProseModel) -> Iterator[Loss]:
    around = Surroundings(article)
    emphasised = emphasised_words(article)
    for block in article.blocks:
        text = block.text
        if block.kind not in KINDS or not text[:1].islower() or text.count(" ") < 4 or not around.readable(block):
            continue
        before = around.preceding(block)
        if before[0] in _NOT_BEHIND or not (before[1] or before[0] in {"heading", "none"}):
            continue
        if _FIRST_WORD.match(text) is None or "quote" in block.regions or _goes_on(article, block):
            continue
        first = text.split(None, 1)[0].rstrip(",")
        if (block.start, block.start + len(first)) in emphasised:
            continue  # a term that is spoken about: “*width* is a number”
        if around.is_labelled(block) or (text.split(None, 1)[0] in _STEPS and around.follows(block) == INTRODUCED):
            continue
        lower, letters = around.lower_starts
        paragraph = block.kind == "paragraph"
        if lower > paragraph and _HABIT * (lower - paragraph) >= letters - paragraph:
            continue
        score = model.has_lost_start(text, block.kind, before, (lower - paragraph, letters - paragraph))
        if _may_begin(text, model.vocabulary):
            score = min(score, _UNSURE)
        if score > 0:
            shown = " ".join(text.split()[:_WORDS_SHOWN])
            length = re.match(r"(?:\S+\s+){0,2}\S+", text)
            end = block.start + (length.end() if length is not None else len(text))
            yield Loss(block.start, end, "", shown, score)


def _may_begin(text: str, vocabulary: Vocabulary) -> bool:
    """Say whether a sentence may begin with the first word of a text, so that only its capital may be missing."""
    word = word_of(text.split(None, 1)[0].rstrip(","))
    return (
        word in vocabulary.determiners
        or word in vocabulary.subjects
        or (word in vocabulary.openers and word not in _NEVER_FIRST)
    )


def _goes_on(article: Article, block: Block) -> bool:
    """Say whether the block before trails off, so that this one may go on with its sentence."""
    before = article.preceding(block)
    return before is not None and before.text.rstrip().endswith(("...", "…", ":", ";"))


def find_gaps(article: Article, language: str | None) -> list[Loss]:
    """Return the neighbours between which words seem to be missing, with a score above 0; the span is the two words.

    One pass of RE2 finds the few pairs that are worth a look; of their blocks only the sentences around them are read.
    """
    model = prose_model(language)
    if model is None or not model.knows_losses:
        return []
    losses = [
        loss
        for index, hits in groupby(_pairs_in(article.text, model), lambda hit: article.block_at(hit).index)
        for loss in _gaps_of(article.blocks[index], hits, model)
    ]
    if not losses:
        return []
    emphasised = emphasised_words(article)
    losses = [loss for loss in losses if not _is_emphasised(loss, emphasised) and not _is_in_title(article, loss)]
    return [] if losses and _is_transcript(article.text) else losses


def _pairs_in(text: str, model: ProseModel) -> Iterator[int]:
    """Yield where neighbours begin that damage leaves: what the pattern finds, and what that hides, beginning with its second word."""
    pairs, pattern = model.pairs, model.gap_pattern
    for match in pattern.finditer(text):
        spelt = match.group().lower().replace("’", "'")
        left, right = (spelt[:-1].rstrip(), spelt[-1]) if spelt[-1] in MARKS else spelt.split()
        if right in pairs.get(left, ()):
            yield match.start()
        if right in pairs:
            second = match.end() - len(right)
            if pattern.match(text[second : second + _REACH]) is not None:
                yield second


def _is_transcript(text: str) -> bool:
    """Say whether an article notes what was spoken, with its slips."""
    lowered = text.lower()
    return sum(map(lowered.count, _FILLERS)) >= _SPOKEN and len(_TRANSCRIPT.findall(text)) >= _SPOKEN


def _is_in_title(article: Article, loss: Loss) -> bool:
    """Say whether the word behind the gap is one of a linked or emphasised title: “one of the *for Depots* books”."""
    block = article.block_at(loss.start)
    marked = [(one.start, one.end) for one in article.emphasis_from(block.start, loss.end)]
    marked += [(link.text_start, link.text_end) for link in article.links_from(block.start, loss.end)]
    return any(
        loss.end <= end and (words := _LONG_WORD.findall(article.text[start:end])) and all(map(_is_capital, words))
        for start, end in marked
    )


def _is_capital(word: str) -> bool:
    return word[0].isupper()


def _is_emphasised(loss: Loss, emphasised: frozenset[tuple[int, int]]) -> bool:
    """Say whether the word before the gap is set off alone, with the mark behind it or not."""
    word = loss.left.rpartition(" ")[2]
    return (loss.start, loss.end) in emphasised or (loss.start, loss.start + len(word)) in emphasised


def _gaps_of(block: Block, hits: Iterable[int], model: ProseModel) -> Iterator[Loss]:
    """Yield what is missing in a block, where pairs begin at some text offsets."""
    if not block.is_prose or block.kind == "heading" or "quote" in block.regions:
        return
    is_read, end = False, 0
    sentence, tokens, words = "", list[re.Match[str]](), list[str]()
    for hit in hits:
        place = hit - block.start
        if place >= end:
            start, end = sentence_around(block.text, place, end)
            sentence = block.text[start:end]
            tokens = list(GAP_TOKEN.finditer(sentence))
            words = [token.group() for token in tokens]
        if not 4 <= len(tokens) <= _LONGEST:
            continue
        at = bisect_left(tokens, place - start, key=re.Match.start) + 1
        if not _is_gap(sentence, tokens, words, at, model):
            continue
        score = model.has_gap(words, at) + _certainty(words, at, model.vocabulary)
        if score <= 0:
            continue
        if not is_read and not is_running_text(block):
            return
        is_read = True
        first, last = block.start + start + tokens[at - 1].start(), block.start + start + tokens[at].end()
        yield Loss(first, last, " ".join(words[max(at - 2, 0) : at]), words[at], score)


def _is_gap(sentence: str, tokens: list[re.Match[str]], words: list[str], at: int, model: ProseModel) -> bool:
    """Say whether what the pattern found is a pair of tokens, and one that nothing explains."""
    return (
        at < len(words)
        and word_of(words[at]) in model.pairs.get(word_of(words[at - 1]), ())
        and not _is_named(words, at, model.vocabulary.auxiliaries)
        and not is_sign(sentence, tokens[at].start(), tokens[at].end())
        and not _may_stand(words, at, model.vocabulary)
    )


def _certainty(words: list[str], at: int, vocabulary: Vocabulary) -> int:
    """Return what the kind of the word before a gap adds to its score: a determiner ends no phrase, a preposition may end a sentence."""
    if words[at - 1].lower() in vocabulary.determiners:
        return UNIT
    return -2 * UNIT if words[at] in _STOPS else 0


def _may_stand(words: list[str], at: int, vocabulary: Vocabulary) -> bool:
    """Say whether the two words are neighbours in a sound sentence after all."""
    is_noun = (
        at > 1
        and words[at - 1].lower() in vocabulary.joiners
        and words[at - 2].lower() in vocabulary.determiners | {"big", "no"}
    )
    return (
        is_noun  # “the via.”, “a big if.”
        or is_exception(words, at)
        or is_stranded(words, at, vocabulary)
        or any(judge(words, at, vocabulary) for judge in (is_mentioned, is_compound, is_aside))
    )


def _is_named(words: list[str], at: int, auxiliaries: frozenset[str]) -> bool:
    """Say whether the two words are rather a slip of the tongue, an ellipsis, a letter, a name or an operator."""
    left, right = words[at - 1].lower(), words[at].lower()
    return (
        (words[at - 1] == "A" and at > 1)
        or (len(words[at - 1]) > 1 and words[at - 1].isupper())
        or left == right
        or (right == "," and left in {word.lower() for word in words[at + 1 : at + 3]})
        or (right == "." and words[at + 1 : at + 2] == ["."])
        or (right in {".", "!", "?"} and at + 1 < len(words) and words[at + 1].islower())
        or words[at][0].isupper()
        or (left == "its" and right not in auxiliaries and right not in MARKS)  # a slip for “it's”
        or (left == "a" and right in auxiliaries and words[at - 1] == "A")  # a letter
        or (at > 1 and words[at - 2] in _NAMING)
        or (at > 1 and words[at - 2] in _LISTING and right in MARKS)
        or words[at + 1 : at + 2] == ["/"]
        or [word.lower() for word in words[max(at - 3, 0) : at - 1]] == ["if", "not"]  # “one of, if not the, best”
    )
