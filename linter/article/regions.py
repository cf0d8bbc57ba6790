"""Classify HTML elements as blocks, regions or elements without text, and detect hidden elements.

Sources: HTML Standard, section 15 "Rendering" (display types), section 13.1.2 (void elements, optional tags).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.article.hiding import hiding

if TYPE_CHECKING:
    from collections.abc import Mapping

VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)

UNSEEN = frozenset(
    [
        "script",
        "style",
        "template",
        "iframe",
        "object",
        "svg",
        "math",
        "textarea",
        "title",
        "video",
        "audio",
        "canvas",
        "noframes",
    ]
)
"""Elements whose content is not visible text."""

CODE_LIKE = frozenset({"code", "kbd", "samp", "tt"})
"""Inline elements that are one object in the visible text."""

HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}

BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "head",
        "header",
        "hgroup",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "noscript",
        "ol",
        "p",
        "pre",
        "search",
        "section",
        "select",
        "option",
        "optgroup",
        "button",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
        "label",
    ]
)

LABELS = frozenset({"button", "option", "select", "label", "legend", "optgroup"})

KIND_BY_TAG = {
    "li": "list-item",
    "blockquote": "quote",
    "td": "cell",
    "th": "cell",
    "figcaption": "caption",
    "caption": "caption",
    "dt": "term",
    "dd": "definition",
    "summary": "summary",
    "pre": "code",
} | dict.fromkeys(LABELS, "label")
"""The kind of a paragraph inside such an element; the nearest one decides."""

_REGION_TAGS = {
    "article": "article",
    "main": "main",
    "aside": "aside",
    "footer": "footer",
    "nav": "nav",
    "header": "header",
    "details": "details",
    "blockquote": "quote",
    "figure": "figure",
    "table": "table",
    "ul": "list",
    "ol": "list",
    "dl": "list",
    "noscript": "hidden",
    "dialog": "hidden",
    "footnote": "footnote",
}
_REGIONS_BY_TAG = {tag: frozenset({region}) for tag, region in _REGION_TAGS.items()}
_NO_REGIONS: frozenset[str] = frozenset()
_REGION_ROLES = {"contentinfo": "footer", "navigation": "nav", "complementary": "aside", "banner": "header"}
_FOOTER_NAME = re.compile(
    r"(?:(?:site|website|page|global|main|app|layout|theme|blog|bottom)[-_]{1,2})?footer(?:[-_]{1,2}[a-z0-9_-]+)?|colophon"
)
"""Classes and ids of a page's footer and its parts; an article or a card may have a footer too."""
_SIDEBAR_NAME = re.compile(
    r"(?:(?:site|page|layout|app|blog|post|article|main|content|left|right|primary|secondary|sticky)[-_]{1,2})?side-?(?:bar|nav|column)"
    r"(?:[-_]{1,2}(?:left|right|inner|wrapper|wrap|container|content|area|column|main|primary|secondary|widgets?|sticky|\d+))*"
    r"|(?:(?:left|right)[-_])?rail|widgets?(?:-area)?|toc|table-of-contents"
)
"""Classes and ids of a column beside the article; what holds the article too has a longer name (``has-sidebar``)."""
_SIDEBAR_TAGS = frozenset({"aside", "div", "section", "ul"})
_OPENED = frozenset({"details", "dialog"})
"""Elements that are closed unless they have ``open``."""

CLOSED_BY: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "li": (frozenset({"li"}), frozenset({"ul", "ol", "menu", "dir"})),
    "dt": (frozenset({"dt", "dd"}), frozenset({"dl"})),
    "dd": (frozenset({"dt", "dd"}), frozenset({"dl"})),
    "tr": (frozenset({"tr", "td", "th"}), frozenset({"table"})),
    "td": (frozenset({"td", "th"}), frozenset({"tr", "table"})),
    "th": (frozenset({"td", "th"}), frozenset({"tr", "table"})),
    "thead": (frozenset({"tr", "tbody", "tfoot"}), frozenset({"table"})),
    "tbody": (frozenset({"tr", "thead", "tfoot", "tbody"}), frozenset({"table"})),
    "tfoot": (frozenset({"tr", "thead", "tbody"}), frozenset({"table"})),
    "option": (frozenset({"option"}), frozenset({"select", "optgroup"})),
}
"""Optional end tags: a start tag closes these open elements, up to (not beyond) the limits."""


def regions_of(tag: str, attrs: Mapping[str, str]) -> frozenset[str]:
    """Return the regions that an element opens, by its tag, role, classes, id and inline style."""
    by_tag = _REGIONS_BY_TAG.get(tag, _NO_REGIONS)
    if not attrs:
        return by_tag
    found = set(by_tag) if tag not in _OPENED or "open" not in attrs else set()
    role = attrs.get("role", "").lower()
    if role in _REGION_ROLES:
        found.add(_REGION_ROLES[role])
    classes = attrs.get("class") or attrs.get("classname") or ""
    names = {*classes.lower().split(), attrs.get("id", "").lower()}
    if any(map(_FOOTER_NAME.fullmatch, names)):
        found.add("footer")
    if is_sidebar(tag, attrs, names):
        found.add("sidebar")
    found.add(hiding(attrs, classes))
    found.discard("")
    return frozenset(found)


def is_sidebar(tag: str, attrs: Mapping[str, str], names: set[str]) -> bool:
    """Say whether an element is a column beside the article, by its classes (``names``, lower-case) or id."""
    if tag not in _SIDEBAR_TAGS:
        return False
    return any(map(_SIDEBAR_NAME.fullmatch, (*names, attrs.get("id", "").lower())))


def is_hidden(attrs: Mapping[str, str], names: set[str]) -> bool:
    """Say whether an element with these attributes and classes is out of sight, on small screens at least."""
    return hiding(attrs, " ".join(sorted(names))) in {"hidden", "closed", "small-screens"}
