"""The word tables of `rules/languages/*.yml` (key `disclosure`), compiled to linear-time patterns.

A *shape* is a line of words, word lists and gaps, such as `{actor} {aux}<5 {receive} ~6 {commission}`:

- `word`, `stem*`, `*ending`, `a|b`: a word, or one of several;
- `{list}`: one entry of the named word list; `{list}?` it may be absent; `{list}<3` up to three in a row;
- `~4`: up to four words (in Chinese, Japanese and Korean: characters) within the clause;
- `~~4`: the same, across commas and brackets.

Shapes are matched on text prepared by `linter.facts.disclosure.text_folding`.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import re2

from linter.data.cache import derived, load_folder
from linter.data.resources import rules_dir
from linter.facts.disclosure import text_folding
from linter.facts.disclosure.text_folding import fold, packed_string, word_string

# Marks at which a clause ends; `word_string` makes each of them a word of its own.
_CLAUSE_MARKS = ',;:()[]|—·!?"“”„«»،؛、。「」'
_MARK_CLASS = "[^ " + re.escape(_CLAUSE_MARKS) + "]"
_GAP = re.compile(r"(~~?)(\d+)")
_LIST = re.compile(r"\{([a-z0-9_]+)\}(\?|<(\d+))?")

# Names of the shape groups a language may give, in no particular order.
SHAPE_GROUPS = (
    "programme", "legacy", "earning", "paid", "third", "sponsored", "gift", "weak", "negated",
    "topic", "instruction", "outcome",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
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
    markers: frozenset[str]
    conjunctions: tuple[str, ...]
    words: Mapping[str, list[str]]
    shapes: Mapping[str, list[str]]
    shipped: bool = False
    """Whether the table is one that affilint ships, whose patterns are worth keeping."""
    _compiled: dict[str, Any] = field(default_factory=dict)
    _sources: dict[str, str] = field(default_factory=dict)

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

    def _read_sources(self) -> dict[str, str]:
        """Return the patterns of all shape groups and word lists; to write them out takes longer than to use them."""
        if not self.shipped:
            return self._write_sources()
        languages = rules_dir() / "languages"
        return derived(self.code, languages, self._write_sources, code=(__file__, text_folding.__file__))

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
        words = word_string(sentence)
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
    gap = _GAP.fullmatch(element)
    if gap is not None:
        within = len(gap[1]) == 1
        word = f" {_MARK_CLASS}[^ ]*" if within else " [^ ]+"
        char = _MARK_CLASS if within else "(?s:.)"
        return f"(?:{word if spaced else char}){{0,{gap[2]}}}"
    named = _LIST.fullmatch(element)
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


def _keys(data: Mapping[str, Any], strength_keys: Mapping[str, str]) -> dict[str, str]:
    """Return label look-ups with their strength; a label in both lists is strong."""
    found: dict[str, str] = {}
    for name, strength in strength_keys.items():
        for label in data.get(name, ()):
            found[label_key(fold(str(label).lstrip("#")).text)] = strength
    return found


def _strings(data: Mapping[str, Any]) -> dict[str, list[str]]:
    """Return lists of phrases by name, every phrase as text."""
    return {name: [str(phrase) for phrase in row] for name, row in data.items()}


def language_table(code: str, data: Mapping[str, Any], *, shipped: bool = False) -> LanguageTable:
    """Build the table of one language from the `disclosure` key of its file."""
    spaced = bool(data.get("spaced", True))
    conjunctions = tuple(word_string(fold(str(w)).text) for w in data.get("conjunctions", ()))
    return LanguageTable(
        code=code,
        spaced=spaced,
        review=data.get("review") == "native-reader-needed",
        labels=_keys(data, {"weak_labels": "weak", "strong_labels": "clear"}),
        hashtags=_keys(data, {"weak_hashtags": "weak", "strong_hashtags": "clear"}),
        prefixes=tuple(label_key(fold(str(p)).text) + " " for p in data.get("label_prefixes", ())),
        not_labels=frozenset(fold(str(w)).text for w in data.get("not_labels_with", ())),
        local_labels=frozenset(label_key(fold(str(w)).text) for w in data.get("labels_here_only", ())),
        markers=frozenset(fold(str(w)).text for w in data.get("markers", ())),
        conjunctions=conjunctions,
        words=_strings(data.get("words", {})),
        shapes=_strings(data.get("shapes", {})),
        shipped=shipped,
    )


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
    for code, document in load_folder(rules_dir() / "languages").items():
        data = (document or {}).get("disclosure")
        if not data:
            continue
        tables[code] = language_table(code, data, shipped=True)
        aliases.update(dict.fromkeys(data.get("codes", ()), code))
        own = tuple(str(stem) for stem in data.get("stems", ()))
        gates.append((code, own))
        stems.update(dict.fromkeys(own))
        for name in ("strong_labels", "weak_labels", "strong_hashtags", "weak_hashtags", "label_prefixes"):
            label_stems.update(dict.fromkeys(str(label).lstrip("#") for label in data.get(name, ())))
    return DisclosureVocabulary(tables, aliases, tuple(stems), tuple(label_stems), tuple(gates))
