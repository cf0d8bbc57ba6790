"""The word tables of `rules/languages/*.yml` (key `disclosure`), compiled to linear-time patterns.

A *shape* is a line of words, word lists and gaps, such as `{actor} {aux}<5 {receive} ~6 {commission}`:

- `word`, `stem*`, `*ending`, `a|b`: a word, or one of several;
- `{list}`: one entry of the named word list; `{list}?` it may be absent; `{list}<3` up to three in a row;
- `~4`: up to four words (in Chinese, Japanese and Korean: characters) within the clause;
- `~~4`: the same, across commas and brackets.

Shapes are matched on text prepared by `linter.facts.disclosure.text_folding`.
"""

from __future__ import annotations

import re
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, cast

import re2

from linter.data.cache import derived
from linter.data.resources import rules_dir
from linter.facts.disclosure import text_folding
from linter.facts.disclosure.misspellings import Misspellings, without_shown_references
from linter.facts.disclosure.text_folding import fold, packed_string, word_string
from linter.facts.language import shapes as grammar
from linter.facts.language.files import languages
from linter.facts.language.shapes import GAP, LIST, SHAPE_GROUPS
from linter.records import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from linter.facts.language.model import Disclosure

# Marks at which a clause ends; `word_string` makes each of them a word of its own.
_CLAUSE_MARKS = ',;:()[]|—·!?"“”„«»،؛、。「」'
_MARK_CLASS = "[^ " + re.escape(_CLAUSE_MARKS) + "]"


@dataclass(frozen=True)
class LanguageTable:
    """What one language says: labels as folded look-ups, shapes as patterns over UTF-8 bytes."""

    code: str
    spaced: bool
    review: bool
    labels: Mapping[str, str]
    hashtags: Mapping[str, str]
    prefixes: tuple[str, ...]
    not_labels: frozenset[str]
    local_labels: frozenset[str]
    lone_labels: frozenset[str]
    markers: frozenset[str]
    conjunctions: tuple[str, ...]
    words: Mapping[str, list[str]]
    shapes: Mapping[str, list[str]]
    often_misspelt: tuple[str, ...] = ()
    shipped: bool = False
    """Whether the table is one that affilint ships, whose patterns are worth keeping."""
    _compiled: dict[str, Any] = field(default_factory=dict)
    _sources: dict[str, str] = field(default_factory=dict)

    @cached_property
    def _misspellings(self) -> Misspellings:
        return Misspellings(self.often_misspelt, lambda word: word in self._known)

    @cached_property
    def _known(self) -> frozenset[str]:
        """The words of all shapes and lists, which mean themselves."""
        phrases = (phrase for phrases in (*self.words.values(), *self.shapes.values()) for phrase in phrases)
        return frozenset(word for phrase in phrases for part in str(phrase).split() for word in part.split("|"))

    def pattern(self, name: str) -> Any:
        """Return the pattern of a shape group or word list, None where the language has none.

        Patterns are built when first asked for: a run meets one or two of the languages.
        """
        if name not in self._compiled:
            if not self._sources:
                self._sources.update(self._read_sources())
            source = self._sources.get(name)
            self._compiled[name] = _compile(source) if source else None
        return self._compiled[name]

    def forget_patterns(self) -> None:
        """Drop the compiled patterns; each is compiled again when it is asked for."""
        self._compiled.clear()

    def _read_sources(self) -> dict[str, str]:
        """Return the patterns of all shape groups and word lists; to write them out takes longer than to use them."""
        if not self.shipped:
            return self._write_sources()
        languages = rules_dir() / "languages"
        return derived(
            self.code, languages, self._write_sources, code=(__file__, text_folding.__file__, grammar.__file__)
        )

    def _write_sources(self) -> dict[str, str]:
        names = {**self.words, **self.shapes}
        end = " " if self.spaced else ""
        return {
            name: alternatives(phrases, self.words, spaced=self.spaced) + end
            for name in names
            if (phrases := self.shapes.get(name) if name in SHAPE_GROUPS else self.words.get(name))
        }

    def prepare(self, sentence: str) -> bytes:
        """Return a folded sentence in the form this language's patterns are written for."""
        if not self.spaced:
            return packed_string(sentence).encode()
        words = self._misspellings.corrected(word_string(without_shown_references(sentence)))
        for conjunction in self.conjunctions:
            if conjunction in words:
                words = words.replace(conjunction, f" ;{conjunction}")
        return words.encode()


def _compile(source: str) -> Any:
    """Compile a pattern over UTF-8 bytes; the bound on memory is RE2's own, enlarged for long word lists."""
    options = re2.Options()
    options.max_mem = 64 << 20
    options.log_errors = False
    return re2.compile(source.encode(), options)


def _word_source(word: str, *, spaced: bool) -> str:
    """Return the pattern of one word with its wildcards; a spaced word brings the space before it."""
    core = word.strip("*")
    if not core:
        return r" \*"
    folded = fold(core).text
    if not spaced:
        return re.escape(packed_string(folded))
    source = re.escape(word_string(folded).strip()).replace("\\ ", " ")
    source = f" [^ ]*{source}" if word.startswith("*") else f" {source}"
    return f"{source}[^ ]*" if word.endswith("*") else source


def _phrase_source(phrase: str, words: Mapping[str, list[str]], *, spaced: bool) -> str:
    """Return the pattern of a phrase or shape: its elements in order."""
    if not spaced and "{" not in phrase and "~" not in phrase and "|" not in phrase:
        return _word_source(phrase, spaced=False)
    return "".join(_element_source(element, words, spaced=spaced) for element in phrase.split())


def _element_source(element: str, words: Mapping[str, list[str]], *, spaced: bool) -> str:
    """Return the pattern of one element of a shape: a gap, a list, alternatives or a word."""
    gap = GAP.fullmatch(element)
    if gap is not None:
        within = len(gap[1]) == 1
        word = f" {_MARK_CLASS}[^ ]*" if within else " [^ ]+"
        char = _MARK_CLASS if within else "(?s:.)"
        return f"(?:{word if spaced else char}){{0,{gap[2]}}}"
    named = LIST.fullmatch(element)
    if named is not None:
        body = alternatives(words[named[1]], words, spaced=spaced)
        return body + ("?" if named[2] == "?" else f"{{0,{named[3]}}}" if named[3] else "")
    if element == "^":
        return "^"
    if "|" in element:
        return alternatives(element.split("|"), words, spaced=spaced)
    return _word_source(element, spaced=spaced)


def alternatives(phrases: Iterable[str], words: Mapping[str, list[str]], *, spaced: bool) -> str:
    """Return one pattern matching any of the phrases."""
    return "(?:" + "|".join(_phrase_source(str(phrase), words, spaced=spaced) for phrase in phrases) + ")"


def label_key(text: str) -> str:
    """Return a label as it is looked up: folded words, hyphens as spaces, no decoration around it."""
    words = (word.strip("'") for word in word_string(text).split() if word[0].isalnum() or len(word) > 1)
    return " ".join(words)


def _keys(weak: Iterable[str], strong: Iterable[str]) -> dict[str, str]:
    """Return label look-ups with their strength; a label in both lists is strong."""
    return dict.fromkeys(map(_look_up, weak), "weak") | dict.fromkeys(map(_look_up, strong), "clear")


def _look_up(label: str) -> str:
    return label_key(fold(label.lstrip("#")).text)


def language_table(code: str, data: Disclosure, *, shipped: bool = False) -> LanguageTable:
    """Build the table of one language from the `disclosure` section of its file."""
    return LanguageTable(
        code=code,
        spaced=data.get("spaced", True),
        review="review" in data,
        labels=_keys(data.get("weak_labels", ()), data.get("strong_labels", ())),
        hashtags=_keys(data.get("weak_hashtags", ()), data.get("strong_hashtags", ())),
        prefixes=tuple(_look_up(prefix) + " " for prefix in data.get("label_prefixes", ())),
        not_labels=frozenset(fold(word).text for word in data.get("not_labels_with", ())),
        local_labels=frozenset(map(_look_up, data.get("labels_here_only", ()))),
        lone_labels=frozenset(map(_look_up, data.get("labels_alone", ()))),
        markers=frozenset(fold(word).text for word in data.get("markers", ())),
        conjunctions=tuple(word_string(fold(word).text) for word in data.get("conjunctions", ())),
        words=data.get("words", {}),
        shapes=data.get("shapes", {}),
        often_misspelt=tuple(data.get("often_misspelt", ())),
        shipped=shipped,
    )


def _labels(data: Disclosure) -> Iterator[str]:
    """Yield every label, hashtag and beginning of a label of a language."""
    for labels in ("strong_labels", "weak_labels", "strong_hashtags", "weak_hashtags", "label_prefixes"):
        yield from cast("Mapping[str, list[str]]", data).get(labels, ())


@dataclass(frozen=True, slots=True)
class DisclosureVocabulary:
    """All languages, their other codes, and the stems that make a text worth a closer look."""

    tables: Mapping[str, LanguageTable]
    aliases: Mapping[str, str]
    stems: tuple[str, ...]
    label_stems: tuple[str, ...]
    gates: tuple[tuple[str, tuple[str, ...]], ...]

    def code(self, language: str | None) -> str | None:
        """Return the table a BCP 47 tag selects: `pt-BR` gives `pt`, `no` gives `nb`, an unknown tag None."""
        if not language:
            return None
        tag = language.replace("_", "-").split("-", maxsplit=1)[0].lower()
        return tag if tag in self.tables else self.aliases.get(tag)


@cache
def load_vocabulary() -> DisclosureVocabulary:
    """Read every shipped language file that has a `disclosure` key."""
    tables: dict[str, LanguageTable] = {}
    aliases: dict[str, str] = {}
    stems: dict[str, None] = {}
    label_stems: dict[str, None] = {}
    gates: list[tuple[str, tuple[str, ...]]] = []
    for code, document in languages().items():
        data = document.get("disclosure")
        if data is None:
            continue
        tables[code] = language_table(code, data, shipped=True)
        aliases.update(dict.fromkeys(data.get("codes", ()), code))
        own = tuple(data["stems"])
        gates.append((code, own))
        stems.update(dict.fromkeys(own))
        label_stems.update(dict.fromkeys(label.lstrip("#") for label in _labels(data)))
    return DisclosureVocabulary(tables, aliases, tuple(stems), tuple(label_stems), tuple(gates))
