"""Finds template syntax in an article and masks it, so that the parsers below see plain Markdown or HTML.

Masking keeps every offset, as the replacement has the same length. An inline value becomes OBJECT_FILL (read as
one object), a control tag or attribute list NOTHING_FILL (read as nothing), and syntax on lines of its own
becomes blanks, so that it separates paragraphs as its output would.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.article import containers, inclusions, jsx, mdc, server_includes
from linter.article.fills import NOTHING_FILL, OBJECT_FILL
from linter.article.model import Emission
from linter.article.template_ends import OPENING, NextMatch, TemplateEnds
from linter.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.article.containers import Containers

# Control tags, which print nothing themselves (Liquid, Nunjucks, Jinja, Twig, Go templates).
_CONTROL = frozenset(
    [
        "if",
        "elsif",
        "elseif",
        "else",
        "elif",
        "endif",
        "unless",
        "endunless",
        "for",
        "endfor",
        "case",
        "when",
        "endcase",
        "assign",
        "set",
        "endset",
        "capture",
        "endcapture",
        "raw",
        "endraw",
        "block",
        "endblock",
        "extends",
        "macro",
        "endmacro",
        "import",
        "from",
        "with",
        "endwith",
        "filter",
        "endfilter",
        "comment",
        "endcomment",
        "increment",
        "decrement",
        "cycle",
        "break",
        "continue",
        "range",
        "end",
        "define",
        "template",
        "layout",
        "paginate",
        "endpaginate",
        "autoescape",
        "endautoescape",
        "call",
        "endcall",
    ]
)

_BODY = {
    "comment": r"\{%-?\s*comment\b[^%]{0,200}%\}[\s\S]*?\{%-?\s*endcomment\s*-?%\}",
    "highlight": r"\{%-?\s*highlight\b[^%]{0,400}%\}[\s\S]*?\{%-?\s*endhighlight\s*-?%\}",
    "go-highlight": r"\{\{[<%]\s*highlight\b[^\n]*?[>%]\}\}[\s\S]*?\{\{[<%]\s*/\s*highlight\s*[>%]\}\}",
}
_BODY_END = {
    "comment": r"\{%-?\s*endcomment\s*-?%\}",
    "highlight": r"\{%-?\s*endhighlight\s*-?%\}",
    "go-highlight": r"\{\{[<%]\s*/\s*highlight\s*[>%]\}\}",
}
_BODY_NAME = re.compile(r"\{(?:%-?|\{(?P<mark>[<%]))\s*(?P<name>comment|highlight)\b")
_LONGEST_BODY = 21_000
_HASH_OR_SLASH = r"\{#(?![\w-]+\})[\s\S]{0,4000}?#\}|\{\{-?\s*/\*[\s\S]{0,4000}?\*/\s*-?\}\}"
_REST = (
    r"|\{%-?\s*(?P<tag>[\w-]+)(?P<tag_args>(?:(?!%\}|\n[ \t\r]*\n)[\s\S]){0,2000}?)-?%\}"
    r"|\{\{(?P<mark>[<%])\s*(?P<code_name>/?\s*[\w./-]+)(?P<code_args>(?:(?!\}\}|\n[ \t\r]*\n)[\s\S]){0,4000}?)/?\s*[>%]\}\}"
    r"|\{\{-?\s*(?P<value>(?:(?!\}\}|\n[ \t\r]*\n)[\s\S]){0,2000}?)-?\}\}\}?"
)
_LIQUID = re.compile(
    rf"(?P<hidden>{_BODY['comment']}|{_HASH_OR_SLASH})|(?P<code>{_BODY['highlight']}|{_BODY['go-highlight']}){_REST}"
)
_LIQUID_WITHOUT_BODIES = re.compile(rf"(?P<hidden>{_HASH_OR_SLASH})|(?P<code>(?!)){_REST}")
# kramdown's lists, and behind a link or a span the ones of Pandoc and markdown-it-attrs, which have no colon.
_PAIR = r"""(?:[.#][\w:-]+|(?:rel|target|class|id|title|width|height|loading|style|download|hreflang|lang|(?:data|aria)-[\w-]+)=(?:"[^"{}\n]*"|'[^'{}\n]*'|[^\s{}"']+))"""
_IN_LIST = r"(?:[^{}]|\{\{[^{}\n]*\}\}|\{%[^{}\n]*%\})"
_ATTRIBUTE_LIST = re.compile(
    rf"\{{(?::\s?|(?=[.#][\w-]))(?P<args>{_IN_LIST}{{1,20000}})\}}|\{{#[\w-]+\}}"
    rf"|(?:(?<=[)\]>`])|(?P<definition>[ ]{{0,3}}\[[^\]\n]+\]:[^\n{{]*))(?P<list>\{{[ \t]*(?P<pairs>{_PAIR}(?:[ \t]+{_PAIR})*)[ \t]*\}})"
)
"""Is matched where a brace stands, and where its line begins: behind a link definition. A search would try every character."""
_LIST_OPENINGS = ("{:", "{.", "{#", "){", "]{", ">{", "`{", "{rel=", "{target=", "{class=")
_DIRECTIVE = re.compile(
    r"^[ \t]{0,3}(?::::+[ \t]*(?P<name>[\w-]*)|::(?P<leaf>[\w-]+)(?=[\[{\s]|$)|(?:!!!|\?\?\?\+?)[ \t]+(?P<note>\w+))[^\n\r]*",
    re.MULTILINE,
)
_WORDPRESS = re.compile(
    r"\[(?P<name>[a-z][\w-]*)(?P<args>(?:\s+[\w-]+=(?:\"[^\"\n]*\"|'[^'\n]*'|[^\s\]\"']+))+)\s*/?\](?![(\[:])"
    r"|\[/(?P<end>[a-z][\w-]*)\](?![(\[:])"
)
_MATH = re.compile(r"\$\$(?:[^$\\\n]|\\.|\n(?!\s*\n)){1,4000}\$\$")
_SERVER = re.compile(r"<%[\s\S]{0,8000}?%>|<\?(?:php|=)[\s\S]{0,20000}?\?>")


_PHP = re.compile(r"<\?[\s\S]*?(?:\?>|\Z)")
_SERVER_OPENING = re.compile(r"<%|<\?(?:php|=)")
_MARGIN = 400
"""How many blanks may precede or follow a tag on a line of its own."""


WITHOUT_LISTS = "markdown-it"
"""An engine of CommonMark to which lists of attributes behind links are text."""
WITHOUT_SHORTCODES = "goldmark"
"""An engine beside which no code of the site reads articles, so that shortcodes of WordPress are text."""


@dataclass(frozen=True, slots=True)
class Masked:
    """A text with template syntax masked, of the same length, and the syntax removed."""

    text: str
    emitted: list[Emission]
    containers: Containers | None = None


@dataclass(slots=True)
class _Piece:
    kind: str
    name: str
    arguments: str
    start: int
    end: int
    silent: bool
    """Prints nothing (a control tag, a comment, an attribute list)."""
    fill: str | None = None
    """What is read in its place, if not the usual."""
    blank: bool = False
    """Is read as blanks even beside other text: behind a link definition nothing else may stand."""


_BROKEN_END = re.compile(r"(</[A-Za-z][\w-]*[ \t]*)(\r?\n)((?:[ ]{4}|[ ]{0,3}\t)[ \t]*>)")
"""An end tag whose ``>`` is on the next line; indented less it would open a quotation (CommonMark 0.31, 5.1 and 6.6)."""


def mask(text: str, format_: str, *, has_lists: bool = True, has_shortcodes: bool = True) -> Masked:
    """Mask the template syntax of an article in ``markdown``, ``mdx`` or ``html``, and join end tags broken over lines.

    ``has_lists``: whether the engine knows lists of attributes (``{rel="sponsored"}``); to one that does not they are text.
    """
    whole = text
    if format_ != "html" and "</" in text and _BROKEN_END.search(text):
        # pulldown-cmark takes such a tag for text.
        whole = _BROKEN_END.sub(lambda found: f"{found[1]}{' ' * len(found[2])}{found[3]}", text)
    return _masked(whole, format_, has_lists=has_lists, has_shortcodes=has_shortcodes)


def _masked(text: str, format_: str, *, has_lists: bool, has_shortcodes: bool) -> Masked:
    """Mask the template syntax of an article."""
    pieces: list[_Piece] = []
    boxes = None
    if format_ != "html" and any(sign in text for sign in containers.SIGNS):
        boxes = containers.find_containers(text)
        pieces.extend(_box_lines(text, boxes))
    if "{%" in text or "{{" in text or "{#" in text:
        pieces.extend(_liquid(text))
    if "<%" in text or "<?" in text:
        pieces.extend(
            _Piece("server", "", match.group(), *match.span(), silent=False) for match in _server_tags(text, format_)
        )
    if server_includes.SSI in text:
        found_in = server_includes.DIRECTIVE.finditer(text)
        pieces.extend(_Piece("server", "", match.group(), *match.span(), silent=False) for match in found_in)
    if format_ != "html":
        if has_lists and any(opening in text for opening in _LIST_OPENINGS):
            pieces.extend(_attribute_lists(text))
        pieces.extend(_markdown_only(text, {line.start: line.end for line in boxes.lines} if boxes else {}))
        if has_shortcodes and ('="' in text or "='" in text or "[/" in text):
            pieces.extend(_shortcodes(text))
        if format_ == "mdx" or ("<" in text and jsx.COMPONENT_START.search(text)):
            pieces.extend(
                _Piece(
                    found.kind,
                    found.name,
                    found.arguments,
                    found.start,
                    found.end,
                    silent=found.kind in {"import", "comment"},
                )
                for found in jsx.scan(text, mdx=format_ == "mdx")
            )
    if not pieces:
        return Masked(text, [])
    return _apply(text, pieces, format_, boxes)


def _box_lines(text: str, boxes: Containers) -> Iterator[_Piece]:
    for line in boxes.lines:
        yield _Piece(
            "directive",
            line.name,
            text[line.start : line.end].strip(),
            line.start,
            line.end,
            silent=True,
            fill=line.fill,
        )


def _tags(text: str) -> Iterator[re.Match[str]]:
    """Yield the tags of a text in order; of bodies without an end only the opening tag."""
    ends, bodies = TemplateEnds(text), _Bodies(text)
    position = 0
    for opening in OPENING.finditer(text):
        start = opening.start()
        if start < position or not ends.can_end(start):
            continue
        match = (_LIQUID if bodies.can_end(start) else _LIQUID_WITHOUT_BODIES).match(text, start)
        if match is not None:
            yield match
            position = match.end()


def _server_tags(text: str, format_: str) -> Iterator[re.Match[str]]:
    """Yield the tags of a server's code; in a page of HTML the last one of PHP needs no end, and each may be as long as it likes.

    Source: php.net/manual/en/language.basic-syntax.phptags.php.
    """
    ends = {"%": NextMatch(r"%>", text), "?": NextMatch(r"\?>", text)}
    position = 0
    while (opening := _SERVER_OPENING.search(text, position)) is not None:
        start, position = opening.span()
        end = ends[text[start + 1]].after(start + 2)
        if format_ == "html" and text[start + 1] == "?":
            match = _PHP.match(text, start)
        else:
            match = _SERVER.match(text, start) if end is not None and end - start <= _LONGEST_BODY else None
        if match is not None:
            yield match
            position = match.end()


class _Bodies:
    """Where the bodies of comments and code end, which are as long as they like; asked in ascending order."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._ends = {name: NextMatch(pattern, text) for name, pattern in _BODY_END.items()}

    def can_end(self, start: int) -> bool:
        """Return whether a tag opens a body that ends somewhere behind it, or none."""
        name = _BODY_NAME.match(self._text, start)
        if name is None:
            return True
        return self._ends["go-highlight" if name["mark"] else name["name"]].after(start) is not None


def _liquid(text: str) -> Iterator[_Piece]:
    for match in _tags(text):
        start, end = match.span()
        if match["hidden"]:
            yield _Piece("comment", "", match.group(), start, end, silent=True)
        elif match["code"]:
            yield _Piece("code", "highlight", match.group(), start, end, silent=False)
        elif match["tag"]:
            name = match["tag"]
            yield _Piece("liquid", name, match["tag_args"].strip(), start, end, silent=name in _CONTROL)
        elif match["mark"]:
            name = match["code_name"].replace(" ", "")
            yield _Piece("shortcode", name, match["code_args"].strip(), start, end, silent=name.startswith("/"))
        else:
            value = (match["value"] or "").strip()
            name = value.split(maxsplit=1)[0] if value else ""
            yield _Piece("expression", name, value, start, end, silent=name in _CONTROL)


def _attribute_lists(text: str) -> Iterator[_Piece]:
    for match in _lists(text):
        place = match.span("list") if match["list"] else match.span()
        arguments = (match["args"] or match["pairs"] or "").strip()
        yield _Piece("attribute-list", "", arguments, *place, silent=True, blank=bool(match["definition"]))


def _lists(text: str) -> Iterator[re.Match[str]]:
    end, at, line_end = 0, text.find("{"), -1
    while at >= 0:
        match = None
        if at > line_end:  # the first brace of its line
            start, line_end = text.rfind("\n", 0, at) + 1, text.find("\n", at) % (len(text) + 1)
            match = _ATTRIBUTE_LIST.match(text, start) if start >= end else None
        match = match or _ATTRIBUTE_LIST.match(text, at)
        if match is not None:
            yield match
            end = match.end()
        at = text.find("{", max(end, at + 1))


def _markdown_only(text: str, box_lines: dict[int, int]) -> Iterator[_Piece]:
    """Yield what only Markdown has; ``box_lines`` are the ends of lines that are pieces already, by their start."""
    if any(sign in text for sign in inclusions.SIGNS):
        for one in inclusions.inclusions(text):
            kind, name = ("liquid", "include") if one.name else ("comment", "")
            yield _Piece(kind, name, f'"{one.name}"', one.start, one.end, silent=True)
    if "::" in text or "!!!" in text or "???" in text:
        for match in _DIRECTIVE.finditer(text):
            if box_lines.get(match.start(), -1) >= match.end():
                continue
            name = match["name"] or match["leaf"] or match["note"] or ""
            below = mdc.values_below(text, match.end()) if match["leaf"] is not None else None
            end, values = below or (match.end(), "")
            arguments = f"{match.group().strip()} {values}".rstrip()
            yield _Piece("directive", name, arguments, match.start(), end, silent=match["leaf"] is None)
    if '="http' in text or "='http" in text:
        for name, arguments, start, end in mdc.inline_calls(text):
            yield _Piece("directive", name, arguments, start, end, silent=False)
    if "$$" in text:
        yield from (_Piece("math", "", match.group(), *match.span(), silent=False) for match in _MATH.finditer(text))


def _shortcodes(text: str) -> Iterator[_Piece]:
    """Yield the shortcodes of WordPress, which in Markdown a plug-in or an import of the site may read."""
    for match in _WORDPRESS.finditer(text):
        name = match["name"] or "/" + match["end"]
        yield _Piece("shortcode", name, (match["args"] or "").strip(), *match.span(), silent=bool(match["end"]))


def _apply(text: str, pieces: list[_Piece], format_: str, boxes: Containers | None) -> Masked:
    pieces.sort(key=lambda piece: (piece.start, -piece.end))
    out: list[str] = []
    emitted: list[Emission] = []
    position = 0
    for piece in pieces:
        if piece.start < position:
            continue
        alone = format_ != "html" and _stands_alone(text, piece.start, piece.end)
        out.append(text[position : piece.start])
        out.append(_fill(text, piece, alone=alone or piece.blank) if piece.fill is None else piece.fill)
        if piece.kind != "code" or piece.name:
            emitted.append(Emission(piece.kind, piece.name, piece.arguments, piece.start, piece.end, alone))
        position = piece.end
    out.append(text[position:])
    return Masked("".join(out), emitted, boxes)


def _fill(text: str, piece: _Piece, *, alone: bool) -> str:
    length = piece.end - piece.start
    if alone:
        return "".join(char if char in "\r\n" else " " for char in text[piece.start : piece.end])
    return (NOTHING_FILL if piece.silent else OBJECT_FILL) * length


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Return whether only blanks share the lines of a piece (other pieces on the same line count as text)."""
    first, last = max(0, start - _MARGIN), min(len(text), end + _MARGIN)
    line_start, line_end = text.rfind("\n", first, start), text.find("\n", end, last)
    if (line_start < 0 and first > 0) or (line_end < 0 and last < len(text)):
        return False
    return (
        not text[max(line_start + 1, first) : start].strip()
        and not text[end : line_end if line_end >= 0 else last].strip()
    )
