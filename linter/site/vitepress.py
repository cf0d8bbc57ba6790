"""Read the slots of VitePress's own layout, into which a theme puts components around the article."""

from __future__ import annotations

from linter import lazy_re as re
from linter.site.template_ir import CONTENT, Node

_SLOT = re.compile(r"[\"']([a-z][\w-]+)[\"']\s*:\s*(?:\(\)\s*=>\s*)?\[?\s*h\(\s*([A-Z]\w*)")
_ABOVE = frozenset({"layout-top", "doc-top", "doc-before", "home-hero-before", "page-top", "nav-bar-content-after"})
_BELOW = frozenset({"doc-after", "doc-footer-before", "doc-bottom", "layout-bottom", "page-bottom"})
_TEMPLATE = re.compile(r"<template\s+(?:#|v-slot:)([\w-]+)[^>]*>([\s\S]*?)</template>")
_LONGEST = 50_000


def is_theme(path: str) -> bool:
    """Return whether a file belongs to a VitePress theme."""
    return ".vitepress/theme/" in path


def slots_in_code(code: str) -> list[Node]:
    """Return what a theme's code puts around the article: ``{"doc-before": () => h(Banner)}``; empty if nothing."""
    slots = _SLOT.findall(code[:_LONGEST])
    above = [Node("call", name) for slot, name in slots if slot in _ABOVE]
    below = [Node("call", name) for slot, name in slots if slot in _BELOW]
    beside = [Node("call", name) for slot, name in slots if slot not in _ABOVE | _BELOW]
    column = [Node("enter", "sidebar"), *beside, Node("leave", "sidebar")]
    return [*above, CONTENT, *below, *column] if slots else []


def slots_in_markup(markup: str) -> str:
    """Return a layout's markup with its named slots around the article, in the order of the page."""
    slots = _TEMPLATE.findall(markup[:_LONGEST])
    above = "".join(inner for slot, inner in slots if slot in _ABOVE)
    below = "".join(inner for slot, inner in slots if slot in _BELOW)
    beside = "".join(inner for slot, inner in slots if slot not in _ABOVE | _BELOW)
    return f'{above}<slot></slot>{below}<aside class="sidebar">{beside}</aside>' if slots else markup
