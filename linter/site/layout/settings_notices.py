"""A disclosure in the site's own settings where only a theme outside the repository can print it."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Literal

from linter import lazy_re as re
from linter.article.emissions import LayoutDisclosure, SettingsNotice, TemplatePlace
from linter.facts.disclosure.detector import DisclosureDetector
from linter.facts.disclosure.telling_names import telling_name
from linter.site.files import parse_data
from linter.site.generator.detection import configuration_files
from linter.site.generator.jekyll_theme import prints_articles_itself

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.site.files import Tree

_HUGO_FOLDER = "config/_default"
# Settings of their own: params.toml, params.fr.toml, languages.toml, languages.fr.toml.
_HUGO_PART = re.compile(r"(?:params|languages)(?:\.[\w-]{1,20})?\.(?:toml|ya?ml|json)")
_MOST_PARTS = 40
_SETTINGS = {
    "hugo": (
        *configuration_files("hugo"),
        *(
            f"config/_default/{name}.{end}"
            for name in ("hugo", "config", "module")
            for end in ("toml", "yaml", "yml", "json")
        ),
    ),
    "jekyll": configuration_files("jekyll"),
    "hexo": ("_config.yml",),
    "zola": ("config.toml",),
    "mkdocs": configuration_files("mkdocs"),
}
_TEMPLATES = ("layouts", "_layouts", "_includes", "templates", "overrides", "themes")
_TEMPLATE_FILES = (".html", ".htm", ".njk", ".liquid", ".ejs", ".swig", ".md")
_APART = re.compile(r"side|foot|copyright|bottom|nav|menu|aside", re.IGNORECASE)
_BESIDE = re.compile(r"side", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{0,400}>")
_MOST_TEXTS = 400
_SWITCHES = ("enable", "enabled", "show", "display", "active")
# A link to a page of that name is no notice.
_APART_FROM_NOTICE = re.compile(r"page|link|menu|url", re.IGNORECASE)
_FEWEST_WORDS = 3
_SHORTEST = 15
_LONGEST = 4_000
_BEGINNING = 40


def settings_notice(tree: Tree, detected: tuple[str, ...]) -> SettingsNotice | None:
    """Return the first disclosure in the settings of a site whose theme is not in the repository, if no template here prints it."""
    for name in detected:
        parts = _hugo_parts(tree) if name == "hugo" else ()
        is_elsewhere = theme_is_elsewhere(tree, name)
        for path in (*_SETTINGS.get(name, ()), *parts):
            text = tree.text(path) if (is_elsewhere or path in parts) and tree.exists(path) else None
            data = parse_data(text, path) if text else None
            for key, said in islice(_notices(data), _MOST_TEXTS) if text is not None else ():
                if not _is_printed_here(tree, key.rsplit(".", 1)[-1]):
                    place = TemplatePlace(path, _line(text or "", said, key.rsplit(".", 1)[-1]))
                    return SettingsNotice(said, key, place, is_apart=_APART.search(key) is not None)
    return None


def shown_apart(setting: SettingsNotice) -> LayoutDisclosure:
    """Return a notice whose name says where a theme shows it (a footer, a copyright line, a sidebar) as what it is there."""
    said = next(iter(DisclosureDetector.default().find(setting.text)), None)
    return LayoutDisclosure(
        setting.text,
        "weak" if said is not None and said.strength == "weak" else "clear",
        "bottom",
        source=setting.written.path,
        where="sidebar" if _BESIDE.search(setting.key or setting.written.path.rpartition("/")[2]) else "footer",
        written=setting.written,
    )


def theme_is_elsewhere(tree: Tree, generator: str) -> bool:
    """Say whether the settings of a site name a theme that is no folder of the repository, and articles need it."""
    for path in _SETTINGS.get(generator, ()):
        data = parse_data(tree.text(path) or "", path) if tree.exists(path) else None
        data = {"module": data} if isinstance(data, dict) and path.startswith(f"{_HUGO_FOLDER}/module.") else data
        if isinstance(data, dict) and _theme_is_elsewhere(tree, generator, data):
            return True
    return False


def has_gem(tree: Tree) -> bool:
    """Say whether a Jekyll site names a theme at all, whose layouts articles may name."""
    found = (parse_data(tree.text(path) or "", path) for path in _SETTINGS["jekyll"] if tree.exists(path))
    return any(isinstance(data, dict) and _names_gem(data) for data in found)


def _names_gem(data: dict[str, object]) -> bool:
    return bool(data.get("theme") or data.get("remote_theme"))


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
        return _names_gem(data) and not prints_articles_itself(tree, data)
    if isinstance(module := data.get("module"), dict) and module.get("imports"):
        return not tree.listing("_vendor")[1]
    theme, folder = data.get("theme"), data.get("themesDir", "themes")
    names = theme if isinstance(theme, list) else [theme]
    return any(isinstance(one, str) and one and not any(tree.listing(f"{folder}/{one}")) for one in names)


def _notices(data: object) -> Iterator[tuple[str, str]]:
    """Yield what settings disclose, with its path: a text that says so, or one or a switch under the name of a notice."""
    for key, value in islice(_values(data, ""), _MOST_TEXTS):
        *_, above, last = ("", *key.split("."))
        tells = any(map(telling_name("template").search, (last, above)))
        if value is True:
            if tells and _APART_FROM_NOTICE.search(key) is None:
                yield key, f"{last}: true"
        elif said := disclosure_in(value):
            yield key, said
        elif tells and len(value.split()) >= _FEWEST_WORDS and not _denies(value):
            yield key, value.strip()


def _values(value: object, path: str) -> Iterator[tuple[str, str | Literal[True]]]:
    """Yield every text that is long enough to say something, and every switch that is on, with its path; nothing of what is off."""
    if isinstance(value, dict):
        if path and any(value.get(key) is False for key in _SWITCHES):
            return
        for key, item in value.items():
            yield from _values(item, f"{path}.{key}" if path else str(key))
    elif isinstance(value, list):
        for item in value:
            yield from _values(item, path)
    elif value is True:
        yield path, True
    elif isinstance(value, str) and _SHORTEST <= len(value) <= _LONGEST:
        yield path, _TAG.sub(" ", value)


def disclosure_in(text: str) -> str:
    """Return the sentence of a text that discloses, empty where none does."""
    detector = DisclosureDetector.default()
    if not detector.is_candidate(text):
        return ""
    found = (item for item in detector.find(text) if item.strength != "negated" and item.kind not in {"label", "gift"})
    first = next(found, None)
    return text[first.start : first.end].strip() if first is not None else ""


def _denies(text: str) -> bool:
    return any(item.strength == "negated" for item in DisclosureDetector.default().find(text))


def _is_printed_here(tree: Tree, key: str) -> bool:
    """Say whether a template of the repository names the key: then what it prints has been read."""
    wanted = re.compile(rf"\b{re.escape(key)}\b", re.IGNORECASE)
    paths = (path for folder in _TEMPLATES for path in tree.walk(folder, _TEMPLATE_FILES, 4))
    return any(wanted.search(tree.text(path) or "") for path in paths)


def _line(text: str, said: str, key: str) -> int:
    at = text.find(said.splitlines()[0][:_BEGINNING])
    return text.count("\n", 0, at if at >= 0 else max(0, text.find(key))) + 1
