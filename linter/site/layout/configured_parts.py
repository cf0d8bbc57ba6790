"""What the settings of VitePress and Quartz put around every article: a footer's text, components by name.

Source: vitepress.dev/reference/default-theme-footer, quartz.jzhao.xyz/layout (``quartz.layout.ts``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.site.code.comments import without_comments
from linter.site.code.literals import closing
from linter.site.generator.detection import VITEPRESS_SETTINGS, VUEPRESS_SETTINGS
from linter.site.template.origins import Origins
from linter.site.template.template_ir import BREAK, CONTENT, Marks, Node, Template, read_markup, without_marks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.site.files import Tree

_FOOTER = re.compile(r"\bfooter\s*:\s*(?=\{)")
_TEXT = re.compile(r"\b(?:message|copyright)\s*:\s*(\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|`[^`]{0,4000}`)")
_VALUE = re.compile(r"\$\{[^{}]{0,400}\}")
_QUARTZ = "quartz.layout.ts"
_SLOTS = {
    "header": "top",
    "beforeBody": "top",
    "left": "sidebar",
    "right": "sidebar",
    "afterBody": "end",
    "footer": "footer",
}
"""The parts of a page in Quartz's settings, and where the page has them."""
_SLOT = re.compile(r"\b(header|beforeBody|left|right|afterBody|footer)\s*:\s*")
_CALLED = re.compile(r"\b(?:Component|Plugin|Components)\.(\w+)\s*\(")
_LONGEST = 100_000


def configured_parts(tree: Tree) -> Iterator[Template]:
    """Yield each part as a template of its own that has the article in it."""
    path = tree.first((*VITEPRESS_SETTINGS, *VUEPRESS_SETTINGS))
    if path is not None:
        yield from _footer(path, (tree.text(path) or "")[:_LONGEST])
    if tree.exists(_QUARTZ):
        yield from _components(tree, without_comments((tree.text(_QUARTZ) or "")[:_LONGEST]))


def _footer(path: str, code: str) -> Iterator[Template]:
    """Yield the footer of the default theme, each of its two texts."""
    for footer in _FOOTER.finditer(code):
        end = closing(code, footer.end())
        for text in _TEXT.finditer(code, footer.end(), len(code) if end < 0 else end):
            said = _VALUE.sub(" ", without_marks(text[1][1:-1]))
            nodes = read_markup(said, Origins.of([said], {0: text.start(1) + 1}), Marks())
            yield Template(path, "script", [CONTENT, BREAK, *_in("footer", nodes)])


def _components(tree: Tree, code: str) -> Iterator[Template]:
    """Yield the components that Quartz's settings name for a part of the page, where the site has them itself."""
    slots = list(_SLOT.finditer(code))
    for slot, following in zip(slots, [*slots[1:], None], strict=True):
        part = code[slot.end() : following.start() if following is not None else len(code)]
        for name in dict.fromkeys(called[1] for called in _CALLED.finditer(part)):
            target = f"quartz/components/{name}"
            if tree.first(f"{target}.{ending}" for ending in ("tsx", "jsx")) is None:
                continue
            place, call = _SLOTS[slot[1]], Node("call", "Part")
            around = [call, BREAK, CONTENT] if place == "top" else [CONTENT, BREAK, *_in(place, [call])]
            yield Template(f"<{target}>", "script", around, imports={"Part": (f"@/{target}", "default")})


def _in(place: str, nodes: list[Node]) -> list[Node]:
    return nodes if place == "end" else [Node("enter", place), *nodes, Node("leave", place)]
