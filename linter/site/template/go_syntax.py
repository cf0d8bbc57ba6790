"""Parse Go templates (Hugo) into statements that ``linter.site.hugo.evaluation`` follows with the values of one article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.records import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Iterator

_ACTION = re.compile(r"\{\{(?P<left>-(?=\s))?(?P<code>(?:\"(?:[^\"\\\n]|\\.)*\"|`[^`]*`|[^\"`}]|\}(?!\}))*)\}\}")
_COMMENT = re.compile(r"\{\{(?:-\s)?\s{0,40}/\*")
_COMMENT_END = re.compile(r"\s{0,40}-?\}\}")
_TOKEN = re.compile(
    r"(?P<space>\s+)|(?P<string>\"(?:[^\"\\\n]|\\.)*\"|`[^`]*`|'(?:[^'\\\n]|\\.)*')|(?P<number>-?\d+(?:\.\d+)?(?![\w.]))"
    r"|(?P<variable>\$\w*)|(?P<field>(?:\.[^\W\d]\w*)+|\.(?!\w))|(?P<assign>:=|=)|(?P<word>[^\W\d]\w*(?:\.\w+)*)|(?P<sign>[()|,])"
)
_ESCAPE = re.compile(r"\\(.)")
_DEEPEST = 80
_KEYWORDS = frozenset(
    ["if", "with", "range", "else", "end", "block", "define", "template", "return", "break", "continue"]
)


class GoSyntaxError(ValueError):
    """A template that this parser does not follow."""


@dataclass(frozen=True, slots=True)
class Operand:
    """One word of a command: ``kind`` is text, number, variable, dot, word or pipe; ``fields`` are looked up in it."""

    kind: str
    value: str = ""
    fields: tuple[str, ...] = ()
    pipe: Pipe | None = None


@dataclass(frozen=True, slots=True)
class Pipe:
    """Commands joined by ``|``; ``names`` are the variables that take the value, declared or assigned (``:=``, ``=``)."""

    commands: tuple[tuple[Operand, ...], ...]
    names: tuple[str, ...] = ()
    declares: bool = False


@dataclass(slots=True)
class Statement:
    """A part of a template. ``kind``: text, print, if, with, range, block, template, return, break or continue.

    ``text`` is what is printed, a condition as written, or the name of a template. ``otherwise`` is the ``else`` part; an ``else if`` is one statement in it.
    """

    kind: str
    text: str = ""
    pipe: Pipe | None = None
    body: list[Statement] = field(default_factory=list)
    otherwise: list[Statement] = field(default_factory=list)


@dataclass(slots=True)
class GoTemplate:
    """A parsed template and the parts that it defines by name."""

    body: list[Statement]
    defined: dict[str, list[Statement]]

    @property
    def is_of_parts(self) -> bool:
        """Whether it only defines parts for another template and prints nothing itself."""
        return bool(self.defined) and not any(one.kind != "text" or one.text.strip() for one in self.body)


def parse(text: str) -> GoTemplate:
    """Parse a template. Raises GoSyntaxError."""
    return _Parser(text).template()


class _Parser:
    def __init__(self, text: str) -> None:
        self._parts = list(_parts(text))
        self._position = 0
        self._defined: dict[str, list[Statement]] = {}

    def template(self) -> GoTemplate:
        body, _ = self._statements(0)
        return GoTemplate(body, self._defined)

    def _statements(self, depth: int) -> tuple[list[Statement], tuple[str, str]]:
        """Read statements up to an ``end`` or ``else`` of their own level; return them and that keyword with its rest."""
        if depth > _DEEPEST:
            raise GoSyntaxError("nested too deep")
        found: list[Statement] = []
        while self._position < len(self._parts):
            is_code, text = self._parts[self._position]
            self._position += 1
            if not is_code:
                found.append(Statement("text", text))
                continue
            word, rest = _keyword(text)
            if word in {"end", "else"}:
                return found, (word, rest)
            if word == "define":
                self._defined[_name(rest)], _ = self._statements(depth + 1)
            else:
                found.append(self._statement(word, rest if word else text, depth))
        return found, ("", "")

    def _statement(self, word: str, rest: str, depth: int) -> Statement:
        if word in {"if", "with", "range"}:
            return self._branch(word, rest, depth)
        if word in {"block", "template"}:
            name, argument = _name(rest), rest[rest.find(_name(rest)) + len(_name(rest)) + 1 :]
            pipe = pipe_of(argument) if argument.strip() else None
            return Statement(word, name, pipe, self._statements(depth + 1)[0] if word == "block" else [])
        if word in {"break", "continue"}:
            return Statement(word)
        return Statement("return" if word == "return" else "print", "", pipe_of(rest) if rest.strip() else None)

    def _branch(self, word: str, rest: str, depth: int) -> Statement:
        statement = Statement(word, rest, pipe_of(rest))
        statement.body, (ended, following) = self._statements(depth + 1)
        if ended == "else":
            again, condition = _keyword(following)
            if again in {"if", "with"}:
                statement.otherwise = [self._branch(again, condition, depth + 1)]
            else:
                statement.otherwise, _ = self._statements(depth + 1)
        return statement


def _keyword(code: str) -> tuple[str, str]:
    word, _, rest = code.strip().partition(" ")
    return (word, rest.strip()) if word in _KEYWORDS else ("", code)


def _name(rest: str) -> str:
    quoted = re.match(r"[\"`]([^\"`]+)[\"`]", rest)
    if quoted is None:
        raise GoSyntaxError("a template without a name")
    return quoted[1]


def _parts(text: str) -> Iterator[tuple[bool, str]]:
    """Yield a template's literal text (False) and its actions (True), white space trimmed where the braces say so.

    Raises GoSyntaxError.
    """
    position, trims = 0, False
    while (start := text.find("{{", position)) >= 0:
        comment = _COMMENT.match(text, start)
        if comment is not None:
            over = text.find("*/", comment.end())
            end = _COMMENT_END.match(text, over + 2) if over >= 0 else None
            if end is None:
                raise GoSyntaxError("a comment that is never closed")
            yield False, text[position:start]
            position = end.end()
            continue
        match = _ACTION.match(text, start)
        if match is None:
            raise GoSyntaxError("braces that are never closed")
        literal = text[position : match.start()]
        code = match["code"]
        literal = literal.lstrip() if trims else literal
        literal = literal.rstrip() if match["left"] else literal
        if literal:
            yield False, literal
        trims = code.endswith("-") and code[-2:-1].isspace()
        yield True, code[:-1] if trims else code
        position = match.end()
    rest = text[position:].lstrip() if trims else text[position:]
    if rest:
        yield False, rest


def pipe_of(code: str) -> Pipe:
    """Parse a pipeline, with the variables that it is assigned to. Raises GoSyntaxError."""
    tokens = list(_tokens(code))
    pipe, end = _pipe(tokens, 0, 0)
    if end != len(tokens):
        raise GoSyntaxError(f"cannot read {code[:60]!r}")
    return pipe


def _tokens(code: str) -> Iterator[tuple[str, str, bool]]:
    """Yield kind, text and whether the token follows the one before without a blank."""
    position = 0
    while position < len(code):
        match = _TOKEN.match(code, position)
        if match is None or match.lastgroup is None:
            raise GoSyntaxError(f"cannot read {code[:60]!r}")
        if match.lastgroup != "space":
            yield match.lastgroup, match.group(), position > 0 and not code[position - 1].isspace()
        position = match.end()


def _pipe(tokens: list[tuple[str, str, bool]], position: int, depth: int) -> tuple[Pipe, int]:
    if depth > _DEEPEST:
        raise GoSyntaxError("nested too deep")
    names, declares, position = _assigned(tokens, position)
    commands: list[tuple[Operand, ...]] = []
    words: list[Operand] = []
    while position < len(tokens):
        kind, text, _ = tokens[position]
        if text == ")" and kind == "sign":
            break
        if text == "|" and kind == "sign":
            commands.append(tuple(words))
            words = []
            position += 1
            continue
        operand, position = _operand(tokens, position, depth)
        words.append(operand)
    return Pipe((*commands, tuple(words)), names, declares), position


def _assigned(tokens: list[tuple[str, str, bool]], position: int) -> tuple[tuple[str, ...], bool, int]:
    """Return the variables before ``:=`` or ``=``, which of both it is, and the position after it."""
    names: list[str] = []
    at = position
    while at < len(tokens) and tokens[at][0] == "variable":
        names.append(tokens[at][1])
        at += 1
        if at < len(tokens) and tokens[at][1] == ",":
            at += 1
            continue
        if at < len(tokens) and tokens[at][0] == "assign":
            return tuple(names), tokens[at][1] == ":=", at + 1
        break
    return (), False, position


def _operand(tokens: list[tuple[str, str, bool]], position: int, depth: int) -> tuple[Operand, int]:
    kind, text, _ = tokens[position]
    position += 1
    if kind == "string":
        return Operand("text", _unquoted(text)), position
    if kind == "number":
        return Operand("number", text), position
    if kind == "field":
        return Operand("dot", "", tuple(text.strip(".").split(".")) if text != "." else ()), position
    if kind == "word":
        return Operand("word", text), position
    if kind == "variable":
        fields, position = _fields(tokens, position)
        return Operand("variable", text, fields), position
    if text == "(":
        pipe, position = _pipe(tokens, position, depth + 1)
        if position >= len(tokens):
            raise GoSyntaxError("a bracket is never closed")
        fields, position = _fields(tokens, position + 1)
        return Operand("pipe", "", fields, pipe), position
    raise GoSyntaxError(f"unexpected {text!r}")


def _fields(tokens: list[tuple[str, str, bool]], position: int) -> tuple[tuple[str, ...], int]:
    if position < len(tokens):
        kind, text, is_joined = tokens[position]
        if kind == "field" and is_joined and text != ".":
            return tuple(text.strip(".").split(".")), position + 1
    return (), position


def _unquoted(text: str) -> str:
    if text[0] == "`":
        return text[1:-1]
    return _ESCAPE.sub(lambda found: {"n": "\n", "t": "\t"}.get(found[1], found[1]), text[1:-1])
