"""The texts that code asks for by a key in a language: ``t("post.disclosure")`` with JSON, YAML or an object of code.

Sources: next-intl.dev (``messages/en.json``), react.i18next.com and i18next.com (``locales/en/common.json``), i18n.nuxtjs.org
(``i18n/locales/en.json``), docs.astro.build/en/recipes/i18n (``src/i18n/ui.ts``).
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from linter.site.code.data import closed, data_constants

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linter.site.files import Tree

_FOLDERS = tuple(
    f"{above}{name}"
    for above in ("", "src/", "app/", "public/", "i18n/", "src/i18n/", "src/lib/")
    for name in ("i18n", "locales", "messages", "translations", "lang", "langs", "dictionaries", "locale")
)
_DATA = (".json", ".yml", ".yaml", ".ts", ".js", ".mjs")
_MOST_FILES = 40
_MOST_MAPS = 400
_LONGEST = 4_000
_ENGLISH = "en"
_FUNCTION = re.compile(r"(?:[\w$.]+\.)?(?:t|\$t|_t|__|tr|translate|formatMessage|rich|markup)")
_KEY = re.compile(r"\s*(?:\{\s*id\s*:\s*)?([\"'`])([\w.:/ -]{1,120})\1")


def message_key(function: str, arguments: str) -> str | None:
    """Return the key that a call asks a text for: ``t("post.disclosure")``, ``formatMessage({ id: "notice" })``; None for any other call."""
    key = _KEY.match(arguments) if _FUNCTION.fullmatch(function) else None
    return key[2] if key is not None else None


class Messages:
    """The dictionaries of one site; English ones go before those of other languages."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._maps: list[dict[str, object]] | None = None

    def get(self, key: str) -> str | None:
        """Return the text under a key, whatever language and name space it is in; None if there is none."""
        names = key.replace(":", ".").split(".")
        for one in self._all():
            text = one.get(key)
            if not isinstance(text, str):
                text = _at(one, names)
            if isinstance(text, str) and 0 < len(text) < _LONGEST:
                return text
        return None

    def _all(self) -> list[dict[str, object]]:
        """Return all maps in which a key may begin: whole files, their languages and their name spaces."""
        if self._maps is None:
            self._maps = []
            known: list[dict[str, object]] = [*self._files()]
            for _ in range(3):
                self._maps += known[: _MOST_MAPS - len(self._maps)]
                below = [_by_language(one) for one in known]
                known = [item for items in below for _, item in items][:_MOST_MAPS]
        return self._maps

    def _files(self) -> Iterator[dict[str, object]]:
        paths = [path for folder in dict.fromkeys(_FOLDERS) for path in self._tree.walk(folder, _DATA, 2)]
        ordered = sorted(dict.fromkeys(paths), key=lambda path: (not _is_english(path), path))
        for path in islice(ordered, _MOST_FILES):
            text = self._tree.text(path) or ""
            if path.endswith((".json", ".yml", ".yaml")):
                found = self._tree.data(text, path) if text else None
                yield from [found] if isinstance(found, dict) else []
            else:
                data = closed(dict(data_constants(text)))
                yield from (value for value in data.values() if isinstance(value, dict))


def _by_language(value: dict[str, object]) -> list[tuple[str, dict[str, object]]]:
    found = [(str(key), item) for key, item in value.items() if isinstance(item, dict)]
    return sorted(found, key=lambda one: not one[0].lower().startswith(_ENGLISH))


def _is_english(path: str) -> bool:
    return any(part.lower().startswith(_ENGLISH) for part in path.split("/")[1:])


def _at(value: object, keys: Sequence[str]) -> object:
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value
