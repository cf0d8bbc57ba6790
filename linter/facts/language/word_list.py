"""The words of a language and how frequent they are: rules/words/*.txt.gz, read when a suspect needs it."""

from __future__ import annotations

from functools import cache

from linter.data.resources import rules_dir


class WordList:
    """Words in bands of frequency: 0 for the most frequent, then 1, 2 ...

    A band stays one string, each word between line ends: the few words that are ever asked for do not pay for a table.
    """

    def __init__(self, text: str) -> None:
        self._bands = [f"\n{band}\n" for band in text.split("\n\n")]
        self._known: dict[str, int] = {}

    def band(self, word: str) -> int:
        """Return the band of a lower-case word, or the number of bands if it is not in the list."""
        known = self._known.get(word)
        if known is None:
            line = f"\n{word}\n"
            known = next((number for number, band in enumerate(self._bands) if line in band), len(self._bands))
            self._known[word] = known
        return known

    def knows(self, word: str) -> bool:
        """Say whether a lower-case word is in the list."""
        return self.band(word) < len(self._bands)

    def has_longer(self, start: str) -> bool:
        """Say whether a word of the list begins with ``start``."""
        return any(f"\n{start}" in band for band in self._bands)


@cache
def word_list(language: str | None) -> WordList | None:
    """Return the list of a language, or None if there is none."""
    path = rules_dir() / "words" / f"{language}.txt.gz"
    if not path.is_file():
        return None
    import gzip  # noqa: PLC0415 - few articles need the list

    _header, _, words = gzip.decompress(path.read_bytes()).decode().partition("\n\n")
    return WordList(words.strip())
