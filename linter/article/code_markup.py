"""Turns a page that is code (Astro, Vue, Svelte, JSX) into HTML of the same length: what it prints, in its place, and blanks.

Only brackets, strings and tags of the code are parsed, as ``linter.site.component.reader`` does for components. Nothing moves:
``href={"…"}`` becomes ``href= "…" ``, an expression OBJECT_FILL, a component an element without attributes or nothing.
"""

from __future__ import annotations

from linter import lazy_re as re
from linter.article.code_tags import Attribute, code_of, element, is_component, link_names, read_attributes
from linter.article.fills import NOTHING_FILL, OBJECT_FILL
from linter.article.model import Emission
from linter.article.regions import VOID
from linter.records import dataclass, field

_DEPTH = 40
_LONGEST_NAME = 80
_LONGEST_BLANK = 400
_LONGEST_BODY = 8_000
"""Characters between the tags of a component that may stand in a line."""
_MOST_OPEN = 64
"""Open elements among which the one is looked for that an end tag closes."""
_UNWRITTEN = "\0"
_CODE = re.compile(r"//|/\*|\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|`|[{}]|<(?=[A-Za-z>])")
# What may precede markup in code: an operator, an opening bracket or a keyword, never a name ("<" then compares).
_BEFORE_MARKUP = re.compile(r"(?:[(,=>?:&|\[{};]|\breturn|\bdefault|\A)\s*\Z")
_STOP = re.compile(r"[<{]")
_VUE_STOP = re.compile(r"<|\{\{")
_TAG = re.compile(r"</?(?P<name>[A-Za-z][\w.:-]*)?")
_TEXT = re.compile(
    r"\"(?P<double>(?:[^\"\\\n]|\\.)*)\"|'(?P<single>(?:[^'\\\n]|\\.)*)'|`(?P<tick>(?:[^`\\$]|\\.|\$(?!\{))*)`"
)
_SVELTE_BLOCK = re.compile(r"\{\s*[#:/]")
_RAW = frozenset({"script", "style"})
_PHRASING = frozenset(
    ["p", "h1", "h2", "h3", "h4", "h5", "h6", "a", "span", "strong", "em", "b", "i", "u", "small", "label", "button", "sup", "sub", "summary"]
)  # fmt: skip
"""Elements that hold text and no blocks: a component in them is a part of the line."""
_BREAK = "<hr>"
"""Stands where a component begins."""
_FRAGMENTS = frozenset({"Fragment", "React.Fragment"})
_CLICK = re.compile(r"(?:on|@|v-on:|on:|x-on:)click(?![a-z])", re.IGNORECASE)
_CONTENTS = frozenset({"set:html", "set:text", "dangerouslySetInnerHTML", "v-html", "v-text"})
"""Attributes whose value an element prints."""


@dataclass(frozen=True, slots=True)
class CodeMarkup:
    """The HTML of a page, as long as its code, and the components and expressions in it, by their start."""

    text: str
    emitted: list[Emission]
    roots: list[tuple[int, int]]
    """Where markup stands in code, by source offsets; the code of a component among them."""


class TooDeepError(ValueError):
    """Markup and code are nested deeper than is followed."""


@dataclass(slots=True)
class _Open:
    """An element or component that is open: its name as written, and what closes it in the markup."""

    name: str
    end: str = ""
    in_line: bool = False
    """Whether it is, or stands in, an element that holds text and no blocks."""


@dataclass(slots=True)
class MarkupScanner:
    """One pass over a page; ``language`` is astro, vue, svelte or jsx."""

    text: str
    language: str
    out: list[str] = field(default_factory=list)
    emitted: list[Emission] = field(default_factory=list)
    roots: list[tuple[int, int]] = field(default_factory=list)
    _links: frozenset[str] = frozenset()
    _open: list[_Open] = field(default_factory=list)
    _silent: int = 0
    _found: int = 0
    """How many pieces of markup were found in code so far."""

    def __post_init__(self) -> None:
        """Begin with nothing written."""
        self.out = [_UNWRITTEN] * len(self.text)
        self._links = link_names(self.text)

    def result(self) -> CodeMarkup:
        """Return what has been read; what was not written is blank."""
        blanks = [
            (char if char in "\r\n" else " ") if written == _UNWRITTEN else written
            for written, char in zip(self.out, self.text, strict=True)
        ]
        self.emitted.sort(key=lambda one: one.start)
        return CodeMarkup("".join(blanks), self.emitted, self.roots)

    def code(self, start: int, depth: int) -> int:
        """Go through code up to its closing brace, and write the markup in it; return the offset after the brace."""
        if depth > _DEPTH:
            raise TooDeepError
        text = self.text
        level = 0
        position = start
        while (match := _CODE.search(text, position)) is not None:
            found = match.group()
            position = match.end()
            if found == "{":
                level += 1
            elif found == "}":
                if not level:
                    return position
                level -= 1
            elif found in {"//", "/*"}:
                position = self._comment(match)
            elif found == "`":
                position = self._template_literal(position, depth)
            elif found == "<" and _BEFORE_MARKUP.search(text, max(start - 1, 0, position - 40), position - 1):
                outer, self._open = self._open, self._open[-_MOST_OPEN:]
                begin, position = match.start(), self.markup(match.start(), depth + 1, inside=True)
                self._open = outer
                self._found += 1
                if not self._silent:
                    self.roots.append((begin, position))
        return len(text)

    def _comment(self, match: re.Match[str]) -> int:
        if match.group() == "//":
            if self.text[match.start() - 1 : match.start()] == ":":
                return match.end()
            end = self.text.find("\n", match.end())
        else:
            end = self.text.find("*/", match.end())
        return len(self.text) if end < 0 else end + (2 if match.group() == "/*" else 1)

    def _template_literal(self, position: int, depth: int) -> int:
        """Return the offset after a template literal; what it holds is text that code does something with."""
        text = self.text
        self._silent += 1
        while position < len(text):
            tick = text.find("`", position)
            tick = len(text) if tick < 0 else tick
            value, escape = (text.find(sign, position, tick) for sign in ("${", "\\"))
            if 0 <= escape < min(tick, value if value >= 0 else tick):
                position = escape + 2
            elif 0 <= value < tick:
                position = self.code(value + 2, depth + 1)
            else:
                position = tick + 1
                break
        self._silent -= 1
        return min(position, len(text))

    def markup(self, start: int, depth: int, *, inside: bool, limit: int | None = None) -> int:
        """Write markup, to the end of the element it starts with if ``inside`` code; return the offset after it."""
        if depth > _DEPTH:
            raise TooDeepError
        text = self.text
        end = len(text) if limit is None else limit
        stop = _VUE_STOP if self.language == "vue" else _STOP
        level = 0
        position = start
        while (match := stop.search(text, position, end)) is not None:
            at = match.start()
            self._copy(position, at)
            if match.group() != "<":
                position = self._expression(at, depth)
                continue
            if text.startswith("<!", at):
                position = self._declaration(at)
                continue
            tag = _TAG.match(text, at)
            name = tag["name"] or "" if tag is not None else ""
            if tag is None or (not name and text[tag.end() : tag.end() + 1] != ">"):
                self._fill(at, at + 1, OBJECT_FILL)
                position = at + 1
                continue
            position, change = self._tag(at, tag.end(), name, depth)
            level += change
            if inside and level <= 0:
                return position
        self._copy(position, end)
        return end

    def _declaration(self, at: int) -> int:
        """Copy a comment or a document type."""
        sign = "-->" if self.text.startswith("<!--", at) else ">"
        end = self.text.find(sign, at)
        end = len(self.text) if end < 0 else end + len(sign)
        self._copy(at, end)
        return end

    def _expression(self, at: int, depth: int) -> int:
        """Write what ``{code}`` prints: the markup in it, a text that it is, an object, or nothing."""
        text = self.text
        if self.language == "vue":
            end = text.find("}}", at)
            end = len(text) if end < 0 else end + 2
            return self._value(at, end, text[at + 2 : end - 2])
        if self.language == "svelte" and _SVELTE_BLOCK.match(text, at):
            end = text.find("}", at)
            end = len(text) if end < 0 else end + 1
            self._fill(at, end, NOTHING_FILL)
            return end
        before = self._found
        end = self.code(at + 1, depth + 1)
        if self._found > before:
            for index in range(at, end):
                if self.out[index] == _UNWRITTEN and not self._silent:
                    self.out[index] = NOTHING_FILL
            return end
        return self._value(at, end, text[at + 1 : end - 1])

    def _value(self, at: int, end: int, inner: str) -> int:
        """Write what an expression without markup prints."""
        stripped = inner.strip()
        literal = _TEXT.fullmatch(stripped)
        if not stripped or stripped.startswith("/*"):
            self._fill(at, end, NOTHING_FILL)
            if stripped:
                self._emit("comment", "", stripped, at, end)
        elif literal is not None and "\\" not in stripped:
            self._fill(at, end, NOTHING_FILL)
            begin = self.text.index(stripped, at) + 1
            self._copy(begin, begin + len(stripped) - 2)
        else:
            self._fill(at, end, OBJECT_FILL)
            self._emit("expression", "", stripped, at, end)
        return end

    def _tag(self, at: int, name_end: int, name: str, depth: int) -> tuple[int, int]:
        """Write one tag; return the offset after it and the change of nesting level."""
        text = self.text
        if text.startswith("</", at):
            end = text.find(">", name_end)
            end = len(text) if end < 0 else end + 1
            self._end_tag(name, at, end)
            return end, -1
        attributes, end, closed = read_attributes(
            text, name_end, self.language, lambda start: self._braces(start, depth)
        )
        is_link = name in self._links and any(one.name == "href" for one in attributes)
        if name in {"", *_FRAGMENTS}:
            pass
        elif is_component(name, self.language) and not is_link:
            return end, self._component(name, at, name_end, end, attributes, depth, closed=closed)
        else:
            self._element(name, at, end, attributes, closed=closed, is_link=is_link)
            for one in attributes:
                kind = "expression" if one.name in _CONTENTS else "click" if _CLICK.match(one.name) is not None else ""
                if kind and one.value_end > one.value_start:
                    self._emit(kind, "", code_of(text, one.value_start, one.value_end), at, end)
        if closed or (name in VOID and not is_link):
            return end, 0
        if name in _RAW:
            return self._raw(name, end), 0
        self._push(name, "a" if is_link else "")
        return end, 1

    def _raw(self, name: str, start: int) -> int:
        """Copy what an element holds that is no text, to behind its end tag."""
        begin = self.text.find(f"</{name}", start)
        end = self.text.find(">", begin) + 1 if begin >= 0 else 0
        end = end or len(self.text)
        self._copy(start, end)
        return end

    def _braces(self, start: int, depth: int) -> int:
        """Return the offset after the code of an attribute that begins behind ``start``; nothing of it is written."""
        self._silent += 1
        end = self.code(start, depth + 1)
        self._silent -= 1
        return end

    def _end_tag(self, name: str, at: int, end: int) -> None:
        last = len(self._open) - 1
        nearest = range(last, max(-1, last - _MOST_OPEN), -1)
        known = next((number for number in nearest if self._open[number].name == name), None)
        written = ""
        if known is not None:
            written = self._open[known].end
            del self._open[known:]
        if name in {"", *_FRAGMENTS}:
            return
        if written:
            self._write(at, f"</{written}", end)
        elif not is_component(name, self.language):
            self._copy(at, end)
        else:
            self._fill(at, end, NOTHING_FILL)

    def _element(
        self, name: str, at: int, end: int, attributes: list[Attribute], *, closed: bool, is_link: bool
    ) -> None:
        """Write the start tag of an element of HTML; one that is closed at once and may not be is left out."""
        name_end = at + 1 + len(name)
        instead = "a" if is_link else "div" if name == "template" else ""
        if closed and name not in VOID:
            if name != "iframe":
                self._fill(at, end, NOTHING_FILL)
                return
            instead = "embed"
        self._fill(at, end, " ")
        for one in attributes:
            element(self.text, one, self._write_over)
        self._write_over(at, f"<{instead or name}".ljust(name_end - at))
        self._write_over(end - 1, ">")

    def _component(
        self, name: str, at: int, name_end: int, end: int, attributes: list[Attribute], depth: int, *, closed: bool
    ) -> int:
        """Write a component as an element without meaning where it stands by itself, else as nothing; emit its call."""
        arguments = self.text[name_end:end].rstrip("/> \n")
        self._emit("component", name, arguments, at, end)
        if closed and self._is_alone(at, end):
            # What a component prints is a block of its own, neither in the one before nor in the one behind.
            self._write(at, "" if self._is_in_line() else _BREAK, end)
        elif closed:
            self._fill(at, end, OBJECT_FILL)
        elif len(name) > 2 and not self._is_in_line() and self._is_block(name, at, end):
            self._write(at, f"{_BREAK}<div>" if end - at > len(_BREAK) + 4 else "<div>", end)
            self._push(name, "div")
        else:
            self._fill(at, end, NOTHING_FILL)
            self._push(name)
        for one in attributes:
            if one.kind == "braces" and "<" in self.text[one.value_start : one.value_end]:
                # What is handed over is printed by the component, mostly where it stands.
                self.code(one.value_start + 1, depth + 1)
        return 0 if closed else 1

    def _push(self, name: str, end: str = "") -> None:
        self._open.append(_Open(name, end, name in _PHRASING or self._is_in_line()))

    def _is_in_line(self) -> bool:
        return bool(self._open) and self._open[-1].in_line

    def _is_alone(self, start: int, end: int) -> bool:
        before = self.text[max(0, start - _LONGEST_BLANK) : start].rstrip(" \t")[-1:]
        behind = self.text[end : end + _LONGEST_NAME].lstrip(" \t")[:1]
        return before in "\r\n>})({" and behind in "\r\n<{)}"

    def _is_block(self, name: str, start: int, end: int) -> bool:
        """Say whether no text stands on the line before a component or behind its end."""
        closing = self.text.find(f"</{name}", end, end + _LONGEST_BODY)
        behind = self.text.find(">", closing) + 1 if closing >= 0 else end
        before = self.text[max(0, start - _LONGEST_BLANK) : start].rstrip()[-1:]
        return before in ">}(?&=:" and self.text[behind : behind + _LONGEST_NAME].lstrip(" \t")[:1] in "\r\n<{)"

    def _emit(self, kind: str, name: str, arguments: str, start: int, end: int) -> None:
        if not self._silent:
            self.emitted.append(Emission(kind, name, arguments, start, end, standalone=False))

    def _copy(self, start: int, end: int) -> None:
        if not self._silent and end > start:
            self.out[start:end] = self.text[start:end]

    def _fill(self, start: int, end: int, char: str) -> None:
        if not self._silent:
            self.out[start:end] = [char] * (end - start)

    def _write(self, start: int, tag: str, end: int) -> None:
        """Write a tag at the start of a place, and nothing in the rest of it; one that the text's end cuts off may have no room."""
        written = tag if tag.endswith(">") or not tag else f"{tag.ljust(end - start - 1)}>"
        self._fill(start, end, NOTHING_FILL)
        if len(written) <= end - start:
            self._write_over(start, written)

    def _write_over(self, start: int, written: str) -> None:
        if not self._silent:
            self.out[start : start + len(written)] = list(written)
