"""A template as a flat list of what it prints and steers, the same for every template language."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import turbohtml

from linter.article.regions import BLOCKS, VOID, is_hidden
from linter.facts.disclosure.telling_names import telling_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

MARK_OPEN, MARK_CLOSE = "\ue100", "\ue101"
_MARK = re.compile(f"{MARK_OPEN}(\\d{{1,9}}){MARK_CLOSE}")
_UNREAD = frozenset(
    ["script", "style", "template", "svg", "math", "textarea", "title", "head", "video", "audio", "canvas", "noframes"]
)
_LINKS = {"a": "href", "area": "href", "form": "action", "iframe": "src", "button": "href"}
_DATA_LINKS = ("data-href", "data-url", "data-link", "data-affiliate-url")
_CONTENT_EXPRESSION = re.compile(r"html|content|body|excerpt|__html", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Node:
    """One part of a template, by ``kind``.

    ``text`` (visible words), ``value`` (an expression printed), ``break`` (a block begins or ends), ``enter`` and
    ``leave`` (a region: ``bottom`` for footer, nav and sidebar, ``hidden``), ``if`` (``value``: the condition, empty
    if it says nothing of the page), ``else``, ``end``, ``call`` (another template; ``arguments``: names and
    expressions), ``body`` and ``uncall`` (what stands between is handed to it), ``content`` (the article; ``value`` slot:
    what the caller hands over),
    ``block`` and ``endblock`` (a named part that a child template may replace), ``address`` (a link's target;
    ``arguments``: its parts, each ``text`` or ``value``).
    """

    kind: str
    value: str = ""
    arguments: tuple[tuple[str, str], ...] = ()


BREAK = Node("break")
END = Node("end")
CONTENT = Node("content")
SLOT = Node("content", "slot")
"""What the caller hands over; the article itself where nobody calls."""


@dataclass(slots=True)
class Template:
    """A template as read: ``flavour`` is go, liquid or script (JSX, Astro, Vue, Svelte).

    ``variables`` are names with the expression assigned, ``parameters`` names that a caller gives, each with the name
    it has for the caller (a positional one its number) and ``defaults`` their expressions if the caller gives none.
    ``imports`` are local names with (path, name there), ``functions`` names with their text. ``blocks`` are the parts
    that it defines for ``parent``, the template that it extends or the layout that it asks for;
    ``literals`` the addresses in its code, as written.
    """

    path: str
    flavour: str
    nodes: list[Node] = field(default_factory=list)
    variables: dict[str, str] = field(default_factory=dict)
    parameters: dict[str, str] = field(default_factory=dict)
    defaults: dict[str, str] = field(default_factory=dict)
    imports: dict[str, tuple[str, str]] = field(default_factory=dict)
    functions: dict[str, str] = field(default_factory=dict)
    blocks: dict[str, list[Node]] = field(default_factory=dict)
    literals: tuple[str, ...] = ()
    parent: str | None = None


@dataclass(slots=True)
class Marks:
    """Template syntax taken out of markup: each node is replaced by a mark that an HTML parser leaves alone."""

    nodes: list[tuple[Node, ...]] = field(default_factory=list)

    def put(self, *nodes: Node) -> str:
        """Keep nodes and return the mark that stands for them."""
        self.nodes.append(nodes)
        return f"{MARK_OPEN}{len(self.nodes) - 1}{MARK_CLOSE}"

    def at(self, number: str) -> tuple[Node, ...]:
        """Return the nodes of a mark; a number that was never given out has none."""
        index = int(number)
        return self.nodes[index] if index < len(self.nodes) else ()


def without_marks(text: str) -> str:
    """Take characters out of a source text that would be read as marks."""
    return text.replace(MARK_OPEN, " ").replace(MARK_CLOSE, " ") if MARK_OPEN in text else text


def read_markup(text: str, marks: Marks) -> list[Node]:
    """Read HTML with marks in it into nodes."""
    feeder = _Feeder(marks)
    for token in turbohtml.tokenize(text, resolve_references=True):
        kind = token.type
        if kind is turbohtml.TokenType.START_TAG:
            feeder.start(token.tag or "", token.attrs or (), closed=bool(token.self_closing))
        elif kind is turbohtml.TokenType.END_TAG:
            feeder.end(token.tag or "")
        elif kind is turbohtml.TokenType.TEXT or kind is turbohtml.TokenType.CHARACTER_REFERENCE:
            feeder.text(token.data or "")
    return feeder.nodes


class _Feeder:
    """Turns HTML tokens into nodes; keeps the open elements that end something when they close."""

    def __init__(self, marks: Marks) -> None:
        self.nodes: list[Node] = []
        self._marks = marks
        self._open: list[tuple[str, tuple[Node, ...]]] = []
        self._unread: list[str] = []

    def text(self, data: str) -> None:
        """Add visible text and the marks in it; inside elements that show no text only what steers."""
        done = 0
        for match in _MARK.finditer(data):
            if match.start() > done:
                self._words(data[done : match.start()])
            for node in self._marks.at(match[1]):
                if not self._unread or node.kind in {"if", "else", "end", "block", "endblock"}:
                    self.nodes.append(node)
            done = match.end()
        if done < len(data):
            self._words(data[done:])

    def _words(self, data: str) -> None:
        if not self._unread:
            self.nodes.append(Node("text", data))

    def start(self, tag: str, attrs: Sequence[tuple[str, str]], *, closed: bool) -> None:
        """Enter an element."""
        given: dict[str, str] = {}
        for name, value in attrs:
            given.setdefault(name, value)
        if self._unread:
            if tag == self._unread[-1] and not closed:
                self._unread.append(tag)
            return
        if tag in _UNREAD:
            if not closed:
                self._unread.append(tag)
            return
        self._addresses(tag, given)
        if tag in BLOCKS or tag in VOID:
            self.nodes.append(BREAK)
        if tag == "slot" and "name" not in given:
            self.nodes.append(SLOT)
        opening, closing = self._around(tag, given)
        self.nodes.extend(opening)
        if _CONTENT_EXPRESSION.search(given.get("v-html", "")):
            self.nodes.append(CONTENT)
        if closed or tag in VOID:
            self.nodes.extend(closing)
        else:
            self._open.append((tag, closing))

    def _around(self, tag: str, given: Mapping[str, str]) -> tuple[tuple[Node, ...], tuple[Node, ...]]:
        """Return the nodes that an element's start and end stand for: conditions, calls and regions."""
        opening: list[Node] = []
        closing: list[Node] = []
        if given.get("v-if") or given.get("v-show"):
            opening.append(Node("if", given.get("v-if") or given["v-show"]))
            closing.insert(0, END)
        if "-" in tag:
            opening += [Node("call", tag.removeprefix("x-"), tuple(self._arguments(given))), Node("body")]
            closing.insert(0, Node("uncall"))
        region = _region(tag, {name: _MARK.sub(" ", value) for name, value in given.items()})
        if region:
            opening.append(Node("enter", region))
            closing.insert(0, Node("leave", region))
        return tuple(opening), tuple(closing)

    def _arguments(self, given: Mapping[str, str]) -> Iterator[tuple[str, str]]:
        for name, value in given.items():
            yield (name.lstrip(":"), value) if name.startswith(":") else (name, quoted(_MARK.sub("", value)))

    def end(self, tag: str) -> None:
        """Leave an element (and what was left open inside it)."""
        if self._unread:
            if tag == self._unread[-1]:
                self._unread.pop()
            return
        if any(name == tag for name, _ in self._open[-64:]):
            while self._open:
                name, closing = self._open.pop()
                self.nodes.extend(closing)
                if name == tag:
                    break
        if tag in BLOCKS:
            self.nodes.append(BREAK)

    def _addresses(self, tag: str, given: Mapping[str, str]) -> None:
        names = (_LINKS[tag], *_DATA_LINKS) if tag in _LINKS else _DATA_LINKS
        for name in names:
            if given.get(name):
                self.nodes.append(Node("address", tag, tuple(self._parts(given[name]))))
            elif given.get(f":{name}") or given.get(f"v-bind:{name}"):
                expression = given.get(f":{name}") or given[f"v-bind:{name}"]
                self.nodes.append(Node("address", tag, (("value", expression),)))

    def _parts(self, value: str) -> Iterator[tuple[str, str]]:
        done = 0
        for match in _MARK.finditer(value):
            if match.start() > done:
                yield "text", value[done : match.start()]
            for node in self._marks.at(match[1]):
                if node.kind == "value":
                    yield "value", node.value
                elif node.kind in {"call", "else"}:
                    yield node.kind, node.value
            done = match.end()
        if done < len(value):
            yield "text", value[done:]


def _region(tag: str, given: Mapping[str, str]) -> str | None:
    """Say whether an element hides its content or sets it apart from the article."""
    names = set(given.get("class", given.get("classname", "")).lower().split())
    if is_hidden({**given}, names):
        return "hidden"
    if tag in {"footer", "nav", "details"}:
        return "bottom"
    if tag == "aside":
        told = " ".join(given.get(name, "") for name in ("class", "classname", "id", "role"))
        return None if telling_name("callout").search(told) else "bottom"
    return None


def quoted(text: str) -> str:
    """Return a text as a string literal that every flavour's expressions read."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ") + '"'
