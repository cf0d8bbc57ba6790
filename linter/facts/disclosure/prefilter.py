"""The cheap first look: whether a text holds any word a disclosure of any language is made of."""

from functools import cached_property
from typing import Any

import re2

from linter import lazy_re as re
from linter.facts.disclosure.text_folding import fold
from linter.facts.disclosure.vocabulary import DisclosureVocabulary

# Marks that may stand directly before a label, besides the start of a line.
_LABEL_OPENERS = r"\[(#|｜·•{【［（「*>"
# Characters of the scripts that set no spaces: without one, no sentence is in their languages.
_UNSPACED = re.compile("[\u0e00-\u0e7f\u1100-\u11ff\u2e80-\ud7ff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")


def is_unspaced(text: str) -> bool:
    """Say whether a text holds any character of a script that sets no spaces between words."""
    return not text.isascii() and _UNSPACED.search(text) is not None


def _options() -> Any:
    """Return RE2 options with room for some hundred stems of twenty languages."""
    options = re2.Options()
    options.max_mem = 64 << 20
    options.log_errors = False
    return options


def _stem_source(stem: str) -> str:
    """Return the pattern of a stem; a leading `<` asks for the start of a word, a trailing `>` for its end."""
    plain = stem.strip("<>")
    opening = _edge(plain[0], r"(?:^|[^\pL\pN])") if stem[0] == "<" else ""
    closing = _edge(plain[-1], r"(?:$|[^\pL\pN])") if stem[-1] == ">" else ""
    forms = dict.fromkeys((plain.lower(), fold(plain).text))
    body = "|".join(re.escape(form).replace("\\ ", "[ \u00a0\\n]") for form in forms)
    return f"{opening}(?:{body}){closing}"


def _edge(letter: str, other: str) -> str:
    """Return the pattern of the edge of a word at a letter: the edge that RE2 knows is one of ASCII letters only."""
    return r"\b" if letter.isascii() else other


def _label_source(labels: tuple[str, ...]) -> str:
    """Return the pattern of labels at the start of a line or behind a bracket or hash."""
    forms = dict.fromkeys(form for label in labels for form in (label.lower(), fold(label).text))
    body = "|".join(re.escape(form).replace("\\ ", "[ \u00a0-]") for form in forms)
    return rf"(?:^|[\n{_LABEL_OPENERS}])[^\pL\n]{{0,8}}(?:{body})(?:$|[^a-z])"


class Prefilter:
    """One alternation over the stems of all languages, and one set that tells which languages hit."""

    def __init__(self, vocabulary: DisclosureVocabulary) -> None:
        # "pr" is a Japanese label: among other scripts it is the beginning of "price" and "product".
        spaced = {stem for code, stems in vocabulary.gates if vocabulary.tables[code].spaced for stem in stems}
        self._lexicon = vocabulary
        self._everywhere = tuple(stem for stem in vocabulary.stems if stem in spaced or not fold(stem).text.isascii())
        self._codes = [code for code, _ in vocabulary.gates]
        self._gate = re2.Set.SearchSet(_options())
        for _, stems_of_one in vocabulary.gates:
            self._gate.Add("|".join(_stem_source(stem) for stem in stems_of_one).encode())
        self._gate.Compile()
        # Characters that may hide a stem from a search in unfolded text.
        self._hidden = re2.compile(
            "[\u00ad\u0130\u0300-\u036f\u0610-\u061a\u0640\u064b-\u0670\u1100-\u11ff\u180e\u200b-\u200f"
            "\u202a-\u202e\u2060-\u2064\u2066-\u206f\u3099\u309a\ufe00-\ufe0f\ufeff\uff00-\uffef]"
            "|[\U0001d400-\U0001d7ff]".encode(),
            _options(),
        )

    @cached_property
    def _any(self) -> Any:
        """Any stem of any language, or a label."""
        return self._pattern(self._lexicon.stems)

    @cached_property
    def _any_spaced(self) -> Any:
        """Any stem that means something in a text without a character of an unspaced script, or a label."""
        return self._pattern(self._everywhere)

    def forget_patterns(self) -> None:
        """Drop the patterns with the most states; each is compiled again when it is asked for."""
        for name in ("_any", "_any_spaced"):
            vars(self).pop(name, None)

    def _pattern(self, stems: tuple[str, ...]) -> Any:
        # Upper-case Turkish dotted I folds to i in our text, not in RE2's simple case folding.
        sources = "|".join(_stem_source(stem) for stem in stems)
        source = f"(?i)(?:{sources}|{_label_source(self._lexicon.label_stems)})"
        return re2.compile(source.encode(), _options())

    def _pattern_for(self, text: str) -> Any:
        return self._any if is_unspaced(text) else self._any_spaced

    def languages(self, sentence: str) -> list[str]:
        """Return the codes of the languages with a stem in a folded sentence."""
        return [self._codes[index] for index in sorted(self._gate.Match(sentence.encode()) or ())]

    def is_candidate(self, text: str) -> bool:
        """Say whether any stem or label occurs, in spite of invisible and full-width characters."""
        data = text.encode("utf-8", "surrogatepass")
        pattern = self._pattern_for(text)
        if pattern.search(data) is not None:
            return True
        if self._hidden.search(data) is None:
            return False
        return pattern.search(fold(text).text.encode("utf-8", "surrogatepass")) is not None

    def candidates(self, text: str) -> list[int]:
        """Return the code-point offsets where stems or labels occur, in ascending order."""
        if text.isascii():
            data = text.encode()
            return [_word_start(match.start(), data) for match in self._any_spaced.finditer(data)]
        data = text.encode("utf-8", "surrogatepass")
        if self._hidden.search(data) is not None:
            folded = fold(text)
            hits = self._offsets(folded.text.encode("utf-8", "surrogatepass"), self._pattern_for(folded.text))
            return [folded.span(hit, hit + 1)[0] for hit in hits]
        return self._offsets(data, self._pattern_for(text))

    @staticmethod
    def _offsets(data: bytes, pattern: Any) -> list[int]:
        """Return the code-point offsets of the hits in encoded text, decoding each stretch once."""
        offsets = []
        chars = last = 0
        for match in pattern.finditer(data):
            start = _word_start(match.start(), data)
            chars += len(data[last:start].decode("utf-8", "surrogatepass"))
            last = start
            offsets.append(chars)
        return offsets


def _word_start(offset: int, data: bytes) -> int:
    """Step over the line end that a label's pattern begins with: it belongs to the block before."""
    return offset + 1 if data[offset : offset + 1] == b"\n" else offset
