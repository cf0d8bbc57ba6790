"""docutils, made to say where every piece of inline text stands in the source, and to read nothing but the source.

docutils gives a line for most blocks and no place at all for what stands inside them. Here its inline parser notes for each node
which part of the block's text it was made of, and the block's lines are looked up in the source, where they must stand word
for word; what cannot be placed so has no place. Files are never opened: ``include``, ``raw`` and tables from files are off.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Any

from docutils import nodes, utils
from docutils.frontend import get_default_settings
from docutils.parsers.rst import Parser, states
from docutils.parsers.rst.directives.misc import Raw as RawDirective
from docutils.readers.standalone import Reader
from docutils.transforms.frontmatter import DocInfo, DocTitle, SectionSubTitle
from docutils.transforms.references import Substitutions
from docutils.transforms.universal import SmartQuotes

from linter import lazy_re as re
from linter.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LONGEST_TEXT = 8_000
"""Characters of one block whose inline markup is read; looking for its ends takes time that grows with their square."""

_NEAR = 60
"""How many lines from where docutils says a block is looked for: it counts those of tables and directives otherwise."""

_DISTANCES = sorted(range(-_NEAR, _NEAR + 1), key=lambda one: (abs(one), one))

# Directives of themes and extensions whose content is text of the page.
_PROSE = re.compile(
    r"alert|admonition|box|callout|card|column|grid|info|panel|tabs?$|tab-|seealso|version(?:added|changed)|deprecated|notice|disclos"
)
_CLOSED = re.compile(r"details|dropdown|toggle|collaps|spoiler")
_OPTION = re.compile(r"\s*:[\w-]+:(?:\s|$)")


@dataclass(frozen=True, slots=True)
class Placed:
    """The text of a block (NUL for each backslash that escapes) and where each of its lines begins, in it and in the source."""

    text: str
    text_starts: Sequence[int]
    source_starts: Sequence[int]

    def runs(self, start: int, end: int) -> Iterator[tuple[str, int, int]]:
        """Yield the parts of ``text[start:end]`` on one line each and the line breaks between them (as a space).

        Each comes with its source span; that of a line break includes the indentation of the next line.
        """
        at = start
        while at < end:
            number = bisect_right(self.text_starts, at) - 1
            source = self.source_starts[number] + at - self.text_starts[number]
            if self.text[at] == "\n":
                yield " ", source, self.source_starts[number + 1]
                at += 1
                continue
            stop = self.text.find("\n", at, end)
            stop = end if stop < 0 else stop
            yield self.text[at:stop], source, source + stop - at
            at = stop

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the source span of a part of the text."""
        runs = list(self.runs(start, end))
        return (runs[0][1], runs[-1][2]) if runs else (self.source_starts[0], self.source_starts[0])


class Raw(nodes.Element):  # type: ignore[misc]
    """Markup of another format: its name, and the source lines (from 0) that it stands on."""


class Unknown(nodes.Element):  # type: ignore[misc]
    """A directive that docutils does not know: its name, arguments, and the source line (from 0) that it begins on."""


class _Lines:
    """Finds the lines of blocks in the source; each place is given once."""

    def __init__(self, text: str) -> None:
        self.starts = [0, *(match.end() for match in re.finditer("\n", text))]
        self.lines = [line.rstrip().expandtabs(1) for line in text.split("\n")]
        self._used: set[int] = set()

    def place(self, text: str, line: int) -> Placed | None:
        """Return where a block's text stands that docutils says is near a line (from 1); None if it is not found."""
        wanted = text.split("\n")
        for distance in _DISTANCES:
            first = line - 1 + distance
            if first >= 0 and first + len(wanted) <= len(self.lines):
                starts = self._at(wanted, first)
                if starts:
                    self._used.add(starts[0])
                    text_starts = [0]
                    for one in wanted[:-1]:
                        text_starts.append(text_starts[-1] + len(one) + 1)
                    return Placed(text, text_starts, starts)
        return None

    def _at(self, wanted: Sequence[str], first: int) -> list[int]:
        starts: list[int] = []
        for number, one in enumerate(wanted):
            line = self.lines[first + number]
            column = len(line) - len(one) if line.endswith(one) else line.find(one)
            while column >= 0 and not starts and self.starts[first] + column in self._used:
                column = line.find(one, column + 1)
            if column < 0:
                return []
            starts.append(self.starts[first + number] + column)
        return starts


class _Inliner(states.Inliner):  # type: ignore[misc]
    """Notes for every inline node the block (``placed``) and the part of its text (``part``) that it was made of."""

    def __init__(self, lines: _Lines) -> None:
        super().__init__()
        self._lines = lines

    def parse(self, text: str, lineno: int, memo: Any, parent: Any) -> tuple[list[Any], list[Any]]:
        """Return the nodes of a text and messages; the steps are those of docutils' own method."""
        self.document, self.language, self.parent = memo.document, memo.language, parent
        self.reporter = self.document.reporter
        placed = self._lines.place(text, lineno) if text.strip() else None
        remaining = escaped = utils.escape2null(text)
        placed = _with(placed, escaped)
        if len(text) > LONGEST_TEXT:
            return self._noted([nodes.Text(escaped)], placed, 0), []
        total, begun = len(escaped), 0
        processed: list[Any] = []
        messages: list[Any] = []
        while remaining and (match := self.patterns.initial.search(remaining)):
            groups = match.groupdict()
            method = self.dispatch[groups["start"] or groups["backquote"] or groups["refend"] or groups["fnend"]]
            at = total - len(remaining)
            before, inlines, remaining, more = method(self, match, lineno)
            messages += more
            if inlines:
                start = at + len(before)
                processed += self._noted(self.implicit_inline(escaped[begun:start], lineno), placed, begun)
                begun = total - len(remaining)
                for node in inlines:
                    node.placed, node.part = placed, (start, begun)
                processed += inlines
        processed += self._noted(self.implicit_inline(escaped[begun:], lineno), placed, begun)
        return processed, messages

    def _noted(self, found: list[Any], placed: Placed | None, at: int) -> list[Any]:
        """Note the places of text and of addresses in it, which follow one another from ``at``."""
        for node in found:
            text = node if isinstance(node, nodes.Text) else node.children[0] if node.children else ""
            length = len(str(text))
            node.placed, node.part = placed, (at, at + length)
            at += length
        return found


# The patterns are put together from what the class itself has.
for _name, _pattern in vars(states.Inliner).items():
    if isinstance(_pattern, str) and not _name.startswith("__"):
        setattr(_Inliner, _name, _pattern)


def _with(placed: Placed | None, escaped: str) -> Placed | None:
    return (
        placed
        if placed is None or placed.text == escaped
        else Placed(escaped, placed.text_starts, placed.source_starts)
    )


class _Reading:
    """Mixed into every state: keeps raw markup and unknown directives with their lines."""

    def __init__(self, state_machine: Any, debug: bool = False) -> None:  # noqa: FBT001, FBT002 - docutils' signature
        super().__init__(state_machine, debug)  # type: ignore[call-arg]
        self.nested_sm_kwargs = {"state_classes": _STATES, "initial_state": "Body"}

    def run_directive(
        self, directive: Any, match: re.Match[str], type_name: str, option_presets: Any
    ) -> tuple[list[Any], bool]:
        """Return the nodes of a directive that docutils knows; raw markup is kept as it is."""
        if directive is not RawDirective:
            return super().run_directive(directive, match, type_name, option_presets)  # type: ignore[misc, no-any-return]
        machine = self.state_machine  # type: ignore[attr-defined]
        line = machine.abs_line_offset()
        block, _, _, blank_finish = machine.get_first_known_indented(match.end(), strip_top=0)
        return [Raw(line=line, count=len(block), name=block[0].strip().lower() if block else "")], blank_finish

    def unknown_directive(self, type_name: str) -> tuple[list[Any], bool]:
        """Return the node of a directive of a theme or an extension, with its content if its name says that it is text."""
        machine = self.state_machine  # type: ignore[attr-defined]
        node = Unknown(line=machine.abs_line_offset(), name=type_name.lower(), closed=False)
        first_line = machine.line
        begin = first_line.find("::") + 2
        block, _, offset, blank_finish = machine.get_first_known_indented(begin, strip_top=0)
        node["arguments"] = block[0].strip() if block else ""
        closed = _CLOSED.search(node["name"]) is not None
        if closed or _PROSE.search(node["name"]):
            node["closed"] = closed
            first = next((n for n, text in enumerate(block) if n and not _OPTION.match(text)), len(block))
            if first < len(block):
                self.nested_parse(block[first:], offset + first, node)  # type: ignore[attr-defined]
        return [node], blank_finish


_STATES = tuple(type(state.__name__, (_Reading, state), {}) for state in states.state_classes)


_REWRITING = frozenset({DocTitle, SectionSubTitle, DocInfo, SmartQuotes, Substitutions})


class _Parser(Parser):  # type: ignore[misc]
    def __init__(self, lines: _Lines) -> None:
        super().__init__(inliner=_Inliner(lines))
        self.state_classes = _STATES


class _Reader(Reader):  # type: ignore[misc]
    """The standalone reader without what rewrites titles, metadata and quotation marks, or puts one text into another.

    Substitutions stand in another place than their text, and those that name each other grow without end.
    """

    def get_transforms(self) -> list[Any]:
        """Return the transforms to apply."""
        return [one for one in super().get_transforms() if one not in _REWRITING]


def parse(text: str, path: str) -> Any:
    """Return the tree of a text; messages of docutils are in it and nowhere else."""
    lines = _Lines(text)
    parser = _Parser(lines)
    settings = get_default_settings(parser)
    for name, value in _SETTINGS.items():
        setattr(settings, name, value)
    document = utils.new_document(path, settings)
    document.reporter.stream = None
    parser.parse(text, document)
    reader = _Reader(parser=parser)
    document.transformer.populate_from_components((reader, parser))
    document.transformer.apply_transforms()
    return document


_SETTINGS: dict[str, Any] = {
    "file_insertion_enabled": False,
    "raw_enabled": False,
    "report_level": 5,
    "halt_level": 6,
    "warning_stream": "",
    "syntax_highlight": "none",
    "line_length_limit": 1_000_000_000,
    "embed_stylesheet": False,
    "_disable_config": True,
    "language_code": "en",
}
