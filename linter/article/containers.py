"""Finds the boxes that Markdown dialects put around prose, so that their bodies are read as the prose they are.

MkDocs (``!!!``, ``???``, ``===``), colon fences (Pandoc, Quarto, VitePress, Docusaurus, MyST), MyST's and mdbook's
directives in code fences, PyMdown's ``///`` blocks, callouts of GitHub and Obsidian. An opening line is rewritten in
place into what CommonMark has for it, without moving an offset: a title becomes a heading, a body that is indented
becomes the content of a list item.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.article.fills import NOTHING_FILL
from linter.records import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SIGNS = ("!!!", "???", '=== "', '===! "', '===+ "', ":::", "```{", "~~~{", "admonish", "/// ", "> [!", ">[!")
"""A text without any of these has no such box."""

_LINE = re.compile(
    r"^(?P<indent>[ \t]*)(?:"
    r"(?P<mark>!!!|\?\?\?\+?)[ ]+(?P<types>[\w-]+(?:[ ]+[\w-]+)*)(?:[ ]+\"(?P<title>[^\n]*?)\")?"
    r"|(?P<tab>===[!+]?)[ ]+\"(?P<label>[^\n]*?)\""
    r"|(?P<quote>>[> \t]*)\[!(?P<callout>[\w-]{1,40})\](?P<fold>[+-]?)(?P<said>[^\n]*?)"
    r"|(?P<fence>`{3,}|~{3,}|:{3,}|/{3})(?P<info>[^\n`]*?)"
    r")[ \t\r]*$",
    re.MULTILINE,
)
_BRACED = re.compile(r"\{(?P<name>[a-z][\w-]*)\}(?:[ \t]+(?P<title>.*))?")
_ADMONISH = re.compile(r"admonish\b[ \t]*(?P<name>[a-z][\w-]*)?(?:[^\"]*\"(?P<title>[^\"]*)\")?.*")
_COLON = re.compile(
    r"[ \t]*(?:\{(?P<braced>[a-z][\w-]*)\}|(?P<name>[\w-]+))?(?:\[(?P<label>[^\]]*)\]|[ \t]+(?P<title>[^\s{:].*?))?[ \t]*(?P<attrs>\{[^}]*\})?[ \t]*:*"
)
_BLOCK = re.compile(r"[ ]+(?P<name>[\w-]+)(?:[ ]*\|[ ]*(?P<title>.*))?")
_TITLE_ATTRIBUTE = re.compile(r"\btitle\s*=\s*\"(?P<title>[^\"]*)\"")
_OPTIONS = re.compile(r"(?:\r?\n[ \t]*:[\w-]+:[^\n\r]*)+")
_PROSE_DIRECTIVES = frozenset(
    [
        "admonition", "note", "tip", "hint", "important", "warning", "caution", "attention", "danger", "error", "seealso",
        "dropdown", "topic", "sidebar", "margin", "aside", "epigraph", "card", "grid", "grid-item", "grid-item-card", "tab-set",
        "tab-item", "details", "callout", "div", "versionadded", "versionchanged", "deprecated",
    ]
)  # fmt: skip
_CLOSED_NAMES = frozenset({"details", "dropdown", "collapse", "collapsible", "spoiler", "accordion", "toggle"})
_CLOSED_ATTRIBUTE = re.compile(
    r"collapse\s*=\s*\"?true|collapsible\s*=\s*true|\.content-hidden|:class:[^\n]*\b(?:dropdown|toggle)\b"
)
_OPEN_ATTRIBUTE = re.compile(r"\{[^}]*\bopen\b|:open:|\n[ \t]+open:[ \t]*true")
_CLOSED_ELEMENTS = frozenset(
    {"accordion", "accordionitem", "details", "collapse", "collapsible", "expandable", "spoiler", "tooltip", "toggle"}
)
_OPEN_PROP = re.compile(r"\b(?:open|defaultOpen|expanded|isOpen|initiallyOpen)\b(?!\s*=\s*[\"'{]*false)", re.IGNORECASE)

_DEPTH = 64
"""Nested fences that a closing line is compared with."""


@dataclass(slots=True)
class Opening:
    """The line that opens or closes a box, and what to read in its place, character by character."""

    name: str
    start: int
    end: int
    fill: str


@dataclass(slots=True)
class Containers:
    """Boxes of one text: their lines, the offsets of titles and list markers made of them, and the closed parts."""

    lines: list[Opening] = field(default_factory=list)
    titles: set[int] = field(default_factory=set)
    items: set[int] = field(default_factory=set)
    closed: list[tuple[int, int]] = field(default_factory=list)


@dataclass(slots=True)
class _Fence:
    """An open fence: its mark, where it starts, and whether its body is code or closed prose."""

    mark: str
    start: int
    is_code: bool
    is_closed: bool = False

    def ends_at(self, mark: str) -> bool:
        return mark[0] == self.mark[0] and (
            len(mark) >= len(self.mark) if self.is_code else len(mark) == len(self.mark)
        )


def find_containers(text: str) -> Containers:
    """Find the boxes of a text in Markdown."""
    found = Containers()
    fences: list[_Fence] = []
    for match in _LINE.finditer(text):
        if fences and fences[-1].is_code:
            if match["fence"] and not match["info"].strip() and fences[-1].ends_at(match["fence"]):
                fences.pop()
        elif match["fence"]:
            _fence(text, match, fences, found)
        elif match["callout"]:
            _callout(text, match, found)
        else:
            _indented(text, match, found)
    return found


def _fence(text: str, match: re.Match[str], fences: list[_Fence], found: Containers) -> None:
    mark, is_bare = match["fence"], not match["info"].strip()
    if is_bare:
        index = next(
            (at for at in range(len(fences) - 1, len(fences) - 1 - _DEPTH, -1) if at >= 0 and fences[at].ends_at(mark)),
            None,
        )
        if index is not None:
            if fences[index].is_closed:
                found.closed.append((fences[index].start, match.end()))
            del fences[index:]
            found.lines.append(Opening("", *match.span(), " " * (match.end() - match.start())))
        elif mark[0] in "`~":
            fences.append(_Fence(mark, match.start(), is_code=True))
        return
    directive = _directive(text, match)
    if directive is None:
        if mark[0] in "`~":
            fences.append(_Fence(mark, match.start(), is_code=True))
        return
    name, title, end = directive
    start = match.start()
    is_closed = name in _CLOSED_NAMES or _CLOSED_ATTRIBUTE.search(text, start, end) is not None
    is_closed = is_closed and not _OPEN_ATTRIBUTE.search(text, start, end)
    fences.append(_Fence(mark, start, is_code=False, is_closed=is_closed))
    fill = _titled(text, match, title, found)
    if end > match.end():
        fill += _blank(text[match.end() : end])
    found.lines.append(Opening(name, start, end, fill))


def _directive(text: str, match: re.Match[str]) -> tuple[str, tuple[int, int], int] | None:
    """Return the name, the place of the title and the end (options included) of a directive whose body is prose."""
    mark, start, end = match["fence"], match.start("info"), match.end("info")
    pattern = {":": _COLON, "/": _BLOCK}.get(mark[0]) or (_ADMONISH if "admonish" in match["info"] else _BRACED)
    read = pattern.fullmatch(text, start, end)
    if read is None:
        return None
    groups = read.groupdict()
    name = (groups.get("name") or groups.get("braced") or "").lower()
    if pattern is _BRACED and name not in _PROSE_DIRECTIVES:
        return None
    title = next((read.span(group) for group in ("title", "label") if groups.get(group)), (0, 0))
    attribute = _TITLE_ATTRIBUTE.search(text, start, end) if mark[0] == ":" else None
    options = _OPTIONS.match(text, match.end()) if pattern is _BRACED or groups.get("braced") else None
    return name, attribute.span("title") if attribute else title, options.end() if options else match.end()


def _callout(text: str, match: re.Match[str], found: Containers) -> None:
    begin = match.end("quote")
    end = match.end("fold")
    found.titles.add(begin)
    found.lines.append(Opening(match["callout"].lower(), begin, end, "# " + NOTHING_FILL * (end - begin - 2)))
    is_inside = found.closed and begin < found.closed[-1][1]
    if match["fold"] == "-" and not is_inside:
        depth = match["quote"].count(">")
        body = re.compile(rf"(?:\n[ \t]*(?:>[ \t]*){{{depth}}}[^\n]*)*").match(text, match.end())
        found.closed.append((begin, body.end() if body else match.end()))


def _indented(text: str, match: re.Match[str], found: Containers) -> None:
    """Read an opener whose body is indented by four columns; without such a body it opens nothing."""
    stop = _body_end(text, match.end(), match["indent"])
    if stop is None:
        return
    begin = match.end("indent")
    title = match.span("title") if match["title"] else match.span("label") if match["label"] else (0, 0)
    found.items.add(begin)
    found.titles.add(begin + 4)
    line = text[begin : match.end()]
    fill = "+   # "[: len(line)] + NOTHING_FILL * (len(line) - 6)
    if match["title"]:
        fill = (
            "+   # "
            + NOTHING_FILL * (title[0] - begin - 6)
            + text[slice(*title)]
            + NOTHING_FILL * (match.end() - title[1])
        )
    name = match["types"] or "tab"
    found.lines.append(Opening(name.split()[0], match.start(), match.end(), match["indent"] + fill))
    if match["mark"] == "???":
        found.closed.append((match.start(), stop))


def _body_end(text: str, start: int, indent: str) -> int | None:
    """Return where the lines end that are indented four columns more than ``indent``; None if there are none."""
    width = len(indent.expandtabs(4)) + 4
    stop = None
    position = start
    while (position := text.find("\n", position)) >= 0:
        end = text.find("\n", position + 1)
        line = text[position + 1 : end if end >= 0 else len(text)]
        position += 1
        if not line.strip():
            continue
        expanded = line.expandtabs(4)
        if len(expanded) - len(expanded.lstrip()) < width:
            break
        stop = end if end >= 0 else len(text)
    return stop


def _titled(text: str, match: re.Match[str], title: tuple[int, int], found: Containers) -> str:
    """Return the opening line of a fence as a heading that holds its title, or as blanks."""
    said = text[title[0] : title[1]]
    if not said or not said.strip() or "{{" in said or "{%" in said:
        return " " * (match.end() - match.start())
    begin = match.end("indent")
    found.titles.add(begin)
    before, after = NOTHING_FILL * (title[0] - begin - 2), NOTHING_FILL * (match.end() - title[1])
    return f"{match['indent']}# {before}{said}{after}"


def _blank(text: str) -> str:
    return "".join(char if char in "\r\n" else " " for char in text)


def closed_elements(text: str, emitted: Iterable[tuple[str, str, int, int]]) -> Iterator[tuple[int, int]]:
    """Yield where components and shortcodes that are closed at first hold text; ``emitted``: name, arguments, offsets."""
    opened: list[tuple[str, int]] = []
    for name, arguments, start, end in emitted:
        plain = name.lower().replace("-", "")
        if plain.lstrip("/") not in _CLOSED_ELEMENTS or text[end - 2 : end] == "/>":
            continue
        if not plain.startswith("/"):
            opened.append((plain, -1 if _OPEN_PROP.search(arguments) else start))
        elif opened and opened[-1][0] == plain[1:]:
            begin = opened.pop()[1]
            if begin >= 0:
                yield begin, end


def merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return spans without the ones that lie in others, in order."""
    outer: list[tuple[int, int]] = []
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not outer or start >= outer[-1][1]:
            outer.append((start, end))
    return outer
