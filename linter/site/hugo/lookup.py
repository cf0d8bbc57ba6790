"""Find the template that Hugo takes for a page, by its kind, section, type and layout.

Source: gohugo.io/templates/lookup-order.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from linter.site.hugo.known import text_of

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence

    from linter.article.emissions import PageValues
    from linter.site.generator.values import Values
    from linter.site.hugo.known import Value

_SINGLES = ("single.html", "page.html")
_LISTS = ("section.html", "list.html", "all.html")
_HOME = ("index.html", "home.html", "list.html", "all.html")
_NOT_PAGES = frozenset({"partials", "shortcodes", "_markup", "_internal"})


def content_folders(values: Values) -> tuple[str, ...]:
    """Return the folders of a site's articles, those of its languages first (``contentDir``)."""
    languages = values.config("languages")
    entries = languages.values() if isinstance(languages, dict) else ()
    named = [one.get("contentdir") for one in entries if isinstance(one, dict)]
    cleaned = [str(one).strip("./") for one in [*named, values.config("contentdir")] if one]
    return tuple(sorted({*cleaned, "content"}, key=lambda one: (-one.count("/"), one)))


def below_content(path: str, folders: Sequence[str]) -> str | None:
    """Return the path of an article below the folder of articles that it is in; None if it is in none."""
    whole = f"/{path}"
    return next((whole.rpartition(f"/{folder}/")[2] for folder in folders if f"/{folder}/" in whole), None)


def section_of(path: str, folders: Sequence[str]) -> str:
    """Return the section of an article: the first folder below those of articles, empty for a page right in one."""
    below = below_content(path, folders) or ""
    return below.split("/")[0] if "/" in below else ""


def is_branch(path: str) -> bool:
    """Return whether a file is the page of a section, or the home page, which list others."""
    return path.rsplit("/", 1)[-1].startswith("_index.")


def template_of(page: PageValues, names: Container[str], section: str) -> str | None:
    """Return the name of the template for a page."""
    lowered = {str(key).lower(): value for key, value in page.data.items()}
    kinds = dict.fromkeys([text_of(lowered.get("type")).lower(), section.lower(), "_default", ""])
    layout = text_of(lowered.get("layout"))
    branch = is_branch(page.path)
    folders = [*(kind for kind in kinds if kind), *(["section"] if branch and section else []), ""]
    found = _SINGLES if not branch else _LISTS if section else _HOME
    named = [(folder, f"{layout.lower()}.html") for folder in folders] if layout else []
    pairs = [*named, *((folder, leaf) for folder in folders for leaf in found)]
    paths = (f"{folder}/{leaf}".removeprefix("/") for folder, leaf in pairs)
    return next((path for path in paths if path in names), None)


def is_of_pages(name: str) -> bool:
    """Return whether a template may stand around an article, be it a page or a section's."""
    folder, _, leaf = name.rpartition("/")
    if not leaf.endswith(".html") or folder.split("/")[0] in _NOT_PAGES:
        return False
    return leaf in {*_SINGLES, *_LISTS} or "/" not in folder


def calls_shortcode(text: str, name: str) -> bool:
    """Return whether an article calls a shortcode, as ``.HasShortcode`` says (gohugo.io/methods/page/hasshortcode)."""
    return re.search(rf"\{{\{{[<%]-?[ \t\r\n]*{re.escape(name)}(?![\w.-])", text) is not None


def lowered(value: Mapping[str, object]) -> dict[str, Value]:
    """Return data with its keys in lower case, as Hugo compares them."""
    return {
        str(key).lower(): lowered(item)
        if isinstance(item, dict)
        else [lowered(one) if isinstance(one, dict) else one for one in item]
        if isinstance(item, list)
        else item
        for key, item in value.items()
    }
