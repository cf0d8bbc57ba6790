"""The sources of a run's findings, stored compactly until a reporter shows their lines."""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping

from linter.source import Source


class SourceStore(MutableMapping[str, Source]):
    """Sources by their displayed path, stored as bytes.

    A text with one curly quotation mark takes two bytes per character as ``str``, and its line indices as much again:
    stored as Source objects, 1,000 pages of 39 kB took 200 MB.
    """

    def __init__(self) -> None:
        self._encoded: dict[str, tuple[str, bytes, str]] = {}
        self._latest: tuple[str, Source] | None = None

    def __setitem__(self, shown: str, source: Source) -> None:
        self._encoded[shown] = (source.path, source.text.encode("utf-8", "surrogatepass"), source.encoding)
        self._latest = None

    def __getitem__(self, shown: str) -> Source:
        if self._latest is None or self._latest[0] != shown:
            path, data, encoding = self._encoded[shown]
            self._latest = (shown, Source(path, data.decode("utf-8", "surrogatepass"), encoding))
        return self._latest[1]

    def __delitem__(self, shown: str) -> None:
        del self._encoded[shown]
        self._latest = None

    def __iter__(self) -> Iterator[str]:
        return iter(self._encoded)

    def __len__(self) -> int:
        return len(self._encoded)
