"""Find sentences and labels that disclose (or deny) a commercial interest, in a block of visible text.

The detector knows wording only: where the block stands, whether it is visible and which links follow is
judged elsewhere. A *clear* disclosure says that somebody here earns money in connection with links or
purchases, or is a label the law or a programme accepts; a *weak* one only names the affiliate relationship;
a *negated* one denies either.
"""

from bisect import bisect_right
from functools import cache
from typing import Any, Literal

import re2

from linter import lazy_re as re
from linter.facts.disclosure.labels import LabelHit, find_labels
from linter.facts.disclosure.negation import is_negated, promises, reassures, without_innocent, words_before
from linter.facts.disclosure.prefilter import Prefilter, is_unspaced
from linter.facts.disclosure.text_folding import (
    Folded,
    fold,
    footnote_start,
    mask_quotations,
    quoted_spans,
    sentences,
    without_asides,
)
from linter.facts.disclosure.vocabulary import DisclosureVocabulary, LanguageTable, load_vocabulary
from linter.records import dataclass, replace

Strength = Literal["clear", "weak", "negated"]
Kind = Literal["sentence", "label", "programme-statement", "gift"]

_RANK = {"clear": 3, "weak": 2, "negated": 1}
# So many function words of the article's own language settle which language a sentence is in.
_SURE_WORDS = 3
# How much of what stands beside a weak disclosure is read with it: a notice is short.
_SENTENCES_BESIDE = 2
_LONGEST_BESIDE = 500
# How far into a footnote it says what it marks, and how long its first sentence is: “* Affiliate links to Acme”.
_NOTE_WORDS = 2
_NOTE_BYTES = 18
_LONGEST_NOTE = 100
_STOPS = re.compile(r"[.!?…](?=\s)")


@dataclass(frozen=True, slots=True)
class DisclosureMatch:
    """One disclosing (or denying) sentence or label.

    `start` and `end` are code-point offsets into the text given to `find`. `kind` is "sentence", "label",
    "programme-statement" (the wording an affiliate programme prescribes) or "gift" (a free product was
    received: a connection worth telling, but not about affiliate links). `language` is the word table that
    matched, `hedged` tells "may earn" from "earn", and `evidence` quotes the words that decided.
    """

    start: int
    end: int
    strength: Strength
    kind: Kind
    language: str
    hedged: bool
    evidence: tuple[str, ...]
    denies: bool = False
    """Whether a weak disclosure also denies: “these may become affiliate links; today we have no affiliate relation”."""


@dataclass(frozen=True, slots=True)
class _Verdict:
    """What one language's table says of one sentence; `evidence` is in folded words."""

    strength: Strength
    kind: Kind
    hedged: bool
    evidence: str
    denies: bool = False


@dataclass(frozen=True, slots=True)
class _Context:
    """What stands around a sentence: its whole block, and whether the sentence is a question."""

    block: str
    question: bool
    is_notice: bool = False
    """Whether the title over it says that it is a notice of affiliate links."""
    is_footnote: bool = False
    """Whether it is the first sentence of a block that begins with a footnote's mark, and short."""

    def speaks_of_affiliates(self, table: LanguageTable) -> bool:
        """Say whether the block names affiliate links in the words of this language."""
        return self.is_notice or self._names(table, "affiliate")

    def speaks_of_invitations(self, table: LanguageTable) -> bool:
        """Say whether the block names a link or code by which the writer brings in customers."""
        return self._names(table, "invitation")

    def _names(self, table: LanguageTable, words: str) -> bool:
        return _has(table, words, table.prepare(_STOPS.sub(" ; ", self.block)))


def _first(table: LanguageTable, group: str, words: bytes) -> tuple[Any, bool]:
    """Return the first match of a shape group that is not negated, else the first negated one, and which."""
    pattern = table.pattern(group)
    denied = None
    if pattern is not None:
        for match in pattern.finditer(words):
            if not is_negated(table, words, *match.span()):
                return match, False
            denied = denied or match
    return denied, denied is not None


def _has(table: LanguageTable, group: str, words: bytes) -> bool:
    """Say whether any word or shape of a group occurs."""
    pattern = table.pattern(group)
    return pattern is not None and pattern.search(words) is not None


def _occasion(table: LanguageTable) -> str:
    """Return the word list that ties money to the reader's act: the narrower one where a language has it."""
    return "reader" if table.pattern("reader") is not None else "trigger"


def _applies(table: LanguageTable, group: str, words: bytes, span: tuple[int, int], context: _Context) -> bool:
    """Say whether a shape group may count in this sentence: some need a purchase or link nearby."""
    if group == "paid":
        if _has(table, "others", words[: span[1]]):
            return False
        return _has(table, _occasion(table), words) or context.speaks_of_affiliates(table)
    if group == "reward":
        return context.speaks_of_invitations(table) and not _has(table, "topic", words)
    if group == "third":
        actor = words_before(words, span[0]).rstrip() + words[span[0] : span[1]]
        foreign = _has(table, "generic", actor) or _has(table, "topic", words)
        return not foreign and (_has(table, _occasion(table), words) or context.speaks_of_affiliates(table))
    if group in {"sponsored", "gift"}:
        return not _has(table, "topic", words)
    return True


def _judge(table: LanguageTable, sentence: str, context: _Context) -> _Verdict | None:
    """Return what one language says of one folded sentence, read with what stands in brackets and without it.

    An aside that names the programmes tears the words apart between which it stands; one that denies belongs to what is said.
    """
    verdict = _judge_as_written(table, sentence, context)
    if verdict is not None and verdict.strength != "weak":
        return verdict
    said, asides = without_asides(sentence)
    if not asides or _has(table, "negation", without_innocent(table, table.prepare(asides))):
        return verdict
    other = _judge_as_written(table, said, context)
    return other if other is not None and (other.strength == "clear" or verdict is None) else verdict


def _judge_as_written(table: LanguageTable, sentence: str, context: _Context) -> _Verdict | None:
    """Return what one language says of one folded sentence, the strongest reading first."""
    written = table.prepare(sentence)
    words = without_innocent(table, written)
    denial = None
    if context.question or _has(table, "instruction", words):
        return None
    for group in ("programme", "legacy", "earning", "paid", "reward", "third", "sponsored", "gift"):
        match, denied = _first(table, group, words)
        if match is None or not _applies(table, group, words, match.span(), context):
            continue
        if not denied:
            kind: Kind = "programme-statement" if group in {"programme", "legacy"} else "sentence"
            if group == "gift":
                kind = "gift"
            return _Verdict("clear", kind, _has(table, "hedges", words), match.group().decode().strip())
        denial = denial or match
    if promises(table, written, words) and (named := _names_what_it_marks(table, words)):
        return _Verdict("clear", "sentence", hedged=False, evidence=named)
    for group in ("own", "weak"):
        weak, denied = _first(table, group, words)
        # A sentence that speaks of the site itself is about this page, whatever else it explains.
        if weak is not None and not denied and (group == "own" or not _has(table, "topic", words)):
            denies = denial is not None or _has(table, "negated", words)
            return _Verdict("weak", "sentence", _has(table, "hedges", words), weak.group().decode().strip(), denies)
    if (context.is_footnote or reassures(table, written, words)) and (named := _names_what_it_marks(table, words)):
        return _Verdict("weak", "sentence", hedged=False, evidence=named)
    pattern = table.pattern("negated")
    denial = (pattern.search(words) if pattern is not None else None) or denial
    # What was earned in the past denies nothing: "it earned me zero commission".
    if denial is None or _has(table, "topic", words) or _has(table, "outcome", words):
        return None
    return _Verdict("negated", "sentence", hedged=False, evidence=denial.group().decode().strip())


def _names_what_it_marks(table: LanguageTable, words: bytes) -> str:
    """Return the words by which a footnote calls what it marks affiliate links, empty where it does not."""
    match, denied = _first(table, "affiliate", words)
    if match is None or denied or _has(table, "topic", words) or _has(table, "negated", words):
        return ""
    before = words[: match.start()]
    is_near = len(before.split()) <= _NOTE_WORDS if table.spaced else len(before) <= _NOTE_BYTES
    return match.group().decode().strip() if is_near else ""


def _match(text: str, folded: Folded, span: tuple[int, int], language: str, verdict: _Verdict) -> DisclosureMatch:
    """Return the verdict on a sentence at a folded span in original offsets."""
    start, end = folded.span(*span)
    evidence = _evidence(text, folded, *span, verdict.evidence)
    return DisclosureMatch(
        start, end, verdict.strength, verdict.kind, language, verdict.hedged, evidence, verdict.denies
    )


def _is_question(sentence: str) -> bool:
    return sentence.rstrip("\"'”»)] ").endswith(("?", "؟"))


class DisclosureDetector:
    """Finds disclosures in blocks of text with the word tables of every shipped language."""

    def __init__(self, vocabulary: DisclosureVocabulary) -> None:
        self._lexicon = vocabulary
        self._prefilter = Prefilter(vocabulary)

    @classmethod
    def default(cls) -> "DisclosureDetector":
        """Return the detector for the shipped language data; the same object at every call."""
        return _default()

    def forget_patterns(self) -> None:
        """Drop what RE2 made of a long text; a pattern is compiled again when the next text asks for it."""
        self._prefilter.forget_patterns()
        for table in self._lexicon.tables.values():
            table.forget_patterns()
        re2.purge()

    def is_candidate(self, text: str) -> bool:
        """Say cheaply whether the text may hold a disclosure at all."""
        return self._prefilter.is_candidate(text)

    def candidates(self, text: str) -> list[int]:
        """Return code-point offsets of words worth a look: only blocks holding one need `find`."""
        return self._prefilter.candidates(text)

    def find(self, text: str, language: str | None = None, *, block_kind: str = "paragraph") -> list[DisclosureMatch]:
        """Return the disclosures in one block of visible text, in order.

        `language` (a BCP 47 tag) narrows which labels count and which table is asked first; sentences of
        any language are found. `block_kind` "heading" makes ambiguous labels need a mark beside them.
        """
        code = self._lexicon.code(language)
        folded = fold(text)
        quotes = quoted_spans(folded.text)
        masked = mask_quotations(folded.text, quotes) if quotes else folded.text
        spans = sentences(masked, text, folded)
        labels = find_labels(self._lexicon, folded.text, quotes, code, block_kind, known=language is not None)
        found = self._sentences(text, folded, masked, spans, code, note=0 if labels else footnote_start(masked))
        starts = [match.start for match in found]
        kept = [hit for hit in labels if not _is_spoiled(folded, hit, found, starts)]
        found = found + [self._label(text, folded, hit) for hit in kept]
        found.sort(key=lambda match: (match.start, match.end, match.kind))
        if any(match.strength == "clear" and match.kind != "gift" for match in found):
            return found
        return [self._with_neighbours(text, match) if match.strength == "weak" else match for match in found]

    def ends_in_affiliate_words(self, text: str, language: str | None) -> DisclosureMatch | None:
        """Return the words at the end of a link's text that call it an affiliate link: “Larch Lamps affiliate link”."""
        folded = fold(text)
        names = self._prefilter.languages(folded.text)
        for name in dict.fromkeys([*self._order(folded.text, names, self._lexicon.code(language)), *names]):
            table = self._lexicon.tables[name]
            if not table.spaced and not is_unspaced(folded.text):
                continue
            words = table.prepare(folded.text.rstrip(" .!:→»>"))
            match, denied = _first(table, "affiliate", words)
            if match is None or denied or words[match.end() :].strip() or _has(table, "topic", words):
                continue
            return DisclosureMatch(0, len(text), "weak", "label", name, hedged=False, evidence=(text.strip(),))
        return None

    def completes(self, text: str, said: str, language: str, *, is_before: bool = False) -> bool:
        """Say whether the text behind a weak disclosure says what that leaves out, that somebody here earns money by it.

        `said` is the disclosure, found by the table `language`; its next two sentences count, or the last `is_before` it.
        """
        text = text[-_LONGEST_BESIDE:] if is_before else text
        found = self._beside(text, said, language, is_last=is_before, is_notice=False)
        return found is not None and found.strength == "clear"

    def offers(self, text: str, language: str | None) -> bool:
        """Say whether a text, in its language or in English, offers the reader something for signing up, or names an invitation.

        Of a text whose language is not known every language is asked.
        """
        folded, code = fold(text).text, self._lexicon.code(language)
        tables = self._lexicon.tables
        for table in [tables[name] for name in dict.fromkeys((code, "en"))] if code else tables.values():
            words = table.prepare(folded)
            if _has(table, "offer", words) or _has(table, "invitation", words):
                return True
        return False

    def under_title(self, text: str, title: str, language: str | None) -> DisclosureMatch | None:
        """Return what the first sentences under the title of a notice disclose or deny, though they name no affiliate link."""
        return self._beside(text, title, self._lexicon.code(language) or "en", is_last=False, is_notice=True)

    def _beside(self, text: str, said: str, language: str, *, is_last: bool, is_notice: bool) -> DisclosureMatch | None:
        """Judge the sentences of a text that stands beside something said, with or without stems in them."""
        folded = fold(text[:_LONGEST_BESIDE])
        masked = mask_quotations(folded.text, quoted_spans(folded.text))
        spans = sentences(masked, text, folded)
        for start, end in spans[-1:] if is_last else spans[:_SENTENCES_BESIDE]:
            sentence = masked[start:end]
            context = _Context(f"{fold(said).text} . {masked}", _is_question(sentence), is_notice=is_notice)
            # A label is the same in many languages.
            names = dict.fromkeys([language, *self._prefilter.languages(context.block)])
            for name in self._order(sentence, [*names], None):
                verdict = _judge(self._lexicon.tables[name], sentence, context)
                if verdict is not None and verdict.kind != "gift":
                    return _match(text, folded, (start, end), name, verdict)
        return None

    def _with_neighbours(self, text: str, match: DisclosureMatch) -> DisclosureMatch:
        """Return a weak disclosure, as clear where the sentences beside it in its block say what it leaves out."""
        said = text[match.start : match.end]
        is_clear = self.completes(text[match.end :], said, match.language) or self.completes(
            text[: match.start], said, match.language, is_before=True
        )
        return replace(match, strength="clear") if is_clear else match

    def _sentences(
        self, text: str, folded: Folded, masked: str, spans: list[tuple[int, int]], code: str | None, *, note: int
    ) -> list[DisclosureMatch]:
        """Judge every sentence that holds a stem of some language; `note` is where a footnote begins behind its mark."""
        found = []
        for start, end in spans:
            sentence = masked[start:end]
            names = self._prefilter.languages(sentence)
            if not names:
                continue
            is_footnote = start < note and end - start <= _LONGEST_NOTE
            context = _Context(masked, _is_question(sentence), is_footnote=is_footnote)
            for name in self._order(sentence, names, code):
                if not self._lexicon.tables[name].spaced and not is_unspaced(sentence):
                    continue
                verdict = _judge(self._lexicon.tables[name], sentence, context)
                if verdict is not None:
                    found.append(_match(text, folded, (start, end), name, verdict))
                    break
        return found

    def _order(self, sentence: str, names: list[str], code: str | None) -> list[str]:
        """Order the languages to ask: most function words first, the article's own language on a draw."""
        if len(names) < 2:
            return names
        words = set(sentence.replace(",", " ").replace("'", "' ").replace(".", " ").split())
        if code in names and len(words & self._lexicon.tables[code].markers) >= _SURE_WORDS:
            return [code]
        scores = {name: len(words & self._lexicon.tables[name].markers) for name in names}
        # Languages with far fewer function words than the best would read a foreign sentence.
        best = max(scores.values())
        tables = self._lexicon.tables
        kept = [n for n in names if n == code or 3 * scores[n] > 2 * best or not tables[n].spaced]
        return sorted(kept, key=lambda n: (-scores[n] - (0.5 if n == code else 0.0), n != "en", n))

    @staticmethod
    def _label(text: str, folded: Folded, hit: LabelHit) -> DisclosureMatch:
        """Turn a label hit into a match in original offsets."""
        start, end = folded.span(hit.start, hit.end)
        strength: Strength = "clear" if hit.strength == "clear" else "weak"
        evidence = (text[start:end].strip(),)
        return DisclosureMatch(start, end, strength, "label", hit.language, hedged=False, evidence=evidence)


def _is_spoiled(folded: Folded, hit: LabelHit, found: list[DisclosureMatch], starts: list[int]) -> bool:
    """Say whether the sentence around a label already speaks for it, as strongly or by denying it."""
    start, end = folded.span(hit.start, hit.end)
    index = bisect_right(starts, start) - 1
    if index < 0 or end > found[index].end:
        return False
    strength = found[index].strength
    return strength == "negated" or _RANK[strength] >= _RANK[hit.strength]


def _evidence(text: str, folded: Folded, start: int, end: int, words: str) -> tuple[str, ...]:
    """Return the deciding phrase as written, found again by its first and last word."""
    parts = [part for part in words.split() if part[0].isalnum() or part[0] == "#"]
    if not parts:
        return ()
    first = folded.text.find(parts[0].strip("'"), start, end)
    last = folded.text.find(parts[-1].strip("'"), max(first, start), end)
    if first < 0 or last < 0:
        return (words,)
    while (later := folded.text.find(parts[-1].strip("'"), last + 1, min(end, first + len(words) + 8))) >= 0:
        last = later
    a, b = folded.span(first, last + len(parts[-1].strip("'")))
    return (text[a:b],)


@cache
def _default() -> DisclosureDetector:
    """Build the detector once."""
    return DisclosureDetector(load_vocabulary())
