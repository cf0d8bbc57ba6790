"""Tell what expressions of Go templates, Liquid and its relatives print of the article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.site.template.article_names import LEVELS, made_of
from linter.site.template.go_syntax import GoSyntaxError, pipe_of
from linter.site.template.template_ir import CONTENT, ENTRY, MAYBE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from linter.site.template.go_syntax import Operand, Pipe
    from linter.site.template.template_ir import Node

_GO_CONTENT = frozenset({"Content", "ContentWithoutSummary", "RawContent"})
_LIQUID_CONTENT = re.compile(
    r"(?:(?P<entry>page|section|post|article|entry|item|doc)\.)?(?:content|templateContent)(?:\.rendered)?(?![\w.(\[-])"
)
_EJS_CONTENT = re.compile(r"\b(?:page|post)\.content\b")
_EJS_FUNCTION = re.compile(r"([\w$]+)\s*\(")
_EJS_METHOD = re.compile(r"\s*\.\s*([\w$]+)")
_FILTER = re.compile(r"\s*([A-Za-z_][\w.]*)")
_LITERALS = re.compile(r"\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'")
_DEEPEST = 8


def go_article(action: str, variables: Mapping[str, str]) -> Node | None:
    """Return what an action of Hugo's prints of the article; None for nothing of it."""
    if not any(
        name in f"{action} {variables.get(action.split('|', maxsplit=1)[0].strip(), '')}" for name in _GO_CONTENT
    ):
        return None
    try:
        level, is_entry = _of_pipe(pipe_of(action), variables, 0)
    except GoSyntaxError:
        return MAYBE
    if level == "whole":
        return ENTRY if is_entry else CONTENT
    return MAYBE if level else None


def _of_pipe(pipe: Pipe, variables: Mapping[str, str], depth: int) -> tuple[str, bool]:
    """Return how much of the article a pipeline returns, and whether it is that of the dot, which a loop changes."""
    level, is_entry = "", False
    for number, words in enumerate(pipe.commands):
        piped = [(level, is_entry)] if number else []
        level, is_entry = _of_command(words, variables, piped, depth) if words else ("", False)
    return level, is_entry


def _of_command(
    words: Sequence[Operand], variables: Mapping[str, str], piped: list[tuple[str, bool]], depth: int
) -> tuple[str, bool]:
    head = words[0]
    if head.kind != "word" and not piped and len(words) == 1:
        return _of_operand(head, variables, depth)
    given = [*(_of_operand(word, variables, depth) for word in words[1:]), *piped]
    level, is_entry = max(given, key=lambda one: LEVELS.index(one[0]), default=("", False))
    name = head.value if head.kind == "word" else (head.fields[-1] if head.fields else "")
    kept = made_of(name)
    return min(level, kept, key=LEVELS.index), is_entry


def _of_operand(word: Operand, variables: Mapping[str, str], depth: int) -> tuple[str, bool]:
    if word.kind == "pipe" and word.pipe is not None and not word.fields and depth < _DEEPEST:
        return _of_pipe(word.pipe, variables, depth + 1)
    if word.kind in {"dot", "variable"} and word.fields:
        return ("whole" if word.fields[-1] in _GO_CONTENT else ""), word.kind == "dot"
    if word.kind == "variable" and word.value in variables and depth < _DEEPEST:
        try:
            return _of_pipe(pipe_of(variables[word.value]), variables, depth + 1)
        except GoSyntaxError:
            return "maybe", False
    return "", False


def liquid_article(expression: str) -> Node | None:
    """Return what braces of Liquid, Nunjucks, Jinja or Tera print of the article; None for nothing of it."""
    inner = expression.strip("{ ")
    found = _LIQUID_CONTENT.match(inner)
    if found is None:
        return None
    rest = _LITERALS.sub("''", inner[found.end() :]).strip()
    kept = ["whole" if not rest or rest[0] == "|" else "maybe"]
    for part in rest.split("|")[1:]:
        name = _FILTER.match(part)
        kept.append(made_of(name[1]) if name is not None else "maybe")
    level = min(kept, key=LEVELS.index)
    if level == "whole":
        return ENTRY if found["entry"] else CONTENT
    return MAYBE if level else None


def ejs_article(code: str) -> Node | None:
    """Return what a tag of EJS prints of the article; None for nothing of it. Source: hexo.io/docs/variables."""
    if code == "body":
        return CONTENT
    found = _EJS_CONTENT.search(code)
    if found is None or code.startswith(("partial(", "include(")):
        return None
    functions = _EJS_FUNCTION.findall(code[: found.start()])
    method = _EJS_METHOD.match(code, found.end())
    kept = [made_of(name) for name in [*functions, *([method[1]] if method is not None else [])]]
    level = min(kept, key=LEVELS.index, default="whole" if found.group() == code.strip("; \n") else "maybe")
    if level == "whole":
        return ENTRY
    return MAYBE if level else None
