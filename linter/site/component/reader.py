"""Go through a component's text once: brackets, strings and tags of its code, the markup in it and the code in that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.article.regions import VOID
from linter.records import replace
from linter.site.code.bindings import element_of, region_of
from linter.site.code.comments import comment_end
from linter.site.code.literals import SPREAD
from linter.site.code.rest import html_of, names_of_children, of_element, passes_children, spread_attribute
from linter.site.component import article_slot
from linter.site.component.article_slot import is_article, maps_children, of_expression, text_of, text_within
from linter.site.component.blocks import Blocks
from linter.site.component.conditions import condition_of, svelte_block, vue_loops
from linter.site.component.names import component_parts
from linter.site.component.vitepress import slots_in_markup
from linter.site.template.article_names import prints_article
from linter.site.template.origins import Origins
from linter.site.template.template_ir import (
    CONTENT,
    END,
    MAYBE,
    REST,
    SLOT,
    SLOT_NAME,
    Marks,
    Node,
    call_nodes,
    quoted,
    read_markup,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

_DEPTH = 40
_CODE = re.compile(r"//|/\*|\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|`|[{}]|<(?=[A-Za-z>])")
_MARKUP = re.compile(r"\s*(?:\(\)\s*=>\s*)?\(?\s*<(?=[A-Za-z>])")
_STOP = re.compile(r"[<{]")
_TAG = re.compile(r"</?([A-Za-z][\w.:-]*)?")
_ATTRIBUTE = re.compile(
    r"\s+|(?P<name>[@:#\w][\w.:@-]*)(?:\s*=\s*(?:\"(?P<dq>[^\"]*)\"|'(?P<sq>[^']*)'|(?P<brace>\{)|(?P<tick>`)"
    r"|(?P<bare>[^\s>\"'{`]+)))?|(?P<spread>\{)|(?P<end>/?>)"
)
_HTML_IN_STRING = re.compile(r"<[a-zA-Z!/]")
# What may precede markup in code: an operator, an opening bracket or a keyword, never a name ("<" then compares).
_BEFORE_MARKUP = re.compile(r"(?:[(,=>?:&|\[{};]|\breturn|\bdefault|\A)\s*\Z")
# Elements whose text HTML reads raw up to the end tag; a component may self-close them, then they are empty.
_RAW = frozenset({"script", "style", "title", "textarea", "iframe", "noscript"})
_VUE_CODE = re.compile(r"(?P<name></?)(?=[A-Z])|\{\{(?P<value>[^{}]{0,2000})\}\}")
_SVELTE = re.compile(r"([#:/@])\s*(\w+)\s*([\s\S]*)$")


class TooDeepError(ValueError):
    """A component nests deeper than the parser follows."""


class ComponentReader:
    """One pass over a component's text; ``out`` is its markup, with marks in place of code.

    ``written`` has the offsets into the text of those parts of ``out`` that stand there, by their index.
    """

    def __init__(
        self,
        text: str,
        marks: Marks,
        pages: frozenset[str] = frozenset(),
        element: Callable[[str], str | None] | None = None,
    ) -> None:
        self.text = text
        self._element = element or (lambda _name: None)
        self._elements: dict[str, str | None] = {}
        self._around: list[tuple[str, str]] = []
        """The components that are open, each with the end tag of the element that a caller asked for (``as="footer"``)."""
        self.pages = pages
        self.marks = marks
        self.out: list[str] = []
        self.written: dict[int, int] = {}
        self.svelte = False
        self.children = names_of_children(text) if "children" in text else frozenset()
        self._objects = 0
        """The object literals that are open where it reads."""
        self._has_article = False
        self.loops: dict[str, str] = {}

    def nodes(self) -> list[Node]:
        """Return the nodes of what has been read."""
        return read_markup("".join(self.out), Origins.of(self.out, self.written), self.marks)

    def vue(self, markup: str, *, is_theme: bool) -> None:
        """Parse the markup of a Vue component."""
        ordered = slots_in_markup(markup) if is_theme else markup
        self.loops.update(reversed([*vue_loops(markup)]))
        begin = self.text.find(ordered)
        position = 0
        for found in _VUE_CODE.finditer(ordered):
            self._put(ordered[position : found.start()], begin + position)
            name, value = found["name"], found["value"]
            self._put(f"{name}x-" if name else self.marks.put(Node("value", value.strip())), begin + found.start())
            position = found.end()
        self._put(ordered[position:], begin + position)
        if begin < 0:
            self.written.clear()

    def component(self) -> None:
        """Parse a file of code: first what stands beside its component, whose place is open, then the component."""
        self.text, beside = component_parts(self.text)
        self.code(0, 0)
        if beside:
            out, written, self.text = self.out, self.written, beside
            self.out, self.written, self._objects = [], {}, int(self._has_article)
            self.code(0, 0)
            self._objects = 0
            self.written.update({at + len(self.out): place for at, place in written.items()})
            self.out += out

    def _put(self, piece: str, at: int) -> None:
        """Add a part of the markup that is written at an offset into the text."""
        self.written[len(self.out)] = at
        self.out.append(piece)

    def code(self, start: int, depth: int, *, silent: bool = False) -> int:
        """Parse code up to its closing brace; return the offset after it. Markup in the code goes to ``out``."""
        if depth > _DEPTH:
            raise TooDeepError
        text = self.text
        opened = Blocks(text, start)
        code_start = position = start
        while (match := _CODE.search(text, position)) is not None:
            found = match.group()
            position = match.end()
            if found == "{":
                self._objects += opened.open(match.start())
            elif found == "}":
                if not opened:
                    return position
                self._objects -= opened.close()
            elif found in {"//", "/*"}:
                position = comment_end(self.text, match)
            elif found == "`":
                position = self._template_literal(position, depth, silent=silent)
            elif found == "<" and not silent and _BEFORE_MARKUP.search(text, max(start, position - 40), position - 1):
                position = self._conditional(code_start, match.start(), depth, opened)
                code_start = position
        self._objects -= opened.objects
        return len(text)

    def _template_literal(self, start: int, depth: int, *, silent: bool) -> int:
        """Parse a template literal; if it contains HTML, add it to ``out`` as markup."""
        text = self.text
        nodes: list[tuple[str, int]] = []
        copied = position = start
        while position < len(text):
            tick = text.find("`", position)
            value = text.find("${", position, tick if tick >= 0 else len(text))
            escape = text.find("\\", position, tick if value < 0 else value)
            if 0 <= escape < (value if value >= 0 else tick):
                position = escape + 2
            elif value >= 0:
                end = self.code(value + 2, depth + 1, silent=True)
                mark = self.marks.put(Node("value", text[value + 2 : end - 1].strip()))
                nodes += [(text[copied:value], copied), (mark, value)]
                copied = position = end
            else:
                position = tick + 1 if tick >= 0 else len(text)
                nodes.append((text[copied : position - 1], copied))
                break
        if not silent and any(_HTML_IN_STRING.search(node) for node, _ in nodes):
            for node, at in nodes:
                self._put(node, at)
        return position

    def _conditional(self, code_start: int, start: int, depth: int, opened: Blocks) -> int:
        """Parse the markup at ``start`` under the condition in the code before it."""
        opening = condition_of(self.text[max(code_start, start - 500) : start], self.loops)
        self.out.append(self.marks.put(replace(opening, arguments=(*opening.arguments, *opened.asked(start)))))
        end = self.markup(start, depth + 1, inside=True)
        self.out.append(self.marks.put(END))
        return end

    def markup(self, start: int, depth: int, *, inside: bool) -> int:
        """Parse markup, to the end of the element it starts with if ``inside`` code. Return the offset after it."""
        if depth > _DEPTH:
            raise TooDeepError
        text = self.text
        level = 0
        position = start
        while (match := _STOP.search(text, position)) is not None:
            self._put(text[position : match.start()], position)
            if match.group() == "{":
                position = self._expression(match.end(), depth)
                continue
            if text.startswith("<!--", match.start()):
                end = text.find("-->", match.end())
                position = len(text) if end < 0 else end + 3
                continue
            tag = _TAG.match(text, match.start())
            if tag is None or (tag.end() - tag.start() == 1 and text[tag.end() : tag.end() + 1] != ">"):
                self.out.append("&lt;")
                position = match.end()
                continue
            self.written[len(self.out)] = tag.start()
            position, change = self._tag(tag, depth)
            level += change
            if inside and level <= 0:
                return position
        self._put(text[position:], position)
        return len(text)

    def _expression(self, start: int, depth: int) -> int:
        """Parse ``{code}`` in markup."""
        text = self.text
        svelte = _SVELTE.match(text[start : start + 300].split("}")[0]) if self.svelte else None
        if svelte and svelte[1] in "#:/":
            return self._svelte(svelte, start)
        before = len(self.out)
        end = self.code(start, depth + 1)
        inner = text[start : end - 1].strip()
        if len(self.out) > before and maps_children(inner):
            self._article(SLOT)
        elif len(self.out) == before:
            article = SLOT if inner in self.children else of_expression(inner, text[max(0, start - 300) : start - 1])
            if article is not None:
                self._article(article)
            elif inner and not inner.startswith("/*"):
                self._put(self.marks.put(Node("value", inner.removeprefix("@html").strip())), start - 1)
        return end

    def _svelte(self, found: re.Match[str], start: int) -> int:
        sign, word, rest = found.groups()
        if sign == "#":
            self.out.append(self.marks.put(svelte_block(word, rest, self.loops)))
        elif sign == ":":
            self.out.append(self.marks.put(Node("else", rest.strip().removeprefix("if "))))
        else:
            self.out.append(self.marks.put(END))
        end = self.text.find("}", start)
        return len(self.text) if end < 0 else end + 1

    def _tag(self, tag: re.Match[str], depth: int) -> tuple[int, int]:
        """Parse one tag; return the offset after it and the change of nesting level."""
        text = self.text
        name = tag[1] or ""
        closing = tag.group().startswith("</")
        position = tag.end()
        attributes: list[tuple[str, str]] = []
        fills: list[tuple[str, list[str], dict[int, int]]] = []
        closed = has_children = False
        while (match := _ATTRIBUTE.match(text, position)) is not None:
            position = match.end()
            if match["end"]:
                closed = match["end"] == "/>"
                break
            if match["spread"]:
                start, position = position, self.code(position, depth + 1, silent=True)
                attributes += spread_attribute(text[start : position - 1])
                has_children = has_children or passes_children(text[start : position - 1], text[: tag.start()])
            elif match["name"]:
                is_part = bool(match["brace"]) and _is_component(name) and _MARKUP.match(text, position) is not None
                position = self._part(match, fills, depth) if is_part else self._attribute(match, attributes, depth)
                attributes += [(match["name"], "<>")] if is_part else []
        last = max((number for number, (name, _) in enumerate(attributes) if name == SPREAD), default=-1)
        if last >= 0 and not any(name == "rel" for name, _ in attributes[last:]):  # it may hold another rel
            attributes = [*(one for one in attributes if one[0] != "rel"), ("rel", SPREAD)]
        name = self._printed_as(name)
        if closing:
            self._end_tag(name)
            return position, -1
        if closed and has_children and (_is_component(name) or name.lower() not in VOID) and name not in self.pages:
            self._start_tag(name, attributes, tag.start(), closed=False, fills=fills)
            self.out.append(self.marks.put(REST))
            self._end_tag(name)
            return position, 0
        self._start_tag(name, attributes, tag.start(), closed=closed, fills=fills)
        position, has_routes = (position, False) if closed else article_slot.behind_unread(text, name, position)
        if has_routes:
            self._article(CONTENT)
        return position, 0 if closed or (name.lower() in VOID and not _is_component(name)) else 1

    def _printed_as(self, name: str) -> str:
        """Return the element that a component is by its declaration, else its own name."""
        if not _is_component(name):
            return name
        if name not in self._elements:
            self._elements[name] = element_of(name) or self._element(name)
        return self._elements[name] or name

    def _end_tag(self, name: str) -> None:
        if not _is_component(name):
            self.out.append(f"</{name}>" if name else "")
            return
        self.out.append(self.marks.put(Node("uncall")))
        while self._around:
            opened, end = self._around.pop()
            self.out.append(end)
            if opened == name:
                return

    def _attribute(self, match: re.Match[str], attributes: list[tuple[str, str]], depth: int) -> int:
        """Append one attribute's name and expression to ``attributes``; return the offset after it."""
        position = match.end()
        if match["brace"]:
            end = self.code(position, depth + 1, silent=True)
            attributes.append((match["name"], self.text[position : end - 1].strip()))
            return end
        if match["tick"]:
            end = self._template_literal(position, depth, silent=True)
            attributes.append((match["name"], self.text[position - 1 : end]))
            return end
        literal = match["dq"] or match["sq"] or match["bare"] or ""
        if self.svelte and "{" in literal and "`" not in literal:
            attributes.append((match["name"], f"`{literal.replace('{', '${')}`"))
        else:
            attributes.append((match["name"], quoted(literal)))
        return position

    def _part(self, match: re.Match[str], fills: list[tuple[str, list[str], dict[int, int]]], depth: int) -> int:
        """Parse markup that a component is handed (``notice={<Notice />}``) into ``fills``; return the offset after it."""
        out, written, self.out, self.written = self.out, self.written, [], {}
        start = self.text.index("<", match.end())
        end = self.code(self.markup(start, depth + 1, inside=True), depth + 1)
        fills.append((f"{SLOT_NAME}{match['name']}", self.out, self.written))
        self.out, self.written = out, written
        return end

    def _fill(self, fills: Iterable[tuple[str, list[str], dict[int, int]]]) -> None:
        """Add the markup that a component is handed, for the places where it prints it."""
        for name, out, written in fills:
            self.out.append(self.marks.put(Node("fill", name)))
            self.written.update({at + len(self.out): place for at, place in written.items()})
            self.out += [*out, self.marks.put(Node("endfill"))]

    def _start_tag(
        self,
        name: str,
        attributes: list[tuple[str, str]],
        at: int,
        *,
        closed: bool,
        fills: Sequence[tuple[str, list[str], dict[int, int]]] = (),
    ) -> None:
        if not name:
            return
        content = next(
            (value for key, value in attributes if key in {"dangerouslySetInnerHTML", "set:html", "set:text"}), ""
        )
        has_article = name == "svelte:component" or prints_article(content.replace("__html", ""))
        if _is_component(name):
            if closed and (name in self.pages or is_article(name, attributes, closed=True)):
                self._article(text_of(attributes, at))
                return
            if not closed and is_article(name, attributes, closed=False):
                self._article(text_within(self.text, name, at))
            region = region_of(attributes)
            slot = next((value.strip("\"'") for key, value in attributes if key == "slot"), "")
            self.out += [self.marks.put(Node("fill", f"{SLOT_NAME}{slot}"))] if slot else []
            self.out += [f"<{region}>"] if region else []
            self.out.append(self.marks.put(*call_nodes(name, attributes, at)))
            self._fill(fills)
            end = (f"</{region}>" if region else "") + (self.marks.put(Node("endfill")) if slot else "")
            if closed:
                self.out += [self.marks.put(Node("uncall")), end]
            else:
                self._around.append((name, end))
        elif not (closed and name in _RAW):
            self.out.append(
                f"<{name}{''.join(self._attribute_html(*item) for item in of_element(name, attributes))}{'/' if closed else ''}>"
            )
        if has_article and name not in {"script", "style"}:
            self._article(Node("content", "", (("html", html_of(content)),), at) if content else CONTENT)
        elif content and not _is_component(name) and name not in {"script", "style"}:
            self._put(self.marks.put(Node("value", html_of(content), at=at)), at)

    def _article(self, node: Node) -> None:
        """Add the article's place; an entry of an object, a map of components, is printed nobody knows where."""
        self._has_article = True
        if not self._objects:
            self.out.append(self.marks.put(node))
        elif node is not SLOT:
            self.out.append(self.marks.put(MAYBE))

    def _attribute_html(self, name: str, expression: str) -> str:
        """Return an attribute as HTML: literals unchanged, expressions as marks."""
        if name == SPREAD:
            return f' href="{self.marks.put(Node("spread", expression))}"'
        name = "class" if name == "className" else name
        if expression[:1] == '"' and expression[-1:] == '"' and len(expression) > 1 and '"' not in expression[1:-1]:
            return f' {name}="{expression[1:-1]}"'
        if name in {"class", "style"}:
            text = expression.replace('"', " ").replace("<", " ").replace("`", " ")
            return f' {name}="{text}"'
        return f' {name}="{self.marks.put(Node("value", expression))}"'


def _is_component(name: str) -> bool:
    return name[:1].isupper() or "." in name
