"""What findings and rules say, in the language of the report.

The texts are in ``catalogues/rules/LANGUAGE``, one file for each family of rules, and what checks and programs add to them in
``catalogues/phrases/LANGUAGE.yml``, by its English. What has no translation, whole, stays in English and is marked as such: no
sentence is of two languages but for evidence and names in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

from linter import lazy_re as re
from linter.records import replace
from linter.report.i18n import FOLDER, Catalogue
from linter.report.patterns import DAY, NUMBER, PERHAPS, PHRASE, pattern_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from linter.report.model import Editorial, Item, RuleInfo, Source
    from linter.report.patterns import Pattern

_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_DEEPEST = 4
"""How many phrases may stand in one another."""

PARTS = ("title", "message", "why", "do")
"""What a rule says, as its translation has it."""


def in_language(editorial: Editorial, words: Catalogue) -> Editorial:
    """Return the report with all that rules and checks say in its language, as far as it is translated."""
    if words.language == "en":
        return editorial
    translator = Translator(words)
    rules = {rule: translator.rule(info) for rule, info in editorial.rules.items()}
    items = tuple(translator.item(item, editorial.rules[item.rule]) for item in editorial.items)
    return replace(editorial, rules=rules, items=items)


class Translator:
    """The texts of rules and checks in one language."""

    def __init__(self, words: Catalogue) -> None:
        self.words = words
        self.rules: dict[str, dict[str, Any]] = {}
        for file in sorted((FOLDER / "rules" / words.language).glob("*.yml")):
            self.rules.update(_read(file))
        told = _read(FOLDER / "phrases" / f"{words.language}.yml")
        self.plain: dict[str, str] = told["plain"]
        """Phrases without slots, by their English."""
        self.phrases = _patterns(told["phrases"])
        self.additions = _patterns(told["additions"])
        """Messages with what programs add to them."""
        self.sources: dict[str, str] = told["sources"]
        """The names that authorities, laws and guides have in this language, by those that rules give them."""
        self._told: dict[tuple[str, str], str | None] = {}

    def rule(self, info: RuleInfo) -> RuleInfo:
        """Return a rule in this language."""
        told = self.rules.get(info.id, {}) if info.is_shipped else {}
        texts = {"title": info.title, "why": info.why, "do": info.how_to_fix}
        return replace(
            info,
            title=told.get("title", info.title),
            why=told.get("why", info.why),
            how_to_fix=told.get("do", info.how_to_fix),
            sources=tuple(self.source(source) for source in info.sources),
            language=self.words.language,
            english=frozenset(name for name, text in texts.items() if text and name not in told),
        )

    def source(self, source: Source) -> Source:
        """Return what a rule rests on, as it is called in this language, if it has a name in it."""
        name = self.sources.get(source.title)
        if name is None:
            return source
        locator = self.sources.get(source.locator, source.locator)
        return replace(source, title=name, locator=locator, language=self.words.language)

    def item(self, item: Item, info: RuleInfo) -> Item:
        """Return a finding in this language."""
        texts = {"message": self.message(item.message, info)}
        texts |= {"fix": self.phrase(item.fix) if item.fix else ""}
        related = [self.phrase(said) for said, _ in item.related]
        is_whole = None not in related
        english = {name for name, text in texts.items() if text is None} | (set() if is_whole else {"related"})
        return replace(
            item,
            message=item.message if texts["message"] is None else texts["message"],
            fix=item.fix if texts["fix"] is None else texts["fix"],
            related=tuple((str(said), line) for said, (_, line) in zip(related, item.related, strict=True))
            if is_whole
            else item.related,
            language=self.words.language,
            english=frozenset(english),
        )

    def message(self, text: str, info: RuleInfo) -> str | None:
        """Return the message of a finding in this language, None if it has none."""
        key = (info.id, text)
        if key not in self._told:
            self._told[key] = self._message(text, info)
        return self._told[key]

    def _message(self, text: str, info: RuleInfo) -> str | None:
        for pattern, translation in self.additions:
            for values in pattern.readings(text):
                told = self.message(values["message"], info)
                whole = None if told is None else self._filled(translation, {**values, "message": told}, _DEEPEST)
                if whole is not None:
                    return whole
        translation = self.rules.get(info.id, {}).get("message") if info.is_shipped else None
        if translation is None:
            return self.phrase(text) if info.is_shipped and not info.message else None
        for values in pattern_of(info.message).readings(text):
            told = self._filled(translation, values, _DEEPEST)
            if told is not None:
                return told
        return None

    def phrase(self, text: str, depth: int = _DEEPEST) -> str | None:
        """Return in this language what a check wrote, None if it is unknown; white space around it stays."""
        if not text or text in self.plain:
            return self.plain.get(text, "")
        for pattern, translation in self.phrases if depth else ():
            for values in pattern.readings(text):
                told = self._filled(translation, values, depth - 1)
                if told is not None:
                    return told
        return None

    def _filled(self, translation: str | Mapping[str, str], values: Mapping[str, str], depth: int) -> str | None:
        """Fill a translation with values; None if one is to be translated and cannot be."""
        if not isinstance(translation, str):
            translation = self._in_number(translation, values)
        pattern = pattern_of(translation)
        parts = [pattern.between[0]]
        for slot, after in zip(pattern.slots, pattern.between[1:], strict=True):
            value = values[slot.name]
            if slot.kind == NUMBER:
                value = self._number(value)
            elif slot.kind == DAY:
                value = self.words.date(value)
            elif slot.kind in {PHRASE, PERHAPS}:
                told = self.phrase(value, depth)
                if told is None and slot.kind == PHRASE:
                    return None
                value = value if told is None else told
            parts += [value, after]
        return "".join(parts)

    def _in_number(self, forms: Mapping[str, str], values: Mapping[str, str]) -> str:
        """Return the singular or the plural, as the first number of the text wants it."""
        slots = pattern_of(forms["other"]).slots
        value = next((values[slot.name] for slot in slots if slot.kind == NUMBER), "")
        return forms["one"] if value.isdecimal() and self.words.is_one(int(value)) else forms["other"]

    def _number(self, text: str) -> str:
        """Return a number, as checks write it, in the form of this language."""
        if not _NUMBER.fullmatch(text):
            return text
        whole, _, decimals = text.replace(",", "").partition(".")
        return self.words.number(int(whole)) + (f"{self.words.decimal}{decimals}" if decimals else "")


def _read(file: Path) -> dict[str, Any]:
    data: dict[str, Any] = yaml.load(file.read_bytes(), Loader=yaml.CSafeLoader)
    return data


def _patterns(texts: Mapping[str, Any]) -> list[tuple[Pattern, Any]]:
    return [(pattern_of(english), translation) for english, translation in texts.items()]
