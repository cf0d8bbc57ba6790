"""Parse components (JSX, TSX, Astro, Vue, Svelte, MDX) into nodes: markup in code, code in markup.

Only brackets and strings of the code are parsed. A file nested deeper than ``_DEPTH`` raises TooDeepError.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from linter import lazy_re as re
from linter.article.jsx import tag_end
from linter.records import replace
from linter.site.code.comments import without_comments
from linter.site.code.hyperscript import returned_markup
from linter.site.code.literals import statement
from linter.site.component.article_slot import pages_of
from linter.site.component.conditions import block_loops
from linter.site.component.names import constants, read_names
from linter.site.component.reader import ComponentReader, TooDeepError
from linter.site.component.vitepress import is_theme, slots_in_code
from linter.site.template.click_nodes import with_clicks
from linter.site.template.origins import Origins
from linter.site.template.template_ir import MAYBE, SLOT, Marks, Node, Template, read_markup, without_marks

__all__ = ["TooDeepError", "no_elements", "read_component", "read_function"]

_ADDRESS = re.compile(r"\"https?://[^\"\\\n${]{4,2000}\"|'https?://[^'\\\n${]{4,2000}'|`https?://[^`\\\n]{4,2000}`")
# A boundary or provider that only wraps its children, without markup of its own.
_RETURNS_CHILDREN = re.compile(
    r"\breturn\s+(?:this\.)?(?:props\.)?children\b|\bcreateElement\([^;]{0,400}?\b(?:props\.)?children\b|=>\s*(?:props\.)?children\s*[;,)\n]"
)
# Page.getLayout = (page) => <Layout>{page}</Layout> (nextjs.org/docs/pages/building-your-application/routing/pages-and-layouts)
_PAGE_LAYOUT = re.compile(
    r"^[ \t]*\w+\.getLayout\s*=\s*(?=(?:function\b[^(]{0,60})?\(?\s*([A-Za-z_$][\w$]*))", re.MULTILINE
)
_MAKES = re.compile(r"\bcreateElement\b|\bimport\s*\{[^{}]{0,200}\bh\b[^{}]{0,200}\}\s*from\b")
_ESM = re.compile(r"^import\s[^\n]*from\s[^\n]*$", re.MULTILINE)
_FENCE = re.compile(r"\A\s*---[ \t]*\n([\s\S]*?)\n---[ \t]*(?:\n|\Z)")


Elements = Callable[[str, Template], "str | None"]
"""Says which element of HTML a name in a file stands for."""


def no_elements(name: str, template: Template) -> str | None:
    """Return None: nothing is known of other files."""
    bound = template.bindings.get(name, "")
    return bound[1:] if bound[:1] == "<" else None


def read_component(text: str, path: str, elements: Elements = no_elements) -> Template:
    """Parse a component according to the ending of its file name."""
    template = Template(path, "script")
    marks = Marks()
    text = without_marks(text)
    ending = path.rsplit(".", 1)[-1]
    code = without_comments(_code(text, ending))
    outer: list[Node] | None = None
    read_names(code, template, ending)
    reader = ComponentReader(text, marks, pages_of(text, path), lambda name: elements(name, template))
    if ending == "vue":
        reader.vue(_between(text, "template"), is_theme=is_theme(path))
    elif ending in {"svelte", "mdx", "md"}:
        reader.svelte = ending == "svelte"
        reader.markup(0, 0, inside=False)
    elif ending == "astro":
        fence = _FENCE.match(text)
        markup = fence.end() if fence else 0
        reader.markup(markup, 0, inside=False)
        # {pens.map((pen) => { const url = …; return <a href={url}> })}
        for name, value in constants(without_comments(_without_scripts(text[markup:]))):
            template.variables.setdefault(name, value)
    else:
        page, outer = _page_layout(code, marks)
        reader.text = page
        reader.component()
    template.variables.update({name: value for name, value in reader.loops.items() if name not in template.variables})
    for name, listed in block_loops(code):
        template.variables.setdefault(name, listed)
    nodes = reader.nodes() if ending == "vue" or outer is None else around_page(outer, reader.nodes())
    template.nodes = (
        with_clicks(nodes, code) or (slots_in_code(code) if is_theme(path) else []) or _made_by_calls(code, ending)
    )
    if _RETURNS_CHILDREN.search(code) and not any(
        node.kind == "content" and node.value != MAYBE.value for node in template.nodes
    ):
        template.nodes.append(SLOT)
    template.literals = tuple(_ADDRESS.findall(code))
    return template


def _page_layout(code: str, marks: Marks) -> tuple[str, list[Node] | None]:
    """Return a page of Next without the layout that it names for itself, and what that prints (``Page.getLayout = (page) => …``)."""
    found = _PAGE_LAYOUT.search(code)
    if found is None:
        return code, None
    start, end = found.end(), found.end() + len(statement(code, found.end()))
    reader = ComponentReader(" " * start + code[start:end], marks)
    reader.children = frozenset({found[1]})
    reader.code(0, 0)
    return code[: found.start()] + re.sub(r"[^\n]", " ", code[found.start() : end]) + code[end:], reader.nodes()


def around_page(outer: Sequence[Node], page: Sequence[Node]) -> list[Node]:
    """Return what a page prints inside its own layout; behind it where the layout does not show where."""
    at = next((number for number, node in enumerate(outer) if node == SLOT), None)
    return [*outer, *page] if at is None else [*outer[:at], *page, *outer[at + 1 :]]


def _made_by_calls(code: str, ending: str) -> list[Node]:
    """Return what a file without markup prints by calls that make elements."""
    is_made = ending in {"js", "jsx", "ts", "tsx", "mjs"} and _MAKES.search(code) is not None
    markup = returned_markup(code) if is_made else ""
    return read_markup(markup, Origins((), (), (0,)), Marks()) if markup else []


def _code(text: str, ending: str) -> str:
    """Return the part of a component that is code."""
    if ending in {"vue", "svelte"}:
        return _between(text, "script")
    if ending in {"mdx", "md"}:
        return "\n".join([_between(text, "script"), *_ESM.findall(text)])
    fence = _FENCE.match(text) if ending == "astro" else None
    return text if ending != "astro" else fence[1] if fence else ""


def _without_scripts(markup: str) -> str:
    """Return markup without its scripts, which run in the browser: their names are their own."""
    kept: list[str] = []
    position = 0
    while (start := markup.find("<script", position)) >= 0:
        kept.append(markup[position:start])
        begin = tag_end(markup, start + len("<script"))
        if begin is None:
            return "".join(kept)
        end = begin if markup[begin - 2] == "/" else markup.find("</script>", begin)
        position = len(markup) if end < 0 else end
    return "".join([*kept, markup[position:]])


def read_function(
    text: str, path: str, parameters: dict[str, str], offset: int, elements: Callable[[str], str | None] | None = None
) -> Template:
    """Parse one function's text (a shortcode, one of several components in a file) as a template; ``offset`` is its place."""
    template = Template(path, "script", offset=offset)
    reader = ComponentReader(without_marks(text), Marks(), element=elements)
    reader.code(0, 0)
    read_names(text, template, "js")
    template.parameters = {**template.parameters, **parameters}
    template.literals = tuple(_ADDRESS.findall(text))
    template.variables.update({name: value for name, value in reader.loops.items() if name not in template.variables})
    for name, listed in block_loops(text):
        template.variables.setdefault(name, listed)
    template.nodes = [
        replace(node, at=-1 if node.at < 0 or offset < 0 else node.at + offset)
        for node in with_clicks(reader.nodes(), text)
    ]
    return template


def _between(text: str, tag: str) -> str:
    """Return the content of all ``tag`` elements, of the outermost one for ``template``."""
    found: list[str] = []
    position = 0
    while (start := text.find(f"<{tag}", position)) >= 0:
        begin = text.find(">", start) + 1
        end = text.rfind(f"</{tag}>") if tag == "template" else text.find(f"</{tag}>", begin)
        if begin == 0 or end < begin:
            break
        found.append(text[begin:end])
        position = end
    return "\n".join(found)
