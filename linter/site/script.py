"""Parse components (JSX, TSX, Astro, Vue, Svelte, MDX) into nodes: markup in code, code in markup.

Only brackets and strings of the code are parsed. A file nested deeper than ``_DEPTH`` raises TooDeepError.
"""

from __future__ import annotations

from collections.abc import Callable

from linter import lazy_re as re
from linter.article.jsx import tag_end
from linter.records import replace
from linter.site.script_article import pages_of
from linter.site.script_comments import without_comments
from linter.site.script_names import constants, read_names
from linter.site.script_reader import ComponentReader, TooDeepError
from linter.site.template_ir import MAYBE, SLOT, Marks, Template, without_marks
from linter.site.vitepress import is_theme, slots_in_code

__all__ = ["TooDeepError", "no_elements", "read_component", "read_function"]

_ADDRESS = re.compile(r"\"https?://[^\"\\\n${]{4,2000}\"|'https?://[^'\\\n${]{4,2000}'|`https?://[^`\\\n]{4,2000}`")
# A boundary or provider that only wraps its children, without markup of its own.
_RETURNS_CHILDREN = re.compile(
    r"\breturn\s+(?:this\.)?(?:props\.)?children\b|\bcreateElement\([^;]{0,400}?\b(?:props\.)?children\b|=>\s*(?:props\.)?children\s*[;,)\n]"
)
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
        reader.text = code
        reader.component()
    template.variables.update({name: value for name, value in reader.loops.items() if name not in template.variables})
    template.nodes = reader.nodes() or (slots_in_code(code) if is_theme(path) else [])
    if _RETURNS_CHILDREN.search(code) and not any(node.kind == "content" and node != MAYBE for node in template.nodes):
        template.nodes.append(SLOT)
    template.literals = tuple(_ADDRESS.findall(code))
    return template


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
    template.nodes = [
        replace(node, at=-1 if node.at < 0 or offset < 0 else node.at + offset) for node in reader.nodes()
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
