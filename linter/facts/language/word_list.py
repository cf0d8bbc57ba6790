"""The words of a language and how frequent they are: rules/words/*.txt.gz, read when a suspect needs it."""

from __future__ import annotations

from functools import cache, cached_property
from typing import TYPE_CHECKING

from linter.data.resources import rules_dir

if TYPE_CHECKING:
    from collections.abc import Iterable


_FEW = 250
"""So many words are looked up in the text of the list as fast as a table is made of it."""


class WordList:
    """Words in bands of frequency: 0 for the most frequent, then 1, 2 ...; each band is sorted."""

    def __init__(self, text: str) -> None:
        self._bands = [f"\n{band}\n" for band in text.split("\n\n")]
        self._count = len(self._bands)

    @cached_property
    def _band_of(self) -> dict[str, int]:
        return {word: number for number, band in enumerate(self._bands) for word in band[1:-1].split("\n")}

    def band(self, word: str) -> int:
        """Return the band of a lower-case word, or the number of bands if it is not in the list."""
        return self._band_of.get(word, self._count)

    def knows(self, word: str) -> bool:
        """Say whether a lower-case word is in the list."""
        return word in self._band_of

    def unknown(self, words: Iterable[str]) -> set[str]:
        """Return the words that are not in the list: for all words of an article at once."""
        asked = set(words)
        if len(asked) > _FEW or "_band_of" in vars(self):
            return asked.difference(self._band_of)
        return {word for word in asked if not any(_is_in(band, word) for band in self._bands)}

    def has_longer(self, start: str, bands: int | None = None) -> bool:
        """Say whether a word of the list, of its first ``bands`` bands if that is given, begins with ``start``."""
        return any(f"\n{start}" in band for band in self._bands[:bands])


def _is_in(band: str, word: str) -> bool:
    """Say whether a word is one of the sorted lines of a text that begins and ends with a line feed."""
    first, last = 0, len(band) - 1
    while first < last:
        before = band.rfind("\n", first, (first + last) // 2 + 1)
        behind = band.find("\n", before + 1)
        line = band[before + 1 : behind]
        if line == word:
            return True
        if line < word:
            first = behind
        else:
            last = before
    return False


@cache
def word_list(language: str | None) -> WordList | None:
    """Return the list of a language, or None if there is none."""
    words = _read(f"{language}.txt.gz")
    return WordList(words) if words else None


@cache
def rare_words(language: str | None) -> frozenset[str]:
    """Return words that the list of a language leaves out: rare ones, and compounds of the web. They are no slips."""
    return frozenset(_read(f"{language}-rare.txt.gz").split())


def _read(name: str) -> str:
    """Return the words of a file without its header, or nothing if there is no such file."""
    path = rules_dir() / "words" / name
    if not path.is_file():
        return ""
    import gzip  # noqa: PLC0415 - few articles need the list

    return gzip.decompress(path.read_bytes()).decode().partition("\n\n")[2].strip()
