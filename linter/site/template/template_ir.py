"""Represent a template as a flat list of what it prints and does, the same for every template language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.article.regions import BLOCKS, VOID, is_hidden, is_sidebar
from linter.article.rel_values import BOUND_NAMES
from linter.facts.disclosure.telling_names import telling_name
from linter.records import dataclass, field, replace
from linter.site.code.click_handlers import handlers, opened
from linter.site.code.literals import UNKNOWN_MARK
from linter.site.template.article_names import prints_article

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from linter.site.template.origins import Origins

MARK_OPEN, MARK_CLOSE = "\ue100", "\ue101"
SLOT_NAME = "slot:"
"""Begins the name of a ``block`` that a component lets its caller fill, and of the ``fill`` for it."""
AD_SLOT = "ad-slot"
"""The region of a box for banners: a label in it is the banner's."""
_MARK = re.compile(f"{MARK_OPEN}(\\d{{1,9}}){MARK_CLOSE}")
_WITHOUT_TEXT = frozenset(
    ["script", "style", "template", "svg", "math", "textarea", "title", "head", "video", "audio", "canvas", "noframes"]
)
_LINKS = {"a": "href", "area": "href", "form": "action", "iframe": "src", "button": "href"}
_DATA_LINKS = ("data-href", "data-url", "data-link", "data-affiliate-url")
_SPREADING = frozenset({"v-bind", "v-attr", "x-bind"})
"""Attributes that stand for many (vuejs.org/guide/essentials/template-syntax, alpinejs.dev/directives/bind)."""
_SILENT = frozenset({"if", "else", "end", "assign", "source"})
"""Kinds of nodes that print nothing themselves."""
_FRAGMENT = re.compile(r"#|v-")
"""Begins the attributes by which Vue prints what a ``template`` holds (vuejs.org/guide/components/slots)."""
_ROLES = {"navigation": "nav", "contentinfo": "footer", "banner": "header"}
# Vue's components that print the page or the article (the markup of Vue is lower-case once it is read as HTML).
_VUE_CONTENT = frozenset(
    {"nuxtpage", "routerview", "contentdoc", "contentrenderer", "content", "nuxtchild", "nuxtcontent"}
)
_VUE_FOR = re.compile(r"\s*\(?[^()]{1,80}\)?\s+(?:in|of)\s+([\w$.?]+)")


@dataclass(frozen=True, slots=True)
class Node:
    """One part of a template, by ``kind``.

    ``text`` (visible words), ``value`` (an expression printed), ``break`` (a block begins or ends; ``value`` line: a line within it), ``enter`` and
    ``leave`` (a region: header, footer, nav, aside, sidebar, ad-slot, details, summary, main, article or hidden), ``if`` (``value``: the condition, or what a ``LOOP`` repeats, empty
    if it does not depend on the page), ``else``, ``end``, ``call`` (another template; ``arguments``: names and
    expressions), ``body`` and ``uncall`` (the nodes between are passed to it), ``content`` (the article; ``value`` slot:
    what the caller passes, rest: the same among other props, entry: what a loop repeats, maybe: in doubt; ``arguments``: the expression of its text, under ``html``, ``markdown`` or ``text``), ``super`` (what the block prints that this one replaces),
    ``block`` and ``endblock`` (a named part that a child template may replace), ``fill`` and ``endfill`` (what a caller has printed in a named slot), ``address`` (a link's target;
    ``arguments``: its parts, each ``text`` or ``value``, ``spread`` (the ``href`` of what is spread), or another kind; after a call its arguments, as ``=name``; its
    ``rel`` where that is written out, empty where it has none, or ``rel-of`` the expression that it is: neither where it may have any),
    ``assign`` (``value``: the name; ``arguments``: the expression under that name), ``source`` (the file that what follows is written in, empty at
    its end). ``at`` is the offset into the file at which it is written, -1 if that is not known.
    """

    kind: str
    value: str = ""
    arguments: tuple[tuple[str, str], ...] = ()
    at: int = -1


LOOP = (("loop", ""),)
"""Arguments of an ``if`` whose ``value`` names what is repeated."""
CLICK = "click"
"""Names the handler among the arguments of an address that a click opens."""
BREAK = Node("break")
LINE_BREAK = Node("break", "line")
END = Node("end")
CONTENT = Node("content")
SUPER = Node("super")
"""What the replaced block of the template below prints: ``{{ super() }}``."""
SLOT = Node("content", "slot")
"""What the caller passes; the article itself in a template that no other calls."""
ENTRY = Node("content", "entry")
"""The content of what a loop repeats; of the article outside loops."""
REST = Node("content", "rest")
"""What the caller passes, among all else that it passes (``{...props}``); nothing in a template that no other calls."""
MAYBE = Node("content", "maybe")
"""What may be the article: a function or component that nobody knows makes it of the article."""


@dataclass(slots=True)
class Template:
    """A parsed template: ``flavour`` is go, liquid, ejs or script (JSX, Astro, Vue, Svelte).

    ``variables`` maps names to the expressions assigned, ``parameters`` local names to the names that callers use (the
    number of a positional one) and ``defaults`` to the expressions used if the caller passes none. ``imports`` maps
    local names to (path, name there), ``functions`` names to their text. ``blocks`` are the parts that it defines for
    ``parent``, the template that it extends or its layout; ``literals`` the addresses in its code, as written.
    ``offset`` is where the text that it was read from begins in the file.
    """

    path: str
    flavour: str
    nodes: list[Node] = field(default_factory=list)
    variables: dict[str, str] = field(default_factory=dict)
    parameters: dict[str, str] = field(default_factory=dict)
    defaults: dict[str, str] = field(default_factory=dict)
    imports: dict[str, tuple[str, str]] = field(default_factory=dict)
    functions: dict[str, str] = field(default_factory=dict)
    bindings: dict[str, str] = field(default_factory=dict)
    choices: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """The components of which code gives one a name."""
    """Names that stand for another component, or for an element (``<footer``), without markup of their own."""
    exports: dict[str, tuple[str, str]] = field(default_factory=dict)
    """What lists export: public names by path (empty: this file) and name there."""
    default: str = ""
    """The function or constant that a file of code exports as such."""
    collections: frozenset[str] = frozenset()
    """The content collections of which a route prints the entries (``getStaticPaths``)."""
    passed_on: tuple[str, ...] = ()
    """The paths of the files whose exports are all passed on."""
    blocks: dict[str, list[Node]] = field(default_factory=dict)
    data: dict[str, object] = field(default_factory=dict)
    """Its constants that are arrays and objects, as data."""
    fields: dict[str, str] = field(default_factory=dict)
    """Names taken out of an object (``const { url } = pen``), by the expression that they stand for (``pen.url``)."""
    taken: dict[str, str] = field(default_factory=dict)
    """Names taken out of what a call returns (``const { url } = penOf(id)``), by the expression (``(penOf(id)).url``)."""
    rest: frozenset[str] = frozenset()
    """Names of all props that a component takes, or of those that it does not name (``...rest``)."""
    has_no_layout: bool = False
    """Whether it refuses the layout around all others (``layout: false``)."""
    literals: tuple[str, ...] = ()
    parent: str | None = None
    extends: bool = False
    """Whether it is its parent with some blocks replaced (``{% extends %}``), not what the parent prints as its content."""
    offset: int = 0
    part: str = ""
    """The name of the component, if it is one of several in its file."""

    @property
    def key(self) -> str:
        """What no other template shares."""
        return f"{self.path}#{self.part}" if self.part else self.path


@dataclass(slots=True)
class Marks:
    """Template syntax taken out of markup: each group of nodes is replaced by a mark that HTML parsers leave alone."""

    nodes: list[tuple[Node, ...]] = field(default_factory=list)

    def put(self, *nodes: Node) -> str:
        """Store nodes and return the mark that replaces them."""
        self.nodes.append(nodes)
        return f"{MARK_OPEN}{len(self.nodes) - 1}{MARK_CLOSE}"

    def at(self, number: str) -> tuple[Node, ...]:
        """Return the nodes of a mark; none for an unknown number."""
        index = int(number)
        return self.nodes[index] if index < len(self.nodes) else ()


def click_node(tag: str, handler: str, at: int) -> Node:
    """Return the address that a click on an element opens; empty where the handler names a function, of which the code tells.

    It is no link of HTML, so that no rel is missing.
    """
    return Node("address", tag, (("value", opened(handler) or ""), ("rel-of", ""), (CLICK, handler)), at)


def call_nodes(name: str, attributes: Sequence[tuple[str, str]], at: int) -> list[Node]:
    """Return the nodes that the call of a component opens, after the addresses that clicks on it open."""
    clicks = [click_node("button", handler, at) for handler in handlers(dict(attributes))]
    return [*clicks, Node("call", name, tuple(attributes), at), Node("body")]


def without_marks(text: str) -> str:
    """Replace characters of a source text that would be read as marks."""
    return text.replace(MARK_OPEN, " ").replace(MARK_CLOSE, " ") if MARK_OPEN in text else text


def without_nodes(text: str) -> str:
    """Return markup without its marks."""
    return _MARK.sub("", text)


def read_markup(text: str, origins: Origins, marks: Marks) -> list[Node]:
    """Parse HTML that contains marks into nodes; ``origins`` says where its parts are written."""
    import turbohtml  # noqa: PLC0415 - loads slowly, and names of this module are asked for without any markup

    feeder = _Feeder(marks, origins, {found[1]: found.span() for found in _MARK.finditer(text)} if origins.file else {})
    feeder.has_data = "data-" in text
    for token in turbohtml.tokenize(text, resolve_references=True):
        kind = token.type
        feeder.at = origins.offset(token.line, token.col)
        if kind is turbohtml.TokenType.START_TAG:
            feeder.start(token.tag or "", token.attrs or (), closed=bool(token.self_closing))
        elif kind is turbohtml.TokenType.END_TAG:
            feeder.end(token.tag or "")
        elif kind is turbohtml.TokenType.TEXT or kind is turbohtml.TokenType.CHARACTER_REFERENCE:
            feeder.text(token.data or "")
    return feeder.nodes


class _Feeder:
    """Converts HTML tokens to nodes; tracks the open elements whose end tag adds nodes."""

    def __init__(self, marks: Marks, origins: Origins, places: Mapping[str, tuple[int, int]]) -> None:
        self.has_data = False
        self.nodes: list[Node] = []
        self.at = 0
        """The offset into the markup of the token that is read."""
        self._origins = origins
        self._places = places
        self._marks = marks
        self._open: list[tuple[str, tuple[Node, ...]]] = []
        self._skipped: list[str] = []

    def text(self, data: str) -> None:
        """Add visible text and the nodes of its marks; in elements that show no text only control nodes."""
        position, at = 0, self.at
        for match in _MARK.finditer(data):
            if match.start() > position:
                self._words(data[position : match.start()], at)
            start, at = self._places.get(match[1], (at, at))
            for node in self._marks.at(match[1]):
                if node.kind == "value" and not self._skipped:
                    self.nodes.append(replace(node, at=self._origins.in_file(start)))
                elif not self._skipped or node.kind in {"if", "else", "end", "block", "endblock", "source"}:
                    self.nodes.append(node)
            position = match.end()
        if position < len(data):
            self._words(data[position:], at)

    def _words(self, data: str, at: int) -> None:
        if not self._skipped:
            self.nodes.append(Node("text", data, at=self._origins.in_file(at + len(data) - len(data.lstrip()))))

    def start(self, tag: str, attrs: Sequence[tuple[str, str]], *, closed: bool) -> None:
        """Open an element."""
        attributes: dict[str, str] = {}
        for name, value in attrs:
            attributes.setdefault(name, value)
        if self._skipped:
            if tag == self._skipped[-1] and not closed:
                self._skipped.append(tag)
            return
        if self.has_data:
            self._widget(tag, attributes)
        if tag in _WITHOUT_TEXT and not (tag == "template" and any(map(_FRAGMENT.match, attributes))):
            if not closed:
                self._skipped.append(tag)
            return
        self._addresses(tag, attributes)
        if tag in BLOCKS or tag in VOID:
            self.nodes.append(BREAK if tag in BLOCKS or tag == "hr" else LINE_BREAK)
        if tag == "slot" and "name" not in attributes:
            self.nodes.append(SLOT)
        if tag.removeprefix("x-").replace("-", "") in _VUE_CONTENT:
            self.nodes.append(CONTENT)
            return
        opening, closing = self._around_element(tag, attributes)
        self.nodes.extend(opening)
        if prints_article(html := attributes.get("v-html", "")):
            self.nodes.append(Node("content", "", (("html", html),), self._origins.in_file(self.at)))
        elif printed := attributes.get("v-html") or attributes.get("v-text"):
            self.nodes.append(Node("value", printed, at=self._origins.in_file(self.at)))
        if closed or tag in VOID:
            self.nodes.extend(closing)
        else:
            self._open.append((tag, closing))

    def _around_element(self, tag: str, attributes: Mapping[str, str]) -> tuple[tuple[Node, ...], tuple[Node, ...]]:
        """Return the nodes for an element's start and end: conditions, calls and regions."""
        opening: list[Node] = []
        closing: list[Node] = []
        if attributes.get("v-if") or attributes.get("v-show"):
            opening.append(Node("if", attributes.get("v-if") or attributes["v-show"]))
            closing.insert(0, END)
        loop = _VUE_FOR.match(attributes.get("v-for", ""))
        if loop is not None:
            opening.append(Node("if", loop[1], LOOP))
            closing.insert(0, END)
        if "-" in tag:
            at = self._origins.in_file(self.at)
            opening += [Node("call", tag.removeprefix("x-"), tuple(self._arguments(attributes)), at), Node("body")]
            closing.insert(0, Node("uncall"))
        filled = _slot_filled(attributes)
        if filled:
            opening.insert(0, Node("fill", filled))
            closing.append(Node("endfill"))
        if tag == "slot" and attributes.get("name"):
            opening.append(Node("block", f"{SLOT_NAME}{attributes['name']}"))
            closing.insert(0, Node("endblock"))
        region = _region(tag, {name: _MARK.sub(" ", value) for name, value in attributes.items()})
        if region:
            opening.append(Node("enter", region))
            closing.insert(0, Node("leave", region))
        return tuple(opening), tuple(closing)

    def _arguments(self, attributes: Mapping[str, str]) -> Iterator[tuple[str, str]]:
        for name, value in attributes.items():
            yield (name.lstrip(":"), value) if name.startswith(":") else (name, quoted(_MARK.sub("", value)))

    def end(self, tag: str) -> None:
        """Close an element and every element left open inside it."""
        if self._skipped:
            if tag == self._skipped[-1]:
                self._skipped.pop()
            return
        if any(name == tag for name, _ in self._open[-64:]):
            while self._open:
                name, closing = self._open.pop()
                self.nodes.extend(closing)
                if name == tag:
                    break
        if tag in BLOCKS:
            self.nodes.append(BREAK)

    def _widget(self, tag: str, attributes: Mapping[str, str]) -> None:
        from linter.site.template.widgets import shows_widget  # noqa: PLC0415 - the registry loads slowly

        if (shown := shows_widget(tag, attributes)) is not None:
            self.nodes.append(Node("address", tag, (("text", without_nodes(shown)),), self._origins.in_file(self.at)))

    def _addresses(self, tag: str, attributes: Mapping[str, str]) -> None:
        names = (_LINKS[tag], *_DATA_LINKS) if tag in _LINKS else _DATA_LINKS
        at = self._origins.in_file(self.at)
        rel = tuple(self._rel(attributes)) if tag in {"a", "area"} else ()
        for name in names:
            if attributes.get(name):
                self.nodes.append(Node("address", tag, (*self._parts(attributes[name]), *rel), at))
            elif attributes.get(f":{name}") or attributes.get(f"v-bind:{name}"):
                expression = attributes.get(f":{name}") or attributes[f"v-bind:{name}"]
                self.nodes.append(Node("address", tag, (("value", expression), *rel), at))
        for handler in handlers(attributes):
            marked = (node.value for number in _MARK.findall(handler) for node in self._marks.at(number))
            self.nodes.append(click_node(tag, next(marked, handler), at))

    def _rel(self, attributes: Mapping[str, str]) -> Iterator[tuple[str, str]]:
        """Yield the rel of a link as it is written, empty where it has none, or the one expression that it is."""
        name = next((one for one in BOUND_NAMES if one in attributes), "rel")
        written = attributes.get(name, "")
        if name != "rel":
            yield "rel-of", written
            return
        if not written and any(map(self._may_set_rel, attributes)):
            return
        mark = _MARK.search(written)
        if mark is None:
            yield "rel", written
        elif mark.group() == written:
            yield from (("rel-of", node.value) for node in self._marks.at(mark[1]) if node.kind == "value")

    def _may_set_rel(self, name: str) -> bool:
        """Return whether an attribute stands for others: many at once, or what code prints in the tag."""
        printed = (node.kind for number in _MARK.findall(name) for node in self._marks.at(number))
        return name in _SPREADING or UNKNOWN_MARK in name or any(kind not in _SILENT for kind in printed)

    def _parts(self, value: str) -> Iterator[tuple[str, str]]:
        position = 0
        for match in _MARK.finditer(value):
            if match.start() > position:
                yield "text", value[position : match.start()]
            for node in self._marks.at(match[1]):
                if node.kind in {"value", "spread", "call", "if", "else", "end", "assign"}:
                    yield node.kind, node.value
                if node.kind in {"call", "assign"}:
                    yield from ((f"={name}", value) for name, value in node.arguments)
            position = match.end()
        if position < len(value):
            yield "text", value[position:]


def _region(tag: str, attributes: Mapping[str, str]) -> str | None:
    """Return the region that an element opens: it hides its content, or may separate it from the article."""
    names = set(attributes.get("class", attributes.get("classname", "")).lower().split())
    if tag == "noscript" or is_hidden({**attributes}, names):
        return "hidden"
    if any(map(telling_name("ad-slot-class").fullmatch, (*names, attributes.get("id", "")))):
        return AD_SLOT
    if is_sidebar(tag, attributes, names):
        return "sidebar"
    if tag == "details":
        return None if "open" in attributes else "details"
    if tag in {"footer", "nav", "aside", "summary", "header", "main", "article"}:
        return tag
    return _ROLES.get(attributes.get("role", ""))


def _slot_filled(attributes: Mapping[str, str]) -> str:
    """Return the named slot of the component around it that an element is for: ``slot="notice"``, ``<template #notice>``."""
    named = (
        re.split(r"[#:]", name, maxsplit=1)[1] for name in attributes if name[:1] == "#" or name.startswith("v-slot:")
    )
    name = attributes.get("slot") or next(named, "")
    return f"{SLOT_NAME}{name}" if name and name != "default" and not _MARK.search(name) else ""


def quoted(text: str) -> str:
    """Return a text as a string literal that every flavour's expressions read."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ") + '"'
