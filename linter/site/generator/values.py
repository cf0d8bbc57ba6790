"""Look up texts in configuration, data and translation files: ``site.x``, ``.Site.Params.x``, ``i18n "x"``."""

from __future__ import annotations

import posixpath
from itertools import islice
from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.site.code.messages import Messages
from linter.site.component.data_scripts import ENDINGS as SCRIPTS
from linter.site.component.data_scripts import exported
from linter.site.files import lowered
from linter.site.generator.collections import Collections
from linter.site.generator.hexo import theme_settings
from linter.site.generator.settings_files import mkdocs_settings, pelican_settings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linter.site.files import Tree

MESSAGE = "t:"
"""Begins the path of a text that code asks for by its key in a language."""
_HUGO = [
    f"{base}.{ending}"
    for base in ("hugo", "config", "config/_default/hugo", "config/_default/config")
    for ending in ("toml", "yaml", "yml", "json")
]
_HUGO_PARAMS = [f"config/_default/params.{ending}" for ending in ("toml", "yaml", "yml", "json")]
_DATA = (".yml", ".yaml", ".json", ".toml")
_WRITTEN = (".md", ".mdx", ".markdown", ".html")
_LISTS_POSTS = re.compile(
    r"\bfor\s+(\w+)\s+in\s+site\.posts\b(?:(?!\bendfor\b)[\s\S]){0,2000}?\bhref\s*=\s*[\"']?\{\{-?\s*\1\.(?!url\b|id\b|permalink\b)\w"
)
"""A list of posts that links to what their front matter holds; others print titles."""
_OWN_COLLECTIONS = frozenset({"posts", "drafts", "pages", "data"})
"""Names of Jekyll's that are no collection of the site's."""
_MOST_FILES = 60
_MOST_COLLECTIONS = 12
_MOST_TEXTS = 300
_MOST_FLAT = 5_000
"""Texts that are gone through for those that articles can print."""
_LONGEST_TEXT = 4_000
_LONGEST_VALUE = 600
_MOST_STARS = 4
"""In a path with more each of them could stand for every part of a long name."""
_ALIAS = re.compile(r"[@~#]/|\$lib/")
_TAG = re.compile(r"<[^<>]{0,400}>")


class Values:
    """Texts by path; the files are read on the first lookup."""

    def __init__(self, tree: Tree, generators: Sequence[str]) -> None:
        self._tree = tree
        self._generators = generators
        self._data: dict[str, object] | None = None
        self._messages = Messages(tree)
        self._translations: dict[str, object] | None = None
        self.collections = Collections(tree, self.file)
        self._files: dict[str, object] = {}
        self.filters: dict[str, str] = {}
        """Addresses that filters of the configuration return, by the filter's name."""

    def get(self, path: str) -> str | None:
        """Return the text at a path without HTML tags; None if there is none.

        ``*`` stands for any entry of a list or mapping: an entry with an affiliate link goes before others.
        """
        keys = path.lower().split(".")
        if path[:1] == "|":
            return self.filters.get(path[1:].lower())
        if path.startswith(MESSAGE):
            return self._messages.get(path.removeprefix(MESSAGE))
        if keys[0] == "i18n":
            return chosen_text(self._i18n(), keys[1:])
        return chosen_text(self._config(), keys)

    @property
    def has_bare_names(self) -> bool:
        """Whether templates call an article's front matter by its keys alone, as Eleventy's do."""
        return "eleventy" in self._generators

    def for_articles(self) -> dict[str, str]:
        """Return the texts that Liquid and Nunjucks in an article can print, by their path there, at most ``_MOST_TEXTS``.

        A filter that returns an address is there as ``|name``.
        """
        if {"jekyll", "eleventy", "mkdocs", "zola", "quarto"}.isdisjoint(self._generators):
            return {}
        data = self._config()
        found = _flat(data, "site") if "jekyll" in self._generators else _flat(data.get("data"), "")
        filters = {f"|{name}": url for name, url in self.filters.items()}
        return {**dict(sorted(_first_of_each(found).items())), **filters}

    def collection(self, name: str) -> list[object]:
        """Return the data of a content collection's entries, of at most ``_MOST_FILES`` files."""
        return [data for _, data in self.entries(name)]

    def entries(self, name: str) -> list[tuple[str, object]]:
        """Return the ids and the data of a content collection's entries."""
        return self.collections.entries(name)

    def is_written(self, name: str) -> bool:
        """Return whether the entries of a content collection are articles in files of their own, and no records."""
        return self.collections.is_written(name)

    def config(self, key: str) -> object:
        """Return a value of the site's configuration unchanged."""
        return self._config().get(key)

    def data(self) -> dict[str, object]:
        """Return the data files, by folder and name."""
        found = self._config().get("data")
        return found if isinstance(found, dict) else {}

    def hugo_params(self) -> dict[str, object]:
        """Return Hugo's ``params``, of the configuration and of the file for them."""
        found = self._config().get("params")
        params: dict[str, object] = dict(found) if isinstance(found, dict) else {}
        for more in [*map(self._parsed, _HUGO_PARAMS), *self._params_of_languages()]:
            params = {**more, **params}
        return params

    def _params_of_languages(self) -> list[dict[str, object]]:
        """Return the parameters that Hugo's languages set, those of the default language first."""
        known = self._config()
        languages = known.get("languages")
        main = str(known.get("defaultcontentlanguage") or "")
        entries = languages if isinstance(languages, dict) else {}
        ordered = sorted(entries, key=lambda name: str(name) != main)
        found = [entries[name].get("params") for name in ordered if isinstance(entries[name], dict)]
        return [one for one in found if isinstance(one, dict)]

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
                for more in [*map(self._parsed, _HUGO_PARAMS), *self._params_of_languages()]:
                    self._merge(more)
            if not {"eleventy", "jekyll", "hugo"}.isdisjoint(self._generators):
                self._read_data()
            if "jekyll" in self._generators:
                self._merge(self._jekyll_collections())
            known = self._data.setdefault("data", {})
            if isinstance(known, dict):
                for name, value in self._settings().items():
                    known.setdefault(name, value)
        return self._data

    def _jekyll_collections(self) -> dict[str, object]:
        """Return the front matter of the entries of each collection that the site declares, by the collection's name.

        Source: jekyllrb.com/docs/collections (``site.lamps``, ``collections_dir``).
        """
        declared = (self._data or {}).get("collections")
        parent = str((self._data or {}).get("collections_dir") or "").strip("/")
        names = (
            [str(name) for name in declared if name not in _OWN_COLLECTIONS]
            if isinstance(declared, dict | list)
            else []
        )
        found: dict[str, object] = {}
        for name in names[:_MOST_COLLECTIONS]:
            paths = self._tree.walk(f"{parent}/_{name}".lstrip("/"), _WRITTEN, 2)[:_MOST_FILES]
            entries = [entry for path in paths if isinstance(entry := self.collections.entry(path), dict) and entry]
            found |= {name: entries} if entries else {}
        pages = [path for path in self._tree.listing("")[0] if path.endswith(_WRITTEN)]
        if any(_LISTS_POSTS.search(self._tree.text(path) or "") for path in pages[:_MOST_FILES]):
            read = (self.collections.entry(path) for path in self._tree.walk("_posts", _WRITTEN, 2)[-_MOST_FILES:])
            found["posts"] = [entry for entry in read if isinstance(entry, dict) and entry]
        return found

    def _settings(self) -> dict[str, object]:
        """Return the settings that templates and articles see under a name of their own, its letters in lower case.

        Sources: mkdocs.org/dev-guide/themes (``config``), mkdocs-macros (``extra`` without its name),
        getzola.org/documentation/templates/overview (``config``), docs.getpelican.com/en/latest/themes.html.
        """
        found: dict[str, object] = {}
        if "mkdocs" in self._generators:
            config = lowered(mkdocs_settings(self._tree), 8)
            extra = config.get("extra") if isinstance(config, dict) else None
            found |= {"config": config} | (extra if isinstance(extra, dict) else {})
        if "hexo" in self._generators:
            found |= {"config": self._parsed("_config.yml"), "theme": lowered(theme_settings(self._tree), 8)}
        if "zola" in self._generators:
            found["config"] = self._parsed("config.toml")
        if "quarto" in self._generators:
            # quarto.org/docs/authoring/variables.html: {{< var lamp.shop >}}
            found |= self._parsed("_variables.yml") or self._parsed("_variables.yaml")
        if "pelican" in self._generators:
            settings = lowered(pelican_settings(self._tree), 8)
            found |= settings if isinstance(settings, dict) else {}
        return found

    def _read_data(self) -> None:
        source = self._data.get("source") if self._data else None
        folders = ["_data", "src/_data", f"{source}/_data" if isinstance(source, str) else "_data"]
        folders += ["data"] if "hugo" in self._generators else []
        data: dict[str, object] = {}
        code = SCRIPTS if "eleventy" in self._generators else ()
        for folder in dict.fromkeys(folders):
            for path in self._tree.walk(folder, (*_DATA, ".csv", *code), 2)[:_MOST_FILES]:
                *parents, name = path[len(folder) + 1 :].lower().split("/")
                place = data
                for parent in parents:
                    below = place.setdefault(parent, {})
                    place = below if isinstance(below, dict) else {}
                place.setdefault(name.rsplit(".", 1)[0], self.file(path))
        if self._data is not None:
            self._data.setdefault("data", data)
            for name in ("site", "metadata", "meta"):
                self._merge(data.get(name))

    def file(self, path: str) -> object:
        """Return the data in a file of YAML, JSON, TOML, CSV or code, its keys in lower case; None if it cannot be read."""
        if path not in self._files:
            text = self._tree.text(path)
            if path.endswith(SCRIPTS):
                found: object = exported(self._tree, path)
            else:
                found = table(text) if text and path.endswith(".csv") else self._tree.data(text, path) if text else None
            self._files[path] = lowered(found, 8)
        return self._files[path]

    def matching(self, pattern: str, near: str) -> list[object]:
        """Return the data in files of data by their path from the root, or from the folder of ``near``; ``*`` stands for any name."""
        beside = posixpath.dirname(near) if pattern[:1] == "." else ""
        path = posixpath.normpath(f"{beside}/{_ALIAS.sub('', pattern)}").lstrip("/")
        folder = path.partition("*")[0].rpartition("/")[0]
        is_open = "*" in path and (not folder or path.count("*") > _MOST_STARS)
        if not path.endswith((*_DATA, "/*")) or path.startswith("..") or is_open:
            return []
        roots = ("", "src/") if _ALIAS.match(pattern) else ("",)
        if "*" not in path:
            found = [self.file(one) for one in (f"{root}{path}" for root in roots) if self._tree.exists(one)]
        else:
            wanted = re.compile("(?:src/)?" + "[^/]*".join(map(re.escape, path.replace("**", "*").split("*"))))
            paths = [one for root in roots for one in self._tree.walk(f"{root}{folder}", _DATA, 2)]
            found = [self.file(one) for one in paths[:_MOST_FILES] if wanted.fullmatch(one)]
        return [one for one in found if one is not None]

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
        found = self._tree.data(text, path) if text else None
        read = lowered(found, 8)
        if isinstance(found, list):
            # Hugo's older translation files are lists of {id, translation}.
            pairs = [item for item in found if isinstance(item, dict) and "id" in item]
            return {str(item["id"]).lower(): item.get("translation") for item in pairs}
        return read if isinstance(read, dict) else {}


def table(text: str) -> list[dict[str, str]]:
    """Return the rows of a CSV file with a head, by column."""
    import csv  # noqa: PLC0415 - few sites keep tables

    rows = csv.DictReader(text.splitlines()[: _MOST_TEXTS + 1])
    try:
        return [{str(key): str(value) for key, value in row.items() if key} for row in rows]
    except csv.Error:
        return []


def _first_of_each(found: Iterator[tuple[str, str]]) -> dict[str, str]:
    """Return texts by path; where entries of a list have the same, an affiliate link before others."""
    from linter.site.template.addresses import is_affiliate  # noqa: PLC0415 - the registry loads slowly

    texts: dict[str, str] = {}
    for path, text in islice(found, _MOST_FLAT):
        before = texts.get(path)
        if before is None:
            if len(texts) < _MOST_TEXTS:
                texts[path] = text
        elif "://" in text and is_affiliate(text) and not is_affiliate(before):
            texts[path] = text
    return texts


def _flat(value: object, path: str) -> Iterator[tuple[str, str]]:
    """Yield every short text without blanks (an id, an address) with its path, ``*`` for the entries of a list."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _flat(item, f"{path}.{key}" if path else str(key))
    elif isinstance(value, list):
        for item in value:
            yield from _flat(item, f"{path}.*")
    elif isinstance(value, str) and 0 < len(value) < _LONGEST_VALUE and not re.search(r"\s", value):
        yield path, value


def chosen_text(value: object, keys: Sequence[str]) -> str | None:
    """Return the text below some keys, without HTML tags; of several (``*``) an affiliate link before others."""
    from linter.site.template.addresses import is_affiliate  # noqa: PLC0415 - the registry loads slowly

    found = [_TAG.sub(" ", text) for text in islice(_texts(value, list(keys)), _MOST_TEXTS)]
    is_open = any(key[:1] == "*" for key in keys)
    return next((text for text in found if is_open and is_affiliate(text)), found[0] if found else None)


def _texts(value: object, keys: list[str]) -> Iterator[str]:
    """Yield every text that the keys lead to."""
    if not keys:
        text = value.get("other") if isinstance(value, dict) else value
        if isinstance(text, str) and len(text) < _LONGEST_TEXT:
            yield text
    elif keys[0][:1] == "*":
        if isinstance(value, dict) and keys[1:2] == ["0"]:
            yield from (str(key) for key in value) if len(keys) == 2 else ()
            return
        # A map is a list of pairs in Liquid: item[1] is the entry.
        below = keys[2:] if isinstance(value, dict) and keys[1:2] == ["1"] else keys[1:]
        entries = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
        for entry in entries:
            if _is_chosen(entry, keys[0][1:]):
                yield from _texts(entry, below)
    elif isinstance(value, dict):
        yield from _texts(value.get(keys[0]), keys[1:])
    elif isinstance(value, list) and keys[0].isdigit() and int(keys[0]) < len(value):
        yield from _texts(value[int(keys[0])], keys[1:])


def _is_chosen(entry: object, selection: str) -> bool:
    """Say whether an entry has the values that a selection names (``id=ink&kind=pen``)."""
    if not selection:
        return True
    wanted = (one.partition("=") for one in selection.split("&"))
    return isinstance(entry, dict) and all(str(entry.get(name)).lower() == value for name, _, value in wanted)
