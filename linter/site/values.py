"""Look up texts in configuration, data and translation files: ``site.x``, ``.Site.Params.x``, ``i18n "x"``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from linter.site.files import parse_data

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linter.site.files import Tree

_HUGO = [
    f"{base}.{ending}"
    for base in ("hugo", "config", "config/_default/hugo", "config/_default/config")
    for ending in ("toml", "yaml", "yml", "json")
]
_HUGO_PARAMS = [f"config/_default/params.{ending}" for ending in ("toml", "yaml", "yml", "json")]
_DATA = (".yml", ".yaml", ".json", ".toml")
_TAG = re.compile(r"<[^<>]{0,400}>")


class Values:
    """Texts by path; the files are read on the first lookup."""

    def __init__(self, tree: Tree, generators: Sequence[str]) -> None:
        self._tree = tree
        self._generators = generators
        self._data: dict[str, object] | None = None
        self._translations: dict[str, object] | None = None

    def get(self, path: str) -> str | None:
        """Return the text at a path without HTML tags; None if there is none."""
        keys = path.lower().split(".")
        value: object = self._i18n() if keys[0] == "i18n" else self._config()
        for key in keys[1:] if keys[0] == "i18n" else keys:
            value = value.get(key) if isinstance(value, dict) else None
        if isinstance(value, dict):
            value = value.get("other")
        return _TAG.sub(" ", value) if isinstance(value, str) and len(value) < 4_000 else None

    def config(self, key: str) -> object:
        """Return a value of the site's configuration unchanged."""
        return self._config().get(key)

    def _config(self) -> dict[str, object]:
        if self._data is None:
            self._data = {}
            if "jekyll" in self._generators:
                self._merge(self._parsed("_config.yml") or self._parsed("_config.yaml"))
            if "hugo" in self._generators:
                config = next((found for path in _HUGO if (found := self._parsed(path))), {})
                params = config.get("params")
                self._merge(config)
                self._merge(params if isinstance(params, dict) else {})
                for path in _HUGO_PARAMS:
                    self._merge(self._parsed(path))
            if "eleventy" in self._generators or "jekyll" in self._generators:
                self._read_data()
        return self._data

    def _read_data(self) -> None:
        source = self._data.get("source") if self._data else None
        folders = ["_data", "src/_data", f"{source}/_data" if isinstance(source, str) else "_data"]
        data: dict[str, object] = {}
        for folder in dict.fromkeys(folders):
            for name in self._tree.listing(folder)[0]:
                if name.endswith(_DATA):
                    data.setdefault(name.rsplit(".", 1)[0].lower(), self._parsed(f"{folder}/{name}"))
        if self._data is not None:
            self._data.setdefault("data", data)
            for name in ("site", "metadata", "meta"):
                self._merge(data.get(name))

    def _i18n(self) -> dict[str, object]:
        """Return the translations by lower-case key: English, else the first language."""
        if self._translations is None:
            self._translations = {}
            for folder in ("i18n", *(f"themes/{name}/i18n" for name in self._tree.listing("themes")[1])):
                names = [name for name in self._tree.listing(folder)[0] if name.endswith(_DATA)]
                names.sort(key=lambda name: (not name.startswith("en"), name))
                for name in names[:1]:
                    for key, value in self._parsed(f"{folder}/{name}").items():
                        self._translations.setdefault(key, value)
        return self._translations

    def _merge(self, found: object) -> None:
        if isinstance(found, dict) and self._data is not None:
            for key, value in found.items():
                self._data.setdefault(key, value)

    def _parsed(self, path: str) -> dict[str, object]:
        text = self._tree.text(path) if self._tree.exists(path) else None
        found = parse_data(text, path) if text else None
        lowered = _lowered(found, 8)
        if isinstance(found, list):
            # Hugo's older translation files are lists of {id, translation}.
            pairs = [item for item in found if isinstance(item, dict) and "id" in item]
            return {str(item["id"]).lower(): item.get("translation") for item in pairs}
        return lowered if isinstance(lowered, dict) else {}


def _lowered(value: object, depth: int) -> object:
    """Return data with lower-case keys, as Hugo compares keys."""
    if isinstance(value, dict) and depth > 0:
        return {str(key).lower(): _lowered(item, depth - 1) for key, item in value.items()}
    return value
