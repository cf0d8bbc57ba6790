"""Parse Go (Hugo) and Liquid, Nunjucks or Tera templates into nodes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.site.code.literals import split
from linter.site.template.article_prints import go_article, liquid_article
from linter.site.template.liquid_paths import filters_lists
from linter.site.template.origins import Origins
from linter.site.template.template_ir import END, LOOP, SUPER, Marks, Node, Template, quoted, read_markup, without_marks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_GO_ASSIGN = re.compile(r"(\$[\w]+)\s*:?=\s*([\s\S]+)$")
_GO_PARTIAL = re.compile(
    r"\b(?:partial(?:Cached)?|partials\.Include(?:Cached)?|template)\s+\(?\s*[\"`]([^\"`]+)[\"`]\s*([\s\S]*)$"
)
_GO_DOT = re.compile(r"(?<![\w$)\"'`.\]])\.(?![\w.])")
_GO_DATA = re.compile(r"\$?(?:\.Site|\.Page\.Site|site|hugo)\.Data(?:\.[\w-]+)+")
# An entry of data: ".Site.Data.pens.*" in a loop, "index .Site.Data.pens (.Get 0)" under ``with``.
_GO_ENTRY = re.compile(
    r"((?:\$?\.Site|site|hugo)\.Data[\w.-]+\.\*)$|\(?(index\s+)\(?((?:\$?\.Site|site|hugo)\.Data(?:\.[\w-]+)*)"
)
_GO_FIELD = re.compile(r"(?<![\w$)\"'`.\]*])\.(?!Site\b|Page\b|Params\b|Get\b|Inner\b|Scratch\b)([A-Za-z_][\w.]*)")
_GO_PAIR = re.compile(r"\"(\w+)\"\s+(\"[^\"]*\"|`[^`]*`|\([^()]*\)|[^\s()]+)")
_NAME = re.compile(r"[\"`]([^\"`]+)[\"`]")
_LIQUID_PAIR = re.compile(r"([\w-]+)\s*[=:]\s*(\"[^\"]*\"|'[^']*'|[^\s,%]+)")
_LIQUID_END = {name: re.compile(rf"\{{%-?\s*{name}\s*-?%\}}") for name in ("endraw", "endcomment", "endverbatim")}
# An inline link, an autolink, a definition of a reference, the end of a paragraph.
_MARKDOWN = re.compile(
    r"(?<!!)\[(?P<text>[^\[\]\n]{0,400})\]"
    r"\(\s*<?(?P<url>[^\s()<>\"]+(?:\([^\s()]*\)[^\s()<>\"]*)?)>?(?:\s+\"[^\"\n]*\")?\s*\)"
    r"|<(?P<autolink>https?://[^\s<>\"]+)>"
    r"|^[ ]{0,3}\[[^\[\]\n]{1,200}\]:\s*<?(?P<reference>https?://[^\s<>\"]+)>?[^\n]*$"
    r"|\n\n",
    re.MULTILINE,
)
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n([\s\S]*?)\n---[ \t]*(?:\n|\Z)")
_LAYOUT = re.compile(r"^layout\s*:\s*[\"']?([\w./-]+)", re.MULTILINE)
_FILE_NAME = re.compile(r"[\"']?([\w./-]+)[\"']?")
_ONLY_FIRST = re.compile(r"limit\s*[:=]\s*1")
_LIQUID_FOR = re.compile(r"(?:\w+\s*,\s*)?(\w+)\s+in\s+([\w.\[\]\"'-]+)")
# {{ card(book) }}, {{ cards.card(book) }}: a macro of Nunjucks or Jinja.
_MACRO_CALL = re.compile(r"(?:\w+\.)?([A-Za-z_]\w*)\(([^|]*)\)\s*(?:\|\s*safe\s*)?$")
_MACRO = re.compile(r"[A-Za-z_]\w*\s*\(([^()]*)\)")
_CAPTURED = re.compile(r"[\"']?([A-Za-z_][\w-]*)[\"']?")
_VALUES = re.compile(r",|\bor\b")
_INCLUDES = frozenset({"include", "include_cached", "include_relative", "render", "renderFile", "import"})


def read_go(text: str, path: str) -> Template:
    """Parse a Hugo template."""
    template = Template(path, "go")
    marks = Marks()
    reader = _Go(template)
    out: list[str] = []
    written: dict[int, int] = {}
    for start, literal, token in _tokens(without_marks(text), go=True):
        _put(out, written, start, literal, None if token is None else marks.put(*reader.nodes(token)))
    _separate_blocks(template, read_markup("".join(out), Origins.of(out, written), marks))
    return template


def _as_html(markdown: str, origins: Origins) -> tuple[str, Origins]:
    """Convert Markdown's links and paragraphs to HTML; nothing else matters in an include."""
    pieces: list[str] = []
    written: dict[int, int] = {}
    position = 0
    for found in _MARKDOWN.finditer(markdown):
        written[len(pieces)], written[len(pieces) + 1] = origins.in_file(position), origins.in_file(found.start())
        url = found["url"] or found["autolink"] or found["reference"]
        text = found["text"] or found["autolink"] or ""
        pieces += [markdown[position : found.start()], f'<a href="{url}">{text}</a>' if url else "\n<p>"]
        position = found.end()
    written[len(pieces)] = origins.in_file(position)
    pieces.append(markdown[position:])
    return "".join(pieces), Origins.of(pieces, written)


def read_liquid(text: str, path: str) -> Template:
    """Parse a Liquid, Nunjucks or Tera template."""
    template = Template(path, "liquid")
    fence = _FRONT_MATTER.match(text)
    if fence:
        layout = _LAYOUT.search(fence[1])
        template.parent = layout[1] if layout else None
    marks = Marks()
    out: list[str] = []
    written: dict[int, int] = {}
    tokens = _with_choices(_tokens(without_marks(text), go=False, start=fence.end() if fence else 0))
    for start, literal, token in _without_captures(tokens, template):
        _put(out, written, start, literal, None if token is None else marks.put(*_liquid_nodes(token, template)))
    markup, origins = "".join(out), Origins.of(out, written)
    nodes = (
        read_markup(*_as_html(markup, origins), marks) if path.endswith(".md") else read_markup(markup, origins, marks)
    )
    if template.extends:
        _separate_blocks(template, nodes)
    else:
        template.nodes = nodes
    return template


def _with_choices(tokens: Iterable[tuple[int, str, str | None]]) -> Iterator[tuple[int, str, str | None]]:
    """Yield the tokens with ``{% case x %}{% when "a", "b" %}`` as conditions on what is asked (shopify.github.io/liquid/tags/control-flow)."""
    asked: list[str] = []
    for start, literal, token in tokens:
        tag, _, rest = (token or "")[2:-2].strip("- \n\t").partition(" ")
        values = [one.strip() for one in _VALUES.split(rest)] if tag == "when" and asked else []
        if tag == "case":
            asked.append(rest.strip())
        elif tag == "endcase" and asked:
            asked.pop()
        one = " or ".join(f"{asked[-1]} == {value}" for value in values if value)
        yield start, literal, f"{{% elsif {one} %}}" if one else token


def _without_captures(
    tokens: Iterable[tuple[int, str, str | None]], template: Template
) -> Iterator[tuple[int, str, str | None]]:
    """Yield the tokens outside ``{% capture url %}...{% endcapture %}``; what is inside becomes a variable.

    Of alternatives inside the first counts. Source: shopify.github.io/liquid/tags/variable/#capture.
    """
    name, parts, is_other = "", [""], False
    for start, literal, token in tokens:
        tag, _, rest = (token or "")[2:-2].strip("- \n\t").partition(" ")
        if not name:
            yield start, literal, token
            captured = _CAPTURED.fullmatch(rest.strip()) if tag == "capture" else None
            name, parts, is_other = (captured[1], [], False) if captured is not None else ("", [], False)
            continue
        if not is_other:
            parts.append(quoted(literal))
        if tag == "endcapture" or token is None:
            value = " ~ ".join(parts)
            if "://" in value or name not in template.variables:
                template.variables[name] = value
            name = ""
        elif token.startswith("{{") and not is_other:
            parts.append(f"({token[2:-2].strip('- ')})")
        elif tag in {"else", "elsif", "when"}:
            is_other = True
        elif tag in {"endif", "endunless", "endcase"}:
            is_other = False


def _put(out: list[str], written: dict[int, int], start: int, literal: str, mark: str | None) -> None:
    """Add a literal written at ``start`` and the mark of the token after it, with their places."""
    written[len(out)] = start
    out.append(literal)
    if mark is not None:
        written[len(out)] = start + len(literal)
        out.append(mark)


def _tokens(text: str, *, go: bool, start: int = 0) -> Iterator[tuple[int, str, str | None]]:
    """Yield literal text with its offset and the template token after it (with its braces), without comments and raw parts."""
    consumed = position = start
    while True:
        start = text.find("{", position)
        if start < 0:
            break
        kind = text[start + 1 : start + 2]
        if kind not in {"{", "%", "#"} or (go and kind != "{"):
            position = start + 1
            continue
        comment = go and text[start + 2 : start + 6].lstrip("- ").startswith("/*")
        end = text.find("*/" if comment else {"{": "}}", "%": "%}", "#": "#}"}[kind], start + 2)
        if end < 0:
            break
        if comment:
            end = text.find("}}", end)
            if end < 0:
                break
        yield consumed, text[consumed:start], None if comment or kind == "#" else text[start : end + 2]
        consumed = position = end + 2
        closing = _LIQUID_END.get("end" + text[start + 2 : end].strip("- \n\t")) if kind == "%" else None
        if closing is not None:
            over = closing.search(text, consumed)
            consumed = position = over.end() if over else len(text)
    yield consumed, text[consumed:], None


class _Go:
    """Convert Hugo actions to nodes; keep track of what the dot means inside ``with``."""

    def __init__(self, template: Template) -> None:
        self._template = template
        self._dots: list[tuple[str, str]] = []

    def nodes(self, token: str) -> list[Node]:
        """Return the nodes of one action; ``token`` includes the braces."""
        action = token[2:-2].strip("- \n\t")
        word, _, rest = action.partition(" ")
        rest = self._with_dot(rest.strip())
        if word in {"if", "with", "range", "block", "define"}:
            return self._open(word, rest)
        if word == "end":
            kind = self._dots.pop()[0] if self._dots else "if"
            return [Node("endblock") if kind in {"block", "define"} else END]
        if word == "else":
            return [Node("else", rest.removeprefix("if ").removeprefix("with ").strip())]
        return self._printed(self._with_dot(action))

    def _open(self, word: str, rest: str) -> list[Node]:
        dot = self._dots[-1][1] if self._dots else ""
        condition = rest
        if word == "with":
            assigned = _GO_ASSIGN.match(rest)
            if assigned:
                self._template.variables.setdefault(assigned[1], assigned[2])
            dot = condition = assigned[2] if assigned else rest
        elif word in {"define", "block"}:
            dot = condition = ""
        elif word == "range":
            condition, dot = self._loop(rest)
        self._dots.append((word, dot))
        if word in {"block", "define"}:
            name = _NAME.match(rest)
            return [Node("block", f"{'define:' if word == 'define' else ''}{name[1] if name else ''}")]
        return [Node("if", condition, LOOP if word == "range" else ())]

    def _loop(self, rest: str) -> tuple[str, str]:
        """Return what a loop repeats and what the dot means in it: an entry of data of the site, if it is one."""
        names, _, source = rest.rpartition(":=")
        source = source.strip()
        source = self._template.variables.get(source, source)
        data = _GO_DATA.search(source)
        entry = f"{data.group()}.*" if data else ""
        if entry and names.strip():
            self._template.variables[names.split(",")[-1].strip()] = entry
        return source, entry

    def _with_dot(self, expression: str) -> str:
        """Replace a dot that stands alone by what it means."""
        dot = self._dots[-1][1] if self._dots else ""
        if not dot or "." not in expression or len(dot) > 500 or len(expression) > 500:
            return expression
        entry = _GO_ENTRY.match(dot)
        if entry is not None:
            path = f"{entry[1] or entry[3]}{'.*' if entry[3] else ''}"
            return _GO_FIELD.sub(lambda found: f"{path}.{found[1]}", expression)
        return _GO_DOT.sub(lambda _: f"({dot})", expression)

    def _printed(self, action: str) -> list[Node]:
        assigned = _GO_ASSIGN.match(action)
        partial = _GO_PARTIAL.search(action)
        if assigned and not partial:
            # Keep the first value that is not empty: later ones are mostly assigned under a condition.
            known = self._template.variables.get(assigned[1])
            if known in {None, '""', "``", "nil"} or ("://" in assigned[2] and "://" not in (known or "")):
                self._template.variables[assigned[1]] = assigned[2]
            return []
        if partial:
            arguments = tuple((name, value) for name, value in _GO_PAIR.findall(partial[2]))
            return [Node("call", "partials/" + partial[1], arguments)]
        article = go_article(action, self._template.variables)
        return [Node("value", action) if article is None else article]


def _separate_blocks(template: Template, nodes: list[Node]) -> None:
    """Move the parts that a template defines for another one to ``blocks`` and the rest to ``nodes``.

    In a Nunjucks template that extends another, every part belongs to a block.
    """
    level = 0
    name: str | None = None
    child = template.flavour == "liquid"
    for node in nodes:
        if node.kind == "block":
            level += 1
            if level == 1 and (child or node.value.startswith("define:")):
                name = node.value.removeprefix("define:")
                template.blocks[name] = []
                continue
        elif node.kind == "endblock":
            level = max(0, level - 1)
            if level == 0 and name is not None:
                name = None
                continue
        (template.nodes if name is None else template.blocks[name]).append(node)


def _liquid_nodes(token: str, template: Template) -> list[Node]:
    inner = token[2:-2].strip("- \n\t")
    if token.startswith("{{"):
        return [_liquid_value(inner)]
    tag, _, rest = inner.partition(" ")
    rest = rest.strip()
    if tag in {"if", "unless", "case"}:
        return [Node("if", {"if": rest, "unless": f"!({rest})"}.get(tag, ""))]
    if tag == "for":
        return [_liquid_loop(rest, template)]
    if tag in {"endif", "endunless", "endfor", "endcase"}:
        return [END]
    if tag in {"else", "elsif", "elseif", "elif", "when"}:
        return [Node("else", rest if tag != "when" else "")]
    if tag in {"block", "endblock"}:
        return [Node(tag, rest.split()[0] if rest and tag == "block" else "")]
    if tag == "extends":
        template.parent = rest.strip("\"' ")
        template.extends = True
        return []
    if tag in {"assign", "set"}:
        name, sign, value = rest.partition("=")
        if sign and ("://" in value or name.strip() not in template.variables):
            template.variables[name.strip()] = value.strip()
        return [Node("assign", name.strip(), ((name.strip(), value.strip()),))] if sign else []
    if tag in _INCLUDES:
        return _liquid_call(tag, rest)
    if tag == "macro":
        template.parameters.update(_parameters(rest))
    return [] if tag.startswith("end") or tag in {"capture", "macro"} else [Node("call", tag, tuple(enumerated(rest)))]


def _parameters(definition: str) -> Iterator[tuple[str, str]]:
    """Yield the parameters of a macro (``card(pen, text="Buy")``), each with its number in a call."""
    macro = _MACRO.match(definition)
    names = macro[1].split(",") if macro is not None else []
    yield from ((one.partition("=")[0].strip(), str(number)) for number, one in enumerate(names) if one.strip())


def _liquid_value(inner: str) -> Node:
    """Return the node of what braces print: the article, what a macro prints, or a value."""
    if inner.startswith("super()"):
        return SUPER
    article = liquid_article(inner)
    if article is not None:
        return article
    macro = _MACRO_CALL.match(inner)
    if macro is None:
        return Node("value", inner)
    given = [one.strip() for one in split(macro[2], ",")]
    return Node("call", macro[1], tuple((str(number), one) for number, one in enumerate(given) if one))


def _liquid_loop(rest: str, template: Template) -> Node:
    """Return the node of a loop, and record what its variable goes over."""
    loop = _LIQUID_FOR.match(rest)
    if loop is None:
        return Node("if", "")
    whole = template.variables.get(loop[2], loop[2])
    source = whole.split("|")[0].strip()
    is_of_site = source.startswith("site.")
    entry = "0" if is_of_site and _ONLY_FIRST.fullmatch(rest[loop.end() :].strip()) else "*"
    is_filtered = is_of_site and filters_lists(whole)
    template.variables.setdefault(loop[1], f"{whole} | first" if is_filtered else f"{source}.{entry}")
    return Node("if", source, LOOP)


def _liquid_call(tag: str, rest: str) -> list[Node]:
    name = _FILE_NAME.match(rest)
    if name is None or tag == "import":
        return []
    return [Node("call", name[1], tuple(_LIQUID_PAIR.findall(rest[name.end() :])))]


def enumerated(arguments: str) -> Iterator[tuple[str, str]]:
    """Yield the arguments of a shortcode by number, and by name where they have one."""
    for number, match in enumerate(re.finditer(r"\"[^\"]*\"|'[^']*'|[^\s,\"']+", arguments[:2_000])):
        yield str(number), match.group()
    yield from (
        (name, value if value[:1] in "\"'" else quoted(value))
        for name, value in _LIQUID_PAIR.findall(arguments[:2_000])
    )
