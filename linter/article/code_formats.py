"""The formats of pages that are code, by file name ending."""

from __future__ import annotations

CODE_FORMATS = {
    ".astro": "astro",
    ".vue": "vue",
    ".svelte": "svelte",
    ".tsx": "jsx",
    ".jsx": "jsx",
    ".js": "jsx",
}
"""Formats of code by file name ending (lower-case): among many such files of a site those of its pages are articles."""
CODE = frozenset(CODE_FORMATS.values())
