"""Reads pages that are code: the template part of Astro, Vue and Svelte, and what the component of a JSX file returns."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.article.builder import ArticleBuilder
from linter.article.code_markup import CodeMarkup, MarkupScanner, TooDeepError
from linter.article.code_tags import code_of
from linter.article.containers import merged
from linter.article.fills import OBJECT_FILL
from linter.article.html import HtmlFeeder
from linter.article.imports import DECLARATION
from linter.article.link import LinkPlace, link_place
from linter.article.tags import scan_tag

if TYPE_CHECKING:
    from linter.article.link import Link
    from linter.article.model import Article
    from linter.source import Source

_FENCE = re.compile(r"\A\s*---[ \t]*\r?\n[\s\S]*?\n---[ \t]*(?:\r?\n|\Z)")
_TEMPLATE = re.compile(r"<template(?:\s[^<>]*)?>")
_SECTION = re.compile(r"<(script|style)\b[^<>]*>[\s\S]*?</\1\s*>")
_DEFAULT = re.compile(
    r"^export\s+default\s+(?:(?:async\s+)?(?:function\*?|class)\s+([A-Z][\w$]*)|(?:[\w.]+\(\s*)*([A-Z][\w$]*))",
    re.MULTILINE,
)
_FUNCTION = re.compile(
    r"^(?:export\s+)?(?:default\s+)?(?:async\s+)?(?:(?:function|class)\s+([A-Za-z_$][\w$]*)|(?:const|let|var)\s+([A-Za-z_$][\w$]*)\s*"
    r"(?::[^=\n]{1,120})?=\s*(?:(?:React\.)?(?:memo|forwardRef)(?:<[^()]{0,200}>)?\(\s*){0,2}(?:async\s*)?(?:function\b|\(|[\w$]+\s*=>))",
    re.MULTILINE,
)
# const row = (pen) => {, function row(pen) {: a function inside a component
_INNER = re.compile(
    r"^[ \t]+(?:async\s+)?(?:function\s+[a-z_$][\w$]*\s*\(|(?:const|let|var)\s+[a-z_$][\w$]*\s*(?::[^=\n]{1,120})?=\s*(?:useCallback\(\s*)?"
    r"(?:async\s*)?(?:function\b|\([^()]{0,400}\)\s*(?::[^=\n]{1,60})?=>|[\w$]+\s*=>))",
    re.MULTILINE,
)
_CALLED = re.compile(r"<([A-Z][\w$]*)")
_LONGEST = 500_000
"""Characters of a page; a longer file is data, or made by a program."""
_FARTHEST = 20_000
_MOST_AROUND = 6
"""Functions before a piece of markup that are tried as the one around it."""
_LINK_TAG = re.compile(r"<(/?)a(?=[\s>])")
_BOUND = (":href", "v-bind:href")


def read_code_page(source: Source, format_: str) -> Article:
    """Parse a page that is code; offsets are those of its file."""
    builder = ArticleBuilder(source, format_)
    markup = _markup(source.text, format_)
    builder.emitted = markup.emitted
    feeder = HtmlFeeder(builder)
    feeder.feed(markup.text, 0, len(markup.text))
    article = builder.build()
    for link in article.links:
        _name_expression(link)
    return article


def _markup(text: str, format_: str) -> CodeMarkup:
    """Return the page as HTML of the same length; blank where it is nested too deep to be followed, or too long for a page."""
    scanner = MarkupScanner(text, format_)
    if len(text) > _LONGEST:
        return scanner.result()
    try:
        if format_ == "jsx":
            scanner.code(0, 0)
            return _of_page(text, scanner.result())
        start, end = _template(text) if format_ == "vue" else (_script_end(text, format_), len(text))
        scanner.markup(start, 0, inside=False, limit=end)
        return scanner.result()
    except (TooDeepError, RecursionError):
        return MarkupScanner(text, format_).result()


def _script_end(text: str, format_: str) -> int:
    """Return where the markup begins behind the code at the start of an Astro page."""
    fence = _FENCE.match(text) if format_ == "astro" else None
    return fence.end() if fence is not None else 0


def _template(text: str) -> tuple[int, int]:
    """Return where the template of a Vue component stands; nothing without one."""
    without = _SECTION.sub(lambda found: " " * len(found.group()), text)
    opening = _TEMPLATE.search(without)
    end = without.rfind("</template>")
    return (opening.end(), end) if opening is not None and end > opening.end() else (0, 0)


def _of_page(text: str, markup: CodeMarkup) -> CodeMarkup:
    """Return what the page itself prints: the components and functions beside it are read where they are called."""
    markup = _without_links_of_helpers(text, markup)
    beside = _beside(text, markup.roots)
    if not beside:
        return markup
    out = list(markup.text)
    for start, end in beside:
        out[start:end] = [char if char in "\r\n" else " " for char in out[start:end]]
    emitted = [one for one in markup.emitted if not any(start <= one.start < end for start, end in beside)]
    return CodeMarkup("".join(out), emitted, markup.roots)


def _without_links_of_helpers(text: str, markup: CodeMarkup) -> CodeMarkup:
    """Return the markup without the links in functions inside a component: where these print them, nobody knows.

    Words and calls that are handed nothing, a notice among them, count where they stand.
    """
    helpers = [match.start() for match in _INNER.finditer(text)]
    inside = [(start, end) for start, end in merged(markup.roots) if _is_of_helper(text, start, helpers)]
    if not inside:
        return markup
    written = markup.text
    for start, end in inside:
        written = f"{written[:start]}{_LINK_TAG.sub(_as_text, written[start:end])}{written[end:]}"
    emitted = [
        one for one in markup.emitted if not (one.arguments and any(start <= one.start < end for start, end in inside))
    ]
    return CodeMarkup(written, emitted, markup.roots)


def _as_text(tag: re.Match[str]) -> str:
    return f"<{tag[1]}b"


def _is_of_helper(text: str, start: int, helpers: list[int]) -> bool:
    """Return whether markup stands in a function inside a component: no line between them is indented less than the function."""
    last = bisect_right(helpers, start)
    for begin in reversed(helpers[max(0, last - _MOST_AROUND) : last]):
        if start - begin > _FARTHEST:
            return False
        first, *between = text[begin:start].split("\n")
        width = _indentation(first)
        if all(_indentation(line) > width for line in between if line.strip()):
            return True
    return False


def _indentation(line: str) -> int:
    return len(line) - len(line.lstrip(" \t"))


def _beside(text: str, roots: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return where the functions and components stand that the page is not."""
    exported = _DEFAULT.search(text)
    main = next((group for group in exported.groups() if group), "") if exported is not None else ""
    outer = merged(roots)
    begins = [start for start, _ in outer]
    starts: list[int] = []
    for match in DECLARATION.finditer(text):
        number = bisect_right(begins, match.start())
        if not number or outer[number - 1][1] <= match.start():
            starts.append(match.start())
    declared, called = frozenset(starts), frozenset(_CALLED.findall(text))
    found: list[tuple[int, int]] = []
    for match in _FUNCTION.finditer(text):
        name = match[1] or match[2]
        if name == main or match.start() not in declared or match.group().split()[:2] == ["export", "default"]:
            continue
        if main or name in called:
            following = bisect_right(starts, match.start())
            found.append((match.start(), starts[following] if following < len(starts) else len(text)))
    return found


def _name_expression(link: Link) -> None:
    """Give a link whose address is an expression this expression in braces as its address, and its place."""
    if link.attribute is None or OBJECT_FILL not in link.attrs.get(link.attribute, ""):
        return
    found = scan_tag(link.source.text, link.start).attributes
    value = next((found[name] for name in (link.attribute, *_BOUND) if name in found), None)
    if value is None:
        return
    place = link_place(link)
    link.url = f"{{{code_of(link.source.text, value.value_start, value.value_end)}}}"
    link.known_place = LinkPlace(value.value_start, value.value_end, place.rel, place.rel_span, place.rel_is_dynamic)
