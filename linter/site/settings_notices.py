"""A disclosure in the site's own settings where only a theme outside the repository can print it."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from linter.article.emissions import SettingsNotice, TemplatePlace
from linter.facts.disclosure.detector import DisclosureDetector
from linter.site.files import parse_data
from linter.site.generator import configuration_files

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.site.files import Tree

_HUGO_FOLDER = "config/_default"
# Settings of their own: params.toml, params.fr.toml, languages.toml, languages.fr.toml.
_HUGO_PART = re.compile(r"(?:params|languages)(?:\.[\w-]{1,20})?\.(?:toml|ya?ml|json)")
_MOST_PARTS = 40
_SETTINGS = {
    "hugo": configuration_files("hugo"),
    "jekyll": configuration_files("jekyll"),
    "hexo": ("_config.yml",),
    "zola": ("config.toml",),
    "mkdocs": configuration_files("mkdocs"),
}
_TEMPLATES = ("layouts", "_layouts", "_includes", "templates", "overrides", "themes")
_TEMPLATE_FILES = (".html", ".htm", ".njk", ".liquid", ".ejs", ".swig", ".md")
_APART = re.compile(r"side|foot|copyright|bottom|nav|menu|aside", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{0,400}>")
_MOST_TEXTS = 400
_SHORTEST = 15
_LONGEST = 4_000
_BEGINNING = 40


def settings_notice(tree: Tree, detected: tuple[str, ...]) -> SettingsNotice | None:
    """Return the first disclosure in the settings of a site whose theme is not in the repository, if no template here prints it."""
    for name in detected:
        parts = _hugo_parts(tree) if name == "hugo" else ()
        for path in (*_SETTINGS.get(name, ()), *parts):
            text = tree.text(path) if tree.exists(path) else None
            data = parse_data(text, path) if text else None
            if text is None or not isinstance(data, dict):
                continue
            if path not in parts and not _theme_is_elsewhere(tree, name, data):
                break
            for key, value in islice(_texts(data, ""), _MOST_TEXTS):
                said = _disclosure(value)
                if said and not _is_printed_here(tree, key.rsplit(".", 1)[-1]):
                    place = TemplatePlace(path, _line(text, said, key.rsplit(".", 1)[-1]))
                    return SettingsNotice(said, key, place, is_apart=_APART.search(key) is not None)
    return None


def _hugo_parts(tree: Tree) -> tuple[str, ...]:
    """Return the files of a Hugo site that hold its parameters and those of its languages.

    Source: gohugo.io/configuration/introduction/#configuration-directory.
    """
    names = [name for name in tree.listing(_HUGO_FOLDER)[0] if _HUGO_PART.fullmatch(name)]
    return tuple(f"{_HUGO_FOLDER}/{name}" for name in sorted(names)[:_MOST_PARTS])


def _theme_is_elsewhere(tree: Tree, generator: str, data: dict[str, object]) -> bool:
    """Say whether the site names a theme that is no folder of the repository: a module, a gem, a package, a submodule left out."""
    if generator == "mkdocs":
        return True
    if generator == "jekyll":
        return bool(data.get("theme") or data.get("remote_theme"))
    if isinstance(module := data.get("module"), dict) and module.get("imports"):
        return not tree.listing("_vendor")[1]
    theme = data.get("theme")
    names = theme if isinstance(theme, list) else [theme]
    return any(isinstance(one, str) and one and not any(tree.listing(f"themes/{one}")) for one in names)


def _texts(value: object, path: str) -> Iterator[tuple[str, str]]:
    """Yield every text that is long enough to say something, with its path."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _texts(item, f"{path}.{key}" if path else str(key))
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item, path)
    elif isinstance(value, str) and _SHORTEST <= len(value) <= _LONGEST:
        yield path, _TAG.sub(" ", value)


def _disclosure(text: str) -> str:
    """Return the sentence of a text that discloses, empty where none does."""
    detector = DisclosureDetector.default()
    if not detector.is_candidate(text):
        return ""
    found = (item for item in detector.find(text) if item.strength != "negated" and item.kind not in {"label", "gift"})
    first = next(found, None)
    return text[first.start : first.end].strip() if first is not None else ""


def _is_printed_here(tree: Tree, key: str) -> bool:
    """Say whether a template of the repository names the key: then what it prints has been read."""
    wanted = re.compile(rf"\b{re.escape(key)}\b", re.IGNORECASE)
    paths = (path for folder in _TEMPLATES for path in tree.walk(folder, _TEMPLATE_FILES, 4))
    return any(wanted.search(tree.text(path) or "") for path in paths)


def _line(text: str, said: str, key: str) -> int:
    at = text.find(said.splitlines()[0][:_BEGINNING])
    return text.count("\n", 0, at if at >= 0 else max(0, text.find(key))) + 1
