"""Notices that a site has ready and an article is not known to show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.facts.disclosure.telling_names import telling_name
from linter.records import dataclass

if TYPE_CHECKING:
    from linter.article.emissions import Emissions, Printed, SettingsNotice
    from linter.article.model import Article

# The names that an import binds: "import Name from", "import { A, B as C } from".
_IMPORTED_NAME = re.compile(r"\b([A-Z]\w{2,60})\b(?=[^'\"`]{0,200}\bfrom\b)")
# Templates that no article calls by name.
_NOT_CALLED = re.compile(r"footer|(?:^|[ /])_?partials/", re.IGNORECASE)
_COMPONENT_FILES = (".astro", ".jsx", ".tsx", ".vue", ".svelte", ".js", ".ts", ".mdx")


@dataclass(frozen=True, slots=True)
class UnusedNotice:
    """A disclosure of the site that this article is not known to show, in words.

    ``may_show`` says that another template prints it, perhaps around this article.
    """

    text: str
    may_show: bool = False
    is_doubtful: bool = False
    """Whether it may stand beside or below the article, where it would not suffice."""


def unused_notice(article: Article, emissions: Emissions) -> UnusedNotice | None:
    """Name a notice that the article imports and never prints, else a template of the site that would print one."""
    imported = " ".join(emission.arguments for emission in article.emitted if emission.kind == "import")
    for name in _IMPORTED_NAME.findall(imported):
        if telling_name("template").search(name) and f"<{name}" not in article.source.text:
            return UnusedNotice(f"{name} is imported here and never used")
    if article.is_code:
        return None
    if emissions.setting is not None:
        return _in_settings(emissions.setting)
    known = [
        printed
        for name, printed in emissions.names.items()
        if printed.disclosure is not None
        and printed.strength == "clear"
        and printed.source
        and not printed.is_hidden
        and not _NOT_CALLED.search(f"{name} {printed.source}")
    ]
    # A component that another one prints may stand around the article by a way that was not followed.
    first = min(known, key=lambda printed: (not _is_printed_elsewhere(printed), printed.source), default=None)
    if first is None:
        return None
    if _is_printed_elsewhere(first):
        text = f"{first.source}, which {first.caller} prints, has a disclosure; it may stand around this article"
        return UnusedNotice(text, may_show=True)
    return UnusedNotice(f"{first.source} prints a disclosure where an article calls it")


def _in_settings(setting: SettingsNotice) -> UnusedNotice:
    if not setting.text:
        text = f"{setting.written.path}:{setting.written.line} prints {setting.key} above the article; its words were not found"
        return UnusedNotice(text, may_show=True)
    where = "beside or below the articles" if setting.is_apart else "around the articles"
    key = f" in {setting.key}" if setting.key else ""
    place = f"{setting.written.path}:{setting.written.line}"
    if setting.is_unread:
        text = f"{place} has a disclosure, which may stand {where}; templates of this language are not read"
    else:
        text = f"{place} has a disclosure{key}, which the theme may print {where}; the theme is not in the repository"
    return UnusedNotice(text, may_show=not setting.is_apart, is_doubtful=setting.is_apart)


def _is_printed_elsewhere(printed: Printed) -> bool:
    return bool(printed.caller) and printed.source.endswith(_COMPONENT_FILES)
