"""Follow Go templates (Hugo) with the values of one article or call, to learn what they print there.

Nothing of the site runs: functions are those of ``functions``, of which none reads files, the network or the clock. A
part under a condition that only the build knows is printed under an unknown condition, and what is assigned there is
unknown afterwards. The number of steps, the depth and every size are bounded.
"""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from linter.facts.disclosure.telling_names import telling_name
from linter.site.hugo.functions import call
from linter.site.hugo.known import Known, Markup, Value, is_unknown, looked_up, text_of, truth
from linter.site.template.article_names import made_of
from linter.site.template.conditions import HELD
from linter.site.template.expressions import UNKNOWN
from linter.site.template.template_ir import CONTENT, END, MAYBE, Marks, Node, without_nodes

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from linter.site.template.go_syntax import GoTemplate, Operand, Pipe, Statement

_MOST_STEPS = 30_000
_DEEPEST = 25
_MOST_ENTRIES = 100
_LONGEST = 600_000
_PARTIALS = frozenset({"partial", "partialCached", "partials.Include", "partials.IncludeCached"})
_ON_TRUTH = frozenset({"and", "or", "not", "cond", "default", "dict", "slice", "append", "merge", "index"})
"""Functions that ask whether there is an article, or hand it on as it is."""
_HOLDING = frozenset({"in", "strings.Contains"})
"""Functions that ask whether the article holds some words."""
_TRANSLATED = frozenset({"i18n", "T", "lang.Translate"})
_CONSTANTS: dict[str, Value] = {"true": True, "false": False, "nil": None}


class TooLongError(ValueError):
    """A template that takes more steps, or prints more, than any page needs."""


class _Leave(Exception):  # noqa: N818 - it ends a loop or a template, it is no error
    """``break`` and ``return``."""

    def __init__(self, *, is_return: bool, value: Value = None) -> None:
        super().__init__()
        self.is_return = is_return
        self.value = value


class _NextError(Exception):
    """``continue``."""


class GoReader:
    """One reading of templates; ``out`` is the markup that they print, with ``marks`` for conditions and the article.

    ``find`` returns a template by its name, with its path. ``globals`` are what ``site``, ``hugo`` and ``page`` mean. With ``explores`` every
    alternative of an unknown condition counts, to learn what the templates could print.
    """

    def __init__(
        self,
        find: Callable[[str], tuple[GoTemplate, str] | None],
        globals_: dict[str, Value],
        *,
        explores: bool = False,
        article: str | None = None,
    ) -> None:
        self.out: list[str] = []
        self.marks = Marks()
        self._content = Markup(self.marks.put(CONTENT))
        self._doubt = Markup(self.marks.put(MAYBE))
        self._find = find
        self._globals = globals_
        self._explores = explores
        self._article = article
        self._steps = 0
        self._length = 0
        self._depth = 0
        self._scopes: list[dict[str, Value]] = [{}]
        self._defined: dict[str, tuple[list[Statement], str]] = {}

    def content(self) -> Markup:
        """Return what stands for the article in the markup."""
        return self._content

    def read(self, template: tuple[GoTemplate, str], dot: Value, child: tuple[GoTemplate, str] | None = None) -> None:
        """Read a template, with its path; the parts that a ``child`` defines replace its own. Raises TooLongError."""
        self._defined = {name: (body, child[1]) for name, body in child[0].defined.items()} if child else {}
        self._include(*template, dot)

    def _include(self, template: GoTemplate, path: str, dot: Value) -> Value:
        """Print a template; return what it returns, UNKNOWN where it returns nothing."""
        self._defined = {**{name: (body, path) for name, body in template.defined.items()}, **self._defined}
        return self._from(template.body, path, dot)

    def _from(self, body: Sequence[Statement], path: str, dot: Value) -> Value:
        """Follow statements that are written in a file."""
        self._print(self.marks.put(Node("source", path)))
        value = self._inside(body, dot)
        self._print(self.marks.put(Node("source", "")))
        return value

    def _inside(self, body: Sequence[Statement], dot: Value) -> Value:
        """Follow statements that see none of the variables around them."""
        self._depth += 1
        if self._depth > _DEEPEST:
            raise TooLongError
        scopes, self._scopes = self._scopes, [{"$": dot}]
        try:
            self._follow(body, dot)
        except _Leave as leave:
            return leave.value
        finally:
            self._scopes = scopes
            self._depth -= 1
        return UNKNOWN

    def _follow(self, statements: Sequence[Statement], dot: Value) -> None:
        self._scopes.append({})
        depth = len(self._scopes)
        try:
            for statement in statements:
                self._steps += 1
                if self._steps > _MOST_STEPS:
                    raise TooLongError
                self._statement(statement, dot)
        finally:
            del self._scopes[depth - 1 :]

    def _statement(self, statement: Statement, dot: Value) -> None:
        kind = statement.kind
        if kind == "text":
            self._print(statement.text)
        elif kind == "print":
            if statement.pipe is not None:
                value = self._pipe(statement.pipe, dot)
                if not statement.pipe.names:
                    self._print(value if isinstance(value, Markup) else html.escape(text_of(value)))
        elif kind in {"if", "with", "range"}:
            self._branch(statement, dot)
        elif kind in {"block", "template"}:
            inner = self._pipe(statement.pipe, dot) if statement.pipe is not None else None
            self._part(statement, inner)
        elif kind == "continue":
            raise _NextError
        else:
            value = self._pipe(statement.pipe, dot) if statement.pipe is not None else None
            raise _Leave(is_return=kind == "return", value=value)

    def _part(self, statement: Statement, dot: Value) -> None:
        defined = self._defined.get(statement.text)
        if defined is not None:
            self._from(*defined, dot)
        elif statement.kind == "block":
            self._inside(statement.body, dot)
        elif (found := self._find(statement.text.removeprefix("_internal/"))) is not None:
            self._include(*found, dot)

    def _branch(self, statement: Statement, dot: Value) -> None:
        if statement.pipe is None:
            return
        # A variable of the condition lives as long as the branch.
        self._scopes.append({})
        try:
            value = self._pipe(statement.pipe, dot, keeps_names=statement.kind == "range")
            if statement.kind == "range":
                self._loop(statement, statement.pipe.names, value, dot)
                return
            holds = truth(value)
            inner = value if statement.kind == "with" else dot
            if holds is None:
                self._either([(statement.body, inner), (statement.otherwise, dot)])
            elif holds:
                self._print(self.marks.put(Node("if", HELD + statement.text)))
                self._follow(statement.body, inner)
                self._print(self.marks.put(END))
            else:
                self._follow(statement.otherwise, dot)
        finally:
            self._scopes.pop()

    def _loop(self, statement: Statement, names: tuple[str, ...], value: Value, dot: Value) -> None:
        if isinstance(value, int) and not isinstance(value, bool):
            value = list(range(min(value, _MOST_ENTRIES)))
        if type(value) is dict:
            entries: list[tuple[Value, Value]] = [(key, value[key]) for key in sorted(value)]
        elif isinstance(value, list):
            entries = list(enumerate(value))
        elif is_unknown(value) or value:
            self._name(names, UNKNOWN, UNKNOWN)
            self._either([(statement.body, UNKNOWN), (statement.otherwise, dot)])
            return
        else:
            entries = []
        for key, entry in entries[:_MOST_ENTRIES]:
            self._name(names, key, entry)
            try:
                self._follow(statement.body, entry)
            except _NextError:
                continue
            except _Leave as leave:
                if leave.is_return:
                    raise
                break
        if not entries:
            self._follow(statement.otherwise, dot)

    def _name(self, names: tuple[str, ...], key: Value, entry: Value) -> None:
        for name, value in zip(names, (entry,) if len(names) == 1 else (key, entry), strict=False):
            self._scopes[-1][name] = value

    def _either(self, branches: list[tuple[list[Statement], Value]]) -> None:
        """Follow both branches of a condition that only the build knows."""
        before = [dict(scope) for scope in self._scopes]
        is_in_tag = self._is_in_tag()
        ended: list[list[dict[str, Value]]] = []
        for body, dot in branches:
            start = len(self.out)
            self._scopes = [dict(scope) for scope in before]
            self._print(self.marks.put(Node("if", "")))
            try:
                self._follow(body, dot)
            except _NextError:
                pass
            except _Leave:
                self._print(self.marks.put(END))
                continue
            self._print(self.marks.put(END))
            if is_in_tag:
                del self.out[start:]
            ended.append(self._scopes)
        if is_in_tag:
            self.out.append(UNKNOWN)
        self._scopes = before
        for number, scope in enumerate(before):
            for name in scope:
                scope[name] = self._joined([scopes[number].get(name) for scopes in ended], scope[name])

    def _joined(self, values: list[Value], before: Value) -> Value:
        """Return what a variable holds after branches of which only the build knows which is taken."""
        first = values[0] if values else before
        if all(value is first or value == first for value in values):
            return first
        if not self._explores:
            return UNKNOWN
        if all(isinstance(value, list) for value in values):
            return [entry for value in values if isinstance(value, list) for entry in value][:_MOST_ENTRIES]
        texts = [value for value in values if isinstance(value, str) and "://" in value]
        return max(texts, key=len) if texts else next((value for value in values if value), UNKNOWN)

    def _is_in_tag(self) -> bool:
        """Return whether what is printed next stands inside a tag."""
        for text in reversed(self.out[-80:]):
            opened, closed = text.rfind("<"), text.rfind(">")
            if opened >= 0 or closed >= 0:
                return opened > closed
        return False

    def _print(self, text: str) -> None:
        self._length += len(text)
        if self._length > _LONGEST:
            raise TooLongError
        self.out.append(text)

    def _pipe(self, pipe: Pipe, dot: Value, *, keeps_names: bool = False) -> Value:
        self._steps += 1
        value: Value = None
        for number, words in enumerate(pipe.commands):
            if not words:
                return UNKNOWN
            value = self._command(words, dot, [value] if number else [])
        if pipe.names and not keeps_names:
            self._assign(pipe, value)
        return value

    def _assign(self, pipe: Pipe, value: Value) -> None:
        for name in pipe.names:
            scope = self._scopes[-1]
            if not pipe.declares:
                scope = next((one for one in reversed(self._scopes) if name in one), scope)
            scope[name] = value

    def _command(self, words: tuple[Operand, ...], dot: Value, piped: list[Value]) -> Value:
        head = words[0]
        arguments = [self._operand(word, dot) for word in words[1:]] + piped
        if head.kind == "word" and head.value not in _CONSTANTS and head.value.split(".")[0] not in self._globals:
            return self._function(head.value, arguments)
        value = self._operand(head, dot, arguments)
        return UNKNOWN if arguments and not callable(self._method(head, dot)) else value

    def _function(self, name: str, arguments: list[Value]) -> Value:
        if name not in _PARTIALS:
            if name in _HOLDING and len(arguments) > 1 and self._is_article(arguments[0]):
                asked = text_of(arguments[1])
                return UNKNOWN if self._article is None or "<" in asked else asked in self._article
            if any(self._is_article(one) for one in arguments) and name not in _ON_TRUTH:
                return {"whole": self._content, "maybe": self._doubt}.get(made_of(name), UNKNOWN)
            return self._unread(arguments) if name in _TRANSLATED else call(name, arguments)
        found = self._find("partials/" + text_of(arguments[0])) if arguments else None
        if found is None:
            return next((one for one in arguments[1:] if self._is_article(one)), self._unread(arguments))
        start = len(self.out)
        value = self._include(*found, arguments[1] if len(arguments) > 1 else None)
        printed = "".join(self.out[start:])
        del self.out[start:]
        if not is_unknown(value):
            return value
        return Markup(printed) if without_nodes(printed).strip() else UNKNOWN

    def _unread(self, arguments: list[Value]) -> Markup:
        """Return what a name stands for that the site does not have; a mark says so where it is called after a disclosure."""
        name = text_of(arguments[0]) if arguments else ""
        return Markup((self.marks.put(Node("call", name)) if telling_name("key").search(name) else "") + UNKNOWN)

    def _is_article(self, value: Value) -> bool:
        return isinstance(value, Markup) and value == self._content

    def _method(self, word: Operand, dot: Value) -> Value:
        """Return the method that a word names, if it is one: ``.Get``, ``.Param``."""
        return self._fields(self._base(word, dot), word.fields)

    def _operand(self, word: Operand, dot: Value, arguments: Sequence[Value] = ()) -> Value:
        value = self._method(word, dot)
        if callable(value):
            found: Value = value(list(arguments))
            return found
        return value

    def _base(self, word: Operand, dot: Value) -> Value:
        if word.kind == "text":
            return word.value
        if word.kind == "number":
            return float(word.value) if "." in word.value else int(word.value)
        if word.kind == "dot":
            return dot
        if word.kind == "variable":
            name = word.value
            return next((scope[name] for scope in reversed(self._scopes) if name in scope), UNKNOWN)
        if word.kind == "pipe" and word.pipe is not None:
            return self._pipe(word.pipe, dot)
        if word.value in _CONSTANTS:
            return _CONSTANTS[word.value]
        head, *fields = word.value.split(".")
        return self._fields(self._globals[head], fields) if head in self._globals else self._function(word.value, [])

    @staticmethod
    def _fields(value: Value, names: Sequence[str]) -> Value:
        for name in names:
            value = value([]) if callable(value) else value
            value = looked_up(value, name)
        return value


def page_values(values: dict[str, Value]) -> Known:
    """Return a page as templates see it."""
    page = Known(values)
    page["Page"] = page
    return page
