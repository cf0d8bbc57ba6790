"""The report's own texts in the editor's language: one catalogue per language, in ``catalogues/``.

What rules and checks say is translated in ``linter.report.translate``.
"""

from __future__ import annotations

import datetime
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent / "catalogues"


@cache
def languages() -> tuple[str, ...]:
    """Return the languages that have a catalogue, English first."""
    names = sorted(path.stem for path in FOLDER.glob("*.yml"))
    return ("en", *(name for name in names if name != "en"))


class Catalogue:
    """The catalogue of one language. Call it with a key and the values of its text's placeholders."""

    def __init__(self, language: str) -> None:
        data: dict[str, Any] = yaml.load((FOLDER / f"{language}.yml").read_bytes(), Loader=yaml.CSafeLoader)
        self.language = language
        self._form = data["format"]
        self._text: dict[str, Any] = data["text"]

    def __call__(self, key: str, **values: Any) -> str:
        """Return a text with its values; whole numbers are grouped, and ``count`` selects the singular or plural."""
        text = self._text[key]
        if isinstance(text, dict):
            text = text["one" if self.is_one(values["count"]) and "one" in text else "other"]
        values_shown = {name: self.number(value) if isinstance(value, int) else value for name, value in values.items()}
        return str(text).format(**values_shown)

    def is_one(self, count: int) -> bool:
        """Return whether a count takes the singular."""
        return count in self._form["one"]

    @property
    def decimal(self) -> str:
        """The mark before decimals."""
        return str(self._form["decimal"])

    def number(self, value: int) -> str:
        """Return a whole number with its thousands grouped."""
        return f"{value:,}".replace(",", self._form["thousands"])

    def percent(self, part: int, whole: int) -> str:
        """Return a share in percent, with one decimal if it is not whole."""
        tenths = round(1000 * part / whole) if whole else 0
        if part and not tenths:
            tenths = 1
        if part < whole and tenths == 1000:
            tenths = 999
        whole_part, decimal = divmod(tenths, 10)
        number = f"{whole_part}{self._form['decimal']}{decimal}" if decimal else str(whole_part)
        return str(self._form["percent"]).format(number)

    def date(self, iso: str) -> str:
        """Return an ISO day in the language's format; other text unchanged."""
        try:
            day = datetime.date.fromisoformat(iso)
        except ValueError:
            return iso
        month = self._form["months"][day.month - 1]
        return str(self._form["date"]).format(day=day.day, month=month, number=day.month, year=day.year)

    def texts(self) -> dict[str, Any]:
        """Return all texts by key: the page's script shows some of them."""
        return dict(self._text)
