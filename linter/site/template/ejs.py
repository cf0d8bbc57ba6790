"""Parse EJS templates (Hexo, Eleventy) into nodes.

Source: github.com/mde/ejs (tags), hexo.io/docs/helpers (``partial``), hexo.io/docs/templates (``body``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.site.template.article_prints import ejs_article
from linter.site.template.origins import Origins
from linter.site.template.template_ir import END, LOOP, Marks, Node, Template, read_markup, without_marks

if TYPE_CHECKING:
    from collections.abc import Iterator

_FRONT_MATTER = re.compile(r"\A(?:---[ \t]*\n)?((?:[\w-]+[ \t]*:[^\n]*\n){0,20})---[ \t]*\n")
_NO_LAYOUT = re.compile(r"^layout[ \t]*:[ \t]*false\b", re.MULTILINE)
_CALL = re.compile(
    r"(?:await\s+)?(?:partial|include)\s*\(?\s*[\"'`]([\w./-]+)[\"'`]\s*(?:,\s*\{([^{}]{0,1000})\})?|include\s+([\w./-]+)$"
)
_PAIR = re.compile(r"([A-Za-z_]\w*)\s*:\s*([^,{}]{1,300})")
_ASSIGNED = re.compile(r"\b(?:var|let|const)\s+([A-Za-z_$][\w$]*)\s*=\s*([^;\n{}]{1,600})")
# What opens and closes blocks of code, in order: "} else if (…) {", "} else {", "if (…) {", any other brace.
_STEP = re.compile(
    r"(?P<elif>\}\s{0,20}else\s{1,20}if\s{0,20}\((?P<other>[^{}]{0,200})\)\s{0,20}\{)|(?P<else>\}\s{0,20}else\s{0,20}\{)"
    r"|(?<![\w$])if\s{0,20}\((?P<if>[^{}]{0,200})\)\s{0,20}\{|(?P<open>\{)|(?P<close>\})"
)


def read_ejs(text: str, path: str) -> Template:
    """Parse an EJS template."""
    template = Template(path, "ejs")
    fence = _FRONT_MATTER.match(text)
    template.has_no_layout = fence is not None and _NO_LAYOUT.search(fence[1]) is not None
    marks = Marks()
    out: list[str] = []
    written: dict[int, int] = {}
    for start, literal, tag in _tokens(without_marks(text), fence.end() if fence is not None else 0):
        written[len(out)] = start
        out.append(literal)
        if tag is not None:
            written[len(out)] = start + len(literal)
            out.append(marks.put(*_nodes(tag, template)))
    template.nodes = read_markup("".join(out), Origins.of(out, written), marks)
    return template


def _tokens(text: str, start: int) -> Iterator[tuple[int, str, str | None]]:
    """Yield literal text with its offset and the inside of the tag after it."""
    position = start
    while (opening := text.find("<%", position)) >= 0:
        end = text.find("%>", opening + 2)
        if end < 0:
            break
        yield position, text[position:opening], text[opening + 2 : end]
        position = end + 2
    yield position, text[position:], None


def _nodes(tag: str, template: Template) -> list[Node]:
    kind, code = tag[:1], tag[1:].rstrip("-_").strip()
    if kind in {"#", "%"}:
        return []
    if kind in {"=", "-"}:
        return [_printed(code)]
    code = tag.strip("-_ \t\n")
    called = _CALL.match(code)
    if called is not None:
        return [_call(called)]
    for name, value in _ASSIGNED.findall(code):
        template.variables.setdefault(name, value.strip())
    return [node for step in _STEP.finditer(code) for node in _step(step)]


def _printed(code: str) -> Node:
    article = ejs_article(code)
    if article is not None:
        return article
    called = _CALL.match(code)
    return _call(called) if called is not None else Node("value", code)


def _call(called: re.Match[str]) -> Node:
    arguments = tuple((name, value.strip()) for name, value in _PAIR.findall(called[2] or ""))
    return Node("call", called[1] or called[3], arguments)


def _step(step: re.Match[str]) -> list[Node]:
    if step["elif"]:
        return [Node("else", step["other"].strip())]
    if step["else"]:
        return [Node("else", "")]
    if step["close"]:
        return [END]
    return [Node("if", "", LOOP)] if step["open"] else [Node("if", step["if"].strip())]
