"""Notices above the article whose words only the build knows: ``{config.disclosureShort}``, ``{t("affiliate.notice")}``.

Settings that code loads and tables of translations are no templates, and what they hold is not read. A component that prints a text
of such a name above the article very likely discloses there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.article.emissions import SettingsNotice
from linter.facts.disclosure.telling_names import telling_name
from linter.site.rendering.disclosures import prints_article
from linter.site.rendering.expand import Expansion

if TYPE_CHECKING:
    from collections.abc import Iterable

    from linter.site.rendering.template_index import TemplateIndex
    from linter.site.template.events import Event

_LOADED = re.compile(
    r"(?:\$?t|tr|translate|i18n|useTranslations?|getTranslations?)\s*[(.?]|(?:\w*?(?:config|site|settings|messages|strings|dict\w*|copy|texts?"
    r"|labels|translations?|locale|lang|global))\b(?:\(\))?\??[.\[]",
    re.IGNORECASE,
)
"""What a text is taken from that no article sets: a call that translates, or the settings of the site."""
_APART = frozenset({"footer", "nav", "sidebar", "details", "hidden"})
_LONGEST = 80


def unread_notice(index: TemplateIndex, paths: Iterable[str]) -> SettingsNotice | None:
    """Return the first notice of unknown words that a page or layout prints above the article, None if there is none."""
    for path in dict.fromkeys(paths):
        template = index.load(path)
        if template is None or template.flavour != "script":
            continue
        walk = Expansion(index)
        try:
            walk.name(template)
        except RecursionError:
            continue
        place = next((at for at, event in enumerate(walk.events) if prints_article([event])), 0)
        for event in walk.events[:place]:
            if _is_notice(event):
                return SettingsNotice("", event.text[:_LONGEST], index.place(event.path, event.at), is_apart=False)
    return None


def _is_notice(event: Event) -> bool:
    """Return whether an event is the text of a notice by its name, in sight."""
    if event.kind != "unread" or event.region in _APART:
        return False
    return _LOADED.match(event.text.strip()) is not None and telling_name("template").search(event.text) is not None
