"""Finds the MDX syntax that Markdown does not have: imports, expressions in braces and JSX components.

Follows the MDX 2 and 3 syntax (mdxjs.com, "MDX is a superset of Markdown"): ``import``/``export`` at the
start of a line up to a blank line, ``{expression}`` with balanced braces, ``<Component prop={...}>``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

COMPONENT_START = re.compile(r"</?[A-Z][\w.]*(?=[\s/>])")
_START = re.compile(
    r"(?P<fence>^[ \t]{0,3}(?P<ticks>`{3,}|~{3,})[^\n]*\n[\s\S]*?(?:^[ \t]{0,3}(?P=ticks)[`~]*[ \t\r]*$|\Z))"
    r"|(?P<code>(?<!`)(?P<tick>`{1,2})(?!`)[^`\n]+(?P=tick)(?!`))"
    r"|(?P<esm>^(?:import|export)\b(?=[^\n]*(?:from|\{|['\"]|=|\bdefault\b|\bfunction\b|\bconst\b))[^\n]*(?:\n(?![ \t\r]*\n)[^\n]*)*)"
    r"|(?P<tag></?[A-Z][\w.]*(?=[\s/>])|</?>)"
    r"|(?P<brace>(?<!\\)\{)",
    re.MULTILINE,
)
_OLD_HTML = re.compile(
    r"</?(?:A|ABBR|ADDRESS|AREA|B|BIG|BLOCKQUOTE|BODY|BR|CAPTION|CENTER|CITE|CODE|DD|DEL|DIV|DL|DT|EM|EMBED|FONT|FORM|H[1-6R]|HEAD"
    r"|HTML|I|IFRAME|IMG|INPUT|INS|KBD|LI|LINK|MAP|META|NOBR|OBJECT|OL|P|PARAM|PRE|Q|S|SCRIPT|SMALL|SPAN|STRIKE|STRONG|STYLE|SUB"
    r"|SUP|TABLE|TBODY|TD|TFOOT|TH|THEAD|TITLE|TR|TT|UL?|VAR)"
)
"""Elements of HTML as old posts write them; in MDX a capital makes any of them a component."""
_MAX_UNCLOSED = 20
"""After so many openings without an end the rest of a text is treated as text."""
_MAX_SCAN = 20_000
"""After so many characters an unclosed brace or tag is treated as text."""


@dataclass(frozen=True, slots=True)
class JsxPiece:
    """One construct of MDX: ``import``, ``expression``, ``comment``, ``component`` or ``code`` (inline), with source offsets."""

    kind: str
    name: str
    arguments: str
    start: int
    end: int


def scan(text: str, *, mdx: bool) -> Iterator[JsxPiece]:
    """Yield the MDX syntax of a text in order; without ``mdx`` only components (as Markdown sites use them)."""
    position = unclosed = 0
    while unclosed <= _MAX_UNCLOSED:
        match = _START.search(text, position)
        if match is None:
            return
        position = match.end()
        if match["code"] and mdx:
            yield JsxPiece("code", "", match.group(), *match.span())
        elif match["tag"]:
            if not mdx and _OLD_HTML.fullmatch(match["tag"]):
                continue
            end = tag_end(text, match.end())
            if end is None:
                unclosed += 1
                continue
            name = match["tag"].lstrip("<").strip("/>")
            closing = match["tag"].startswith("</")
            yield JsxPiece(
                "component",
                ("/" if closing else "") + name,
                text[match.end() : end].rstrip("/> \n"),
                match.start(),
                end,
            )
            position = end
        elif mdx and match["esm"]:
            yield JsxPiece("import", "", match.group(), match.start(), match.end())
        elif mdx and match["brace"]:
            end = balanced_end(text, match.start())
            if end is None:
                unclosed += 1
                continue
            inner = text[match.start() + 1 : end - 1].strip()
            kind = "comment" if inner.startswith("/*") and inner.endswith("*/") else "expression"
            yield JsxPiece(kind, "", inner, match.start(), end)
            position = end


def tag_end(text: str, position: int) -> int | None:
    """Return the offset after the ``>`` that ends a tag whose name ends at ``position``, or None."""
    limit = min(len(text), position + _MAX_SCAN)
    while position < limit:
        char = text[position]
        if char == ">":
            return position + 1
        if char in "\"'":
            closing = text.find(char, position + 1, limit)
            if closing < 0:
                return None
            position = closing
        elif char == "{":
            end = balanced_end(text, position)
            if end is None:
                return None
            position = end - 1
        elif char == "<":
            return None
        position += 1
    return None


_BRACE_TOKEN = re.compile(r"""[{}]|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`|/\*[\s\S]*?\*/""")


def balanced_end(text: str, start: int) -> int | None:
    """Return the offset after the brace that closes the one at ``start``, strings skipped, or None."""
    depth = 0
    for match in _BRACE_TOKEN.finditer(text, start, min(len(text), start + _MAX_SCAN)):
        found = match.group()
        if found == "{":
            depth += 1
        elif found == "}":
            depth -= 1
            if depth == 0:
                return match.end()
    return None
