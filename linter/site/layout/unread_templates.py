"""Find a notice in templates of a language that nobody here reads: where it stands is not known, and that it is there is.

Engines with layouts in Pug, Mako, ERB, Haml, Slim, Twig, Blade, Razor, Handlebars or in code, and generators that nobody has
heard of, print a disclosure as well as any other. What such a template says is searched for words alone.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.article.emissions import SettingsNotice, TemplatePlace
from linter.article.regions import BLOCKS
from linter.facts.disclosure.detector import DisclosureDetector
from linter.facts.disclosure.telling_names import telling_name
from linter.site.template.template_roles import role_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.site.files import Tree

_UNREAD = (
    ".pug", ".jade", ".hbs", ".handlebars", ".mustache", ".ejs", ".eta", ".vto", ".tmpl", ".mako", ".mak", ".twig", ".blade.php", ".phtml",
    ".latte", ".tpl", ".erb", ".haml", ".slim", ".cshtml", ".marko", ".dust", ".ftl", ".gsp", ".11ty.js", ".11ty.cjs", ".11ty.mjs", ".11ty.ts",
    ".11ty.tsx", ".11ty.jsx",
)  # fmt: skip
_MARKUP = (".html", ".htm", ".xhtml", ".njk", ".liquid", ".jinja", ".jinja2", ".j2", ".swig", ".php", ".inc")
"""Endings of templates that are read where the generator is known."""
_PARTLY_READ = frozenset({"hexo", "eleventy", "jekyll"})
"""Generators that have templates of several languages, or folders of the same names as others."""
_UNKNOWN = frozenset({"static", "quarto", "mdbook"})
_BASES = ("", "src/", "source/", "site/", "app/", "input/", "user/", "resources/")
_FOLDERS = ("layouts", "_layouts", "layout", "templates", "_templates", "_includes", "includes", "partials", "_partials", "_views", "views",
            "theme", "themes", "_theme")  # fmt: skip
_MOST_FILES = 300
_APART = frozenset({"footer", "sidebar", "end"})
_COMMENTS = re.compile(
    r"<!--[\s\S]{0,8000}?-->|\{#[\s\S]{0,4000}?#\}|\{\{!--[\s\S]{0,4000}?--\}\}|\{\{--[\s\S]{0,4000}?--\}\}|<%(?:#|--)[\s\S]{0,4000}?%>|@\*[\s\S]{0,4000}?\*@"
    r"|/\*[\s\S]{0,4000}?\*/|^[ \t]*(?://|-#|##|/(?![/*\w]))[^\n]*",
    re.MULTILINE,
)
_TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]{0,20})\b[^<>]{0,400}>|<[^<>]{0,400}>")
# Quotation marks around strings of code; those of a sentence would make it a quotation too.
_MARKS = re.compile(r"[\"`]|(?<!\w)'|'(?!\w)")
_EXTENDS = re.compile(r"\{%-?\s*extends\b")
_PRINTS = re.compile(
    r"\{\{[^{}]{0,200}?\b(?:contents?|body|html|article|post|entry|page|text|super|markdown|rendered)\b", re.IGNORECASE
)
"""What a template that extends another prints if it is one for articles."""
_BY_LINE = (".pug", ".jade", ".haml", ".slim")
"""Endings of templates in which a line begins with its element."""
_ELEMENT = re.compile(r"[ \t]*(?:[%.#]?[\w.#-]{1,80}(?:\([^()]{0,400}\))?[ \t]+|[|'][ \t]*)")
_NOT_BLANK = re.compile(r"[^\n]")


def unread_notice(tree: Tree, detected: tuple[str, ...]) -> SettingsNotice | None:
    """Return the first disclosure in a template that was not read, one that may stand above the articles before others."""
    found = list(_notices(tree, detected))
    return min(found, key=lambda one: one.is_apart, default=None)


def _notices(tree: Tree, detected: tuple[str, ...]) -> Iterator[SettingsNotice]:
    is_unknown = not detected or not _UNKNOWN.isdisjoint(detected)
    if not is_unknown and _PARTLY_READ.isdisjoint(detected):
        return
    for path in islice(dict.fromkeys(_paths(tree, (*_UNREAD, *_MARKUP) if is_unknown else _UNREAD)), _MOST_FILES):
        text = tree.text(path) or ""
        if _is_page_of_its_own(path, text):
            continue
        at, said = _disclosure(path, text)
        if said:
            is_apart = role_of(path.rpartition("/")[2]) in _APART or _is_in_footer(text, at)
            place = TemplatePlace(path, text.count("\n", 0, at) + 1)
            yield SettingsNotice(said, "", place, is_apart=is_apart, is_unread=True)


def _is_page_of_its_own(path: str, text: str) -> bool:
    """Return whether a template is a page by itself (an imprint, “about us”): it prints no article, and its name is no part's."""
    stem = path.rpartition("/")[2].partition(".")[0]
    name = re.sub(r"[-_]+", " ", stem).strip().lower()
    if telling_name("policy-page").fullmatch(name) and not telling_name("template").search(stem):
        return True
    return _EXTENDS.search(text) is not None and _PRINTS.search(text) is None


def _paths(tree: Tree, endings: tuple[str, ...]) -> Iterator[str]:
    for base in _BASES:
        for folder in _FOLDERS:
            yield from tree.walk(f"{base}{folder}", endings)
        yield from tree.walk(base.rstrip("/"), _UNREAD, 0)


def _blank(found: re.Match[str]) -> str:
    return _NOT_BLANK.sub(" ", found.group())


def _break(found: re.Match[str]) -> str:
    """Return what stands for a tag, of its length: an end of a paragraph for an element that is a block."""
    blank = _blank(found)
    return f"\n\n{blank[2:]}" if found[1] and found[1].lower() in BLOCKS else blank


def _disclosure(path: str, text: str) -> tuple[int, str]:
    """Return where the clearest sentence stands in a template that discloses, and the sentence; an empty one where none does."""
    shown = _COMMENTS.sub(_blank, text)
    if not DisclosureDetector.default().is_candidate(shown):
        return 0, ""
    if not path.endswith(_BY_LINE):
        return min(_said(_MARKS.sub(" ", _TAG.sub(_break, shown)), 0), default=(0, 0, ""))[1:]
    found: list[tuple[int, int, str]] = []
    at = 0
    for line in shown.split("\n"):
        name = _ELEMENT.match(line)
        behind = _said(line[name.end() :], at + name.end()) if name is not None else []
        found += behind or _said(line, at)
        at += len(line) + 1
    return min(found, default=(0, 0, ""))[1:]


def _said(text: str, start: int) -> list[tuple[int, int, str]]:
    """Return the sentences of a text that disclose: 0 for a clear one, its place and its words."""
    detector = DisclosureDetector.default()
    found = detector.find(text) if detector.is_candidate(text) else ()
    return [
        (int(one.strength != "clear"), start + one.start, " ".join(text[one.start : one.end].split()))
        for one in found
        if one.strength != "negated" and one.kind not in {"label", "gift"}
    ]


def _is_in_footer(text: str, at: int) -> bool:
    """Return whether an element called footer is open at an offset, by its tags or, where there are none, by indentation."""
    before = text[:at].lower()
    if before.rfind("<footer") > before.rfind("</footer"):
        return True
    *lines, last = before.split("\n")
    depth = len(last) - len(last.lstrip())
    for line in reversed(lines[-200:]):
        inner = len(line) - len(line.lstrip())
        if line.strip() and inner < depth:
            depth = inner
            if line.lstrip(" \t%.#").startswith("footer"):
                return True
    return False
