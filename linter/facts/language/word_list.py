"""The words of a language and how frequent they are: rules/words/*.txt.gz, read when a suspect needs it."""

from __future__ import annotations

from functools import cache, cached_property
from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.data.resources import rules_dir

if TYPE_CHECKING:
    from collections.abc import Iterable


_FEW = 150
"""So many words are looked up in the text of the list as fast as it is parted by beginnings."""
_STRANGERS = 20_000
"""So many words that are not in the list are remembered."""
_KEY = 3
_SAME_BEGINNING = re.compile(rf"\n(?:([^\n]{{{_KEY}}})[^\n]*(?:\n\1[^\n]*)*|[^\n]+)")


class WordList:
    """Words in bands of frequency: 0 for the most frequent, then 1, 2 ...; each band is sorted.

    A table of all words would take 6 MB, and ten times as long to make as the words of an article take to look up.
    """

    def __init__(self, text: str) -> None:
        self._bands = [f"\n{band}\n" for band in text.split("\n\n")]
        self._count = len(self._bands)
        self._known: dict[str, int] = {}
        self._strangers: set[str] = set()

    @cached_property
    def _parts(self) -> list[dict[str, str]]:
        """The lines of each band that begin with the same letters, by these."""
        return [
            {found[0][1 : 1 + _KEY]: f"{found[0]}\n" for found in _SAME_BEGINNING.finditer(band)}
            for band in self._bands
        ]

    def band(self, word: str) -> int:
        """Return the band of a lower-case word, or the number of bands if it is not in the list."""
        known = self._known.get(word)
        if known is not None:
            return known
        if word in self._strangers:
            return self._count
        beginning, line = word[:_KEY], f"\n{word}\n"
        for number, parts in enumerate(self._parts):
            if line in parts.get(beginning, ""):
                self._known[word] = number
                return number
        if len(self._strangers) >= _STRANGERS:
            self._strangers.clear()
        self._strangers.add(word)
        return self._count

    def knows(self, word: str) -> bool:
        """Say whether a lower-case word is in the list."""
        return self.band(word) < self._count

    def unknown(self, words: Iterable[str]) -> set[str]:
        """Return the words that are not in the list: for all words of an article at once."""
        asked = set(words).difference(self._known)
        if len(asked) > _FEW or "_parts" in vars(self):
            return {word for word in asked if not self.knows(word)}
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
