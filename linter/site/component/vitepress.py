"""Read the slots of VitePress's own layout, into which a theme puts components around the article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.site.code.hyperscript import markup_of
from linter.site.code.literals import statement
from linter.site.template.origins import Origins
from linter.site.template.template_ir import CONTENT, Marks, Node, read_markup

if TYPE_CHECKING:
    from collections.abc import Iterator

_SLOT = re.compile(r"[\"']([a-z][\w-]+)[\"']\s*:\s*(?:\(\)\s*=>\s*)?(?=\[|h\()")
_ABOVE = frozenset({"layout-top", "doc-top", "doc-before", "home-hero-before", "page-top", "nav-bar-content-after"})
_BELOW = frozenset({"doc-after", "doc-footer-before", "doc-bottom", "layout-bottom", "page-bottom"})
_TEMPLATE = re.compile(r"<template\s+(?:#|v-slot:)([\w-]+)[^>]*>([\s\S]*?)</template>")
_LONGEST = 50_000


def is_theme(path: str) -> bool:
    """Return whether a file belongs to a theme of VitePress or VuePress."""
    return any(folder in path for folder in (".vitepress/theme/", ".vuepress/theme/", ".vuepress/layouts/"))


def slots_in_code(code: str) -> list[Node]:
    """Return what a theme's code puts around the article: ``{"doc-before": () => h(Banner)}``; empty if nothing."""
    slots = [(slot, _nodes(statement(code, end))) for slot, end in _slots(code[:_LONGEST])]
    above = [node for slot, nodes in slots if slot in _ABOVE for node in nodes]
    below = [node for slot, nodes in slots if slot in _BELOW for node in nodes]
    beside = [node for slot, nodes in slots if slot not in _ABOVE | _BELOW for node in nodes]
    column = [Node("enter", "sidebar"), *beside, Node("leave", "sidebar")]
    return [*above, CONTENT, *below, *column] if slots else []


def _slots(code: str) -> Iterator[tuple[str, int]]:
    """Yield the names of slots and where what fills them begins."""
    return ((match[1], match.end()) for match in _SLOT.finditer(code))


def _nodes(expression: str) -> list[Node]:
    return read_markup(markup_of(expression), Origins((), (), (0,)), Marks())


def slots_in_markup(markup: str) -> str:
    """Return a layout's markup with its named slots around the article, in the order of the page."""
    slots = _TEMPLATE.findall(markup[:_LONGEST])
    above = "".join(inner for slot, inner in slots if slot in _ABOVE)
    below = "".join(inner for slot, inner in slots if slot in _BELOW)
    beside = "".join(inner for slot, inner in slots if slot not in _ABOVE | _BELOW)
    return f'{above}<slot></slot>{below}<aside class="sidebar">{beside}</aside>' if slots else markup
